"""Stance: whether a sentence reports what was reached, or says what shall be.

Reads: `Source`, how the headings over a sentence lean, the words around a figure. Writes: `Stance` per sentence, yes
or no per figure.

What leans to reporting reports unless a sentence says otherwise ("phấn đấu", "đến năm 2030"). Where goals are stated
a sentence must say that something *has been* reached: it must name a base of comparison, or the deed must be done and
the day past.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from lotrinh.core.period import Kind, Period
from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import holds_any, pattern
from lotrinh.extraction.prose import Line
from lotrinh.extraction.results.document_day import day_of
from lotrinh.extraction.results.figures import Figure, Sentence
from lotrinh.extraction.results.leaning import Leaning, Leanings, intends_nothing, looks_ahead, says
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.source import Source

# "UBND thị xã giao cho Trung tâm …; Công an thị xã huy động 1 xe": what an authority hands out, what a meeting passes
_HANDS_OUT = pattern(
    r"(?:[^,;.:()0-9]{2,12}, )?(?:ubnd|ủy ban nhân dân)(?![^,;.:()0-9]{0,40} đã )"
    r"[^,;.:()0-9]{0,40} giao cho(?= [^\W\d])"
    r"|(?:[^,;.:()0-9]{2,24}, )?(?:tại )?(?:hội nghị|kỳ họp|phiên họp|đại hội|các đại biểu)[^;.:()0-9]{0,40}?"
    r" (?:đã )?(?:thông qua|biểu quyết|quyết nghị|xem xét|cho ý kiến|bầu|hiệp thương)(?!\w)"
)
# "Chủ tịch UBND huyện giao Phòng Nông nghiệp tháo gỡ khó khăn cho 3 hợp tác xã"
_ORDERS = pattern(
    r"(?:phó )?(?:chủ tịch|thủ tướng|bộ trưởng|giám đốc|bí thư|lãnh đạo|ubnd|ủy ban nhân dân)"
    r"(?![^,;.:()0-9]{0,80} (?:đã|được|theo) )[^,;.:()0-9]{0,60} (?:yêu cầu|đề nghị|giao)"
    r" (?:các|sở|ban|phòng|ubnd|ủy ban|công an|cục|chi cục|bộ|ngành|đơn vị|chủ đầu tư|trung tâm|thủ trưởng"
    r"|giám đốc)(?!\w)"
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
_COMPARED = shadow_of("so với")
# One of these stands in every phrase of "surely_reached".
_HINTS = tuple(
    shadow_of(hint) for hint in ("ước", "đã ", "đạt được", "tính đến", "xảy ra", "làm ", "khiến", "hiện", "nhận ")
)
_EXPECTED_BY = pattern(r"(?<!\w)(?:dự ước|ước|ước tính|dự kiến) (?:đến|tới)(?!\w)")
_BEFORE = 600  # characters before a figure in which a deed may be told
_OPENING = 200  # characters before the clause that may say what the sentence is about
_PLAIN = re.compile(r"(?:\(\?<!?[^()]*\))*([^\W\d_]*(?: [^\W\d_]+)*)")


class Stance(msgspec.Struct, frozen=True, gc=False):
    """What a sentence, under headings of some leaning, says of all its figures."""

    sentence: Sentence
    leaning: Leaning
    hands_out: bool  # it tells what an authority gives others to do, or who met
    task_end: int  # up to here it tells a task as it was given, and behind it what was done
    by_year: int | None  # the year that opens it: "Đến năm 2030 …"
    aims: bool  # a word of intention stands in it; asked only where that may tell


class Stances:
    """What the sentences of a document say of their figures."""

    def __init__(self, source: Source) -> None:
        self._shadow = source.prose.shadow
        self._day = day_of(source)
        self.leanings = Leanings(source, self._day)
        self._looks_ahead = not source.info.kind and looks_ahead(self._shadow)
        self._aimless = self.leanings.document is Leaning.OPEN and intends_nothing(self._shadow)

    def may_report(self, line: Line) -> bool:
        """Whether it is worth reading a line at all: a plan's must say that something was reached, or compare."""
        if self.leanings.over(line.index) is not Leaning.GOAL:
            return True
        if self._shadow.find(_COMPARED, line.start, line.end) >= 0:
            return True
        if not holds_any(self._shadow[line.start : line.end], _HINTS):
            return False
        return says("surely_reached").search(self._shadow, line.start, line.end) is not None

    def is_account(self, figure: Figure, period: Period | None) -> bool:
        """Whether a figure is set against an earlier one, of a period past (as the text itself tells): no goal is."""
        if period is None or not _is_against_time(figure) or period.kind is Kind.YEARS or not self._day.is_past(period):
            return False
        told = self._shadow[max(figure.clause, figure.measure.start - _BEFORE) : figure.measure.start + 1]
        return not _intends(told)

    def of(self, sentence: Sentence, figures: list[Figure], line: Line) -> Stance:
        """What a sentence of a line says of all its `figures`."""
        shadow, start, end = self._shadow, sentence.start, sentence.end
        leaning = self.leanings.over(line.index)
        task = _TASK_TOLD.match(shadow, start, end) if shadow.startswith(_TASK_OPENS, start) else None
        opening = _BY_YEAR.match(shadow, start)
        return Stance(
            sentence,
            leaning,
            hands_out=any(what.match(shadow, start, end) for what in (_HANDS_OUT, _ORDERS, _ATTENDED)),
            task_end=task.end() if task else 0,
            by_year=int(opening[1]) if opening else None,
            aims=leaning is Leaning.REPORT and not all(map(_is_against_time, figures)) and _has_aims(shadow[start:end]),
        )

    def reports(
        self,
        stance: Stance,
        figure: Figure,
        period: Period | None,
        reported_year: int | None,
        *,
        stated: bool,
        carried: bool,
    ) -> bool:
        """Whether a figure of a sentence tells what was reached.

        `reported_year`: the year the document reports on. `stated`: the paragraph tells the period. `carried`: a
        sentence before it does.
        """
        shadow, leaning, sentence = self._shadow, stance.leaning, stance.sentence
        if stance.hands_out or figure.measure.start < stance.task_end:
            return False
        if period is not None and (self._is_ahead(period, sentence) or _is_on_its_own_year(figure, period)):
            return False
        if reported_year is not None:
            found = _BY_YEAR.match(shadow, figure.clause)
            by_year = int(found[1]) if found else stance.by_year
            if by_year is not None and by_year > reported_year:
                return False
        against_time = _is_against_time(figure)
        if leaning is Leaning.REPORT and (against_time or not stance.aims):
            return True
        told = shadow[max(figure.clause, figure.measure.start - _BEFORE) : figure.measure.start + 1]
        ends = min(figure.clause, sentence.measures[0].start + 1)
        opening = shadow[max(sentence.start, ends - _OPENING) : ends]
        if leaning is Leaning.REPORT:
            return not (_intends(told) or _intends(opening))
        if not (against_time and leaning is Leaning.OPEN) and any(
            says(what).search(words) for what in ("goals", "tasks") for words in (told, opening)
        ):
            return False
        if (figure.comparisons or figure.base is not None) and not self._looks_ahead:
            return True
        if leaning is Leaning.OPEN:
            # What is aimed at stands elsewhere.
            aimless = self._aimless or carried or self.leanings.document is Leaning.GOAL
            if stated and aimless and period is not None and self._day.is_past(period):
                return True  # "Sáu tháng đầu năm 2015, … vốn đầu tư đạt 975 tỷ đồng" where nothing is intended
            begin = max(sentence.start, figure.start - _BEFORE)
            if says("reached").search(shadow, begin, figure.measure.head) is not None:
                return True
        return says("surely_reached").search(opening + told) is not None

    def _is_ahead(self, period: Period, sentence: Sentence) -> bool:
        if not self._day.is_ahead(period):
            return False
        if period.kind is not Kind.AS_OF or self._day.day is None or period.last.year != self._day.day.year:
            return True
        return _EXPECTED_BY.search(self._shadow, sentence.start, sentence.end) is None  # "Ước đến 31/12/2022, có …"


