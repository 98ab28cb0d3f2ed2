"""The judge: one goal and its figures to one verdict.

Rules are tried in the order of `judge`; each names itself by an id of data/rules.toml. Under two
figures there is no pace; the official Vietnamese words are for periods that are over.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import isfinite
from typing import Any

from lotrinh.assessment.destatis import CLEAR, LEAST_POINTS, SLIGHT, Point, Sky, every_year, towards, window_of
from lotrinh.assessment.direction import Proposal
from lotrinh.assessment.observation import Observation, series
from lotrinh.assessment.pace import Pace, observed_pace, pace_kind, required_average, required_pace
from lotrinh.assessment.shapes import deciding_bound, word_of
from lotrinh.assessment.verdict import Status, Verdict, Word, word_for
from lotrinh.assessment.wording import figure_told, goal_told, pace_told, period_told, value_told
from lotrinh.core.quantity import Quantity
from lotrinh.core.target import Form, Goal


def judge(goal: Goal, direction: Proposal, observations: Sequence[Observation], as_of: date) -> Verdict:
    """The verdict on `goal` from what was known on `as_of`. Never raises for odd figures: it says why not.

    For goals of yearly change the observations are changes in the goal's own direction, one per year.
    """
    if goal.quantity is None:
        return Verdict(Status.NOT_ASSESSABLE, "event", "event", direction=direction)
    known = series(o for o in observations if o.period.last <= as_of and _usable(o.value))
    if not known:
        return Verdict(Status.NOT_ASSESSABLE, "no-figure", "no_figure", direction=direction)
    if goal.form in (Form.YEARLY_CHANGE, Form.AVERAGE_GROWTH):
        return _yearly(goal, goal.quantity, known, direction)
    return _level(goal, goal.quantity, known, direction, as_of)


def _usable(value: float) -> bool:
    # No indicator of a province reaches 10^15 in any unit; beyond it sums would lose their last digits.
    return isfinite(value) and abs(value) < 1e15


def _told(goal: Goal, latest: Observation, **more: Any) -> dict[str, Any]:
    return {
        "period": period_told(latest),
        "value": figure_told(goal, latest.value),
        "goal": goal_told(goal),
        "due": goal.due.year if goal.due else "",
        **more,
    }


def _yearly(goal: Goal, wanted: Quantity, known: tuple[Observation, ...], direction: Proposal) -> Verdict:
    """Each year on its own; then what the years left must average so that the whole holds."""
    latest = known[-1]
    # A goal to fall is told by how much it falls, so more of the change is always better.
    up = direction.up or goal.form is Form.YEARLY_CHANGE
    bound = deciding_bound(wanted, up=up)
    word = word_of(wanted, latest.value, up=up)
    values = _told(goal, latest, word=_both(word))
    common: dict[str, Any] = {
        "rule": "yearly", "word": word, "latest": latest, "inputs": known, "direction": direction,
    }  # fmt: skip
    if word is not Word.NOT_MET:
        return Verdict(Status.ON_TRACK, reason="yearly", values=values, **common)
    short = abs(bound - latest.value)
    miss = short / abs(bound) if bound else 1.0
    status = Status.ON_TRACK if miss < SLIGHT else Status.SLIGHTLY_BEHIND if miss <= CLEAR else Status.BEHIND
    values["short"] = float(short)
    years = [o for o in known if goal.due is not None and o.period.last <= goal.due]
    if goal.form is not Form.AVERAGE_GROWTH or goal.due is None or not years:
        return Verdict(status, reason="yearly_short_only", values=values, **common)
    left = goal.due.year - years[0].period.last.year + 1
    required = required_average(bound, _mean_growth(years), left, len(years))
    if required is None:
        return Verdict(status, reason="yearly_short_only", values=values, **common)
    values |= {"required": pace_told(required, "%"), "since": period_told(years[0])}
    return Verdict(status, reason="yearly_short", values=values, required=required, **common)


def _mean_growth(years: Sequence[Observation]) -> float:
    product = 1.0
    for year in years:
        product *= 1 + year.value / 100
    return (product ** (1 / len(years)) - 1) * 100 if product > 0 and years else 0.0


def _both(word: Word) -> dict[str, str]:
    return {"vi": word_for(word, "vi"), "en": word_for(word, "en")}


def _level(goal: Goal, wanted: Quantity, known: tuple[Observation, ...], direction: Proposal, as_of: date) -> Verdict:
    latest = known[-1]
    bound = deciding_bound(wanted, up=direction.up)
    share = latest.value / bound if direction.up and bound > 0 and latest.value >= 0 else None
    common: dict[str, Any] = {"latest": latest, "inputs": known, "direction": direction, "attainment": share}
    if goal.due is None:
        return Verdict(Status.NOT_ASSESSABLE, "due", "no_due", _told(goal, latest), **common)
    at_due = next((o for o in known if o.period.last.year == goal.due.year and o.period.last.month == 12), None)
    if at_due is not None:
        word = word_of(wanted, at_due.value, up=direction.up)
        status = Status.BEHIND if word is Word.NOT_MET else Status.ACHIEVED
        return Verdict(status, "due", "due", _told(goal, at_due, word=_both(word)), word=word, **common)
    if as_of > goal.due:
        return Verdict(Status.NOT_ASSESSABLE, "past-due", "past_due", _told(goal, latest), **common)
    if word_of(wanted, latest.value, up=direction.up) is not Word.NOT_MET:
        return _reached(goal, known, bound, common)
    required = required_pace(latest.value, bound, goal.due.year - latest.year, pace_kind(str(wanted.unit)))
    if required is None:
        return Verdict(Status.NOT_ASSESSABLE, "past-due", "past_due", _told(goal, latest), **common)
    values = _told(goal, latest, required=pace_told(required, str(wanted.unit)))
    if len(known) < 2:
        return Verdict(Status.NOT_ASSESSABLE, "one-figure", "one_figure", values, required=required, **common)
    return _pace(goal, known, bound, required, values, common)


def _reached(goal: Goal, known: tuple[Observation, ...], bound: float, common: dict[str, Any]) -> Verdict:
    """At the target before its date: achieved, unless the trend leads away again."""
    values = _told(goal, known[-1])
    reading = every_year(_points(known), bound, up=common["direction"].up, least=2)
    if reading.sky in (Sky.SLIGHTLY_CLOUDY, Sky.THUNDERSTORM):
        common = common | {"weak": len(window_of(_points(known), 2)) < LEAST_POINTS}
        return Verdict(Status.SLIGHTLY_BEHIND, "reached", "reached_turning", values, **common)
    return Verdict(Status.ACHIEVED, "reached", "reached", values, **common)


def _points(known: Sequence[Observation]) -> list[Point]:
    return [(observation.year, observation.value) for observation in known]


_OF_SKY = {
    Sky.SUN: (Status.ON_TRACK, "pace_enough"),
    Sky.SLIGHTLY_CLOUDY: (Status.SLIGHTLY_BEHIND, "pace"),
    Sky.CLOUDED: (Status.BEHIND, "pace"),
    Sky.THUNDERSTORM: (Status.STAGNANT, "away"),
}


def _pace(
    goal: Goal,
    known: tuple[Observation, ...],
    bound: float,
    required: Pace,
    values: dict[str, Any],
    common: dict[str, Any],
) -> Verdict:
    """The primary rule; with under four figures its verdict is weak."""
    points = window_of(_points(known), 2)
    observed = None
    if points:  # else the figure before is too long ago to tell a pace
        (first_year, first), (last_year, last) = points[0], points[-1]
        observed = observed_pace(first, last, last_year - first_year, required.kind)
    if observed is None or goal.due is None:
        return Verdict(Status.NOT_ASSESSABLE, "one-figure", "one_figure", values, required=required, **common)
    reading = towards(points, bound, goal.due.year, up=common["direction"].up, least=2)
    if reading.projected is None or reading.miss is None:  # the figure stands on a bound that is strict
        return _reached(goal, known, bound, common)
    unit = str(goal.quantity.unit) if goal.quantity else ""
    values = values | {
        "observed": pace_told(observed, unit),
        "projected": value_told(reading.projected, unit),
        "miss": float(max(100 * reading.miss, 0.0)),
    }
    status, reason = _OF_SKY[reading.sky]
    weak = len(points) < LEAST_POINTS
    return Verdict(status, "pace-destatis", reason, values, required=required, observed=observed, weak=weak, **common)
