"""Asides: values in the words of a goal that repeat it, explain it, or are money and marks that are no goal.

Reads: a value with its indicator, the shadow text. Writes: a plain answer.
"""

from __future__ import annotations

import re

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of, folded
from lotrinh.extraction.measures.edge_words import is_headed
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.measures.measured import Measured
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.targets.event_words import NONE_LEFT

_PLACES = (
    "tiêu",
    "du lịch",
    "dân cư",
    "trường",
    "đến",
    "bán",
    "giao dịch",
    "bưu điện",
    "trung chuyển",
    "tập kết",
    "sáng",
    "toàn xã hội",
    "phát triển toàn xã hội",
)
_NOT_INDICATORS = re.compile(
    rf"(?:{any_of(lexicon('mood_words')['neither']['indicators'])})(?!\w)(?! (?:{any_of(_PLACES)})(?!\w))"
)
_OWN_PARTS = folded(lexicon("mood_words")["neither"]["own_parts"])
# "… đạt 90% (hiện nay 82%)", "(ước thực hiện năm 2025 là 82%)"
_BASELINE = pattern(
    r" ?(?:hiện (?:nay|tại|đang|có)|hiện trạng|thực trạng|(?:ước )?(?:thực hiện|kết quả)(?: \w+)? (?:năm )?20[0-9]{2}"
    r"|(?:cuối )?năm 20[0-9]{2} (?:là|ước|mới|đã))(?!\w)"
)
_SHARE_OF_WHOLE = pattern(r"chiếm [^()]{0,20}[0-9] ?% [^\W\d_]{2}")  # "(chiếm 5,7% GDP toàn tỉnh)"
_SPENDING = pattern(r"(?:tổng )?kinh phí [^\W\d_]")
_POINTED_AT = pattern(r" (?:này|nói trên|nêu trên|trên đây|kể trên)(?!\w)")  # "gắn với 02 bến cảng này"
_TOLD = pattern(r"\b(?:còn|đạt|tăng|giảm|trong đó|riêng|lên|xuống|là)\b")
_EXCEEDED = pattern(r"vượt (?:mục tiêu|kế hoạch|chỉ tiêu|mức|dự toán)[^(;.]{0,60}$")
_LENGTHS = ("km", "m", "mét", "cây số")
_APART = pattern(r"(?:^|[ ,])cách (?!mạng|thức|ly)")
_AND = shadow_of(" và")
_EQUIVALENT = pattern(r" ?(?:tương đương|tức là|tương ứng)(?!\w)")
_BY_STANDARD = pattern(r"\((?:theo|tính theo) (?:tiêu chí|chuẩn|mức)")


def is_aside(shadow: str, measured: Measured) -> bool:
    """A bracket that repeats or explains the value before it, or money and marks that are no goal."""
    if _is_no_goal(shadow, measured):
        return True
    if shadow[measured.measure.head - 1 : measured.measure.head] == '"':
        return True
    if _BY_STANDARD.match(shadow, measured.clause[0] - 1):
        return True
    if measured.bracketed and measured.measure.kind == "count" and _only_counts(measured):
        return True  # "giảm 15% tỷ lệ hộ nghèo (21 hộ)", "đạt 60% (67/112 thôn, tăng thêm 20 thôn)"
    if measured.bracketed and _EQUIVALENT.match(shadow, measured.clause[0]):
        return True  # "(tương đương giảm 4 xã và 2 thôn)"
    if not measured.bracketed or measured.shape != "same":
        return False
    if _BASELINE.match(shadow, measured.clause[0]):
        return True
    if _SHARE_OF_WHOLE.match(shadow, measured.clause[0]):
        return False
    words = shadow[measured.clause[0] : measured.measure.head]
    return _TOLD.search(words) is None and _EXCEEDED.search(shadow, 0, measured.clause[0] - 1) is None


def _is_no_goal(shadow: str, measured: Measured) -> bool:
    """Money spent, ways between places, what an outcome is told by, and the parts that a plan itself has."""
    spent = _NOT_INDICATORS.match(shadow_of(measured.indicator))
    if (
        spent
        and measured.measure.kind == "share"
        and measured.linked
        and _SPENDING.match(shadow_of(measured.indicator))
    ):
        spent = None  # "kinh phí cho nghiên cứu đạt 2% GRDP" is a goal, "kinh phí: 25 tỷ đồng" is none
    if spent or _POINTED_AT.match(shadow, measured.measure.tail):
        return True
    if measured.measure.unit in _LENGTHS and _APART.search(shadow_of(measured.indicator)):
        return True  # "(cạnh khu công nghiệp, cách nút giao khoảng 7 km)"
    if NONE_LEFT.fullmatch(shadow, measured.start, measured.measure.head):
        return True  # "không còn xã dưới 15 tiêu chí" is an outcome
    named = is_headed(shadow, measured.start) and (measured.linked or not shadow_of(measured.indicator).endswith(_AND))
    counts = measured.shape == "behind" or (measured.change == "level" and not named)
    return bool(counts and measured.measure.unit) and shadow_of(measured.measure.unit or "") in _OWN_PARTS


def _only_counts(measured: Measured) -> bool:
    """Whether a count has no other name than the noun of its unit, or stands alone in its clause."""
    alone = measured.clause == _span_of(measured.measure)
    return alone or (
        measured.shape != "before" and measured.per is None and measured.indicator == measured.measure.unit
    )


def _span_of(measure: Measure) -> tuple[int, int]:
    return measure.head, measure.tail
