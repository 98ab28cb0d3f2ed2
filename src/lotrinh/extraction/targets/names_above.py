"""Names above: the indicator that the line over a list tells for its items.

Reads: `Source`. Writes: the words of that line: "Tỷ lệ hộ nghèo" over "- Năm 2026: giảm còn 5%", "" when it tells none.
"""

from __future__ import annotations

from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.fronts import front_of
from lotrinh.extraction.measures.noun_phrases import cleaned
from lotrinh.extraction.measures.tails import tail_of
from lotrinh.extraction.source import Source

_QUANTITY = pattern(
    r"(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|tỷ suất|tốc độ|quy mô|qui mô|số|tổng|diện tích|sản lượng|năng suất"
    r"|giá trị|kim ngạch|thu nhập|doanh thu|độ che phủ|mật độ|mức|công suất|chỉ số|hệ số|khối lượng"
    r"|dân số|lực lượng lao động|quỹ đất|grdp|gdp)(?!\w)"
)
_NONE = ("", -1)
_LINES_BACK = 12
_LONGEST = 160  # characters of a line that only names an indicator
_ENDS = " :;,."
_AS_FOLLOWS = pattern(r"(?:,? (?:cụ thể|qua các năm|theo từng năm|như sau|sau đây)){1,3}$")


def name_above(source: Source, line: int) -> tuple[str, int]:
    """The indicator that the nearest outer line above an item names, when it holds no value of its own, and its line.

    ("", -1) when there is none.
    """
    prose, markers = source.prose, source.outline.markers
    own = markers[line]
    if own is None:
        return _NONE
    for above in range(line - 1, max(line - _LINES_BACK, -1), -1):
        outer = markers[above]
        if outer is None:
            return _named_in(source, above, prose.lines[above].start) if _introduces(source, above) else _NONE
        if outer.style != own.style and outer.level_hint < own.level_hint:
            return _named_in(source, above, outer.body)
    return _NONE


def _introduces(source: Source, line: int) -> bool:
    """Whether an unmarked line ends with a colon: "Dân số đô thị qua các năm như sau:"."""
    return source.prose.shadow[: source.prose.lines[line].end].endswith(":")


def _named_in(source: Source, line: int, start: int) -> tuple[str, int]:
    """The indicator that a line tells from `start` on when it tells nothing else, and the line."""
    prose, end = source.prose, source.prose.lines[line].end
    if line in source.measures_by_line or end - start > _LONGEST:
        return _NONE
    while end > start and prose.shadow[end - 1] in _ENDS:
        end -= 1
    follows = _AS_FOLLOWS.search(prose.shadow, start, end)
    end = follows.start() if follows is not None else end
    at = front_of(prose.shadow, start, end).at
    tail = tail_of(prose.shadow, at, end).at
    named = at < tail and _QUANTITY.match(prose.shadow, at, tail) is not None
    return (cleaned(prose.text, prose.shadow, at, tail), line) if named else _NONE
