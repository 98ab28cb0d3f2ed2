"""Where the things that the journal speaks of have their pages (settings.JOURNAL_LINKS), by kind of subject.

Of things that may be gone by now only those that are still there have an address.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from django.urls import reverse

from lotrinh.living.difficulties.models import Action
from lotrinh.living.documents.models import Document
from lotrinh.living.following.models import Instance
from lotrinh.living.jobs.models import Job
from lotrinh.living.observations.models import Observation
from lotrinh.living.plans.models import Plan, Target, Task

Addresses = Callable[[Collection[int]], Mapping[int, str]]


def _by_number(name: str) -> Addresses:
    """Pages whose address holds the id and nothing else."""

    def addresses(ids: Collection[int]) -> Mapping[int, str]:
        return {pk: reverse(name, args=[pk]) for pk in ids}

    return addresses


def _documents(ids: Collection[int]) -> Mapping[int, str]:
    rows = Document.objects.filter(pk__in=ids).values_list("pk", flat=True)  # unused ones are removed
    return {pk: reverse("documents:document", args=[pk]) for pk in rows}


def _jobs(ids: Collection[int]) -> Mapping[int, str]:
    rows = Job.objects.filter(pk__in=ids).values_list("pk", flat=True)  # old ones are swept away
    return {pk: reverse("jobs:job", args=[pk]) for pk in rows}


def _plans(ids: Collection[int]) -> Mapping[int, str]:
    rows = Plan.objects.filter(pk__in=ids).values_list("pk", "slug")
    return {pk: reverse("plans:plan", args=[slug]) for pk, slug in rows}


def _targets(ids: Collection[int]) -> Mapping[int, str]:
    rows = Target.objects.filter(pk__in=ids).values_list("pk", "plan__slug")
    return {pk: reverse("plans:target", args=[slug, pk]) for pk, slug in rows}


def _tasks(ids: Collection[int]) -> Mapping[int, str]:
    rows = Task.objects.filter(pk__in=ids).values_list("pk", "plan__slug")
    return {pk: reverse("plans:task", args=[slug, pk]) for pk, slug in rows}


def _observations(ids: Collection[int]) -> Mapping[int, str]:
    rows = Observation.objects.filter(pk__in=ids).values_list("pk", "indicator_id")
    return {pk: reverse("plans:indicator", args=[indicator]) for pk, indicator in rows}


def _instances(ids: Collection[int]) -> Mapping[int, str]:
    rows = Instance.objects.filter(pk__in=ids).values_list("pk", "task__plan__slug", "task_id")
    return {pk: f"{reverse('plans:task', args=[slug, task])}#phan-{pk}" for pk, slug, task in rows}


def _actions(ids: Collection[int]) -> Mapping[int, str]:
    rows = Action.objects.filter(pk__in=ids).values_list("pk", "difficulty_id")
    return {pk: reverse("difficulties:difficulty", args=[difficulty]) for pk, difficulty in rows}


LINKS: Mapping[str, Addresses] = {
    "action": _actions,
    "agency": _by_number("people:agency"),
    "area": _by_number("places:area"),
    "difficulty": _by_number("difficulties:difficulty"),
    "document": _documents,
    "indicator": _by_number("plans:indicator"),
    "instance": _instances,
    "job": _jobs,
    "observation": _observations,
    "plan": _plans,
    "regime": _by_number("reporting:regime"),
    "request": _by_number("reporting:request"),
    "target": _targets,
    "task": _tasks,
}
