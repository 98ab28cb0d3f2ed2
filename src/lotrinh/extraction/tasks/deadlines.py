"""Deadlines: until when, or how often, a piece of work has to be done.

Reads: shadow text. Writes: `Deadline`.

"trước năm 2025" ends the day before that year begins, "Quý II/2023" on its last day; of several dates
the latest counts. The years in the names of plans ("Đề án … giai đoạn 2021 - 2025") and the dates of
cited documents are no deadlines: outside a table's cell a date needs a word that makes it one, or
must begin its part of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

import msgspec

from lotrinh.core.period import Kind, Period
from lotrinh.core.vietnamese.dates import Found, find_periods, parse_period
from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import holds_any, pattern
from lotrinh.extraction.language.phrases import any_of, words_of
from lotrinh.extraction.rules import lexicon


class Deadline(msgspec.Struct, frozen=True, gc=False):
    """`due`: ISO date of the last day, None when there is none; `kind` and `recurrence` as in facts.Task.

    `start`, `end`: where it is printed. `reasons`: year_of_context, year_in_name.
    """

    start: int
    end: int
    due: str | None
    kind: str
    recurrence: str | None = None
    reasons: tuple[str, ...] = ()


_DATA = lexicon("deadlines")
_HOUR = (
    "(?:(?:sáng|chiều|tối|trưa) )?(?:[0-9]{1,2} ?(?:giờ|h|g)(?: ?[0-9]{2}(?: phút)?)?,? )?"
    "(?:(?:ngày )?thứ (?:hai|ba|tư|năm|sáu|bảy),? )?"
)
_DAY_NAME = rf"(?:(?:ngày |dịp )?(?:{any_of(_DATA['day_name'])})(?: [^,;:.0-9]{{1,24}})? )?"
_BEFORE = re.compile(rf"\b(?:{any_of(_DATA['before'])}) (?:hết )?{_HOUR}{_DAY_NAME}$")
_FIRM_LEFT = re.compile(rf"\b(?:{any_of(_DATA['firm'])})(?: ?: ?| (?:(?:{any_of(_DATA['session'])}) )?{_HOUR})$")
_FIRM_START = re.compile(rf"(?:{any_of(_DATA['firm'])})(?!\w)")
_OPENS = re.compile(rf"(?:^|[,;:.(\-+]|\b(?:{any_of(_DATA['opens'])})) ?$")
_NAMED = re.compile(words_of(_DATA["named"]))
_BARE_PERIOD = pattern(r"(?:giai đoạn|thời kỳ|nhiệm kỳ|từ năm|các năm|[0-9]{1,2} năm|[0-9]{4})")
_FINISH = re.compile(words_of(_DATA["finish"]))
_FINISHED = re.compile(words_of(_DATA["finished"]))
_OUTLOOK = pattern(r"(?:tầm nhìn|định hướng)(?: (?:đến|tới))? (?:năm )?$")
_START_ONLY = pattern(r"(?:kể )?từ (?:ngày |tháng |năm |đầu )?$")
_EVENT = re.compile(rf"\b(?:{any_of(_DATA['event'])}|(?<![(])nếu có(?! ?[).,;]))(?!\w)")
_MENTION = pattern(
    r"20[0-9]{2}|quý |quí |tháng [0-9]|ngày [0-9]|trong năm(?: nay)?\b"
    r"|hết (?:năm|tháng|quý|quí)|cuối (?:năm|tháng|quý|quí)" + "".join(f"|{count} tháng" for count in range(10))
)
# "kiểm tra định kỳ", "bản tin định kỳ" name a thing that comes regularly, not when the work is due.
_NOT_THE_WORK = "".join(
    f"(?<!{word} )" for word in ("theo", "kiểm tra", "bản tin", "sinh hoạt", "khám", "họp", "thường")
)
_REGULAR = pattern(
    r"(?P<every>(?:định kỳ )?(?:hằng|hàng|mỗi) (?P<unit>năm|quý|quí|tháng|tuần|ngày)(?:, (?:quý|quí|6 tháng|năm))*)"
    rf"|(?P<fixed>{_NOT_THE_WORK}định kỳ)(?: (?:(?P<months>0?[36]|sáu|ba) tháng|(?P<each>năm|quý|quí|tháng)))?"
    r"|(?P<half>(?:0?6|sáu) tháng(?: một lần|/lần|, (?:hằng |hàng )?năm| và (?:hằng |hàng |cả )?năm))"
    r"|(?P<once>(?:theo từng|mỗi) năm|năm một lần)"
    r"|(?P<times>[0-9]) lần/(?P<span>năm|quý|quí|tháng|tuần|ngày)"
    r"|(?P<closing>tháng cuối (?:của )?(?:mỗi )?(?:quý|quí))"
    r"|(?P<routine>(?<!chi )thường xuyên)"
)
# What every match begins with: looked for first, because the pattern itself must be tried at every place.
_REGULAR_BEGINS = pattern(
    "định kỳ|hằng |hàng |mỗi |06 tháng|6 tháng|sáu tháng|theo từng năm|năm một lần|thường xuyên|tháng cuối"
    + "".join(f"|{count} lần/" for count in range(10))
)
# One of these words stands in every match of the pattern.
_DATE_WORDS = ("20", shadow_of("quý "), "quí ", "tháng ", "ngày ", "trong năm", "hết năm", "cuối năm", " tháng")
_EVENT_WORDS = ("khi ", "nếu có", "kể từ", "trong thời hạn", "trong vòng", "sau thời điểm", "trường hợp phát sinh")
_REGULAR_WORDS = (
    "hằng ",
    "hàng ",
    "mỗi ",
    "định kỳ",
    "thường xuyên",
    "6 tháng",
    "sáu tháng",
    " từng năm",
    " một lần",
    " lần/",
    "tháng cuối",
)
_RECURRENCE = {
    "năm": "yearly",
    "qúy": "quarterly",
    "quí": "quarterly",
    "tháng": "monthly",
    "6": "half-yearly",
    "3": "quarterly",
}
_RECURRENCE |= {"sáu": "half-yearly", "ba": "quarterly"}
_YEARLY_THING = re.compile(rf"(?:{any_of(_DATA['yearly_thing'])}) $")
# "… theo Kế hoạch phát triển kinh tế - xã hội hằng năm": the plan is yearly, not the work.
_YEARLY_NAME = re.compile(
    rf"(?:theo|trong|tại|vào|thuộc) (?:các )?(?:{any_of(_DATA['yearly_name'])})(?!\w)[^,;.:]{{0,60}} $"
)
_DAY_OF_YEAR = pattern(r"\b[0-3]?[0-9]/[01]?[0-9](?![0-9/])|ngày [0-3]?[0-9] tháng [01]?[0-9]")
_SEASON = re.compile(
    rf"\b(?:trong|trước|vào|hết|ngay|đến|cuối) (?:thời gian )?({any_of(_DATA['seasons'])}) (?:năm )?(20[0-9]{{2}})"
)
_SEASONS = {shadow_of(name): tuple(end) for name, end in _DATA["seasons"].items()}
_REACH = 44  # characters of one printed period on either side of its year: "từ ngày 15/12/2024 đến ngày 14/9/2025"
_ROUTINE_WITHIN = 24  # "Thường xuyên" makes the work routine only as one of its first words

_CELL_QUARTERS = pattern(r"\b(iv|iii|ii|i) ?(?:/|-|năm) ?(20[0-9]{2})")
_CELL_YEAR = re.compile(r"(?<![0-9/.])(20[0-9]{2})(?![0-9/])")
_CELL_DAY = re.compile(r"(?<![0-9/])([0-3]?[0-9])/([01]?[0-9])(?![0-9/])")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


# "Năm 2025 và các năm tiếp theo": work without an end.
_OPEN_END = pattern(
    r"20[0-9]{2}(?:,| và|, và) (?:các |những )?(?:năm|giai đoạn)(?: tiếp theo| sau(?: đó)?(?!\w)| kế tiếp| về sau)"
)
_OPENING = pattern(r"(?:năm |giai đoạn )(?:20[0-9]{2} ?- ?)?$")
_EARLY = pattern(r" và đầu năm (20[0-9]{2})(?![0-9])")  # after "cuối năm 2025": the first quarter
_IN_YEAR = shadow_of("trong năm")
_TO_COME = ("tiếp theo", " sau", "kế tiếp")
_MORE_DAY = pattern(r"(?:,| và|, và)(?: ngày)? (\d{1,2}/\d{1,2}(?:/20\d\d)?)(?![\d/%])")
_IN_LIST = pattern(r"quý(?:,| và) $")  # "(từng tháng, quý, cuối năm)" tells how often
_THIS_YEAR = re.compile(rf"(?:{any_of(_DATA['this_year'])}) $")


def _open_ended(shadow: str, start: int, end: int) -> Deadline | None:
    """Work of a year and those that follow."""
    if not holds_any(shadow[start:end], _TO_COME):
        return None
    found = _OPEN_END.search(shadow, start, end)
    if found is None:
        return None
    opening = _OPENING.search(shadow[max(start, found.start() - 20) : found.start()])
    begin = found.start() - len(opening[0]) if opening else found.start()
    return Deadline(begin, found.end(), None, "recurring")


def find_deadline(
    shadow: str, start: int, end: int, *, year: int | None = None, skip: Sequence[tuple[int, int]] = ()
) -> Deadline | None:
    """The deadline stated in the sentence(s) ``shadow[start:end]``; None when there is none.

    `year`: of the document, for dates without a year. `skip`: spans of cited documents, in order.
    """
    recurring = _regular(shadow, start, end)
    if not (recurring and recurring.recurrence) and (endless := _open_ended(shadow, start, end)):
        return endless
    if recurring and recurring.recurrence and _DAY_OF_YEAR.search(shadow, max(start, recurring.start - 60), end):
        return recurring  # "trước ngày 15/12 hằng năm"
    dated = _latest(_dates(shadow, start, end, year, skip)) if holds_any(shadow[start:end], _DATE_WORDS) else None
    if dated is not None:
        return dated
    event = _EVENT.search(shadow, start, end) if holds_any(shadow[start:end], _EVENT_WORDS) else None
    if event is not None and (recurring is None or event.start() < recurring.start):
        return Deadline(event.start(), _clause_end(shadow, event.end(), end), None, "event")
    return recurring


def cell_deadline(shadow: str, start: int, end: int, *, year: int | None = None) -> Deadline | None:
    """The deadline that a table's cell states; every date in it counts. None when it states none."""
    text = shadow[start:end]
    if not text.strip(" -./"):
        return None
    if endless := _open_ended(shadow, start, end):
        return endless
    recurring = _regular(shadow, start, end, anywhere=True)
    if recurring is not None and (recurring.recurrence or not _CELL_YEAR.search(text)) and not _MENTION.search(text):
        return recurring
    if recurring is not None and recurring.recurrence and not _CELL_YEAR.search(text):
        return recurring
    stated = [
        _stated(period, shadow, start, begin, stop, reason)
        for begin, stop, period, reason in _cell_periods(shadow, start, end, year)
        if not _START_ONLY.search(shadow[max(start, begin - 12) : begin])
    ]
    dated = _latest(stated)
    if dated is not None:
        return dated
    if event := _EVENT.search(shadow, start, end):
        return Deadline(event.start(), end, None, "event")
    return recurring


