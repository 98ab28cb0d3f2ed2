"""Given targets with given figures, judged: each for itself, then structures and paths together.

Reads: goals with the observations that speak of them, however these were found (by name, or linked by people).
Writes: `Judged`, one per target.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lotrinh.assessment.direction import Proposal
from lotrinh.assessment.judge import judge
from lotrinh.assessment.observation import Observation
from lotrinh.assessment.terms import NO_TERMS, Terms
from lotrinh.assessment.together import into_range, judge_path, judge_structure, next_milestone
from lotrinh.assessment.verdict import Verdict
from lotrinh.core.target import Form, Goal
from lotrinh.judging.goals import Group, Together


@dataclass(frozen=True, slots=True)
class Asked:
    """A target to be judged. `goal` is in force (terms applied), `name` is told where it stands in a structure."""

    name: str
    goal: Goal
    direction: Proposal
    terms: Terms = NO_TERMS
    observations: tuple[Observation, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on one target. `counted`: it stands for itself, its structure or path in counts.

    `under`: place of the target that it is shown and counted with, None for its own.
    """

    verdict: Verdict
    counted: bool = True
    under: int | None = None


def shaped(goals: Sequence[Goal], groups: Sequence[Group]) -> list[Goal]:
    """The goals in the form that their group gives them: figures are held against this form."""
    told = list(goals)
    for group in groups:
        form = Form.STRUCTURE if group.kind is Together.STRUCTURE else Form.MILESTONES
        for place in group.places:
            told[place] = replace(told[place], form=form)
    return told


def judge_targets(
    asked: Sequence[Asked],
    groups: Sequence[Group],
    day: date,
    unheard: Callable[[int, Verdict], Verdict] = lambda _place, verdict: verdict,
) -> tuple[Judged, ...]:
    """Judge `asked` (goals as `shaped`) on `day`. `unheard`: what to say of a target that no figure speaks of."""
    verdicts = [_alone(target, day) for target in asked]
    for place, verdict in enumerate(verdicts):
        if verdict.reason == "no_figure" and not asked[place].observations:
            verdicts[place] = unheard(place, verdict)
    told = [Judged(verdict) for verdict in verdicts]
    for group in groups:
        members = [verdicts[place] for place in group.places]
        goals = [asked[place].goal for place in group.places]
        if group.kind is Together.STRUCTURE:
            judged = judge_structure([asked[place].name for place in group.places], members)
            counts = group.places[0]
        else:
            judged = judge_path(goals, members, day)
            counts = group.places[next_milestone(goals, day)]
        for place, verdict in zip(group.places, judged, strict=True):
            told[place] = Judged(verdict, place == counts, None if place == counts else counts)
    return tuple(told)


def _alone(target: Asked, day: date) -> Verdict:
    """A target on its own; a part of a structure is better towards its range."""
    direction = target.direction
    if target.goal.form is Form.STRUCTURE and direction.ground != "text" and target.observations:
        latest = max(target.observations, key=lambda o: o.period.last)
        direction = into_range(target.goal, latest.value)
    return judge(target.goal, direction, target.observations, day, target.terms)
