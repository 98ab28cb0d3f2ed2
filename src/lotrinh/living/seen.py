"""What a form showed of a thing: it carries a digest of that back, so that a change in between is noticed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypeVar

from django.db.models import Model

from lotrinh.living.refusals import Refusal

M = TypeVar("M", bound=Model)


def digest(*shown: object) -> str:
    """Short, and another one for anything else that is shown."""
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


def held(row: M, seen: str, state_of: Callable[[M], str], changed: Refusal) -> M:
    """The row as it is now, held until the transaction ends. Raises `changed` where a form showed another state."""
    now: M = type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if state_of(now) != seen:
        raise changed
    return now