def _cell_periods(shadow: str, start: int, end: int, year: int | None) -> Iterable[tuple[int, int, Period, str | None]]:
    spans: list[tuple[int, int]] = []
    for begin, found in find_periods(shadow, start, end, year=year):
        spans.append((begin, found.end))
        yield begin, found.end, found.value, found.reason
    for quarter in _CELL_QUARTERS.finditer(shadow, start, end):
        yield quarter.start(), quarter.end(), Period.quarter(int(quarter[2]), _ROMAN[quarter[1]]), None
    for printed in _CELL_YEAR.finditer(shadow, start, end):
        if any(begin < printed.start() < stop for begin, stop in spans):
            continue  # "Tháng 9 năm 2026" is no whole year
        if shadow[max(start, printed.start() - 2) : printed.start()].strip() in ("", "-", ",", "(", "m"):
            yield printed.start(), printed.end(), Period.year(int(printed[1])), None
    if year is not None:
        for day in _CELL_DAY.finditer(shadow, start, end):
            found_day = parse_period(f"ngày {day[0]}", year=year)
            if found_day is not None:
                yield day.start(), day.end(), found_day.value, found_day.reason


def _dates(shadow: str, start: int, end: int, year: int | None, skip: Sequence[tuple[int, int]]) -> Iterable[Deadline]:
    listed = -1  # where a list of dates goes on: "trong tháng 11, tháng 12 năm 2025"
    for begin, found in _periods(shadow, start, end, year, skip):
        goes_on = listed >= 0 and shadow[listed:begin] in (", ", " và ", " - ", ", và ")
        reasons = () if goes_on else _weakness(shadow, start, begin, found.value)
        if reasons is None or (
            shadow[begin : found.end] == _IN_YEAR and _mentions_year(shadow, start, begin, found.end)
        ):
            continue
        listed = found.end
        if early := _EARLY.match(shadow, found.end, end):
            last = date(int(early[1]), 3, 31)
            yield Deadline(begin, early.end(), last.isoformat(), "by", None, reasons)
            continue
        deadline = _stated(found.value, shadow, start, begin, found.end, found.reason)
        if deadline is not None:
            yield msgspec.structs.replace(deadline, reasons=(*deadline.reasons, *reasons))
            yield from _more_days(shadow, found.end, end, year, deadline)
    for season in _SEASON.finditer(shadow, start, end) if shadow.find("mùa ", start, end) >= 0 else ():
        month, day = _SEASONS[season[1]]
        yield Deadline(season.start(), season.end(), date(int(season[2]), month, day).isoformat(), "by")


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
    for mention in _MENTION.finditer(shadow, start, end):
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
    if _START_ONLY.search(left) or _IN_LIST.search(left) or _OUTLOOK.search(left) or shadow.startswith("cả ", begin):
        return None
    if _BEFORE.search(left) or _FIRM_LEFT.search(left) or _FIRM_START.match(shadow, begin):
        return () if period.kind is not Kind.DAY or not _cited(left) else None
    if shadow.startswith("từ ", begin) and _OPENS.search(left):  # ", từ ngày 01/6 đến ngày 30/6/2026"
        return ()
    segment = shadow[_segment_start(shadow, start, begin) : begin]
    if period.kind in (Kind.DAY, Kind.MONTHS, Kind.MONTH, Kind.QUARTER, Kind.HALF):
        return None
    if shadow.startswith("năm ", begin):  # a bare "năm 2025"
        finished = _FINISH.search(segment)
        if begin == start or left.rstrip()[-1:] in (";", ":"):
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


