"""Where the tables of a sheet begin: the rows that name columns.

Reads: rows of what cells show. Writes: which rows are a header, which number the columns, what stands below.
Words are data: `data/sheet_headers.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise

from lotrinh.core.vietnamese.text import shadow
from lotrinh.reading.sheets.model import Merge, Shown

_LEAST_NAMES = 3
_LONGEST_NAME = 90  # a longer cell tells, it does not head a column
_MOST_ROWS = 3
_COLUMN_NUMBER = re.compile(r"\(?(?:[0-9]{1,2}|[a-zđ])(?:\s?[=:]\s?[0-9a-z()+:/*x\s-]{1,24})?\)?", re.IGNORECASE)
_FIGURE = re.compile(r"[-+]?[0-9][0-9.,]*\s?%?")
_YEAR = re.compile(r"(?:năm )?(?:19|20)[0-9]{2}")

Row = Mapping[int, Shown]


@cache
def _words() -> dict[str, re.Pattern[str]]:
    import tomllib

    table = tomllib.loads(files("lotrinh.reading").joinpath("data", "sheet_headers.toml").read_text(encoding="utf-8"))
    return {
        kind: re.compile("|".join(re.escape(shadow(word)) + r"(?![^\W\d])" for word in sorted(words, key=len)[::-1]))
        for kind, words in table.items()
    }


def _told(shown: Shown) -> str:
    return " ".join(shadow(shown.text).split()).strip(" .:*")


def is_header(row: Row) -> bool:
    """Whether a row names columns.

    >>> is_header({0: Shown("STT"), 1: Shown("Chỉ tiêu"), 2: Shown("2026")})
    True
    >>> is_header({0: Shown("1"), 1: Shown("Kế hoạch vốn đầu tư"), 2: Shown("120", number=True)})
    False
    """
    told = [_told(shown) for shown in row.values()]
    if len(told) < 2 or any(len(text) > _LONGEST_NAME for text in told):
        return False
    if any(_words()["number"].fullmatch(text) for text in told):
        return any(_words()["names"].match(text) for text in told)
    if any(_FIGURE.fullmatch(text) and not _YEAR.fullmatch(text) for text in told):
        return False
    named = sum(bool(_words()["names"].match(text)) for text in told)
    return named >= _LEAST_NAMES or (named >= 2 and named == len(told))


def header_rows(rows: Mapping[int, Row], first: int, merges: Collection[Merge]) -> int:
    """How many rows the header that begins at row `first` has: those its cells are merged down to or stand over."""
    merged = max((merge.bottom for merge in merges if merge.top == first and first <= merge.bottom), default=first)
    last = min(merged, first + _MOST_ROWS - 1)
    heads = rows[first]
    left = min(heads)
    while last < first + _MOST_ROWS - 1:
        below = rows.get(last + 1, {})
        if not below or left in below or is_numbering(below) or not _completes(below, heads, last == first):
            break
        last += 1
    return last - first + 1


def _completes(below: Row, heads: Row, first: bool) -> bool:
    """Whether a row goes on with the header above it: short names or years, nothing under the name of the rows."""
    told = [_told(shown) for shown in below.values()]
    if any(_FIGURE.fullmatch(text) and not _YEAR.fullmatch(text) for text in told):
        return False
    name = sorted(heads)[1] if len(heads) > 1 else -1
    return name not in below and (len(told) > 1 or first) and all(len(text) <= _LONGEST_NAME for text in told)


def is_numbering(row: Row) -> bool:
    """Whether a row only numbers the columns: "A | B | 1 | 2 | 3=2/1".

    >>> is_numbering({0: Shown("(1)"), 1: Shown("(2)"), 2: Shown("(3)")})
    True
    >>> is_numbering({0: Shown("1"), 1: Shown("GRDP"), 2: Shown("7,5")})
    False
    """
    told = [_told(shown) for shown in row.values()]
    if len(told) < _LEAST_NAMES or not all(_COLUMN_NUMBER.fullmatch(text) for text in told):
        return False
    plain = [text.strip("()").split("=")[0].split(":")[0].strip() for text in told]
    numbers = [int(text) for text in plain if text.isdecimal()]
    return len(numbers) >= 2 and all(after - before == 1 for before, after in pairwise(numbers))


def stands_below(row: Row) -> bool:
    """Whether a row of few words begins what stands below a table: notes, the place and date, the signature."""
    told = [_told(shown) for shown in row.values()]
    return len(told) <= 3 and bool(told) and bool(_words()["below"].match(shadow(min(row.items())[1].text).strip()))
