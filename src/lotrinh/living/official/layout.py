"""The layout of Decree 30/2020/NĐ-CP as values: data/layout.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Element:
    """How one part of a document is set. `size`: the points that the decree allows."""

    name: str
    size: tuple[float, float]
    bold: bool = False
    italic: bool = False
    caps: bool = False
    centred: bool = False
    justified: bool = False
    rule: bool = False
    text: str = ""

    @property
    def style(self) -> str:
        """The name of its style in the templates, which an official sees in Word."""
        return f"LT {self.name}"

    def size_of(self, body: float) -> float:
        """The size beside a body of that size: the largest allowed, one point less where the body is 13."""
        low, high = self.size
        return high if body >= 14 else max(low, high - 1)


@dataclass(frozen=True, slots=True)
class Layout:
    """The table. `page`: ranges in mm; `use`: what the default templates take."""

    page: dict[str, Any]
    use: dict[str, Any]
    elements: dict[str, Element]


@cache
def layout() -> Layout:
    """The table as read."""
    text = (files("lotrinh.living.official") / "data" / "layout.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return Layout(
        table["page"],
        table["use"],
        {name: Element(name, tuple(one.pop("size")), **one) for name, one in table["element"].items()},
    )


@cache
def kinds() -> dict[str, dict[str, Any]]:
    """The kinds of reports: data/kinds.toml."""
    text = (files("lotrinh.living.official") / "data" / "kinds.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def day_told(place: str, year: int, month: int, day: int) -> str:
    """Place and date as the decree writes them: days below 10 and the months 1 and 2 with a zero.

    >>> day_told("Lạng Sơn", 2025, 1, 5), day_told("Lạng Sơn", 2025, 6, 29), day_told("Lạng Sơn", 2025, 3, 9)
    ('Lạng Sơn, ngày 05 tháng 01 năm 2025', 'Lạng Sơn, ngày 29 tháng 6 năm 2025', 'Lạng Sơn, ngày 09 tháng 3 năm 2025')
    """
    return f"{place}, ngày {day_words(date(year, month, day))}"


def day_words(day: date) -> str:
    """A day as papers cite it.

    >>> day_words(date(2023, 1, 26)), day_words(date(2025, 11, 5))
    ('26 tháng 01 năm 2023', '05 tháng 11 năm 2025')
    """
    return (
        f"{day.day:02d} tháng {day.month:02d} năm {day.year}"
        if day.month < 3
        else f"{day.day:02d} tháng {day.month} năm {day.year}"
    )


def date_told(day: date) -> str:
    """ "26/01/2023"."""
    return f"{day:%d/%m/%Y}"


def number_told(number: str, symbol: str) -> str:
    """ "Số: 05/BC-UBND": below ten with a zero; a blank where the number is given on signing.

    >>> number_told("5", "BC-UBND"), number_told("", "BC-UBND"), number_told("129", "UBND-TH")
    ('Số: 05/BC-UBND', 'Số:      /BC-UBND', 'Số: 129/UBND-TH')
    """
    told = f"{int(number):02d}" if number.isdecimal() else number
    return f"Số: {told or '     '}/{symbol}"


def roman(number: int) -> str:
    """ "IV".

    >>> [roman(n) for n in (1, 4, 9, 14)]
    ['I', 'IV', 'IX', 'XIV']
    """
    told = ""
    for value, sign in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            told, number = told + sign, number - value
    return told
