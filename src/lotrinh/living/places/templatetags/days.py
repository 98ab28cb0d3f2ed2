"""Days, grounds and functions of areas and agencies in templates."""

from __future__ import annotations

from typing import Any

from django import template

from lotrinh.living.places.english import said
from lotrinh.living.places.wording import days_said

register = template.Library()


@register.filter
def days(thing: Any) -> str:
    """`từ 01/07/2025`, `đến 28/02/2025`: of what has `valid_from` and `valid_to`."""
    return days_said(thing.valid_from, thing.valid_to)


@register.filter
def translated(text: str | None) -> str:
    """A ground, a function or a note of the lists in the reader's language."""
    return said(text or "")
