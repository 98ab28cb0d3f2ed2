"""What stands beside a verdict: the second opinion and the outlook, in words and with their arithmetic.

Reads: `Goal`, `Verdict`. Writes: sentences. Figures that carry no verdict carry neither of the two, and both say so.
"""

from __future__ import annotations

from lotrinh.assessment.counting import ACCUMULATED, as_level
from lotrinh.assessment.destatis import Point, window_of
from lotrinh.assessment.intervals import LEVELS, multiplier
from lotrinh.assessment.outlook import (
    DAMPING,
    LEAST_POINTS,
    Outlook,
    chance_word,
    damped_sum,
    drift,
    on_scale,
    outlook,
    refusal,
    refusal_told,
    tidy,
    travel,
)
from lotrinh.assessment.pace import PaceKind, pace_kind
from lotrinh.assessment.shapes import deciding_bound
from lotrinh.assessment.statcan import Opinion, opinion
from lotrinh.assessment.verdict import Status, Verdict, rulebook
from lotrinh.assessment.wording import addend, number, value_told
from lotrinh.core.quantity import exactly_of
from lotrinh.core.target import CHANGES, Direction, Goal


def level_of(goal: Goal) -> Goal:
    """An increase from a known base as the level that its figures are held against."""
    based = as_level(goal)
    return goal if based is None else based[0]


def level_goal(goal: Goal, verdict: Verdict) -> tuple[float, int, bool] | None:
    """Deciding value, due year and direction of a goal that is a level to be reached; else None."""
    goal = level_of(goal)
    if goal.quantity is None or goal.due is None or verdict.direction is None:
        return None
    if verdict.direction.direction is Direction.HOLD:
        return None  # neither way is better: both methods ask for one
    if goal.form in CHANGES:
        return None
    up = verdict.direction.up
    return deciding_bound(goal.quantity, up=up), goal.due.year, up


def series_of(verdict: Verdict) -> list[Point]:
    """Years and values of the figures in use."""
    return [(point.year, point.value) for point in verdict.inputs]


def _unit(goal: Goal) -> str:
    quantity = level_of(goal).quantity
    return str(quantity.unit) if quantity else ""


def second_opinion(goal: Goal, verdict: Verdict) -> Opinion | None:
    """What the method of Statistics Canada says of the same figures; None where it does not apply.

    Figures that carry no verdict carry no second opinion either.
    """
    wanted = level_goal(goal, verdict)
    points = [(o.year, o.value) for o in verdict.inputs if o.value or o.derived != ACCUMULATED]
    if wanted is None or len(points) < 2 or verdict.status is Status.NOT_ASSESSABLE:
        return None
    bound, due, up = wanted
    (base_year, base), (year, value) = points[0], points[-1]
    return opinion(base, base_year, value, year, up=up, target=bound, target_year=due)


def second_opinion_told(goal: Goal, verdict: Verdict, language: str) -> str | None:
    """The second opinion as a sentence, or that there is none for want of a verdict."""
    told = second_opinion(goal, verdict)
    words = rulebook()["second_opinion"]
    if told is None:
        refused = verdict.status is Status.NOT_ASSESSABLE and len(verdict.inputs) > 1
        return str(words["refused"][language]) if refused and level_goal(goal, verdict) else None
    # From a base of 0 no growth can be told; the method puts 0.001 there, and its ratio means nothing to a reader.
    ratio = None if verdict.inputs[0].value == 0 else told.value
    value = "" if ratio is None else words["ratio"][language].format(ratio=number(ratio, language))
    return str(words["sentence"][language].format(word=words[told.status][language], ratio=value))


def outlook_of(goal: Goal, verdict: Verdict) -> Outlook | None:
    """The projection to the due year from three figures or more; None otherwise."""
    wanted = level_goal(goal, verdict)
    points = series_of(verdict)
    if wanted is None or len(points) < 2 or verdict.status is Status.NOT_ASSESSABLE:
        return None
    _, due, up = wanted
    share = pace_kind(_unit(goal)) is PaceKind.POINTS
    target = _met_from(wanted, verdict)
    return outlook(points, round(due - points[-1][0]), target=target, up=up, share=share, table=verdict.intervals)


def _met_from(wanted: tuple[float, int, bool], verdict: Verdict) -> float:
    """The value from which on the goal counts as met: its bound, less the tolerance that is set or assumed."""
    bound, slack = exactly_of(wanted[0]), exactly_of(verdict.slack)
    return float(bound - slack if wanted[2] else bound + slack)


