"""Values of cells: what a table cell that holds one value prints ("375", "≥ 30", "8 - 10", "nhóm 10").

Reads: one cell of `Prose`. Writes: its `Measure`, or None.
"""

from __future__ import annotations

from lotrinh.core.vietnamese.numbers import parse_number
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.measures.bounding_words import bound, open_side
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.measures.measure_words import NUMBER, measure_words
from lotrinh.extraction.prose import Prose

_CELL_RANKS = folded(["nhóm", "thuộc nhóm", "trong nhóm", "top", "tốp", "thứ", "hạng", "xếp thứ", "xếp hạng"])
_CELL_VERBS = folded(["đạt", "là", "có", "tăng", "giảm", "còn", "phấn đấu", "phấn đấu đạt", "giảm còn", "tăng thêm"])
_CELL = pattern(
    rf"\s*(?P<before>[^0-9]{{0,24}}?)(?P<minus>-(?=[0-9]))?(?P<first>[0-9]{NUMBER})"
    rf"(?: ?(?:[-÷~]|đến|tới) ?(?P<second>[0-9]{NUMBER}))?(?: ?(?P<after>trở lên|trở xuống))?\s*"
)


def measure_of(prose: Prose, start: int, end: int, line: int) -> Measure | None:
    """The measure that a whole table cell prints, a bare number ("375", "≥ 30", "8 - 10") included; else None."""
    cell = _CELL.fullmatch(prose.shadow, start, end)
    if cell is None:
        return None
    number, top = parse_number(cell["first"]), parse_number(cell["second"] or cell["first"])
    if number is None or top is None or top.value < number.value:
        return None
    head, comparator, approx, starts, _ = bound(cell["before"], cell.start("before") + len(cell["before"]))
    rest = prose.shadow[cell.start("before") : head].strip()
    if rest and rest not in _CELL_VERBS and rest not in _CELL_RANKS:
        return None
    if rest in _CELL_RANKS:
        comparator = "top"
    elif top.value > number.value:
        comparator = "range"
    elif cell["after"]:
        comparator = measure_words().after[" " + cell["after"]]
    elif comparator is None and starts:
        comparator = "ge"
    value = -number.value if cell["minus"] else number.value
    low, high = open_side(comparator, value, top.value if cell["second"] else value)
    return Measure(
        cell.start("first"), cell.end(), start, end, line, value, low, high,
        comparator or ("about" if approx else "eq"), approx and comparator is not None, None, "bare",
        max(number.decimals, top.decimals), reasons=(number.reason,) if number.reason else (),
    )  # fmt: skip
