"""Stance: whether a sentence reports what was reached, or says what shall be.

Reads: `Source` (kind of document, headings), the words around a figure. Writes: `Stance` per document, yes or no
per figure.

A report, an article or the assessment part of a conclusion reports unless a sentence says otherwise ("phấn đấu",
"đến năm 2030"). A plan, a decision or a law states goals, rules and means unless a sentence says that something *has
been* reached: it must name a base of comparison, or the deed must be done and the day past.

Names: Leaning, Stances.
"""

from __future__ import annotations

import re
from datetime import date
from enum import IntEnum
from functools import cache

from lotrinh.core.period import Kind, Period
from lotrinh.core.vietnamese.periods import find_periods
from lotrinh.core.vietnamese.text import fold
from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import holds_any, pattern, whole_words
from lotrinh.extraction.prose import Line
from lotrinh.extraction.results.figures import Figure, Sentence
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.source import Source


class Leaning(IntEnum):
    """What a sentence is taken for when it does not say."""

    GOAL = 0
    OPEN = 1
    REPORT = 2


_REPORTING_KINDS = frozenset(map(fold, ("Báo cáo", "Bài viết", "Thông cáo", "Thông cáo báo chí", "Bản tin")))
# "UBND thị xã giao cho Trung tâm …; Công an thị xã huy động 1 xe": what an authority hands out, what a meeting passes
_HANDS_OUT = pattern(
    r"(?:[^,;.:()0-9]{2,12}, )?(?:ubnd|ủy ban nhân dân)(?![^,;.:()0-9]{0,40} đã )"
    r"[^,;.:()0-9]{0,40} giao cho(?= [^\W\d])"
    r"|(?:[^,;.:()0-9]{2,24}, )?(?:tại )?(?:hội nghị|kỳ họp|phiên họp|đại hội|các đại biểu)[^;.:()0-9]{0,40}?"
    r" (?:đã )?(?:thông qua|biểu quyết|quyết nghị|xem xét|cho ý kiến|bầu|hiệp thương)(?!\w)"
)
_ATTENDED = pattern(  # "Dự Đại hội có 155 đại biểu"
    r"(?:tham |đến )?dự (?:và [^,;.:()0-9]{2,30} )?"
    r"(?:đại hội|hội nghị|hội thảo|lễ|buổi|kỳ họp|phiên họp|cuộc họp|chương trình|diễn đàn)(?!\w)"
    r"|[^.;:()]{2,80} tổ chức (?:hội nghị|kỳ họp|phiên họp)[^.;:()]{0,24}"
    r" (?:tổng kết|sơ kết|đánh giá|triển khai|bàn)(?!\w)"
)
# "Nhiệm vụ: Lựa chọn tối thiểu 3 cơ sở: Bộ đã chọn …", but "Nhiệm vụ được giao: 15 nhiệm vụ"
_TASK_OPENS = (shadow_of("nhiệm vụ"), "(")
_TASK_TOLD = pattern(
    r"(?:\([0-9a-z]{1,3}\) )?nhiệm vụ"
    r"(?: ?:|(?! (?:được|đã|đang|chưa|theo|do|trọng tâm|chủ yếu|thường xuyên|hoàn thành|quá hạn)(?!\w)))"
    r" (?=[^\W\d])[^:]{4,400}:"
)
_BY_YEAR = pattern(r"[ ,]*(?:phấn đấu )?(?:đến|tới)(?: hết| cuối)? năm (20[0-9]{2})")
_ARTICLE = fold("Bài viết")
_ORDERING_KINDS = frozenset(map(fold, ("Chỉ thị", "Công điện")))
_OPEN_KINDS = frozenset(map(fold, ("Thông báo", "Công văn", "Tờ trình", "Biên bản", "Phát biểu", "Diễn văn", "")))


@cache
def _says(what: str) -> re.Pattern[str]:
    """The pattern of a list of words in `data/result_words.toml`, [stance]."""
    return pattern(whole_words(lexicon("result_words")["stance"][what]))


