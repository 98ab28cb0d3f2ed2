"""Filters of the pages of plans: periods and yardsticks in words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import template
from django.utils.translation import get_language

from lotrinh.assessment.wording import number
from lotrinh.core.period import Kind, Period
from lotrinh.core.unit import with_unit
from lotrinh.core.vietnamese.period_words import period_told
from lotrinh.living.documents.told import base_told
from lotrinh.living.words import Words, spoken

register = template.Library()

_SIGNS = {"increase": "+", "decrease": "\u2212"}


def _number(value: float) -> str:
    return number(value, get_language() or "vi", decimals=6)


@register.filter
def period(told: str) -> str:
    """`2024`, `quý III/2025`, `đến 26/12/2024`; as it is where it is no period."""
    kept = Period.read(told)
    if kept is None:
        return told
    return str(kept) if kept.kind is Kind.YEAR else period_told(kept, get_language() or "vi")


@register.filter
def yardstick(yard: Any) -> str:
    """`105% kế hoạch Trung ương`, `+8,3% so với năm trước`."""
    value = f"{_SIGNS.get(yard.change, '')}{_number(yard.value)}{'' if yard.unit == '%' else ' '}{yard.unit}"
    if yard.base == "plan":
        return f"{value} {Words('kế hoạch', 'of the plan')} {yard.plan_of}".strip()
    return f"{value} {Words('so với', 'against')} {base_told(yard.base)}"


@register.filter
def day_before(day: date) -> str:
    """The ISO day before, for an address."""
    return (day - timedelta(days=1)).isoformat()


@register.filter
def say_dict(told: Any) -> Any:
    """The reader's part of what is kept in both languages; empty where nothing is kept."""
    return spoken(told) if told else {}


@register.filter
def figure(one: Any) -> str:
    """The value of an observation with its unit: `64%`, `4,21 triệu lượt người`, `90 - 95%`."""
    values = [_number(value) for value in dict.fromkeys((one.value, one.high)) if value is not None]
    return with_unit(" - ".join(values), one.unit or one.indicator.unit)
