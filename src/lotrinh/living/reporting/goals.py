"""What plans ask of the lines of a form: for the year of the period, and in the long run.

Reads: the regime's plan and its yearly plans, revisions in force at the cut-off, milestones. Three queries.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.observations.words import value_words
from lotrinh.living.places.models import Area
from lotrinh.living.plans.models import PlanKind, Target, TargetRevision, TargetState
from lotrinh.living.plans.wording import revision_told
from lotrinh.living.reporting.lines import Goal
from lotrinh.living.reporting.models import FormRow, Period

_ENDED = (TargetState.REPLACED, TargetState.NO_LONGER_APPLICABLE)


class Goals:
    """Targets of a period's plans by what they are about."""

    def __init__(self, period: Period, targets: Iterable[Target]) -> None:
        self._period = period
        self._area = period.regime.plan.area_id
        self._year = period.last.year
        self._found: dict[tuple[int, int | None, str, str], list[tuple[Target, TargetRevision]]] = {}
        for target in targets:
            revision = next((one for one in target.revisions.all() if one.version.effective_on <= period.cut_off), None)
            if revision is None or revision.state in _ENDED:
                continue
            change = str(revision.slots.get("change") or "level")
            key = (target.indicator_id, target.area_id or self._area, fold(target.scope), change)
            self._found.setdefault(key, []).append((target, revision))

    def of(self, row: FormRow, area: Area | None) -> tuple[Goal | None, Goal | None]:
        """What is asked for the year, and what in the long run; None where nothing is."""
        key = (row.indicator_id, area.pk if area else self._area, fold(row.scope), row.change)
        found = self._found.get(key, [])
        year = next((goal for target, revision in found if (goal := self._of_year(target, revision))), None)
        return year, next((goal for target, revision in found if (goal := self._in_long_run(target, revision))), None)

    def _of_year(self, target: Target, revision: TargetRevision) -> Goal | None:
        due = revision.due.year if revision.due else target.plan.year_to
        if due == self._year:
            return _goal(target, revision, "year", due)
        for milestone in target.milestones.all():
            if milestone.year == self._year:
                unit = _unit(target, revision)
                value = milestone.low if milestone.low is not None else milestone.high
                told = f"{value_words(value, unit)} ({milestone.year})"
                return Goal(target, "milestone", milestone.year, milestone.low, milestone.high, unit, told)
        return None

    def _in_long_run(self, target: Target, revision: TargetRevision) -> Goal | None:
        due = revision.due.year if revision.due else target.plan.year_to
        if target.plan.kind == PlanKind.YEARLY or due == self._year:
            return None
        return _goal(target, revision, "long", due)


def goals_for(period: Period, indicators: Iterable[int]) -> Goals:
    """The targets of these indicators in the regime's plan and, for the year, in the yearly plans under it."""
    plan = period.regime.plan
    year = period.last.year
    yearly = Q(plan__parent=plan.pk, plan__kind=PlanKind.YEARLY, plan__year_to=year)
    targets = (
        Target.objects.filter(Q(plan=plan.pk) | yearly, indicator__in=set(indicators))
        .select_related("plan", "indicator")
        .prefetch_related("revisions__version", "milestones")
        .order_by("-plan__kind", "order")  # yearly plans first
    )
    return Goals(period, targets)


def _goal(target: Target, revision: TargetRevision, kind: str, year: int | None) -> Goal:
    unit = _unit(target, revision)
    return Goal(target, kind, year, revision.low, revision.high, unit, revision_told(revision))


def _unit(target: Target, revision: TargetRevision) -> str:
    return str(revision.slots.get("unit") or target.indicator.unit)
