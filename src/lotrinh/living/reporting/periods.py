"""Which periods a regime has, which days each covers, and when each level must have sent: arithmetic, no query.

Reads: the columns of a regime. Writes: `Span` values that opening.py turns into rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lotrinh.core import legal_windows
from lotrinh.core.period import Kind, Period

_BY_FREQUENCY: dict[str, tuple[Kind, int]] = {  # kind of period, and how many a year
    "month": (Kind.MONTH, 12),
    "quarter": (Kind.QUARTER, 4),
    "half": (Kind.HALF, 2),
    "nine_months": (Kind.MONTHS, 1),
    "year": (Kind.YEAR, 1),
}


@dataclass(frozen=True, slots=True)
class Span:
    """A period of a regime with the days its figures cover."""

    period: Period
    opens: date
    cut_off: date


def rules_for(windows: str, own: Mapping[str, Any]) -> legal_windows.Rules:
    """The window rules that a regime names. Raises ValueError when the province's own days are not days.

    >>> rule = rules_for("own", {"months_before": 0, "open_day": 1, "close_day": 25, "ground": "QĐ 12"})[Kind.MONTH]
    >>> rule.close_day, rules_for("decree", {})[Kind.MONTH].close_day
    (25, 14)
    """
    if windows == "calendar":
        return legal_windows.CALENDAR
    if windows == "decree":
        return legal_windows.DECREE_09_2019
    if windows != "own":
        raise ValueError(f"no such window: {windows!r}")
    before, first, last = (own.get(key) for key in ("months_before", "open_day", "close_day"))
    if not (isinstance(before, int) and isinstance(first, int) and isinstance(last, int)):
        raise ValueError("months_before, open_day and close_day must be whole numbers")
    if not (0 <= before <= 12 and 1 <= first <= 31 and 1 <= last <= 31):
        raise ValueError("months_before is 0 to 12, the days are 1 to 31")
    rule = legal_windows.Rule("window.own", before, first, last, str(own.get("ground", "")))
    return dict.fromkeys((Kind.MONTH, Kind.QUARTER, Kind.HALF, Kind.MONTHS, Kind.YEAR), rule)


def periods_of_year(frequency: str, year: int) -> tuple[Period, ...]:
    """The periods that a frequency has in a year; none for what is reported once.

    >>> [str(period) for period in periods_of_year("half", 2025)]
    ['2025-H1', '2025-H2']
    >>> [str(period) for period in periods_of_year("nine_months", 2025)]
    ['2025-01/2025-09']
    """
    if frequency == "nine_months":
        return (Period.months(year, 1, 9),)
    if frequency not in _BY_FREQUENCY:
        return ()
    return tuple(Period.year(year).split(_BY_FREQUENCY[frequency][0])) if frequency != "year" else (Period.year(year),)


def spans(frequency: str, windows: str, own: Mapping[str, Any], since: date, until: date) -> Iterator[Span]:
    """The periods whose cut-off lies from `since` to `until`, in order.

    >>> [str(one.period) for one in spans("quarter", "decree", {}, date(2024, 12, 10), date(2025, 6, 14))]
    ['2024-Q4', '2025-Q1', '2025-Q2']
    """
    rules = rules_for(windows, own)
    for year in range(since.year - 1, until.year + 2):
        for period in periods_of_year(frequency, year):
            opens, cut_off = legal_windows.window_of(period, rules)
            if since <= cut_off <= until:
                yield Span(period, opens, cut_off)
