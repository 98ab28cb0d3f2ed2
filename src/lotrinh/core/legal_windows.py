"""Reporting windows: which days a periodic report covers by law.

A report "of March" does not cover March: its figures are cut off on the 14th, so that it runs from
15 February to 14 March. Decree 09/2019/NĐ-CP, Article 12, sets these windows; provinces may set their own,
so the windows are data and `window_of` takes the rules as an argument.

>>> first, last = window_of(Period.month(2025, 3))
>>> str(first), str(last)
('2025-02-15', '2025-03-14')
>>> str(window_of(Period.year(2025))[0])
'2024-12-15'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lotrinh.core.period import Kind, Period, month_end


@dataclass(frozen=True, slots=True)
class Rule:
    """Opens on `open_day` of the month `months_before` the period, closes on `close_day` of its last month.

    A day past the end of a month means its last day. `ground`: the article that says so.
    """

    id: str
    months_before: int
    open_day: int
    close_day: int
    ground: str


Rules = Mapping[Kind, Rule]

_GROUND = "Điều 12 Nghị định 09/2019/NĐ-CP"
# The same days for every kind, but each is its own entry, so that a province can replace one:
# ``DECREE_09_2019 | {Kind.MONTH: Rule(...)}``.
DECREE_09_2019: dict[Kind, Rule] = {
    Kind.MONTH: Rule("window.month", 1, 15, 14, _GROUND),
    Kind.QUARTER: Rule("window.quarter", 1, 15, 14, _GROUND),
    Kind.HALF: Rule("window.half", 1, 15, 14, _GROUND),
    Kind.YEAR: Rule("window.year", 1, 15, 14, _GROUND),
    # Not in the decree: provinces that ask for nine months (or other months from January) follow its days.
    Kind.MONTHS: Rule("window.months", 1, 15, 14, "Quy định của địa phương, theo mốc ngày của Nghị định 09/2019/NĐ-CP"),
}

# For reports that follow the calendar, as statistics do.
CALENDAR: dict[Kind, Rule] = {
    kind: Rule(f"calendar.{kind}", 0, 1, 31, "Theo tháng dương lịch")
    for kind in (Kind.MONTH, Kind.QUARTER, Kind.HALF, Kind.YEAR, Kind.MONTHS)
}


def _day_of(year: int, month: int, day: int) -> date:
    last = month_end(year, month)
    return last.replace(day=min(day, last.day))


def window_of(period: Period, rules: Rules = DECREE_09_2019) -> tuple[date, date]:
    """First and last day that the report of `period` covers.

    Raises LookupError when no rule is set for such periods (days, weeks, spans of years).

    >>> [str(day) for day in window_of(Period.half(2025, 2))]
    ['2025-06-15', '2025-12-14']
    >>> [str(day) for day in window_of(Period.months(2025, 1, 9))]
    ['2024-12-15', '2025-09-14']
    >>> [str(day) for day in window_of(Period.month(2025, 2), CALENDAR)]
    ['2025-02-01', '2025-02-28']
    """
    rule = rules.get(period.kind)
    if rule is None:
        raise LookupError(f"no reporting window is set for a {period.kind} ({period})")
    year, month = divmod(period.first.year * 12 + period.first.month - 1 - rule.months_before, 12)
    first = _day_of(year, month + 1, rule.open_day)
    return first, _day_of(period.last.year, period.last.month, rule.close_day)
