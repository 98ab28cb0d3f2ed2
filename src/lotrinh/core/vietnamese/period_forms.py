"""Forms of periods: the ways in which documents print one, each a pattern and what it makes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lotrinh.core.period import Period
from lotrinh.core.vietnamese.calendar_words import DIGITS, END, MONTH, MONTH_DIGITS, MONTHS, QUARTER, YEAR, month_number
from lotrinh.core.vietnamese.dates import Found
from lotrinh.core.vietnamese.text import shadow

_Groups = tuple[str, ...]  # a match and its groups, so that they have their numbers


@dataclass(frozen=True, slots=True, eq=False)
class _Form:
    """A way to print a period: `make` gets the groups of `pattern` and the year, and may raise ValueError.

    The year is the first group that is set among `years` (group numbers), or the context's.
    """

    starts: str
    pattern: re.Pattern[str]
    years: tuple[int, ...]
    make: Callable[[_Groups, int], Period]


def _cumulated(found: _Groups, year: int) -> Period:
    count, part = month_number(found[1]), found[2]
    if part == "cuối":
        return Period.half(year, 2) if count == 6 else Period.between(date(year, 13 - count, 1), date(year, 12, 31))
    if count == 1:
        return Period.month(year, 1)
    return Period.year(year) if count == 12 else Period.months(year, 1, count)


def _month_run(found: _Groups, year: int) -> Period:
    first_year = int(found[2] or found[3] or year)
    first, last = month_number(found[1]), month_number(found[4])
    return Period.months(first_year, first, last, year)


_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4}
# A year that follows its month or quarter: "/2025", "-2025", "năm 2025", "của năm 2025".
# "Quý III, năm 2022" alone, as in a table's cell: within a sentence the year behind a comma may be of what follows.
_OF_YEAR = rf"(?: ?[/.-] ?({YEAR})|(?: của|,(?= năm [0-9]{{4}} ?(?:[;.)\n]|\Z)))? năm ({YEAR}))"
# As the shadow spells it: it moves the tone mark of "đoạn" too.
_PHASE = f"(?:{shadow('giai đoạn')}|thời kỳ|nhiệm kỳ|các năm|[0-9]{{1,2}} năm|năm năm|mười năm)"
# After "9 tháng": "tuổi", "một lần", "kể từ", "liên tục" make it a length of time, as "/lần" does.
_NO_LENGTH = r"(?=[ ,;:.)]|$)(?! (?:tuổi|một|kể|liên|trở|tới|sau|trước|qua|gần|lương|hoặc|là|cuối))"
# "Nghị định 10/2021" is not October.
_NO_SIGN = "(?<!số )(?<!số: )(?<!định )(?<!quyết )(?<!tư )(?<!luật )(?<!thị )(?<!lệnh )"
_COUNT = rf"({MONTH}) tháng"
_MONTH_STARTS = DIGITS + "".join({word[0] for word in MONTHS})
# Order matters: the longer form stands before the shorter that begins alike.
_FORMS = (
    _Form(  # giai đoạn 2021 - 2030, giai đoạn từ năm 2021 đến năm 2025, 5 năm 2021-2025
        DIGITS + "gtncm",
        re.compile(rf"{_PHASE} (?:từ )?(?:năm )?({YEAR})(?: ?- ?| đến )(?:năm )?({YEAR}){END}"),
        (2,),
        lambda found, last: Period.years(int(found[1]), last),
    ),
    _Form(  # từ năm 2021 đến năm 2025
        "t",
        re.compile(rf"từ (?:năm )?({YEAR})(?: ?- ?| đến (?:hết )?)(?:năm )?({YEAR}){END}"),
        (2,),
        lambda found, last: Period.years(int(found[1]), last),
    ),
    _Form(  # 2021-2025, năm 2021-2025
        DIGITS + "n",
        re.compile(rf"(?:năm )?({YEAR}) ?- ?({YEAR}){END}"),
        (2,),
        lambda found, last: Period.years(int(found[1]), last),
    ),
    _Form(  # từ tháng 01 đến tháng 9 năm 2025
        "t",
        re.compile(rf"từ tháng ({MONTH}){_OF_YEAR}? ?(?:-|đến)(?: hết)? ?(?:tháng )?({MONTH}){_OF_YEAR}?{END}"),
        (5, 6),
        _month_run,
    ),
    _Form(  # 6 tháng đầu năm 2024, 6 tháng cuối năm, 6 tháng đầu của năm 2024
        _MONTH_STARTS,
        re.compile(rf"{_COUNT} (đầu|cuối)(?: của)? năm(?: ({YEAR}))?{END}"),
        (3,),
        _cumulated,
    ),
    _Form(  # chín tháng năm 2025, 9 tháng/2025, 9 tháng của năm 2025
        _MONTH_STARTS,
        re.compile(rf"{_COUNT}()(?:(?: của)? năm |/| )({YEAR}){END}"),
        (3,),
        _cumulated,
    ),
    _Form(  # 9 tháng, sáu tháng (of the year spoken of)
        DIGITS + "sbtcm",
        re.compile(rf"(?!0?1 )({MONTH_DIGITS}|sáu|bảy|bẩy|tám|chín|mười một|mười) tháng(){_NO_LENGTH}"),
        (),
        _cumulated,
    ),
    _Form(  # 9T/2025
        DIGITS,
        re.compile(rf"({MONTH_DIGITS})t()/({YEAR}){END}"),
        (3,),
        _cumulated,
    ),
    _Form(  # 3 quý đầu năm 2025, hai quý đầu năm
        "23hb",
        re.compile(rf"([23]|hai|ba) {QUARTER} đầu(?: của)? năm(?: ({YEAR}))?{END}"),
        (2,),
        lambda found, year: Period.months(year, 1, 3 * month_number(found[1])),
    ),
    _Form(  # quý II/2023, quý III năm 2025
        "q",
        re.compile(rf"{QUARTER} (iii|ii|iv|i|[1-4]|một|hai|ba|tư|bốn)(?!\w)(?:{_OF_YEAR})?{END}"),
        (2, 3),
        lambda found, year: Period.quarter(year, int(found[1]) if found[1].isdecimal() else _QUARTERS[found[1]]),
    ),
    _Form(  # tháng 6/2025, tháng sáu năm 2025
        "t",
        re.compile(rf"tháng ({MONTH})(?! lần)(?:{_OF_YEAR})?{END}"),
        (2, 3),
        lambda found, year: Period.month(year, month_number(found[1])),
    ),
    _Form(  # T6/2025
        "t",
        re.compile(rf"t({MONTH_DIGITS}) ?/ ?({YEAR}){END}"),
        (2,),
        lambda found, year: Period.month(year, int(found[1])),
    ),
    _Form(  # Q2/2025
        "q",
        re.compile(rf"q([1-4]) ?/ ?({YEAR}){END}"),
        (2,),
        lambda found, year: Period.quarter(year, int(found[1])),
    ),
    _Form(  # 6/2025
        DIGITS,
        re.compile(rf"{_NO_SIGN}({MONTH_DIGITS}) ?/ ?({YEAR}){END}"),
        (2,),
        lambda found, year: Period.month(year, int(found[1])),
    ),
    _Form(  # nửa đầu năm 2025
        "n",
        re.compile(rf"nửa (đầu|cuối) năm(?: ({YEAR}))?{END}"),
        (2,),
        lambda found, year: Period.half(year, 1 if found[1] == "đầu" else 2),
    ),
    _Form("n", re.compile(rf"năm ({YEAR}){END}"), (1,), lambda _, year: Period.year(year)),
)
_BY_START = {char: tuple(form for form in _FORMS if char in form.starts) for form in _FORMS for char in form.starts}


def form_at(text: str, position: int, first: str, year: int | None) -> Found[Period] | None:
    """The period whose form begins at `position` with the character `first`; None when there is none."""
    for form in _BY_START.get(first, ()):
        if found := form.pattern.match(text, position):
            made = _period(form, (found[0], *found.groups()), year)
            return made and Found(made[0], found.end(), made[1])
    return None


@lru_cache(maxsize=1024)
def _period(form: _Form, groups: _Groups, context: int | None) -> tuple[Period, str | None] | None:
    """The period printed so, and why to doubt it; a document prints the same few again and again."""
    printed = next((groups[number] for number in form.years if groups[number]), None)
    if printed is None and context is None:
        return None
    try:
        return form.make(groups, int(printed or context or 0)), None if printed else "year_of_context"
    except ValueError:
        return None
