"""The judge: one goal and its figures to one verdict.

Here the figures are made fit and the family of rules is chosen; each rule names itself by an id of
data/rules.toml. Under two figures there is no pace; the official Vietnamese words are for periods that are over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import isfinite
from typing import Any

from lotrinh.assessment.case import Case
from lotrinh.assessment.changes import judge_change
from lotrinh.assessment.counting import accumulate, as_level
from lotrinh.assessment.direction import Proposal
from lotrinh.assessment.doubts import ahead, beyond_whole, doubts
from lotrinh.assessment.events import judge_event
from lotrinh.assessment.keeping import judge_direction, judge_hold
from lotrinh.assessment.level import judge_level
from lotrinh.assessment.observation import Observation, contradicting, series, stands_for_year, superseded
from lotrinh.assessment.quality import TOO_OLD, Quality, age_on, newest_segment
from lotrinh.assessment.shapes import deciding_bound, strong_side
from lotrinh.assessment.states import gap
from lotrinh.assessment.terms import ENDED, NO_TERMS, State, Terms, adjusted
from lotrinh.assessment.verdict import Bound, Ground, Person, Status, Verdict
from lotrinh.assessment.wording import figure_told, goal_told, period_told, value_told
from lotrinh.core.quantity import Comparator, Quantity
from lotrinh.core.target import CHANGES, Direction, Form, Goal
from lotrinh.core.unit import Kind

LIMIT = 1e15
"""Size from which on a figure is none: no indicator reaches it, and sums would lose their last digits."""

NEAR_LIMIT = 1.0
"""Points from a target of 0 or 100 % within which it counts as reached, where nothing else is set."""


def judge(
    goal: Goal,
    direction: Proposal,
    observations: Sequence[Observation],
    as_of: date,
    terms: Terms = NO_TERMS,
) -> Verdict:
    """The verdict on `goal` from what was known on `as_of`. Never raises for odd figures: it says why not.

    For goals of yearly change, and for increases over several years whose base is not known, the observations are
    changes in the goal's own direction, one per year.
    """
    if terms.direction is not None:
        direction = Proposal(terms.direction, "person")
    if terms.state in ENDED:
        values: dict[str, Any] = {"ground": terms.ground or "?"}
        verdict = Verdict(Status.NOT_ASSESSABLE, "ended", terms.state.value, values, direction=direction)
        return _beside_person(verdict, terms)
    goal = adjusted(goal, terms)
    terms, grounds = _in_force(goal, terms)
    grounds += ahead(goal, observations, as_of)
    if goal.moves and goal.form not in CHANGES:
        increase = _as_level(goal, observations, as_of)
        if isinstance(increase, Verdict):
            return _beside_person(replace(increase, direction=direction, grounds=grounds), terms)
        goal, observations, ground = increase
        direction = direction if goal.base is not None else replace(direction, direction=Direction.MORE)
        grounds = (*grounds, ground)
    verdict = replace(_judged(goal, direction, observations, as_of, terms), slack=_slack(goal, terms))
    strong = None if goal.quantity is None else strong_side(goal.quantity, up=direction.up or _magnitude(goal))
    if strong is not None and goal.quantity is not None and verdict.latest is not None:
        far = _judged(replace(goal, quantity=strong), direction, observations, as_of, terms)
        weak_end = deciding_bound(goal.quantity, up=direction.up or _magnitude(goal))
        strong_end = deciding_bound(strong, up=direction.up or _magnitude(goal))
        bounds = (Bound(weak_end, verdict.status, verdict.word), Bound(strong_end, far.status, far.word))
        verdict = replace(verdict, bounds=bounds)
    return _beside_person(replace(verdict, grounds=(*grounds, *verdict.grounds)), terms)


def _as_level(
    goal: Goal, observations: Sequence[Observation], as_of: date
) -> tuple[Goal, Sequence[Observation], Ground] | Verdict:
    """An increase over several years as a level with its figures; a refusal without a base and with years missing."""
    based = as_level(goal)
    if based is not None:
        return based[0], observations, based[1]
    told = [o for o in observations if o.period.last <= as_of and _usable(o.value)]
    percent = goal.quantity is not None and goal.quantity.unit.kind is Kind.SHARE
    totals = (
        None
        if percent or goal.base is not None
        else accumulate(goal, [o for o in told if stands_for_year(o.period, flow=True)])
    )
    latest = max(told, key=lambda o: o.period.last, default=None)
    figures: dict[str, Any] = {"latest": latest, "inputs": tuple(told)} if latest is not None else {}
    if totals is None:
        return Verdict(Status.NOT_ASSESSABLE, "increase", "no_base", **figures)
    if isinstance(totals, int):
        return Verdict(Status.NOT_ASSESSABLE, "increase", "year_missing", {"year": str(totals)}, **figures)
    return replace(goal, moves=False, flow=False), totals, Ground("accumulated", {"year": str(goal.from_year)})


def _magnitude(goal: Goal) -> bool:
    """A goal to fall is told by how much it falls, so more of the change is always better."""
    return goal.form is Form.YEARLY_CHANGE


def _beside_person(verdict: Verdict, terms: Terms) -> Verdict:
    if terms.said is None and terms.said_word is None:
        return verdict
    apart = None if terms.said is None else gap(verdict.status, terms.said)
    return replace(verdict, person=Person(terms.said, terms.said_word, terms.said_by, apart))


def _in_force(goal: Goal, terms: Terms) -> tuple[Terms, tuple[Ground, ...]]:
    """The terms with the program's own assumptions filled in, and where each comes from."""
    grounds = []
    wanted = goal.quantity
    unit = str(wanted.unit) if wanted else ""
    if terms.direction is not None:
        grounds.append(Ground("direction"))
    if terms.state is State.ADJUSTED:
        values = {"goal": goal_told(goal), "due": str(goal.due.year if goal.due else ""), "ground": terms.ground or "?"}
        grounds.append(Ground("adjusted", values))
    if terms.tolerance is not None:
        grounds.append(Ground("tolerance", {"value": value_told(terms.tolerance, unit)}))
    elif wanted is not None and (wanted.comparator is Comparator.ABOUT or wanted.approx) and _usable(wanted.low or 0):
        grounds.append(Ground("about", {"value": value_told(float(wanted.tolerance), unit)}))
    elif _at_limit(goal):
        terms = replace(terms, near=NEAR_LIMIT)
        grounds.append(Ground("near_limit"))
    if terms.margin is not None:
        grounds.append(Ground("margin", {"value": value_told(terms.margin, unit)}))
    if terms.decimals is not None:
        grounds.append(Ground("decimals", {"decimals": str(terms.decimals)}))
    if terms.strict is not None:
        grounds.append(Ground("strict" if terms.strict else "not_strict"))
    return terms, tuple(grounds)