def outlook_told(goal: Goal, verdict: Verdict, language: str) -> str | None:
    """The outlook as a sentence, or why there is none; None for goals without a level or a date ahead."""
    told = outlook_of(goal, verdict)
    if told is None:
        return _no_outlook(goal, verdict, language)
    wanted = level_goal(goal, verdict)
    assert wanted is not None  # there is an outlook
    unit = _unit(goal)
    low, high = told.intervals[LEVELS[0]]
    words = rulebook()["outlook"]
    arrival = words["never"][language]
    if told.required is None:
        arrival = words["there"][language]
    elif told.arrival is not None:
        arrival = words["arrival"][language].format(year=round(told.arrival + 0.499))
    return str(
        words["sentence"][language].format(
            due=wanted[1],
            value=value_told(told.value, unit)[language],
            low=number(low, language),
            high=number(high, language),
            chance=words[chance_word(told.chance or 0.0)][language],
            percent=percent_told(told.chance or 0.0),
            arrival=arrival,
        )
    )


def outlook_worked(goal: Goal, verdict: Verdict, language: str) -> list[str]:
    """The arithmetic of the outlook: middle, interval, chance; empty without one."""
    told, wanted = outlook_of(goal, verdict), level_goal(goal, verdict)
    if told is None or told.chance is None or wanted is None:
        return []
    window = window_of(tidy(series_of(verdict)), LEAST_POINTS)
    target = _met_from(wanted, verdict)
    scaled = [(year, on_scale(told.scale, value)) for year, value in window]
    ruler, factor = travel(window), multiplier(LEVELS[0], told.horizon, verdict.intervals)
    low, high = told.intervals[LEVELS[0]]
    figures = {
        "start": scaled[-1][1], "drift": drift(scaled),
        "end": scaled[-1][1] + drift(scaled) * damped_sum(told.horizon), "value": told.value, "factor": factor,
        "ruler": ruler, "low": low, "high": high, "goal": target,
        "from": told.value if wanted[2] else target, "to": target if wanted[2] else told.value,
        "apart": (told.value - target if wanted[2] else target - told.value) / ruler,
    }  # fmt: skip
    words = {key: number(value, language, decimals=4 if key in _FINE else 2) for key, value in figures.items()}
    words |= {"terms": _terms(told.horizon, language), "percent": percent_told(told.chance)}
    words["drift"] = addend(words["drift"])
    sentences = rulebook()["outlook"]
    return [sentences[f"worked_{part}"][language].format(**words) for part in (told.scale, "interval", "chance")]


_FINE = ("start", "drift", "end")
"""Numbers on a bent scale need more digits than figures do."""


def _terms(horizon: int, language: str) -> str:
    """The damped years added up: "0,8 + … + 0,8^6 = 2,9514"."""
    keeps = number(DAMPING, language)
    powers = [keeps, *(f"{keeps}^{year}" for year in range(2, horizon + 1))]
    told = " + ".join(powers if horizon < _MANY else (powers[0], "…", powers[-1]))
    return told if horizon == 1 else f"{told} = {number(damped_sum(horizon), language, decimals=4)}"


_MANY = 4
"""Years from which on the terms between the first and the last are left to the reader."""


def percent_told(chance: float) -> str:
    """A chance of 0…1 in whole per cent; nothing is told as impossible or certain.

    >>> percent_told(0.234), percent_told(0.002), percent_told(0.998)
    ('23', '< 1', '> 99')
    """
    percent = round(100 * chance)
    return "< 1" if percent < 1 else "> 99" if percent > 99 else str(percent)


def _no_outlook(goal: Goal, verdict: Verdict, language: str) -> str | None:
    """Why nothing is projected to a due date that lies ahead."""
    wanted = level_goal(goal, verdict)
    points = series_of(verdict)
    if wanted is None or not points:
        return None
    horizon = round(wanted[1] - points[-1][0])
    if horizon < 1:
        return None
    if verdict.status is Status.NOT_ASSESSABLE and verdict.rule not in _TOLD_WITH_FEW:
        return str(rulebook()["outlook"]["refused"][language])
    reason = refusal(points, horizon, verdict.intervals)
    return None if reason is None else refusal_told(reason, language)


_TOLD_WITH_FEW = ("one-figure", "break")
"""Refusals for want of figures: the outlook says how many it needs itself."""
