"""Words that mean the period reported on, its year or its last month: "trong tháng", "đến nay", "9 tháng qua".

Reads: shadow text, `Reporting`. Writes: `Stated` mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lotrinh.core.period import Period
from lotrinh.core.vietnamese.calendar_words import MONTHS
from lotrinh.core.vietnamese.dates import parse_date
from lotrinh.core.vietnamese.periods import parse_period
from lotrinh.extraction.language.patterns import holds_any, pattern, spelled
from lotrinh.extraction.results.periods import NO_YEAR, Reporting, Stated

_THIS = (  # "cả năm 690 tỷ đồng" tells of the year spoken of
    r"(?:tháng(?! [0-9])|năm(?! (?:19|20)[0-9]{2}(?![0-9.,])| học))(?: (?:nay|này|qua|báo cáo))?"
)
_YEAR_ENDS = r"(?:hết|cuối) (?:19|20)[0-9]{2}(?![0-9/.-])"
_FROM_NEW_YEAR = r"từ đầu năm(?: (?:19|20)[0-9]{2})?(?: đến (?:nay|thời điểm (?:này|hiện tại|hiện nay)))?"
_RELATIVE = pattern(  # few branches, and each begins with a plain character, so that the engine skips to those
    rf"t(?:ính {_FROM_NEW_YEAR}|{_FROM_NEW_YEAR[1:]}"
    r"|ừ (?:(?:ngày )?[0-3]?[0-9][/.-][01]?[0-9][/.-]|năm )[0-9]{4} đến nay"
    r"|ừ tháng \w+(?:/[0-9]{4}| năm [0-9]{4})? đến nay"
    rf"|ới (?:nay|{_YEAR_ENDS})|rong (?:{_THIS}|quý(?! [0-9ivx])(?: này)?|kỳ(?= ?,| báo cáo))|háng (?:này|qua|báo cáo))"
    rf"|đến (?:nay|{_YEAR_ENDS})|h(?:iện nay|ết {_THIS})|c(?:ho đến nay|ả {_THIS}|uối {_THIS})"
    r"|năm (?:nay|qua|vừa qua)"
    r"|l(?:ũy|uỹ) kế(?= (?:ước|đạt|là|có|thực hiện|được|[0-9][0-9.,]*(?! ?(?:tháng|quý|năm|ngày))))"
    + "".join(rf"|{count} tháng(?= là [0-9])" for count in ("0[3-9]", "1[01]", *"3456789"))
    + "".join(rf"|{count} tháng (?:vừa )?qua" for count in (*MONTHS, *(f"{digit}[0-9]?" for digit in "0123456789")))
)
_SUMMED = " kế"  # "lũy kế ước 29.520 tỷ đồng": since the year began
_IN_QUARTER, _IN_PERIOD = spelled("trong quý"), spelled("trong kỳ")
_RELATIVE_HINTS = (
    "năm",
    "nay",
    "tháng",
    "hết",
    "cuối",
    _IN_QUARTER,
    _IN_PERIOD,
    _SUMMED,
)  # one of these stands in every such phrase
EXPECTED = pattern(r"(?:dự kiến|ước|dự ước|ước tính|dự báo),? $")
_YEARS_PAST = (spelled("năm qua"), spelled("năm vừa qua"))
_MOST, _WHOLE_OF = spelled("nhất "), spelled("cả ")
_PLANS = tuple(map(spelled, ("kế hoạch ", "dự toán ", "chỉ tiêu ", "mục tiêu ", "kh ")))
_EXPECTED_BEFORE = pattern(r"(?:dự kiến|ước|dự ước|ước tính|dự báo) (?:đến )?(?:hết|cuối) $")
_MONTHS_IN_YEAR = 12
_SINCE_WORDS = (spelled("từ "), spelled("tính từ "))
_SINCE_YEAR = (spelled("từ đầu"), spelled("tính từ"))
_PRINTED_YEAR = re.compile(r" ((?:19|20)[0-9]{2})(?![0-9])")
_SINCE = re.compile(r"[0-9][0-9/.-]+")


def relative_periods(shadow: str, start: int, end: int, reporting: Reporting) -> Iterator[Stated]:
    """Words that mean the period reported on, or its year or last month."""
    if reporting.period is None or reporting.year is None:
        return
    if not holds_any(shadow[start:end], _RELATIVE_HINTS):
        return
    for word in _RELATIVE.finditer(shadow, start, end):
        if word.start() > start and shadow[word.start() - 1].isalnum():
            continue
        before = shadow[max(start, word.start() - 20) : word.start()]
        if _MOST in before and word.group().startswith(_YEARS_PAST):
            continue  # "cao nhất trong 10 năm qua"
        if word.group().startswith(_WHOLE_OF) and before.endswith(_PLANS):
            continue  # "bằng 57% kế hoạch cả năm" tells of the plan's year
        period = _year_end(word.group(), before, reporting) or _meant(word.group(), before, reporting)
        if period:
            yield Stated(word.start(), word.end(), period)


def _year_end(words: str, before: str, reporting: Reporting) -> Period | None:
    """ "đến hết 2024": the state at the year's end; "dự kiến đến hết 2025": what the year is expected to bring."""
    if not words[-4:].isdigit() or words.startswith(_SINCE_YEAR):
        return None
    year = int(words[-4:])
    if EXPECTED.search(before):
        return Period.year(year)
    return None if reporting.year is not None and year > reporting.year > NO_YEAR else Period.as_of(date(year, 12, 31))


