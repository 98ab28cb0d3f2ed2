"""Deliverables: the document or other product that a piece of work has to hand in.

Reads: text and shadow of the action. Writes: the product's words as printed, or None.

Work that begins by making something names its product ("Xây dựng Đề án …"); later in the text only a
capitalised one that is handed up counts ("trình cấp có thẩm quyền thông qua Đề án …").
"""

from __future__ import annotations

import re

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.tasks.verbs import has_verb

_DATA = lexicon("deliverables")
_PRODUCT = rf"(?:{any_of(_DATA['product'])})(?!\w)"
_PRODUCT_HEAD = re.compile(_PRODUCT)
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
_HANDING = "".join(f"(?<!{word})" for word in _NOUNS) + rf" trình(?! {shadow_of('tự')}| {shadow_of('độ')})"
_WITH = "".join(f"(?<!{shadow_of(word)})" for word in _DATA["bound"]) + " với"
_HANDED_UP = re.compile(
    # The word comes first and its left side is looked at afterwards: that is how the engine is fast.
    rf"trình {_NOT_A_NOUN}[^.;]{{3,90}}?(?<! trong)(?<! theo) ({any_of(_DATA['handed_up'])})(?!\w)"
)
# A comma ends the name, but not before "tầm nhìn đến năm 2050" nor in "sửa đổi, bổ sung".
_GOES_ON = pattern(" ?(?:tầm nhìn|định hướng|giai đoạn|chấm|chống|văn hóa|kiến nghị của)").pattern
_BY_DAY = pattern(" trước(?= [0-9])").pattern
_AMENDED = pattern("(?<!sửa đổi)(?<!sửa đổi )").pattern
_ENDS = re.compile(
    rf"(?: (?:{any_of(_DATA['ends'])})|{_HANDING}|{_WITH})(?!\w)|{_BY_DAY}|[;.:(]|{_AMENDED},(?!{_GOES_ON})"
)
# "Kế hoạch bảo đảm an toàn …": right behind the product the verb tells what it is for.
_PURPOSE = re.compile(rf"(?:{_PRODUCT}) (?:{any_of(_DATA['purpose'])})(?!\w)")
_EXISTS = re.compile(r"\w+ \w+ (?:số )?\d+/")  # "Nghị định số 31/2021/NĐ-CP" is there already
_VAGUE = re.compile(any_of(_DATA["vague"]))
_NAMED_BEFORE = pattern(r"(?<!\w)(?:bộ|sở|phòng|vụ|tại|thực hiện) $")  # "trình Sở Kế hoạch và Đầu tư …"
_MORE = pattern(r" ?(?:trong đó|đồng thời|nhất là|đặc biệt|bao gồm|gồm|như|kể cả|từng bước|làm|các |những |có )")
# "kế hoạch thu gom, vận chuyển, xử lý rác": a verb without its object, and what begins work of its own instead.
_BARE = re.compile(r" ?(?:[^\W\d_]+ ){0,1}[^\W\d_]+ ?")
_OWN_WORK = re.compile(rf" ?(?!(?:{any_of(_DATA['reorganised'])})(?!\w))(?:{any_of(_DATA['own_work'])})(?!\w)")
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
    told = _PURPOSE.match(prose.shadow, start, end) or _PRODUCT_HEAD.match(prose.shadow, start, end)
    stop = _stop(prose, start, told.end() if told else start, end)
    name = prose.text[start:stop].strip(" ,-").removesuffix(" và").rstrip(" ,")
    return name if name.count(" ") > 1 and not _EXISTS.match(name) else None


def _stop(prose: Prose, start: int, begin: int, end: int) -> int:
    """Where the name of the product at `start` ends, looked for from `begin` on."""
    last = min(end, start + _LONGEST)
    product = _PRODUCT_HEAD.match(prose.shadow, start, end)
    member = product.end() if product else start  # where the words begin that the next comma ends
    verbs = True  # so far nothing but verbs, or what may be one
    for mark in _ENDS.finditer(prose.shadow, begin, last):
        if mark[0].strip() != ",":
            return mark.start()
        verbs = verbs or has_verb(prose.shadow, member, end)
        if not _ends_name(prose, mark.end(), end):
            verbs = False
        elif not (verbs and _goes_on_bare(prose, member, mark, end)):
            return mark.start()
        member = mark.end()
    return last


def _goes_on_bare(prose: Prose, member: int, comma: re.Match[str], end: int) -> bool:
    """Whether the verb from `member` to the comma has no object yet: the next one shares it."""
    bare = _BARE.fullmatch(prose.shadow, member, comma.start()) is not None
    if not bare or _MORE.match(prose.shadow, comma.end(), end):
        return False
    return _OWN_WORK.match(prose.shadow, comma.end(), end) is None
