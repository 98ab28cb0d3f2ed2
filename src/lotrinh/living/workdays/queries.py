"""What others ask about working days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lotrinh.living.words import Words
from lotrinh.living.workdays.calendar import Calendar, holidays_of
from lotrinh.living.workdays.models import DayKind, SpecialDay


def calendar_for(area_code: str = "") -> Calendar:
    """The calendar with the exceptions that hold in an area: its own ones before those that hold everywhere. One query.

    Whoever counts for many rows asks once and keeps the calendar while the page or the job lasts.
    """
    rows = SpecialDay.objects.filter(area_code__in={"", area_code}).values_list("area_code", "day", "kind")
    return Calendar({day: kind == DayKind.WORK for _, day, kind in sorted(rows)})


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day of the page of a year: free or worked, why, and the exception behind it, if it is one."""

    day: date
    works: bool
    why: Words
    special: SpecialDay | None = None


def days_of(year: int) -> list[DayRow]:
    """Days of a year that are not what their weekday says, exceptions of all places among them. One query."""
    rows = [DayRow(day, special.works, special.why) for day, special in holidays_of(year).items()]
    for special in SpecialDay.objects.filter(day__year=year):
        why = Words(special.ground, special.ground)
        rows.append(DayRow(special.day, special.kind == DayKind.WORK, why, special))
    return sorted(rows, key=lambda row: (row.day, row.special is not None))


def working_days_of(year: int) -> int:
    """How many days of the year are worked everywhere."""
    return calendar_for().working_days_between(date(year - 1, 12, 31), date(year, 12, 31))
