"""Ranks: what a place among others is of, told behind the number ("trong nhóm 20 tỉnh có chỉ số SIPAS cao nhất").

Reads: text, shadow, the statements of one line. Writes: `Measured` with its indicator.
"""

from __future__ import annotations

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.measured import Measured

_TOP = "top"
_EVERYWHERE = pattern(r"(?:cả nước|toàn quốc|thế giới|khu vực)(?!\w)")  # "tốp 20 cả nước": no unit
# Of what the rank is, when the words before the number say no more than whose it is.
_INDEX = pattern(
    r"(?<!\w)(?:chỉ số|chỉ tiêu|xếp hạng|thứ hạng|mức|tỷ lệ|điểm|pci|par|sipas|papi|dti|gii|hdi|pii|grdp)(?!\w)"
)
_BEHIND = pattern(
    r"(?: [^\W\d_]+(?:, [^\W\d_]+)?){0,6}? (?:về|theo)(?: bảng)? (?P<about>[^,;.()0-9]{4,90}?)"
    r"(?= (?:vào|đến|tới|trong|của) (?:năm|giai đoạn|cuối)|[,;.()]|$| và (?:vươn|tăng|đến|vào|nâng))"
    r"|(?: [^\W\d_]+(?:, [^\W\d_]+)?){0,4}? có (?P<having>[^,;.()0-9]{4,90}?) "
    r"(?:cao nhất|tốt nhất|cao|tốt|khá|đứng đầu|dẫn đầu|hàng đầu|thấp nhất|nhanh nhất|lớn nhất)(?!\w)"
)
_RISES = pattern(r"(?:(?:và|phấn đấu|đồng thời|sẽ) )*(?:vươn|tăng|nâng|lên|thăng|cải thiện)[^,;.()0-9]{0,24}")


def name_rank(found: list[Measured], text: str, shadow: str) -> None:
    """Name the last statement of `found`, a rank, by what stands behind it or by the rank before it."""
    last = found[-1]
    if last.measure.comparator != _TOP:
        return
    if last.measure.unit and _EVERYWHERE.match(shadow_of(last.measure.unit)):
        last = msgspec.structs.replace(last, measure=msgspec.structs.replace(last.measure, unit=None))
        found[-1] = last
    before = found[-2] if len(found) > 1 else None
    ranked = before is not None and before.measure.comparator == _TOP and before.sentence == last.sentence
    if before is not None and ranked and _RISES.fullmatch(shadow_of(last.indicator)):
        found[-1] = msgspec.structs.replace(last, indicator=before.indicator, shape="same")
        return
    if _INDEX.search(shadow_of(last.indicator)) and last.shape != "behind":
        return
    told = _BEHIND.match(shadow, last.measure.tail, last.clause[1])
    if told is None:
        return
    start, end = told.span("about" if told["about"] else "having")
    begin = last.measure.head if last.shape == "behind" else last.start
    what = " ".join(text[start:end].split())
    rest = (max(end, last.rest[0]), max(end, last.rest[1]))
    found[-1] = msgspec.structs.replace(last, indicator=what, start=begin, end=max(end, last.end), rest=rest)
