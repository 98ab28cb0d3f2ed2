"""Addresses of a plan and its parts, made once so that texts and pages cannot differ."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse

from lotrinh.living.plans.models import Plan


def plan_url(plan: Plan, **filters: str | int) -> str:
    """The plan's home, with its table filtered."""
    address = _plan_url(plan.slug)
    return f"{address}?{urlencode(filters)}" if filters else address


@lru_cache(maxsize=1_000)
def _plan_url(slug: str) -> str:
    """Kept, as a list of plans leads to each of them many times."""
    return reverse("plans:plan", args=[slug])


def target_url(plan: Plan, target: int) -> str:
    """The page of one target."""
    return reverse("plans:target", args=[plan.slug, target])


def task_url(plan: Plan, task: int) -> str:
    """The page of one task."""
    return reverse("plans:task", args=[plan.slug, task])
