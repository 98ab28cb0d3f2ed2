"""Goals, figures and paces as a reader writes them, in Vietnamese and English."""

from __future__ import annotations

from typing import Any

from lotrinh.assessment.observation import Observation
from lotrinh.assessment.pace import Pace, PaceKind
from lotrinh.core.target import Direction, Form, Goal
from lotrinh.core.unit import with_unit
from lotrinh.core.vietnamese.numbers import format_number

Told = dict[str, str]
"""Language → text."""

LANGUAGES = ("vi", "en")


def number(value: float, language: str, decimals: int = 2) -> str:
    """A computed number with at most so many decimals, in the language's style.

    >>> number(16.149, "vi"), number(2.0, "vi"), number(0.55, "en"), number(0.29736, "vi", decimals=4)
    ('16,15', '2', '0.55', '0,2974')
    """
    rounded = round(float(value), decimals)
    needed = next((d for d in range(decimals) if round(rounded, d) == rounded), decimals)
    return format_number(rounded, needed, lang=language)


def goal_told(goal: Goal) -> Told:
    """The value of a goal: "trên 95%", "8 - 9%", "từ 3 huyện trở lên"; empty for goals without a value."""
    return {lang: goal.quantity.describe(lang) if goal.quantity else "" for lang in LANGUAGES}


def value_told(value: float, unit: str | None) -> Told:
    """A figure with its unit."""
    return {language: with_unit(number(value, language), unit) for language in LANGUAGES}


def figure_told(goal: Goal, value: float) -> Told:
    """A figure in the terms of its goal: a yearly change carries its sign ("+8,3%", "−2,66%"), a level does not.

    Changes are magnitudes in the goal's own direction: 2.66 of a goal to fall is a fall of 2,66.
    """
    unit = str(goal.quantity.unit) if goal.quantity else ""
    if goal.form is not Form.YEARLY_CHANGE and not (goal.form is Form.AVERAGE_GROWTH and goal.direction):
        return value_told(value, unit)
    signed = -value if goal.direction is Direction.LESS else value
    sign = "+" if signed > 0 else "\u2212" if signed < 0 else ""
    return {language: sign + told for language, told in value_told(abs(signed), unit).items()}


def pace_told(pace: Pace, unit: str | None) -> Told:
    """A pace with its sign: "+16,15%", "+2 điểm %", "-0,55 giường bệnh/vạn dân"."""
    units: dict[PaceKind, dict[str, str | None]] = {
        PaceKind.COMPOUND: {"vi": "%", "en": "%"},
        PaceKind.POINTS: {"vi": "điểm %", "en": "points"},
        PaceKind.UNITS: {"vi": unit, "en": unit},
    }
    sign = "+" if pace.value > 0 else ""
    return {lang: sign + with_unit(number(pace.value, lang), units[pace.kind][lang]) for lang in LANGUAGES}


def period_told(observation: Observation) -> Told:
    """The period of a figure: "năm 2024", "đến 31/12/2024"."""
    printed = str(observation.period)
    if printed.startswith("as-of "):
        day = observation.period.last
        return {"vi": f"đến {day:%d/%m/%Y}", "en": f"as of {day:%Y-%m-%d}"}
    return {"vi": f"năm {printed}" if printed.isdigit() else printed, "en": printed}


def in_language(values: dict[str, Any], language: str) -> dict[str, str]:
    """The values of a sentence in one language; numbers by `number`, texts as they are."""
    told = {}
    for key, value in values.items():
        if isinstance(value, dict):
            told[key] = value[language]
        else:
            told[key] = number(value, language) if isinstance(value, float) else str(value)
    return told
