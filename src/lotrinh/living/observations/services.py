"""What people do with figures: put reviewed ones into a plan, enter one, correct one, prove one.

Every act is one transaction with its journal row; verdicts of the plans concerned are computed anew inside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import Q

from lotrinh.living.documents.models import Document
from lotrinh.living.journal.services import record
from lotrinh.living.observations.models import Observation
from lotrinh.living.observations.records import Told, same_value, told_again
from lotrinh.living.observations.results import tellings_of
from lotrinh.living.observations.words import row_data
from lotrinh.living.observations.writing import How, Outcome, current, lock, replace_row, write
from lotrinh.living.people.models import User
from lotrinh.living.plans import assess
from lotrinh.living.plans.facts import Accepted
from lotrinh.living.plans.models import Plan

ROWS_TOLD = 200
"""So many rows of a batch stand in its journal row; the batch or document has them all."""


class Conflict(Exception):  # noqa: N818 - a state that the page shows and asks about, not a fault
    """Somebody was faster: `now` is the figure that stands there today."""

    def __init__(self, now: Observation) -> None:
        super().__init__(f"observation {now.pk} is newer")
        self.now = now


@transaction.atomic
def add_results(*, plan: Plan, document: Document, accepted: Sequence[Accepted], by: User | None) -> dict[int, str]:
    """Put the accepted results of a report into the plan; proposal → "observation:ID".

    The indicator is the one that a person chose (`indicator_id` of the slots), else the one that matches, else one
    of its own. Results without a value or a period cannot be placed in time: they are left out, and counted.
    """
    results = [one for one in accepted if one.kind == "result"]
    tellings = tellings_of(plan, document, results)
    lock(told.indicator.pk for _, told in tellings)
    outcomes = {one.proposal: write(told, by) for one, told in tellings}
    counts = Counter(outcome.how for outcome in outcomes.values())
    record(
        "observations.reviewed", by, document, plan=plan.pk, count=len(outcomes), left_out=len(results) - len(outcomes),
        new=counts[How.NEW] + counts[How.BESIDE] + counts[How.LATE], replaced=counts[How.REPLACED],
        same=counts[How.SAME], rows=rows_told(outcomes.values()),
    )  # fmt: skip
    refresh_plans((outcome.row for outcome in outcomes.values()), plan)
    return {proposal: f"observation:{outcome.row.pk}" for proposal, outcome in outcomes.items()}


@transaction.atomic
def enter(told: Told, by: User | None, *, expected: int | None = None) -> Outcome:
    """Write one figure that a person typed. `expected`: the current figure of its key that the person was shown.

    Raises Conflict when another one stands there by now. The same figure told again writes nothing.
    """
    lock([told.indicator.pk])
    held = current(told)
    if held and held[-1].pk != expected and not same_value(told, held[-1]):
        raise Conflict(held[-1])
    outcome = write(told, by)
    if outcome.how is not How.SAME:
        act = "observation.corrected" if outcome.how is How.REPLACED else "observation.entered"
        _record(act, by, outcome)
        refresh_plans([outcome.row])
    return outcome


@transaction.atomic
def correct(row: Observation, told: Told, by: User | None, reason: str) -> Outcome:
    """Put `told` in the place of `row`, for a reason that the journal keeps. Raises Conflict when it is not current."""
    lock([row.indicator_id])
    row = Observation.objects.select_related("indicator", "superseded_by").get(pk=row.pk)
    if row.superseded_by is not None:
        raise Conflict(newest(row))
    if told == replace(told_again(row), known_on=told.known_on, note=told.note) and told.note == row.note:
        return Outcome(row, How.SAME, row)
    outcome = replace_row(row, told, by)
    _record("observation.corrected", by, outcome, reason=reason)
    refresh_plans([outcome.row])
    return outcome


def newest(row: Observation) -> Observation:
    """The end of the chain of corrections that begins at `row`."""
    seen = {row.pk}
    while row.superseded_by is not None and row.superseded_by.pk not in seen:
        row = row.superseded_by
        seen.add(row.pk)
    return row


def refresh_plans(rows: Iterable[Observation], *more: Plan) -> None:
    """Compute the verdicts of every plan that has a target on the figures' indicators in their places."""
    places: dict[int | None, set[int]] = {}
    for row in rows:
        places.setdefault(row.area_id, set()).add(row.indicator_id)
    concerned = Q(pk__in=[plan.pk for plan in more])
    for area, indicators in places.items():
        there = Q() if area is None else Q(area=area) | Q(targets__area=area) | Q(area__isnull=True)
        concerned |= Q(targets__indicator__in=indicators) & there
    for plan in Plan.objects.filter(concerned).distinct():
        assess.refresh(plan)


def rows_told(outcomes: Iterable[Outcome]) -> list[dict[str, Any]]:
    """The written rows as the journal keeps them."""
    written = [outcome for outcome in outcomes if outcome.how is not How.SAME]
    return [
        {**row_data(one.row, one.before if one.how is How.REPLACED else None), "how": str(one.how)}
        for one in written[:ROWS_TOLD]
    ]


def _record(act: str, by: User | None, outcome: Outcome, **more: Any) -> None:
    plan = Plan.objects.filter(targets__indicator=outcome.row.indicator_id).order_by("id").first()
    record(act, by, outcome.row, plan=plan.pk if plan else None, **row_data(outcome.row, outcome.before), **more)
