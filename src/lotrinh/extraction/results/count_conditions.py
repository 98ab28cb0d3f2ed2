"""Conditions of counts: values that say which things were counted, and are none of their own.

Reads: `Reading`, a `Measure`. Writes: the name of the count before it.
"""

from __future__ import annotations

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.results.bases import Base
from lotrinh.extraction.results.counted_names import counted_name
from lotrinh.extraction.results.figures import Figure, counted_noun
from lotrinh.extraction.results.sentence_state import Reading

_BOUNDED = frozenset({"ge", "gt", "le", "lt"})
_REACHES = folded(["đạt", "có", "từ", "đạt từ"])
_ENDS_OPEN = (" có", " đạt", " từ")
_RATE = pattern(r"(?<!\w)(?:có|đạt) tỷ lệ [^,;]{2,60}$")
_REACHED = "đạt"
# The first words of those who have plans of their own: "5 xã đạt 95% kế hoạch".
_WITH_PLANS = folded([
    "xã", "phường", "thị", "huyện", "quận", "tỉnh", "thành", "địa", "đơn", "bộ", "sở", "ngành", "cơ", "doanh", "công",
    "tổng", "tập", "chủ", "nhà", "dự", "chỉ", "nhóm", "mặt", "khoản", "sắc", "loại", "chương", "trường", "nội", "tiêu",
])  # fmt: skip
_ROUNDED = 0.2  # points


def tells_of_count(reading: Reading, measure: Measure, verb: int, base: Base | None) -> bool:
    """Whether the value says which things were counted, and is none of its own; the count then has it in its name.

    "09/10 huyện, thành phố đạt trên 50% dự toán", "34 nhóm hàng đạt kim ngạch từ 1 tỷ USD trở lên".
    """
    bounded = measure.comparator in _BOUNDED or measure.kind == "count"
    if measure.kind != "share" and not measure.of and not bounded:
        return False
    before = reading.found[-1]
    if before.rule != "result.count" or before.end != reading.cursor:
        return False
    gap = reading.shadow[reading.cursor : verb].strip()
    if gap and gap not in _REACHES:
        return False
    plain = measure.kind == "count" and measure.comparator not in _BOUNDED and not measure.of
    if plain and _REACHED not in (reading.shadow[before.end : measure.head].strip()[:3], before.indicator[-3:]):
        return False  # not "6 xã (đạt từ 10 đến 14 tiêu chí)"
    if _is_its_ratio(before, measure) or _is_its_share_of_plan(before, measure, base):
        return False
    if measure.kind == "share" and measure.comparator == "eq" and not gap and verb == measure.head:
        told = before.indicator.endswith(_ENDS_OPEN) or _RATE.search(shadow_of(before.indicator))
        return bool(told) and _take_in(reading, before, measure)
    return _take_in(reading, before, measure)


def _is_its_ratio(before: Figure, measure: Measure) -> bool:
    """Whether a share is a count over its whole: "96/102 thôn văn hóa, đạt 94,1%"."""
    told = before.measure
    if measure.kind != "share" or not told.of or measure.comparator != "eq":
        return False
    return abs(100 * told.value / told.of - measure.value) < _ROUNDED


def _is_its_share_of_plan(before: Figure, measure: Measure, base: Base | None) -> bool:
    """Whether a share of plan is that of the count: "có 48 trang trại đạt 96% kế hoạch"; communes reach their own."""
    if base is None or measure.kind != "share" or measure.comparator != "eq":
        return False
    if base.kind != "plan":
        return bool(before.comparisons)  # "…, đạt 62% kế hoạch bằng 107% cùng kỳ năm trước"
    return before.measure.of is None and counted_noun(before.unit).partition(" ")[0].lower() not in _WITH_PLANS


def _take_in(reading: Reading, before: Figure, measure: Measure) -> bool:
    """The value, and what it counts, into the name of the count before it."""
    after = counted_name(reading.text, reading.shadow, measure.tail, reading.sentence.end, [])
    end = after.end if after and measure.kind in ("count", "share") else measure.tail
    before.indicator = f"{before.indicator} {reading.text[before.end : end].strip()}"
    before.end = end
    return True