def _stated(period: Period, shadow: str, start: int, begin: int, end: int, reason: str | None) -> Deadline | None:
    left = shadow[max(start, begin - 24) : begin]
    reasons = (reason,) if reason else ()
    if _BEFORE.search(left):
        whole_day = period.kind in (Kind.DAY, Kind.AS_OF)
        last = period.last if whole_day else period.first - timedelta(days=1)
        return Deadline(begin, end, last.isoformat(), "before", None, reasons)
    reaches = period.kind in (Kind.YEARS, Kind.DAYS) or shadow.startswith("từ ", begin)
    kind = "period" if reaches else "by"
    return Deadline(begin, end, period.last.isoformat(), kind, None, reasons)


def _latest(found: Iterable[Deadline | None]) -> Deadline | None:
    latest = None
    for deadline in found:
        if deadline is not None and (latest is None or (deadline.due or "") > (latest.due or "")):
            latest = deadline
    return latest


def _regular(shadow: str, start: int, end: int, *, anywhere: bool = False) -> Deadline | None:
    if not holds_any(shadow[start:end], _REGULAR_WORDS):
        return None
    for found in _regulars(shadow, start, end):
        if found["routine"] and not anywhere and found.start() > start + _ROUTINE_WITHIN:
            continue
        left = shadow[max(start, found.start() - 16) : found.start()]
        if not anywhere and not found["fixed"] and _YEARLY_THING.search(left):
            continue
        if (
            not anywhere
            and found["every"]
            and _YEARLY_NAME.search(shadow[max(start, found.start() - 100) : found.start()])
        ):
            continue
        return Deadline(found.start(), found.end(), None, "recurring", _recurrence(shadow, start, found))
    return None


