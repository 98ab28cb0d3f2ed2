"""A table of figures as entries, one for each figure, whatever way round it stands.

Reads: a `Grid`. Writes: `Entry`s in the order of the table, and remarks on what was left out. Three layouts are known
by their header: a row for each figure (Chỉ tiêu, Kỳ, Số liệu); a row for each indicator with periods as columns; a row
for each period with indicators as columns. Names and rights are decided later (batches.py): no database is asked here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from lotrinh.assessment.wording import number as number_told
from lotrinh.core.period import Period
from lotrinh.core.vietnamese.period_words import typed_period
from lotrinh.core.vietnamese.text import fold
from lotrinh.living.observations.cells import (
    Value,
    decimal_dot,
    dots_part_decimals,
    measures_of_text,
    value_of,
    vintage_of,
)
from lotrinh.living.observations.grids import Cell, Grid, place
from lotrinh.living.observations.headers import Column, column_of, name_and_unit
from lotrinh.living.observations.records import Measure
from lotrinh.living.observations.workbooks import Refused
from lotrinh.living.words import Words

MOST_ENTRIES = 2_000
_HEADER_WITHIN = 20
_UNIT_ROWS = frozenset(("don vi", "don vi tinh", "dvt", "unit"))


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a figure cannot be taken as it stands: a code of `batch_words`, the cell and what it prints."""

    code: str
    cell: str
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure as the table tells it. `cell`: where its value stands; `missing`: told as "no figure yet".

    Empty texts: the table does not say. `extra`: which of note and yardsticks the table has columns for.
    """

    cell: str
    row: int
    name: str
    unit: str = ""
    period: str = ""
    printed: str = ""
    value: float | None = None
    high: float | None = None
    comparator: str = "eq"
    missing: bool = False
    vintage: str = ""
    change: str = ""
    scope: str = ""
    area: str = ""
    agency: str = ""
    code: str = ""
    note: str = ""
    measures: tuple[Measure, ...] = ()
    extra: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def kept(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


@dataclass(slots=True)
class Read:
    """What a table says: entries, and remarks for its owner."""

    entries: list[Entry] = field(default_factory=list)
    remarks: list[Words] = field(default_factory=list)


def read_table(grid: Grid) -> Read:
    """The entries of a table. Raises Refused when its header is not understood."""
    found = _header(grid.cells)
    if found is None:
        raise Refused(
            Words(
                "Không tìm thấy dòng tiêu đề. Bảng cần một dòng có «Chỉ tiêu» và «Kỳ», «Số liệu», hoặc «Chỉ tiêu» và "
                "các cột năm, quý, tháng; hoặc «Năm» ở cột đầu và mỗi cột một chỉ tiêu.",
                "No header row was found. The table needs a row with “Chỉ tiêu” and “Kỳ”, “Số liệu”; or “Chỉ tiêu” and "
                "columns of years, quarters, months; or “Năm” in the first column and an indicator in every other.",
            )
        )
    top, bottom, columns = found
    read = Read()
    if any(column.kind == "indicator" for column in columns):
        rows = _by_indicator(grid, bottom + 1, columns)
        left = [str(grid.cells[top][at]) for at, column in enumerate(columns) if column.kind == "plan"]
        if left:
            read.remarks.append(
                Words(
                    f"Cột kế hoạch không phải số liệu nên bỏ qua: {', '.join(dict.fromkeys(left))}.",
                    f"Columns of planned values are no figures and were left out: {', '.join(dict.fromkeys(left))}.",
                )
            )
    else:
        rows = _by_period(grid, top, bottom)
    for entry in rows:
        if len(read.entries) == MOST_ENTRIES:
            raise Refused(
                Words(
                    "Bảng có hơn 2.000 số liệu. Hãy chia thành nhiều bảng.",
                    "The table has more than 2,000 figures. Split it.",
                )
            )
        read.entries.append(_unfaulted(entry, grid.faults))
    read.remarks += _decimal_dots(read.entries)
    if not read.entries:
        raise Refused(
            Words(
                "Bảng có tiêu đề nhưng không có số liệu nào. Ô trống không phải số liệu; gõ 0 hoặc «chưa có số liệu».",
                "The table has a header but no figure. Empty cells are no figures; type 0 or “chưa có số liệu”.",
            )
        )
    return read


def _decimal_dots(entries: Sequence[Entry]) -> list[Words]:
    """Vietnamese numbers have a decimal comma: where a dot was taken for it, that is said with an example."""
    dotted = [entry for entry in entries if entry.value is not None and decimal_dot(entry.printed)]
    if not dotted:
        return []
    first, count = dotted[0], len(dotted)
    vi, en = (number_told(first.value or 0.0, language, 6) for language in ("vi", "en"))
    return [
        Words(
            f"Có {count} ô viết dấu chấm thập phân: ô {first.cell} «{first.printed}» được đọc là {vi}. Hãy kiểm tra.",
            f"Cells with a decimal point: {count}; {first.cell} “{first.printed}” was read as {en}. Please check.",
        )
    ]


def _unfaulted(entry: Entry, faults: Mapping[str, str]) -> Entry:
    fault = faults.get(entry.cell)
    return replace(entry, problems=(Problem(fault, entry.cell, entry.printed),)) if fault else entry


def _header(cells: Sequence[Sequence[Cell]]) -> tuple[int, int, list[Column]] | None:
    """First and last row of the header, and what its columns mean."""
    for top in range(min(_HEADER_WITHIN, len(cells))):
        alone = [_column(cell) for cell in cells[top]]
        kinds = [column.kind for column in alone]
        if "indicator" in kinds:
            bottom = _bottom(cells, top, kinds.index("indicator"))
            columns = [_column(*_stacked(cells, top, bottom, at)) for at in range(len(cells[top]))]
            told = {column.kind for column in columns}
            if "figures" in told or {"period", "value"} <= told:
                return top, bottom, columns
        elif kinds and kinds[0] == "period" and any(isinstance(cell, str) and cell for cell in cells[top][1:]):
            bottom = top
            if top + 1 < len(cells) and fold(str(cells[top + 1][0])) in _UNIT_ROWS:
                bottom = top + 1
            return top, bottom, alone
    return None


def _bottom(cells: Sequence[Sequence[Cell]], top: int, indicator: int) -> int:
    """The last row of a header that goes on below: no new name in the indicator's column, and no figures but years."""
    bottom = top
    while bottom + 1 < len(cells) and bottom < top + 2:
        below = cells[bottom + 1]
        named = below[indicator] not in ("", cells[top][indicator])
        told = [cell for at, cell in enumerate(below) if at != indicator and cell not in ("", cells[top][at])]
        if named or not told or not all(_column(cell).kind for cell in told):
            break
        bottom += 1
    return bottom


