"""Period: the stretch of time that a figure is about, as an immutable value.

>>> quarter = Period.parse("2024-Q3")
>>> str(quarter.first), str(quarter.last), str(quarter.previous), str(quarter.year_before())
('2024-07-01', '2024-09-30', '2024-Q2', '2023-Q3')
>>> Period.year(2024).contains(quarter), Period.month(2024, 11) < Period.month(2024, 12)
(True, True)
>>> [str(part) for part in Period.half(2024, 1).split(Kind.QUARTER)]
['2024-Q1', '2024-Q2']

The printed forms are those of the facts: "2024", "2024-H1", "2024-Q3", "2024-11", "2024-01/2024-11" (months
taken together), "2021/2030" (a span of years), "2024-W07", "2024-12-26" (one day), "2024-12-15/2025-09-14"
(days), "as-of 2024-12-26" (the state reached on a day). `Period.parse` reads back what `str` prints.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import partial


class Kind(StrEnum):
    """What a period is counted in."""

    DAY = "day"
    AS_OF = "as-of"  # a state on a day, as stocks and running totals have it; not a flow of that day
    DAYS = "days"  # any other run of days: "từ ngày 15/12/2024 đến ngày 14/9/2025"
    WEEK = "week"  # ISO week, Monday to Sunday
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    MONTHS = "months"  # consecutive months taken together: "chín tháng đầu năm"
    YEAR = "year"
    YEARS = "years"  # "giai đoạn 2021 - 2030"


# The standard library has these in `calendar`, which is slow to import.
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ONE_DAY = timedelta(days=1)
_MONTHS_IN = {Kind.MONTH: 1, Kind.QUARTER: 3, Kind.HALF: 6, Kind.YEAR: 12}


def month_end(year: int, month: int) -> date:
    """Last day of a month. Raises ValueError when there is no such month.

    >>> month_end(2024, 2)
    datetime.date(2024, 2, 29)
    """
    first = date(year, month, 1)
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return first.replace(day=29 if leap else _DAYS[month - 1])


def _shift_months(day: date, months: int) -> date:
    """The first day of the month that lies `months` after the month of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _years_before(day: date, years: int) -> date:
    year = day.year - years
    return min(date(year, day.month, 1) + (day.day - 1) * _ONE_DAY, month_end(year, day.month))


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both included. Make one with the methods named after the kinds.

    Raises ValueError for a period that is not of its kind (a quarter of four months, the 31st of June).
    """

    kind: Kind
    first: date
    last: date

    def __post_init__(self) -> None:
        if not _IS_OF_KIND[self.kind](self.first, self.last):
            raise ValueError(f"not a {self.kind}: {self.first}..{self.last}")

    @classmethod
    def day(cls, day: date) -> Period:
        """One day.

        >>> str(Period.day(date(2024, 12, 26)))
        '2024-12-26'
        """
        return cls(Kind.DAY, day, day)

    @classmethod
    def as_of(cls, day: date) -> Period:
        """The state reached on `day` ("tính đến ngày …").

        >>> str(Period.as_of(date(2024, 12, 26)))
        'as-of 2024-12-26'
        """
        return cls(Kind.AS_OF, day, day)

    @classmethod
    def week(cls, year: int, number: int) -> Period:
        """An ISO week.

        >>> Period.week(2025, 1).first
        datetime.date(2024, 12, 30)
        """
        monday = date.fromisocalendar(year, number, 1)
        return cls(Kind.WEEK, monday, monday + 6 * _ONE_DAY)

    @classmethod
    def month(cls, year: int, number: int) -> Period:
        """A calendar month.

        >>> str(Period.month(2024, 2)), Period.month(2024, 2).days
        ('2024-02', 29)
        """
        return cls(Kind.MONTH, date(year, number, 1), month_end(year, number))

    @classmethod
    def quarter(cls, year: int, number: int) -> Period:
        """A calendar quarter, `number` 1 to 4.

        >>> str(Period.quarter(2023, 2).last)
        '2023-06-30'
        """
        return cls(Kind.QUARTER, date(year, 3 * number - 2, 1), month_end(year, 3 * number))

    @classmethod
    def half(cls, year: int, number: int) -> Period:
        """A half-year, `number` 1 or 2.

        >>> str(Period.half(2024, 2)), str(Period.half(2024, 2).first)
        ('2024-H2', '2024-07-01')
        """
        return cls(Kind.HALF, date(year, 6 * number - 5, 1), month_end(year, 6 * number))

    @classmethod
    def months(cls, year: int, first: int, last: int, last_year: int | None = None) -> Period:
        """Months `first` to `last` taken together, of `year` or up to a month of `last_year`.

        >>> str(Period.months(2025, 1, 9))
        '2025-01/2025-09'
        """
        return cls(Kind.MONTHS, date(year, first, 1), month_end(last_year or year, last))

    @classmethod
    def year(cls, year: int) -> Period:
        """A calendar year.

        >>> str(Period.year(2024))
        '2024'
        """
        return cls(Kind.YEAR, date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def years(cls, first: int, last: int) -> Period:
        """A span of years ("giai đoạn 2021 - 2030").

        >>> str(Period.years(2021, 2030)), Period.years(2021, 2030).month_count // 12
        ('2021/2030', 10)
        """
        return cls(Kind.YEARS, date(first, 1, 1), date(last, 12, 31))

    @classmethod
    def between(cls, first: date, last: date) -> Period:
        """The plainest period from `first` to `last`: a year, a quarter, a month, months, a day or days.

        >>> str(Period.between(date(2025, 1, 1), date(2025, 3, 31)))
        '2025-Q1'
        >>> str(Period.between(date(2024, 12, 15), date(2025, 9, 14)))
        '2024-12-15/2025-09-14'
        """
        for kind in (Kind.DAY, Kind.YEAR, Kind.YEARS, Kind.QUARTER, Kind.MONTH, Kind.MONTHS):
            if _IS_OF_KIND[kind](first, last):
                return cls(kind, first, last)
        return cls(Kind.DAYS, first, last)

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period that `str` printed as `text`. Raises ValueError for anything else.

        >>> Period.parse("2024-01/2024-11").last
        datetime.date(2024, 11, 30)
        >>> Period.parse("2024-13")
        Traceback (most recent call last):
            ...
        ValueError: not a period: '2024-13'
        """
        for form, make in _FORMS:
            if found := form.fullmatch(text):
                try:
                    return make(*map(int, found.groups()))
                except ValueError:
                    break
        raise ValueError(f"not a period: {text!r}")

    @classmethod
    def read(cls, printed: str | None) -> Period | None:
        """The period that is `printed`; None where none is.

        >>> str(Period.read("2024-Q3")), Period.read("2024-13"), Period.read(None)
        ('2024-Q3', None, None)
        """
        try:
            return cls.parse(printed) if printed else None
        except ValueError:
            return None

    def __str__(self) -> str:
        return _PRINT[self.kind](self.first, self.last)

    def __lt__(self, other: Period) -> bool:
        """By last day, as a series is ordered; then the longer period after the shorter.

        >>> Period.quarter(2024, 4) < Period.year(2024) < Period.month(2025, 1)
        True
        """
        return self._order < other._order

    @property
    def _order(self) -> tuple[date, int, str]:
        return self.last, -self.first.toordinal(), self.kind

    @property
    def days(self) -> int:
        """Number of days, both ends included."""
        return (self.last - self.first).days + 1

    @property
    def month_count(self) -> int:
        """Number of calendar months; 0 for days and weeks.

        >>> Period.months(2024, 11, 2, last_year=2025).month_count
        4
        """
        if self.kind in (Kind.DAY, Kind.AS_OF, Kind.DAYS, Kind.WEEK):
            return 0
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    @property
    def cumulative(self) -> bool:
        """Whether the figure runs from the first of January to a month's end within the year, or is a state.

        >>> Period.months(2025, 1, 9).cumulative, Period.months(2025, 7, 9).cumulative
        (True, False)
        """
        if self.kind is Kind.MONTHS:
            return self.first.month == 1 and self.first.year == self.last.year
        return self.kind is Kind.AS_OF

    def contains(self, other: Period | date) -> bool:
        """Whether `other` lies wholly inside this period.

        >>> Period.year(2024).contains(Period.as_of(date(2024, 12, 26))), Period.year(2024).contains(date(2025, 1, 1))
        (True, False)
        """
        if isinstance(other, Period):
            return self.first <= other.first and other.last <= self.last
        return self.first <= other <= self.last

    def shifted(self, count: int) -> Period:
        """The period of the same length that lies `count` lengths later (earlier when negative).

        >>> str(Period.month(2024, 12).shifted(2)), str(Period.years(2021, 2025).shifted(1))
        ('2025-02', '2026/2030')
        """
        if not self.month_count:
            step = count * self.days * _ONE_DAY
            return Period(self.kind, self.first + step, self.last + step)
        return self._shifted_months(count * self.month_count)

    @property
    def next(self) -> Period:
        """The period of the same length that follows."""
        return self.shifted(1)

    @property
    def previous(self) -> Period:
        """The period of the same length that goes before.

        >>> str(Period.quarter(2024, 1).previous), str(Period.year(2024).previous)
        ('2023-Q4', '2023')
        """
        return self.shifted(-1)

    def year_before(self, years: int = 1) -> Period:
        """The same period of an earlier year ("cùng kỳ năm trước"); 29 February becomes the 28th.

        >>> str(Period.months(2025, 1, 9).year_before()), str(Period.as_of(date(2024, 2, 29)).year_before())
        ('2024-01/2024-09', 'as-of 2023-02-28')
        """
        if self.kind is Kind.WEEK:
            year, number, _ = self.first.isocalendar()
            last_week = date(year - years, 12, 28).isocalendar().week
            return Period.week(year - years, min(number, last_week))
        if not self.month_count:
            return Period(self.kind, _years_before(self.first, years), _years_before(self.last, years))
        return self._shifted_months(-12 * years)

    def _shifted_months(self, months: int) -> Period:
        last = _shift_months(self.last, months)
        return Period(self.kind, _shift_months(self.first, months), month_end(last.year, last.month))

    def split(self, kind: Kind) -> tuple[Period, ...]:
        """The months, quarters, halves, years or days that make up this period, in order.

        Raises ValueError when they do not fill it ("five months" have no quarters).

        >>> [str(part) for part in Period.years(2024, 2026).split(Kind.YEAR)]
        ['2024', '2025', '2026']
        """
        parts = tuple(self._parts(kind))
        if not parts or parts[0].first != self.first or parts[-1].last != self.last:
            raise ValueError(f"{self} is not made of {kind}s")
        return parts

    def _parts(self, kind: Kind) -> Iterator[Period]:
        if kind is Kind.DAY:
            yield from (Period.day(self.first + n * _ONE_DAY) for n in range(self.days))
        elif kind in _MONTHS_IN:
            length = _MONTHS_IN[kind]
            start = _shift_months(self.first, -((self.first.month - 1) % length))
            for months in range(0, self.month_count, length):
                first, last = _shift_months(start, months), _shift_months(start, months + length - 1)
                yield Period(kind, first, month_end(last.year, last.month))


