"""Numbers inside names: a value that only says which things another value counts.

Reads: the measures of a line and the words around them. Writes: whether a measure belongs to the name of the next:
"tỷ lệ số xã đạt dưới 10 tiêu chí còn 25%", "độ che phủ 9 huyện miền núi là 69%".
"""

from __future__ import annotations

from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.indicator_edges import Front, Tail, edges
from lotrinh.extraction.measures.quantities import Measure

_DIRECTLY = pattern(r" (?:giảm |tăng |nâng )?(?:còn|xuống|lên)(?: còn)? ?")
_BY_VERB = pattern(r" [^\W\d_][^,;:()0-9]{1,40} (?:là|đạt|chiếm|còn|xuống|lên)(?: mức)? ?")


def is_in_name(shadow: str, measure: Measure, following: Measure, front: Front, tail: Tail) -> bool:
    """Whether `measure` stands in the name of what `following`, in the same clause, measures.

    `front`, `tail`: the words before `measure`, stripped.
    """
    changes = tail.change or front.change == "increase"
    if measure.kind != "count" or changes or tail.possessed or front.at >= tail.at:
        return False
    if following.unit == measure.unit or not edges().head.match(shadow, front.at):
        return False
    joint = _DIRECTLY if tail.verb or measure.head < measure.start else _BY_VERB
    return joint.fullmatch(shadow, measure.tail, following.head) is not None
