"""Dates in sentences: which of the printed dates say until when the work has to be done.

Reads: shadow text. Writes: `Deadline`s, one for each such date.

The years in the names of plans ("Đề án … giai đoạn 2021 - 2025") and the dates of cited documents are no
deadlines: a date needs a word that makes it one, or must begin its part of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from lotrinh.core.period import Kind, Period
from lotrinh.core.vietnamese.dates import Found
from lotrinh.core.vietnamese.periods import find_periods, parse_period
from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import holds_any, pattern
from lotrinh.extraction.language.phrases import any_of, words_of
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.tasks.due_days import BEFORE, HOUR, Deadline, stated

_DATA = lexicon("deadlines")
_FIRM_LEFT = re.compile(rf"\b(?:{any_of(_DATA['firm'])})(?: ?: ?| (?:(?:{any_of(_DATA['session'])}) )?{HOUR})$")
_FIRM_START = re.compile(rf"(?:{any_of(_DATA['firm'])})(?!\w)")
_OPENS = re.compile(rf"(?:^|[,;:.(\-+]|\b(?:{any_of(_DATA['opens'])})) ?$")
_NAMED = re.compile(words_of(_DATA["named"]))
_BARE_PERIOD = pattern(r"(?:giai đoạn|thời kỳ|nhiệm kỳ|từ năm|các năm|[0-9]{1,2} năm|[0-9]{4})")
# "đánh giá mức độ hoàn thành nhiệm vụ": what is rated, not what has to be finished
_FINISH = re.compile(rf"(?<!{shadow_of('mức độ')} ){words_of(_DATA['finish'])}")
_FINISHED = re.compile(words_of(_DATA["finished"]))
_CLOSES = pattern(r"năm 20[0-9]{2} ?\)[ .;:]*(?:\n|$)")  # "… (Sở Công Thương thực hiện, năm 2026)."
_OUTLOOK = pattern(r"(?:tầm nhìn|định hướng|có (?:xét|tính))(?: (?:đến|tới))? (?:năm )?$")
START_ONLY = pattern(r"(?:kể )?từ (?:ngày |tháng |năm |đầu )?$")
# "văn bản có hiệu lực trước ngày 01/7/2025": the date of what is looked at, not of the work.
_IN_FORCE = pattern(r"có hiệu lực(?: thi hành)? (?:trước|sau|đến)(?: hết)?(?: ngày| tháng| năm)? $")
# "không để dồn khối lượng vào cuối năm": when something must not be done.
# "cập nhật kết quả thực hiện đến hết tháng 9/2023": until when something is counted, not until when to do it.
_COUNTED = pattern(
    r"(?<!\w)(?:kết quả|tình hình|số liệu|thực trạng|dư nợ|số nợ) [^;.()]{0,120}"
    r"(?<!\w)(?:tính đến|đến hết|đến thời điểm|đến cuối|của|(?:thực hiện|triển khai|đạt được|giải ngân) (?:đến|trong))"
    r"(?: hết| cuối)?(?: ngày| tháng| quý| năm)? ?$"
)
_HEAPED = pattern(r"(?<!\w)dồn (?:[^\W\d_]+,? ){0,6}(?:vào )?$")
MENTION = pattern(
    r"20[0-9]{2}|quý |quí |tháng [0-9]|ngày [0-9]|trong năm(?: nay)?\b"
    r"|hết (?:năm|tháng|quý|quí)|cuối (?:năm|tháng|quý|quí)" + "".join(f"|{count} tháng" for count in range(10))
)
# One of these words stands in every match of `MENTION` and of `_SEASON`.
_DATE_WORDS = ("20", shadow_of("quý "), "quí ", "tháng ", "ngày ", "trong năm", "hết năm", "cuối năm", " tháng")
_SEASON = re.compile(
    rf"\b(?:trong|trước|vào|hết|ngay|đến|cuối) (?:thời gian )?({any_of(_DATA['seasons'])}) (?:năm )?(20[0-9]{{2}})"
)
_SEASONS = {shadow_of(name): tuple(end) for name, end in _DATA["seasons"].items()}
_DATED = (Kind.DAY, Kind.MONTHS, Kind.MONTH, Kind.QUARTER, Kind.HALF)  # finer than a year
_PARTS_OF_MONTHS = {shadow_of(name): day for name, day in _DATA["parts_of_months"].items()}
_PART_OF_MONTH = re.compile(
    rf"(?<!\w)(?P<part>{any_of(_PARTS_OF_MONTHS)})(?: của)? (?P<month>tháng [01]?[0-9](?![0-9]))"
)
_PART_WORDS = (shadow_of("tuần"), shadow_of("nửa"))
_REACH = 44  # characters of one printed period on either side of its year: "từ ngày 15/12/2024 đến ngày 14/9/2025"
_EARLY = pattern(r" và đầu năm (20[0-9]{2})(?![0-9])")  # after "cuối năm 2025": the first quarter
_RUNS = re.compile(rf"(?<!\w)(?:{any_of(_DATA['runs'])}) $")
_IN_YEAR = shadow_of("trong năm")
_MORE_DAY = pattern(r"(?:,| và|, và)(?: ngày)? (\d{1,2}/\d{1,2}(?:/20\d\d)?)(?![\d/%])")
_BARE_DAY = pattern(r"(?:trước|đến hết|chậm nhất|xong) (?P<day>[0-9]{1,2}/[0-9]{1,2})(?=[.,;)]?(?: |$|/\.))")
# "Kiểm tra vệ sinh an toàn thực phẩm (tháng 4 và tháng 9/2026)."
_ENDS_BRACKET = pattern(
    r"(?:(?:,| và|, và) (?:(?:tháng|quý) [0-9ivx]{1,3})(?:(?:/| năm )20[0-9]{2})?){0,4}\)[ .;:]*(?:\n|$)"
)
# "Thống kê số ca mắc từ tháng 4 đến tháng 9/2027": the time of what is counted
_LOOKS_BACK = pattern(
    r"(?<!\w)(?:thống kê|tổng hợp|báo cáo|đánh giá|thanh tra|kiểm điểm|rà soát"
    r"|số liệu|số ca|số vụ|kết quả|tình hình)(?!\w)"
)
_LONGEST_BARE = 16  # characters up to the stroke of such a day
_IN_LIST = pattern(r"quý(?:,| và) $")  # "(từng tháng, quý, cuối năm)" tells how often
_THIS_YEAR = re.compile(rf"(?:{any_of(_DATA['this_year'])}) $")


def dates_in_sentence(
    shadow: str, start: int, end: int, year: int | None, skip: Sequence[tuple[int, int]]
) -> Iterator[Deadline]:
    """The dates in ``shadow[start:end]`` that make a deadline; arguments as of `find_deadline`."""
    yield from _bare_days(shadow, start, end, year)
    yield from _parts_of_months(shadow, start, end, year)
    if not holds_any(shadow[start:end], _DATE_WORDS):
        return
    listed = -1  # where a list of dates goes on: "trong tháng 11, tháng 12 năm 2025"
    for begin, found in _periods(shadow, start, end, year, skip):
        goes_on = listed >= 0 and shadow[listed:begin] in (", ", " và ", " - ", ", và ")
        closes = _closes(shadow, start, begin, found, end)
        reasons = () if goes_on or closes else _weakness(shadow, start, begin, found.value)
        if reasons is None or (
            shadow[begin : found.end] == _IN_YEAR and _mentions_year(shadow, start, begin, found.end)
        ):
            continue
        listed = found.end
        if early := _EARLY.match(shadow, found.end, end):
            last = date(int(early[1]), 3, 31)
            yield Deadline(begin, early.end(), last.isoformat(), "by", None, reasons)
            continue
        deadline = stated(found.value, shadow, start, begin, found.end, found.reason)
        yield msgspec.structs.replace(deadline, reasons=(*deadline.reasons, *reasons))
        yield from _more_days(shadow, found.end, end, year, deadline)
    for season in _SEASON.finditer(shadow, start, end) if shadow.find("mùa ", start, end) >= 0 else ():
        month, day = _SEASONS[season[1]]
        yield Deadline(season.start(), season.end(), date(int(season[2]), month, day).isoformat(), "by")


def _closes(shadow: str, start: int, begin: int, found: Found[Period], end: int) -> bool:
    """Whether the work ends with its time: in a bracket, or from a day on to another."""
    if shadow.endswith("(", start, begin):
        return _ENDS_BRACKET.match(shadow, found.end, end) is not None
    spans = found.value.kind in (Kind.DAYS, Kind.MONTHS) and shadow.startswith("từ ", begin)
    ended = found.end >= end or shadow[found.end] in ".;\n"
    return spans and ended and _LOOKS_BACK.search(shadow, _segment_start(shadow, start, begin), begin) is None


def _bare_days(shadow: str, start: int, end: int, year: int | None) -> Iterator[Deadline]:
    """The days before which, or until whose end, something is due, told without "ngày": "trước 31/5"."""
    slash = shadow.find("/", start, end)
    for day in _BARE_DAY.finditer(shadow, max(start, slash - _LONGEST_BARE), end) if slash >= 0 else ():
        found = parse_period(f"ngày {day['day']}", year=year)
        if found is not None and found.value.kind is Kind.DAY:
            yield stated(found.value, shadow, start, day.start("day"), day.end("day"), found.reason)


def _parts_of_months(shadow: str, start: int, end: int, year: int | None) -> Iterator[Deadline]:
    """The parts of months by which something is due: "trong tuần đầu tháng 6/2026"."""
    for part in _PART_OF_MONTH.finditer(shadow, start, end) if holds_any(shadow[start:end], _PART_WORDS) else ():
        month = parse_period(shadow, part.start("month"), year=year)
        if month is not None and month.value.kind is Kind.MONTH:
            last = month.value.first.replace(day=_PARTS_OF_MONTHS[part["part"]])
            yield stated(Period.day(last), shadow, start, part.start("part"), month.end, month.reason)


def _more_days(shadow: str, start: int, end: int, year: int | None, first: Deadline) -> Iterator[Deadline]:
    """The days that join the day of `first`: "trước ngày 15/6 và 15/12"."""
    while more := _MORE_DAY.match(shadow, start, end):
        found = parse_period(f"ngày {more[1]}", year=year)
        if found is None or found.value.kind is not Kind.DAY:
            return
        yield msgspec.structs.replace(first, due=found.value.last.isoformat(), start=more.start(1), end=more.end(1))
        start = more.end()


def _periods(
    shadow: str, start: int, end: int, year: int | None, skip: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, Found[Period]]]:
    """Periods outside cited documents, looked for only where a day, month, quarter or year is printed."""
    done = start
    for mention in MENTION.finditer(shadow, start, end):
        if mention.start() < done or any(first <= mention.start() < last for first, last in skip):
            continue
        window = max(done, shadow.rfind(" ", start, max(start, mention.start() - _REACH)) + 1)
        for begin, found in find_periods(shadow, window, min(end, mention.end() + _REACH), year=year):
            if not any(first <= begin < last for first, last in skip):
                yield begin, found
            done = found.end
        done = max(done, mention.end())


def _weakness(shadow: str, start: int, begin: int, period: Period) -> tuple[str, ...] | None:
    """Why the date at `begin` may be no deadline; None when it surely is none."""
    left = shadow[max(start, begin - 40) : begin]
    if _IN_FORCE.search(left) or _HEAPED.search(left):
        return None
    if START_ONLY.search(left) or _IN_LIST.search(left) or _OUTLOOK.search(left) or shadow.startswith("cả ", begin):
        return None
    segment = shadow[_segment_start(shadow, start, begin) : begin]
    if _COUNTED.search(segment):
        return None
    if BEFORE.search(left) or _FIRM_LEFT.search(left) or _FIRM_START.match(shadow, begin):
        return () if period.kind is not Kind.DAY or not _cited(left) else None
    if shadow.startswith("từ ", begin) and (
        _OPENS.search(left) or (_RUNS.search(left) and period.kind in _DATED)
    ):  # ", từ ngày 01/6 đến ngày 30/6/2026"
        return ()
    if period.kind in (Kind.DAY, Kind.MONTHS, Kind.MONTH, Kind.QUARTER, Kind.HALF):
        return None
    if shadow.startswith("năm ", begin):  # a bare "năm 2025"
        finished = _FINISH.search(segment)
        if begin == start or left.rstrip()[-1:] in (";", ":") or (left.endswith(", ") and _CLOSES.match(shadow, begin)):
            return ()
        return () if finished and _FINISHED.search(segment, finished.end()) and not _bracketed(left) else None
    if _BARE_PERIOD.match(shadow, begin):
        if left.rstrip().endswith("("):
            return () if _bracketed(left) else None
        return () if not segment.strip(" -+.;:") else None
    if _OPENS.search(left):
        return ()
    return None if _NAMED.search(segment) else ("year_in_name",)


def _mentions_year(shadow: str, start: int, begin: int, end: int) -> bool:
    """Whether a lone "trong năm" only tells of the year's events, in the midst of a clause."""
    closes = end >= len(shadow) or shadow[end] in ".;,:)\n"
    return begin > start and not closes and _THIS_YEAR.search(shadow, max(start, begin - 24), begin) is None


def _bracketed(left: str) -> bool:
    """Whether a bracket opens before the date; "5 năm (2006 - 2010)" belongs to a plan's name."""
    opened = left.rstrip()
    return opened.endswith("(") and not opened[:-1].rstrip().endswith("năm")


def _cited(left: str) -> bool:
    return left.endswith(("ngày ", "hành ", "số "))


def _segment_start(shadow: str, start: int, begin: int) -> int:
    """Where the part of the sentence that holds `begin` starts: after the last ; : . or bracket."""
    return max(start, *(shadow.rfind(mark, start, begin) + 1 for mark in (";", ": ", ". ", "(", ")")))
