"""Goals, figures and paces as a reader writes them, in Vietnamese and English."""

from __future__ import annotations

from typing import Any

from lotrinh.assessment.observation import Observation
from lotrinh.assessment.pace import Pace, PaceKind
from lotrinh.core.period import Kind
from lotrinh.core.target import Direction, Form, Goal
from lotrinh.core.unit import with_unit
from lotrinh.core.vietnamese.numbers import format_number
from lotrinh.core.vietnamese.period_words import period_told as english

Told = dict[str, str]
"""Language → text."""

LANGUAGES = ("vi", "en")
MINUS = "\u2212"


def number(value: float, language: str, decimals: int = 2) -> str:
    """A computed number with at most so many decimals, in the language's style.

    >>> number(16.149, "vi"), number(-2.0, "vi"), number(0.55, "en"), number(0.29736, "vi", decimals=4)
    ('16,15', '−2', '0.55', '0,2974')
    """
    rounded = round(float(value), decimals)
    needed = next((d for d in range(decimals) if round(rounded, d) == rounded), decimals)
    return format_number(rounded, needed, lang=language).replace("-", MINUS)


def addend(told: str) -> str:
    """A number as it follows a plus sign.

    >>> addend("2,5"), addend("−2,5")
    ('2,5', '(−2,5)')
    """
    return f"({told})" if told.startswith(MINUS) else told


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
    sign = "+" if signed > 0 else MINUS if signed < 0 else ""
    return {language: sign + told for language, told in value_told(abs(signed), unit).items()}


def pace_told(pace: Pace, unit: str | None) -> Told:
    """A pace with its sign: "+16,15%", "+2 điểm %", "−0,55 giường bệnh/vạn dân"."""
    units: dict[PaceKind, dict[str, str | None]] = {
        PaceKind.COMPOUND: {"vi": "%", "en": "%"},
        PaceKind.POINTS: {"vi": "điểm %", "en": "points"},
        PaceKind.UNITS: {"vi": unit, "en": unit},
    }
    sign = "+" if pace.value > 0 else ""
    return {lang: sign + with_unit(number(pace.value, lang), units[pace.kind][lang]) for lang in LANGUAGES}


def period_told(observation: Observation) -> Told:
    """The period of a figure: "năm 2024", "đến 31/12/2024", "9 tháng đầu năm 2025", "quý I/2025"."""
    period = observation.period
    first, last = period.first, period.last
    vi, en = str(period), english(period, "en")
    if period.kind is Kind.YEAR:
        vi = f"năm {vi}"
    elif period.kind in (Kind.AS_OF, Kind.DAY):
        en = f"{last:%d/%m/%Y}"  # "the figure of …" stands before it
        vi = f"{'đến' if period.kind is Kind.AS_OF else 'ngày'} {en}"
    elif period.kind is Kind.MONTH:
        vi = f"tháng {last.month}/{last.year}"
    elif period.kind is Kind.QUARTER:
        vi = f"quý {_ROMAN[last.month // 3]}/{last.year}"
    elif period.kind is Kind.HALF:
        vi = f"6 tháng {'đầu' if last.month == 6 else 'cuối'} năm {last.year}"
    elif period.kind is Kind.MONTHS and period.cumulative:
        vi = f"{last.month} tháng đầu năm {last.year}"
    elif period.kind is Kind.MONTHS:
        begin = f"{first.month}/{first.year}" if first.year != last.year else f"{first.month}"
        vi = f"tháng {begin} đến tháng {last.month}/{last.year}"
    elif period.kind is Kind.YEARS:
        vi = f"giai đoạn {first.year} - {last.year}"
    elif period.kind is Kind.DAYS:
        vi = f"từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}"
    return {"vi": vi, "en": en}


_ROMAN = ("", "I", "II", "III", "IV")


def in_language(values: dict[str, Any], language: str) -> dict[str, str]:
    """The values of a sentence in one language; numbers by `number`, texts as they are."""
    told = {}
    for key, value in values.items():
        if isinstance(value, dict):
            told[key] = value[language]
        else:
            told[key] = number(value, language) if isinstance(value, float) else str(value)
    return told
