"""Dates as Vietnamese documents print them, read at a position of a shadow text.

The parsers are cursors: they look at one position, and say what they read and where it ends. Texts are
shadows (see `text.shadow`) whose blanks are single. An impossible date is None, never a nearby one.

>>> parse_date("ngày 26 tháng 01 năm 2023, tại")
Found(value=datetime.date(2023, 1, 26), end=25, reason=None)
>>> parse_date("31/02/2024") is None
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from lotrinh.core.vietnamese.calendar_words import END, MONTH, MONTH_DIGITS, YEAR, month_number

# Why a date or period may be doubted: id → (Vietnamese, English).
REASONS = {
    "year_of_context": (
        "Năm không ghi trong câu, lấy theo đề mục hoặc văn bản.",
        "The year is not printed here; it is that of the heading or the document.",
    ),
    "two_digit_year": (
        "Năm chỉ ghi hai chữ số, hiểu theo năm của văn bản.",
        "The year is printed with two digits and read near the document's year.",
    ),
}

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Found(Generic[T_co]):
    """What was read, the offset after its last character, and why to doubt it (key of `REASONS` or None)."""

    value: T_co
    end: int
    reason: str | None = None


# A date without a year that comes back every year, or lies in a year told by a word.
_NOT_THIS_YEAR = r"(?! (?:hằng|hàng|mỗi|năm))"
_NUMERIC_DATE = re.compile(rf"([0-9]{{1,2}}) ?([/.-]) ?([0-9]{{1,2}}) ?\2 ?({YEAR}|[0-9]{{2}}){END}")
DAY_AND_MONTH = re.compile(rf"([0-9]{{1,2}}) ?[/-] ?([0-9]{{1,2}}){END}{_NOT_THIS_YEAR}")
_WORDED_DATE = re.compile(rf"([0-9]{{1,2}}) ?tháng ?({MONTH_DIGITS})(?:,? ?năm ?({YEAR})| ?[/-] ?({YEAR})){END}")
_WORDED_DAY = re.compile(rf"([0-9]{{1,2}}) tháng ({MONTH})(?:,? năm ({YEAR})| ?[/-] ?({YEAR})|{_NOT_THIS_YEAR}){END}")
_DAY_WORD = re.compile(r"(?:ngày |mùng |mồng ){1,2}")


def parse_date(text: str, position: int = 0, *, year: int | None = None) -> Found[date] | None:
    """The date printed at `position`, with or without "ngày"; None when there is none, or an impossible one.

    A date without a year needs the word "ngày" and the context's `year`; a two-digit year needs `year` too.

    >>> [str(parse_date(printed).value) for printed in ("26/01/2023", "01-8-2022", "25.01.2025", "ngày 06/7/2022")]
    ['2023-01-26', '2022-08-01', '2025-01-25', '2022-07-06']
    >>> parse_date("ngày 15/7"), str(parse_date("ngày 15/7", year=2025).value)
    (None, '2025-07-15')
    """
    word = _DAY_WORD.match(text, position)
    start = word.end() if word else position
    if not text[start : start + 1].isdecimal() or (start and text[start - 1] in "0123456789/"):
        return None
    if found := _NUMERIC_DATE.match(text, start):
        day, _, month, printed_year = found.groups()
        return date_of(day, month, printed_year, found.end(), year)
    if found := (word and _WORDED_DAY.match(text, start)) or _WORDED_DATE.match(text, start):
        return date_of(found[1], found[2], found[3] or found[4], found.end(), year)
    if word and (found := DAY_AND_MONTH.match(text, start)):
        return date_of(found[1], found[2], None, found.end(), year)
    return None


def date_of(day: str, month: str, printed_year: str | None, end: int, context: int | None) -> Found[date] | None:
    """The date of a printed day, month and year; the year is the `context`'s when none is printed."""
    reason = None
    if printed_year is not None and len(printed_year) == 4:
        number = int(printed_year)
    elif context is None:
        return None
    elif printed_year is None:
        number, reason = context, "year_of_context"
    else:
        # The year of these two digits that lies nearest to the context's.
        number = context + (int(printed_year) - context + 50) % 100 - 50
        reason = "two_digit_year"
    try:
        return Found(date(number, month_number(month), int(day)), end, reason)
    except ValueError:
        return None
