"""Names of reported figures: the noun phrase that says what was measured.

Reads: text and shadow around a value. Writes: `Name` (text and span).

A figure is named before it ("Thu nội địa ước đạt 2.954 tỷ đồng") or after it (counted_names.py). In front of the name
stand openers ("trong đó", "tính chung chín tháng năm 2025,"), clauses of their own and subjects ("toàn tỉnh"); they
are peeled off (name_edges.py, name_clauses.py).
"""

from __future__ import annotations

import re

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import holds_any, pattern, spelled
from lotrinh.extraction.results.name_clauses import MANNERS, naming_clause
from lotrinh.extraction.results.name_edges import LEADS, peeled_back, peeled_front, without_periods
from lotrinh.extraction.results.name_words import EDGE, head, hollow
from lotrinh.extraction.results.periods import Stated
from lotrinh.extraction.rules import lexicon


class Name(msgspec.Struct, frozen=True, gc=False):
    """What was measured: `text` as printed (blanks collapsed, periods left out), cut out of ``[start, end)``."""

    text: str
    start: int
    end: int


LONGEST_CLAUSE = 600  # characters; what stands farther before a value does not name it
_LONGEST_HOLLOW = 30  # characters
_VERBAL = pattern(
    r"(?:vượt|đạt|bằng|(?:cao|thấp|lớn|nhỏ) hơn|so với|(?:tăng|giảm)(?= (?:so|nhẹ|mạnh|khá|cao|sâu|dần)(?!\w)|$))(?!\w)"
)
_PREDICATE = pattern(
    r" (?:vẫn|tiếp tục|đã|đang|được|phục hồi|ổn định|diễn ra|phát triển|luôn|có|chiếm (?:tỷ lệ|tỷ trọng|phần))(?!\w)"
)
# "kim ngạch xuất khẩu tăng, đạt 24 tỷ USD", "… tăng khá cao, đạt …"
_TURNED = pattern(
    r"(?<!độ)(?<!mức) (?:đều |cũng |tiếp tục )?"
    rf"(?:(?:tăng|giảm)(?: trưởng)?(?: {MANNERS}){{0,2}}|đạt(?: {MANNERS}){{1,2}})$"
)
_AT_RATE = pattern(r" với (?:mức|tốc độ)(?!\w)")  # "khu vực dịch vụ duy trì ổn định với mức tăng 7%"
_TURNS = (" tăng ", " giảm ")
# "Kinh tế tiếp tục duy trì (tốc độ tăng trưởng) khá cao"
_KEEPS = pattern(
    r"[^,;:()0-9]{2,60}? (?:duy trì|giữ|giữ vững|có)(?: được)? "
    r"(?=(?:tốc độ|nhịp độ|(?<!có )mức) (?:tăng|phát triển))"
)
_KEPT = pattern(rf"(?: {MANNERS}| và){{1,4}}$")
# "theo báo cáo của ngành dự kiến (năng suất lúa mùa)"
_SOURCE = pattern(
    r"theo (?!giá|tỷ lệ|số lượng|diện tích|mức)[^,;:()0-9]{5,80}?(?= (?:dự kiến|ước tính|sơ bộ|thì|ước) )"
)
_COMPARED_BEHIND = pattern(r",? (?:tăng|giảm)(?: \w+){0,3} (?:so|hơn)(?: với)? [^,;:]{3,40}$")


def name_before(
    text: str, shadow: str, start: int, end: int, periods: list[Stated], *, verb: bool = True, listed: bool = False
) -> Name | None:
    """The name that ends at `end` (where verb or value begins); nothing before `start` belongs to it. None: no name.

    `verb`: whether a verb stands at `end`; without one, a comma right before the value ends the clause before it.
    `listed`: whether it is an item of a list ("…: A tăng 3%; B, C tăng 2%"), whose commas are all its own.
    """
    start = max(start, end - LONGEST_CLAUSE)
    if shadow[start : start + 1] in LEADS and (part := _PART_LEAD.match(shadow, start, end)):
        start = part.end()
    comma = shadow.rfind(",", start, end)
    end = peeled_back(shadow, start, end, periods, verb=verb)
    if start >= end or shadow[end - 1] == ",":
        return None
    start, end = naming_clause(shadow, start, end, listed=listed)
    if shadow.startswith(_ACCORDING, start) and (source := _SOURCE.match(shadow, start, end)):
        start = source.end()
    start = peeled_front(text, shadow, start, end, periods)
    if _NOTED in shadow[start:end] and (noted := _NOTED_GROWTH.match(shadow, start, end)):
        start = noted.end()
    start, end = _without_keeping(shadow, start, end)
    end = _without_predicate(shadow, start, end, apart=comma >= end)
    if shadow[start : start + 1] in "nđ" and (raised := _RAISED.match(shadow, start, end)):
        start, end = raised.end(), end - len(_UP) if shadow.endswith(_UP, start, end) else end
    if rated := _REACHES_RATE.match(shadow, start, end):
        start = rated.end()  # "…, đạt tỷ lệ bao phủ 86%"
    start = _after_run_in_heading(text, shadow, start, end)
    if start >= end or _VERBAL.match(shadow, start, end):
        return None
    kept = without_periods(text, start, end, periods)
    if len(kept) <= _LONGEST_HOLLOW:
        told = shadow[start:end] if len(kept) == end - start else shadow_of(kept)
        if not _WORD.search(told) or told in hollow():
            return None
    return Name(kept, start, end)


