"""Values named before: the indicator stands before its value ("Tỷ lệ đô thị hóa đạt khoảng 40%").

Reads: a measure and the words around it. Writes: its `Measured` statement, or None when the words before name nothing.
"""

from __future__ import annotations

import re

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.measures.directions import direction
from lotrinh.extraction.measures.edge_words import edges
from lotrinh.extraction.measures.fronts import front_of
from lotrinh.extraction.measures.measured import Measured
from lotrinh.extraction.measures.measured_line import MeasuredLine, stated
from lotrinh.extraction.measures.noun_phrases import QUANTITY, cleaned, phrase_end, start_of_phrase
from lotrinh.extraction.measures.ties import Around
from lotrinh.extraction.measures.wholes import PLAN_UPWARD, whole_end

_UNTIL = pattern(
    r"(?:tính )?(?:đến hết|đến cuối|đến|hết|trong|cuối) (?:quý [iv]{1,3}|tháng [0-9]{1,2}|[0-9] tháng đầu năm)"
)
_MEANT = folded(["con số này", "tỷ lệ này", "tỉ lệ này", "chỉ số này", "chỉ tiêu này", "mức này", "và"])
_LESSENED, _LESSENING = folded(["sinh", "nghèo", "nghèo đa chiều", "nghèo bền vững"]), "giảm "
_TOTALS = folded(["tổng số", "tổng cộng"])
_WORD = re.compile(r"[^\W\d_]{2}")
_INTO = pattern(r" (?:vào|cho) (?:grdp|gdp|tăng trưởng|tổng thu|ngân sách)[^,;.()0-9]{0,30}")  # "đóng góp 8% vào GRDP"
_PLAN_BEHIND = pattern(
    r" (?:kế hoạch|dự toán) (?!năm|giao|đề ra|được giao|so|và|trung ương)"
    r"(?![^,;.()]{3,60} (?:giao|đề ra)(?!\w))[^,;.()]{3,60}"
)


def named_before(line: MeasuredLine, around: Around) -> Measured | None:
    """The statement of a value whose indicator stands before it; None when no word of one is left there."""
    text, shadow = line.prose.text, line.prose.shadow
    measure, front, tail, rest = around.measure, around.front, around.tail, around.rest
    at, reasons = start_of_phrase(shadow, front.at, tail.at)
    if at > front.at and (stripped := front_of(shadow, at, tail.at, anchored=False).at) < tail.at:
        at = stripped  # "chỉ tiêu đề ra là: giữ vững vị trí …"
    indicator = cleaned(text, shadow, at, tail.at)
    if shadow_of(indicator) in _LESSENED and shadow.endswith(_LESSENING, 0, at):
        at -= len(_LESSENING)  # "giảm sinh 0,5‰"
        indicator = text[at : tail.at].strip()
    if _WORD.search(indicator) is None or _UNTIL.fullmatch(shadow_of(indicator)):
        return None  # "…, phấn đấu đến hết quý II đạt 35%"
    if shadow_of(indicator) in _MEANT and (earlier := line.earlier(around.number)):
        indicator = earlier.indicator  # "… giảm tỷ lệ A xuống 5%; đến năm 2030, con số này dưới 4%"
    elif shadow_of(indicator) in _TOTALS and (earlier := line.alike(around.number)):
        indicator = f"{indicator} {earlier.indicator}"  # "thêm 01 xã đạt chuẩn, nâng tổng số lên 10/11 xã"
    end = measure.tail
    if measure.kind == "share" and (into := _INTO.match(shadow, measure.tail, rest[1])):
        end, indicator = into.end(), f"{indicator} {text[into.start() + 1 : into.end()]}"
    elif measure.kind == "share":
        if measure.comparator == "eq" and PLAN_UPWARD.match(shadow, measure.tail, rest[1]):
            measure = msgspec.structs.replace(measure, comparator="ge", low=measure.value, high=None)
            around = around._replace(measure=measure)  # "đạt 100% chỉ tiêu trở lên"
        end = whole_end(shadow, measure, rest[1])
        if plan := _PLAN_BEHIND.match(shadow, measure.tail, rest[1]):
            end = phrase_end(shadow, measure.tail, plan.end())
            indicator = f"{indicator} {cleaned(text, shadow, measure.tail, end)}"
    elif measure.kind == "physical" and QUANTITY.match(shadow_of(indicator)):
        stop = phrase_end(shadow, *rest)
        if of := cleaned(text, shadow, measure.tail, stop):
            end, indicator = stop, f"{indicator} {of}"  # "sản lượng 87.000 tấn tôm nước lợ"
    bounded = measure.head < measure.start and edges().head.match(shadow, at) is not None
    return stated(
        line, around, (at, end), indicator, direction(shadow, at, measure, front.change, tail), "before",
        reasons=reasons, linked=tail.verb or bounded, yearly=tail.yearly,
    )  # fmt: skip
