"""What people wrote: under the headings of their reports, and as difficulties. A few queries, no rule of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from lotrinh.core.period import Period
from lotrinh.core.vietnamese.text import fold
from lotrinh.living.difficulties.models import Difficulty
from lotrinh.living.official.layout import date_told
from lotrinh.living.plans.models import Plan
from lotrinh.living.reporting.models import Request, State

ACCEPTED = (State.ACCEPTED, State.LOCKED)


def said_under(plan: Plan, period: Period, words: Sequence[str]) -> list[str]:
    """What accepted reports of the period say under headings that hold one of the words: "Sở Y tế: …"."""
    requests = (
        Request.objects.filter(period__regime__plan=plan, period__period=str(period), state__in=ACCEPTED)
        .select_related("agency")
        .order_by("agency__name")
    )
    told = []
    for one in requests:
        for heading, written in one.text.items():
            if str(written).strip() and any(word in fold(heading) for word in words):
                told.append(f"{one.agency}: {' '.join(str(written).split())}")
    return told


def difficulties_told(plan: Plan, on: date) -> list[str]:
    """The difficulties of the plan that were raised by the day and are not over: what, whose turn, until when."""
    open_ones = (
        Difficulty.objects.filter(Q(plan=plan) | Q(target__plan=plan) | Q(task__plan=plan), owner__isnull=False)
        .filter(raised_at__date__lte=on, merged_into=None)
        .select_related("agency", "owner")
        .order_by("due", "pk")
    )
    return [_told(one) for one in open_ones]


def _told(one: Difficulty) -> str:
    text = " ".join(one.text.split()).rstrip(".")
    wish = f". Đề nghị: {' '.join(one.wish.split()).rstrip('.')}" if one.wish.strip() else ""
    turn = f" ({one.agency} nêu; {one.owner} đang xử lý" + (f", hạn {date_told(one.due)})" if one.due else ")")
    return f"{one.title.rstrip('.')}: {text}{wish}{turn}."
