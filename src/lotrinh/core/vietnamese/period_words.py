"""Periods as people type them into a form, and as a page tells them back.

>>> [str(typed_period(told)) for told in ("2024", "quý III/2024", "11 tháng 2024", "đến 26/12/2024", "9T/2025")]
['2024', '2024-Q3', '2024-01/2024-11', 'as-of 2024-12-26', '2025-01/2025-09']
>>> period_told(Period.quarter(2024, 3)), period_told(Period.months(2024, 1, 11), "en")
('quý III/2024', 'January–November 2024')

What `period_told` says in Vietnamese `typed_period` reads back as the same days.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from lotrinh.core.period import Kind, Period
from lotrinh.core.vietnamese.dates import parse_date
from lotrinh.core.vietnamese.periods import parse_period
from lotrinh.core.vietnamese.text import nfc, shadow

_ROMAN = ("I", "II", "III", "IV")
_YEAR = r"((?:19|20)[0-9]{2})"
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
# Office shorthand that running text does not have.
_SHORT: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period]], ...] = (
    (re.compile(rf"(?:q|quy) ?([1-4])[ /.-]*{_YEAR}"), lambda m: Period.quarter(int(m[2]), int(m[1]))),
    (
        re.compile(rf"(?:q|quy)? ?(iii|ii|iv|i) ?[/.-] ?{_YEAR}"),
        lambda m: Period.quarter(int(m[2]), _ROMAN.index(m[1].upper()) + 1),
    ),
    (
        re.compile(rf"(1[0-2]|0?[2-9]) ?t[ /.-]*(?:năm )?{_YEAR}"),
        lambda m: Period.year(int(m[2])) if m[1] == "12" else Period.months(int(m[2]), 1, int(m[1])),
    ),
    (re.compile(rf"t(?:h|hg)?\.? ?(1[0-2]|0?[1-9]) ?[/.-] ?{_YEAR}"), lambda m: Period.month(int(m[2]), int(m[1]))),
    (re.compile(rf"tuần ([0-9]{{1,2}})[ /.-]*(?:năm )?{_YEAR}"), lambda m: Period.week(int(m[2]), int(m[1]))),
)


def typed_period(text: str) -> Period | None:
    """The period that all of `text` names; None when it names none. A bare date is the state reached on that day.

    >>> str(typed_period("26/12/2024")), str(typed_period("6 tháng đầu năm 2024")), typed_period("quý III")
    ('as-of 2024-12-26', '2024-01/2024-06', None)
    """
    told = " ".join(nfc(text).split())
    if not told or len(told) > 80:
        return None
    period = Period.read(told) or _worded(shadow(told).strip(" .,;:"))
    return period if period and period.first.year >= _FIRST_YEAR and period.last.year <= _LAST_YEAR else None


def _worded(folded: str) -> Period | None:
    day = parse_date(folded)
    if day and day.end == len(folded) and not folded.startswith("ngày"):
        return Period.as_of(day.value)
    found = parse_period(folded)
    if found and found.end == len(folded):
        return found.value
    for pattern, make in _SHORT:
        if short := pattern.fullmatch(folded):
            try:
                return make(short)
            except ValueError:
                return None
    return None


def period_told(period: Period, lang: str = "vi") -> str:
    """`period` in words: "năm 2024", "11 tháng năm 2024", "đến 26/12/2024"; in English "as of 26/12/2024".

    >>> period_told(Period.months(2024, 1, 6)), period_told(Period.years(2021, 2025))
    ('6 tháng đầu năm 2024', 'giai đoạn 2021 - 2025')
    """
    return _english(period) if lang == "en" else _vietnamese(period)


def _vietnamese(period: Period) -> str:
    first, last = period.first, period.last
    match period.kind:
        case Kind.YEAR:
            return f"năm {first.year}"
        case Kind.YEARS:
            return f"giai đoạn {first.year} - {last.year}"
        case Kind.QUARTER:
            return f"quý {_ROMAN[last.month // 3 - 1]}/{first.year}"
        case Kind.HALF:
            return f"6 tháng {'đầu' if last.month == 6 else 'cuối'} năm {first.year}"
        case Kind.MONTH:
            return f"tháng {first.month}/{first.year}"
        case Kind.MONTHS if period.cumulative:
            return f"6 tháng đầu năm {first.year}" if last.month == 6 else f"{last.month} tháng năm {first.year}"
        case Kind.MONTHS:
            return f"từ tháng {first.month}/{first.year} đến tháng {last.month}/{last.year}"
        case Kind.WEEK:
            year, number, _ = first.isocalendar()
            return f"tuần {number}/{year}"
        case Kind.AS_OF:
            return f"đến {_day(last)}"
        case Kind.DAY:
            return f"ngày {_day(last)}"
    return f"từ {_day(first)} đến {_day(last)}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def _english(period: Period) -> str:
    first, last = period.first, period.last
    match period.kind:
        case Kind.YEAR:
            return str(first.year)
        case Kind.YEARS:
            return f"{first.year}–{last.year}"
        case Kind.QUARTER:
            return f"Q{last.month // 3} {first.year}"
        case Kind.HALF:
            return f"{'first' if last.month == 6 else 'second'} half of {first.year}"
        case Kind.MONTH:
            return f"{_MONTHS[first.month - 1]} {first.year}"
        case Kind.MONTHS if first.year == last.year:
            return f"{_MONTHS[first.month - 1]}–{_MONTHS[last.month - 1]} {last.year}"
        case Kind.MONTHS:
            return f"{_MONTHS[first.month - 1]} {first.year}–{_MONTHS[last.month - 1]} {last.year}"
        case Kind.WEEK:
            year, number, _ = first.isocalendar()
            return f"week {number} of {year}"
        case Kind.AS_OF:
            return f"as of {_day(last)}"
        case Kind.DAY:
            return _day(last)
    return f"{_day(first)}–{_day(last)}"


def _day(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year}"
