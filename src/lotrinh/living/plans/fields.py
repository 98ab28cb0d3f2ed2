"""Form fields as people here write: numbers with a decimal comma, documents by number and day."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms

from lotrinh.core.vietnamese.numbers import parse_number
from lotrinh.living.words import Words


class NumberField(forms.CharField):
    """A number in Vietnamese or English writing; empty stays empty, which is not 0."""

    default_error_messages = {
        "number": Words(
            "Không phải là số. Hãy viết như 1.234,5.",
            "Not a number. Write it like 1.234,5.",
        ),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 10}), **kwargs)

    def clean(self, value: Any) -> Any:
        """The number, or None."""
        text = super().clean(value)
        if text in (None, ""):
            return None
        number = parse_number(str(text).replace("\u2212", "-").strip())
        if number is None or abs(float(number.value)) >= 1e15:
            raise forms.ValidationError(self.error_messages["number"], code="number")
        return float(number.value)


_NUMBER = re.compile(r"\b\d{1,6}(?:-[^\W\d_]{1,6})?/(?:\d{4}/)?[^\W\d_][\w&-]*")
_DAY = re.compile(r"\b(\d{1,2})(?:[/.-]| tháng )(\d{1,2})(?:[/.-]| năm )(\d{4})\b")


def names_document(text: str) -> bool:
    """Whether the words name a document by its number and a real day.

    >>> names_document("Báo cáo 123/BC-SYT ngày 05/12/2024"), names_document("Quyết định 7/QĐ-UBND")
    (True, False)
    """
    return _NUMBER.search(text) is not None and any(_is_day(found) for found in _DAY.finditer(text))


def _is_day(found: re.Match[str]) -> bool:
    try:
        date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return False
    return True
