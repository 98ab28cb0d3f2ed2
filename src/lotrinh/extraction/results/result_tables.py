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
from functools import cache

import msgspec

from lotrinh.core.period import Period
from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import Comparison, Result
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of, folded
from lotrinh.extraction.measures.quantities import Measure, measure_of
from lotrinh.extraction.prose import Line
from lotrinh.extraction.results.comparisons import PREVIOUS_YEAR
from lotrinh.extraction.results.figures import SCALES
from lotrinh.extraction.results.periods import Reporting, stated_periods
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.source import Source
from lotrinh.reading.document import Table

_ROLES = ("number", "unit", "note", "of_plan", "of_month", "of_year", "before", "plan", "done", "name")
_BASES = {"of_plan": "plan", "of_month": "previous_month", "of_year": PREVIOUS_YEAR}
_HEADER_ROWS = 4
_GROWTH = pattern(r"tăng|giảm")
_ESTIMATED = pattern(r"(?<!\w)ước(?!\w)|sơ bộ|dự kiến")
_UNIT_IN_NAME = re.compile(r"\(([^()]{1,24})\)\s*$")
_UNIT_ABOVE = pattern(r"\W*(?:đơn vị(?: tính)?|đvt|đv tính) ?: ?(?P<unit>%|[^\W\d_][^:;.,()]{0,24}?)[\W]*$")
_IN_PERCENT = pattern(r"(?:tỷ lệ|tốc độ|tỷ trọng|cơ cấu|chỉ số)(?!\w)")
_ABOVE = 2  # lines above a table in which its unit may stand
_PART = pattern(r"[-+*•\s]*(?:trong đó|riêng)\b ?:? ?|[-+*•]\s*")
_DITTO = frozenset({'"', "''", "-", "nt", "”", "“"})


class Column(msgspec.Struct, frozen=True):
    """What a column holds (`role`: a key of `_ROLES`), for which period, in which unit (as printed)."""

    role: str
    header: str
    period: Period | None = None
    unit: str | None = None


@cache
def _headers() -> dict[str, re.Pattern[str]]:
    table = lexicon("result_tables")
    return {
        role: re.compile(
            rf"(?:{any_of(table[role]['starts'])})(?!\w)"
            if "starts" in table[role]
            else rf".{{0,60}}?(?<!\w)(?:{any_of(table[role]['holds'])})(?!\w)"
        )
        for role in _ROLES
    }


def find_table_results(source: Source, reporting: Reporting) -> list[Result]:
    """The results of all tables, in text order."""
    found: list[Result] = []
    for table in source.prose.document.tables:
        columns, body = _columns(source, table, reporting)
        if columns:
            _read_rows(source, table, columns, body, reporting, found)
    return found


def _columns(source: Source, table: Table, reporting: Reporting) -> tuple[dict[int, Column], int]:
    """Columns by number, and the first row below the header; no columns when it is no table of results."""
    for first, row in enumerate(table.rows[:_HEADER_ROWS]):
        columns: dict[int, Column] = {}
        for cell in row:
            header = _shadow(source, cell.block).strip(" .:*")
            for at in range(cell.column, cell.column + cell.column_span):
                columns[at] = _column(header, reporting, _unit_in_header(source, cell.block))
        roles = [column.role for column in columns.values()]
        if "name" not in roles or not {"done", "before"} & set(roles):
            continue
        body = first + 1
        if any(cell.column_span > 1 for cell in row) and body < len(table.rows):
            below = {
                cell.column: _shadow(source, cell.block).strip(" .:*") for cell in table.rows[body] if cell.block >= 0
            }
            refined = {
                at: _column(f"{columns[at].header} {text}" if columns[at].role == "done" else text, reporting)
                for at, text in below.items()
                if at in columns and text and columns[at].role not in ("name", "number", "unit")
            }
            if any(column.role != "other" for column in refined.values()):
                columns |= {at: column for at, column in refined.items() if column.role != "other"}
                body += 1
        columns = _latest(columns)
        return (columns, body) if any(column.role == "done" for column in columns.values()) else ({}, 0)
    return {}, 0


def _column(header: str, reporting: Reporting, unit: str | None = None) -> Column:
    role = next((role for role in _ROLES if _headers()[role].match(header)), "other")
    stated = stated_periods(header, 0, len(header), reporting)
    return Column(role, header, stated[-1].period if stated else None, unit if role == "done" else None)


def _unit_in_header(source: Source, block: int) -> str | None:
    """The unit that a header has in brackets: "Thực hiện (tỷ đồng)"; None for "(%)" and for other brackets."""
    inside = _UNIT_IN_NAME.search(_quote(source, source.prose.lines[block])) if block >= 0 else None
    return inside[1].strip() if inside and _is_unit(inside[1]) else None


@cache
def _units() -> frozenset[str]:
    units = lexicon("units")
    return folded([*units["money"], *units["physical"], *units["counts"]])


def _is_unit(words: str) -> bool:
    told = shadow_of(words).split()
    while len(told) > 1 and told[0] in SCALES:
        told = told[1:]
    return " ".join(told) in _units()


def _unit_above(source: Source, table: Table, body: int) -> str | None:
    """The unit told once for all values, right above the table or its header: "Đơn vị tính: tỷ đồng"."""
    blocks = [cell.block for row in table.rows[:body] for cell in row if cell.block >= 0]
    if not blocks:
        return None
    first = min(blocks)
    for index in (*range(max(0, first - _ABOVE), first), *blocks):
        line = source.prose.lines[index]
        told = _UNIT_ABOVE.match(source.prose.shadow, line.start, line.end)
        if told is not None:
            unit = " ".join(source.prose.text[slice(*told.span("unit"))].split())
            return unit if _is_unit(unit) else None
    return None


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
    unit, above = None, _unit_above(source, table, body)
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
                compared = _comparisons(source, lines, columns, at)
                period = columns[at].period or reporting.period
                parent = main if part else None
                told = unit or inside or columns[at].unit
                if told is None and not _IN_PERCENT.match(shadow_of(indicator)):
                    told = above
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


def _comparisons(source: Source, lines: dict[int, Line], columns: dict[int, Column], at: int) -> list[Comparison]:
    """What the columns to the right of a value say, up to the next value."""
    found = []
    later = [n for n in sorted(columns) if n > at and columns[n].role == "done"]
    for n in sorted(columns):
        column = columns[n]
        if column.role not in _BASES or n not in lines or n < at or (later and n > later[0] and later[0] in lines):
            continue
        line = lines[n]
        measure = measure_of(source.prose, line.start, line.end, line.index)
        if measure is not None:
            found.append(_comparison(column, measure.value))
    return found


def _comparison(column: Column, value: float) -> Comparison:
    base = _BASES[column.role]
    if _GROWTH.search(column.header) and column.role != "of_plan":
        return Comparison(base=base, change="decrease" if value < 0 else "increase", value=abs(value), unit="%")
    return Comparison(base=base, change="ratio", value=value, unit="%")


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
