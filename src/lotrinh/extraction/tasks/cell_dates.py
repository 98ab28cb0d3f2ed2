"""Dates in cells: a table's column of time has no words around its dates, so every one of them counts.

Reads: shadow text of a cell. Writes: `Deadline`s, one for each date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.core.period import Period
from lotrinh.core.vietnamese.periods import find_periods, parse_period
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.tasks.due_days import Deadline, stated
from lotrinh.extraction.tasks.sentence_dates import START_ONLY

_QUARTERS = pattern(r"\b(iv|iii|ii|i) ?(?:/|-|năm) ?(20[0-9]{2})")
CELL_YEAR = re.compile(r"(?<![0-9/.])(20[0-9]{2})(?![0-9/])")
_DAY = re.compile(r"(?<![0-9/])([0-3]?[0-9])/([01]?[0-9])(?![0-9/])")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def dates_in_cell(shadow: str, start: int, end: int, year: int | None) -> Iterator[Deadline]:
    """The dates of the cell ``shadow[start:end]``, but for those that only say from when on; `year`: the document's."""
    for begin, stop, period, reason in _periods(shadow, start, end, year):
        if not START_ONLY.search(shadow[max(start, begin - 12) : begin]):
            yield stated(period, shadow, start, begin, stop, reason)


def _periods(shadow: str, start: int, end: int, year: int | None) -> Iterator[tuple[int, int, Period, str | None]]:
    spans: list[tuple[int, int]] = []
    for begin, found in find_periods(shadow, start, end, year=year):
        spans.append((begin, found.end))
        yield begin, found.end, found.value, found.reason
    for quarter in _QUARTERS.finditer(shadow, start, end):
        yield quarter.start(), quarter.end(), Period.quarter(int(quarter[2]), _ROMAN[quarter[1]]), None
    for printed in CELL_YEAR.finditer(shadow, start, end):
        if any(begin < printed.start() < stop for begin, stop in spans):
            continue  # "Tháng 9 năm 2026" is no whole year
        if shadow[max(start, printed.start() - 2) : printed.start()].strip() in ("", "-", ",", "(", "m"):
            yield printed.start(), printed.end(), Period.year(int(printed[1])), None
    if year is not None:
        for day in _DAY.finditer(shadow, start, end):
            found_day = parse_period(f"ngày {day[0]}", year=year)
            if found_day is not None:
                yield day.start(), day.end(), found_day.value, found_day.reason
