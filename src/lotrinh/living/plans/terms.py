"""What a person laid down for judging one target, as it is kept with the target: fields of `assessment.terms.Terms`.

Reads: JSON of Target.terms, a revision, the last person's verdict. Writes: `Terms`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from lotrinh.assessment.states import Status, Word
from lotrinh.assessment.terms import State, Terms
from lotrinh.core.target import Direction
from lotrinh.living.plans.indicators import direction_of
from lotrinh.living.plans.models import Accumulation, Indicator, PersonVerdict, TargetRevision, TargetState

_STATES = {
    TargetState.IN_FORCE: State.IN_FORCE,
    TargetState.ADJUSTED: State.ADJUSTED,
    TargetState.REPLACED: State.REPLACED,
    TargetState.NO_LONGER_APPLICABLE: State.NOT_APPLICABLE,
}
_RUNNING = frozenset({Accumulation.FLOW})
KEPT = ("tolerance", "margin", "decimals", "strict", "breaks", "base", "base_year", "mandatory", "done", "done_ground")
"""The terms that are set on the target itself; the others follow from its indicator, revision and verdicts."""


def terms_of(
    told: Mapping[str, Any], indicator: Indicator, revision: TargetRevision, said: PersonVerdict | None, on: date
) -> Terms:
    """The terms that hold on a day."""
    kept = {key: told[key] for key in KEPT if told.get(key) is not None}
    if "done" in kept:
        kept["done"] = date.fromisoformat(kept["done"])
        if kept["done"] > on:  # not known yet on that day
            del kept["done"]
    if "breaks" in kept:
        kept["breaks"] = tuple(kept["breaks"])
    terms = Terms(**kept, state=_STATES[TargetState(revision.state)], ground=revision.ground)
    confirmed = direction_of(indicator)
    if confirmed is not None:
        terms = replace(terms, direction=Direction(confirmed.direction))
    if indicator.accumulation_by == "person":
        terms = replace(terms, flow=indicator.accumulation in _RUNNING)
    if said is not None:
        terms = replace(
            terms,
            said=Status(said.status) if said.status else None,
            said_word=Word(said.word) if said.word else None,
            said_by=str(said.by),
        )
    return terms
