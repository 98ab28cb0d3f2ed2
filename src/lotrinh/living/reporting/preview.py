"""The periods of a regime in a year before they are opened: cut-offs, and the deadline of each level.

Reads: the columns of a regime, the calendar of working days. Writes: values for a page. One query.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lotrinh.living.reporting.models import Level, Regime
from lotrinh.living.reporting.periods import spans
from lotrinh.living.words import Words
from lotrinh.living.workdays.calendar import SATURDAY, holidays_of
from lotrinh.living.workdays.queries import calendar_for


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a level must have sent. `free`: public holidays that fell between, which moved it."""

    level: Level
    due: date
    free: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Coming:
    """A period with the days its figures cover."""

    period: str
    opens: date
    cut_off: date
    deadlines: tuple[Deadline, ...]


def coming(regime: Regime, levels: Sequence[Level], year: int) -> list[Coming]:
    """The periods whose cut-off lies in a year; none of a regime whose periods are opened by hand."""
    calendar = calendar_for()
    found = spans(regime.frequency, regime.windows, regime.own_window, date(year, 1, 1), date(year, 12, 31))
    told = []
    for span in found:
        deadlines = []
        for level in levels:
            due = calendar.add_working_days(span.cut_off, level.days)
            deadlines.append(Deadline(level, due, _free(span.cut_off, due)))
        told.append(Coming(str(span.period), span.opens, span.cut_off, tuple(deadlines)))
    return told


def _free(after: date, until: date) -> tuple[Words, ...]:
    """Names of public holidays on weekdays between two days, each once."""
    found: dict[str, Words] = {}
    for offset in range(1, (until - after).days):
        day = after + timedelta(days=offset)
        special = holidays_of(day.year).get(day)
        if special is not None and not special.works and day.weekday() < SATURDAY:
            found.setdefault(special.why.vi, special.why)
    return tuple(found.values())