def _has_aims(words: str) -> bool:
    """Whether a word of intention stands anywhere in a sentence."""
    return holds_any(words, _beginnings("goals")) and says("goals").search(words) is not None


@cache
def _beginnings(what: str) -> tuple[str, ...]:
    """The plain words that the patterns of a list begin with, one of which stands in every text that they find."""
    fragments = lexicon("result_words")["stance"][what]
    return tuple({shadow_of(_PLAIN.match(fragment)[1]) for fragment in fragments})  # type: ignore[index]


def _intends(words: str) -> bool:
    """Whether the words state an intention that nothing behind it turns into a deed ("đã", "ước đạt")."""
    ends = [goal.end() for goal in says("goals").finditer(words)]
    return bool(ends) and says("reached").search(words, ends[-1]) is None


def _is_against_time(figure: Figure) -> bool:
    """Whether a figure is set against an earlier period, and not only against the plan."""
    return any(c.base != "plan" for c in figure.comparisons) if figure.comparisons else False


def _is_on_its_own_year(figure: Figure, period: Period) -> bool:
    """Whether a growth is told on the very year of its figure: it is somebody's goal for the next."""
    if not figure.comparisons:
        return False
    base = f"year:{period.last.year}"
    return any(comparison.base == base for comparison in figure.comparisons)
