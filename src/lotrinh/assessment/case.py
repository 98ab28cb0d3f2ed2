"""A case: one goal with the figures it is judged from, as the families of rules see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from lotrinh.assessment.destatis import Point
from lotrinh.assessment.direction import Proposal
from lotrinh.assessment.observation import Observation
from lotrinh.assessment.shapes import deciding_bound, equal_by_rounding, word_of
from lotrinh.assessment.terms import Terms
from lotrinh.assessment.verdict import Ground, Status, Verdict, Word, word_for
from lotrinh.assessment.wording import figure_told, goal_told, period_told
from lotrinh.core.quantity import Quantity
from lotrinh.core.target import Goal


@dataclass(frozen=True, slots=True)
class Case:
    """`known`: at least one figure, in order of time, usable, each standing for its year.

    `broken`: a break in the series parts older figures from these.
    """

    goal: Goal
    wanted: Quantity
    direction: Proposal
    known: tuple[Observation, ...]
    as_of: date
    terms: Terms
    broken: bool = False

    @property
    def latest(self) -> Observation:
        """The newest figure."""
        return self.known[-1]

    @property
    def up(self) -> bool:
        """Whether more is better."""
        return self.direction.up

    @property
    def bound(self) -> float:
        """The value that decides."""
        return deciding_bound(self.wanted, up=self.up)

    @property
    def unit(self) -> str:
        """The unit as printed."""
        return str(self.wanted.unit)

    @property
    def points(self) -> list[Point]:
        """Years and values."""
        return [(observation.year, observation.value) for observation in self.known]

    def word(self, value: float) -> Word:
        """The official word for a figure."""
        return word_of(self.wanted, value, up=self.up, terms=self.terms)

    def rounding(self, value: float) -> tuple[Ground, ...]:
        """Why a figure short of the goal counts as equal to it; nothing where no rounding decides."""
        if not equal_by_rounding(self.wanted, value, up=self.up, terms=self.terms):
            return ()
        return (Ground("rounded", {"value": figure_told(self.goal, value), "goal": goal_told(self.goal)}),)

    def told(self, figure: Observation | None = None, **more: Any) -> dict[str, Any]:
        """What every sentence may name: period and value of a figure (the latest), the goal, its year."""
        figure = figure or self.latest
        value = figure_told(self.goal, figure.value)
        if self.rounding(figure.value):  # no reader shall wonder why 79,5 is 80
            as_goal = goal_told(self.goal)
            value = {
                "vi": f"{value['vi']} (làm tròn là {as_goal['vi']})",
                "en": f"{value['en']} ({as_goal['en']} when rounded)",
            }
        return {
            "period": period_told(figure),
            "value": value,
            "goal": goal_told(self.goal),
            "due": self.goal.due.year if self.goal.due else "",
            **more,
        }

    def verdict(self, status: Status, rule: str, reason: str, values: dict[str, Any], **more: Any) -> Verdict:
        """A verdict that carries the figures."""
        return Verdict(
            status, rule, reason, values, latest=self.latest, inputs=self.known, direction=self.direction, **more
        )


def both(word: Word) -> dict[str, str]:
    """An official word in both languages."""
    return {language: word_for(word, language) for language in ("vi", "en")}
