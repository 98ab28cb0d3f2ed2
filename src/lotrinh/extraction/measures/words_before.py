"""Words before a number: whether they make it a value, an ordinal, a rank.

Reads: shadow text up to a number. Writes: its last word; yes or no.
"""

from __future__ import annotations

import re

from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.measure_words import MeasureWords

_OPENING = frozenset("(\"'[")


def last_word(before: str) -> str:
    """The word before a number, without a bracket; ":" of "Số trang trại vào năm 2020: 70"."""
    last = before.rstrip(" ").rpartition(" ")[2]
    if last[:1] in _OPENING:
        return last[1:]
    return ":" if last[-1:] == ":" and is_year(last[:-1]) else last


def is_year(number: str) -> bool:
    """Whether a number reads like a year of our time."""
    return len(number) == 4 and number[:2] in ("19", "20")


_AND = "và"
_BY_YEAR = pattern(r" (?:vào|đến|trong)(?: cuối| hết)? năm (?:19|20)[0-9]{2}")  # "… và 22.000 vào năm 2030"
_FROM = shadow("từ")
_REACHING_FROM = tuple(shadow(words) for words in ("đạt từ ", "là từ ", "còn từ ", "ở mức từ "))
_LEVEL = "mức"
_AT_LEVEL = tuple(shadow(words) for words in ("ở mức ", "đạt mức "))
# "Tổng số liều tiêm trong tuần: 22.938"; not the number of a telephone or a document
_NUMBER_OF = pattern(
    r"(?<!\w)(?:tổng )?số (?!điện thoại|đt|tài khoản|fax|hiệu|đăng ký|công văn|văn bản|quyết định|cmnd|cccd|lượt truy)"
    r"[^\W\d_][^;.,:()0-9]{2,46}: ?$"
)


def makes_value(words: MeasureWords, match: re.Match[str], before: str, last: str) -> bool:
    """Whether a bare number behind `before`, whose last word is `last`, is a value."""
    if last == _AND:
        return _BY_YEAR.match(match.string, match.end()) is not None
    if last in words.reaching or (last == _LEVEL and before.endswith(_AT_LEVEL)):
        return True
    if last == _FROM:
        return before.endswith(_REACHING_FROM)  # "chỉ số … đạt từ 0,8 trở lên"
    if match["noun"] is None:
        return last[-1:] == ":" and (_NUMBER_OF.search(before) is not None or _is_of_breakdown(match, before))
    return last in words.counting and words.counted.search(before) is not None


# "(đã làm: 80; đang làm: 30)"; not "(điện thoại: 0912; fax: 0913)"
_ITEM = (
    r" ?(?!điện thoại|đt(?!\w)|tel|fax|zalo|email|mã|số|điều|khoản|mục|phụ lục|biểu|stt|năm)"
    r"[^\W\d_][^;.,:()0-9]{2,40}: ?"
)
_FIRST_ITEM, _LATER_ITEM = pattern(rf"\({_ITEM}$"), pattern(rf"[0-9];{_ITEM}$")
_NEXT_ITEM, _CLOSES_ITEM = pattern(rf" ?;{_ITEM}[1-9]"), re.compile(r" ?[;)]")


def _is_of_breakdown(match: re.Match[str], before: str) -> bool:
    """Whether a bare number is an item of a list in brackets whose items are a name, a colon and a number."""
    if _FIRST_ITEM.search(before):
        return _NEXT_ITEM.match(match.string, match.end()) is not None
    return _LATER_ITEM.search(before) is not None and _CLOSES_ITEM.match(match.string, match.end()) is not None


_ORDINAL = shadow("thứ")
# "sinh con thứ 3 trở lên", "lần thứ 2": which one, not how many
_ORDINALS = tuple(
    shadow(f" {word} thứ ")
    for word in ("con", "lần", "người", "kỳ", "khóa", "năm", "ngày", "cuộc", "tuần", "đợt", "họp")
)


def is_ordinal(before: str, last: str) -> bool:
    """Whether `before`, whose last word is `last`, makes a number say which one: "sinh con thứ 3"."""
    return last == _ORDINAL and before.endswith(_ORDINALS)


_RANKS = frozenset({"thứ", "hạng", "top", "tốp"})
_GROUP = "nhóm"
_RANKED = tuple(shadow(words) for words in ("trong nhóm ", "thuộc nhóm ", "vào nhóm ", "ở nhóm "))


def is_rank(before: str, last: str) -> bool:
    """ "đứng thứ 4/34 tỉnh", "nằm trong nhóm 15 tỉnh dẫn đầu"."""
    return last in _RANKS or (last == _GROUP and before.endswith(_RANKED))