def _meant(word: str, before: str, reporting: Reporting) -> Period | None:
    year, month = reporting.year, reporting.month
    if year is None or (word[-4:].isdigit() and not word.startswith(_SINCE_YEAR)):
        return None
    if count := _months_told(word):
        return _first_months(count, word, reporting)
    if word.endswith(_SUMMED):
        return _so_far(year, month) if month and month > 1 else None
    if word.startswith(_SINCE_WORDS):
        return _since(word, year, reporting)
    if word.endswith("nay") and not word.endswith("năm nay"):
        if year <= NO_YEAR:
            return None  # the words peel off a name by themselves; a time told before holds on
        return Period.as_of(reporting.day) if reporting.day else reporting.period
    if "tháng" in word:
        return Period.month(year, month) if month else None
    if word.startswith(_IN_QUARTER):
        return Period.quarter(year, month // 3) if month and month % 3 == 0 else None
    if word.startswith(_IN_PERIOD):
        return reporting.period
    if word.startswith(("hết", "cuối")) and not _EXPECTED_BEFORE.search(f"{before}hết "):
        return Period.as_of(date(year, 12, 31))
    return Period.year(year)


def _since(word: str, year: int, reporting: Reporting) -> Period | None:
    """ "từ đầu năm", "từ năm 2021 đến nay", "từ 15/3/2024 đến nay": to the end of what is reported on."""
    if word.startswith("từ năm"):
        first_year = int(word[len("từ năm ") : len("từ năm ") + 4])
        return Period.years(first_year, year) if first_year < year else None
    if word.startswith("từ tháng"):
        return _since_month(word, reporting)
    if "từ đầu năm" in word:
        if (printed := _PRINTED_YEAR.search(word)) and int(printed[1]) != year:
            return None
        month = reporting.month or 1
        return _so_far(year, month) if month > 1 else reporting.period
    since = _SINCE.search(word)
    first, last = parse_date(since.group()) if since else None, reporting.period.last if reporting.period else None
    return Period.between(first.value.replace(day=1), last) if first and last and first.value < last else None


def _so_far(year: int, month: int) -> Period:
    """From the beginning of a year to the end of a month: by its end, the year."""
    return Period.year(year) if month == _MONTHS_IN_YEAR else Period.months(year, 1, month)


def _months_told(word: str) -> int:
    """How many months the words count: "9 tháng qua", "chín tháng qua" → 9; 0 when they count none."""
    told = word.partition(" tháng")[0]
    return int(told) if told.isdigit() else MONTHS.get(told, 0)


def _first_months(count: int, word: str, reporting: Reporting) -> Period | None:
    """The first months of the year; in August or September, "8 tháng qua" are those."""
    year, month = reporting.year, reporting.month
    past = word.endswith("qua")
    if year is None or not 1 <= count <= _MONTHS_IN_YEAR:
        return None
    if past and (count == 1 or (month is not None and not month - 1 <= count <= month)):
        return None
    return Period.months(year, 1, count)


def _since_month(word: str, reporting: Reporting) -> Period | None:
    """ "từ tháng 3/2025 đến nay": to the end of what is reported on."""
    since, last = parse_period(word, len("từ "), year=reporting.year), reporting.period and reporting.period.last
    return Period.between(since.value.first, last) if since and last and since.value.first < last else None
