"""What the page of a task shows of its pieces."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from lotrinh.living.access.doors import person_in
from lotrinh.living.access.rules import may
from lotrinh.living.following.queries import pieces_of
from lotrinh.living.plans.models import Task

SHOWN = 120  # pieces on the page; the list of "my tasks" has all


def of_task(request: HttpRequest, task: Task) -> tuple[str, dict[str, Any]] | None:
    """Who has done it, round by round; for those inside."""
    person = person_in(request)
    if not may(person, "internal.read"):
        return None
    told = pieces_of(task, timezone.localdate())
    if told is None:
        return None
    rows = [(row, may(person, "task.report", [row.instance.agency_id])) for row in told.rows]
    rows = sorted(rows, key=lambda pair: not pair[1])[:SHOWN]  # the own ones first
    return "following/task_panel.html", {
        "pieces": told,
        "rows": rows,
        "hidden": len(told.rows) - len(rows),
    }
