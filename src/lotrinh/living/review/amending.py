"""Which target of the plan a target of an amendment changes: proposed when the review opens, shown on the card.

Reads: proposals, the plan's targets as their newest revisions state them. Writes: `amends` in slots.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from lotrinh.assessment.matching import SURE, Named, match
from lotrinh.core.unit import parse_unit, same_dimension
from lotrinh.living.documents.told import tell
from lotrinh.living.plans.models import Plan, Target, TargetRevision, TargetState
from lotrinh.living.review.models import Proposal

_OVER = (TargetState.REPLACED, TargetState.NO_LONGER_APPLICABLE)


@dataclass(frozen=True)
class Standing:
    """A target of the plan as it stands: its name and the slots of its newest revision."""

    id: int
    name: str
    slots: Mapping[str, Any]

    @property
    def told(self) -> str:
        """Name and value, as cards show what is to be changed."""
        return f"{self.name}: {tell('target', self.slots).value}"


def standing_targets(plan: Plan) -> list[Standing]:
    """The targets that apply. Two queries."""
    newest = TargetRevision.objects.order_by("-version__number")
    targets = (
        Target.objects.filter(plan=plan).select_related("indicator").prefetch_related(Prefetch("revisions", newest))
    )
    found = []
    for target in targets.order_by("order"):
        last = next(iter(target.revisions.all()), None)
        if last is not None and last.state not in _OVER:
            found.append(Standing(target.pk, target.indicator.name, last.slots))
    return found


def propose(plan: Plan, proposals: Sequence[Proposal]) -> None:
    """Write `amends` where the name leaves no doubt; elsewhere a person chooses. Does not save."""
    held = standing_targets(plan)
    goals = [_named(one.slots, one.name) for one in held]
    figures = [_named(proposal.slots, "") for proposal in proposals]
    comparable = [[_same_unit(goal, figure) for figure in figures] for goal in goals]
    likely: dict[int, list[Standing]] = {}
    for pair in match(goals, figures, comparable):
        if pair.likeness >= SURE:
            likely.setdefault(pair.figure, []).append(held[pair.goal])
    for place, found in likely.items():
        slots = proposals[place].slots
        same_year = [one for one in found if str(one.slots.get("due")) == str(slots.get("due"))]
        fitting = same_year or found
        if len(fitting) == 1:
            proposals[place].slots = proposals[place].read = {**slots, "amends": fitting[0].id}


def _named(slots: Mapping[str, Any], name: str) -> Named:
    return Named(slots.get("indicator") or name, slots.get("unit"), slots.get("scope"))


def _same_unit(one: Named, other: Named) -> bool:
    return not one.unit or not other.unit or same_dimension(parse_unit(one.unit), parse_unit(other.unit))
