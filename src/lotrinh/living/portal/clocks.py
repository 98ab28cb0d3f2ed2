"""Clocks of citizens' questions: they wait for the agency that gathers the plan.

Reads: questions in a state with a time of data/questions.toml. Writes: `Clock`s.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from lotrinh.living.following.queries import focal_of
from lotrinh.living.notices.values import Clock
from lotrinh.living.people.models import Role, RoleKind
from lotrinh.living.plans.models import Plan
from lotrinh.living.portal.models import Question
from lotrinh.living.portal.questions import waits
from lotrinh.living.words import Words
from lotrinh.living.workdays.calendar import Calendar
from lotrinh.living.workdays.queries import calendar_for

NAMES = {
    "received": Words("Câu hỏi của người dân chờ kiểm duyệt", "A citizen's question waits for moderation"),
    "published": Words("Câu hỏi của người dân chờ trả lời", "A citizen's question waits for an answer"),
}


def due_of(question: Question, calendar: Calendar) -> date | None:
    """The last day for the next step; None where none is due."""
    within = waits().get(question.state)
    if within is None:
        return None
    return calendar.add_working_days(question.since or question.asked_on, within)


def clocks(on: date, until: date, since: date | None = None) -> Iterator[Clock]:
    """Questions that wait, for the focal agency of their plan; for all focal agencies where a plan names none."""
    rows = list(Question.objects.filter(state__in=waits()).select_related("target__indicator"))
    if not rows:
        return
    calendar = calendar_for()
    plans = Plan.objects.filter(pk__in={row.target.plan_id for row in rows}).select_related("focal")
    focal, others = focal_of(plans, on), _focal_agencies(on)
    for row in rows:
        due = due_of(row, calendar)
        if due is None or due > until:
            continue
        name, about = NAMES[row.state], row.target.indicator.name
        own = focal.get(row.target.plan_id)
        yield Clock(
            "question",
            f"question:{row.pk}:{row.state}",
            Words(f"{name.vi}: {about}", f"{name.en}: {about}"),
            reverse("portal:moderate", args=[row.pk]),
            due,
            others if own is None else frozenset({own}),
            since=row.since or row.asked_on,
        )


def _focal_agencies(on: date) -> frozenset[int]:
    held = Role.objects.filter(kind=RoleKind.FOCAL, user__is_active=True, valid_from__lte=on)
    return frozenset(held.exclude(valid_to__lt=on).values_list("agency_id", flat=True))
