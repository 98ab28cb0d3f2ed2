"""Periods: what a document reports on, and the mentions of time that its statements have.

Reads: nothing. Writes: the values `Reporting` and `Stated`, and what holds of their periods.

A report states its period once and then leaves it out: "tháng Chín" has its year from the title, "trong tháng"
and "đến nay" mean the period the document reports on. That period is found first (reporting.py); every mention is
then read against it (stated_periods.py).
"""

from __future__ import annotations

from datetime import date

import msgspec

from lotrinh.core.period import Kind, Period


class Reporting(msgspec.Struct, frozen=True):
    """What the document reports on. `inferred`: taken from its date alone, so that any statement may differ."""

    period: Period | None = None
    year: int | None = None
    month: int | None = None  # the last month covered
    inferred: bool = False
    day: date | None = None  # of the document, where nothing but its date is known: what "đến nay" means


class Stated(msgspec.Struct, frozen=True, gc=False):
    """A mention of a period: ``shadow[start:end]``."""

    start: int
    end: int
    period: Period


FLOWS = frozenset({Kind.MONTH, Kind.MONTHS, Kind.QUARTER, Kind.HALF, Kind.YEAR, Kind.YEARS, Kind.AS_OF})
NO_YEAR = 4  # a leap year in which nothing was reported
_SOME_YEAR = Reporting(Period.year(NO_YEAR), NO_YEAR)


def in_some_year(reporting: Reporting) -> Reporting:
    """What an undated text reports on, so that "quý I", "5 tháng" and "năm nay" are still known for periods."""
    return reporting if reporting.year is not None else _SOME_YEAR


def told_year(period: Period | None) -> Period | None:
    """The period, or None when it is one of a year that the text does not tell."""
    return None if period is not None and period.last.year <= NO_YEAR else period


def is_slip(period: Period, reported: Period | None) -> bool:
    """Whether a month has the year before by mistake: "tháng 1/2021" in a report on January 2022."""
    if reported is None or reported.kind is not Kind.MONTH or period.kind is not Kind.MONTH:
        return False
    return (period.last.year + 1, period.last.month) == (reported.last.year, reported.last.month)
