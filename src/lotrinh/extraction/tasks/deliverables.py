"""Deliverables: the document or other product that a piece of work has to hand in.

Reads: text and shadow of the action. Writes: the product's words as printed, or None.

Work that begins by making something names its product ("Xây dựng Đề án …"); later in the text only a
capitalised one that is handed up counts ("trình cấp có thẩm quyền thông qua Đề án …").
"""

from __future__ import annotations

import re

from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.tasks.verbs import has_verb

_DATA = lexicon("deliverables")
_PRODUCT = rf"(?:{any_of(_DATA['product'])})(?!\w)"
# "tham mưu Ủy ban nhân dân tỉnh ban hành Kế hoạch …", "xây dựng và tham mưu với UBND tỉnh: Ban hành Quy chế …"
_FOR = pattern(
    r"(?:xây dựng và )?tham mưu(?: cho| giúp| với)? (?:ubnd|ủy ban nhân dân|chủ tịch|hđnd|hội đồng)[^,;.:()]{0,40}?:? "
).pattern
_MADE = re.compile(
    rf"(?:(?:{any_of(_DATA['first'])}),? |chỉ đạo: )?(?:{_FOR})?(?:{any_of(_DATA['make'])})"
    rf"(?:(?: ?,| và| ?, trình [\w ]{{3,40}}?)? (?:{any_of(_DATA['also'])})){{0,3}} (?:các |một số )?({_PRODUCT})"
)
# "chương trình": "trình" is no verb there
_NOUNS = ("chương", "quy", "quá", "công", "lộ", "tờ", "giáo", "tiến", "hành", "giải")
_NOT_A_NOUN = r"(?<!\wtrình )" + "".join(f"(?<!{word} trình )" for word in _NOUNS)
_HANDING = "".join(f"(?<!{word})" for word in _NOUNS) + " trình"
_HANDED_UP = re.compile(
    # The word comes first and its left side is looked at afterwards: that is how the engine is fast.
    rf"trình {_NOT_A_NOUN}[^.;]{{3,90}}?(?<! trong)(?<! theo) ({any_of(_DATA['handed_up'])})(?!\w)"
)
# A comma ends the name, but not before "tầm nhìn đến năm 2050" nor in "sửa đổi, bổ sung".
_GOES_ON = pattern(" ?(?:tầm nhìn|định hướng|giai đoạn|chấm|chống|văn hóa)").pattern
_AMENDED = pattern("(?<!sửa đổi)(?<!sửa đổi )").pattern
_ENDS = re.compile(rf"(?: (?:{any_of(_DATA['ends'])})|{_HANDING})(?!\w)|[;.:(]|{_AMENDED},(?!{_GOES_ON})")
# "Kế hoạch bảo đảm an toàn …": right behind the product the verb tells what it is for.
_PURPOSE = re.compile(rf"(?:{_PRODUCT}) (?:{any_of(_DATA['purpose'])})(?!\w)")
_EXISTS = re.compile(r"\w+ \w+ (?:số )?\d+/")  # "Nghị định số 31/2021/NĐ-CP" is there already
_VAGUE = re.compile(any_of(_DATA["vague"]))
_NAMED_BEFORE = pattern(r"(?<!\w)(?:bộ|sở|phòng|vụ|tại|thực hiện) $")  # "trình Sở Kế hoạch và Đầu tư …"
_MORE = pattern(r" ?(?:trong đó|đồng thời|nhất là|đặc biệt|bao gồm|gồm|như|kể cả|từng bước|làm|các |những |có )")
_LONGEST_BEFORE = 12
_LONGEST = 220


def find_deliverable(prose: Prose, start: int, end: int) -> str | None:
    """What the action ``[start, end)`` has to hand in, as printed."""
    shadow = prose.shadow
    made = _MADE.match(shadow, start, end)
    if made and not _VAGUE.match(shadow, made.start(1), end):
        return _name(prose, made.start(1), end)
    for handed in _HANDED_UP.finditer(shadow, start, end):
        product = handed.start(1)
        existing = _NAMED_BEFORE.search(shadow, max(start, product - _LONGEST_BEFORE), product)
        if prose.text[product].isupper() and not existing and not _VAGUE.match(shadow, product, end):
            return _name(prose, handed.start(1), end)
    return None


def _ends_name(prose: Prose, position: int, end: int) -> bool:
    """Whether more work follows a comma rather than more of the name ("… trật tự, an toàn giao thông")."""
    return has_verb(prose.shadow, position, end) or _MORE.match(prose.shadow, position, end) is not None


def _name(prose: Prose, start: int, end: int) -> str | None:
    purpose = _PURPOSE.match(prose.shadow, start, end)
    last = min(end, start + _LONGEST)
    ends = _ENDS.finditer(prose.shadow, purpose.end() if purpose else start, last)
    stop = next((mark.start() for mark in ends if mark[0].strip() != "," or _ends_name(prose, mark.end(), end)), last)
    name = prose.text[start:stop].strip(" ,-").removesuffix(" và").rstrip(" ,")
    return name if name.count(" ") > 1 and not _EXISTS.match(name) else None
