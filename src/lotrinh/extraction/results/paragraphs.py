"""Paragraphs: the results of one line, sentence by sentence.

Reads: `Source`, a `Line`, its `Context`. Writes: `Result`s in text order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from lotrinh.core.period import Kind
from lotrinh.extraction.facts import Result
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.prose import Line
from lotrinh.extraction.results.bases import PREVIOUS_YEAR
from lotrinh.extraction.results.differences import differences_at, list_end, told_of_results
from lotrinh.extraction.results.figures import Sentence
from lotrinh.extraction.results.labels import BREAKDOWN, opening_label
from lotrinh.extraction.results.leading_periods import is_lead, is_moment, leaves_crops, season_told, told_again
from lotrinh.extraction.results.periods import Reporting, Stated, in_some_year, is_slip
from lotrinh.extraction.results.reading_context import Context
from lotrinh.extraction.results.reporting import past_dateline
from lotrinh.extraction.results.stance import Stances
from lotrinh.extraction.results.stated_periods import stated_periods
from lotrinh.extraction.results.statements import keeps_topic, read_statement
from lotrinh.extraction.source import Source

_SENTENCE_END = re.compile(r"[.!?…](?: |(?<=[\w%)]{3}[.…])(?=[^\W\d_]{2}))")
_ABBREVIATION = re.compile(r"(?:^|[\s.(])(?:tp|tx|tt|ts|gs|pgs|ths|bs|ks|st|no|[^\W\d_])$")
_LEAD_WITHIN = 160  # characters of a sentence in which a period that opens it ends


def _sentences(text: str, shadow: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for mark in _SENTENCE_END.finditer(shadow, start, end):
        after = mark.end()
        opens = text[after : after + 1]
        if not (opens.isupper() or opens in '"“(') or _ABBREVIATION.search(
            shadow[max(at, mark.start() - 4) : mark.start()]
        ):
            continue
        yield at, mark.start() + 1
        at = after
    yield at, end


class _Paragraph(msgspec.Struct, frozen=True, gc=False):
    """What the stretches of one line share. `label`: what it opens with before a colon, up to `label_end`."""

    source: Source
    line: Line
    reporting: Reporting
    stances: Stances
    context: Context
    label: str
    label_end: int


def read_line(
    source: Source,
    line: Line,
    reporting: Reporting,
    stances: Stances,
    context: Context,
    count: int,
) -> list[Result]:
    """The results of one paragraph; `count` of them were found before it."""
    prose, marker = source.prose, source.outline.markers[line.index]
    body = marker.body if marker else past_dateline(prose.text, line.start, line.end)
    label = opening_label(source, body, line.end)
    paragraph = _Paragraph(source, line, reporting, stances, context, label or context.heading, body + len(label))
    found: list[Result] = []
    for start, end, inside in _stretches(source, line, body, reporting):
        ending = differences_at(prose.shadow, start, end, reporting) if inside else None
        since, differences = ending or (end, ())
        before = tuple(measure for measure in inside if measure.end <= since)
        if differences and not before and (told := told_of_results(found, differences)):
            found = told
        elif differences and before:
            found.extend(_read(paragraph, start, since, before, count + len(found)))
            if told := told_of_results(found, differences):
                found = told
            else:  # they are told of nothing before, and stand for themselves
                found.extend(_read(paragraph, since, end, inside[len(before) :], count + len(found)))
        else:
            found.extend(_read(paragraph, start, end, inside, count + len(found)))
    return found


def _stretches(
    source: Source, line: Line, body: int, reporting: Reporting
) -> Iterator[tuple[int, int, tuple[Measure, ...]]]:
    """The sentences up to the line's last value, with their values; counts behind a list of differences stand apart."""
    prose, measures = source.prose, source.measures_by_line[line.index]
    at = 0
    for start, end in _sentences(prose.text, prose.shadow, body, line.end):
        following: int | None = start
        while following is not None:
            begin, following = following, list_end(prose.shadow, following, end, reporting)
            first, last = at, end if following is None else following
            while at < len(measures) and measures[at].start < last:
                at += 1
            yield begin, last, measures[first:at]
            if at == len(measures):
                return


def _read(paragraph: _Paragraph, start: int, end: int, inside: tuple[Measure, ...], count: int) -> Iterable[Result]:
    """The results of a stretch; one without values may settle the period of those that follow."""
    source, reporting, context = paragraph.source, paragraph.reporting, paragraph.context
    shadow = source.prose.shadow
    near = end if inside else min(end, start + _LEAD_WITHIN)
    stated = stated_periods(shadow, start, near, in_some_year(reporting))
    stated = told_again(shadow, (start, near), stated, context.day)
    context.day = next((told.period for told in reversed(stated) if is_moment(shadow, told)), context.day)
    _lead(shadow, start, inside, stated, reporting, context)
    if not inside:
        return ()
    goes_on = BREAKDOWN.match(shadow, start) is not None or keeps_topic(shadow, start, context)
    sentence = Sentence(
        start,
        end,
        inside,
        stated,
        context.topic,
        paragraph.label,
        paragraph.label_end,
        base=context.base if goes_on else PREVIOUS_YEAR,
        planned=context.planned,
        bases=context.bases if goes_on else (),
    )
    return read_statement(source, sentence, reporting, paragraph.stances, paragraph.line, context, count)


def _lead(
    shadow: str,
    start: int,
    inside: tuple[Measure, ...],
    stated: list[Stated],
    reporting: Reporting,
    context: Context,
) -> None:
    """Note the period that opens a sentence, or that of the season's crop it tells of."""
    opening = next((mention for mention in stated if is_lead(shadow, start, mention)), None)
    if opening is not None:
        context.lead = reporting.period if is_slip(opening.period, reporting.period) else opening.period
        context.season = False
    elif context.season and leaves_crops(shadow, start):
        context.lead, context.season = None, False
    if not inside:
        return
    dated = context.lead is not None and context.lead.kind is Kind.AS_OF
    crop = inside[0].kind != "share"  # "Sản xuất vụ xuân đạt 100% kế hoạch" tells of the half-year
    if crop and not (stated or dated) and (season := season_told(shadow, start, inside[0].head, reporting)):
        context.lead, context.season = season, True
