"""Relays: where an article begins to pass on what an authority orders.

Reads: `Source`. Writes: the index of a line; plain answers; no state.

"UBND tỉnh vừa ban hành Công văn số 91/UBND-NN về …; Chủ tịch UBND tỉnh có ý kiến như sau:" – the paragraphs
below are the order's own words, one for each agency. Without such a line an article tells what was done.
"""

from __future__ import annotations

import re

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern, spelled, whole_words
from lotrinh.extraction.language.phrases import words_of
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.source import Source

_WORDS = lexicon("task_words")
_AUTHORITY = words_of([*_WORDS["superior"], *_WORDS["ordering"]])
_ORDERING = spelled(r"(?:có ý kiến|chỉ đạo|chỉ thị|yêu cầu|đề nghị|giao|thông báo)(?!\w)")
_FOLLOWING = spelled(r"(?:cụ thể )?như sau")
_OPENS = re.compile(rf"{_ORDERING}[^.;:]{{0,80}}?{_FOLLOWING} ?:$")
_ASKS = re.compile(rf"{_AUTHORITY}[^.;:]{{0,60}}? (?:{_ORDERING})(?: chỉ đạo)? ?:$")
# "… yêu cầu các xã tập trung thực hiện một số nhiệm vụ trọng tâm sau:"
_LISTS = pattern(r"(?:nhiệm vụ|nội dung|công việc|việc|biện pháp|giải pháp)[^.;:]{0,40}? sau(?: đây)? ?:$")
_ORDERED_BY = re.compile(rf"{_AUTHORITY}[^.;:]{{0,60}}? {_ORDERING}")
_ACCORDINGLY = re.compile(rf"theo đó,? {_AUTHORITY}[^.;:,]{{0,60}}? {_ORDERING}")
_OFFICE = pattern(r"theo đó,? [^.;]{3,80}? (?:có trách nhiệm|có nhiệm vụ|chủ trì,? phối hợp)(?!\w)")
_CHARGED = pattern(
    r"theo đó,? (?:(?:chủ tịch |thủ trưởng )?(?:ubnd |ủy ban nhân dân )?các) [^.;:]{3,160}?"
    r" (?:cần|phải|khẩn trương|nghiêm túc|tập trung|chủ động|tăng cường|rà soát|báo cáo|tiếp tục)(?!\w)"
)
_LETTER = pattern(
    whole_words(["công văn", "công điện", "chỉ thị", "văn bản", "thông báo"])
    + r" (?:hỏa tốc |khẩn )?(?:số )?\d+[^\W\d]*[/-]"
)
_ARTICLE = shadow_of("Bài viết")
_BARE_AUTHORITY = pattern(
    r"(?:(?:phó )?chủ tịch )?(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân) (?:tỉnh|thành phố|tp|huyện|thị xã|quận)"
    r"|(?:phó )?thủ tướng(?: chính phủ)?|chính phủ|(?:tỉnh|thành|huyện|thị|quận) ủy"
)
_NEWS = " đã "
_LONGEST_TAIL = 160
_LONGEST_TELLING = 90


def opens_orders(shadow: str, start: int, end: int) -> bool:
    """Whether a line that ends in a colon says that orders follow: "… UBND huyện chỉ đạo như sau:"."""
    tail = max(start, end - _LONGEST_TAIL)
    return _OPENS.search(shadow, tail, end) is not None or _ASKS.search(shadow, tail, end) is not None


def relay_line(source: Source) -> int | None:
    """The line from which an article passes orders on; None when it passes none on, or is no article."""
    if source.info.kind is None or shadow_of(source.info.kind) != _ARTICLE:
        return None
    shadow = source.prose.shadow
    for line in source.prose.lines:
        if relays(shadow, line.start, line.end):
            return line.index
    return None


def relays(shadow: str, start: int, end: int) -> bool:
    """Whether a line tells that an authority orders something, by a letter with a number or "Theo đó, …"."""
    if end > start and shadow[end - 1] == ":":
        listed = _LISTS.search(shadow, max(start, end - _LONGEST_TAIL), end) and _ORDERED_BY.search(shadow, start, end)
        if listed or opens_orders(shadow, start, end):
            return True
    if _ACCORDINGLY.search(shadow, start, end) or _OFFICE.match(shadow, start, end) or _charges(shadow, start, end):
        return True
    letter = _LETTER.search(shadow, start, end)
    return bool(letter and re.search(_ORDERING, shadow[start:end]) and re.search(_AUTHORITY, shadow[start:end]))


def _charges(shadow: str, start: int, end: int) -> bool:
    """Whether a line tells what a group has to do by a letter named before: "Theo đó, các trường rà soát …"."""
    charged = _CHARGED.match(shadow, start, end)
    return charged is not None and _NEWS not in charged[0]


def tells_news(shadow: str, lead: tuple[int, int], action: int, end: int) -> bool:
    """Whether a sentence of a relay tells about the authority ("UBND tỉnh …"), or what the agency `lead` has done."""
    if _BARE_AUTHORITY.fullmatch(shadow, *lead):
        return True
    return _NEWS in shadow[action : min(end, action + _LONGEST_TELLING)]
