"""Grids of results: places as rows ("Xã Tân Lập"), indicators as columns ("Trồng rừng (ha)").

Reads: `Document.tables` that no column of indicators names, the lines above them. Writes: `Result`s, prose offsets.

What was reached stands under the name of an indicator, or under "Thực hiện" below one; a column "Đạt % KH" compares the
value to its left. A value under a bare "Thực hiện" is of what the caption tells. The place completes the indicator.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import Comparison, Result
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.measures.cell_values import measure_of
from lotrinh.extraction.measures.grid_cells import heads_of, printed, row_of
from lotrinh.extraction.prose import Line
from lotrinh.extraction.results.periods import Reporting
from lotrinh.extraction.results.result_columns import Column, column_of, comparison_of, is_unit_name, places, unit_above
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.source import Source
from lotrinh.extraction.structure.captions import lines_above
from lotrinh.reading.document import Table

_VALUES = frozenset({"done", "other"})
_COMPARED = frozenset({"of_plan", "of_month", "of_year"})
_SKIPPED = frozenset({"number", "note", "plan", "before", "unit", "name"})
_ACCOUNT = pattern(r"(?<!\w)(?:kết quả|tình hình|tổng hợp|thống kê|thực hiện|số liệu|tiến độ)(?!\w)")
_GOALS = pattern(r"(?<!\w)(?:giao chỉ tiêu|phân bổ|mục tiêu|phấn đấu|dự kiến|kế hoạch năm|lộ trình)(?!\w)")
_BEFORE_TOPIC = pattern(
    r"(?:bảng|biểu|phụ lục)?[ 0-9ivx.:-]*(?:tổng hợp |thống kê |tiến độ |báo cáo |số liệu )*"
    r"(?:kết quả |tình hình )?(?:thực hiện )?"
)
_TOTAL = pattern(r"(?:tổng(?: cộng| số)?|cộng|toàn (?:tỉnh|huyện|xã|thành phố|quốc)|cả nước)")
_DONE = pattern(r"(?:ước )?(?:thực hiện|kết quả|th|đã thực hiện|kết quả thực hiện)(?: [0-9/]+| năm [0-9]{4})?")
_UNIT = re.compile(r" ?\(([^()]{1,30})\) ?$")
_IN_PERCENT = pattern(r"(?:tỷ lệ|tỷ trọng|tốc độ)(?!\w)|.*%")
_FEWEST_ROWS = 3
_FEWEST_LETTERS = 2


class _Values(NamedTuple):
    """A column of values or of comparisons: what its header says, and over which indicator."""

    column: Column
    indicator: str
    unit: str | None


@cache
def _no_values() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(lexicon('result_tables')['grid']['no_values'])})(?![^\W\d])")


def find_grid_results(source: Source, table: Table, reporting: Reporting, *, report: bool) -> list[Result]:
    """The results of a table whose rows are places; none when it is no such table. `report`: so its document is."""
    if len(table.rows) < _FEWEST_ROWS:
        return []
    first = row_of(source.prose, table.rows[0])
    place = next((at for at, line in sorted(first.items()) if places().match(_shadow(source, line))), None)
    caption = _caption(source, table)
    shadow = caption[1]
    if place is None or place > 1 or _GOALS.search(shadow) or not (report or _ACCOUNT.search(shadow)):
        return []
    columns, body = _columns(source, table, place, reporting, caption)
    if not any(values.column.role in _VALUES for values in columns.values()):
        return []
    above, found = unit_above(source, table, body), list[Result]()
    for row in table.rows[body:]:
        cells = row_of(source.prose, row)
        name = cells.get(place)
        told = printed(source.prose, name) if name is not None else ""
        if sum(letter.isalpha() for letter in told) >= _FEWEST_LETTERS and not is_unit_name(told):
            found.extend(_row(source, columns, cells, told, reporting, above))
    return found


def _row(
    source: Source,
    columns: dict[int, _Values],
    cells: dict[int, Line],
    place: str,
    reporting: Reporting,
    above: str | None,
) -> list[Result]:
    found: list[Result] = []
    place = "" if _TOTAL.fullmatch(shadow_of(place)) else place
    for at, values in sorted(columns.items()):
        line = cells.get(at)
        measure = measure_of(source.prose, line.start, line.end, line.index) if line is not None else None
        if line is None or measure is None or values.column.role not in _VALUES:
            continue
        percent = "%" if _IN_PERCENT.match(values.column.header) and values.unit is None else None
        period = values.column.period or reporting.period
        section = source.outline.section_of[line.index]
        found.append(
            Result(
                start=line.start,
                end=line.end,
                rule="result.grid",
                reasons=() if period else ("period_missing",),
                indicator=f"{values.indicator} {place}".strip(),
                change="level",
                comparator=measure.comparator,
                low=measure.low,
                high=measure.high,
                unit=measure.unit or values.unit or percent or above,
                period=str(period) if period else None,
                estimate=False,
                comparisons=tuple(_compared(source, columns, cells, at)),
                scope=place or None,
                section=source.outline.sections[section].id if section >= 0 else None,
            )
        )
    return found


def _compared(source: Source, columns: dict[int, _Values], cells: dict[int, Line], at: int) -> list[Comparison]:
    """What the columns right of a value, up to the next one, set against it."""
    found: list[Comparison] = []
    for after in sorted(columns):
        if after <= at:
            continue
        if columns[after].column.role in _VALUES:
            break
        line = cells.get(after)
        measure = measure_of(source.prose, line.start, line.end, line.index) if line is not None else None
        if measure is not None:
            found.append(comparison_of(columns[after].column, measure.value))
    return found


def _columns(
    source: Source, table: Table, place: int, reporting: Reporting, caption: tuple[str, str]
) -> tuple[dict[int, _Values], int]:
    """The columns of values and comparisons by number, and the first row below the header of one row or two."""
    heads, body = heads_of(source.prose, table, place)
    topic = _topic(caption)
    columns: dict[int, _Values] = {}
    for at, (head, own) in heads.items():
        line = own or head
        unit = _unit_of(source, line) or (_unit_of(source, head) if own else None)
        column = column_of(_shadow(source, line), reporting, unit)
        if column.role in _SKIPPED or _no_values().match(column.header):
            continue
        named = _UNIT.sub("", printed(source.prose, head)).strip(" .:-")
        bare = _DONE.fullmatch(_UNIT.sub("", column.header)) is not None
        if own is not None and not bare:
            named = f"{named} {_UNIT.sub('', printed(source.prose, own))}".strip(" .:-")
        elif own is None and bare:
            named = topic
        if column.role in _COMPARED or named:
            columns[at] = _Values(column, named, unit)
    return columns, body


def _caption(source: Source, table: Table) -> tuple[str, str]:
    """The text of the lines right above a table, and its shadow."""
    above = lines_above(source.prose, table)
    if above is None:
        return "", ""
    start, end = above
    return source.prose.text[start:end], source.prose.shadow[start:end]


def _topic(caption: tuple[str, str]) -> str:
    """What the last line of a caption tells of: "Biểu 2. Kết quả trồng rừng năm 2024" → "trồng rừng năm 2024"."""
    text, shadow = (part.rpartition("\n")[2] for part in caption)
    before = _BEFORE_TOPIC.match(shadow)
    return text[before.end() if before else 0 :].strip(" .:*-")


def _unit_of(source: Source, line: Line) -> str | None:
    found = _UNIT.search(printed(source.prose, line))
    if found is None:
        return None
    return found[1].strip() if found[1].strip() == "%" or is_unit_name(found[1]) else None


def _shadow(source: Source, line: Line) -> str:
    return source.prose.shadow[line.start : line.end].strip(" .:*-")
