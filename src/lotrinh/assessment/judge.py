"""The judge: one goal and its figures to one verdict.

Rules are tried in the order of `judge`; each names itself by an id of data/rules.toml. Under two
figures there is no pace; the official Vietnamese words are for periods that are over.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import isfinite
from typing import Any

from lotrinh.assessment.direction import Proposal
from lotrinh.assessment.observation import Observation, series
from lotrinh.assessment.pace import Pace, observed_pace, pace_kind, required_average, required_pace
from lotrinh.assessment.shapes import deciding_bound, word_of
from lotrinh.assessment.verdict import Status, Verdict, Word, word_for
from lotrinh.assessment.wording import figure_told, goal_told, pace_told, period_told, value_told
from lotrinh.core.quantity import Quantity
from lotrinh.core.target import Form, Goal

FIRM = 4
"""Figures from which on a pace is no longer weak (Destatis asks for at least four)."""

WINDOW = 5
"""Years the mean yearly change looks back."""

SLIGHT, BEHIND = 5.0, 20.0
"""Per cent of the way to go that may be missed before "slightly behind", and before "behind"."""


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
    miss = 100 * short / abs(bound) if bound else 100.0
    status = Status.ON_TRACK if miss < SLIGHT else Status.SLIGHTLY_BEHIND if miss <= BEHIND else Status.BEHIND
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
        return Verdict(Status.ACHIEVED, "reached", "reached", _told(goal, latest), **common)
    required = required_pace(latest.value, bound, goal.due.year - latest.year, pace_kind(str(wanted.unit)))
    if required is None:
        return Verdict(Status.NOT_ASSESSABLE, "past-due", "past_due", _told(goal, latest), **common)
    values = _told(goal, latest, required=pace_told(required, str(wanted.unit)))
    if len(known) < 2:
        return Verdict(Status.NOT_ASSESSABLE, "one-figure", "one_figure", values, required=required, **common)
    return _pace(goal, known, bound, required, values, common)


def _pace(
    goal: Goal,
    known: tuple[Observation, ...],
    bound: float,
    required: Pace,
    values: dict[str, Any],
    common: dict[str, Any],
) -> Verdict:
    """Destatis: continue the mean yearly change to the due year and weigh what is missed."""
    latest = known[-1]
    window = [o for o in known if latest.year - o.year <= WINDOW + 0.01]
    first = window[0] if len(window) > 1 else known[-2]
    span = latest.year - first.year
    observed = observed_pace(first.value, latest.value, span, required.kind)
    if observed is None or goal.due is None:
        return Verdict(Status.NOT_ASSESSABLE, "one-figure", "one_figure", values, required=required, **common)
    sign = 1 if common["direction"].up else -1
    unit = str(goal.quantity.unit) if goal.quantity else ""
    change = (latest.value - first.value) / span
    projected = latest.value + change * (goal.due.year - latest.year)
    to_go = abs(bound - latest.value)  # 0 where the figure stands on a bound that is strict
    miss = 100 * sign * (bound - projected) / to_go if to_go else 0.0
    values = values | {
        "observed": pace_told(observed, unit),
        "projected": value_told(projected, unit),
        "miss": float(max(miss, 0.0)),
    }
    common = common | {"required": required, "observed": observed, "weak": len(window) < FIRM}
    if sign * change <= 0:
        return Verdict(Status.STAGNANT, "pace-destatis", "away", values, **common)
    if miss < SLIGHT:
        return Verdict(Status.ON_TRACK, "pace-destatis", "pace_enough", values, **common)
    status = Status.SLIGHTLY_BEHIND if miss <= BEHIND else Status.BEHIND
    return Verdict(status, "pace-destatis", "pace", values, **common)