def _without_predicate(shadow: str, start: int, end: int, *, apart: bool) -> int:
    """Where the name ends before what is said of it; `apart`: a comma parts it from its value.

    "khu vực công nghiệp (vẫn giữ vai trò chủ đạo), 6 tháng ước đạt …", "xuất khẩu (tăng), đạt …".
    """
    if apart and (turned := _TURNED.search(shadow, start, end)):
        end = turned.start()
    if (apart or _AT_RATE.match(shadow, end)) and (predicate := _PREDICATE.search(shadow, start, end)):
        return predicate.start()
    if holds_any(shadow[start:end], _TURNS) and (compared := _COMPARED_BEHIND.search(shadow, start, end)):
        return compared.start()
    return end


def _without_keeping(shadow: str, start: int, end: int) -> tuple[int, int]:
    """The rate itself of "Kinh tế tiếp tục duy trì (tốc độ tăng trưởng) cao và ổn định"."""
    if kept := _KEEPS.match(shadow, start, end):
        start = kept.end()
        manner = _KEPT.search(shadow, start, end)
        return start, manner.start() if manner else end
    return start, end


def _after_run_in_heading(text: str, shadow: str, start: int, end: int) -> int:
    """Where a name begins with a capital behind a heading that runs on into it: "1. Trồng trọt (Tổng diện tích …)"."""
    if head().match(shadow, start):
        return start
    for opened in head().finditer(shadow, start + 1, end):
        at = opened.start()
        if text[at].isupper() and not text[at + 1].isupper() and text[at - 1] == " " and text[at - 2] not in _JOINS:
            return at
    return start


_ACCORDING, _JOINS = "theo ", ",(–-"
_NOTED = spelled("ghi nhận")
_NOTED_GROWTH = pattern(  # "TPHCM cũng ghi nhận sự gia tăng mạnh của dòng vốn …"
    r"(?:[^\W\d_]+ ){0,6}?ghi nhận (?:sự |mức )(?:gia tăng|tăng trưởng|tăng|sụt giảm|giảm)"
    r"(?: [^\W\d_]+){0,2}? của (?=\w)"
)
_REACHES_RATE = pattern(r"(?:đạt|chiếm|với) (?=(?:tỷ lệ|tỷ trọng) [^\W\d_])")
_RAISED = pattern(r"(?:nâng|đưa) (?=(?:tổng|số|tỷ lệ|diện tích|giá trị|kim ngạch|thu nhập|mức|sản lượng)(?!\w))")
_PART_LEAD = pattern(r"[ ,;…]*(?:trong đó|cụ thể|bao gồm|duy nhất|riêng)(?: là| chỉ có| có)?,? (?=\w)")
_UP = spelled(" lên")
_WORD = re.compile(r"[^\W\d_]{2}")
_TAIL_NUMBER = re.compile(r" [0-9]{1,2}$")  # "Chỉ số sản xuất công nghiệp 5 tháng …"
_ABOUT_END = pattern(rf" (?:{'|'.join(lexicon('result_words')['name']['about'])})(?!\w)|[,;:.(]")


def subject_of(text: str, shadow: str, start: int, end: int, periods: list[Stated]) -> str:
    """What the words at `start` are about: their first noun phrase, "" when there is none before `end`.

    "Tăng trưởng các tỉnh trong vùng như sau:" → "Tăng trưởng"; "Hoạt động du lịch với nhiều …" → "Hoạt động du lịch".
    """
    start = peeled_front(text, shadow, start, min(end, start + LONGEST_CLAUSE), periods)
    end = min(end, start + 2 * _LONGEST_SUBJECT)
    stop = _ABOUT_END.search(shadow, start, end)
    kept = _TAIL_NUMBER.sub("", text[start : stop.start() if stop else end].strip(EDGE))
    if shadow.startswith(_ACCORDING, start) or _VERBAL.match(shadow, start, end):
        return ""
    return kept if len(kept) <= _LONGEST_SUBJECT else ""


_LONGEST_SUBJECT = 60
