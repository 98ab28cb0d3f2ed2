"""Continued goals: values that no word makes goals, in sentences that go on with the goals before them.

Reads: `Source`, `Moods`, a value with its indicator, the goal before it. Writes: plain answers.

"… phấn đấu 95% dân số tham gia bảo hiểm y tế. Tức là 14 triệu người được …"
"""

from __future__ import annotations

from lotrinh.extraction.agencies import agency_at
from lotrinh.extraction.facts import Target
from lotrinh.extraction.language.horizons import horizons_in
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.edge_words import is_headed
from lotrinh.extraction.measures.measured import Measured
from lotrinh.extraction.source import Source
from lotrinh.extraction.targets.goal_headings import AIMS
from lotrinh.extraction.targets.moods import Moods
from lotrinh.extraction.targets.plain_goals import is_paid

_MAYBE = pattern(r"(?<!\w)(?:có thể|được phép(?! khác)|cho phép)(?!\w)")
_YIELDS = pattern(r"(?:giá trị|kim ngạch|doanh thu|thu nhập|tổng sản phẩm|grdp|gdp|năng suất|nộp ngân sách)(?!\w)")
_OPENS_WITH_YEAR = pattern(r"[ \-+*]*(?:vào|đến|tới)(?: cuối| hết)? năm [0-9]{4}")
# "… là tỷ trọng khá cao khi so với các ngành": what goes on weighs the goal.
_WEIGHED = pattern(
    r"(?<!\w)(?:khi so với|so sánh với|đứng sau|(?:tương đối|khá|rất) (?:cao|thấp|lớn|nhỏ)"
    r"|đã (?:tạo|đạt|có|giúp|góp phần|đóng góp|trở thành|vươn|hoàn thành|phát triển))(?!\w)"
)
_PASSIVE = pattern(r"(?<!\w)(?:được|có)(?!\w)")


def is_untold_goal(source: Source, moods: Moods, measured: Measured, start: int) -> bool:
    """Whether a value tells what the sentence before it, in a line from `start` on, or its own plan wants.

    "… đặt mục tiêu …. Tức là 90% …"; "Theo Quy hoạch …, diện tích rừng đạt …".
    """
    shadow = source.prose.shadow
    headed = is_headed(shadow, measured.start)
    if headed and moods.of_plan(measured.sentence):
        return True
    first = measured.measure.kind == "share" and measured.sentence > start and (measured.shape == "behind" or headed)
    return first and not moods.reports and moods.strove(start, measured.sentence)


def is_weighed(shadow: str, before: Target, measured: Measured) -> bool:
    """Whether the words between a goal and the next value weigh the goal, so that nothing goes on with it."""
    return _WEIGHED.search(shadow, before.end, measured.measure.head) is not None


def goes_on_with(source: Source, moods: Moods, measured: Measured, before: Target, line: int, since: str) -> bool:
    """Whether a value that no word makes a goal goes on with the goal `before` it: "… 14 triệu người được …".

    `since`: the first year that the goals of its paragraph name, or "".
    """
    shadow = source.prose.shadow
    if moods.reports or moods.over(line) not in ("", AIMS):
        return False
    if _MAYBE.search(shadow, measured.sentence, measured.measure.head) or is_paid(shadow, measured):
        return False
    if not _is_joined(shadow, moods, measured, before) or _is_somebodys(source, measured):
        return False
    years = horizons_in(shadow, measured.sentence, measured.rest[1])
    since = since or str(moods.told_year or "")
    return all(str(horizon.due)[:4] >= since for horizon in years)


def _is_somebodys(source: Source, measured: Measured) -> bool:
    """Whether the clause of a count begins with who has to act: "Sở X tháo gỡ khó khăn cho 3 dự án" is no goal."""
    shadow, start = source.prose.shadow, measured.clause[0]
    start += len(shadow[start : measured.clause[1]]) - len(shadow[start : measured.clause[1]].lstrip())
    return measured.measure.kind == "count" and agency_at(shadow, start, source.prose.text) is not None


def _is_joined(shadow: str, moods: Moods, measured: Measured, before: Target) -> bool:
    """Whether a value is told like the goals before it, by its form and kind."""
    kind, same = measured.measure.kind, before.start >= measured.sentence
    colon = shadow.endswith((":", ": "), measured.start, measured.measure.head)
    told = colon or measured.linked or measured.shape == "same" or measured.part_of >= 0 or (same and kind != "money")
    if measured.shape == "behind" and not same:
        counted = kind == "count" and _PASSIVE.search(shadow, measured.measure.tail, measured.end) is not None
        dated = measured.linked or _OPENS_WITH_YEAR.match(shadow, measured.sentence)
        told = kind == "share" or counted or bool(dated and not moods.plans)
    elif measured.shape == "before" and is_headed(shadow, measured.start):
        told = True
    elif kind == "share" and measured.measure.head < measured.measure.start:
        told = True  # "chủ động cung ứng trên 50% nhu cầu …"
    if kind == "money" and not measured.linked and measured.shape != "same":
        listed = same and before.unit == measured.measure.unit
        told = listed or (told and _YIELDS.match(shadow, measured.start) is not None)
    return told
