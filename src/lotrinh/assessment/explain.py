"""Explain: everything behind one verdict, in words: rule, formula with its numbers, figures, doubts, other views.

Reads: `Goal`, `Verdict`. Writes: `Explanation`. Nothing here decides; it only tells what was decided and
what a second method and a projection say beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

from lotrinh.assessment.beside import (
    level_goal,
    level_of,
    outlook_of,
    outlook_told,
    outlook_worked,
    second_opinion,
    second_opinion_told,
)
from lotrinh.assessment.destatis import mean_change, window_of
from lotrinh.assessment.observation import Observation
from lotrinh.assessment.verdict import Status, Verdict, rule_entry, rulebook, word_for
from lotrinh.assessment.wording import (
    LANGUAGES,
    addend,
    figure_told,
    in_language,
    number,
    pace_told,
    period_told,
    value_told,
)
from lotrinh.core.counting import filled
from lotrinh.core.quantity import Comparator, Quantity
from lotrinh.core.target import Goal


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
    goal = level_of(goal)
    entry = rule_entry(verdict.rule)
    unit = str(goal.quantity.unit) if goal.quantity else ""
    words = rulebook()["explain"]
    formulas = [
        words[name][language].format(formula=_decimal(pace.formula, language), result=pace_told(pace, unit)[language])
        for name, pace in (("required", verdict.required), ("observed", verdict.observed))
        if pace is not None
    ]
    formulas += _compared(goal, verdict, language)
    formulas += _projection(goal, verdict, unit, language)
    formulas += _way(goal, verdict, language)
    formulas += _bounds(verdict, unit, language)
    formulas += outlook_worked(goal, verdict, language)
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
        second_opinion=second_opinion_told(goal, verdict, language),
        outlook=outlook_told(goal, verdict, language),
    )


def _vintage(figure: Observation, language: str) -> str:
    key = {"": figure.vintage.value, "previous_year": "derived"}.get(figure.derived, figure.derived)
    return str(rulebook()["vintage"][key][language])


def _way(goal: Goal, verdict: Verdict, language: str) -> list[str]:
    """How much of the way from the base is done."""
    wanted = level_goal(goal, verdict)
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
            gap=filled(words[apart][language], count=abs(person.gap or 0)),
        )
    )


def _decimal(formula: str, language: str) -> str:
    """A formula is written with decimal commas, and with no other ones."""
    return formula if language == "vi" else formula.replace(",", ".")


def _projection(goal: Goal, verdict: Verdict, unit: str, language: str) -> list[str]:
    """The primary rule's arithmetic, where it projected."""
    wanted = level_goal(goal, verdict)
    if verdict.rule != "pace-destatis" or wanted is None or verdict.observed is None:
        return []
    bound, due, _ = wanted
    points = window_of([(point.year, point.value) for point in verdict.inputs], 2)
    year, value = points[-1]
    rate = mean_change(points)
    projected = value + rate * (due - year)
    told = rulebook()["explain"]["projected"][language].format(
        value=number(value, language),
        rate=addend(number(rate, language, decimals=4)),
        years=number(due - year, language),
        result=value_told(projected, unit)[language],
    )
    if verdict.miss is None or verdict.miss <= 0:
        return [told]
    missed = rulebook()["explain"]["missed"][language].format(
        goal=number(bound, language),
        projected=number(projected, language, decimals=4),
        value=number(value, language),
        result=number(100 * verdict.miss, language),
    )
    return [told, missed]


def _compared(goal: Goal, verdict: Verdict, language: str) -> list[str]:
    """The figure held against the ends of the goal, where that gave the word; and the years added up."""
    wanted = goal.quantity
    if verdict.compared is None or wanted is None:
        return []
    words, key = rulebook()["explain"], verdict.word or verdict.status
    rounding = next((ground for ground in verdict.grounds if ground.key == "rounded"), None)
    relation = (
        _relation(wanted, verdict.compared, language)
        if rounding is None
        else words["rounded"][language].format(**in_language(rounding.values, language))
    )
    # Where parts are judged together the verdict is one on the whole.
    word = "" if verdict.rule in _TOGETHER else f", {word_for(key, language).lower()}"
    told = [words["compared"][language].format(relation=relation, word=word)]
    if "summed" in verdict.values:
        told.append(words["summed"][language].format(**in_language(verdict.values, language)))
    return told


_TOGETHER = ("structure", "milestones")


def _relation(wanted: Quantity, value: float, language: str) -> str:
    """A value against the ends of what is wanted, in signs: "2 ≤ 2,66 ≤ 3", "6,01 < 8"."""

    def told(figure: float) -> str:
        return number(figure, language, decimals=4)

    low, high = wanted.low, wanted.high
    if wanted.comparator is Comparator.ABOUT and low is not None:
        apart, slack = abs(value - low), float(wanted.tolerance)
        return f"|{told(value)} - {told(low)}| = {told(apart)} {'≤' if apart <= slack else '>'} {told(slack)}"
    if low is not None and high is not None and low < high and low <= value <= high:
        return f"{told(low)} ≤ {told(value)} ≤ {told(high)}"
    end = high if low is None or (high is not None and value > high) else low
    assert end is not None  # every quantity has one
    return f"{told(value)} {'=' if value == end else '<' if value < end else '>'} {told(end)}"


__all__ = ["LANGUAGES", "Explanation", "Figure", "explain", "outlook_of", "rule_entry", "second_opinion"]
