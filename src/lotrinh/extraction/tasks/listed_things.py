"""Listed things: a piece of work whose items tell what it has to hold ("Lập hồ sơ …, bao gồm:" over its papers).

Reads: `Prose`, `Outline`. Writes: line numbers.
"""

from __future__ import annotations

from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.structure.sections import Outline
from lotrinh.extraction.tasks.verbs import has_verb

_HOLDS = pattern(
    r"(?:bao gồm|gồm có|gồm)(?: (?:các|những) [^.;:,]{2,50}?)?(?: sau)?(?: đây)? ?:$"
    r"|(?<!\w)như ?:$"
    r"|các (?:nhóm )?(?:đối tượng|trường hợp|loại hình|lĩnh vực|địa bàn)(?: cụ thể)?(?: sau)?(?: đây)? ?:$"
)
# "2. Thanh tra người nộp thuế có rủi ro cao:" over "- Doanh nghiệp hoàn thuế lớn;"
_THINGS = pattern(
    r"(?:các |những |một số )?(?:doanh nghiệp|hộ|người|cá nhân|tổ chức|trường hợp|đối tượng|nhóm|dự án|công trình|tuyến"
    r"|khu vực|khu|cơ sở|loại|mặt hàng|sản phẩm|hàng hóa|diện tích|tàu|phương tiện)(?!\w)"
)
_FILE = pattern(r"(?<!\w)hồ sơ(?!\w)")  # it holds papers, some of which are called like work ("Báo cáo …")
_MOST = 40  # items


def last_of_things(prose: Prose, outline: Outline, line: Line, start: int) -> int | None:
    """The last of the items below a line of work that only tell what it holds; None when they are work, or none are.

    `start`: where the line's text begins.
    """
    shadow = prose.shadow
    if not shadow.endswith(":", start, line.end) or not has_verb(shadow, start, line.end, sure=True):
        return None
    held = _HOLDS.search(shadow, max(start, line.end - 80), line.end)
    papers = held is not None and _FILE.search(shadow, start, held.start()) is not None
    own, style, last = outline.markers[line.index], None, None
    for item in prose.lines[line.index + 1 : line.index + 1 + _MOST]:
        marker = outline.markers[item.index]
        style = style or (marker.style if marker else None)
        if marker is None or marker.style != style or (own is not None and marker.style == own.style):
            break
        if not papers and has_verb(shadow, marker.body, item.end):
            return None
        if held is None and not _THINGS.match(shadow, marker.body, item.end):
            return None
        last = item.index
    return last
