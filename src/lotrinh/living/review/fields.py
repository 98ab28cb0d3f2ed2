"""Form fields that read and write as officials do: numbers with a comma, names one a line, days as dd/mm/yyyy."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from lotrinh.core.vietnamese.numbers import parse_number
from lotrinh.living.documents.told import number_told
from lotrinh.living.words import Words

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class NumberField(forms.CharField):
    """`1.234,5`, also `1234.5`; empty is None."""

    def prepare_value(self, value: Any) -> Any:
        """As it is printed."""
        return number_told(value) if isinstance(value, int | float) else value

    def to_python(self, value: Any) -> Any:
        """The number."""
        text = str(super().to_python(value) or "").strip()
        if not text:
            return None
        number = parse_number(text)
        if number is None:
            raise ValidationError(
                Words(
                    "«{text}» không phải là số. Viết như 1.234,5.", "“{text}” is not a number. Write it like 1.234,5."
                ).format(text=text)
            )
        return float(number.value)


class NamesField(forms.CharField):
    """A list of names, one a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        """One a line."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        """The names without blanks."""
        lines = str(super().to_python(value) or "").splitlines()
        return [" ".join(line.split()) for line in lines if line.strip()]


class DayField(forms.CharField):
    """A day, dd/mm/yyyy; kept in ISO form. With `years`, a year alone is allowed and kept as a number."""

    def __init__(self, *, years: bool = False, **more: Any) -> None:
        super().__init__(**more)
        self.years = years

    def prepare_value(self, value: Any) -> Any:
        """As it is printed."""
        try:
            return f"{date.fromisoformat(str(value)):%d/%m/%Y}"
        except ValueError:
            return value

    def to_python(self, value: Any) -> Any:
        """The day or year."""
        text = str(super().to_python(value) or "").strip()
        if not text:
            return None
        if self.years and text.isdecimal() and len(text) == 4:
            return int(text)
        found = _DAY.fullmatch(text)
        try:
            return (
                date(int(found[3]), int(found[2]), int(found[1])).isoformat()
                if found
                else date.fromisoformat(text).isoformat()
            )
        except ValueError:
            expected = Words("năm (2030) hoặc ngày (31/12/2030)", "a year (2030) or a day (31/12/2030)")
            day = Words("ngày (31/12/2030)", "a day (31/12/2030)")
            raise ValidationError(
                Words("«{text}» không đọc được. Viết {expected}.", "“{text}” cannot be read. Write {expected}.").format(
                    text=text, expected=expected if self.years else day
                )
            ) from None


class YearField(forms.CharField):
    """A year or nothing."""

    def to_python(self, value: Any) -> Any:
        """The year."""
        text = str(super().to_python(value) or "").strip()
        if not text:
            return None
        if not (text.isdecimal() and 1900 <= int(text) <= 2200):
            raise ValidationError(
                Words(
                    "«{text}» không phải là năm. Viết như 2030.", "“{text}” is not a year. Write it like 2030."
                ).format(text=text)
            )
        return int(text)
