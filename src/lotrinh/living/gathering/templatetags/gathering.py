"""Filters of the pages of gathering: states of reports in words, counts of a period."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from lotrinh.living.gathering.board import SENT
from lotrinh.living.plans.table import status_words
from lotrinh.living.reporting.models import State
from lotrinh.living.words import words_of

register = template.Library()


@register.filter
def state(name: str) -> str:
    """ "returned" as "Trả lại"."""
    return str(words_of(State(name))) if name in State.values else name


@register.filter
def sent(states: Mapping[str, int]) -> int:
    """How many reports lie with their receivers."""
    return sum(count for name, count in states.items() if name in SENT)


@register.filter
def accepted(states: Mapping[str, int]) -> int:
    """How many are accepted."""
    return sum(states.get(name, 0) for name in (State.ACCEPTED, State.LOCKED))


@register.filter
def all_of(states: Mapping[str, int]) -> int:
    """How many are owed."""
    return sum(states.values())


@register.filter
def verdict_word(status: str) -> str:
    """ "on_track" in words."""
    return str(status_words(status)) if status else "–"
