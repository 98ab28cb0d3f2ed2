"""Long work on plans, and chores that the worker does by itself."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from lotrinh.living.jobs.handle import Handle
from lotrinh.living.journal.edition import renew
from lotrinh.living.plans import assess
from lotrinh.living.plans.models import Plan
from lotrinh.living.words import Words

JUDGING = Words("tính lại đánh giá của các kế hoạch", "judging the plans anew")


def refresh_stale(today: date | None = None) -> int:
    """Judge plans anew whose verdicts are of an earlier day: a due date may have passed, a version come into force.

    Returns how many plans were judged; each in a transaction of its own.
    """
    day = today or timezone.localdate()
    plans = Plan.objects.filter(targets__assessment__as_of__lt=day).distinct()
    for plan in plans:
        assess.refresh(plan, day if today else None)
    if plans:
        renew()
    return len(plans)


def judge_plans(handle: Handle) -> None:
    """Judge the plans of `arguments["plans"]` anew, because an indicator that they share was settled."""
    plans = list(Plan.objects.filter(pk__in=handle.arguments["plans"]).order_by("pk"))
    for done, plan in enumerate(plans):
        handle.step(JUDGING, done, len(plans))
        assess.refresh(plan)
    renew()
    with handle.finishing({"plans": len(plans), "url": handle.arguments["url"]}):
        pass