@cache
def _beginnings(what: str) -> tuple[str, ...]:
    """The plain words that the patterns of a list begin with, one of which stands in every text that they find."""
    fragments = lexicon("result_words")["stance"][what]
    return tuple({shadow_of(_PLAIN.match(fragment)[1]) for fragment in fragments})  # type: ignore[index]


_PLAIN = re.compile(r"(?:\(\?<!?[^()]*\))*([^\W\d_]*(?: [^\W\d_]+)*)")


class Stances:
    """How a document and its sections lean, each section looked up once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.shadow = source.prose.shadow
        self.document = _document_leaning(source)
        grounds = fold(source.info.kind or "") in _ORDERING_KINDS  # stand before what is ordered
        self._sections: dict[int, Leaning] = {-1: Leaning.OPEN if grounds else self.document}
        self._aims: tuple[int, bool] = (-1, True)
        self._given: tuple[int, bool] = (-1, False)
        self._looks_ahead = not source.info.kind and _looks_ahead(self.shadow)
        self._aimless = self.document is Leaning.OPEN and _INTENDED.search(self.shadow, 0, _ACCOUNT_HEAD) is None
        self._opened: tuple[int, re.Match[str] | None] = (-1, None)
        self._dated: tuple[Period | None, bool, bool] = (None, False, False)
        printed = source.info.date
        self._day = date.fromisoformat(printed) if printed and len(printed) == _ISO_LENGTH else None
        cited = [int(citation.date[:4]) for citation in source.citations if citation.date]
        told = (found.value for _, found in find_periods(shadow_of(source.info.title or "")))
        titled = [period.last.year for period in told if period.days < _DAYS_IN_YEAR]
        self._latest = max((*cited, *titled), default=None) if cited else None

    def over(self, line: int) -> Leaning:
        """How the headings above a line lean."""
        return self._section(self.source.outline.section_of[line])

    def _section(self, index: int) -> Leaning:
        known = self._sections.get(index)
        if known is None:
            section = self.source.outline.sections[index]
            above = self._section(section.parent) if section.parent >= 0 else self.document
            known = self._sections[index] = self._heading(shadow_of(section.title[:200]), above)
        return known

    def _heading(self, heading: str, above: Leaning) -> Leaning:
        heading = _ABOUT.sub("", heading, count=1)
        accounts = _says("reporting_titles").match(heading)
        if accounts and (above is Leaning.REPORT or _SURELY_ACCOUNT.match(heading) or self._is_of_past(heading)):
            return Leaning.REPORT
        tasks = above is not Leaning.REPORT and _says("task_titles").search(heading)
        if not accounts and (tasks or _says("goal_titles").search(heading)):
            return Leaning.GOAL
        if accounts or _says("reporting_titles").search(heading):
            return Leaning.REPORT if self.document is not Leaning.GOAL else Leaning.OPEN
        return above

    def _is_of_past(self, heading: str) -> bool:
        """Whether a heading names a time that is nearly over by the document's date, and none to come.

        "Đánh giá tình hình thực hiện nhiệm vụ năm 2019" in a resolution of December 2019 on 2020.
        """
        told = [found.value for _, found in find_periods(heading)]
        if self._day is None or not told:
            return False
        return all((period.last - self._day).days < _LAST_MONTHS for period in told)

    def may_report(self, line: Line) -> bool:
        """Whether it is worth reading a line at all: a plan's must say that something was reached, or compare."""
        if self.over(line.index) is not Leaning.GOAL:
            return True
        if self.shadow.find(_COMPARED, line.start, line.end) >= 0:
            return True
        if not holds_any(self.shadow[line.start : line.end], _HINTS):
            return False
        return _says("surely_reached").search(self.shadow, line.start, line.end) is not None

    def is_account(self, figure: Figure, period: Period | None) -> bool:
        """Whether a figure is set against an earlier one, of a period past (as the text itself tells): no goal is."""
        if period is None or not _is_against_time(figure) or period.kind is Kind.YEARS or not self._is_past(period):
            return False
        told = self.shadow[max(figure.clause, figure.measure.start - _BEFORE) : figure.measure.start + 1]
        return not _intends(told)

    def reports(
        self,
        leaning: Leaning,
        sentence: Sentence,
        figure: Figure,
        period: Period | None,
        reported_year: int | None,
        *,
        stated: bool,
        carried: bool,
    ) -> bool:
        """Whether a figure tells what was reached.

        `leaning`: of the headings over it. `reported_year`: the year the document reports on. `stated`: the paragraph
        tells the period. `carried`: a sentence before it does.
        """
        shadow = self.shadow
        if self._hands_out(sentence) or self._is_task_told(sentence, figure):
            return False
        if period is not None and (self._is_ahead(period, sentence) or _is_on_its_own_year(figure, period)):
            return False
        if reported_year is not None:
            found = _BY_YEAR.match(shadow, figure.clause) or self._by_year(sentence)
            if found and int(found[1]) > reported_year:
                return False
        against_time = _is_against_time(figure)
        if leaning is Leaning.REPORT and (against_time or not self._has_aims(sentence)):
            return True
        told = shadow[max(figure.clause, figure.measure.start - _BEFORE) : figure.measure.start + 1]
        ends = min(figure.clause, sentence.measures[0].start + 1)
        opens = max(sentence.start, ends - _OPENING)
        if leaning is Leaning.REPORT:
            return not (_intends(told) or _intends(shadow[opens:ends]))
        opening = shadow[opens:ends]
        if not (against_time and leaning is Leaning.OPEN) and any(
            _says(what).search(words) for what in ("goals", "tasks") for words in (told, opening)
        ):
            return False
        if (figure.comparisons or figure.base is not None) and not self._looks_ahead:
            return True
        if leaning is Leaning.OPEN:
            aimless = self._aimless or carried or self.document is Leaning.GOAL  # what is aimed at stands elsewhere
            if stated and aimless and period is not None and self._is_past(period):
                return True  # "Sáu tháng đầu năm 2015, … vốn đầu tư đạt 975 tỷ đồng" where nothing is intended
            begin = max(sentence.start, figure.start - _BEFORE)
            if _says("reached").search(shadow, begin, figure.measure.head) is not None:
                return True
        return _says("surely_reached").search(opening + told) is not None

    def _hands_out(self, sentence: Sentence) -> bool:
        """Whether a sentence tells what an authority gives others to do, or who met; its figures share the answer."""
        if self._given[0] != sentence.start:
            given = any(what.match(self.shadow, sentence.start, sentence.end) for what in (_HANDS_OUT, _ATTENDED))
            self._given = (sentence.start, given)
        return self._given[1]

    def _is_task_told(self, sentence: Sentence, figure: Figure) -> bool:
        """Whether a figure belongs to a task as it was given, told before a colon and what was done of it."""
        if not self.shadow.startswith(_TASK_OPENS, sentence.start):
            return False
        task = _TASK_TOLD.match(self.shadow, sentence.start, sentence.end)
        return task is not None and figure.measure.start < task.end()

    def _by_year(self, sentence: Sentence) -> re.Match[str] | None:
        """The year to come that opens a sentence ("Đến năm 2030 …"); its figures share the answer."""
        if self._opened[0] != sentence.start:
            self._opened = (sentence.start, _BY_YEAR.match(self.shadow, sentence.start))
        return self._opened[1]

    def _has_aims(self, sentence: Sentence) -> bool:
        """Whether a word of intention stands anywhere in a sentence; its figures share the answer."""
        if self._aims[0] != sentence.start:
            told = self.shadow[sentence.start : sentence.end]
            self._aims = (sentence.start, holds_any(told, _beginnings("goals")) and bool(_says("goals").search(told)))
        return self._aims[1]

    def _is_ahead(self, period: Period, sentence: Sentence) -> bool:
        if not self._against_date(period)[1]:
            return False
        if period.kind is not Kind.AS_OF or self._day is None or period.last.year != self._day.year:
            return True
        return _EXPECTED_BY.search(self.shadow, sentence.start, sentence.end) is None  # "Ước đến 31/12/2022, có …"

    def _is_past(self, period: Period) -> bool:
        return self._against_date(period)[2]

    def _against_date(self, period: Period) -> tuple[Period | None, bool, bool]:
        """The period, whether it is ahead of the document and whether past; most figures share it with the last.

        Ahead (what is told of it is expected): it begins, or a state or a span of years ends, after the document's
        date. Past: it has ended by that date.
        """
        if self._dated[0] is not period:
            last, day = period.last, self._day
            if day is None:
                newest = self._latest or last.year
                ahead = self._latest is not None and last.year > self._latest + _UNDATED_YEARS
                past = last.year < newest or (last.year == newest and period.kind is not Kind.YEAR)
            else:
                near = _NEAR if period.kind is Kind.AS_OF else 0
                spans = period.kind is Kind.YEARS
                ahead = last.year > day.year + 1 if spans else (period.first - day).days > near
                past = last <= day
            self._dated = (period, ahead, past)
        return self._dated


