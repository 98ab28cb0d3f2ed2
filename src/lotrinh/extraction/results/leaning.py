"""Leaning: what a document, and each of its headings, makes a sentence be taken for that does not say itself.

Reads: `Source` (kind of document, title, headings, what a text without a kind opens with). Writes: `Leaning`s.

A report, an article or the assessment part of a conclusion reports; a plan, a decision or a law states goals, rules
and means.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache

from lotrinh.core.vietnamese.periods import find_periods
from lotrinh.core.vietnamese.text import fold
from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern, whole_words
from lotrinh.extraction.results.document_day import DocumentDay
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.source import Source


class Leaning(IntEnum):
    """What a sentence is taken for when it does not say."""

    GOAL = 0
    OPEN = 1
    REPORT = 2


_REPORTING_KINDS = frozenset(map(fold, ("Báo cáo", "Bài viết", "Thông cáo", "Thông cáo báo chí", "Bản tin")))
_ARTICLE = fold("Bài viết")
_ORDERING_KINDS = frozenset(map(fold, ("Chỉ thị", "Công điện")))
_OPEN_KINDS = frozenset(map(fold, ("Thông báo", "Công văn", "Tờ trình", "Biên bản", "Phát biểu", "Diễn văn", "")))
# What figures are set against in news and extracts that no letterhead or headline makes known as a report.
_SET_AGAINST = pattern(
    r"so (?:với|cùng) (?!kế hoạch)|cùng kỳ|(?:đạt|bằng) [0-9][0-9.,]{0,12}% (?:kế hoạch|dự toán|chỉ tiêu)"
    r"|(?:xảy ra|làm) [0-9]{1,4} (?!tháng|năm|ngày)|thiệt hại|(?:ước|tính) (?:đạt|đến)"
    r"|(?:tăng|giảm) [0-9][0-9.,]{0,12}%|vượt (?:mục tiêu|kế hoạch|chỉ tiêu|dự toán)"
)
_INTENDED = pattern(r"phấn đấu|(?<!vượt )mục tiêu|sẽ(?!\w)|đến năm 20|nhằm|yêu cầu|(?<!được )giao (?!thông)")
_DONE = pattern(
    r"(?<!\w)(?:đã(?= (?!được quy định|ban hành theo|nêu|ký))|đến nay|hiện có|hiện nay"
    r"|(?:năm|tháng|quý|thời gian|tuần) qua|trong (?:năm|tháng|quý|kỳ|tuần)|kết quả)(?!\w)"
)
_GOALS_OF_YEAR = pattern(
    r"(?:chỉ tiêu|mục tiêu) (?:phấn đấu|chủ yếu) (?:đến )?(?:năm|giai đoạn) 20|phấn đấu đến năm 20"
)
_SUMMED_UP = pattern(
    r"(?:đánh giá|báo cáo|tổng kết|sơ kết) (?:kết quả|tình hình) (?:thực hiện|công tác|phát triển)"
    r"|(?:một số|những|các) (?:thành tựu|thành tích|kết quả) (?:nổi bật|chủ yếu|tiêu biểu|đạt được|quan trọng)"
)
_LOOKS_AHEAD = pattern(r"tầm nhìn (?:đến )?năm 20|mục tiêu (?:tổng quát|cụ thể)")
_ACCOUNT_OPENING = 400  # characters in which a text says that it sums up, or looks ahead
_FEWEST_COMPARED = 2
_ACCOUNT_HEAD = 8000  # characters
_SURELY_ACCOUNT = pattern(
    r"(?:đánh giá )?(?:thực trạng|hiện trạng|thành tựu|đánh giá chung|tình hình(?! mới| thế giới| quốc tế)"
    r"|kết quả (?:thực hiện|triển khai|phát triển|hoạt động|công tác|kinh tế|sản xuất|chung|đạt được|nổi bật|chủ yếu"
    r"|thu hút|đầu tư))(?!\w)"
    r"(?!.*(?:nhiệm vụ|giải pháp|mục tiêu|phương hướng))"
)
_ABOUT = pattern(  # "Về tình hình …", "Những kết quả …", "Tổng quan về hiện trạng"
    r"^[ *]*(?:(?:tổng quan|khái quát|đặc điểm|những|các|một số)(?: về)?|(?:đánh giá )?về(?: việc)?"
    r"|(?:cơ bản )?(?:nhất trí|tán thành|thống nhất|đồng ý)(?: cao| thông qua)?(?: với)?(?: nội dung)?"
    r"(?: báo cáo(?: của [^,;:]{3,60}?)?(?: về)?)?)"
    r" (?=(?:kết quả )?đánh giá|tình hình|kết quả|thực trạng|hiện trạng|thành tựu)"
)
_LAST_MONTHS = 92  # days; in the last months of a year its tasks are summed up


@cache
def says(what: str) -> re.Pattern[str]:
    """The pattern of a list of words in `data/result_words.toml`, [stance]."""
    return pattern(whole_words(lexicon("result_words")["stance"][what]))


class Leanings:
    """How a document and its sections lean, each section looked up once."""

    def __init__(self, source: Source, day: DocumentDay) -> None:
        self.document = _document_leaning(source)
        self._outline = source.outline
        self._day = day
        grounds = fold(source.info.kind or "") in _ORDERING_KINDS  # stand before what is ordered
        self._sections: dict[int, Leaning] = {-1: Leaning.OPEN if grounds else self.document}

    def over(self, line: int) -> Leaning:
        """How the headings above a line lean."""
        return self._section(self._outline.section_of[line])

    def _section(self, index: int) -> Leaning:
        known = self._sections.get(index)
        if known is None:
            section = self._outline.sections[index]
            above = self._section(section.parent) if section.parent >= 0 else self.document
            known = self._sections[index] = self._heading(shadow_of(section.title[:200]), above)
        return known

    def _heading(self, heading: str, above: Leaning) -> Leaning:
        heading = _ABOUT.sub("", heading, count=1)
        accounts = says("reporting_titles").match(heading)
        if accounts and (above is Leaning.REPORT or _SURELY_ACCOUNT.match(heading) or self._is_of_past(heading)):
            return Leaning.REPORT
        tasks = above is not Leaning.REPORT and says("task_titles").search(heading)
        if not accounts and (tasks or says("goal_titles").search(heading)):
            return Leaning.GOAL
        if accounts or says("reporting_titles").search(heading):
            return Leaning.REPORT if self.document is not Leaning.GOAL else Leaning.OPEN
        return above

    def _is_of_past(self, heading: str) -> bool:
        """Whether a heading names a time that is nearly over by the document's date, and none to come.

        "Đánh giá tình hình thực hiện nhiệm vụ năm 2019" in a resolution of December 2019 on 2020.
        """
        told, day = [found.value for _, found in find_periods(heading)], self._day.day
        if day is None or not told:
            return False
        return all((period.last - day).days < _LAST_MONTHS for period in told)


def _document_leaning(source: Source) -> Leaning:
    kind = fold(source.info.kind or "")
    title = shadow_of(source.info.title or "")
    if kind == _ARTICLE and (says("planning_titles").match(title) or _GOALS_OF_YEAR.search(title)):
        return Leaning.OPEN
    if kind in _REPORTING_KINDS or (kind in _OPEN_KINDS and says("reporting_titles").search(title)):
        return Leaning.REPORT
    if not kind and looks_ahead(source.prose.shadow):
        return Leaning.GOAL
    if not kind and _gives_account(source.prose.shadow):
        return Leaning.REPORT
    return Leaning.OPEN if kind in _OPEN_KINDS else Leaning.GOAL


def looks_ahead(shadow: str) -> bool:
    """Whether a text opens with the heading of a plan: "… đến năm 2020, tầm nhìn năm 2030"."""
    return _LOOKS_AHEAD.search(shadow, 0, _ACCOUNT_OPENING) is not None


def intends_nothing(shadow: str) -> bool:
    """Whether no word of intention stands in the first pages of a text."""
    return _INTENDED.search(shadow, 0, _ACCOUNT_HEAD) is None


def _gives_account(shadow: str) -> bool:
    """Whether a text without a kind tells what was done, more than it states intentions."""
    if intends_nothing(shadow) and _DONE.search(shadow, 0, _ACCOUNT_HEAD):
        return True  # it tells what was done, and intends nothing
    compared = sum(1 for _ in _SET_AGAINST.finditer(shadow, 0, _ACCOUNT_HEAD))
    if _SUMMED_UP.search(shadow, 0, _ACCOUNT_OPENING):
        compared += _FEWEST_COMPARED
    if compared < _FEWEST_COMPARED:
        return False
    return compared > sum(1 for _ in _INTENDED.finditer(shadow, 0, _ACCOUNT_HEAD))
