"""Figures in words: values with units, periods, what the journal keeps; the same on pages, in files and journal."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from lotrinh.core.period import Period
from lotrinh.core.quantity import Comparator, Quantity
from lotrinh.core.unit import with_unit
from lotrinh.core.vietnamese.numbers import format_number
from lotrinh.core.vietnamese.period_words import period_told
from lotrinh.living.documents.told import BASES
from lotrinh.living.observations.cells import measure_text
from lotrinh.living.observations.models import Observation
from lotrinh.living.observations.records import Measure, Told
from lotrinh.living.words import Words

NO_FIGURE = Words("chưa có số liệu", "no figure yet")
_CHANGES = {"increase": Words("tăng {}", "up by {}"), "decrease": Words("giảm {}", "down by {}")}


def language() -> str:
    """The reader's language, "vi" or "en"."""
    return "en" if get_language() == "en" else "vi"


def value_words(
    value: float | None, unit: str, comparator: str = "eq", high: float | None = None, change: str = "level",
    lang: str | None = None,
) -> str:  # fmt: skip
    """ "61,1 triệu đồng", "tăng 8,3%", "trên 95%"; a missing figure is said. `lang` None: the reader's."""
    lang = lang or language()
    if value is None:
        return NO_FIGURE.en if lang == "en" else NO_FIGURE.vi
    try:
        kind = Comparator(comparator)
        told = Quantity.of(kind, value, high if kind is Comparator.RANGE else value, unit).describe(lang)
    except ValueError:
        told = with_unit(format_number(value, lang=lang), unit)
    form = _CHANGES.get(change)
    return (form.en if lang == "en" else form.vi).format(told) if form else told


def told_words(told: Told, lang: str | None = None) -> str:
    """The value of a figure not yet written."""
    return value_words(told.value, told.unit, told.comparator, told.high, told.change, lang)


def row_words(row: Observation, lang: str | None = None) -> str:
    """The value of a written figure."""
    return value_words(row.value, row.unit, row.comparator, row.high, row.change, lang)


_AGAINST = {"increase": "up by {} on {}", "decrease": "down by {} on {}", "multiple": "{} times {}"}


def measure_words(measure: Measure, lang: str | None = None) -> str:
    """A yardstick in the reader's words; the Vietnamese ones are those that a cell of a file holds.

    >>> measure_words(Measure("previous_year", "increase", 8.3, "%"), "en")
    'up by 8.3% on the year before'
    >>> measure_words(Measure("plan", "ratio", 105, "%", "Trung ương giao"), "en")
    '105% of the plan (Trung ương giao)'
    """
    if (lang or language()) == "vi":
        return measure_text(measure)
    base = BASES[measure.base].en if measure.base in BASES else measure.base.removeprefix("year:")
    value = with_unit(format_number(float(measure.value), lang="en"), measure.unit)
    told = _AGAINST.get(measure.change, "{} of {}").format(value, base)
    return f"{told} ({measure.plan_of})" if measure.plan_of else told


def period_words(printed: str) -> str:
    """A period as kept ("2024-Q3") in the reader's words ("quý III/2024"); as it is where it is none."""
    period = Period.read(printed)
    return printed if period is None else period_told(period, language())


def row_data(row: Observation, before: Observation | None = None) -> dict[str, Any]:
    """A figure as the journal keeps it: readable without the row, in Vietnamese."""
    data = {
        "indicator": row.indicator.name,
        "period": period_told(Period.parse(row.period)),
        "vintage": row.vintage,
        "value": row_words(row, "vi"),
        "observation": row.pk,
    }
    return data if before is None else {**data, "was": row_words(before, "vi")}