def _slack(goal: Goal, terms: Terms) -> float:
    """How far short of the goal still counts as met."""
    told = terms.near if terms.tolerance is None else terms.tolerance
    if told is not None or goal.quantity is None or not _usable_goal(goal.quantity):
        return told or 0.0
    about = goal.quantity.comparator is Comparator.ABOUT or goal.quantity.approx
    return float(goal.quantity.tolerance) if about else 0.0


def _at_limit(goal: Goal) -> bool:
    """A share that is to be all or nothing, printed as one value."""
    wanted = goal.quantity
    if wanted is None or wanted.unit.kind is not Kind.SHARE or wanted.comparator is not Comparator.EQ:
        return False
    if goal.form is not Form.LEVEL or goal.moves or goal.flow:
        return False
    return wanted.low == 100 or (goal.share and wanted.low == 0)


def _usable(value: float) -> bool:
    return isfinite(value) and abs(value) < LIMIT


def _usable_goal(wanted: Quantity) -> bool:
    return all(_usable(end) for end in (wanted.low, wanted.high) if end is not None)


def _judged(goal: Goal, direction: Proposal, observations: Sequence[Observation], as_of: date, terms: Terms) -> Verdict:
    if goal.form in (Form.EVENT, Form.WORD):
        return judge_event(goal, direction, observations, as_of, terms)
    if goal.quantity is not None and not _usable_goal(goal.quantity):
        return Verdict(Status.NOT_ASSESSABLE, "unusable", "unusable_goal", direction=direction)
    if goal.due is not None and goal.base_year is not None and goal.due.year <= goal.base_year:
        values = {"due": goal.due.year, "base_year": str(goal.base_year)}
        return Verdict(Status.NOT_ASSESSABLE, "unusable", "due_before_base", values, direction=direction)
    told = [o for o in observations if o.period.last <= as_of]
    usable = [o for o in told if _usable(o.value)]
    refusal = _refusal(goal, usable, bool(told))
    if refusal is not None:
        return replace(refusal, direction=direction)
    flow = (goal.flow if terms.flow is None else terms.flow) or goal.form in CHANGES
    whole = [o for o in usable if stands_for_year(o.period, flow=flow)]
    if not whole:
        return _part_of_year(goal, direction, usable)
    known, breaks = newest_segment(series(whole), terms.breaks)
    doubtful = next((pair for o in known if (pair := contradicting(whole, o)) is not None), None)
    if doubtful is not None:
        return _contradiction(goal, direction, known, doubtful)
    beyond = beyond_whole(goal, known)
    if beyond is not None:
        impossible = _impossible(goal, beyond, "over_whole_share", known)
        return replace(impossible, direction=direction, grounds=doubts(goal, known))
    age = age_on(as_of, known[-1])
    quality = Quality(len(known), age, known[-1].vintage, breaks, len(told) - len(usable))
    verdict = _ruled(goal, direction, known, as_of, terms, breaks, age)
    broken = (Ground("break", {"year": str(breaks[-1])}),) if breaks else ()
    grounds = (*broken, *verdict.grounds, *doubts(goal, known))
    return replace(verdict, quality=quality, replaced=superseded(whole, known), grounds=grounds)


