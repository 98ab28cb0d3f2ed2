"""Values named behind: the indicator stands behind its value, or is that of a value before.

"Trên 99% dân cư nông thôn được …", "80% vào năm 2025 và 90% vào năm 2030".

Reads: a measure and the words around it, the statements of its line so far. Writes: its `Measured` statement, or None.
"""

from __future__ import annotations

import re

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.fronts import front_of
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.measures.measured import Measured, goes_on_by_year
from lotrinh.extraction.measures.measured_line import MeasuredLine, stated
from lotrinh.extraction.measures.named_before import named_before
from lotrinh.extraction.measures.noun_phrases import cleaned, phrase_end
from lotrinh.extraction.measures.repeats import counted_as, counted_noun, is_second, like
from lotrinh.extraction.measures.tails import Tail
from lotrinh.extraction.measures.ties import Around, is_told_of, told_again, told_change

_UPWARD = pattern(r"([^\W\d]+(?: [^\W\d]+){0,3}) trở lên(?: |$)")
_BRACKET = re.compile(r"\([^()]*\)$")
_UPWARDS = " trở lên"
_NO_GRADE = pattern(
    r"(?<! khá)(?<! giỏi)(?<! tốt)(?<! sao)(?<! bình)(?<! đạt)(?<! [0-9ivx])(?<! vụ)(?<! chuẩn)(?<! đẳng)(?<! học)"
    r"(?<! cấp)(?<! tuổi)(?<! [abcd]) trở lên$"
)
_WHERE = pattern(r"(?:ở|tại|đối với|trên địa bàn)(?!\w)")
_GROWTH = pattern(r"(?<!\w)tăng trưởng(?: kinh tế| grdp| gdp)?(?: bình quân| trung bình)?(?!\w)")
_ENDS_HERE = pattern(
    r" ?,|/|(?: vào| đến)? năm (?:19|20)[0-9]{2},| và (?:đến )?năm (?:19|20)[0-9]{2} ?:"
    r"| \((?:khu vực|ở|tại|vùng|đối với)[^()0-9]{3,60}\)(?:[,;.\n]|$| vào| đến| năm)"
)
_EXCEEDED = pattern(r" vượt (?:mục tiêu|kế hoạch|chỉ tiêu|mức|dự toán)[^(;.]{0,60}$")
_FAR = 240  # characters before a bracket in which its "vượt mục tiêu" may stand
_AIM = "chỉ tiêu"  # what a value is named whose name comes last


def named_behind(line: MeasuredLine, around: Around) -> Measured | None:
    """The statement of a value whose indicator stands behind it, or is repeated; None when it measures nothing."""
    text, shadow = line.prose.text, line.prose.shadow
    measure, end = around.measure, phrase_end(shadow, *around.rest)
    behind = cleaned(text, shadow, measure.tail, end)
    if measure.comparator == "ge" and _NO_GRADE.search(shadow_of(behind)):
        behind = behind[: -len(_UPWARDS)]  # "từ 3 doanh nghiệp công nghệ cao trở lên"
    if upward := _UPWARD.match(shadow_of(behind)):
        behind = f"{behind[: upward.end(1)]} {behind[upward.end() :]}".strip()
        measure = msgspec.structs.replace(measure, comparator="ge", low=measure.value, high=None)
        around = around._replace(measure=measure)
    if _BRACKET.match(behind) or (measure.kind == "share" and _WHERE.match(shadow_of(behind))):
        behind, end = "", measure.tail  # "… dưới 5% ở nông thôn", "năm 2020 đạt 70 triệu đồng (theo giá hiện hành)"
    earlier = line.earlier(around.number)
    reached = around.tail.verb and not around.tail.change
    if _ENDS_HERE.match(shadow, measure.tail) or told_again(line.prose, measure, earlier, behind, verb=reached):
        behind, end = "", measure.tail
    growth = _GROWTH.search(shadow, around.floor, measure.head)
    if growth and measure.kind == "share":
        front, tail = around.front._replace(at=growth.start()), Tail(growth.end(), verb=True)
        return named_before(line, around._replace(front=front, tail=tail))
    noun = counted_noun(measure)
    if not behind and (unnamed := _unnamed(line, around, earlier, noun)):
        return unnamed
    indicator = f"{noun} {behind}".strip() if measure.kind == "count" else behind
    if not indicator or (measure.kind in ("money", "physical") and behind.startswith("/")):
        return None
    span = (measure.head, max(end, measure.tail))
    change = told_change(shadow, around)
    return stated(line, around, span, indicator, "level" if change == "reached" else change, "behind")


def _unnamed(line: MeasuredLine, around: Around, earlier: Measured | None, noun: str) -> Measured | None:
    """The statement of a value without words of its own, `noun` what its unit counts; None when nothing names it."""
    exceeded = _exceeded(line, around)
    if exceeded is not None:
        return exceeded
    measure, shadow = around.measure, line.prose.shadow
    told = is_told_of(shadow, around, line.places[around.number], earlier)
    repeated = like(line.found, measure, earlier, noun, told=told)
    if repeated is not None:
        return _same(line, around, repeated)
    if line.above and not around.number:
        change = told_change(shadow, around).replace("reached", "level")
        return stated(line, around, (measure.head, measure.tail), line.above, change, "same")
    after = line.following(around.number)
    if after is not None and measure.kind == "share" and goes_on_by_year(shadow, measure, after):
        return stated(line, around, (measure.head, measure.tail), _AIM, "level", "same")  # its name comes last
    return None


def _same(line: MeasuredLine, around: Around, earlier: Measured) -> Measured:
    """A value that repeats the indicator of an earlier one."""
    change = told_change(line.prose.shadow, around)
    words = line.prose.shadow[around.floor : around.measure.head]
    if change == "reached" and is_second(words, earlier.measure, around.measure):
        change = "level"
    yearly = earlier.per is not None and change != "reached"
    change = {"level": earlier.change, "reached": "level"}.get(change, change)
    span = (around.measure.head, around.measure.tail)
    around = around._replace(measure=counted_as(around.measure, earlier.measure))
    return stated(line, around, span, earlier.indicator, change, "same", yearly=yearly)


def _exceeded(line: MeasuredLine, around: Around) -> Measured | None:
    """ "phấn đấu tăng trưởng kinh tế vượt mục tiêu Chính phủ giao (10%)"."""
    shadow, place, measure = line.prose.shadow, line.places[around.number], around.measure
    opening = place.clause[0] - 1
    if opening <= place.sentence or shadow[opening] != "(":
        return None
    since = max(place.sentence, opening - _FAR)
    since = max(since, shadow.rfind(";", since, opening) + 1)
    over = _EXCEEDED.search(shadow, since, opening)
    at = front_of(shadow, since, over.start()).at if over else 0
    indicator = cleaned(line.prose.text, shadow, at, over.start()) if over else ""
    if not indicator:
        return None
    beyond: Measure = msgspec.structs.replace(measure, comparator="gt", low=measure.value, high=None)
    around = around._replace(measure=beyond, floor=since)
    return stated(line, around, (at, measure.tail), indicator, "level", "before", linked=True)
