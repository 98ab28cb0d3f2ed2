"""Bounding words: what stands before a number and says how it counts ("phấn đấu đạt khoảng trên", "cao hơn").

Reads: shadow text up to a number, read backwards. Writes: where the words begin, comparator, "khoảng", "từ".
"""

from __future__ import annotations

from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.measure_words import MeasureWords, measure_words

_THAN = shadow("hơn")
_THAN_BACKWARDS = _THAN[::-1]
_HIGHER = pattern(r"(?<!\w)(?:cao|lớn|nhiều|(?P<low>thấp|nhỏ|ít)) hơn $")
_COMPARED = pattern(
    r"[^;.\n]{0,40}?(?:so với|so|cùng kỳ|mức|bình quân|trung bình|kế hoạch|năm (?:trước|ngoái|19|20))(?!\w)"
)


def bound_or_difference(
    words: MeasureWords, low_text: str, before: str, last: str, value: tuple[int, int]
) -> tuple[int, str | None, bool, bool, bool]:
    """What `bound` reads, and "cao hơn 5,5%" where nothing behind the value says than what."""
    start, end = value
    if last == _THAN and (higher := _HIGHER.search(before)) and not _COMPARED.match(low_text, end, end + 60):
        return start - len(higher[0]), "lt" if higher["low"] else "gt", False, False, False
    return bound(before, start) if last in words.last else (start, None, False, False, False)


def bound(before: str, start: int) -> tuple[int, str | None, bool, bool, bool]:
    """Read `before`, which ends where the number begins at `start`, backwards: "phấn đấu đạt khoảng trên ".

    → (where the bounding words begin, comparator, "khoảng", "từ", "tương đương").
    """
    words = measure_words()
    head, comparator, approx, starts, equivalent = start, None, False, False, False
    reverse, position = before[::-1], 0
    for _ in range(5):
        found = words.before.match(reverse, position)
        if found is None:
            break
        meaning = words.meanings[found[1][::-1]]
        position = found.end()
        if meaning == "skip":
            continue
        if meaning == "gt" and found[1] == _THAN_BACKWARDS and words.difference.match(reverse, position):
            break  # "cao hơn 5%", but "băng rộng trên 85%"
        if meaning == "about":
            approx = True
        elif meaning == "from":
            starts = True
        elif meaning == "equivalent":
            equivalent = True
        elif comparator is None:
            comparator = meaning
        head = start - position
    return head, comparator, approx, starts, equivalent


def open_side(comparator: str | None, value: float, top: float) -> tuple[float | None, float | None]:
    """Low and high, the open side of a one-sided bound empty."""
    if comparator in ("ge", "gt"):
        return value, None
    if comparator in ("le", "lt"):
        return None, top
    return value, top
