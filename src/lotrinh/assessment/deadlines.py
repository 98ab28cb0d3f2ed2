"""Deadlines of tasks: every kind that plans use, and the last day each one leaves.

A kind is data (data/deadline_kinds.toml says in words how it is read); this module computes the day. "Trước
ngày 15/12" ends on the 14th, "trước năm 2025" on 31/12/2024, "Quý II/2023" on 30/06/2023. What has no day
yet (an event that has not come) or never has one (routine work) gives None.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from lotrinh.core.period import Kind, Period, month_end
from lotrinh.core.vietnamese.periods import find_periods
from lotrinh.core.vietnamese.text import shadow

_DAY = timedelta(days=1)
_SATURDAY = 5


class DeadlineKind(StrEnum):
    """How a deadline is stated."""

    DATE = "date"  # "ngày 15/12/2025", "chậm nhất 15/12/2025"
    BEFORE = "before"  # "trước ngày 15/12/2025": the day before
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"  # "trong năm 2025"
    BEFORE_YEAR = "before_year"  # "trước năm 2025": 31/12/2024
    UNTIL_YEAR = "until_year"  # "đến năm 2030": 31/12/2030
    PERIOD = "period"  # "giai đoạn 2026 - 2030"
    WINDOW = "window"  # "từ ngày 01/3 đến ngày 15/4/2025"
    SEASON = "season"  # "trong mùa mưa năm 2023"
    RECURRING = "recurring"  # "trước ngày 25 hằng tháng"
    AFTER_EVENT = "after_event"  # "sau khi Luật có hiệu lực"
    RELATIVE_DAYS = "relative_days"  # "trong 10 ngày làm việc kể từ ngày nhận"
    ROUTINE = "routine"  # "thường xuyên"
    NONE = "none"


_NEED_PERIOD = frozenset(
    {
        DeadlineKind.DATE, DeadlineKind.BEFORE, DeadlineKind.MONTH, DeadlineKind.QUARTER, DeadlineKind.HALF,
        DeadlineKind.YEAR, DeadlineKind.BEFORE_YEAR, DeadlineKind.UNTIL_YEAR, DeadlineKind.PERIOD,
        DeadlineKind.WINDOW, DeadlineKind.SEASON,
    }
)  # fmt: skip
_ENDS_BEFORE = frozenset({DeadlineKind.BEFORE, DeadlineKind.BEFORE_YEAR})
_ROUNDS = frozenset({Kind.WEEK, Kind.MONTH, Kind.QUARTER, Kind.HALF, Kind.YEAR})


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as stated.

    * `period`: the day, month, year, window … that is named; needed by all kinds that name one.
    * `event`: the day from which days count, None while it has not come. `days`: how many, `working` without
      Saturdays and Sundays.
    * `every`: how often recurring work is due; `on`: on which day of each round, as (month of the round from 1, day),
      None its last day. A month beyond the round is one of the next: (2, 5) of a month is the 5th after it.

    Raises ValueError when a kind lacks what it needs.
    """

    kind: DeadlineKind
    period: Period | None = None
    event: date | None = None
    days: int | None = None
    working: bool = False
    every: Kind | None = None
    on: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if self.kind in _NEED_PERIOD and self.period is None:
            raise ValueError(f"a deadline of kind {self.kind} names no time")
        if self.kind is DeadlineKind.RELATIVE_DAYS and (self.days is None or self.days < 0):
            raise ValueError("a deadline in days needs their number")
        if self.kind is DeadlineKind.RECURRING and self.every not in _ROUNDS:
            raise ValueError("recurring work is due every week, month, quarter, half or year")
        if self.on is not None and not (self.on[0] >= 1 and 1 <= self.on[1] <= 31):
            raise ValueError(f"no day of a round: {self.on}")


@dataclass(frozen=True, slots=True, order=True)
class Round:
    """One instance of recurring work: its last day, and the period it is about."""

    due: date
    period: Period


def last_day(deadline: Deadline, holidays: Set[date] = frozenset()) -> date | None:
    """The last day on which the work is in time; None where there is none (yet).

    Recurring work has one for every round: `rounds`. `holidays`: days off besides the week-ends.

    >>> str(last_day(Deadline(DeadlineKind.BEFORE, Period.day(date(2025, 12, 15)))))
    '2025-12-14'
    >>> str(last_day(Deadline(DeadlineKind.BEFORE_YEAR, Period.year(2025))))
    '2024-12-31'
    >>> ten = Deadline(DeadlineKind.RELATIVE_DAYS, event=date(2025, 3, 6), days=10, working=True)
    >>> str(last_day(ten))
    '2025-03-20'
    """
    if deadline.period is not None and deadline.kind in _NEED_PERIOD:
        return deadline.period.first - _DAY if deadline.kind in _ENDS_BEFORE else deadline.period.last
    if deadline.kind in (DeadlineKind.RELATIVE_DAYS, DeadlineKind.AFTER_EVENT):
        if deadline.event is None or deadline.days is None:
            return None
        return _days_after(deadline.event, deadline.days, holidays if deadline.working else None)
    return None


def _days_after(day: date, count: int, holidays: Set[date] | None) -> date:
    """`count` days after `day`, which itself does not count; `holidays` None for calendar days."""
    if holidays is None:
        return day + count * _DAY
    while count > 0:
        day += _DAY
        count -= day.weekday() < _SATURDAY and day not in holidays
    return day