def _whole_months(first: date, last: date) -> bool:
    return first.day == 1 and first <= last and last == month_end(last.year, last.month)


def _aligned(length: int, first: date, last: date) -> bool:
    """Whether the days are one of the year's parts of `length` months."""
    return (
        _whole_months(first, last)
        and (first.month - 1) % length == 0
        and last == month_end(first.year, first.month + length - 1)
    )


def _is_week(first: date, last: date) -> bool:
    return first.weekday() == 0 and (last - first).days == 6


def _is_years(first: date, last: date) -> bool:
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year < last.year


_IS_OF_KIND: dict[Kind, Callable[[date, date], bool]] = {
    Kind.DAY: date.__eq__,
    Kind.AS_OF: date.__eq__,
    Kind.DAYS: date.__lt__,
    Kind.WEEK: _is_week,
    Kind.MONTH: partial(_aligned, 1),
    Kind.QUARTER: partial(_aligned, 3),
    Kind.HALF: partial(_aligned, 6),
    Kind.MONTHS: _whole_months,
    Kind.YEAR: partial(_aligned, 12),
    Kind.YEARS: _is_years,
}


def _print_week(first: date, _last: date) -> str:
    year, number, _ = first.isocalendar()
    return f"{year:04d}-W{number:02d}"


_PRINT: dict[Kind, Callable[[date, date], str]] = {
    Kind.DAY: lambda first, _: first.isoformat(),
    Kind.AS_OF: lambda first, _: f"as-of {first.isoformat()}",
    Kind.DAYS: lambda first, last: f"{first.isoformat()}/{last.isoformat()}",
    Kind.WEEK: _print_week,
    Kind.MONTH: lambda first, _: first.isoformat()[:7],
    Kind.QUARTER: lambda first, last: f"{first.year:04d}-Q{last.month // 3}",
    Kind.HALF: lambda first, last: f"{first.year:04d}-H{last.month // 6}",
    Kind.MONTHS: lambda first, last: f"{first.isoformat()[:7]}/{last.isoformat()[:7]}",
    Kind.YEAR: lambda first, _: f"{first.year:04d}",
    Kind.YEARS: lambda first, last: f"{first.year:04d}/{last.year:04d}",
}
_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Period]], ...] = (
    (re.compile(r"([0-9]{4})"), Period.year),
    (re.compile(r"([0-9]{4})-Q([1-4])"), Period.quarter),
    (re.compile(r"([0-9]{4})-H([12])"), Period.half),
    (re.compile(r"([0-9]{4})-([0-9]{2})"), Period.month),
    (
        re.compile(r"([0-9]{4})-([0-9]{2})/([0-9]{4})-([0-9]{2})"),
        lambda year, first, last_year, last: Period.months(year, first, last, last_year),
    ),
    (re.compile(r"as-of ([0-9]{4})-([0-9]{2})-([0-9]{2})"), lambda *day: Period.as_of(date(*day))),
    (re.compile(r"([0-9]{4})/([0-9]{4})"), Period.years),
    (re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})"), lambda *day: Period.day(date(*day))),
    (
        re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})/([0-9]{4})-([0-9]{2})-([0-9]{2})"),
        lambda *days: Period(Kind.DAYS, date(*days[:3]), date(*days[3:])),
    ),
    (re.compile(r"([0-9]{4})-W([0-9]{2})"), Period.week),
)
