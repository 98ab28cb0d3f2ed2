"""Tables of results: one indicator a row, what was reached under "Thực hiện", beside plan and the year before.

Reads: `Document.tables`, `Prose`. Writes: `Result`s in text order, prose offsets.

The header gives each column its role (result_headers.py). A table counts when it names indicators and
has a column of what was done; earlier periods are results of their own where the header names them. A column
"So KH (%)" or "So cùng kỳ (%)" is a comparison of the value column of its period, or of the one to its left.
The unit stands in a column, behind the name, in the header of the values ("Thực hiện (tỷ đồng)") or above the table.
"""

from __future__ import annotations

import re

from lotrinh.core.period import Kind, Period
from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import Comparison, Result
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.cell_values import measure_of
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.prose import Line
from lotrinh.extraction.results.periods import Reporting
from lotrinh.extraction.results.result_columns import BASES, Column, comparison_of, unit_above
from lotrinh.extraction.results.result_grids import find_grid_results
from lotrinh.extraction.results.result_headers import read_header
from lotrinh.extraction.source import Source
from lotrinh.reading.document import Table

_ESTIMATED = pattern(r"(?<!\w)ước(?!\w)|sơ bộ|dự kiến")
_UNIT_IN_NAME = re.compile(r"\(([^()]{1,24})\)\s*$")
_IN_PERCENT = pattern(r"(?:tỷ lệ|tốc độ|tỷ trọng|cơ cấu|chỉ số)(?!\w)")
_PART = pattern(r"[-+*•\s]*(?:trong đó|riêng)\b ?:? ?|[-+*•]\s*")
_WHO = pattern(r"(?:tên )?(?:đơn vị|cơ quan|chủ đầu tư|sở|địa phương|huyện|xã)(?!\w)")
_TOTAL = pattern(r"(?:tổng(?: cộng| số)?|cộng)")
_WHAT = pattern(r"giải ngân|thu ngân sách|chi ngân sách")
_NUMBER = re.compile(r"^(?:[0-9]{1,2}(?:\.[0-9]{1,2}){0,2}|[IVX]{1,4}|[a-zđ])[.)] ?(?=[^\W\d])")  # "1.2. Doanh thu"
_DITTO = frozenset({'"', "''", "-", "nt", "”", "“"})


def find_table_results(source: Source, reporting: Reporting, *, report: bool) -> list[Result]:
    """The results of all tables, in text order. `report`: whether the document gives an account."""
    found: list[Result] = []
    for table in source.prose.document.tables:
        columns, body = read_header(source, table, reporting, report=report)
        if columns:
            _read_rows(source, table, columns, body, reporting, found)
        else:
            found.extend(find_grid_results(source, table, reporting, report=report))
    return found


def _read_rows(
    source: Source, table: Table, columns: dict[int, Column], body: int, reporting: Reporting, found: list[Result]
) -> None:
    """Add the results of the rows from `body` on."""
    main: int | None = None
    unit, above = None, unit_above(source, table, body)
    for row in table.rows[body:]:
        lines = {cell.column: source.prose.lines[cell.block] for cell in row if cell.block >= 0}
        name_at = next((at for at in sorted(lines) if _role(columns, at) == "name"), -1)
        if name_at < 0 or not source.prose.quote(lines[name_at].start, lines[name_at].end).strip(" .-+*"):
            continue
        name = lines[name_at]
        part = _PART.match(source.prose.shadow, name.start, name.end) is not None
        indicator, inside = _indicator(source, name, part)
        who = _WHO.match(columns[name_at].header) is not None
        printed = next((_quote(source, line) for at, line in lines.items() if _role(columns, at) == "unit"), None)
        if printed is not None and printed not in _DITTO:
            unit = printed
        elif printed is None:
            unit = inside
        before, begin = len(found), name.start
        for at, line in sorted(lines.items()):
            if _is_told(columns, at) and (measure := measure_of(source.prose, line.start, line.end, line.index)):
                told = unit or inside or columns[at].unit
                if told is None and not _IN_PERCENT.match(shadow_of(indicator)):
                    told = above
                of_whom = _of_whom(columns[at], indicator) if who else indicator
                compared = _comparisons(source, lines, columns, at, measure.unit or told)
                period = columns[at].period or reporting.period
                parent = main if part else None
                found.append(
                    _result(source, begin, line, measure, of_whom, told, period, columns[at], compared, parent)
                )
                begin = -1
        if not part and len(found) > before:
            main = before


def _of_whom(column: Column, agency: str) -> str:
    """The name of an agency's figure: "giải ngân Sở Y tế"; that of all together is what the column tells of."""
    told = _WHAT.match(column.header)
    if told is None:
        return agency
    return told[0] if _TOTAL.fullmatch(shadow_of(agency)) else f"{told[0]} {agency}"


def _role(columns: dict[int, Column], at: int) -> str:
    return columns[at].role if at in columns else "other"


def _is_told(columns: dict[int, Column], at: int) -> bool:
    """Whether a column holds results: of what was done, or of an earlier period that its header names."""
    return _role(columns, at) == "done" or (_role(columns, at) == "before" and columns[at].period is not None)


def _quote(source: Source, line: Line) -> str:
    return " ".join(source.prose.quote(line.start, line.end).split())


def _indicator(source: Source, name: Line, part: bool) -> tuple[str, str | None]:
    """The row's indicator, and the unit in brackets behind it."""
    text = _quote(source, name)
    if part and (lead := _PART.match(shadow_of(text))):
        text = text[lead.end() :]
    text = _NUMBER.sub("", text)
    inside = _UNIT_IN_NAME.search(text)
    if inside and not inside[1][0].isupper():
        return text[: inside.start()].strip(" .:;*"), inside[1].strip()
    return text.strip(" .:;*-+"), None


def _comparisons(
    source: Source, lines: dict[int, Line], columns: dict[int, Column], at: int, unit: str | None
) -> list[Comparison]:
    """What the columns to the right of a value say, up to the next value."""
    found = []
    for n in sorted(columns):
        column = columns[n]
        if column.role not in BASES or n not in lines or n < at or _compared(columns, n, lines) != at:
            continue
        line = lines[n]
        measure = measure_of(source.prose, line.start, line.end, line.index)
        if measure is not None:
            found.append(comparison_of(column, measure.value, unit))
    return found


def _compared(columns: dict[int, Column], at: int, lines: dict[int, Line]) -> int:
    """The column of values that a column of comparisons is told of: that of its period, else the last on its left."""
    done = [n for n in sorted(columns) if n < at and columns[n].role == "done" and n in lines]
    same = [n for n in done if columns[at].period and columns[n].period == columns[at].period]
    if columns[at].role == "of_month":
        same = same or [n for n in done if (period := columns[n].period) and period.kind is Kind.MONTH]
    return (same or done or [-1])[-1]


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
