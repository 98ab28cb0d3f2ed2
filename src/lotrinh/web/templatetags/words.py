"""Tags and filters that every template has: words in two languages, numbers and dates as they are printed."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils import formats, timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from lotrinh.assessment.wording import number as number_told
from lotrinh.core.counting import Count
from lotrinh.living.words import Words, spoken

register = template.Library()


@register.simple_tag
def t(vi: str, en: str, **values: Any) -> str:
    """`{% t "Có {n} mục tiêu" "{n:target|targets}" n=count %}`: the reader's language; values are escaped.

    Whole numbers are printed as everywhere on a page, `1.234`, and choose between the words behind them; a year is
    given as text (`year|stringformat:"d"`).
    """
    told = en if get_language() == "en" else vi
    if not values:
        return SafeString(told)
    # Not `format_html`: it makes a text of every value, and a text cannot choose a word.
    places = {
        name: Count(value, number(value)) if type(value) is int else conditional_escape(value)
        for name, value in values.items()
    }
    return SafeString(told.format(**places))


@register.filter
def say(words: Words | dict[str, str] | str | None) -> str:
    """A text that is kept in both languages."""
    if words is None:
        return ""
    return spoken(words) if isinstance(words, dict) else str(words)


@register.filter
def number(value: float | Decimal | None, decimals: int = 6) -> str:
    """`1.234,5`; a missing value is said, never 0."""
    if value is None or value == "":
        return str(Words("chưa có số liệu", "no figure"))
    return number_told(float(value), get_language() or "vi", decimals=decimals)


@register.filter
def day(value: date | datetime | None) -> str:
    """`05/11/2026`."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return f"{value:%d/%m/%Y}"  # SHORT_DATE_FORMAT of both languages; the framework takes ten times as long


@register.filter
def moment(value: datetime | None) -> str:
    """`14:05 05/11/2026`."""
    return "" if value is None else formats.date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
