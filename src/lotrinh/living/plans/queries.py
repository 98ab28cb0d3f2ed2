"""What pages of plans ask. No query here grows with the rows of a page."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest

from lotrinh.living.access.doors import person_in
from lotrinh.living.access.rules import Person, may
from lotrinh.living.documents.models import HEAVY
from lotrinh.living.plans.held import seen_by, verdicts_for
from lotrinh.living.plans.models import Plan, Target, TargetRevision, Task, Version


def plans_for(person: Person) -> QuerySet[Plan]:
    """The plans that a person may see: published ones, and with `internal.read` the others."""
    plans = Plan.objects.select_related("document", "area", "parent", "focal").defer(*HEAVY)
    return plans if may(person, "internal.read") else plans.filter(public=True)


def plan_in(request: HttpRequest, slug: str) -> Plan:
    """The plan of an address; Http404 also where the person may not see it, so that its being there is not told."""
    plan = plans_for(person_in(request)).filter(slug=slug).first()
    if plan is None:
        raise Http404
    return plan


def listed_plans(person: Person) -> QuerySet[Plan]:
    """Plans with how much is in them, for the list."""
    return plans_for(person).annotate(target_count=_count(Target, person), task_count=_count(Task, person))


def _count(model: type[Target] | type[Task], person: Person) -> Coalesce:
    """How many of a plan the person may see. Two counts over joins would read every target with every task."""
    rows = model._default_manager.filter(seen_by(person), plan=OuterRef("pk")).order_by().values("plan")
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0)


def verdict_counts(plans: Iterable[Plan], person: Person) -> dict[int, dict[str, int]]:
    """Plan id → class → how many targets of it that count stand there, for the person. One query."""
    told: dict[int, dict[str, int]] = {}
    rows = verdicts_for(person).filter(target__plan__in=plans, counted=True)
    for plan, status, held, count in (
        rows.values_list("target__plan_id", "status", "held").annotate(n=Count("id")).order_by()
    ):
        own, shown = told.setdefault(plan, {}), "not_assessable" if held else status
        own[shown] = own.get(shown, 0) + count
    return told


def versions_of(plan: Plan) -> QuerySet[Version]:
    """Versions, newest first, with their documents and who published them."""
    return plan.versions.select_related("document", "published_by").defer(*HEAVY)


def revisions_of(target: Target) -> list[TargetRevision]:
    """The revisions of a target, newest first, with their documents."""
    revisions = target.revisions.select_related("version", "document", "version__published_by")
    rows = revisions.defer(*HEAVY)
    return list(rows.order_by("-version__number"))  # the model's own order joins the target and its plan


def changes_of(plan: Plan) -> dict[int, dict[str, int]]:
    """Version id → what it brought: targets stated first, adjusted and ended, tasks added and ended. Three queries."""
    told: dict[int, dict[str, int]] = {}

    def add(version: int, key: str, count: int) -> None:
        own = told.setdefault(version, {})
        own[key] = own.get(key, 0) + count

    revisions = TargetRevision.objects.filter(target__plan=plan).values_list("version_id", "state")
    for version, state, count in revisions.annotate(n=Count("id")).order_by():
        add(version, state, count)
    for field, key in (("added_id", "tasks"), ("ended_id", "tasks_ended")):
        rows = plan.tasks.filter(**{f"{field}__isnull": False}).values_list(field)
        for version, count in rows.annotate(n=Count("id")).order_by():
            add(version, key, count)
    return told
