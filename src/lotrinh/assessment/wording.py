"""Goals, figures and paces as a reader writes them, in Vietnamese and English."""

from __future__ import annotations

from typing import Any

from lotrinh.assessment.goal import Goal, printed_decimals
from lotrinh.assessment.observation import Observation
from lotrinh.assessment.pace import Pace, PaceKind
from lotrinh.core.vietnamese.numbers import format_number

Told = dict[str, str]
"""Language → text."""

LANGUAGES = ("vi", "en")

_GOAL_FORMS = {
    "vi": {"gt": "trên {low}", "ge": "từ {low} trở lên", "lt": "dưới {high}", "le": "không quá {high}",
           "top": "trong nhóm {high}", "about": "khoảng {low}"},
    "en": {"gt": "over {low}", "ge": "at least {low}", "lt": "under {high}", "le": "at most {high}",
           "top": "top {high}", "about": "about {low}"},
}  # fmt: skip
_RANGE = {"vi": "{low} - {high}", "en": "{low}-{high}"}


def number(value: float, language: str) -> str:
    """A computed number with at most two decimals, in the language's style.

    >>> number(16.149, "vi"), number(2.0, "vi"), number(0.55, "en")
    ('16,15', '2', '0.55')
    """
    rounded = round(float(value), 2)
    decimals = next((d for d in (0, 1) if round(rounded, d) == rounded), 2)
    return format_number(rounded, decimals, lang=language)


def with_unit(told: str, unit: str | None) -> str:
    """"%" close to its number, words after a no-break space.

    >>> with_unit("64", "%"), with_unit("61,1", "triệu đồng")
    ('64%', '61,1\\xa0triệu đồng')
    """
    if not unit:
        return told
    return f"{told}{unit}" if unit.startswith(("%", "‰")) else f"{told}\u00a0{unit}"


def goal_told(goal: Goal) -> Told:
    """The value of a goal: "trên 95%", "8 - 9%", "từ 3 huyện trở lên"."""
    told = {}
    for language in LANGUAGES:
        low, high = (
            "" if value is None else format_number(value, len(printed_decimals(value)), lang=language)
            for value in (goal.low, goal.high)
        )
        if goal.comparator == "range":
            told[language] = with_unit(_RANGE[language].format(low=low, high=high), goal.unit)
            continue
        low, high = with_unit(low or high, goal.unit), with_unit(high or low, goal.unit)
        told[language] = _GOAL_FORMS[language].get(goal.comparator or "", "{low}").format(low=low, high=high)
    return told


def value_told(value: float, unit: str | None) -> Told:
    """A figure with its unit."""
    return {language: with_unit(number(value, language), unit) for language in LANGUAGES}


def figure_told(goal: Goal, value: float) -> Told:
    """A figure in the terms of its goal: a yearly change carries its sign ("+8,3%", "−2,66%"), a level does not."""
    if goal.change not in ("increase", "decrease"):
        return value_told(value, goal.unit)
    signed = -value if goal.change == "decrease" else value
    sign = "+" if signed > 0 else "\u2212" if signed < 0 else ""
    return {language: sign + told for language, told in value_told(abs(signed), goal.unit).items()}


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
