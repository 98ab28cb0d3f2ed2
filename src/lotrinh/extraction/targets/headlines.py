"""Headlines: what the first line of a text says of its goals.

Reads: `DocumentInfo`, `Prose`. Writes: whether an excerpt begins within a plan's title; the year of the plan that a
page retells: all that such a page states without reporting it is a goal of that year.
"""

from __future__ import annotations

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import DocumentInfo
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Prose

REPORTING = pattern(r"báo cáo|tình hình|kết quả|tổng kết|sơ kết|đánh giá")
_OUTLOOK = pattern(r"(?:tầm nhìn|định hướng)(?: đến| tới)? năm [0-9]{4}")
# "Nghị quyết của HĐND huyện về nhiệm vụ năm 2012", perhaps behind the name of the place: "Chợ Mới: …".
_SETS_TASKS = pattern(
    r"(?:[^:.\n]{2,30}: ?)?(?:một số |các |những )?"
    r"(?:nghị quyết|kế hoạch|chương trình|phương hướng|nhiệm vụ|mục tiêu|chỉ tiêu)(?!\w)[^\n]{0,160}?"
    r"(?:nhiệm vụ|phương hướng|chỉ tiêu|mục tiêu|kế hoạch|phát triển)[^\n]{0,120}?"
    r"(?:năm|giai đoạn|nhiệm kỳ) (?P<year>(?:19|20)[0-9]{2})"
)


def begins_in_title(prose: Prose) -> bool:
    """Whether an excerpt begins with the end of a plan's title: "… 2020, TẦM NHÌN ĐẾN NĂM 2030:"."""
    first = next((line for line in prose.lines if line.end > line.start), None)
    if first is None or not prose.text[first.start : first.end].isupper():
        return False
    return _OUTLOOK.search(prose.shadow, first.start, first.end) is not None


def year_set(info: DocumentInfo, prose: Prose) -> int | None:
    """The first year of the plan that a page's headline says it tells of, None when it tells of none."""
    headline = shadow_of(info.title) if info.title else ""
    if not headline and prose.lines:
        headline = prose.shadow[prose.lines[0].start : prose.lines[0].end]
    found = _SETS_TASKS.match(headline)
    return int(found["year"]) if found is not None and REPORTING.search(headline) is None else None
