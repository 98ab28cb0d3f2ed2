"""Fronts: mood words, periods, labels and verbs before an indicator ("phấn đấu đến năm 2030 …"), stripped.

Reads: shadow text of a clause. Writes: `Front`: where the indicator begins, and what the words before it say (tăng or
giảm, "trong đó").
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lotrinh.extraction.language.horizons import horizon_at
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.measures.edge_words import edges
from lotrinh.extraction.measures.noun_phrases import past_field


class Front(NamedTuple):
    """What the front of a clause says before the indicator begins at `at`. `part`: "trong đó"."""

    at: int
    change: str | None
    part: bool


_SKIPPED = re.compile(r"[ ,.:\-+*\"'“”]+|\([0-9a-zđivx]{1,3}\) ?|[0-9a-zđ]{1,2}[).] ")
_LABEL = pattern(r"(?:chỉ tiêu|mục tiêu|nhóm chỉ tiêu|tiêu chí)(?: số)? ?[0-9.]{0,5} ?[:.] ?")
_AREA = pattern(
    r"(?!khu vực (?:nông|ngư|lâm|công nghiệp|dịch vụ|kinh tế|nhà nước|fdi|i{1,3}|[1-3])(?!\w))"
    r"(?:tại|đối với|ở|trên địa bàn|riêng|khu vực|trong lĩnh vực|trên lĩnh vực|về lĩnh vực)(?= )[^,:;()0-9]{2,70}"
    r"[,:](?! (?:xã|huyện|thôn|bản|phường) (?:nghèo|đặc biệt|miền núi|khó khăn)(?!\w)) ?"  # "các huyện nghèo, xã nghèo"
)
# "Mục tiêu của Kế hoạch này là …", "Mục tiêu đặt ra là …"
_SET = pattern(
    r"(?:của (?:kế hoạch|chương trình|đề án|chiến lược|nghị quyết|quyết định|quy hoạch|chỉ thị)[^,;:.0-9]{0,60}?"
    r"|(?:được )?đặt ra)(?: là(?= |,)|$)"
)
_SPAN_OF_YEARS = pattern(r"(?:trong )?[0-9]{1,2} năm(?: tới)?(?:, ?| ?$| (?=(?:phải|giảm|tăng|sẽ|phấn đấu) ))")
_STAYS = folded(["bình quân", "còn"])  # front words even where an indicator could begin with them
_AIM_OF = pattern(
    r"chỉ tiêu (?:t[ỷỉ] (?:lệ|trọng|suất)|tốc độ|thu nhập|giá trị|sản lượng|tổng|số|kim ngạch|grdp|gdp)(?!\w)"
)
_WIDENED = pattern(r"mở rộng (?=(?:diện tích|quy mô|công suất|thị phần|độ bao phủ|độ che phủ)(?!\w))")
_MOST_FRONTS = 12


def front_of(shadow: str, start: int, end: int, *, anchored: bool = True, areas: bool = True) -> Front:
    """Strip mood words, periods, labels and verbs of doing from the front of ``[start, end)``.

    `anchored`: begin behind the last "phấn đấu", "trong đó"… that leaves something. `areas`: strip "Khu vực đô thị:".
    """
    words = edges()
    at, change, part = _anchor(shadow, start, end) if anchored else (start, None, False)
    for _ in range(_MOST_FRONTS):
        before = at
        if skipped := _SKIPPED.match(shadow, at, end):
            at = skipped.end()
        if stripped := _LABEL.match(shadow, at, end) or _SET.match(shadow, at, end):
            at = stripped.end()
        elif area := _AREA.match(shadow, at, end) if areas else None:
            at = area.end()
        elif areas and (field := past_field(shadow, at, end)):
            at = field
        elif widened := _WIDENED.match(shadow, at, end):
            at = widened.end()
        elif front := words.front.match(shadow, at, end):
            stays = front["word"] in _STAYS or _AIM_OF.match(shadow, at, end)
            if words.head.match(shadow, at, end) and not stays:
                break
            kind = words.fronts[front["word"]]
            change = kind if kind in ("increase", "decrease") else change
            part = part or kind == "parent"
            at = front.end()
        else:
            at = _past_period(shadow, at, end)
        if at == before:
            break
    return Front(min(at, end), change, part)


def _anchor(shadow: str, start: int, end: int) -> tuple[int, str | None, bool]:
    """Behind the last anchor that leaves something; whether one of them was "trong đó"."""
    words = edges()
    anchors = [*words.anchor.finditer(shadow, start, end)]
    part = any(words.fronts.get(anchor[0]) == "parent" for anchor in anchors)
    for anchor in reversed(anchors):
        if front_of(shadow, anchor.end(), end, anchored=False).at < end:
            return anchor.end(), None, part
    return start, None, part


def _past_period(shadow: str, at: int, end: int) -> int:
    if span := _SPAN_OF_YEARS.match(shadow, at, end):
        return span.end()
    horizon = horizon_at(shadow, at, min(end, at + 60))
    if horizon is not None:
        at = horizon.end
        while at < end and shadow[at] in " ,:)":
            at += 1
    return at
