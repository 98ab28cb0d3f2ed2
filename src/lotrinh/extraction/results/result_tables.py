"""Tables of results: one indicator a row, what was reached under "Thực hiện", beside plan and the year before.

Reads: `Document.tables`, `Prose`. Writes: `Result`s in text order, prose offsets.

The header gives each column its role (words: `data/result_tables.toml`). A table counts when it names indicators and
has a column of what was done; of several such columns those of the latest period are results, earlier ones are what
the growths are against. A column "So KH (%)" or "So cùng kỳ (%)" is a comparison of the value column to its left.
The unit stands in a column, behind the name, in the header of the values ("Thực hiện (tỷ đồng)") or above the table.

Names: find_table_results.
"""

from __future__ import annotations

import re

import msgspec

from lotrinh.core.period import Period
from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import Comparison, Result
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.quantities import Measure, measure_of
from lotrinh.extraction.prose import Line
from lotrinh.extraction.results.periods import Reporting
from lotrinh.extraction.results.result_columns import BASES, Column, column_of, comparison_of, is_unit_name, unit_above
from lotrinh.extraction.results.result_grids import find_grid_results
from lotrinh.extraction.source import Source
from lotrinh.reading.document import Cell, Table

_HEADER_ROWS = 4
_ESTIMATED = pattern(r"(?<!\w)ước(?!\w)|sơ bộ|dự kiến")
_UNIT_IN_NAME = re.compile(r"\(([^()]{1,24})\)\s*$")
_IN_PERCENT = pattern(r"(?:tỷ lệ|tốc độ|tỷ trọng|cơ cấu|chỉ số)(?!\w)")
_PART = pattern(r"[-+*•\s]*(?:trong đó|riêng)\b ?:? ?|[-+*•]\s*")
_DITTO = frozenset({'"', "''", "-", "nt", "”", "“"})


def find_table_results(source: Source, reporting: Reporting, *, report: bool) -> list[Result]:
    """The results of all tables, in text order. `report`: whether the document gives an account."""
    found: list[Result] = []
    for table in source.prose.document.tables:
        columns, body = _columns(source, table, reporting, report=report)
        if columns:
            _read_rows(source, table, columns, body, reporting, found)
        else:
            found.extend(find_grid_results(source, table, reporting, report=report))
    return found


def _columns(source: Source, table: Table, reporting: Reporting, *, report: bool) -> tuple[dict[int, Column], int]:
    """Columns by number, and the first row below the header; no columns when it is no table of results."""
    for first, row in enumerate(table.rows[:_HEADER_ROWS]):
        columns: dict[int, Column] = {}
        for cell in row:
            header = _shadow(source, cell.block).strip(" .:*")
            for at in range(cell.column, cell.column + cell.column_span):
                columns[at] = column_of(header, reporting, _unit_in_header(source, cell.block))
        columns = _past_years(columns, reporting) if report else columns
        roles = [column.role for column in columns.values()]
        if "name" not in roles or not {"done", "before"} & set(roles):
            continue
        body = first + 1
        if any(cell.column_span > 1 for cell in row) and body < len(table.rows):
            below = {
                cell.column: _shadow(source, cell.block).strip(" .:*") for cell in table.rows[body] if cell.block >= 0
            }
            refined = {
                at: column_of(f"{columns[at].header} {text}" if columns[at].role == "done" else text, reporting)
                for at, text in below.items()
                if at in columns and text and columns[at].role not in ("name", "number", "unit")
            }
            for at, column in refined.items():  # "So sánh" over "%" and "+,-"
                if column.apart and columns[at].role in BASES:
                    columns[at] = msgspec.structs.replace(columns[at], apart=True)
            if any(column.role != "other" for column in refined.values()) or _is_below(row, below):
                columns |= {at: column for at, column in refined.items() if column.role != "other"}
                body += 1
        columns = _latest(columns)
        return (columns, body) if any(column.role == "done" for column in columns.values()) else ({}, 0)
    return {}, 0


def _unit_in_header(source: Source, block: int) -> str | None:
    """The unit that a header has in brackets: "Thực hiện (tỷ đồng)"; None for "(%)" and for other brackets."""
    inside = _UNIT_IN_NAME.search(_quote(source, source.prose.lines[block])) if block >= 0 else None
    return inside[1].strip() if inside and is_unit_name(inside[1]) else None


def _past_years(columns: dict[int, Column], reporting: Reporting) -> dict[int, Column]:
    """The columns, those headed by nothing but a period of a report's time told as done ("Năm 2023 | Năm 2024")."""
    if reporting.period is None or any(column.role in ("done", "plan") for column in columns.values()):
        return columns
    last = reporting.period.last
    return {
        at: msgspec.structs.replace(column, role="done")
        if column.role == "other" and column.dated and column.period is not None and column.period.last <= last
        else column
        for at, column in columns.items()
    }