def _document_leaning(source: Source) -> Leaning:
    kind = fold(source.info.kind or "")
    title = shadow_of(source.info.title or "")
    if kind == _ARTICLE and (_says("planning_titles").match(title) or _GOALS_OF_YEAR.search(title)):
        return Leaning.OPEN
    if kind in _REPORTING_KINDS or (kind in _OPEN_KINDS and _says("reporting_titles").search(title)):
        return Leaning.REPORT
    if not kind and _looks_ahead(source.prose.shadow):
        return Leaning.GOAL
    if not kind and _gives_account(source.prose.shadow):
        return Leaning.REPORT
    return Leaning.OPEN if kind in _OPEN_KINDS else Leaning.GOAL


def _looks_ahead(shadow: str) -> bool:
    """Whether a text opens with the heading of a plan: "… đến năm 2020, tầm nhìn năm 2030"."""
    return _LOOKS_AHEAD.search(shadow, 0, _ACCOUNT_OPENING) is not None


def _gives_account(shadow: str) -> bool:
    """Whether a text without a kind tells what was done, more than it states intentions."""
    if _INTENDED.search(shadow, 0, _ACCOUNT_HEAD) is None and _DONE.search(shadow, 0, _ACCOUNT_HEAD):
        return True  # it tells what was done, and intends nothing
    compared = sum(1 for _ in _SET_AGAINST.finditer(shadow, 0, _ACCOUNT_HEAD))
    if _SUMMED_UP.search(shadow, 0, _ACCOUNT_OPENING):
        compared += _FEWEST_COMPARED
    if compared < _FEWEST_COMPARED:
        return False
    return compared > sum(1 for _ in _INTENDED.finditer(shadow, 0, _ACCOUNT_HEAD))


