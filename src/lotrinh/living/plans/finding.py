"""What the search finds of a plan."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.living.plans.addresses import plan_url, target_url, task_url
from lotrinh.living.plans.models import Plan
from lotrinh.living.search.services import Found, index_all


def index_plan(plan: Plan) -> None:
    """Tell the search of the plan, its targets and its tasks as they stand now."""
    index_all(_found(plan))


def _found(plan: Plan) -> Iterator[Found]:
    yield Found("plan", plan.pk, plan.short, f"{plan.title} {plan.theme}", plan_url(plan), plan.public, plan.pk)
    for target in plan.targets.select_related("indicator"):
        text = " ".join(part for part in (target.scope, target.agency_text, target.section) if part)
        name = target.indicator.name
        yield Found(
            "target", target.pk, name, text, target_url(plan, target.pk), plan.public and target.public, plan.pk
        )
    for task in plan.tasks.prefetch_related("assignments"):
        text = " ".join((task.text, task.deliverable, *(one.printed for one in task.assignments.all())))
        yield Found("task", task.pk, str(task), text, task_url(plan, task.pk), plan.public and task.public, plan.pk)