def _latest(columns: dict[int, Column]) -> dict[int, Column]:
    """The columns, with what was done before the latest period told as "before"."""
    ends = [column.period.last for column in columns.values() if column.role == "done" and column.period]
    if not ends:
        return columns
    return {
        at: msgspec.structs.replace(column, role="before")
        if column.role == "done" and column.period and column.period.last < max(ends)
        else column
        for at, column in columns.items()
    }


def _shadow(source: Source, block: int) -> str:
    if block < 0:
        return ""
    line = source.prose.lines[block]
    return source.prose.shadow[line.start : line.end].strip()


def _read_rows(
    source: Source, table: Table, columns: dict[int, Column], body: int, reporting: Reporting, found: list[Result]
) -> None:
    """Add the results of the rows from `body` on."""
    main: int | None = None
    unit, above = None, unit_above(source, table, body)
    for row in table.rows[body:]:
        lines = {cell.column: source.prose.lines[cell.block] for cell in row if cell.block >= 0}
        names = [line for at, line in sorted(lines.items()) if at in columns and columns[at].role == "name"]
        if not names or not source.prose.quote(names[0].start, names[0].end).strip(" .-+*"):
            continue
        name = names[0]
        part = _PART.match(source.prose.shadow, name.start, name.end) is not None
        indicator, inside = _indicator(source, name, part)
        printed = next((_quote(source, line) for at, line in lines.items() if _role(columns, at) == "unit"), None)
        if printed is not None and printed not in _DITTO:
            unit = printed
        elif printed is None:
            unit = inside
        before, begin = len(found), name.start
        for at, line in sorted(lines.items()):
            if _role(columns, at) == "done" and (measure := measure_of(source.prose, line.start, line.end, line.index)):
                told = unit or inside or columns[at].unit
                if told is None and not _IN_PERCENT.match(shadow_of(indicator)):
                    told = above
                compared = _comparisons(source, lines, columns, at, measure.unit or told)
                period = columns[at].period or reporting.period
                parent = main if part else None
                found.append(
                    _result(source, begin, line, measure, indicator, told, period, columns[at], compared, parent)
                )
                begin = -1
        if not part and len(found) > before:
            main = before


def _role(columns: dict[int, Column], at: int) -> str:
    return columns[at].role if at in columns else "other"


def _quote(source: Source, line: Line) -> str:
    return " ".join(source.prose.quote(line.start, line.end).split())


def _indicator(source: Source, name: Line, part: bool) -> tuple[str, str | None]:
    """The row's indicator, and the unit in brackets behind it."""
    text = _quote(source, name)
    if part and (lead := _PART.match(shadow_of(text))):
        text = text[lead.end() :]
    inside = _UNIT_IN_NAME.search(text)
    if inside and not inside[1][0].isupper():
        return text[: inside.start()].strip(" .:;*"), inside[1].strip()
    return text.strip(" .:;*-+"), None


def _is_below(row: tuple[Cell, ...], below: dict[int, str]) -> bool:
    """Whether the cells of a row all stand below cells of the one above that span several."""
    spanned = {at for cell in row if cell.column_span > 1 for at in range(cell.column, cell.column + cell.column_span)}
    return bool(below) and spanned.issuperset(below)


def _comparisons(
    source: Source, lines: dict[int, Line], columns: dict[int, Column], at: int, unit: str | None
) -> list[Comparison]:
    """What the columns to the right of a value say, up to the next value."""
    found = []
    later = [n for n in sorted(columns) if n > at and columns[n].role == "done"]
    for n in sorted(columns):
        column = columns[n]
        if column.role not in BASES or n not in lines or n < at or (later and n > later[0] and later[0] in lines):
            continue
        line = lines[n]
        measure = measure_of(source.prose, line.start, line.end, line.index)
        if measure is not None:
            found.append(comparison_of(column, measure.value, unit))
    return found


def _result(
    source: Source,
    begin: int,
    cell: Line,
    measure: Measure,
    indicator: str,
    unit: str | None,
    period: Period | None,
    column: Column,
    comparisons: list[Comparison],
    parent: int | None,
) -> Result:
    """`begin`: where the row's name begins, -1 for the further values of a row, which stand for themselves."""
    section = source.outline.section_of[cell.index]
    return Result(
        start=begin if begin >= 0 else cell.start,
        end=cell.end,
        rule="result.table_row",
        reasons=() if period else ("period_missing",),
        indicator=indicator,
        change="level",
        comparator=measure.comparator,
        low=measure.low,
        high=measure.high,
        unit=measure.unit or unit,
        period=str(period) if period else None,
        estimate=_ESTIMATED.search(column.header) is not None,
        comparisons=tuple(comparisons),
        parent=parent,
        section=source.outline.sections[section].id if section >= 0 else None,
    )
