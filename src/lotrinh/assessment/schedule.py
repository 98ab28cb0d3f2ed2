"""Earned schedule: how many days a row of milestones runs ahead or behind (Lipke 2003).

What was reached by today is set on the planned course: the day by which as much should have been
reached is the schedule earned. Unlike a share of milestones, the answer is in days, and it does not
creep back to "on time" near the end.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step with its planned day, the day it was reached (None while it is not), and its weight, above 0."""

    planned: date
    reached: date | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class EarnedSchedule:
    """Milestones against their plan, in days from its start.

    * `earned`: the planned time for what is reached; `actual`: the time used (to the last step when all is reached).
    * `reached`, `planned`: weights reached and planned by today; `total`: of all steps.
    * `finish`: the day of the end at the pace so far, None while nothing is reached.
    """

    earned: float
    actual: int
    reached: float
    planned: float
    total: float
    finish: date | None

    @property
    def variance(self) -> float:
        """Days ahead (above 0) or behind (under 0)."""
        return self.earned - self.actual

    @property
    def index(self) -> float | None:
        """Planned over actual time: 1 as planned, 0,8 a quarter more time than planned; None on the first day."""
        return self.earned / self.actual if self.actual else None


def earned_schedule(start: date, milestones: Sequence[Milestone], as_of: date) -> EarnedSchedule | None:
    """The earned schedule on the day `as_of`; steps reached later are, on that day, open.

    None where there is no course to compare with: no milestone, one planned on the start day or before, a weight
    that is not above 0, or a day before the start.

    >>> from datetime import date
    >>> steps = [Milestone(date(2025, 4, 11), date(2025, 4, 20)), Milestone(date(2025, 7, 20))]
    >>> seen = earned_schedule(date(2025, 1, 1), steps, date(2025, 7, 20))
    >>> seen.earned, seen.actual, seen.variance, seen.index, str(seen.finish)
    (100.0, 200, -100.0, 0.5, '2026-02-05')
    """
    sound = all(step.planned > start and step.weight > 0 for step in milestones)
    if not milestones or not sound or as_of < start:
        return None
    done = [step for step in milestones if step.reached is not None and step.reached <= as_of]
    complete = len(done) == len(milestones)
    last = max((step.reached for step in done if step.reached is not None), default=as_of) if complete else as_of
    actual = max(0, (last - start).days)
    reached = sum(step.weight for step in done)
    course = _course(start, milestones)
    earned = _time_of(course, reached)
    length = course[-1][0]
    finish = None
    if complete:
        finish = last
    elif earned > 0 and actual > 0:
        finish = start + timedelta(days=round(length * actual / earned))
    planned = sum(step.weight for step in milestones if step.planned <= as_of)
    return EarnedSchedule(earned, actual, reached, planned, course[-1][1], finish)


def _course(start: date, milestones: Sequence[Milestone]) -> list[tuple[float, float]]:
    """(days from the start, weight planned by then), from (0, 0) on."""
    course = [(0.0, 0.0)]
    for step in sorted(milestones, key=lambda step: step.planned):
        course.append((float((step.planned - start).days), course[-1][1] + step.weight))
    return course


def _time_of(course: Sequence[tuple[float, float]], weight: float) -> float:
    """When the course reaches `weight`, straight between its points."""
    for (before, had), (day, has) in itertools.pairwise(course):
        if weight <= has:
            return before + (day - before) * (weight - had) / (has - had)
    return course[-1][0]
