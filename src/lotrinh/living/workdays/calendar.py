"""The arithmetic of working days: the law's calendar (library `holidays`, Vietnam), swaps it lacks, and exceptions.

Monday to Friday are worked but for public holidays, their days in lieu and days swapped for a Saturday. Holidays of
years whose decree is not out yet are those that the law's rule gives.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from lotrinh.living.words import Words

ONE = timedelta(days=1)
SATURDAY = 5
LONGEST = 3660  # days that a search passes at most: a calendar on which nobody ever works ends in an error


@dataclass(frozen=True, slots=True)
class Special:
    """A day that is not what its weekday says: a day off, or a weekend that is worked; `why` it is so."""

    works: bool
    why: Words


@cache
def holidays_of(year: int) -> Mapping[date, Special]:
    """Public holidays, days in lieu and swapped days of a year, by day."""
    from holidays import country_holidays

    found = {}
    vietnamese, english = (country_holidays("VN", years=year, language=name) for name in ("vi", "en_US"))
    for day, name in vietnamese.items():
        found[day] = Special(False, Words(name, english.get(day) or name))
    for day in vietnamese.weekend_workdays:
        if day.year == year:
            found[day] = Special(True, Words("Làm bù ngày nghỉ hoán đổi", "Worked for a day off swapped with it"))
    for row in swaps():
        why = Words(row["vi"], row["en"])
        for day, works in ((row["off"], False), (row["work"], True)):
            if day.year == year:
                found[day] = Special(works, why)
    return found


def swaps() -> list[dict[str, Any]]:
    """Rows of data/swaps.toml: days `off` and `work`, words `vi` and `en`."""
    table = tomllib.loads((files("lotrinh.living.workdays") / "data" / "swaps.toml").read_text(encoding="utf-8"))
    return list(table["swap"])


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar of a place. `exceptions`: day → whether it is worked, against everything else that is said of it.

    >>> calendar = Calendar()
    >>> calendar.is_working(date(2025, 1, 29)), calendar.is_working(date(2025, 4, 26))  # Tết; a swapped Saturday
    (False, True)
    >>> calendar.add_working_days(date(2025, 1, 24), 1)  # over the nine free days of Tết 2025
    datetime.date(2025, 2, 3)
    >>> calendar.working_days_between(date(2025, 1, 24), date(2025, 2, 4))
    2
    """

    exceptions: Mapping[date, bool] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        """Whether offices work on the day."""
        told = self.exceptions.get(day)
        if told is not None:
            return told
        special = holidays_of(day.year).get(day)
        return special.works if special else day.weekday() < SATURDAY

    def next_working(self, day: date) -> date:
        """The day itself when it is worked, else the first one after it that is."""
        return next(self._working(day, ONE))

    def last_working(self, day: date) -> date:
        """The day itself when it is worked, else the last one before it that is."""
        return next(self._working(day, -ONE))

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day` (before it when negative); 0: `next_working`.

        The day itself is never counted, as the law counts terms from the day after (Civil Code, Article 147).
        """
        if count == 0:
            return self.next_working(day)
        step = ONE if count > 0 else -ONE
        days = self._working(day + step, step)
        for _ in range(abs(count) - 1):
            next(days)
        return next(days)

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days lie after `first` up to and with `last`; as many below zero the other way round."""
        if last < first:
            return -self.working_days_between(last, first)
        return sum(self.is_working(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))

    def _working(self, day: date, step: timedelta) -> Iterator[date]:
        """Working days from `day` on, it among them."""
        idle = 0
        while idle < LONGEST:
            if self.is_working(day):
                yield day
                idle = 0
            idle += 1
            day += step
        raise ValueError(f"no working day within {LONGEST} days of {day}")
