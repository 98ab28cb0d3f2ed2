"""Stance: whether a sentence reports what was reached, or says what shall be.

Reads: `Source` (kind of document, headings), the words around a figure. Writes: `Stance` per document, yes or no
per figure.

A report, an article or the assessment part of a conclusion reports unless a sentence says otherwise ("phấn đấu",
"đến năm 2030"). A plan, a decision or a law states goals, rules and means unless a sentence says that something *has
been* reached: it must name a base of comparison, or the deed must be done and the day past.

Names: Leaning, Stance, stance_of, may_report, reports.
"""

from __future__ import annotations

import re
from datetime import date
from enum import IntEnum
from functools import cache

import msgspec

from lotrinh.core.period import Kind, Period
from lotrinh.core.vietnamese.text import fold
from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.figures import Figure, Sentence
from lotrinh.extraction.patterns import pattern, whole_words
from lotrinh.extraction.periods import Reporting
from lotrinh.extraction.prose import Line
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.source import Source


class Leaning(IntEnum):
    """What a sentence is taken for when it does not say."""

    GOAL = 0
    OPEN = 1
    REPORT = 2


class Stance(msgspec.Struct, frozen=True):
    """`document`: of the whole; `sections`: by index, where the headings say more."""

    document: Leaning
    sections: dict[int, Leaning]
    year: int | None = None  # that is reported on


_REPORTING_KINDS = frozenset(map(fold, ("Báo cáo", "Bài viết", "Thông cáo", "Thông cáo báo chí", "Bản tin")))
_BY_YEAR = pattern(r"[ ,]*(?:phấn đấu )?(?:đến|tới)(?: hết| cuối)? năm (20[0-9]{2})")
_ARTICLE = fold("Bài viết")
_OPEN_KINDS = frozenset(map(fold, ("Thông báo", "Công văn", "Tờ trình", "Biên bản", "Phát biểu", "Diễn văn", "")))


@cache
def _says(what: str) -> re.Pattern[str]:
    """The pattern of a list of words in `data/result_words.toml`, [stance]."""
    return pattern(whole_words(lexicon("result_words")["stance"][what]))


def stance_of(source: Source, reporting: Reporting) -> Stance:
    """How the document and its sections lean."""
    kind = fold(source.info.kind or "")
    title = shadow_of(source.info.title or "")
    document = Leaning.GOAL
    if kind == _ARTICLE and _says("planning_titles").match(title):
        document = Leaning.OPEN
    elif kind in _REPORTING_KINDS or (kind in _OPEN_KINDS and _says("reporting_titles").search(title)):
        document = Leaning.REPORT
    elif kind in _OPEN_KINDS:
        document = Leaning.OPEN
    sections: dict[int, Leaning] = {}
    for section in source.outline.sections:
        leaning = sections.get(section.parent, document)
        heading = shadow_of(section.title[:200])
        accounts = _says("reporting_titles").match(heading)
        tasks = leaning is not Leaning.REPORT and _says("task_titles").search(heading)
        if not accounts and (tasks or _says("goal_titles").search(heading)):
            leaning = Leaning.GOAL
        elif _says("reporting_titles").search(heading):
            leaning = Leaning.REPORT if document != Leaning.GOAL else Leaning.OPEN
        sections[section.index] = leaning
    return Stance(document, sections, reporting.year)


def may_report(source: Source, stance: Stance, line: Line) -> bool:
    """Whether it is worth reading a line at all: a plan's must say that something was reached, or compare."""
    leaning = stance.sections.get(source.outline.section_of[line.index], stance.document)
    if leaning is not Leaning.GOAL:
        return True
    shadow = source.prose.shadow
    return (
        shadow.find("so với", line.start, line.end) >= 0
        or _says("surely_reached").search(shadow, line.start, line.end) is not None
    )


def reports(
    source: Source, stance: Stance, line: Line, sentence: Sentence, figure: Figure, period: Period | None
) -> bool:
    """Whether a statement tells what was reached."""
    shadow = source.prose.shadow
    leaning = stance.sections.get(source.outline.section_of[line.index], stance.document)
    told = shadow[max(figure.clause, figure.measure.start - _BEFORE) : figure.measure.start + 1]
    ends = min(figure.clause, sentence.measures[0].start + 1)
    opening = shadow[max(sentence.start, ends - _OPENING) : ends]
    if period is not None and _is_ahead(period, source):
        return False
    if stance.year is not None and any(
        found and int(found[1]) > stance.year
        for found in (_BY_YEAR.match(shadow, sentence.start), _BY_YEAR.match(shadow, figure.clause))
    ):
        return False
    if period is not None and f"year:{period.last.year}" in [c.base for c in figure.comparisons]:
        return False  # a growth on the very year it is told of is somebody's goal for the next
    against_time = any(c.base != "plan" for c in figure.comparisons)
    if leaning is Leaning.REPORT:
        return against_time or not (_intends(told) or _intends(opening))
    if not (against_time and leaning is Leaning.OPEN) and (
        _says("goals").search(told)
        or _says("goals").search(opening)
        or _says("tasks").search(told)
        or _says("tasks").search(opening)
    ):
        return False
    compared = bool(figure.comparisons) or figure.base is not None
    if leaning is Leaning.OPEN:
        return (
            compared
            or _says("reached").search(shadow, max(sentence.start, figure.start - _BEFORE), figure.measure.head)
            is not None
        )
    return compared or _says("surely_reached").search(opening + told) is not None


def _is_ahead(period: Period, source: Source) -> bool:
    """Whether a period begins, or a state or a span of years ends, after the document's date: it is expected."""
    if source.info.date is None or len(source.info.date) != _ISO_LENGTH:
        cited = [int(citation.date[:4]) for citation in source.citations if citation.date]
        return bool(cited) and period.last.year > max(cited) + _UNDATED_YEARS
    day = date.fromisoformat(source.info.date)
    if period.kind is Kind.YEARS:
        return period.last.year > day.year + 1
    return (period.first - day).days > (_NEAR if period.kind is Kind.AS_OF else 0)


_ISO_LENGTH = 10
_UNDATED_YEARS = 3  # an undated document may report on so many years after the newest one it cites
_NEAR = 45  # days; a report of mid-December may tell the state at the year's end
_BEFORE = 600  # characters before a figure in which a deed may be told
_OPENING = 200  # characters before the clause that may say what the sentence is about


def _intends(words: str) -> bool:
    """Whether the words state an intention that nothing behind it turns into a deed ("đã", "ước đạt")."""
    ends = [goal.end() for goal in _says("goals").finditer(words)]
    return bool(ends) and _says("reached").search(words, ends[-1]) is None
