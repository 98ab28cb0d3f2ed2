"""What the pages of targets and tasks show of the difficulties that threaten them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from lotrinh.living.access.doors import person_in
from lotrinh.living.access.rules import may, may_somewhere
from lotrinh.living.difficulties.queries import Row, difficulties, threatening_target, threatening_task
from lotrinh.living.plans.models import Target, Task

SHOWN = 20


def of_target(request: HttpRequest, target: Target) -> tuple[str, dict[str, Any]] | None:
    """Difficulties of a target and of the tasks that serve it."""
    return _panel(request, threatening_target(target), f"muctieu={target.pk}")


def of_task(request: HttpRequest, task: Task) -> tuple[str, dict[str, Any]] | None:
    """Difficulties of a task."""
    return _panel(request, threatening_task(task), f"nhiemvu={task.pk}")


def _panel(request: HttpRequest, where: Q, query: str) -> tuple[str, dict[str, Any]] | None:
    person = person_in(request)
    if not may(person, "internal.read"):
        return None
    found = difficulties().filter(where).exclude(state__in=["merged", "withdrawn"]).order_by("due", "-pk")[:SHOWN]
    rows = sorted((Row(one, timezone.localdate()) for one in found), key=lambda row: row.state.over)
    raises = may_somewhere(person, "difficulty.raise")
    return ("difficulties/panel.html", {"rows": rows, "raises": raises, "query": query}) if rows or raises else None
