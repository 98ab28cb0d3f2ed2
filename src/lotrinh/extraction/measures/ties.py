"""Ties: how a value is told of the statement before it ("…, chiếm 50,3%", "giảm 2 điểm, còn 7%").

Reads: shadow text around one measure. Writes: yes or no, or the change a value tells.
"""

from __future__ import annotations

from typing import NamedTuple

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.clauses import Place
from lotrinh.extraction.measures.fronts import Front
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.measures.measured import NO_NAMES, Measured
from lotrinh.extraction.measures.tails import Tail
from lotrinh.extraction.measures.wholes import WHOLE
from lotrinh.extraction.prose import Prose


class Around(NamedTuple):
    """Measure `number` of its line and the words around it: they may begin at `floor` and end at ``rest[1]``."""

    number: int
    measure: Measure
    floor: int
    front: Front
    tail: Tail
    rest: tuple[int, int]


REACHED = pattern(r"\b(?:còn|xuống|lên|đạt|đến mức|chiếm|lũy kế)\b")
_ONLY_REACHED = pattern(
    r"[ ,]*(?:và |để )?(?:(?:đến|vào|tới) năm [0-9]{4},? )?(?:ước |sẽ |phấn đấu |dự kiến )?(?:đạt|lên|còn)(?: mức)? ?"
)
_CHANGES = ("increase", "decrease")
_MAKES_UP = tuple(map(shadow_of, ("chiếm", "chiếm tỷ lệ", "chiếm tỉ lệ", "chiếm tỷ trọng")))


def told_change(shadow: str, around: Around) -> str:
    """Level, a change, or "reached": a change told with the level it ends at ("giảm …, còn 7%")."""
    if REACHED.search(shadow, around.floor, around.measure.head):
        return "reached"
    return around.tail.change or around.front.change or "level"


def told_again(prose: Prose, measure: Measure, earlier: Measured | None, behind: str, *, verb: bool) -> bool:
    """ "chiếm 12 - 15 % đất xây dựng đô thị, … chiếm 18 - 20 % đất xây dựng đô thị": the whole is told twice."""
    if earlier is None or not behind:
        return False
    if measure.kind == "share" and _makes_up(prose.shadow, measure, earlier) and WHOLE.fullmatch(shadow_of(behind)):
        return True  # "có 3.000 ha chè hữu cơ, chiếm 12% tổng diện tích chè"
    if earlier.shape == "behind" or earlier.measure.unit != measure.unit:
        return False
    if verb and measure.kind == "share" and WHOLE.fullmatch(shadow_of(behind)):
        return shadow_of(earlier.indicator) not in NO_NAMES  # "đến năm 2015 đạt 28% và năm 2020 đạt 33% dân số"
    return prose.quote(earlier.measure.tail, earlier.rest[1]).strip(" ,").startswith(behind)


def _makes_up(shadow: str, measure: Measure, earlier: Measured) -> bool:
    return shadow[max(earlier.measure.tail, earlier.rest[1]) : measure.head].strip(" ,(") in _MAKES_UP


def is_told_of(shadow: str, around: Around, place: Place, earlier: Measured | None) -> bool:
    """Whether a verb ties a value to the statement before it: "… 596 tỷ đồng, chiếm 50,3%", "…, tăng 0,7 lần"."""
    if around.measure.kind != "share":
        grown = earlier is not None and earlier.measure.kind == "share" and earlier.change in _CHANGES
        return around.tail.change is not None or (grown and _is_only_reached(shadow, around))
    if earlier is not None and place.bracket >= 0 and around.tail.change in _CHANGES:
        return not shadow[place.clause[0] : around.tail.at].strip()  # "… 2.100 tỷ đồng (tăng 3,5%)"
    if earlier is None or (earlier.clause != place.clause and place.bracket < 0):
        return False
    if shadow[around.tail.at : around.measure.head].strip() in _MAKES_UP:
        return True
    if earlier.clause != place.clause:
        return False
    between = shadow[earlier.measure.tail : around.tail.at]
    return around.tail.change in _CHANGES and between.strip() == ","  # "… 3.671 tỷ đồng, tăng 10,5%"


def _is_only_reached(shadow: str, around: Around) -> bool:
    """Whether nothing but a verb of reaching stands before a value: "tăng 12%, đạt 500 triệu USD"."""
    between = shadow[around.floor : around.measure.head]
    return _ONLY_REACHED.fullmatch(between) is not None