def rounds(deadline: Deadline, first: date, last: date) -> list[Round]:
    """The instances of recurring work that fall due from `first` to `last`, in order.

    >>> monthly = Deadline(DeadlineKind.RECURRING, every=Kind.MONTH, on=(1, 25))
    >>> [str(due.due) for due in rounds(monthly, date(2025, 1, 26), date(2025, 3, 31))]
    ['2025-02-25', '2025-03-25']
    """
    if deadline.every is None or last < first:
        return []
    month = 1 if deadline.on is None else deadline.on[0]
    periods = _periods(deadline.every, first, last, month)
    found = (Round(_day_of(period, deadline.on), period) for period in periods)
    return sorted(due for due in found if first <= due.due <= last)


def _periods(every: Kind, first: date, last: date, month: int) -> Iterator[Period]:
    """Rounds around `first` … `last`, from as many years early as their day, in the round's `month`, lies ahead."""
    if every is Kind.WEEK:
        year, number, _ = first.isocalendar()
        period = Period.week(year, number)
        while period.first <= last:
            yield period
            period = period.next
        return
    ahead = (month + 10) // 12
    for year in range(max(date.min.year, first.year - ahead), min(last.year, date.max.year - ahead) + 1):
        yield from Period.year(year).split(every)


def _day_of(period: Period, on: tuple[int, int] | None) -> date:
    if on is None or period.kind is Kind.WEEK:
        return period.last
    month, day = on
    years, index = divmod(period.first.month - 1 + month - 1, 12)
    end = month_end(period.first.year + years, index + 1)
    return end.replace(day=min(day, end.day))


_EVERY = {"monthly": Kind.MONTH, "quarterly": Kind.QUARTER, "half-yearly": Kind.HALF, "yearly": Kind.YEAR}
_OF_PERIOD = {
    Kind.MONTH: DeadlineKind.MONTH, Kind.QUARTER: DeadlineKind.QUARTER, Kind.HALF: DeadlineKind.HALF,
    Kind.YEAR: DeadlineKind.YEAR, Kind.YEARS: DeadlineKind.PERIOD, Kind.DAYS: DeadlineKind.WINDOW,
    Kind.MONTHS: DeadlineKind.WINDOW,
}  # fmt: skip
_UNTIL_YEAR = re.compile(rf"\b(?:{'|'.join(map(shadow, ('đến', 'tới', 'hết', 'cuối')))}) năm [0-9]{{4}}$")


def read_deadline(
    due_kind: str, due: str | None = None, text: str | None = None, recurrence: str | None = None
) -> Deadline:
    """The deadline that the facts of a task state (docs/facts.md: `due_kind`, `due`, `due_text`, `recurrence`).

    The printed text says how fine the deadline is ("Quý II/2023" is a quarter); where it is silent the day `due` stands
    for itself. Regular work without a rhythm is routine. Raises ValueError when `due` is no ISO date.

    >>> read_deadline("before", "2025-12-15", "ngày 15/12/2025").kind, read_deadline("recurring").kind
    (<DeadlineKind.BEFORE: 'before'>, <DeadlineKind.ROUTINE: 'routine'>)
    >>> read_deadline("by", "2023-06-30", "Quý II/2023").kind, read_deadline("before", "2024-12-31", "năm 2025").kind
    (<DeadlineKind.QUARTER: 'quarter'>, <DeadlineKind.BEFORE_YEAR: 'before_year'>)
    """
    if due_kind == "recurring":
        every = _EVERY.get(recurrence or "")
        return Deadline(DeadlineKind.RECURRING, every=every) if every else Deadline(DeadlineKind.ROUTINE)
    if due_kind == "event":
        return Deadline(DeadlineKind.AFTER_EVENT)
    if due is None:
        return Deadline(DeadlineKind.NONE)
    day = date.fromisoformat(due)
    printed = _printed(text, day)
    if due_kind == "before":
        if printed is not None and printed.kind not in (Kind.DAY, Kind.AS_OF) and printed.first - _DAY == day:
            kind = DeadlineKind.BEFORE_YEAR if printed.kind is Kind.YEAR else DeadlineKind.BEFORE
            return Deadline(kind, printed)
        # The facts print the named day for "trước ngày", and the last day in time for "trước năm" and the like.
        named_day = printed is not None and printed.last == day
        return Deadline(DeadlineKind.BEFORE if named_day else DeadlineKind.DATE, Period.day(day))
    if _UNTIL_YEAR.search(shadow(text or "")) and (day.month, day.day) == (12, 31):
        return Deadline(DeadlineKind.UNTIL_YEAR, Period.year(day.year))
    if printed is not None and printed.last == day and printed.kind in _OF_PERIOD:
        return Deadline(_OF_PERIOD[printed.kind], printed)
    return Deadline(DeadlineKind.DATE, Period.day(day))


def _printed(text: str | None, day: date) -> Period | None:
    """The period that the printed deadline names: of several the one that `day` ends, or begins after."""
    told = shadow(text or "").strip()
    if len(told) == 4 and told.isdecimal() and int(told) > 0:  # a table's column of years
        return Period.year(int(told))
    found = [period.value for _, period in find_periods(told, 0, len(told), year=day.year)]
    fitting = [period for period in found if day in (period.last, period.first - _DAY)]
    named = next(iter(fitting or found), None)
    halves = [] if named is None else [Period.half(named.last.year, half) for half in (1, 2)]
    # "6 tháng đầu năm" is the first half-year.
    return next((half for half in halves if named and (half.first, half.last) == (named.first, named.last)), named)


@cache
def kind_rules() -> dict[str, dict[str, Any]]:
    """Kind → id, version and how it is read, in Vietnamese and English (data/deadline_kinds.toml)."""
    text = (files("lotrinh.assessment") / "data" / "deadline_kinds.toml").read_text(encoding="utf-8")
    kinds: dict[str, dict[str, Any]] = tomllib.loads(text)["kind"]
    return kinds
