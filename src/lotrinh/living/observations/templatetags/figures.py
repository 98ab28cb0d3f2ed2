"""Filters that tell figures: `{{ row|told }}`, `{{ row.period|period }}`, `{{ row|measures }}`, `{{ row|vintage }}`."""

from __future__ import annotations

from django import template
from django.http import QueryDict

from lotrinh.living.observations.models import Observation, Vintage
from lotrinh.living.observations.records import measures_of
from lotrinh.living.observations.words import measure_words, period_words, row_words, value_words

register = template.Library()


@register.filter
def told(row: Observation | None) -> str:
    """ "61,1 triệu đồng"; a missing figure is said."""
    return "" if row is None else row_words(row)


@register.filter
def period(printed: str) -> str:
    """ "2024-Q3" as "quý III/2024"."""
    return period_words(printed) if printed else ""


@register.filter
def measures(row: Observation) -> list[str]:
    """The yardsticks of a figure, each in words."""
    return [measure_words(measure) for measure in measures_of(row)]


@register.filter
def vintage(name: str) -> str:
    """ "estimate" as "ước tính"."""
    return str(Vintage(name).label) if name in Vintage.values else name


@register.filter
def valued(value: float | None, unit: str) -> str:
    """A computed number with its unit, at most four decimals."""
    return value_words(None if value is None else round(value, 4), unit)


@register.simple_tag(takes_context=True)
def without(context: template.Context, name: str) -> str:
    """The query of the address without one of its filters."""
    given: QueryDict = context["request"].GET.copy()
    given.pop(name, None)
    given.pop("trang", None)
    return f"?{given.urlencode()}"
