"""Rules for a value to be reached by a date: at its date, reached before, on the way to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from lotrinh.assessment.case import Case, both
from lotrinh.assessment.destatis import LEAST_POINTS, Point, Sky, every_year, towards, window_of
from lotrinh.assessment.observation import Observation
from lotrinh.assessment.pace import Pace, observed_pace, pace_kind, required_pace
from lotrinh.assessment.verdict import Ground, Status, Verdict, Word
from lotrinh.assessment.wording import pace_told, period_told, value_told
from lotrinh.core.quantity import exactly_of, printed_decimals

NEAR_DUE = 31
"""Days around its date within which a figure is one of that date."""

BEFORE_DUE = 2
"""Years before the date whose figure, when it is at the target, still speaks for a date that went by without one."""


def judge_level(case: Case) -> Verdict:
    """The verdict on a level, a range, a bound, a count or a share."""
    return replace(_judged(case), attainment=_attainment(case), way=_way(case))


def _judged(case: Case) -> Verdict:
    due = case.goal.due
    if due is None:
        return case.verdict(Status.NOT_ASSESSABLE, "due", "no_due", case.told())
    at_due = [o for o in case.known if abs((o.period.last - due).days) <= NEAR_DUE and o.period.last.year == due.year]
    if at_due:
        figure = min(at_due, key=lambda o: abs((o.period.last - due).days))
        word = case.word(figure.value)
        status = Status.BEHIND if word is Word.NOT_MET else Status.ACHIEVED
        values = case.told(figure, word=both(word))
        grounds = case.rounding(figure.value)
        return case.verdict(status, "due", "due", values, word=word, compared=figure.value, grounds=grounds)
    if case.as_of > due or case.latest.period.last > due:
        if _reached_shortly_before(case, due):
            return _reached(case, "reached_before")
        return case.verdict(Status.NOT_ASSESSABLE, "past-due", "past_due", case.told())
    if case.word(case.latest.value) is not Word.NOT_MET:
        return _reached(case)
    required = required_pace(case.latest.value, case.bound, due.year - case.latest.year, pace_kind(case.unit))
    if required is None:
        return case.verdict(Status.NOT_ASSESSABLE, "past-due", "past_due", case.told())
    return _pace(case, required)


def _attainment(case: Case) -> float | None:
    value, bound = case.latest.value, case.bound
    return value / bound if case.up and bound > 0 and value >= 0 else None


def _way(case: Case) -> float | None:
    """Share of the way from the base to the target; None without a base, or where the base is beyond already."""
    base = case.goal.base
    if base is None and len(case.known) > 1:
        base = case.known[0].value
    if base is None:
        return None
    whole = exactly_of(case.bound) - exactly_of(base)
    if (whole if case.up else -whole) <= 0:
        return None
    return float((exactly_of(case.latest.value) - exactly_of(base)) / whole)


def _reached_shortly_before(case: Case, due: date) -> bool:
    """The date went by without its figure, but the latest one, of the years just before, was at the target already."""
    year = case.latest.period.last.year
    return due.year - BEFORE_DUE <= year < due.year and case.word(case.latest.value) is not Word.NOT_MET


def _reached(case: Case, reason: str = "reached") -> Verdict:
    """At the target before its date: achieved, unless the trend leads away again."""
    grounds = case.rounding(case.latest.value)
    if reason == "reached_before":
        grounds += (Ground("before_due", case.told()),)
    reading = every_year(case.points, case.bound, up=case.up, least=2)
    window = window_of(case.points, 2)
    if reading.sky in (Sky.SLIGHTLY_CLOUDY, Sky.THUNDERSTORM) and not is_still(case, window):
        weak = len(window) < LEAST_POINTS
        found: dict[str, Any] = {"weak": weak, "compared": case.latest.value, "grounds": grounds}
        return case.verdict(Status.SLIGHTLY_BEHIND, "reached", "reached_turning", case.told(), **found)
    return case.verdict(Status.ACHIEVED, "reached", reason, case.told(), compared=case.latest.value, grounds=grounds)


_OF_SKY = {
    Sky.SUN: (Status.ON_TRACK, "pace_enough"),
    Sky.SLIGHTLY_CLOUDY: (Status.SLIGHTLY_BEHIND, "pace"),
    Sky.CLOUDED: (Status.BEHIND, "pace"),
    Sky.THUNDERSTORM: (Status.STAGNANT, "away"),
}


def _pace(case: Case, required: Pace) -> Verdict:
    """The primary rule; with under four figures its verdict is weak."""
    values: dict[str, Any] = case.told(required=pace_told(required, case.unit))
    points = window_of(case.points, 2)
    observed = None
    if len(points) > 1:  # else the figure before is too long ago to tell a pace
        (first_year, first), (last_year, last) = points[0], points[-1]
        observed = observed_pace(first, last, last_year - first_year, required.kind)
    if observed is None or case.goal.due is None:
        rule = "break" if case.broken else "one-figure"
        reason = "after_break" if case.broken else "one_figure"
        values["since"] = period_told(case.known[0])
        return case.verdict(Status.NOT_ASSESSABLE, rule, reason, values, required=required)
    weak = len(points) < LEAST_POINTS
    values["observed"] = pace_told(observed, case.unit)
    reading = towards(points, case.bound, case.goal.due.year, up=case.up, least=2)
    found: dict[str, Any] = {"required": required, "observed": observed, "weak": weak, "miss": reading.miss}
    if is_still(case, points):
        return case.verdict(Status.STAGNANT, "plateau", "plateau", values, **found)
    if reading.projected is None or reading.miss is None:  # the figure stands on a bound that is strict
        moving = reading.sky is Sky.SUN
        status, reason = (Status.ON_TRACK, "on_bound") if moving else (Status.STAGNANT, "on_bound_away")
        return case.verdict(status, "pace-destatis", reason, values, **found)
    values["projected"] = value_told(reading.projected, case.unit)
    values["miss"] = float(max(100 * reading.miss, 0.0))
    status, reason = _OF_SKY[reading.sky]
    return case.verdict(status, "pace-destatis", reason, values, **found)


def is_still(case: Case, points: Sequence[Point]) -> bool:
    """Whether the series did not move by more than rounding, or than the tolerance that was set."""
    if len(points) < 2:
        return False
    moved = abs(exactly_of(points[-1][1]) - exactly_of(points[0][1]))
    return moved <= max(exactly_of(case.terms.tolerance or 0), printed_half_unit(case.known))


def printed_half_unit(known: Sequence[Observation]) -> Fraction:
    """Half a unit of the last digit of the most precise figure that was printed; computed figures have none."""
    # A figure in another unit than its print ("4.210 nghìn" in triệu) keeps its digits, so its precision.
    steps = [Fraction(1, 2 * 10 ** printed_decimals(o.value)) for o in known if not o.derived]
    return min(steps, default=Fraction(0))
