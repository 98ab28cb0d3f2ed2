"""Verdicts: what is concluded about a target, by which rule, from which figures, in words."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from lotrinh.assessment.direction import Proposal
from lotrinh.assessment.intervals import IntervalTable
from lotrinh.assessment.observation import Observation
from lotrinh.assessment.pace import Pace
from lotrinh.assessment.wording import in_language


class Status(StrEnum):
    """Where a target stands; in this order from best to worst, the unknown last."""

    ACHIEVED = "achieved"
    ON_TRACK = "on_track"
    SLIGHTLY_BEHIND = "slightly_behind"
    BEHIND = "behind"
    STAGNANT = "stagnant"  # no movement, or away from the target
    NOT_ASSESSABLE = "not_assessable"


class Word(StrEnum):
    """The official word on one period that is over (QĐ of the plan's own wording, see docs/verdicts.md)."""

    EXCEEDED = "exceeded"  # vượt
    MET = "met"  # đạt
    NOT_MET = "not_met"  # không đạt


@dataclass(frozen=True, slots=True)
class Verdict:
    """The conclusion on one target as of a date.

    `rule` is an id of data/rules.toml with its version; `reason` a key of the same file's sentences,
    filled by `values`. `attainment` is the share of the target's value reached now (1 = all of it; None
    where a share has no meaning). `weak`: drawn from fewer than four figures. `intervals`: the table that the
    outlook is told with, None for the built-in one.
    """

    status: Status
    rule: str
    reason: str
    values: dict[str, Any] = field(default_factory=dict)
    word: Word | None = None
    attainment: float | None = None
    required: Pace | None = None
    observed: Pace | None = None
    latest: Observation | None = None
    inputs: tuple[Observation, ...] = ()
    direction: Proposal | None = None
    weak: bool = False
    intervals: IntervalTable | None = None

    def sentence(self, language: str = "vi") -> str:
        """Why, for a reader: the rule's sentence with its numbers."""
        text: str = rulebook()["sentence"][self.reason][language].format_map(in_language(self.values, language))
        return text[:1].upper() + text[1:]

    def cautions(self, language: str = "vi") -> tuple[str, ...]:
        """What a reader should bear in mind: few figures, a proposed direction, computed figures."""
        keys = []
        if self.weak:
            keys.append("weak")
        if self.direction is not None and self.direction.ground != "text" and self.status is not Status.NOT_ASSESSABLE:
            keys.append(f"direction_{self.direction.ground}")
        if any(observation.derived for observation in self.inputs):
            keys.append("derived")
        return tuple(rulebook()["caution"][key][language] for key in keys)


@cache
def rulebook() -> dict[str, Any]:
    """Rules, sentences and words of verdicts, as data."""
    return tomllib.loads((files("lotrinh.assessment") / "data" / "rules.toml").read_text(encoding="utf-8"))


def word_for(key: str, language: str = "vi") -> str:
    """The word of a status, an official word or another label of the rulebook."""
    told: str = rulebook()["word"][key][language]
    return told
