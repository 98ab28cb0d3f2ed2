"""Periods as Vietnamese documents print them, read at a position of a shadow text, or found in it.

>>> str(parse_period("9 tháng đầu năm 2025 ước đạt").value)
'2025-01/2025-09'
>>> str(parse_period("tính đến hết năm 2024").value), str(parse_period("thời kỳ 2021 - 2030").value)
('as-of 2024-12-31', '2021/2030')

A year that is not printed is taken from `year`, the year that heading or document speak of, and the
answer says so; without it there is no answer.

>>> parse_period(shadow("quý III")), parse_period(shadow("quý III"), year=2025).reason
(None, 'year_of_context')
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lotrinh.core.period import Period
from lotrinh.core.vietnamese.calendar_words import DIGITS, MONTHS, NO_OTHER_YEAR, QUARTER, YEAR
from lotrinh.core.vietnamese.dates import DAY_AND_MONTH, Found, date_of, parse_date
from lotrinh.core.vietnamese.period_forms import form_at
from lotrinh.core.vietnamese.text import shadow

# "tính đến 30.9, …": a state needs no "ngày"; with a dot, nothing but a mark or a word's end may follow.
_STATE_DAY = re.compile(
    r"([0-9]{1,2})[./]([0-9]{1,2})(?=[,;)]|$|\.(?: |$)| [^\W\d_]{3})(?! (?:triệu|nghìn|điểm|phần|trăm))"
)
# "trong quý", "cả năm": a word that adds nothing, but lets "năm" stand for the year spoken of.
_BEFORE_PERIODS = frozenset("tcs")  # first letters of "từ ngày" and of the words below
_BEFORE_DATES = frozenset("nm" + DIGITS)  # of "ngày", "mùng", and of dates
_WITHIN = re.compile(f"(?:trong|cả|{shadow('toàn')}|suốt) ")
_YEAR_SPOKEN_OF = re.compile(rf"năm{NO_OTHER_YEAR}")
# A state reached at the end of what follows: "tính đến ngày", "đến hết", "hết", "cuối", "tại thời điểm".
_STATE = re.compile(
    rf"(?:(?:(?:tính |lũy kế )?(?:từ đầu năm (?:{YEAR} )?)?(?:đến|tới)(?: hết| cuối| thời điểm)?|hết|cuối)"
    r"|(?:tại )?thời điểm)(?: cuối)? "
)
_COUNTED_TO, _AT_TIME = "tính đến ", "thời điểm "
_YEAR_END = re.compile(rf"(?<=hết |uối )năm{NO_OTHER_YEAR}")
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
    return form_at(text, position, first, year)


def _state(text: str, position: int, year: int | None) -> Found[Period] | None:
    """The state at the end of the period at `position`."""
    if (whole_year := _YEAR_END.match(text, position)) and year is not None:
        return Found(Period.as_of(date(year, 12, 31)), whole_year.end(), "year_of_context")
    if text.endswith((_COUNTED_TO, _AT_TIME), 0, position) and (day := _STATE_DAY.match(text, position)):
        told = date_of(day[1], day[2], None, day.end(), year)
        return Found(Period.as_of(told.value), told.end, told.reason) if told else None
    inner = _stretch(text, position, year)
    return inner and Found(Period.as_of(inner.value.last), inner.end, inner.reason)


def _days(text: str, position: int, year: int | None) -> Found[Period] | None:
    """Two dates parted by "đến" or a dash; the first may leave its year to the second."""
    bare_first = DAY_AND_MONTH.match(text, position)
    first = parse_date(text, position, year=year)
    end = first.end if first else bare_first.end() if bare_first else position
    to = _TO_DATE.match(text, end)
    if to is None:
        return None
    last = parse_date(text, to.end(), year=year)
    if last is None and bare_first and (bare_last := DAY_AND_MONTH.match(text, to.end())):
        if not (text.startswith(_OF_DAY, position - len(_OF_DAY)) or _no_fractions(bare_first, bare_last)):
            return None  # "từ 1/2 đến 2/3 số hộ"
        first = date_of(bare_first[1], bare_first[2], None, end, year)
        last = date_of(bare_last[1], bare_last[2], None, bare_last.end(), year)
    if last is None:
        return None
    if first is None and bare_first:
        first = date_of(bare_first[1], bare_first[2], str(last.value.year), end, year)
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
    rf"|{QUARTER} |[tq][0-9]{{1,2}} ?/"
    rf"|năm {YEAR}|[0-9]{{1,2}}(?: tháng| năm | ?[/.-]|t/| {QUARTER} đầu)|[0-9]{{4}} ?-|(?:{'|'.join(MONTHS)}) tháng"
    rf"|(?:hai|ba) {QUARTER} đầu)"
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
