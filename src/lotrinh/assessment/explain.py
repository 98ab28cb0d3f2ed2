"""Explain: everything behind one verdict, in words: rule, formula with its numbers, figures, doubts, other views.

Reads: `Goal`, `Verdict`. Writes: `Explanation`. Nothing here decides; it only tells what was decided and
what a second method and a projection say beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

from lotrinh.assessment.destatis import Point, mean_change
from lotrinh.assessment.observation import Observation
from lotrinh.assessment.outlook import LEVELS, Outlook, outlook
from lotrinh.assessment.pace import PaceKind, pace_kind
from lotrinh.assessment.shapes import deciding_bound
from lotrinh.assessment.statcan import Opinion, opinion
from lotrinh.assessment.verdict import Verdict, rulebook
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
    second_opinion: str | None
    outlook: str | None


def rule_entry(rule: str) -> dict[str, object]:
    """The entry of data/rules.toml for a verdict's rule id."""
    entry: dict[str, object] = next(entry for entry in rulebook()["rule"] if entry["id"] == rule)
    return entry


def explain(goal: Goal, verdict: Verdict, language: str = "vi") -> Explanation:
    """The explanation of one verdict in "vi" or "en"."""
    entry = rule_entry(verdict.rule)
    unit = str(goal.quantity.unit) if goal.quantity else ""
    words = rulebook()["explain"]
    formulas = [
        words[name][language].format(formula=_decimal(pace.formula, language), result=pace_told(pace, unit)[language])
        for name, pace in (("required", verdict.required), ("observed", verdict.observed))
        if pace is not None
    ]
    formulas += _projection(goal, verdict, unit, language)
    return Explanation(
        sentence=verdict.sentence(language),
        rule=str(entry[language]),
        rule_id=f"{verdict.rule}@{entry['version']}",
        formulas=tuple(formulas),
        figures=tuple(
            Figure(
                period_told(point)[language],
                figure_told(goal, point.value)[language],
                rulebook()["vintage"]["derived" if point.derived else point.vintage][language],
                point,
            )
            for point in verdict.inputs
        ),
        cautions=verdict.cautions(language),
        second_opinion=_second_opinion(goal, verdict, language),
        outlook=_outlook(goal, verdict, language),
    )


def _decimal(formula: str, language: str) -> str:
    """A formula is written with decimal commas, and with no other ones."""
    return formula if language == "vi" else formula.replace(",", ".")


def _series(verdict: Verdict) -> list[Point]:
    return [(point.year, point.value) for point in verdict.inputs]


def _level_goal(goal: Goal, verdict: Verdict) -> tuple[float, int, bool] | None:
    """Deciding value, due year and direction of a goal that is a level to be reached; else None."""
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
    """What the method of Statistics Canada says of the same figures; None where it does not apply."""
    wanted = _level_goal(goal, verdict)
    points = _series(verdict)
    if wanted is None or len(points) < 2:
        return None
    bound, due, up = wanted
    (base_year, base), (year, value) = points[0], points[-1]
    limit = 100.0 if pace_kind(str(goal.quantity.unit) if goal.quantity else "") is PaceKind.POINTS else None
    return opinion(base, base_year, value, year, up=up, target=bound, target_year=due, limit=limit)


def _second_opinion(goal: Goal, verdict: Verdict, language: str) -> str | None:
    told = second_opinion(goal, verdict)
    if told is None:
        return None
    words = rulebook()["second_opinion"]
    value = "" if told.value is None else words["ratio"][language].format(ratio=number(told.value, language))
    return str(words["sentence"][language].format(word=words[told.status][language], ratio=value))


def outlook_of(goal: Goal, verdict: Verdict) -> Outlook | None:
    """The projection to the due year from three figures or more; None otherwise."""
    wanted = _level_goal(goal, verdict)
    points = _series(verdict)
    if wanted is None or len(points) < 2:
        return None
    bound, due, up = wanted
    share = pace_kind(str(goal.quantity.unit) if goal.quantity else "") is PaceKind.POINTS
    return outlook(points, round(due - points[-1][0]), target=bound, up=up, share=share, table=verdict.intervals)


def _outlook(goal: Goal, verdict: Verdict, language: str) -> str | None:
    told = outlook_of(goal, verdict)
    if told is None or told.word is None or goal.due is None or goal.quantity is None:
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


__all__ = ["LANGUAGES", "Explanation", "Figure", "explain", "outlook_of", "rule_entry", "second_opinion"]
