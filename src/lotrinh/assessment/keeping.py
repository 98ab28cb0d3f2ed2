"""Rules for values to be kept or reached anew every year, and for goals that name a direction only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lotrinh.assessment.case import Case, both
from lotrinh.assessment.destatis import LEAST_POINTS, Sky, every_year, in_direction, window_of
from lotrinh.assessment.direction import Proposal
from lotrinh.assessment.level import is_still
from lotrinh.assessment.observation import Observation
from lotrinh.assessment.terms import Terms
from lotrinh.assessment.verdict import Status, Verdict, Word
from lotrinh.assessment.wording import value_told
from lotrinh.core.target import Direction

_OF_SKY = {
    Sky.SUN: Status.ON_TRACK,
    Sky.SLIGHTLY_CLOUDY: Status.SLIGHTLY_BEHIND,
    Sky.CLOUDED: Status.BEHIND,
    Sky.THUNDERSTORM: Status.STAGNANT,
}


def judge_hold(case: Case) -> Verdict:
    """The value of the latest year first, its trend second. A value to be kept is neither exceeded nor undercut."""
    due = case.goal.due
    if due is not None:
        within = tuple(o for o in case.known if o.period.last.year <= due.year)
        if not within or (case.as_of > due and within[-1].period.last.year < due.year):
            return case.verdict(Status.NOT_ASSESSABLE, "past-due", "past_due", case.told())
        case = replace(case, known=within)
    keep = case.direction.direction is Direction.HOLD
    word = case.word(case.latest.value)
    if keep and word is Word.EXCEEDED:
        word = Word.NOT_MET
    met = word is not Word.NOT_MET
    values = case.told(word=both(word))
    window = window_of(case.points, 2)
    weak = len(window) < LEAST_POINTS
    found: dict[str, Any] = {"compared": case.latest.value, "grounds": case.rounding(case.latest.value)}
    if len(window) < 2 or keep or is_still(case, window):
        status = Status.ON_TRACK if met else Status.BEHIND
        return case.verdict(status, "hold", "hold", values, word=word, weak=weak, **found)
    # Met within a tolerance is met: the trend is judged on the side that the word says.
    edge = case.latest.value if met else case.bound
    reading = every_year(window, edge, up=case.up, least=2)
    return case.verdict(_OF_SKY[reading.sky], "hold", "hold", values, word=word, weak=weak, **found)


def judge_direction(direction: Proposal, known: tuple[Observation, ...], terms: Terms) -> Verdict:
    """The mean change of the last five years first, the last change second; no movement is stagnant."""
    figures: dict[str, Any] = {"latest": known[-1], "inputs": known, "direction": direction}
    points = window_of([(o.year, o.value) for o in known], 2)
    values: dict[str, Any] = {"way": {"vi": "tăng", "en": "rise"} if direction.up else {"vi": "giảm", "en": "fall"}}
    if len(points) < 2:
        return Verdict(Status.NOT_ASSESSABLE, "direction", "direction_one", values, **figures)
    reading = in_direction(points, up=direction.up, least=2)
    weak = len(points) < LEAST_POINTS
    change, last = points[-1][1] - points[0][1], points[-1][1] - points[-2][1]
    values |= {
        "first_year": str(known[-len(points)].period.last.year),
        "change": value_told(round(change, 9), None),
        "last": value_told(round(last, 9), None),
    }
    still = abs(change) <= (terms.tolerance or 0)
    status = Status.STAGNANT if still else _OF_SKY[reading.sky]
    return Verdict(status, "direction", "direction", values, weak=weak, **figures)
