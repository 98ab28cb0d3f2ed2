"""Chores on plans that the worker does by itself."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from lotrinh.living.plans import assess
from lotrinh.living.plans.models import Plan


def refresh_stale(today: date | None = None) -> int:
    """Judge plans anew whose verdicts are of an earlier day: a due date may have passed, a version come into force.

    Returns how many plans were judged; each in a transaction of its own.
    """
    day = today or timezone.localdate()
    plans = Plan.objects.filter(targets__assessment__as_of__lt=day).distinct()
    for plan in plans:
        assess.refresh(plan, day if today else None)
    return len(plans)
