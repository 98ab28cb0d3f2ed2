"""Targets whose subject no longer exists: a district that ended, a whole level of administration, with the ground.

Nothing is decided here: the page says what is gone and on what ground, and a person ends or replaces the target.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from lotrinh.living.places.queries import gone
from lotrinh.living.plans.models import Target, TargetRevision


def gone_of(target: Target, revision: TargetRevision, on: date) -> dict[str, Any] | None:
    """What the target's sentence names and the day no longer has, as it is kept with the assessment; None: nothing."""
    issued_on: date | None = getattr(revision, "issued_on", None)  # annotated by assess.py
    since = issued_on or revision.version.effective_on
    lost = gone(revision.quote or f"{target.indicator.name} {target.scope}", since, on)
    if not lost:
        return None
    first = lost[0]
    became = list(dict.fromkeys(one.area.name for one in first.became))
    return {
        "vi": first.name.vi,
        "en": first.name.en,
        "last": first.ended_on.isoformat(),
        "ground": first.ground,
        "became": became[:12],
        "more": max(0, len(became) - 12),
    }
