"""Wholes: what a share is of, told behind it: "30% GRDP của tỉnh", "đạt 33% dân số", "đạt 100% chỉ tiêu trở lên".

Reads: shadow text behind a share. Writes: patterns and offsets.
"""

from __future__ import annotations

from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.measure import Measure

OF_WHOLE = pattern(
    r"(?: | ?/ ?(?=tổng))"
    r"(?:grdp|gdp|tổng (?:sản phẩm|giá trị|số|diện tích)[^,;.()]{0,40}|dân số|số hộ|kế hoạch|dự toán)"
    r"(?: (?:của|cả)[^,;.()]{1,20})?"
)
# The whole alone: behind a value without words of its own it tells the same as behind the value before.
WHOLE = pattern(
    r"(?:dân số|(?:grdp|gdp)(?: (?:của|toàn|cả)[^,;.()]{1,20})?"
    r"|(?:tổng )?số (?:hộ|xã|trường|người|cơ sở|doanh nghiệp)[^,;.()]{0,40}|tổng số [^,;.()]{2,40}"
    r"|tổng (?:diện tích|giá trị|sản lượng|sản phẩm|kim ngạch|thu|vốn|chi|đàn|mức)[^,;.()]{0,40})"
)
# "đạt 100% chỉ tiêu trở lên": a bound told behind the plan the share is of.
PLAN_UPWARD = pattern(r" (?:chỉ tiêu|kế hoạch|dự toán|dân số|tổng số \w+|số \w+)(?: (?:được )?giao)? trở lên(?!\w)")


def whole_end(shadow: str, measure: Measure, limit: int) -> int:
    """Past the whole that a share is of: "30% GRDP của tỉnh"."""
    whole = OF_WHOLE.match(shadow, measure.tail, limit)
    return whole.end() if whole else measure.tail
