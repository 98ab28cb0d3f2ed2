"""Grids of targets: places as rows ("Xã Tân Lập"), indicators as columns ("Trồng rừng (ha)").

Reads: `Document.tables`, the captions above them. Writes: `Target`s in text order, prose offsets.

A table is one when its caption, heading or columns speak of targets and a column names places; the value's indicator
is what stands over it, its scope the place of its row. Words of headers are data: `data/target_tables.toml`.
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
from lotrinh.extraction.measures.grid_cells import heads_of, line_of, printed, row_of
from lotrinh.extraction.measures.measure_words import is_unit
from lotrinh.extraction.prose import Line
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.source import Source
from lotrinh.extraction.targets.dues import Due, Dues, furthest
from lotrinh.extraction.targets.goal_headings import GOALS
from lotrinh.extraction.targets.moods import Moods
from lotrinh.extraction.targets.table_captions import Caption, caption_of
from lotrinh.reading.document import Table


class _Column(NamedTuple):
    """A column of values: its indicator, unit and year as its header prints them."""

    indicator: str
    unit: str | None
    horizon: Horizon | None


@cache
def _headers() -> dict[str, re.Pattern[str]]:
    table = lexicon("target_tables")["grid"]
    return {role: re.compile(rf"(?:{any_of(words)})(?![^\W\d])") for role, words in table.items()}


_GOALS = pattern(r"(?<!\w)(?:chỉ tiêu|mục tiêu|phấn đấu|kế hoạch)(?!\w)")
_SET = pattern(r"(?:giao |phân bổ |bảng |biểu )?(?:các )?chỉ tiêu(?!\w)")
_SETTING = pattern(
    r"(?:(?:chỉ tiêu|mục tiêu|kế hoạch)(?: giao| phấn đấu| kế hoạch)?(?: (?:đến )?năm 20[0-9]{2})?(?: về| là| -)? )?"
    r"(?P<what>\w[^\n]{2,200}?)(?: (?:đến )?năm 20[0-9]{2})?$"
)
_UNIT = re.compile(r" ?\(([^()]{1,30})\) ?$")
_FEWEST_ROWS = 2


def find_grid_targets(source: Source, dues: Dues, moods: Moods, tables: list[Table]) -> list[Target]:
    """The targets of those of `tables` whose rows are places."""
    found: list[Target] = []
    for table in tables:
        if moods.plans and len(table.rows) > _FEWEST_ROWS:
            _read(source, dues, moods, table, found)
    return found


def _read(source: Source, dues: Dues, moods: Moods, table: Table, found: list[Target]) -> None:
    first = row_of(source.prose, table.rows[0])
    place = next((at for at, line in sorted(first.items()) if _is(source, line, "place")), None)
    if place is None or place > 1 or not _is_of_goals(source, moods, table, place):
        return
    columns, body = _columns(source, table, place)
    if not columns:
        return
    caption = caption_of(source, table)
    for row in table.rows[body:]:
        cells = row_of(source.prose, row)
        named = cells.get(place)
        scope = printed(source.prose, named) if named is not None else ""
        if sum(letter.isalpha() for letter in scope) < 2:  # the numbers of the columns: "A | B | 1 | 2"
            continue
        for at, column in columns.items():
            if (line := cells.get(at)) is not None and (target := _target(source, dues, column, line, scope, caption)):
                found.append(target)


def _is_of_goals(source: Source, moods: Moods, table: Table, place: int) -> bool:
    """Whether the caption, the heading or the columns say that the table sets targets."""
    caption = caption_of(source, table).text
    if _headers()["report"].search(caption):
        return False
    if _GOALS.search(caption):
        return True
    told = [line_of(source.prose, cell) for cell in table.rows[0] if cell.column > place]
    if any(line and _SET.match(source.prose.shadow, line.start, line.end) for line in told):
        return True
    line = next((cell.block for cell in table.rows[0] if cell.block >= 0), -1)
    return line >= 0 and moods.over(line) == GOALS


def _columns(source: Source, table: Table, place: int) -> tuple[dict[int, _Column], int]:
    """The columns of values by number, and the first row below the header of one row or two."""
    heads, body = heads_of(source.prose, table, place)
    columns: dict[int, _Column] = {}
    for at, (head, own) in heads.items():
        if _is(source, head, "other") or (own and _is(source, own, "other")):
            continue
        if body == 1 and _line_of(source, table, at) is None:
            continue  # an empty header cell
        columns[at] = _column(source, head, own)
    return columns, body


def _column(source: Source, head: Line, own: Line | None) -> _Column:
    told = " - ".join(printed(source.prose, line) for line in (head, own) if line is not None)
    unit = next((found[1].strip() for found in [_UNIT.search(told)] if found and is_unit(found[1])), None)
    indicator = _UNIT.sub("", told) if unit else told
    line = own or head
    horizons = [*horizons_in(source.prose.shadow, line.start, line.end, named=True)]
    return _Column(_named(indicator.strip(" .:-")), unit, furthest(horizons))


def _named(header: str) -> str:
    """What a header measures, without the words that set it: "bao phủ BHYT" of "Chỉ tiêu bao phủ BHYT năm 2026"."""
    found = _SETTING.match(shadow_of(header))
    told = header[found.start("what") : found.end("what")].strip(" -") if found is not None else ""
    return told or header


def _target(source: Source, dues: Dues, column: _Column, line: Line, scope: str, caption: Caption) -> Target | None:
    measure = measure_of(source.prose, line.start, line.end, line.index)
    value = measure or next(iter(source.measures_by_line.get(line.index, ())), None)
    if value is None:
        return None
    horizon = column.horizon or caption.horizon
    due = Due(horizon.due, horizon.first) if horizon is not None else dues.inherited(line.index)
    unit = value.unit or column.unit or caption.unit
    key = shadow_of(column.indicator)
    reasons = [why for why in value.reasons if why != "unit_missing"]
    return Target(
        start=value.head,
        end=value.tail,
        rule="target.grid",
        reasons=(*reasons, *([] if unit else ["unit_missing"]), *([due.doubt] if due.doubt else [])),
        indicator=column.indicator,
        change=next((kind for kind in ("increase", "decrease") if _headers()[kind].search(key)), "level"),
        comparator=value.comparator,
        approx=value.approx,
        low=value.low,
        high=value.high,
        unit=unit,
        per=value.per,
        from_=due.first,
        due=due.due,
        scope=scope,
        section=source.outline.section_id(line.index),
        inherited={"due": due.section} if due.section else {},
    )


def _line_of(source: Source, table: Table, at: int) -> Line | None:
    cell = next((cell for cell in table.rows[0] if cell.column <= at < cell.column + cell.column_span), None)
    return line_of(source.prose, cell) if cell is not None else None


def _is(source: Source, line: Line, role: str) -> bool:
    return _headers()[role].match(source.prose.shadow[line.start : line.end].strip(" .:*-")) is not None