def _stacked(cells: Sequence[Sequence[Cell]], top: int, bottom: int, column: int) -> list[Cell]:
    """The header cells of one column; an upper cell goes on to the right until the next one begins."""
    stack: list[Cell] = []
    for row in range(top, bottom + 1):
        at = column
        if row < bottom:
            while at and cells[row][at] == "":
                at -= 1
            if at != column and _column(cells[row][at]).kind not in ("figures", "plan", ""):
                at = column  # "Chỉ tiêu" does not go on over its neighbours
        if cells[row][at] not in ("", *stack):
            stack.append(cells[row][at])
    return stack


def _column(*cells: Cell) -> Column:
    texts = [f"{cell:.0f}" if isinstance(cell, float) else cell for cell in cells]
    if len(texts) == 2 and texts[1]:
        upper, lower = column_of(texts[0]), column_of(texts[1])
        period = lower.period or upper.period
        if lower.kind in ("measure", "plan"):
            return replace(lower, period=period)
        if lower.kind == "value" and period is not None:
            return Column("figures", period, lower.vintage or upper.vintage)
    return column_of(" ".join(texts))


def _by_indicator(grid: Grid, first: int, columns: Sequence[Column]) -> Iterator[Entry]:
    """Entries of rows that name an indicator; yardstick columns belong to the figures of their period."""
    at = {column.kind: place for place, column in reversed(list(enumerate(columns)))}
    valued = [place for place, column in enumerate(columns) if column.kind == "figures"]
    long = not valued
    valued = valued or [at["value"]]
    dots = {place: dots_part_decimals([row[place] for row in grid.cells[first:]]) for place in valued}
    extra = tuple(kind for kind in ("note", "measures") if kind in at)
    if any(column.kind == "measure" for column in columns) and "measures" not in extra:
        extra = (*extra, "measures")
    for number, row in enumerate(grid.cells[first:], start=first):
        texts = {kind: str(row[place]).strip() for kind, place in at.items() if kind != "figures"}
        if not texts["indicator"]:
            continue
        name, unit = name_and_unit(texts["indicator"])
        base = Entry(
            "", number + 1, name, texts.get("unit") or unit, scope=texts.get("scope", ""), area=texts.get("area", ""),
            agency=texts.get("agency", ""), code=texts.get("code", ""), change=texts.get("change", ""), extra=extra,
            note="; ".join(filter(None, (texts.get("note"), texts.get("source")))),
        )  # fmt: skip
        for place_ in valued:
            if row[place_] == "" and place(number, place_) not in grid.faults:
                continue
            entry = replace(base, cell=place(number, place_), printed=str(row[place_]))
            problems: list[Problem] = []
            column = columns[place_]
            if long:
                period = _period(row[at["period"]])
                if period is None:
                    problems.append(Problem("period", place(number, at["period"]), texts["period"]))
            else:
                period = column.period
            vintage = column.vintage or ""
            if texts.get("vintage"):
                told = vintage_of(texts["vintage"])
                vintage = told or vintage
                if told is None:
                    problems.append(Problem("vintage", place(number, at["vintage"]), texts["vintage"]))
            measures, wrong = _measures(row, number, columns, place_, at)
            yield _valued(
                replace(
                    entry, period=str(period or ""), vintage=vintage, measures=measures,
                    problems=(*problems, *wrong),
                ),
                value_of(row[place_], dots=dots[place_]),
            )  # fmt: skip


