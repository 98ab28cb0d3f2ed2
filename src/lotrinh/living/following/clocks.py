"""Clocks of tasks: what each agency owes by when, and what waits for the word of the focal agency."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone

from lotrinh.living.following.models import Report, Standing
from lotrinh.living.following.queries import focal_of, in_state, rows_of, standing
from lotrinh.living.notices.values import NAMELESS, Clock
from lotrinh.living.plans.models import Plan
from lotrinh.living.words import Words


def task_clocks(on: date, until: date, since: date | None = None) -> Iterator[Clock]:
    """Pieces of tasks that are open on a day and due by `until`. Plans that agencies must issue are of their own kind.

    What was reported as done and waits for confirmation presses the focal agency, not the agency that did it. What was
    due before `since` comes without its words: years of a plan leave many pieces that are only counted.
    """
    found = standing(on).filter(done=None, due__lte=until).exclude(in_state("asked", on))
    if since is not None:
        counted = found.filter(due__lt=since).values_list("pk", "agency", "due", "child_plan")
        for pk, agency, due, child_plan in counted:
            kind = "child_plan" if child_plan else "task"
            yield Clock(kind, f"instance:{pk}", NAMELESS, "", due, frozenset({agency}))
        found = found.filter(due__gte=since)
    focal = focal_of(Plan.objects.select_related("focal"), on)
    for row in rows_of(found, on):
        one = row.instance
        task = str(one.task)
        period = row.period
        name = Words(*(f"{task} ({told})" for told in (period.vi, period.en))) if period else Words(task, task)
        assert one.due is not None
        kind = "child_plan" if one.child_plan else "task"
        agencies, receiver = frozenset({one.agency_id}), focal.get(one.task.plan_id)
        yield Clock(kind, f"instance:{one.pk}", name, row.url, one.due, agencies, receiver)


def confirmation_clocks(on: date, until: date, since: date | None = None) -> Iterator[Clock]:
    """Reports that the focal agency has to confirm."""
    rows = Report.objects.filter(standing=Standing.ASKED, confirm_by__lte=until)
    focal = focal_of(Plan.objects.select_related("focal"), on)
    for one in rows.select_related("instance__task", "instance__agency"):
        assert one.confirm_by is not None
        told = f"{one.instance.agency}: {one.instance}"
        holder = focal.get(one.instance.task.plan_id)
        agencies = frozenset({holder} if holder is not None else ())
        since, url = timezone.localdate(one.at), reverse("following:asked")
        yield Clock("confirmation", f"report:{one.pk}", Words(told, told), url, one.confirm_by, agencies, since=since)
