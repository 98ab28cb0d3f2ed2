"""Dates and periods as Vietnamese documents print them, read at a position of a shadow text.

The parsers are cursors: they look at one position, and say what they read and where it ends. Texts are
shadows (see `text.shadow`) whose blanks are single. An impossible date is None, never a nearby one.

>>> parse_date("ngày 26 tháng 01 năm 2023, tại")
Found(value=datetime.date(2023, 1, 26), end=25, reason=None)
>>> parse_date("31/02/2024") is None
True
>>> str(parse_period("9 tháng đầu năm 2025 ước đạt").value)
'2025-01/2025-09'
>>> str(parse_period("tính đến hết năm 2024").value), str(parse_period("thời kỳ 2021 - 2030").value)
('as-of 2024-12-31', '2021/2030')

A year that is not printed is taken from `year`, the year that heading or document speak of, and the
answer says so; without it there is no answer.

>>> parse_period(shadow("quý III")), parse_period(shadow("quý III"), year=2025).reason
(None, 'year_of_context')

Names: Found, parse_date, parse_period, find_periods, REASONS.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Generic, TypeVar

from lotrinh.core.period import Period
from lotrinh.core.vietnamese.number_words import MONTHS
from lotrinh.core.vietnamese.text import shadow

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


_YEAR = r"(?:18|19|20|21)[0-9]{2}(?![0-9])"
_MONTH_DIGITS = r"(?:0?[1-9]|1[0-2])(?![0-9])"
# "tháng năm 2025" is not May: the word belongs to the year.
_MONTH = rf"(?:{_MONTH_DIGITS}|(?:{'|'.join(MONTHS)})(?!\w)(?<!năm(?= [0-9]{{4}})))"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4}
# A year that follows its month or quarter: "/2025", "-2025", "năm 2025", "của năm 2025".
# "Quý III, năm 2022" alone, as in a table's cell: within a sentence the year behind a comma may be of what follows.
_OF_YEAR = rf"(?: ?[/.-] ?({_YEAR})|(?: của|,(?= năm [0-9]{{4}} ?(?:[;.)\n]|\Z)))? năm ({_YEAR}))"
# The end of an expression must not be the middle of a document's number ("12/2024/NĐ-CP").
_END = r"(?![0-9]|/\w)"
# A date without a year that comes back every year, or lies in a year told by a word.
_NOT_THIS_YEAR = r"(?! (?:hằng|hàng|mỗi|năm))"


def _month_number(printed: str) -> int:
    return int(printed) if printed.isdecimal() else MONTHS[printed]


_NUMERIC_DATE = re.compile(rf"([0-9]{{1,2}}) ?([/.-]) ?([0-9]{{1,2}}) ?\2 ?({_YEAR}|[0-9]{{2}}){_END}")
_DAY_AND_MONTH = re.compile(rf"([0-9]{{1,2}}) ?[/-] ?([0-9]{{1,2}}){_END}{_NOT_THIS_YEAR}")
# "tính đến 30.9, …": a state needs no "ngày"; with a dot, nothing but a mark or a word's end may follow.
_STATE_DAY = re.compile(
    r"([0-9]{1,2})[./]([0-9]{1,2})(?=[,;)]|$|\.(?: |$)| [^\W\d_]{3})(?! (?:triệu|nghìn|điểm|phần|trăm))"
)
_WORDED_DATE = re.compile(rf"([0-9]{{1,2}}) ?tháng ?({_MONTH_DIGITS})(?:,? ?năm ?({_YEAR})| ?[/-] ?({_YEAR})){_END}")
_WORDED_DAY = re.compile(
    rf"([0-9]{{1,2}}) tháng ({_MONTH})(?:,? năm ({_YEAR})| ?[/-] ?({_YEAR})|{_NOT_THIS_YEAR}){_END}"
)
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
        return _date(day, month, printed_year, found.end(), year)
    if found := (word and _WORDED_DAY.match(text, start)) or _WORDED_DATE.match(text, start):
        return _date(found[1], found[2], found[3] or found[4], found.end(), year)
    if word and (found := _DAY_AND_MONTH.match(text, start)):
        return _date(found[1], found[2], None, found.end(), year)
    return None


def _date(day: str, month: str, printed_year: str | None, end: int, context: int | None) -> Found[date] | None:
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
        return Found(date(number, _month_number(month), int(day)), end, reason)
    except ValueError:
        return None


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
    count, part = _month_number(found[1]), found[2]
    if part == "cuối":
        return Period.half(year, 2) if count == 6 else Period.between(date(year, 13 - count, 1), date(year, 12, 31))
    if count == 1:
        return Period.month(year, 1)
    return Period.year(year) if count == 12 else Period.months(year, 1, count)


def _month_run(found: _Groups, year: int) -> Period:
    first_year = int(found[2] or found[3] or year)
    first, last = _month_number(found[1]), _month_number(found[4])
    return Period.months(first_year, first, last, year)


# Words as the shadow spells them: it moves the tone mark of "quý" and "đoạn" too.
_PHASE = f"(?:{shadow('giai đoạn')}|thời kỳ|nhiệm kỳ|các năm|[0-9]{{1,2}} năm|năm năm|mười năm)"
_QUARTER = f"(?:{shadow('quý')}|quí)"
# After "năm" without a number: "năm học", "năm tới", "năm 5" speak of another year, or of none.
_NO_OTHER_YEAR = rf"(?!\w)(?! (?:học|tới|qua|nay|sau|trước|{shadow('ngoái')}|thứ|tiếp|đó|[0-9]))"
# After "9 tháng": "tuổi", "một lần", "kể từ", "liên tục" make it a length of time, as "/lần" does.
_NO_LENGTH = r"(?=[ ,;:.)]|$)(?! (?:tuổi|một|kể|liên|trở|tới|sau|trước|qua|gần|lương|hoặc|là|cuối))"
# "Nghị định 10/2021" is not October.
_NO_SIGN = "(?<!số )(?<!số: )(?<!định )(?<!quyết )(?<!tư )(?<!luật )(?<!thị )(?<!lệnh )"
_COUNT = rf"({_MONTH}) tháng"
_DIGITS = "0123456789"
_MONTH_STARTS = _DIGITS + "".join({word[0] for word in MONTHS})
# Order matters: the longer form stands before the shorter that begins alike.
_FORMS = (
    _Form(  # giai đoạn 2021 - 2030, giai đoạn từ năm 2021 đến năm 2025, 5 năm 2021-2025
        _DIGITS + "gtncm",
        re.compile(rf"{_PHASE} (?:từ )?(?:năm )?({_YEAR})(?: ?- ?| đến )(?:năm )?({_YEAR}){_END}"),
        (2,),
        lambda found, last: Period.years(int(found[1]), last),
    ),
    _Form(  # từ năm 2021 đến năm 2025
        "t",
        re.compile(rf"từ (?:năm )?({_YEAR})(?: ?- ?| đến (?:hết )?)(?:năm )?({_YEAR}){_END}"),
        (2,),
        lambda found, last: Period.years(int(found[1]), last),
    ),
    _Form(  # 2021-2025, năm 2021-2025
        _DIGITS + "n",
        re.compile(rf"(?:năm )?({_YEAR}) ?- ?({_YEAR}){_END}"),
        (2,),
        lambda found, last: Period.years(int(found[1]), last),
    ),
    _Form(  # từ tháng 01 đến tháng 9 năm 2025
        "t",
        re.compile(rf"từ tháng ({_MONTH}){_OF_YEAR}? ?(?:-|đến)(?: hết)? ?(?:tháng )?({_MONTH}){_OF_YEAR}?{_END}"),
        (5, 6),
        _month_run,
    ),
    _Form(  # 6 tháng đầu năm 2024, 6 tháng cuối năm, 6 tháng đầu của năm 2024
        _MONTH_STARTS,
        re.compile(rf"{_COUNT} (đầu|cuối)(?: của)? năm(?: ({_YEAR}))?{_END}"),
        (3,),
        _cumulated,
    ),
    _Form(  # chín tháng năm 2025, 9 tháng/2025, 9 tháng của năm 2025
        _MONTH_STARTS,
        re.compile(rf"{_COUNT}()(?:(?: của)? năm |/| )({_YEAR}){_END}"),
        (3,),
        _cumulated,
    ),
    _Form(  # 9 tháng, sáu tháng (of the year spoken of)
        _DIGITS + "sbtcm",
        re.compile(rf"(?!0?1 )({_MONTH_DIGITS}|sáu|bảy|bẩy|tám|chín|mười một|mười) tháng(){_NO_LENGTH}"),
        (),
        _cumulated,
    ),
    _Form(  # 9T/2025
        _DIGITS,
        re.compile(rf"({_MONTH_DIGITS})t()/({_YEAR}){_END}"),
        (3,),
        _cumulated,
    ),
    _Form(  # 3 quý đầu năm 2025, hai quý đầu năm
        "23hb",
        re.compile(rf"([23]|hai|ba) {_QUARTER} đầu(?: của)? năm(?: ({_YEAR}))?{_END}"),
        (2,),
        lambda found, year: Period.months(year, 1, 3 * _month_number(found[1])),
    ),
    _Form(  # quý II/2023, quý III năm 2025
        "q",
        re.compile(rf"{_QUARTER} (iii|ii|iv|i|[1-4]|một|hai|ba|tư|bốn)(?!\w)(?:{_OF_YEAR})?{_END}"),
        (2, 3),
        lambda found, year: Period.quarter(year, int(found[1]) if found[1].isdecimal() else _QUARTERS[found[1]]),
    ),
    _Form(  # tháng 6/2025, tháng sáu năm 2025
        "t",
        re.compile(rf"tháng ({_MONTH})(?! lần)(?:{_OF_YEAR})?{_END}"),
        (2, 3),
        lambda found, year: Period.month(year, _month_number(found[1])),
    ),
    _Form(  # T6/2025
        "t",
        re.compile(rf"t({_MONTH_DIGITS}) ?/ ?({_YEAR}){_END}"),
        (2,),
        lambda found, year: Period.month(year, int(found[1])),
    ),
    _Form(  # Q2/2025
        "q",
        re.compile(rf"q([1-4]) ?/ ?({_YEAR}){_END}"),
        (2,),
        lambda found, year: Period.quarter(year, int(found[1])),
    ),
    _Form(  # 6/2025
        _DIGITS,
        re.compile(rf"{_NO_SIGN}({_MONTH_DIGITS}) ?/ ?({_YEAR}){_END}"),
        (2,),
        lambda found, year: Period.month(year, int(found[1])),
    ),
    _Form(  # nửa đầu năm 2025
        "n",
        re.compile(rf"nửa (đầu|cuối) năm(?: ({_YEAR}))?{_END}"),
        (2,),
        lambda found, year: Period.half(year, 1 if found[1] == "đầu" else 2),
    ),
    _Form("n", re.compile(rf"năm ({_YEAR}){_END}"), (1,), lambda _, year: Period.year(year)),
)
_BY_START = {char: tuple(form for form in _FORMS if char in form.starts) for form in _FORMS for char in form.starts}

# "trong quý", "cả năm": a word that adds nothing, but lets "năm" stand for the year spoken of.
_BEFORE_PERIODS = frozenset("tcs")  # first letters of "từ ngày" and of the words below
_BEFORE_DATES = frozenset("nm" + _DIGITS)  # of "ngày", "mùng", and of dates
_WITHIN = re.compile(f"(?:trong|cả|{shadow('toàn')}|suốt) ")
_YEAR_SPOKEN_OF = re.compile(rf"năm{_NO_OTHER_YEAR}")
# A state reached at the end of what follows: "tính đến ngày", "đến hết", "hết", "cuối", "tại thời điểm".
_STATE = re.compile(
    rf"(?:(?:(?:tính |lũy kế )?(?:từ đầu năm (?:{_YEAR} )?)?(?:đến|tới)(?: hết| cuối| thời điểm)?|hết|cuối)"
    r"|(?:tại )?thời điểm)(?: cuối)? "
)
_COUNTED_TO, _AT_TIME = "tính đến ", "thời điểm "
_YEAR_END = re.compile(rf"(?<=hết |uối )năm{_NO_OTHER_YEAR}")
_FROM_DATE = re.compile(r"từ (?:ngày )?(?=[0-9])")
_OF_DAY = "ngày "
_TO_DATE = re.compile(r" ?(?:-|đến(?: hết)?) ?(?:ngày )?(?=[0-9])")


def parse_period(text: str, position: int = 0, *, year: int | None = None) -> Found[Period] | None:
    """The period or date printed at `position`; None when there is none, or its year is unknown.

    >>> def read(printed): return str(parse_period(printed, year=2025).value)
    >>> read("t6/2024"), read("q2/2024")
    ('2024-06', '2024-Q2')
    >>> read("6/2024"), read("tháng 6/2025"), read("6 tháng cuối năm 2024"), read("hết tháng 9")
    ('2024-06', '2025-06', '2024-H2', 'as-of 2025-09-30')
    >>> read("tính đến ngày 26/12/2024"), read("từ ngày 15/12/2024 đến ngày 14/9/2025")
    ('as-of 2024-12-26', '2024-12-15/2025-09-14')
    """
    if position and text[position - 1] in "0123456789/":
        return None
    if state := _STATE.match(text, position):
        return _state(text, state.end(), year)
    return _stretch(text, position, year)


def _stretch(text: str, position: int, year: int | None) -> Found[Period] | None:
    """The period at `position`, whatever word of a state stands before it."""
    first = text[position : position + 1]
    if first in _BEFORE_PERIODS:
        if (start := _FROM_DATE.match(text, position)) and (days := _days(text, start.end(), year)):
            return days
        if within := _WITHIN.match(text, position):
            position = within.end()
            if year is not None and (spoken_of := _YEAR_SPOKEN_OF.match(text, position)):
                return Found(Period.year(year), spoken_of.end(), "year_of_context")
            first = text[position : position + 1]
    if first in _BEFORE_DATES and (day := parse_date(text, position, year=year)):
        return Found(Period.day(day.value), day.end, day.reason)
    for form in _BY_START.get(first, ()):
        if found := form.pattern.match(text, position):
            return _made(form, found, year)
    return None


def _made(form: _Form, found: re.Match[str], context: int | None) -> Found[Period] | None:
    made = _period(form, (found[0], *found.groups()), context)
    return made and Found(made[0], found.end(), made[1])


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


def _state(text: str, position: int, year: int | None) -> Found[Period] | None:
    """The state at the end of the period at `position`."""
    if (whole_year := _YEAR_END.match(text, position)) and year is not None:
        return Found(Period.as_of(date(year, 12, 31)), whole_year.end(), "year_of_context")
    if text.endswith((_COUNTED_TO, _AT_TIME), 0, position) and (day := _STATE_DAY.match(text, position)):
        told = _date(day[1], day[2], None, day.end(), year)
        return Found(Period.as_of(told.value), told.end, told.reason) if told else None
    inner = _stretch(text, position, year)
    return inner and Found(Period.as_of(inner.value.last), inner.end, inner.reason)


def _days(text: str, position: int, year: int | None) -> Found[Period] | None:
    """Two dates parted by "đến" or a dash; the first may leave its year to the second."""
    bare_first = _DAY_AND_MONTH.match(text, position)
    first = parse_date(text, position, year=year)
    end = first.end if first else bare_first.end() if bare_first else position
    to = _TO_DATE.match(text, end)
    if to is None:
        return None
    last = parse_date(text, to.end(), year=year)
    if last is None and bare_first and (bare_last := _DAY_AND_MONTH.match(text, to.end())):
        if not (text.startswith(_OF_DAY, position - len(_OF_DAY)) or _no_fractions(bare_first, bare_last)):
            return None  # "từ 1/2 đến 2/3 số hộ"
        first = _date(bare_first[1], bare_first[2], None, end, year)
        last = _date(bare_last[1], bare_last[2], None, bare_last.end(), year)
    if last is None:
        return None
    if first is None and bare_first:
        first = _date(bare_first[1], bare_first[2], str(last.value.year), end, year)
    if first is None or first.value >= last.value:
        return None
    return Found(Period.between(first.value, last.value), last.end, first.reason or last.reason)


def _no_fractions(*printed: re.Match[str]) -> bool:
    return all("/" in found[0] and int(found[1]) > int(found[2]) for found in printed)


# Every period holds one of these; scanning for them is several times faster than for all its beginnings.
_CORE = re.compile(
    rf"năm|tháng|(?:{_COUNTED_TO}|{_AT_TIME})[0-9]|từ [0-9]{{1,2}}[/-][0-9]"
    rf"|{shadow('quý')}|quí|ngày [0-9]|1[0-9]{{3}}|2[0-9]{{3}}"
)
# Where a period may begin, at most this far before its core ("giai đoạn từ năm").
_REACH = 32
_BEGIN = re.compile(
    r"(?<![\w/])(?:(?:tính|lũy kế|đến|tới|hết|cuối|tại thời|thời|giai|nhiệm kỳ|từ|trong|cả|tháng|ngày|nửa|các năm) "
    rf"|{_QUARTER} |[tq][0-9]{{1,2}} ?/"
    rf"|năm {_YEAR}|[0-9]{{1,2}}(?: tháng| năm | ?[/.-]|t/| {_QUARTER} đầu)|[0-9]{{4}} ?-|(?:{'|'.join(MONTHS)}) tháng"
    rf"|(?:hai|ba) {_QUARTER} đầu)"
)


def find_periods(
    text: str, start: int = 0, end: int | None = None, *, year: int | None = None
) -> Iterator[tuple[int, Found[Period]]]:
    """Every period of ``text[start:end]`` in order, with the offset where it begins; none overlap.

    >>> [(begin, str(found.value)) for begin, found in find_periods("năm 2024 tăng 3% so với năm 2023")]
    [(0, '2024'), (24, '2023')]
    """
    limit = len(text) if end is None else end
    position = start
    while core := _CORE.search(text, position, limit):
        position, after = max(position, core.start() - _REACH), core.end()
        near = min(limit, core.start() + 16)  # long enough for "mười một tháng"
        while (begin := _BEGIN.search(text, position, near)) and begin.start() <= core.start():
            found = parse_period(text, begin.start(), year=year)
            if found and found.end <= limit:
                yield begin.start(), found
                after = found.end
                break
            position = begin.start() + 1
        position = after
