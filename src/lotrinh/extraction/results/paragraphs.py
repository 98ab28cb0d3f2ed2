"""Paragraphs: the results of one line, sentence by sentence.

Reads: `Source`, a `Line`, its `Context`. Writes: `Result`s in text order.

Names: read_line.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

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


def read_line(
    source: Source,
    line: Line,
    reporting: Reporting,
    stances: Stances,
    context: Context,
    count: int,
) -> list[Result]:
    """The results of one paragraph; `count` of them were found before it."""
    prose, measures = source.prose, source.measures_by_line[line.index]
    marker = source.outline.markers[line.index]
    body = marker.body if marker else past_dateline(prose.text, line.start, line.end)
    label = opening_label(source, body, line.end)
    found: list[Result] = []
    at = 0
    sentences, alone = deque(_sentences(prose.text, prose.shadow, body, line.end)), -1
    while sentences:
        start, end = sentences.popleft()
        if (listed := list_end(prose.shadow, start, end, reporting)) is not None:
            sentences.appendleft((listed, end))
            end = listed
        first = at
        while at < len(measures) and measures[at].start < end:
            at += 1
        inside, rest = measures[first:at], (start, end)
        differences = differences_at(prose.shadow, start, end, reporting) if inside and start != alone else None
        before = tuple(measure for measure in inside if measure.end <= differences[0]) if differences else ()
        if differences and before:
            rest, inside, end = (differences[0], end), before, differences[0]
        elif differences and (told := told_of_results(found, differences[1])):
            found = told
            continue
        near = end if inside else min(end, start + _LEAD_WITHIN)
        stated = stated_periods(prose.shadow, start, near, in_some_year(reporting))
        stated = told_again(prose.shadow, (start, near), stated, context.day)
        context.day = next((told.period for told in reversed(stated) if is_moment(prose.shadow, told)), context.day)
        _lead(prose.shadow, start, inside, stated, reporting, context)
        if not inside:
            continue
        goes_on = BREAKDOWN.match(prose.shadow, start) is not None or keeps_topic(prose.shadow, start, context)
        base = context.base if goes_on else PREVIOUS_YEAR
        sentence = Sentence(
            start,
            end,
            inside,
            stated,
            context.topic,
            label or context.heading,
            body + len(label),
            base,
            planned=context.planned,
        )
        if goes_on and context.bases:
            sentence = msgspec.structs.replace(sentence, bases=context.bases)
        found.extend(read_statement(source, sentence, reporting, stances, line, context, count + len(found)))
        if differences and before:
            if (told := told_of_results(found, differences[1])) is not None:
                found = told
            else:  # they are told of nothing before, and stand for themselves
                alone = rest[0]
                sentences.appendleft(rest)
                at = first + len(before)
        if at == len(measures):
            break
    return found


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
