"""What about the figures themselves a person should look at, whatever the verdict says.

A slip of the decimal sign or of the unit looks like success ("64.125" read as 64 125 against a goal of 67 %), and a
row dated 2099 like news. Nothing is mended or guessed here: the figure is named and the verdict says so.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date
from math import isfinite
from typing import Any

from lotrinh.assessment.observation import Observation
from lotrinh.assessment.shapes import deciding_bound
from lotrinh.assessment.verdict import Ground
from lotrinh.assessment.wording import figure_told, period_told
from lotrinh.core.target import CHANGES, Goal
from lotrinh.core.unit import Kind

JUMP = 100.0
"""From one figure to the next this many times as much, or as little, is rather another unit than a change."""

WHOLE, FAR_OVER = 100.0, 200.0
"""Per cent: a share of a whole ends at the first; what else is told in per cent may pass it, seldom the second."""


def doubts(goal: Goal, known: Sequence[Observation]) -> tuple[Ground, ...]:
    """What is odd about the figures in use: per cents far beyond the whole, leaps of the unit's size."""
    if goal.form in CHANGES or goal.moves or goal.quantity is None:
        return ()
    found = []
    high = next((o for o in reversed(known) if o.value > _most(goal)), None)
    if high is not None and not goal.share:  # of a share nothing is concluded, and the verdict says why
        found.append(Ground("over_whole", _told(goal, high)))
    leap = next((pair for pair in itertools.pairwise(known) if _leaps(*pair)), None)
    if leap is not None:
        before, after = leap
        values = {"before": figure_told(goal, before.value), "before_period": period_told(before)}
        found.append(Ground("jump", values | _told(goal, after)))
    return tuple(found)


def beyond_whole(goal: Goal, known: Sequence[Observation]) -> Observation | None:
    """The latest figure of a share of a whole that is more than the whole; None where the goal itself asks for more."""
    if not goal.share or goal.form in CHANGES or goal.moves or goal.quantity is None or _most(goal) != WHOLE:
        return None
    return next((o for o in reversed(known) if o.value > WHOLE), None)


def ahead(goal: Goal, observations: Sequence[Observation], day: date) -> tuple[Ground, ...]:
    """Figures of periods that end after the day of judging: left out, and told so."""
    later = [o for o in observations if o.period.last > day and isfinite(o.value)]
    if not later:
        return ()
    last = max(later, key=lambda o: o.period.last)
    if day == date.min:  # nothing else is known that could give a day
        return (Ground("ahead_of_all", {"count": str(len(later)), **_told(goal, last)}),)
    told_day = {"vi": f"{day:%d/%m/%Y}", "en": str(day)}
    return (Ground("ahead", {"count": str(len(later)), "day": told_day, **_told(goal, last)}),)


def _told(goal: Goal, figure: Observation) -> dict[str, Any]:
    return {"period": period_told(figure), "value": figure_told(goal, figure.value)}


def _most(goal: Goal) -> float:
    """The largest value that raises no doubt."""
    assert goal.quantity is not None
    if goal.quantity.unit.kind is not Kind.SHARE or deciding_bound(goal.quantity, up=True) > WHOLE:
        return float("inf")
    return WHOLE if goal.share else FAR_OVER


def _leaps(before: Observation, after: Observation) -> bool:
    small, large = sorted((abs(before.value), abs(after.value)))
    return small > 0 and large >= JUMP * small
