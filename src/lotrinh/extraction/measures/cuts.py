"""Cuts: where the words between two measures of a clause are parted, and those of the second begin.

Reads: text and shadow between two measures. Writes: an offset.
"""

from __future__ import annotations

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.edge_words import edges
from lotrinh.extraction.measures.fronts import front_of
from lotrinh.extraction.measures.place_phrases import is_place
from lotrinh.extraction.measures.tails import tail_of

_SEPARATOR = pattern(
    r",| với (?=tổng (?:số|diện tích|vốn|mức đầu tư|kinh phí|giá trị) |số lượng |quy mô |diện tích )"
    r"|:|\)|(?<![0-9]) - | và | đồng thời |(?<! giảm)(?<! xuống)(?<! chỉ) còn | trong đó | hoặc | cùng với "
    r"|(?<! đối) với $"
)
HARD_JOINT = pattern(r",| và | đồng thời ")
_ONLY_JOINT = pattern(r" ?(?:,|và|, và) ?")
_PARTS = pattern(r", (?:gồm|bao gồm)(?: có)?:? (?=[^\W\d_])")
_PART, _AT_ONCE = shadow_of("trong đó "), shadow_of("đồng thời ")
# "83% và năm 2030: 85%", "60% và đến năm 2030, 80% số xã …"
_OF_YEAR = pattern(
    r"(?<!\w)năm (?:19|20)[0-9]{2} ?: ?$|(?: và|,|;) (?:đến|tới)(?: hết| cuối)? năm (?:19|20)[0-9]{2} ?, ?$"
)


def cut_between(text: str, shadow: str, start: int, end: int, *, value_first: bool) -> int | None:
    """Where, between two measures of a clause, the words of the second begin; None when they are not parted."""
    words = edges()
    if parts := _PARTS.search(shadow, start, end):
        return parts.start() + 1
    candidates = [found.end() for found in _SEPARATOR.finditer(shadow, start, end)]
    if not candidates:
        return None
    if not value_first:
        return _before_joint(shadow, candidates[0])
    for cut in reversed(candidates):
        if _OF_YEAR.search(shadow, start, cut):
            continue
        if shadow.endswith(_PART, start, cut) and cut < end:
            return _before_joint(shadow, cut)  # "200 đảng viên, trong đó nữ 40%"
        tail = tail_of(shadow, cut, end)
        at = front_of(shadow, cut, tail.at).at
        if at >= tail.at or words.head.match(shadow, at) or words.verb.match(shadow, at):
            return _before_joint(shadow, _before_verbs(shadow, candidates, cut))
        if (tail.possessed or tail.verb) and is_place(text, at, tail.at):
            return _before_joint(shadow, cut)
    hard = [found.end() for found in HARD_JOINT.finditer(shadow, start, end)]
    return hard[-1] if hard and tail_of(shadow, candidates[-1], end).verb else None


def _before_verbs(shadow: str, candidates: list[int], cut: int) -> int:
    """Before verbs that stand with the one at `cut`: "54 chợ, | cải tạo, nâng cấp, mở rộng 55 chợ"."""
    for earlier in reversed(candidates[: candidates.index(cut)]):
        verb = edges().verb.match(shadow, earlier + (shadow[earlier] == " "))
        if verb is None or _ONLY_JOINT.fullmatch(shadow, verb.end(), cut) is None:
            return cut
        cut = earlier
    return cut


def _before_joint(shadow: str, cut: int) -> int:
    """ " và ", " trong đó " belong to what follows."""
    if shadow[cut - 1] != " " or shadow[cut - 2] in ",:)-":
        return cut
    for joint in (_PART, _AT_ONCE):
        if shadow.endswith(joint, 0, cut):
            return cut - len(joint)
    return shadow.rfind(" ", 0, cut - 1) + 1