def _ruled(
    goal: Goal, direction: Proposal, known: tuple[Observation, ...], as_of: date, terms: Terms,
    breaks: tuple[int, ...], age: float,
) -> Verdict:  # fmt: skip
    """The family of rules for the form."""
    old = age > TOO_OLD and (goal.due is None or goal.due > known[-1].period.last)
    if goal.quantity is None:
        verdict = judge_direction(direction, known, terms)
        return _too_old(verdict, goal, age) if old else verdict
    falls = _magnitude(goal) and not direction.up
    # A goal to fall is told by how much it falls, so more of the figure is better.
    of_figures = replace(direction, direction=Direction.MORE) if falls else direction
    case = Case(goal, goal.quantity, of_figures, known, as_of, terms, bool(breaks))
    if old:
        return _too_old(case.verdict(Status.NOT_ASSESSABLE, "too-old", "too_old", {}, weak=False), goal, age, direction)
    if falls:
        return replace(judge_change(case), direction=direction)
    if goal.form in CHANGES:
        return judge_change(case)
    if goal.form is Form.HOLD:
        return judge_hold(case)
    return judge_level(case)


def _too_old(verdict: Verdict, goal: Goal, age: float, direction: Proposal | None = None) -> Verdict:
    """Nothing is concluded from figures of long ago."""
    assert verdict.latest is not None
    latest = verdict.latest
    values: dict[str, Any] = {
        "period": period_told(latest), "value": figure_told(goal, latest.value), "years": float(round(age, 1)),
    }  # fmt: skip
    return Verdict(
        Status.NOT_ASSESSABLE, "too-old", "too_old", values,
        latest=latest, inputs=verdict.inputs, direction=direction or verdict.direction,
    )  # fmt: skip


def _refusal(goal: Goal, usable: Sequence[Observation], told: bool) -> Verdict | None:
    """Nothing to judge from: no figure, none that is a number, or a share that cannot be."""
    if not usable:
        rule, reason = ("unusable", "unusable_figures") if told else ("no-figure", "no_figure")
        return Verdict(Status.NOT_ASSESSABLE, rule, reason)
    if goal.share and not goal.moves and goal.form not in CHANGES:
        negative = next((o for o in usable if o.value < 0), None)
        if negative is not None:
            return _impossible(goal, negative, "negative_share", usable)
    return None


def _impossible(goal: Goal, figure: Observation, reason: str, known: Sequence[Observation]) -> Verdict:
    """A share that cannot be: whoever wrote it, nothing is concluded from it."""
    values = {"period": period_told(figure), "value": figure_told(goal, figure.value)}
    return Verdict(Status.NOT_ASSESSABLE, "unusable", reason, values, latest=figure, inputs=tuple(known))


def _part_of_year(goal: Goal, direction: Proposal, usable: Sequence[Observation]) -> Verdict:
    """Months of a flow say how much of the year's target is done, not whether the year will make it."""
    latest = max(usable, key=lambda o: (o.period.last, -o.period.first.toordinal()))
    values: dict[str, Any] = {
        "period": period_told(latest), "value": figure_told(goal, latest.value), "goal": goal_told(goal),
        "due": goal.due.year if goal.due else "",
    }  # fmt: skip
    reason, share = "part_of_year", None
    same_year = goal.due is not None and goal.due.year == latest.period.last.year
    cumulated = latest.period.cumulative or (latest.period.first.month, latest.period.first.day) == (1, 1)
    if goal.quantity is not None and same_year and cumulated and goal.form not in CHANGES and not goal.share:
        bound = deciding_bound(goal.quantity, up=direction.up)
        if bound > 0 and goal.quantity.unit.kind is not Kind.SHARE:
            share = latest.value / bound
            reason = "part_of_year_share"
            values["share"] = float(100 * share)
    return Verdict(
        Status.NOT_ASSESSABLE, "part-of-year", reason, values,
        attainment=share, latest=latest, inputs=(latest,), direction=direction,
    )  # fmt: skip


def _contradiction(goal: Goal, direction: Proposal, known: tuple[Observation, ...], other: Observation) -> Verdict:
    held = next(o for o in known if o.period.last == other.period.last)
    values = {
        "period": period_told(held), "value": figure_told(goal, held.value), "other": figure_told(goal, other.value),
    }  # fmt: skip
    return Verdict(
        Status.NOT_ASSESSABLE, "figures-differ", "figures_differ", values,
        latest=known[-1], inputs=tuple(sorted((*known, other), key=lambda o: o.period.last)), direction=direction,
    )  # fmt: skip