def _measures(
    row: Sequence[Cell], number: int, columns: Sequence[Column], figure: int, at: Mapping[str, int]
) -> tuple[tuple[Measure, ...], list[Problem]]:
    """The yardsticks of one figure: those of its period's columns, or of the columns after it up to the next figure."""
    told: list[Measure] = []
    wrong: list[Problem] = []
    if "measures" in at and row[at["measures"]] != "":
        worded = measures_of_text(str(row[at["measures"]]))
        if worded is None:
            wrong.append(Problem("measures", place(number, at["measures"]), str(row[at["measures"]])))
        told.extend(worded or ())
    following = next((p for p in range(figure + 1, len(columns)) if columns[p].kind == "figures"), len(columns))
    for spot, column in enumerate(columns):
        if column.kind != "measure" or row[spot] == "":
            continue
        own = column.period == columns[figure].period if column.period else figure < spot < following
        if not own and columns[figure].kind == "figures":
            continue
        value = value_of(row[spot])
        if value.missing:
            continue
        if value.low is None:
            wrong.append(Problem(value.fault, place(number, spot), str(row[spot])))
            continue
        change = column.change
        number_told = value.low
        if change == "growth":
            change, number_told = ("decrease", -number_told) if number_told < 0 else ("increase", number_told)
        told.append(Measure(column.base, change, number_told, column.unit))
    return tuple(told), wrong


def _by_period(grid: Grid, top: int, bottom: int) -> Iterator[Entry]:
    """Entries of rows that name a period, indicators standing in the columns."""
    heads = [name_and_unit(str(cell)) for cell in grid.cells[top]]
    if bottom > top:
        heads = [(name, str(grid.cells[bottom][at]) or unit) for at, (name, unit) in enumerate(heads)]
    rows = grid.cells[bottom + 1 :]
    for at in range(1, len(heads)):
        name, unit = heads[at]
        if not name or column_of(name).kind in ("number", "note"):
            continue
        dots = dots_part_decimals([row[at] for row in rows])
        for number, row in enumerate(rows, start=bottom + 1):
            if row[at] == "" and place(number, at) not in grid.faults:
                continue
            period = _period(row[0])
            problems = () if period else (Problem("period", place(number, 0), str(row[0])),)
            entry = Entry(place(number, at), number + 1, name, unit, str(period or ""), str(row[at]), problems=problems)
            yield _valued(entry, value_of(row[at], dots=dots))


def _period(cell: Cell) -> Period | None:
    return typed_period(f"{cell:.0f}" if isinstance(cell, float) else cell)


def _valued(entry: Entry, value: Value) -> Entry:
    if value.fault:
        return replace(entry, problems=(*entry.problems, Problem(value.fault, entry.cell, entry.printed)))
    unit = entry.unit or value.unit
    return replace(
        entry, value=value.low, high=value.high, comparator=value.comparator, missing=value.missing, unit=unit
    )
