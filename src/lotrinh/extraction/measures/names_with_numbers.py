"""Numbers inside names: a value that only says which things another value counts.

Reads: the measures of a line and the words around them. Writes: whether a measure belongs to the name of the next:
"tỷ lệ số xã đạt dưới 10 tiêu chí còn 25%", "độ che phủ 9 huyện miền núi là 69%", "tỷ lệ trẻ nhẹ cân (dưới 2.500 gam)
dưới 5%".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.edge_words import edges
from lotrinh.extraction.measures.fronts import Front
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.measures.printed_units import STARS
from lotrinh.extraction.measures.tails import Tail

_DIRECTLY = pattern(r" (?:giảm |tăng |nâng )?(?:còn|xuống|lên)(?: còn)? ?")
_BY_VERB = pattern(r" [^\W\d_][^,;:()0-9]{1,40} (?:là|đạt|chiếm|còn|xuống|lên)(?: mức)? ?")


def is_in_name(shadow: str, measure: Measure, following: Measure, front: Front, tail: Tail) -> bool:
    """Whether `measure` stands in the name of what `following`, in the same clause, measures.

    `front`, `tail`: the words before `measure`, stripped.
    """
    if measure.unit != following.unit and _NAMED_SO.fullmatch(shadow, measure.tail, following.head):
        return edges().head.match(shadow, front.at) is None  # "tàu trên 90 CV: 650 chiếc"
    if measure.kind == "share" and _GRADE.fullmatch(shadow, measure.tail, following.head):
        return True  # "tinh quặng đồng 20-25% Cu: đạt 30 nghìn tấn"
    if measure.kind == "share" and _WHICH.search(shadow, front.at, measure.head):
        return _CHANGING.fullmatch(shadow, measure.tail, following.head) is not None
    changes = tail.change or front.change == "increase"
    if measure.kind != "count" or changes or tail.possessed or front.at >= tail.at:
        return False
    if _OF_BRANCHES.match(shadow_of(measure.unit or "")) and _RATE.match(shadow, front.at):
        return _OF_THEM.fullmatch(shadow, measure.tail, following.head) is not None
    if following.unit == measure.unit or not edges().head.match(shadow, front.at):
        return False
    joint = _DIRECTLY if tail.verb or measure.head < measure.start else _BY_VERB
    return joint.fullmatch(shadow, measure.tail, following.head) is not None


_NAMED_SO = pattern(r" ?: ?(?:có |đạt |khoảng )?")
_GRADE = pattern(r" ?[a-z][a-z0-9]{0,6} ?: ?(?:đạt|khoảng|trên|từ)?(?: khoảng| trên)? ?")
# "tốc độ tăng giá trị 3 ngành hàng bình quân 5%/năm"
_OF_BRANCHES = pattern(r"(?:nhóm )?(?:ngành|lĩnh vực|khu vực|sản phẩm|loại|nhóm|vùng|địa phương|tỉnh|huyện|xã)(?!\w)")
_RATE = pattern(r"(?:tốc độ|t[ỷỉ] (?:lệ|trọng|suất)|giá trị|năng suất|thu nhập|chỉ số|mức|tổng)(?!\w)")
_OF_THEM = pattern(
    r"(?: chủ lực| trọng điểm| này| chính| nêu trên)?(?: bình quân| trung bình| hằng năm| hàng năm){0,2}"
    r"(?: (?:đạt|là|tăng|giảm|chiếm|còn))?(?: bình quân)? ?"
)
# "tỷ lệ hộ nghèo ở các xã có tỷ lệ hộ nghèo trên 25% giảm 4%"
_WHICH = pattern(
    r"(?:tại|ở|của|nơi|địa bàn)(?!\w)[^,;:()0-9]{2,50} (?:có|với) (?:tỷ lệ|tỉ lệ|tỷ trọng|mức)[^,;:()0-9]{2,50}$"
)
_CHANGING = pattern(
    r"(?: bình quân| hằng năm| hàng năm| mỗi năm){0,2} (?:giảm|tăng|đạt|còn|là)(?: bình quân| xuống)? ?"
)
_TO_VALUE = pattern(r"\)(?: (?:đạt|chiếm|là|còn|ở mức|duy trì|giảm|tăng|xuống|lên|phải|cần)){0,4} ?")
_STANDARD = pattern(
    r"(?<!\w)(?:tiêu|quy) chuẩn [^,;:.()0-9\n]{2,30}$"
)  # "nước sạch với tiêu chuẩn cấp nước 120 lít/người"
_WORDS = pattern(r"[^\W\d_]+ [^\W\d_]+ \($")
_LONGEST = 40  # characters from a bracket to the value behind it


def outside_names(shadow: str, measures: Sequence[Measure]) -> Sequence[Measure]:
    """`measures` without those that are all a bracket inside a name says, and without standards and stars."""
    inside = {
        at
        for at, measure in enumerate(measures)
        if measure.unit == STARS
        or (measure.kind == "physical" and _STANDARD.search(shadow, max(0, measure.head - _LONGEST), measure.head))
    }
    inside |= {
        at
        for at, (measure, following) in enumerate(pairwise(measures))
        if shadow.startswith(")", measure.tail)
        and shadow.startswith("(", measure.head - 1)
        and _leads_to(shadow, measure, following)
        and _WORDS.search(shadow, max(0, measure.head - _LONGEST), measure.head)
    }
    return [measure for at, measure in enumerate(measures) if at not in inside] if inside else measures


def _leads_to(shadow: str, measure: Measure, following: Measure) -> bool:
    """Whether verbs or bounding words alone stand between the bracket of `measure` and the value behind it."""
    bounded = following.head < following.start or following.head - measure.tail > _JOINT
    return bounded and _TO_VALUE.fullmatch(shadow, measure.tail, following.head) is not None


_JOINT = len(") ")
