"""Verdicts: what is concluded about a target, by which rule, from which figures, in words."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from lotrinh.assessment.direction import Proposal
from lotrinh.assessment.intervals import IntervalTable
from lotrinh.assessment.observation import Observation, Vintage
from lotrinh.assessment.pace import Pace
from lotrinh.assessment.quality import Quality
from lotrinh.assessment.states import Status, Word
from lotrinh.assessment.wording import in_language


@dataclass(frozen=True, slots=True)
class Bound:
    """The verdict that one end of a range would give."""

    value: float
    status: Status
    word: Word | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """Where something the verdict rests on comes from: a key of the rulebook's [ground] and its values."""

    key: str
    values: dict[str, Any] = field(default_factory=dict)

    def sentence(self, language: str = "vi") -> str:
        """The ground in words."""
        text: str = rulebook()["ground"][self.key][language].format_map(in_language(self.values, language))
        return text


@dataclass(frozen=True, slots=True)
class Verdict:
    """The conclusion on one target as of a date.

    `rule` is an id of data/rules.toml; `reason` a key of the rulebook's sentences, filled by `values`.

    * `attainment`: share of the target's value reached now (1 = all of it). `way`: share of the way from the base.
      Both None where a share has no meaning. `miss`: share of the way to go that would be missed when due.
    * `bounds`: weak and strong end of a range; the weak one gave `status`.
    * `grounds`: assumptions made and terms set. `replaced`: earlier vintages of figures that were used.
    * `weak`: drawn from fewer than four figures. `person`: the verdict that a person gave, beside this one.
    * `slack`: how far short of the goal still counts as met, as set or assumed.
    * `compared`: the value held against the goal's ends, where that comparison decided.
    * `intervals`: the table that the outlook is told with, None for the built-in one.
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
    way: float | None = None
    miss: float | None = None
    bounds: tuple[Bound, ...] = ()
    grounds: tuple[Ground, ...] = ()
    quality: Quality | None = None
    replaced: tuple[Observation, ...] = ()
    person: Person | None = None
    compared: float | None = None
    slack: float = 0.0

    @property
    def version(self) -> int:
        """The version of the rule."""
        return int(rule_entry(self.rule)["version"])

    def sentence(self, language: str = "vi") -> str:
        """Why, for a reader: the rule's sentence with its numbers."""
        text: str = rulebook()["sentence"][self.reason][language].format_map(in_language(self.values, language))
        return text[:1].upper() + text[1:]

    def cautions(self, language: str = "vi") -> tuple[str, ...]:
        """What a reader should bear in mind: few, old or early figures, a proposed direction, computed figures."""
        keys = []
        assessed = self.status is not Status.NOT_ASSESSABLE
        if self.weak:
            keys.append("weak")
        if self.direction is not None and self.direction.ground in ("words", "default") and assessed:
            keys.append(f"direction_{self.direction.ground}")
        if any(observation.derived == "previous_year" for observation in self.inputs):
            keys.append("derived")
        if self.quality is not None and assessed:
            keys += ["stale"] * self.quality.stale
            keys += ["not_final"] * (self.quality.vintage in (Vintage.ESTIMATE, Vintage.PRELIMINARY))
        told = rulebook()["caution"]
        return (*(told[key][language] for key in keys), *(ground.sentence(language) for ground in self.grounds))


@dataclass(frozen=True, slots=True)
class Person:
    """The verdict of a responsible person; `gap`: classes by which the computed one is worse (+) or better (−)."""

    status: Status | None
    word: Word | None
    by: str
    gap: int | None


@cache
def rulebook() -> dict[str, Any]:
    """Rules, sentences and words of verdicts, as data."""
    folder = files("lotrinh.assessment") / "data"
    book: dict[str, Any] = {}
    for name in ("rules.toml", "verdict_words.toml"):
        book |= tomllib.loads((folder / name).read_text(encoding="utf-8"))
    return book


def rule_entry(rule: str) -> dict[str, Any]:
    """The entry of data/rules.toml for a rule id."""
    entry: dict[str, Any] = next(entry for entry in rulebook()["rule"] if entry["id"] == rule)
    return entry


def word_for(key: str, language: str = "vi") -> str:
    """The word of a status, an official word or another label of the rulebook."""
    told: str = rulebook()["word"][key][language]
    return told


__all__ = ["Bound", "Ground", "Person", "Status", "Verdict", "Word", "rule_entry", "rulebook", "word_for"]
