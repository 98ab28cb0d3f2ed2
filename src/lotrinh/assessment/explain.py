"""Explain: everything behind one verdict, in words: rule, formula with its numbers, figures, doubts, other views.

Reads: `Goal`, `Verdict`. Writes: `Explanation`. Nothing here decides; it only tells what was decided and
what a second method and a projection say beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

from lotrinh.assessment.counting import as_level
from lotrinh.assessment.destatis import Point, mean_change
from lotrinh.assessment.observation import Observation
from lotrinh.assessment.outlook import LEVELS, Outlook, Refusal, outlook, refusal, refusal_told
from lotrinh.assessment.pace import PaceKind, pace_kind
from lotrinh.assessment.shapes import deciding_bound
from lotrinh.assessment.statcan import Opinion, opinion
from lotrinh.assessment.verdict import Status, Verdict, rule_entry, rulebook, word_for
from lotrinh.assessment.wording import LANGUAGES, figure_told, number, pace_told, period_told, value_told
from lotrinh.core.target import Form, Goal


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the series behind a verdict, in words."""

    period: str
    value: str
    vintage: str
    observation: Observation


@dataclass(frozen=True, slots=True)
class Explanation:
    """What stands behind a verdict, in one language. Empty tuples and None where there is nothing to tell."""

    sentence: str
    rule: str
    rule_id: str
    formulas: tuple[str, ...]
    figures: tuple[Figure, ...]
    cautions: tuple[str, ...]
    quality: tuple[str, ...]
    person: str | None
    second_opinion: str | None
    outlook: str | None


def explain(goal: Goal, verdict: Verdict, language: str = "vi") -> Explanation:
    """The explanation of one verdict in "vi" or "en"."""
    goal = _level(goal)
    entry = rule_entry(verdict.rule)
    unit = str(goal.quantity.unit) if goal.quantity else ""
    words = rulebook()["explain"]
    formulas = [
        words[name][language].format(formula=_decimal(pace.formula, language), result=pace_told(pace, unit)[language])
        for name, pace in (("required", verdict.required), ("observed", verdict.observed))
        if pace is not None
    ]
    formulas += _projection(goal, verdict, unit, language)
    formulas += _way(goal, verdict, language)
    formulas += _bounds(verdict, unit, language)
    return Explanation(
        sentence=verdict.sentence(language),
        rule=str(entry[language]),
        rule_id=f"{verdict.rule}@{entry['version']}",
        formulas=tuple(formulas),
        figures=tuple(
            Figure(
                period_told(point)[language],
                figure_told(goal, point.value)[language],
                _vintage(point, language),
                point,
            )
            for point in verdict.inputs
        ),
        cautions=verdict.cautions(language),
        quality=_quality(goal, verdict, language),
        person=_person(verdict, language),
        second_opinion=_second_opinion(goal, verdict, language),
        outlook=_outlook(goal, verdict, language),
    )


def _vintage(figure: Observation, language: str) -> str:
    key = {"": figure.vintage.value, "previous_year": "derived"}.get(figure.derived, figure.derived)
    return str(rulebook()["vintage"][key][language])


def _way(goal: Goal, verdict: Verdict, language: str) -> list[str]:
    """How much of the way from the base is done."""
    wanted = _level_goal(goal, verdict)
    if verdict.way is None or wanted is None or verdict.latest is None:
        return []
    base = goal.base if goal.base is not None else verdict.inputs[0].value
    told = {"value": verdict.latest.value, "base": base, "goal": wanted[0], "result": 100 * verdict.way}
    words = {key: number(value, language) for key, value in told.items()}
    return [rulebook()["explain"]["way"][language].format(**words)]


def _bounds(verdict: Verdict, unit: str, language: str) -> list[str]:
    """What either end of a range would give."""
    if all(bound.status is Status.NOT_ASSESSABLE for bound in verdict.bounds):
        return []
    weak, strong = verdict.bounds
    return [
        rulebook()["explain"]["bound"][language].format(
            weak=value_told(weak.value, unit)[language],
            weak_word=word_for(weak.word or weak.status, language).lower(),
            strong=value_told(strong.value, unit)[language],
            strong_word=word_for(strong.word or strong.status, language).lower(),
        )
    ]


def _quality(goal: Goal, verdict: Verdict, language: str) -> tuple[str, ...]:
    """Points, age and vintage of the figures, and the earlier vintages that they replaced."""
    words, quality = rulebook()["explain"], verdict.quality
    if quality is None or verdict.latest is None:
        return ()
    told = words["quality"][language].format(
        points=quality.points,
        age=number(quality.age, language, decimals=1),
        vintage=rulebook()["vintage"][quality.vintage][language],
    )
    later = {point.period.last: point for point in verdict.inputs}
    reopened = (
        words["replaced"][language].format(
            period=period_told(before)[language],
            before=figure_told(goal, before.value)[language],
            before_vintage=_vintage(before, language),
            vintage=_vintage(later[before.period.last], language),
        )
        for before in verdict.replaced
    )
    return (told, *reopened)


def _person(verdict: Verdict, language: str) -> str | None:
    """The verdict of a person and how far apart the two are."""
    person = verdict.person
    if person is None:
        return None
    words = rulebook()["explain"]
    keys = [key for key in (person.status, person.word) if key is not None]
    apart = "gap_unknown" if person.gap is None else "gap_none" if not person.gap else (
        "gap_worse" if person.gap > 0 else "gap_better"
    )  # fmt: skip
    return str(
        words["person"][language].format(
            by=person.by or "?",
            word=", ".join(word_for(key, language).lower() for key in keys),
            gap=words[apart][language].format(count=abs(person.gap or 0)),
        )
    )


