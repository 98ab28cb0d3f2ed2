"""Holding a plan, target, task or figure back from the public, and releasing it: by hand, with a reason, journalled.

Reads and writes: the flag of the thing; a `Release` row says who decided, when and why.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Model

from lotrinh.living.difficulties.models import Difficulty
from lotrinh.living.journal.services import record
from lotrinh.living.observations.models import Observation
from lotrinh.living.people.models import User
from lotrinh.living.plans import finding
from lotrinh.living.plans.models import Plan, Target, Task
from lotrinh.living.portal.models import Release
from lotrinh.living.refusals import Refusal
from lotrinh.living.words import Words

MODELS: dict[str, type[Model]] = {
    Release.Kind.PLAN: Plan,
    Release.Kind.TARGET: Target,
    Release.Kind.TASK: Task,
    Release.Kind.FIGURE: Observation,
    Release.Kind.DIFFICULTY: Difficulty,
}


class Refused(Refusal):
    """What was asked cannot be done, in words."""


def subject_of(kind: str, pk: int) -> Any:
    """The thing itself; None where there is none."""
    model = MODELS.get(kind)
    return None if model is None else model._default_manager.filter(pk=pk).first()


@transaction.atomic
def decide(kind: str, pk: int, *, public: bool, reason: str, by: User) -> Release:
    """Hold back (`public` False) or release. Raises Refused where it already is so, or without a reason."""
    if len(reason.strip()) < 10:
        raise Refused(Words("Hãy nêu lý do, ít nhất 10 ký tự.", "Give a reason of at least 10 characters."))
    thing: Any = MODELS[kind]._default_manager.select_for_update(of=("self",)).get(pk=pk)
    if thing.public == public:
        already = Words("Đã được công bố từ trước.", "It is already public.")
        raise Refused(already if public else Words("Đã được giữ lại từ trước.", "It is already held back."))
    thing.public = public
    thing.save(update_fields=["public"])
    told = Release.objects.create(kind=kind, subject=pk, public=public, reason=reason.strip(), by=by)
    act = "publicity.released" if public else "publicity.held"
    record(act, by, thing, plan=_plan_of(kind, thing), reason=told.reason)
    if kind in (Release.Kind.PLAN, Release.Kind.TARGET, Release.Kind.TASK):
        finding.index_plan(thing if kind == Release.Kind.PLAN else thing.plan)
    return told


def _plan_of(kind: str, thing: Any) -> int | None:
    if kind == Release.Kind.PLAN:
        return int(thing.pk)
    return None if kind == Release.Kind.FIGURE else thing.plan_id


def history(kind: str, pk: int) -> list[Release]:
    """Every decision on a thing, the newest first."""
    return list(Release.objects.filter(kind=kind, subject=pk).select_related("by")[:50])


def held_back() -> list[tuple[str, Any, Release | None]]:
    """Everything that is held back now, with the last decision on it. Six queries.

    Difficulties are, unless somebody releases them.
    """
    told: dict[tuple[str, int], Release] = {}
    for one in Release.objects.filter(public=False).select_related("by").order_by("id"):
        told[one.kind, one.subject] = one
    found: list[tuple[str, Any, Release | None]] = []
    for kind, model in MODELS.items():
        rows = model._default_manager.filter(public=False)
        rows = rows.select_related(*{"target": ("plan", "indicator"), "figure": ("indicator",)}.get(str(kind), ()))
        found += [(str(kind), row, told.get((kind, row.pk))) for row in rows.order_by("pk")[:500]]
    return found
