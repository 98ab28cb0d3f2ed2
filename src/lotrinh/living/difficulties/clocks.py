"""Clocks of difficulties: whose turn it is until when; actions of decisions press those who carry them out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone

from lotrinh.living.difficulties.models import Difficulty
from lotrinh.living.difficulties.queries import open_actions
from lotrinh.living.difficulties.transitions import running, states
from lotrinh.living.notices.values import Clock
from lotrinh.living.words import Words


def clocks(on: date, until: date, since: date | None = None) -> Iterator[Clock]:
    """Difficulties of which it is somebody's turn, and actions that are open. Two queries."""
    found = Difficulty.objects.filter(state__in=running(), due__lte=until).exclude(state="decided")
    for one in found:
        state, agencies = states()[one.state].words, frozenset({one.owner_id} if one.owner_id else ())
        assert one.due is not None
        yield Clock(
            "difficulty",
            f"difficulty:{one.pk}:{one.state}",
            Words(f"{one.title} ({state.vi.lower()})", f"{one.title} ({state.en.lower()})"),
            reverse("difficulties:difficulty", args=[one.pk]),
            one.due,
            agencies,
            one.handler_id,
            since=one.since,
        )
    for action in open_actions().filter(due__lte=until):
        told = f"{action.decision.number}: {action}"
        yield Clock(
            "difficulty",
            f"action:{action.pk}",
            Words(told, told),
            reverse("difficulties:difficulty", args=[action.difficulty_id]),
            action.due,
            frozenset({action.agency_id}),
            action.difficulty.handler_id,
            since=timezone.localdate(action.decision.at),
        )