def _decimal(formula: str, language: str) -> str:
    """A formula is written with decimal commas, and with no other ones."""
    return formula if language == "vi" else formula.replace(",", ".")


def _series(verdict: Verdict) -> list[Point]:
    return [(point.year, point.value) for point in verdict.inputs]


def _level(goal: Goal) -> Goal:
    """An increase from a known base as the level that its figures are held against."""
    based = as_level(goal)
    return goal if based is None else based[0]


def _level_goal(goal: Goal, verdict: Verdict) -> tuple[float, int, bool] | None:
    """Deciding value, due year and direction of a goal that is a level to be reached; else None."""
    goal = _level(goal)
    if goal.quantity is None or goal.due is None or verdict.direction is None:
        return None
    if goal.form in (Form.YEARLY_CHANGE, Form.AVERAGE_GROWTH):
        return None
    up = verdict.direction.up
    return deciding_bound(goal.quantity, up=up), goal.due.year, up


def _projection(goal: Goal, verdict: Verdict, unit: str, language: str) -> list[str]:
    """The primary rule's arithmetic, where it projected."""
    wanted = _level_goal(goal, verdict)
    if verdict.rule != "pace-destatis" or wanted is None or verdict.observed is None:
        return []
    bound, due, _ = wanted
    points = _series(verdict)
    points = [point for point in points if point[0] >= points[-1][0] - 5.01]
    year, value = points[-1]
    rate = mean_change(points)
    projected = value + rate * (due - year)
    told = rulebook()["explain"]["projected"][language].format(
        value=number(value, language),
        rate=number(rate, language, decimals=4),
        years=number(due - year, language),
        result=value_told(projected, unit)[language],
    )
    missed = rulebook()["explain"]["missed"][language].format(
        goal=number(bound, language),
        projected=number(projected, language, decimals=4),
        value=number(value, language),
        result=number(100 * abs(bound - projected) / abs(bound - value), language),
    )
    return [told, missed] if bound != value else [told]


def second_opinion(goal: Goal, verdict: Verdict) -> Opinion | None:
    """What the method of Statistics Canada says of the same figures; None where it does not apply.

    Figures that carry no verdict carry no second opinion either.
    """
    wanted = _level_goal(goal, verdict)
    points = _series(verdict)
    if wanted is None or len(points) < 2 or verdict.status is Status.NOT_ASSESSABLE:
        return None
    bound, due, up = wanted
    (base_year, base), (year, value) = points[0], points[-1]
    limit = 100.0 if pace_kind(str(goal.quantity.unit) if goal.quantity else "") is PaceKind.POINTS else None
    return opinion(base, base_year, value, year, up=up, target=bound, target_year=due, limit=limit)


def _second_opinion(goal: Goal, verdict: Verdict, language: str) -> str | None:
    told = second_opinion(goal, verdict)
    words = rulebook()["second_opinion"]
    if told is None:
        refused = verdict.status is Status.NOT_ASSESSABLE and len(verdict.inputs) > 1
        return str(words["refused"][language]) if refused and _level_goal(goal, verdict) else None
    value = "" if told.value is None else words["ratio"][language].format(ratio=number(told.value, language))
    return str(words["sentence"][language].format(word=words[told.status][language], ratio=value))


def outlook_of(goal: Goal, verdict: Verdict) -> Outlook | None:
    """The projection to the due year from three figures or more; None otherwise."""
    wanted = _level_goal(goal, verdict)
    points = _series(verdict)
    if wanted is None or len(points) < 2 or verdict.status is Status.NOT_ASSESSABLE:
        return None
    bound, due, up = wanted
    share = pace_kind(str(goal.quantity.unit) if goal.quantity else "") is PaceKind.POINTS
    return outlook(points, round(due - points[-1][0]), target=bound, up=up, share=share, table=verdict.intervals)


def _outlook(goal: Goal, verdict: Verdict, language: str) -> str | None:
    told = outlook_of(goal, verdict)
    if told is None:
        return _no_outlook(goal, verdict, language)
    if told.word is None or goal.due is None or goal.quantity is None:
        return None
    unit = str(goal.quantity.unit)
    low, high = told.intervals[LEVELS[0]]
    words = rulebook()["outlook"]
    arrival = words["never"][language]
    if told.arrival is not None:
        arrival = words["arrival"][language].format(year=round(told.arrival + 0.499))
    return str(
        words["sentence"][language].format(
            due=goal.due.year,
            value=value_told(told.value, unit)[language],
            low=number(low, language),
            high=number(high, language),
            chance=words[told.word][language],
            arrival=arrival,
        )
    )


def _no_outlook(goal: Goal, verdict: Verdict, language: str) -> str | None:
    """Why nothing is projected to a due date that lies ahead."""
    wanted = _level_goal(goal, verdict)
    points = _series(verdict)
    if wanted is None or not points:
        return None
    reason = refusal(points, round(wanted[1] - points[-1][0]), verdict.intervals)
    if reason is Refusal.NO_TIME:
        return None
    if verdict.status is Status.NOT_ASSESSABLE and verdict.rule not in _TOLD_WITH_FEW:
        return str(rulebook()["outlook"]["refused"][language])
    return None if reason is None else refusal_told(reason, language)


_TOLD_WITH_FEW = ("one-figure", "break")
"""Refusals for want of figures: the outlook says how many it needs itself."""

__all__ = ["LANGUAGES", "Explanation", "Figure", "explain", "outlook_of", "rule_entry", "second_opinion"]
