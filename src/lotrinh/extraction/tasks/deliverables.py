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

_DATA = lexicon("deliverables")
_PRODUCT = rf"(?:{any_of(_DATA['product'])})(?!\w)"
_MADE = re.compile(
    rf"(?:(?:{any_of(_DATA['first'])}),? )?(?:{any_of(_DATA['make'])})(?:(?: ?,| và| ?, trình [\w ]{{3,40}}?)? "
    rf"(?:{any_of(_DATA['also'])})){{0,3}} (?:các |một số )?({_PRODUCT})"
)
_NOUNS = ("chương", "quy", "quá", "công", "lộ", "tờ", "giáo")  # "chương trình": "trình" is no verb there
_NOT_A_NOUN = r"(?<!\wtrình )" + "".join(f"(?<!{word} trình )" for word in _NOUNS)
_HANDING = "".join(f"(?<!{word})" for word in _NOUNS) + " trình"
_HANDED_UP = re.compile(
    # The word comes first and its left side is looked at afterwards: that is how the engine is fast.
    rf"trình {_NOT_A_NOUN}[^.;]{{3,90}}?(?<! trong)(?<! theo) ({any_of(_DATA['handed_up'])})(?!\w)"
)
# A comma ends the name, but not before "tầm nhìn đến năm 2050" nor in "sửa đổi, bổ sung".
_GOES_ON = pattern(" ?(?:tầm nhìn|định hướng|giai đoạn|chấm|văn hóa)").pattern
_AMENDED = pattern("(?<!sửa đổi)(?<!sửa đổi )").pattern
_ENDS = re.compile(rf"(?: (?:{any_of(_DATA['ends'])})|{_HANDING})(?!\w)|[;.:(]|{_AMENDED},(?!{_GOES_ON})")
_EXISTS = re.compile(r"\w+ \w+ (?:số )?\d+/")  # "Nghị định số 31/2021/NĐ-CP" is there already
_VAGUE = re.compile(any_of(_DATA["vague"]))
_LONGEST = 220


def find_deliverable(prose: Prose, start: int, end: int) -> str | None:
    """What the action ``[start, end)`` has to hand in, as printed."""
    shadow = prose.shadow
    made = _MADE.match(shadow, start, end)
    if made and not _VAGUE.match(shadow, made.start(1), end):
        return _name(prose, made.start(1), end)
    for handed in _HANDED_UP.finditer(shadow, start, end):
        if prose.text[handed.start(1)].isupper() and not _VAGUE.match(shadow, handed.start(1), end):
            return _name(prose, handed.start(1), end)
    return None


def _name(prose: Prose, start: int, end: int) -> str | None:
    stop = _ENDS.search(prose.shadow, start, min(end, start + _LONGEST))
    name = prose.text[start : stop.start() if stop else min(end, start + _LONGEST)].strip(" ,-")
    return name if name.count(" ") > 1 and not _EXISTS.match(name) else None