def _regulars(shadow: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches of `_REGULAR` in ``shadow[start:end]``."""
    done = start
    for begin in _REGULAR_BEGINS.finditer(shadow, start, end):
        if begin.start() >= done and (found := _REGULAR.match(shadow, begin.start(), end)):
            yield found
            done = found.end()


def _recurrence(shadow: str, start: int, found: re.Match[str]) -> str | None:
    if found["half"] or (found["span"] == "năm" and found["times"] == "2"):
        return "half-yearly"
    if found["closing"]:
        return "quarterly"
    unit = (
        found["unit"]
        or found["each"]
        or found["span"]
        or (found["months"] or "").lstrip("0")
        or ("năm" if found["once"] else "")
    )
    recurrence = _RECURRENCE.get(unit)
    if recurrence == "yearly" and len(_DAY_OF_YEAR.findall(shadow, max(start, found.start() - 40), found.start())) == 2:
        return "half-yearly"
    if recurrence is None and (found["routine"] or found["fixed"]):
        after = next(_regulars(shadow, found.end(), min(found.end() + 60, len(shadow))), None)
        if after is not None and not after["routine"] and not after["fixed"]:
            return _recurrence(shadow, start, after)
    return recurrence


def _clause_end(shadow: str, position: int, end: int) -> int:
    return min((at for mark in (",", ";", ".", ":") if (at := shadow.find(mark, position, end)) >= 0), default=end)
