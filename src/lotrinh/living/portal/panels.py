"""What pages of plans, figures and difficulties offer to those who decide what is public."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from lotrinh.living.access.doors import person_in
from lotrinh.living.access.rules import may
from lotrinh.living.portal.models import Release

Panel = tuple[str, dict[str, Any]] | None


def of_target(request: HttpRequest, target: Any) -> Panel:
    """Hold the target back, or release it."""
    return _panel(request, Release.Kind.TARGET, target)


def of_task(request: HttpRequest, task: Any) -> Panel:
    """Hold the task back, or release it."""
    return _panel(request, Release.Kind.TASK, task)


def of_figure(request: HttpRequest, figure: Any) -> Panel:
    """Hold the figure back, or release it."""
    return _panel(request, Release.Kind.FIGURE, figure)


def of_difficulty(request: HttpRequest, difficulty: Any) -> Panel:
    """Release the difficulty, or hold it back."""
    return _panel(request, Release.Kind.DIFFICULTY, difficulty)


def _panel(request: HttpRequest, kind: str, thing: Any) -> Panel:
    if not may(person_in(request), "publicity.decide"):
        return None
    return "portal/panel.html", {"kind": kind, "thing": thing}
