"""Directions: whether a value is a level, a growth or a decrease of its indicator.

Reads: the verbs before an indicator and between it and its value. Writes: level | increase | decrease | multiple.
"""

from __future__ import annotations

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.measures.tails import Tail

_EQUALS = "="
_ENDS = tuple(shadow_of(word) for word in ("còn", "xuống", "lên", "đạt", "đến", "ở"))
_SUMS = pattern(r"(?:tổng )?(?:thu|chi|giá trị|doanh thu|kim ngạch|sản lượng|năng suất|thu nhập|vốn|grdp|gdp)(?!\w)")
_ALWAYS_LEVEL = pattern(
    r"(?:tỷ lệ|tỉ lệ|tốc độ|mức)(?: \w+){0,2} (?:tăng|giảm)|tốc độ|tỷ lệ|tỉ lệ|chỉ số|tỷ trọng|tỉ trọng|tỷ suất|hệ số"
)


def direction(shadow: str, at: int, measure: Measure, front: str | None, tail: Tail) -> str:
    """What the verbs around an indicator that begins at `at` tell: "giảm tỷ lệ hộ nghèo … 3%".

    `front`: increase or decrease when the words before the indicator say so. `tail`: the words behind it.
    """
    if tail.change or front is None:
        return tail.change or "level"
    reached = shadow[tail.at : measure.head].split()
    if _EQUALS in reached:
        return "level"  # "tăng cơ học = 2,1%"
    if any(word in reached for word in _ENDS):
        if front == "increase" and measure.kind == "share" and _SUMS.match(shadow, at):
            return front  # "tăng thu ngân sách bình quân hằng năm đạt 4,2%"
        return front if front == "decrease" and "đạt" in reached else "level"
    yearly = measure.comparator == "gt" and measure.per is not None  # "giảm tỷ lệ hộ nghèo trên 2,5%/năm"
    if measure.comparator in ("lt", "le", "gt") and not yearly and not tail.verb and _ALWAYS_LEVEL.match(shadow, at):
        return "level"
    return front
