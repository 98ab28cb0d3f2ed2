"""Events: what has to happen before the work is done, when no date says it ("sau khi được phê duyệt").

Reads: shadow text. Writes: `Deadline`s without a date.
"""

from __future__ import annotations

import re

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import holds_any, pattern
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.tasks.due_days import Deadline

_DATA = lexicon("deadlines")
# "khi Chính phủ và các Bộ ban hành …": who issues what the work waits for stands between.
_ISSUED = pattern(r"(?<!trong )(?<!đến )(?<!mỗi )khi (?:[^\W\d_]+,? ){1,8}?ban hành").pattern
_BEFORE = rf"{shadow_of('trước khi')} (?:[^\W\d_]+ ){{0,4}}?(?:{any_of(_DATA['before_act'])})"
_EVENT = re.compile(
    rf"\b(?:{any_of(_DATA['event'])}|{_BEFORE}|(?<![(])nếu có(?! ?[).,;])|{_ISSUED})(?!\w)"
    rf"(?! (?:{any_of(_DATA['no_event'])})(?!\w))"
    rf"(?: (?:(?P<trouble>{any_of(_DATA['trouble'])})|(?P<change>{any_of(_DATA['change'])}))(?!\w))?"
)
_EVENT_WORDS = ("khi ", "nếu có", "kể từ", "trong thời hạn", "trong vòng", "sau thời điểm", "trường hợp phát sinh")
# "Giám sát việc sử dụng rừng sau khi đã được giao": the event is one of what is watched over.
_WATCHED = re.compile(rf"(?:{any_of(_DATA['watching'])})(?!\w)[^;.]{{0,40}} việc [^;.,]{{0,160}}$")
_NEXT_DUTY = ("; ", ". ")
_HAPPENED = pattern(r"sau khi (?:đã|được)(?!\w)")
_LONGEST_WATCHED = 240


def event_in(shadow: str, start: int, end: int) -> Deadline | None:
    """The event that the sentence(s) ``shadow[start:end]`` wait for."""
    if not holds_any(shadow[start:end], _EVENT_WORDS):
        return None
    for found in _EVENT.finditer(shadow, start, end):
        if found["trouble"] and any(shadow.find(mark, start, found.start()) >= 0 for mark in _NEXT_DUTY):
            continue  # "…; nếu có khó khăn, kịp thời báo cáo": the closing formula
        if found["change"] and found.start() > start:
            continue
        before = shadow[max(start, found.start() - _LONGEST_WATCHED) : found.start()]
        if _HAPPENED.match(shadow, found.start(), end) and _WATCHED.search(before):
            continue
        return Deadline(found.start(), _clause_end(shadow, found.end(), end), None, "event")
    return None


def event_in_cell(shadow: str, start: int, end: int) -> Deadline | None:
    """The event that a table's cell names."""
    found = _EVENT.search(shadow, start, end)
    return Deadline(found.start(), end, None, "event") if found else None


def _clause_end(shadow: str, position: int, end: int) -> int:
    return min((at for mark in (",", ";", ".", ":", ")") if (at := shadow.find(mark, position, end)) >= 0), default=end)
