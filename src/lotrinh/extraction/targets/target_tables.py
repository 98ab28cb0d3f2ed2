"""Tables of targets: one indicator a row, its values under years or under "Mức phấn đấu".

Reads: `Document.tables`, `Prose`. Writes: `Target`s in text order, prose offsets.

What a column holds its header says (target_headers.py); words of cells are data: `data/target_tables.toml`. The due
year comes from the value column's header, a column of deadlines, the group row above ("II. Đến năm 2045"), or the
headings.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import Target
from lotrinh.extraction.language.horizons import Horizon, horizons_in
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.measures.cell_values import measure_of
from lotrinh.extraction.measures.fronts import front_of
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.measures.measure_words import is_unit
from lotrinh.extraction.measures.noun_phrases import cleaned
from lotrinh.extraction.measures.quantities import find_measures_in
from lotrinh.extraction.measures.tails import tail_of
from lotrinh.extraction.prose import Line
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.source import Source
from lotrinh.extraction.targets.dues import Due, Dues, furthest
from lotrinh.extraction.targets.moods import Moods
from lotrinh.extraction.targets.table_captions import caption_of
from lotrinh.extraction.targets.target_grids import find_grid_targets
from lotrinh.extraction.targets.target_headers import Column, bare_year, columns_of
from lotrinh.reading.document import Table


@cache
def _cells() -> dict[str, re.Pattern[str]]:
    table = lexicon("target_tables")["cell"]
    return {
        "empty": re.compile(rf"(?:{any_of(table['empty'])})?"),
        "increase": re.compile(rf" (?:{any_of(table['increase'])})$"),
        "decrease": re.compile(rf" (?:{any_of(table['decrease'])})$"),
        "front_increase": re.compile(rf"(?:{any_of(table['front_increase'])})(?!\w)"),
        "front_decrease": re.compile(rf"(?:{any_of(table['front_decrease'])})(?!\w)"),
    }


_RATES = pattern(r"(?:%|‰|phần trăm)? ?/ ?năm$|bình quân (?:hằng|hàng|mỗi)? ?năm|(?:hằng|hàng|mỗi) năm")
_UNIT_IN_NAME = re.compile(r"\(([^()]{1,30})\)\s*$")
_PART = pattern(r"[-+*•\s]*(?:trong đó|riêng)\b ?:? ?[-+*•\s]*")
_BULLET = re.compile(r"[-+*•\s]+")
_NOT_A_UNIT = pattern(r"chỉ số|tỷ lệ|tỉ lệ")
_PIECE = re.compile(r"[^;]+")
_SUMMED = pattern(r"lũy kế|cộng dồn|tổng(?: số| cộng)?")  # "120 trạm (lũy kế 300 trạm)"
_LETTER = re.compile(r"[^\W\d_]")
_DITTO = frozenset({'"', "”", "“", "''", '-"-', '"-"', "-nt-", "nt", "- nt -", "//", "-//-"})  # "as above"


def find_table_targets(source: Source, dues: Dues, moods: Moods) -> list[Target]:
    """The targets of all tables, in text order."""
    found: list[Target] = []
    others: list[Table] = []
    for table in source.prose.document.tables:
        columns, body = columns_of(source, table, moods)
        if columns:
            _Reader(source, dues, columns, found).read(table, body, caption_of(source, table).unit)
        else:
            others.append(table)
    grids = find_grid_targets(source, dues, moods, others)
    return sorted([*found, *grids], key=lambda target: target.start) if grids else found


def _deadline(text: str) -> Horizon | None:
    """The due date of a cell: with or without the words a sentence would have ("31/12/2026", "2026")."""
    return (
        furthest(horizons_in(f"{_BY_DAY}{text}", 0, len(_BY_DAY) + len(text)))
        or furthest(horizons_in(f"{_BY}{text}", 0, len(_BY) + len(text)))
        or furthest(horizons_in(text, 0, len(text)))
        or bare_year(text)
    )


_BY, _BY_DAY = shadow_of("vào "), shadow_of("trước ngày ")


class _Reader:
    """Reads the rows of one table."""

    def __init__(self, source: Source, dues: Dues, columns: dict[int, Column], found: list[Target]) -> None:
        self.source = source
        self.dues = dues
        self.columns = columns
        self.found = found
        self.group: Horizon | None = None
        self.main = -1
        self.unit: str | None = None
        self.above: str | None = None  # the last unit that a cell prints

    def read(self, table: Table, body: int, unit: str | None) -> None:
        """Add the targets of the rows from `body` on; `unit`: what the caption says of all values."""
        self.unit = unit
        held: dict[int, tuple[int, Line]] = {}  # column → last row it covers, cell that spans several rows
        for number, row in enumerate(table.rows[body:]):
            cells = {column: line for column, (last, line) in held.items() if last >= number}
            for cell in row:
                if cell.block >= 0:
                    line = self.source.prose.lines[cell.block]
                    cells[cell.column] = line
                    if cell.row_span > 1:
                        held[cell.column] = (number + cell.row_span - 1, line)
            self._row(cells)

    def _row(self, cells: dict[int, Line]) -> None:
        by_role: dict[str, list[tuple[Column, Line]]] = {}
        for at, line in sorted(cells.items()):
            column = self.columns.get(at)
            if column is not None and line.end > line.start:
                by_role.setdefault(column.role, []).append((column, line))
        names = by_role.get("name") or by_role.get("maybe_name") or []
        values = by_role.get("value", [])
        if not values:
            self._start_group([line for _, line in names] or list(cells.values()))
            return
        if not names or self._repeats_header(names):
            return
        name = names[-1][1]
        unit, agency, limit = (by_role.get(role, [(None, None)])[0][1] for role in ("unit", "agency", "due"))
        row = _Row(name, name.start + _lead(self.source.prose.shadow, name), self._name(name, unit),
                   self._quote(agency) if agency is not None else None, limit)  # fmt: skip
        for position, (column, line) in enumerate(values):
            self._value(row, column, line, first=position == 0)

    def _repeats_header(self, names: list[tuple[Column, Line]]) -> bool:
        column, line = names[0]
        return self.source.prose.shadow[line.start : line.end].strip() == column.header

    def _start_group(self, lines: list[Line]) -> None:
        for line in lines:
            horizon = furthest(horizons_in(self.source.prose.shadow, line.start, line.end))
            if horizon is not None:
                self.group = horizon

    def _value(self, row: _Row, column: Column, line: Line, *, first: bool) -> None:
        """The targets of one cell: its values, or its outcome in words."""
        shadow = self.source.prose.shadow
        if _cells()["empty"].fullmatch(shadow[line.start : line.end].strip(" .")):
            return
        due = self._due(row, column)
        pieces = [(found.start(), found.end()) for found in _PIECE.finditer(shadow, line.start, line.end)]
        measured = [(piece, measures) for piece in pieces if (measures := self._measures(piece, line.index))]
        if not measured and _LETTER.search(shadow, line.start, line.end):
            event = row._replace(label=row.label._replace(change="event"))
            self._add(event, (row.start, line.end), None, None, due)
        names = [name.strip() for name in row.label.indicator.split(";")]
        paired = len(names) == len(measured) > 1  # "Số giường bệnh; số bác sĩ/vạn dân": "32; 10,5"
        for number, (piece, measures) in enumerate(measured):
            since = piece[0]
            row = row._replace(label=row.label._replace(indicator=names[number])) if paired else row
            for measure in measures:
                told = _TOLD.search(shadow, since, measure.start)
                part = self._part(since, measure.head) if since > piece[0] else ""
                label = row.label._replace(change=_CHANGES[told[0]] if told else row.label.change)
                if part:
                    label = label._replace(indicator=part, part=True)
                begins = row.start if first else measure.head
                first, since = False, measure.tail
                self._add(row._replace(label=label), (begins, measure.tail), measure, self._scope(piece, measure), due)

    def _measures(self, piece: tuple[int, int], line: int) -> list[Measure]:
        """All values of a piece of a cell: "70%, có bằng cấp 29 - 29,5%" has two."""
        prose = self.source.prose
        whole = measure_of(prose, *piece, line)
        if whole is not None:
            return [whole]
        inside = [measure for measure in find_measures_in(prose, *piece, line) if measure.role == "value"]
        if inside:
            return inside
        bare = _BARE.match(prose.shadow, *piece)
        value = measure_of(prose, piece[0], bare.end(1), line) if bare else None
        return [value] if value is not None else []

    def _part(self, start: int, end: int) -> str:
        """What a second value of a cell measures, when words say so ("có bằng cấp"); "" for one more of the row."""
        prose = self.source.prose
        at, tail = front_of(prose.shadow, start, end).at, tail_of(prose.shadow, start, end).at
        part = cleaned(prose.text, prose.shadow, at, tail).strip("( ") if at < tail else ""
        return "" if _SUMMED.fullmatch(shadow_of(part)) else part

    def _scope(self, piece: tuple[int, int], measure: Measure) -> str | None:
        if _is_guess(measure):
            return self.source.prose.quote(measure.end - len(measure.unit or ""), piece[1]).strip() or None
        rest = self.source.prose.quote(measure.tail, piece[1]).strip(" ,.")
        return rest if rest and rest[0].isupper() and len(rest) < 40 else None

    def _due(self, row: _Row, column: Column) -> Due:
        name, limit = row.name, row.limit
        if limit is not None:
            horizon = _deadline(self.source.prose.shadow[limit.start : limit.end])
            if horizon is not None:
                return Due(horizon.due, horizon.first)
        own = [h for h in horizons_in(self.source.prose.shadow, name.start, name.end) if not h.vision]
        whole = self.dues.title if column.horizon is None and _WHOLE.match(column.header) else None
        horizon = whole or column.horizon or (own[-1] if own else None) or self.group
        return Due(horizon.due, horizon.first) if horizon is not None else self.dues.inherited(name.index)

    def _name(self, name: Line, unit: Line | None) -> _Label:
        """Indicator, unit, direction of change and rate of a row."""
        prose = self.source.prose
        start = name.start + _lead(prose.shadow, name)
        indicator = prose.quote(start, name.end).strip(" .:;")
        part = _PART.match(prose.shadow, name.start, name.end) is not None
        printed = self._quote(unit) if unit is not None else None
        if printed is not None:
            printed = self.above = self.above if printed in _DITTO else printed
        if printed is None and (inside := _UNIT_IN_NAME.search(indicator)) and is_unit(inside[1]):
            printed, indicator = inside[1].strip(), indicator[: inside.start()].strip()
        if printed is not None and _NOT_A_UNIT.match(shadow_of(printed)):
            indicator, printed = printed, None
        change, cells, key = "level", _cells(), shadow_of(indicator)
        per = "year" if _RATES.search(key) or (printed and _RATES.search(shadow_of(printed))) else None
        if printed and per:
            printed = _PER_YEAR.sub("", printed).strip() or None
        if compared := _COMPARED.search(key):
            change, indicator = _CHANGES[compared["how"]], indicator[: compared.start()].strip()
            key = shadow_of(indicator)
        for kind in ("increase", "decrease"):
            if behind := cells[kind].search(key):
                change, indicator = kind, indicator[: behind.start()].strip()
            elif cells[f"front_{kind}"].match(key):
                change = kind
        return _Label(indicator, printed, change, per, part)

    def _quote(self, line: Line) -> str:
        return " ".join(self.source.prose.quote(line.start, line.end).split())

    def _add(self, row: _Row, span: tuple[int, int], measure: Measure | None, scope: str | None, due: Due) -> None:
        label, unit = row.label, row.label.unit
        if measure is not None and measure.unit is not None and not _is_guess(measure):
            unit = unit if unit is not None and not label.part else measure.unit
        unit = unit or self.unit
        reasons = [due.doubt] if due.doubt else []
        if measure is not None:
            reasons += [why for why in measure.reasons if why not in ("unit_missing", "unit_guessed")]
            if unit is None:
                reasons.append("unit_missing")
        if not label.part:
            self.main = len(self.found)
        self.found.append(
            Target(
                start=span[0],
                end=span[1],
                rule="target.table_event" if measure is None else "target.table_row",
                reasons=tuple(dict.fromkeys(reasons)),
                indicator=label.indicator,
                change=label.change,
                comparator=measure.comparator if measure is not None else None,
                approx=measure.approx if measure is not None else False,
                low=measure.low if measure is not None else None,
                high=measure.high if measure is not None else None,
                unit=unit if measure is not None else None,
                per=(label.per or measure.per) if measure is not None else None,
                from_=due.first,
                due=due.due,
                scope=scope,
                agency=row.agency,
                parent=self.main if label.part and 0 <= self.main < len(self.found) else None,
                section=self.source.outline.section_id(row.name.index),
                inherited={"due": due.section} if due.section else {},
            )
        )


# "Doanh thu tăng so với năm 2025"; the name of a rate ("Tốc độ tăng … so với …") is none of these.
_COMPARED = pattern(
    r"(?<!tốc độ)(?<!tỷ lệ)(?<!mức) (?P<how>tăng|giảm)(?: thêm)? (?:so với|so) (?:năm|cùng kỳ|giai đoạn)[^;]{0,40}$"
)
_TOLD = pattern(r"\b(?:tăng|giảm)(?! (?:còn|xuống|lên))\b")
_CHANGES = {shadow_of("tăng"): "increase", shadow_of("giảm"): "decrease"}


class _Row(NamedTuple):
    """The cells of a row besides its values; `start`: where the indicator's words begin."""

    name: Line
    start: int
    label: _Label
    agency: str | None
    limit: Line | None


class _Label(NamedTuple):
    """What a row's name and unit cells say. `part`: a "Trong đó" row."""

    indicator: str
    unit: str | None
    change: str
    per: str | None
    part: bool


_WHOLE = pattern(r"(?:cả|tổng) (?:giai đoạn|thời kỳ)")
_BARE = re.compile(r"(\s*[^0-9;]{0,24}?[0-9][0-9.,]{0,20}(?<=[0-9])(?: ?- ?[0-9][0-9.,]{0,20}(?<=[0-9]))?)(?![0-9])")
_PER_YEAR = pattern(r" ?/ ?năm$")


def _is_guess(measure: Measure) -> bool:
    """Whether the noun behind a value may be anything; an abbreviation counts: "15 CSDL"."""
    return "unit_guessed" in measure.reasons and not (measure.unit or "").isupper()


def _lead(shadow: str, name: Line) -> int:
    """Length of the bullet or "Trong đó:" a name begins with."""
    found = _PART.match(shadow, name.start, name.end) or _BULLET.match(shadow, name.start, name.end)
    return found.end() - name.start if found and found.end() < name.end else 0
