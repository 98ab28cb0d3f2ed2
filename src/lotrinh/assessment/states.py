"""The classes of a verdict and the official words, in their order."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Status(StrEnum):
    """Where a target stands; in this order from best to worst, the unknown last."""

    ACHIEVED = "achieved"
    ON_TRACK = "on_track"
    SLIGHTLY_BEHIND = "slightly_behind"
    BEHIND = "behind"
    STAGNANT = "stagnant"  # no movement, or away from the target
    NOT_ASSESSABLE = "not_assessable"


class Word(StrEnum):
    """The official word on one period that is over (docs/verdicts.md has the table)."""

    EXCEEDED = "exceeded"  # vượt
    MET = "met"  # đạt
    NOT_MET = "not_met"  # không đạt


_ORDER = {status: place for place, status in enumerate(Status)}


def worst(statuses: Iterable[Status]) -> Status:
    """The worst of several classes; what cannot be assessed counts as the worst, so that it is never hidden.

    >>> worst([Status.ON_TRACK, Status.BEHIND, Status.ACHIEVED])
    <Status.BEHIND: 'behind'>
    """
    return max(statuses, key=_ORDER.__getitem__, default=Status.NOT_ASSESSABLE)


def gap(computed: Status, said: Status) -> int | None:
    """Classes by which the computed one is worse (+) or better (−) than the one said; None where one is unknown.

    >>> gap(Status.BEHIND, Status.ON_TRACK), gap(Status.BEHIND, Status.NOT_ASSESSABLE)
    (2, None)
    """
    if Status.NOT_ASSESSABLE in (computed, said):
        return None
    return _ORDER[computed] - _ORDER[said]