def _is_against_time(figure: Figure) -> bool:
    """Whether a figure is set against an earlier period, and not only against the plan."""
    return any(c.base != "plan" for c in figure.comparisons) if figure.comparisons else False


def _is_on_its_own_year(figure: Figure, period: Period) -> bool:
    """Whether a growth is told on the very year of its figure: it is somebody's goal for the next."""
    if not figure.comparisons:
        return False
    base = f"year:{period.last.year}"
    return any(comparison.base == base for comparison in figure.comparisons)


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
_COMPARED = shadow_of("so với")
# One of these stands in every phrase of "surely_reached".
_HINTS = tuple(
    shadow_of(hint) for hint in ("ước", "đã ", "đạt được", "tính đến", "xảy ra", "làm ", "khiến", "hiện", "nhận ")
)
_ISO_LENGTH = 10
_DAYS_IN_YEAR = 365
_UNDATED_YEARS = 3  # an undated document may report on so many years after the newest one it cites
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
_EXPECTED_BY = pattern(r"(?<!\w)(?:dự ước|ước|ước tính|dự kiến) (?:đến|tới)(?!\w)")
_NEAR = 45  # days; a report of mid-December may tell the state at the year's end
_BEFORE = 600  # characters before a figure in which a deed may be told
_OPENING = 200  # characters before the clause that may say what the sentence is about


def _intends(words: str) -> bool:
    """Whether the words state an intention that nothing behind it turns into a deed ("đã", "ước đạt")."""
    ends = [goal.end() for goal in _says("goals").finditer(words)]
    return bool(ends) and _says("reached").search(words, ends[-1]) is None
