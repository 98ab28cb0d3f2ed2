"""Recurrences: how often work is done, and work of a year "và các năm tiếp theo" that has no end.

Reads: shadow text. Writes: `Deadline`s without a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.extraction.language.patterns import holds_any, pattern
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.tasks.due_days import Deadline

_DATA = lexicon("deadlines")
# "kiểm tra định kỳ", "bản tin định kỳ" name a thing that comes regularly, not when the work is due.
_NOT_THE_WORK = "".join(
    f"(?<!{word} )" for word in ("theo", "kiểm tra", "bản tin", "sinh hoạt", "khám", "họp", "thường")
)
_REGULAR = pattern(
    r"(?P<every>(?:định kỳ )?(?:hằng|hàng|mỗi) (?P<unit>năm|quý|quí|tháng|tuần|ngày)(?:, (?:quý|quí|6 tháng|năm))*"
    r"(?P<twice> (?:0?2|hai) lần(?!\w))?)"
    r"|(?P<weeks>(?:0?2|hai) tuần(?: một lần|/lần))"
    rf"|(?P<fixed>{_NOT_THE_WORK}định kỳ)(?: (?:(?P<months>0?[36]|sáu|ba) tháng|(?P<each>năm|quý|quí|tháng)))?"
    r"|(?P<half>(?:0?6|sáu) tháng(?: một lần|/lần|, (?:hằng |hàng )?năm| và (?:hằng |hàng |cả )?năm))"
    r"|(?P<once>(?:theo từng|mỗi) năm|năm một lần)|(?P<thirds>(?:0?3|ba) tháng một lần|quý một lần)"
    r"|(?P<times>[0-9]) (?:lần|đợt)/(?P<span>năm|quý|quí|tháng|tuần|ngày)"
    r"|(?P<closing>tháng cuối (?:của )?(?:mỗi )?(?:quý|quí))"
    r"|(?P<routine>(?<!chi )thường xuyên)"
)
# What every match begins with: looked for first, because the pattern itself must be tried at every place.
_REGULAR_BEGINS = pattern(
    "định kỳ|hằng |hàng |mỗi |06 tháng|6 tháng|sáu tháng|03 tháng|3 tháng|ba tháng|quý một"
    "|02 tuần|2 tuần|hai tuần|theo từng năm|năm một lần|thường xuyên|tháng cuối"
    + "".join(f"|{count} lần/|{count} đợt/" for count in range(10))
)
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
    " đợt/",
    " tuần/lần",
    "tháng cuối",
)
_RECURRENCE = {
    "năm": "yearly",
    "qúy": "quarterly",
    "quí": "quarterly",
    "tháng": "monthly",
    "6": "half-yearly",
    "3": "quarterly",
    "sáu": "half-yearly",
    "ba": "quarterly",
}
_YEARLY_THING = re.compile(rf"(?:{any_of(_DATA['yearly_thing'])}) $")
# "… theo Kế hoạch phát triển kinh tế - xã hội hằng năm": the plan is yearly, not the work.
_YEARLY_NAME = re.compile(
    rf"(?:theo|trong|tại|vào|thuộc) (?:các )?(?:{any_of(_DATA['yearly_name'])})(?!\w)[^,;.:]{{0,60}} $"
)
DAY_OF_YEAR = pattern(
    r"\b[0-3]?[0-9]/[01]?[0-9](?![0-9/])|ngày [0-3]?[0-9] tháng [01]?[0-9]"
    r"|tháng [01]?[0-9](?= (?:của )?(?:hằng|hàng|mỗi) năm(?!\w))"
)
_DONE_SO = (", ", "(", ": ", "thực hiện ", "tiến hành ", "tổ chức ")
_ROUTINE_WITHIN = 24  # "Thường xuyên" makes the work routine only as one of its first words
# "Năm 2025 và các năm tiếp theo": work without an end.
# "Tháng 12/2026 và bổ sung, sửa đổi hằng năm": done by then, and only looked after later.
_REVISED = pattern(r"20[0-9]{2}(?:,| và|, và)? (?:bổ sung|sửa đổi|cập nhật|điều chỉnh)[^;.:0-9]{0,30} $")
_OPEN_END = pattern(
    r"20[0-9]{2}(?:,| và|, và) (?:các |những )?(?:năm|giai đoạn)(?: tiếp theo| sau(?: đó)?(?!\w)| kế tiếp| về sau)"
)
# "… chỉ số cải cách hành chính năm 2025 và các năm tiếp theo": a rating of those years.
_RATED = re.compile(rf"(?:{any_of(_DATA['yearly_rating'])})(?!\w)[^;.:,]{{0,60}}$")
_LONGEST_RATING = 90
_OPENING = pattern(r"(?:năm |giai đoạn )(?:20[0-9]{2} ?- ?)?$")
_TO_COME = ("tiếp theo", " sau", "kế tiếp")


def open_ended(shadow: str, start: int, end: int) -> Deadline | None:
    """Work of a year and those that follow."""
    if not holds_any(shadow[start:end], _TO_COME):
        return None
    found = _OPEN_END.search(shadow, start, end)
    if found is None:
        return None
    opening = _OPENING.search(shadow[max(start, found.start() - 20) : found.start()])
    begin = found.start() - len(opening[0]) if opening else found.start()
    if _RATED.search(shadow[max(start, begin - _LONGEST_RATING) : begin]):
        return None
    return Deadline(begin, found.end(), None, "recurring")


def regular(shadow: str, start: int, end: int, *, anywhere: bool = False, action: int | None = None) -> Deadline | None:
    """How often the work is done; `anywhere`: in a cell, where no word around it can tell of something else.

    `action`: where the work begins behind whom it is given to.
    """
    if not holds_any(shadow[start:end], _REGULAR_WORDS):
        return None
    for found in _regulars(shadow, start, end):
        routine = anywhere or _opens(found.start(), start, action) or _closes(shadow, start, found, end)
        if found["routine"] and not routine:
            continue
        if _REVISED.search(shadow, start, found.start()):
            continue
        left = shadow[max(start, found.start() - 16) : found.start()]
        if not anywhere and not found["fixed"] and found.start() != action and _YEARLY_THING.search(left):
            continue
        if (
            not anywhere
            and found["every"]
            and _YEARLY_NAME.search(shadow[max(start, found.start() - 100) : found.start()])
        ):
            continue
        return Deadline(found.start(), found.end(), None, "recurring", _recurrence(shadow, start, found))
    return None


def _opens(at: int, start: int, action: int | None) -> bool:
    """Whether what stands at `at` is among the first words of the clause or of its work."""
    return at <= start + _ROUTINE_WITHIN or (action is not None and action <= at <= action + _ROUTINE_WITHIN)


def _closes(shadow: str, start: int, found: re.Match[str], end: int) -> bool:
    """Whether a sentence ends in how its work is done: ", thực hiện thường xuyên."."""
    ended = found.end() >= end or shadow[found.end()] in ".;)"
    return ended and shadow.endswith(_DONE_SO, start, found.start())


def _regulars(shadow: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches of `_REGULAR` in ``shadow[start:end]``."""
    done = start
    for begin in _REGULAR_BEGINS.finditer(shadow, start, end):
        if begin.start() >= done and (found := _REGULAR.match(shadow, begin.start(), end)):
            yield found
            done = found.end()


def _twice_a_year(found: re.Match[str]) -> bool:
    """Whether "02 lần/năm" or "mỗi năm 02 lần" is said."""
    return (found["span"] == "năm" and found["times"] == "2") or (found["unit"] == "năm" and found["twice"] is not None)


def _recurrence(shadow: str, start: int, found: re.Match[str]) -> str | None:
    if found["half"] or _twice_a_year(found):
        return "half-yearly"
    if found["closing"] or found["thirds"]:
        return "quarterly"
    unit = (
        found["unit"]
        or found["each"]
        or found["span"]
        or (found["months"] or "").lstrip("0")
        or ("năm" if found["once"] else "")
    )
    recurrence = _RECURRENCE.get(unit)
    if recurrence == "yearly" and len(DAY_OF_YEAR.findall(shadow, max(start, found.start() - 40), found.start())) == 2:
        return "half-yearly"
    if recurrence is None and (found["routine"] or found["fixed"]):
        after = next(_regulars(shadow, found.end(), min(found.end() + 60, len(shadow))), None)
        if after is not None and not after["routine"] and not after["fixed"]:
            return _recurrence(shadow, start, after)
    return recurrence
