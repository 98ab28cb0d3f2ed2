"""Verdicts over time: which class is shown, and which verdicts must be reopened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lotrinh.assessment.observation import FINALITY, Observation
from lotrinh.assessment.states import Status
from lotrinh.assessment.verdict import Verdict

TOLERANCE = 0.05
"""Change of the miss (share of the way to go) from which on a change of class is shown at once."""

_AT_ONCE = frozenset({Status.ACHIEVED, Status.NOT_ASSESSABLE})


@dataclass(frozen=True, slots=True)
class Assessed:
    """One assessment in time: the class computed then, and its miss where the rule has one."""

    status: Status
    miss: float | None = None


def shown(history: Sequence[Assessed], tolerance: float = TOLERANCE) -> tuple[Status, ...]:
    """The class shown after each assessment, in order of time.

    A new class is shown when two assessments in a row computed it, or when the miss moved by more than `tolerance`
    since the class now shown was last computed. Reaching the target, and losing or regaining the figures, are facts
    and not noise: they are shown at once. (Of consecutive official German verdicts 24,5 % flip.)

    >>> track, slightly = Assessed(Status.ON_TRACK, 0.04), Assessed(Status.SLIGHTLY_BEHIND, 0.06)
    >>> [status.value for status in shown([track, slightly, track, slightly, slightly])]
    ['on_track', 'on_track', 'on_track', 'on_track', 'slightly_behind']
    """
    told: list[Status] = []
    held: Assessed | None = None  # the last assessment that computed the class now shown
    for place, now in enumerate(history):
        if held is None or now.status is held.status or _changes(held, history[place - 1], now, tolerance):
            held = now
        told.append(held.status)
    return tuple(told)


def _changes(held: Assessed, before: Assessed, now: Assessed, tolerance: float) -> bool:
    if _AT_ONCE & {held.status, now.status} or before.status is now.status:
        return True
    if held.miss is None or now.miss is None:
        return False
    return abs(now.miss - held.miss) > tolerance


def reopened_by(verdict: Verdict, observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """Figures of a later vintage for periods that `verdict` rests on; while there are some, it must be made anew."""
    used = {o.period: o for o in verdict.inputs if not o.derived}
    return tuple(
        o
        for o in observations
        if (held := used.get(o.period)) is not None and not o.derived and FINALITY[o.vintage] > FINALITY[held.vintage]
    )
