"""Labels: what stands above the sentences of a line, or opens it, and is left out by them.

Reads: `Source`, a `Line`. Writes: labels as text, periods of headings.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from lotrinh.core.period import Kind, Period
from lotrinh.core.vietnamese.periods import find_periods
from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.results.name_clauses import CLAUSE
from lotrinh.extraction.results.periods import FLOWS, Reporting, Stated
from lotrinh.extraction.results.stated_periods import stated_periods
from lotrinh.extraction.source import Source
from lotrinh.reading.document import BlockKind

NOT_RUNNING_TEXT = frozenset({BlockKind.FURNITURE, BlockKind.LETTERHEAD, BlockKind.CELL, BlockKind.HEADING})
_FULL_LINE = 60  # characters
_SENTENCE_ENDS = ".;:!?…"
BREAKDOWN = pattern(r"(?:trong đó|cụ thể|phân theo|chia theo|bao gồm|gồm|chia ra)(?!\w)")
LISTING = pattern(r"(?:như|như sau|sau|là|gồm|có|được|đạt|tăng|giảm)[ ]?:")
_TASK = pattern(r"(?:\([0-9a-z]{1,3}\) )?nhiệm vụ(?: trong năm|:| (?!(?:trọng tâm|chủ yếu|được giao|đã)(?!\w)))")
_TIME = pattern(
    r"(?:(?:tính )?(?:đến|tới) |trong )?(?:(?:hết|cuối|ngày|tháng|quý|năm) )*[0-9ivx][0-9ivx/.-]*(?: năm [0-9]{4})?:"
)
_SPANS = FLOWS - {Kind.AS_OF}
_CARRIED_OUT = pattern(r"(?:đánh giá |về )?(?:tình hình|kết quả)(?: tổ chức)? thực hiện(?!\w)")
_RESULT = pattern(r"(?:một số |những |các )?(?:kết quả|thành tựu|thành tích)(?!\w)")
_LONGEST_LABEL = 90  # characters
_LABEL = re.compile(r"[^.;:()]{3,60}:(?= )")


def runs_on(source: Source, line: Line) -> bool:
    """Whether a line goes on with the sentence of the one above: the text was broken where its page was full."""
    if source.outline.markers[line.index] is not None:
        return False
    above, opens = source.prose.lines[line.index - 1], source.prose.text[line.start]
    if above.kind is not line.kind or above.end - above.start < _FULL_LINE or opens.isupper():
        return False
    return source.prose.text[above.end - 1] not in _SENTENCE_ENDS


def is_next_item(source: Source, before: int, line: Line) -> bool:
    """Whether a line is the next item of the list that line `before` is an item of."""
    markers = source.outline.markers
    here, above = markers[line.index], markers[before] if before >= 0 else None
    return before == line.index - 1 and here is not None and above is not None and here.kind == above.kind


def heading_period(
    source: Source, line: int, reporting: Reporting, known: dict[int, tuple[Period, str] | None]
) -> tuple[Period, str] | None:
    """The period that the headings above a line name, the innermost first, and the id of that section."""
    index = source.outline.section_of[line]
    if index not in known:
        known[index] = None
        for section in reversed(source.outline.path(line)):
            title = shadow_of(section.title)
            if _TASK.match(title):
                continue  # by when it is to be done
            if stated := [
                told for told in stated_periods(title, 0, len(title), reporting) if not _is_former(title, told)
            ]:
                known[index] = stated[-1].period, section.id
                break
            if _CARRIED_OUT.match(title) and (
                told := [found.value for _, found in find_periods(title) if found.value.kind in _SPANS]
            ):
                known[index] = told[-1], section.id  # "Kết quả thực hiện kế hoạch năm 2020"
                break
    return known[index]


def introduced_periods(prose: Prose, reporting: Reporting) -> Iterator[tuple[int, Period]]:
    """Lines that introduce what was reached by when, in order: "Kết quả cụ thể (đến hết năm 2015):"."""
    for line in prose.lines:
        if prose.text[line.end - 1 : line.end] != ":" or line.kind in NOT_RUNNING_TEXT:
            continue
        if _RESULT.match(prose.shadow, line.start) and (
            told := stated_periods(prose.shadow, line.start, line.end, reporting)
        ):
            yield line.index, told[-1].period


def introduced(source: Source, introductions: list[tuple[int, Period]], line: int) -> tuple[Period, str] | None:
    """The period that the last of the `introductions` above a line tells, when both stand in one section."""
    at = bisect_left(introductions, line, key=lambda told: told[0]) - 1
    section = source.outline.section_of
    if at < 0 or section[introductions[at][0]] != section[line]:
        return None
    return introductions[at][1], "document"


def _is_former(title: str, mention: Stated) -> bool:
    """Whether a period opens a bracket that tells what a figure had been: "đạt 27,7% (tháng 4/2025: 26,1%)"."""
    return title.endswith("(", 0, mention.start) and title.startswith(":", mention.end)


def opening_label(source: Source, start: int, end: int) -> str:
    """What a paragraph opens with before a colon: "Bệnh sởi: …" → "Bệnh sởi"."""
    found = _LABEL.match(source.prose.shadow, start, end)
    if found is None or BREAKDOWN.match(source.prose.shadow, start):
        return ""
    if _TIME.fullmatch(source.prose.shadow, start, found.end()):
        return ""  # "Đến 24/5/2025: 16 bộ gửi báo cáo"
    if LISTING.search(source.prose.shadow, start, found.end()):
        return ""  # "Tính đến ngày 30/6 toàn tỉnh có: 203 hợp tác xã"
    if source.prose.shadow.find(",", start, found.end()) >= 0 and CLAUSE.search(
        source.prose.shadow, start, found.end()
    ):
        return ""  # "Trong tháng, ngành nông nghiệp đã triển khai: …"
    return source.prose.text[start : found.end() - 1]


def heading_line(source: Source, line: Line) -> str:
    """The line right above when it is a label alone: "Doanh thu công nghiệp:" / "Ước đạt 423 tỷ đồng"."""
    if line.index == 0:
        return ""
    above, prose = source.prose.lines[line.index - 1], source.prose
    if above.kind in NOT_RUNNING_TEXT and above.kind is not BlockKind.HEADING:
        return ""
    if not _LONGEST_LABEL > above.end - above.start > 0 or prose.shadow[above.end - 1] != ":":
        return ""
    marker = source.outline.markers[above.index]
    start = marker.body if marker else above.start
    return "" if LISTING.search(prose.shadow, start, above.end) else prose.text[start : above.end - 1].strip()
