"""Addresses of a plan and its parts, made once so that texts and pages cannot differ."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse

from lotrinh.living.plans.models import Plan


def plan_url(plan: Plan, **filters: str | int) -> str:
    """The plan's home, with its table filtered."""
    return _plan_url(plan.slug, tuple(filters.items()))


@lru_cache(maxsize=4_000)
def _plan_url(slug: str, filters: tuple[tuple[str, str | int], ...]) -> str:
    """Kept, as a list of plans leads to each of them many times."""
    address = reverse("plans:plan", args=[slug])
    return f"{address}?{urlencode(filters)}" if filters else address


def target_url(plan: Plan, target: int) -> str:
    """The page of one target."""
    return reverse("plans:target", args=[plan.slug, target])


def task_url(plan: Plan, task: int) -> str:
    """The page of one task."""
    return reverse("plans:task", args=[plan.slug, task])
