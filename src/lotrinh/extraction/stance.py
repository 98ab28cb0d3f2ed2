"""Stance: whether a sentence reports what was reached, or says what shall be.

Reads: `Source` (kind of document, headings), the words around a statement. Writes: `Stance` per document, yes or no
per statement.

A report, an article or the assessment part of a conclusion reports unless a sentence says otherwise ("phấn đấu",
"đến năm 2030"). A plan, a decision or a law states goals, rules and means unless a sentence says that something *has
been* reached: it must name a base of comparison, or the deed must be done and the day past.

Names: Leaning, Stance, stance_of, may_report, reports.
"""

from __future__ import annotations

from datetime import date
from enum import IntEnum

import msgspec

from lotrinh.core.period import Kind, Period
from lotrinh.core.vietnamese.text import fold
from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.patterns import pattern
from lotrinh.extraction.prose import Line
from lotrinh.extraction.source import Source
from lotrinh.extraction.statements import Sentence, Statement


class Leaning(IntEnum):
    """What a sentence is taken for when it does not say."""

    GOAL = 0
    OPEN = 1
    REPORT = 2


class Stance(msgspec.Struct, frozen=True):
    """`document`: of the whole; `sections`: by index, where the headings say more."""

    document: Leaning
    sections: dict[int, Leaning]


_REPORTING_KINDS = frozenset(map(fold, ("Báo cáo", "Bài viết", "Thông cáo", "Thông cáo báo chí", "Bản tin")))
_OPEN_KINDS = frozenset(map(fold, ("Thông báo", "Công văn", "Tờ trình", "Biên bản", "Phát biểu", "Diễn văn", "")))
_REPORTING_TITLE = pattern(
    r"tình hình|kết quả|thực trạng|đánh giá|tổng kết|sơ kết|hiện trạng|thành tựu|ưu điểm|hạn chế|tồn tại|nguyên nhân|báo cáo|thuận lợi|khó khăn"
    r"|công tác lãnh đạo|kiểm điểm"
)
_GOAL_TITLE = pattern(
    r"mục tiêu|giải pháp|phương hướng|tổ chức thực hiện|kiến nghị|đề xuất|thời gian tới|nhiệm vụ (?:trọng tâm|chủ yếu|năm)|quan điểm|lộ trình"
)
# Goals, too, unless the heading above says that these are reported on ("Kết quả … / 3. Nhiệm vụ được giao").
_TASK_TITLE = pattern(
    r"nhiệm vụ|định hướng|chỉ tiêu|yêu cầu|kế hoạch|dự báo|phụ lục|nội dung (?:quy hoạch|chủ yếu)|kinh phí|quy định|chương |điều "
)
_GOAL = pattern(
    r"(?<!\w)(?:phấn đấu|mục tiêu(?! quốc gia)|(?:đề|đặt) ra(?= [0-9])|sẽ|cần|phải|yêu cầu|quyết tâm|hướng tới|hướng đến|dự kiến (?:đến )?(?:năm|giai đoạn)"
    r"|đề nghị|dự báo|khuyến cáo|để đạt|kế hoạch năm|chỉ tiêu năm)(?!\w)"
)
_TASK = pattern(
    r"(?<!\w)(?:nhằm|giao|tiếp tục|tập trung|đẩy mạnh|bảo đảm|đảm bảo|tối thiểu|không quá|nhiệm vụ|định hướng|quy định|nếu|trường hợp|bố trí|dự toán"
    r"|quy mô đầu tư|tổng mức đầu tư|theo tiêu chuẩn|tầm nhìn|chủ trương|lựa chọn)(?!\w)"
)
_REACHED = pattern(
    r"(?<!\w)(?:đã|ước đạt|đạt được|hiện có|hiện nay|hiện tại|đến nay|tính đến|lũy kế|ước tính|ước thực hiện|ước|uớc|sơ bộ|dự ước|vừa qua|qua [0-9]|kết quả)(?!\w)"
)
_STRONGLY_REACHED = pattern(r"(?<!\w)(?:ước đạt|đã đạt|đạt được|tính đến (?:hết )?ngày|ước tính đạt|dự ước|ước thực hiện|đã (?:hoàn thành|giải ngân|thực hiện))(?!\w)")


def stance_of(source: Source) -> Stance:
    """How the document and its sections lean."""
    kind = fold(source.info.kind or "")
    title = shadow_of(source.info.title or "")
    document = Leaning.GOAL
    if kind in _REPORTING_KINDS or (kind in _OPEN_KINDS and _REPORTING_TITLE.search(title)):
        document = Leaning.REPORT
    elif kind in _OPEN_KINDS:
        document = Leaning.OPEN
    sections: dict[int, Leaning] = {}
    for section in source.outline.sections:
        leaning = sections.get(section.parent, document)
        heading = shadow_of(section.title[:200])
        reporting = _REPORTING_TITLE.match(heading)
        if _GOAL_TITLE.search(heading) and not reporting:
            leaning = Leaning.GOAL
        elif _TASK_TITLE.search(heading) and not reporting and leaning is not Leaning.REPORT:
            leaning = Leaning.GOAL
        elif _REPORTING_TITLE.search(heading):
            leaning = Leaning.REPORT if document != Leaning.GOAL else Leaning.OPEN
        sections[section.index] = leaning
    return Stance(document, sections)


def may_report(source: Source, stance: Stance, line: Line) -> bool:
    """Whether it is worth reading a line at all: a plan's must say that something was reached, or compare."""
    leaning = stance.sections.get(source.outline.section_of[line.index], stance.document)
    if leaning is not Leaning.GOAL:
        return True
    shadow = source.prose.shadow
    return shadow.find("so với", line.start, line.end) >= 0 or _STRONGLY_REACHED.search(shadow, line.start, line.end) is not None


def reports(
    source: Source, stance: Stance, line: Line, sentence: Sentence, statement: Statement, period: Period | None
) -> bool:
    """Whether a statement tells what was reached."""
    shadow = source.prose.shadow
    leaning = stance.sections.get(source.outline.section_of[line.index], stance.document)
    told = shadow[statement.clause : statement.measure.start + 1]
    opening = shadow[sentence.start : min(statement.clause, sentence.measures[0].start + 1)][-_OPENING:]
    if period is not None and _is_ahead(period, source):
        return False
    against_time = any(c.base != "plan" for c in statement.comparisons)
    if leaning is Leaning.REPORT:
        return against_time or not (_intends(told) or _intends(opening))
    if not (against_time and leaning is Leaning.OPEN) and (
        _GOAL.search(told) or _GOAL.search(opening) or _TASK.search(told) or _TASK.search(opening)
    ):
        return False
    compared = bool(statement.comparisons) or statement.base is not None
    if leaning is Leaning.OPEN:
        return compared or _REACHED.search(shadow, sentence.start, statement.measure.head) is not None
    return compared or _STRONGLY_REACHED.search(opening + told) is not None


def _is_ahead(period: Period, source: Source) -> bool:
    """Whether a state is told of a day well after the document's date: it is expected, not reached."""
    day = source.info.date
    if period.kind is not Kind.AS_OF or day is None or len(day) != len("2025-01-25"):
        return False
    return (period.last - date.fromisoformat(day)).days > _NEAR


_NEAR = 45  # days; a report of mid-December may tell the state at the year's end
_OPENING = 200  # characters before the clause that may say what the sentence is about


def _intends(words: str) -> bool:
    """Whether the words state an intention that nothing behind it turns into a deed ("đã", "ước đạt")."""
    goal = None
    for goal in _GOAL.finditer(words):
        pass
    return goal is not None and _REACHED.search(words, goal.end()) is None
