"""Dating: which period each figure of a sentence has.

Reads: shadow text, the `Figure`s of a sentence, the periods it mentions. Writes: a `Period` per figure.

A figure has the period told in its own clause, else the last one told before it in the sentence, else what the
sentence began with. A period told in brackets ends with them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from lotrinh.core.period import Kind, Period
from lotrinh.extraction.language.patterns import pattern, spelled
from lotrinh.extraction.results.figures import Figure, Sentence
from lotrinh.extraction.results.periods import Stated

_MONTHS = frozenset({Kind.MONTHS, Kind.HALF})
_MONTH_BEFORE = "previous_month"
# A bracket's period ends with it; a number of a footnote may stand inside: "(quý I/2015 tăng 7,9% (2) so với cùng kỳ)".
_VALUE_CLOSES = re.compile(r"[^()0-9]{0,40}[0-9][^()]{0,80}(?:\([0-9]{1,2}\)[^()]{0,80})?\)")
_FROM = spelled("từ ")
_RISES = pattern(r"\)? (?:(?:tăng|giảm|nâng|hạ) )?(?:lên|xuống|đến|tới)(?!\w)")

_FLOW = pattern(r" ?(?:tổng )?(?:sản lượng|doanh thu|giá trị|kim ngạch|khối lượng|lợi nhuận)(?!\w)")
_ON_DAY = pattern(r"(?<!\w)thời điểm (?:ngày )?[0-9]{1,2}[/.-][0-9]")


def dated(
    shadow: str, figures: list[Figure], sentence: Sentence, begun: tuple[Period | None, bool]
) -> Iterator[tuple[Figure, Period | None, bool]]:
    """Each figure with its period, and whether the paragraph tells it. `begun`: what holds where the sentence opens."""
    (current, stated), starts = begun, [mention.start for mention in sentence.periods]
    closes, outside = -1, begun  # of the bracket that a period was told in, and what holds behind it
    for figure in figures:
        if 0 <= closes < figure.start:
            closes, (current, stated) = -1, outside
        own = _own_period(shadow, figure, sentence.periods, starts) if starts else None
        if starts and own is not None and _is_flow_past_state(shadow, figure, sentence, own):
            own, (current, stated) = None, begun
        if own is not None and _BASE_BEFORE.search(shadow, max(0, figure.measure.head - _NEAR), figure.measure.head):
            yield figure, own, True
            continue
        if own is not None:
            if closes < 0 and shadow.startswith("(", figure.clause - 1):
                closes, outside = shadow.find(")", figure.end, sentence.end), (current, stated)
            current, stated = own, True
        yield figure, current, stated


def _is_flow_past_state(shadow: str, figure: Figure, sentence: Sentence, period: Period) -> bool:
    """Whether a clause of its own tells what was produced, behind one that counts what there was on a day.

    "Tổng đàn lợn tại thời điểm 01/4 là 820 nghìn con; (sản lượng thịt hơi ước đạt 75 nghìn tấn)".
    """
    if period.kind is not Kind.AS_OF or not _FLOW.match(shadow, figure.clause):
        return False
    told = next((mention for mention in sentence.periods if mention.period == period), None)
    return (
        told is not None and told.end <= figure.clause and _ON_DAY.search(shadow, sentence.start, told.end) is not None
    )


def goes_on_in(period: Period | None, default: Period | None) -> bool:
    """Whether the next sentences may be of the period: months together, no earlier than the document's and no fewer."""
    if period is None or period.kind not in _MONTHS:
        return False
    return default is None or (period.last >= default.last and period.days >= default.days)


def is_within(period: Period | None, span: Period) -> bool:
    """Whether a period is one of a span of years that was told before: "Giai đoạn 2016 - 2020, … năm 2020 đạt …"."""
    return period is not None and span.kind is Kind.YEARS and span.first <= period.first and period.last <= span.last


def of_month(figure: Figure, period: Period | None) -> Period | None:
    """What is set against the month before is a month's figure, though months taken together were told before."""
    if period is None or period.kind is not Kind.MONTHS:
        return period
    bases = [comparison.base for comparison in figure.comparisons]
    if _MONTH_BEFORE not in bases and (figure.base is None or figure.base.kind != _MONTH_BEFORE):
        return period
    return Period.month(period.last.year, period.last.month)


_OF_BASE = pattern(r"so với (?:mức |con số )?[0-9][^;:()]{0,30}$")  # "60 USD so với mức 65 USD (năm 2016)"
_BASE_BEFORE = pattern(r"so với (?:mức |con số )?$")
_NEAR = 60


def _own_period(shadow: str, figure: Figure, stated: list[Stated], starts: list[int]) -> Period | None:
    """The period told in the figure's own clause; else the last one told before it in the sentence."""
    inside, behind = bisect_left(starts, figure.clause), bisect_left(starts, figure.end)
    if inside < len(stated) and stated[inside].end <= figure.end and not _is_former(shadow, figure, stated[inside]):
        while inside + 1 < len(stated) and stated[inside + 1].end <= figure.measure.head:
            this, following = stated[inside].period, stated[inside + 1].period
            if following.last == this.last and not (this.kind is Kind.MONTH and following.kind is Kind.MONTHS):
                break  # "6 tháng đầu năm …, lũy kế đến hết tháng 6/2019": the first says it plainer
            inside += 1
        told = stated[inside]
        if shadow.find(_FROM, figure.clause, told.start) < 0 or not _RISES.match(shadow, told.end, figure.measure.head):
            return told.period
        inside += 1  # "từ 5,2% năm 2020 xuống còn 3,1% năm 2024"
    if behind < len(stated) and _is_right_behind(shadow, figure, stated[behind]):
        return stated[behind].period
    for mention in reversed(stated[max(0, inside - 2) : inside]):
        if mention.end > figure.clause or _OF_BASE.search(shadow, max(0, mention.start - _NEAR), mention.start):
            continue
        if shadow.find(")", mention.end, figure.clause) < 0 or not _VALUE_CLOSES.match(
            shadow, mention.end, figure.clause
        ):
            return mention.period
    return None


def _is_former(shadow: str, figure: Figure, mention: Stated) -> bool:
    """Whether a period opens a bracket behind the value, that says what it had been: "27,7% (tháng 4/2025: 26,08%)"."""
    return mention.start > figure.measure.tail and shadow.endswith("(", 0, mention.start)


def _is_right_behind(shadow: str, figure: Figure, mention: Stated) -> bool:
    """ "3,1% năm 2024", "3,1% (năm 2024)"; a bracket that goes on tells of another figure."""
    gap = shadow[figure.end : mention.start]
    return len(gap) <= 1 or (gap == " (" and shadow.startswith(")", mention.end))
