"""Results: the reported figures of a document.

Reads: `Source`. Writes: `Result`s in text order, prose offsets.

Every line with values is read sentence by sentence (paragraphs.py, sentences.py); then each figure is dated
(statements.py). A figure's period is the one in its own clause; else that of the clauses before it in the sentence; a
breakdown ("Trong đó: …") has that of the sentence it breaks down; else the one that opened a sentence earlier in the
paragraph, the one that introduced the list, that of the heading, that of the document. Whether a sentence reports at
all, or states a goal, is the question of stance.py.
"""

from __future__ import annotations

import msgspec

from lotrinh.core.period import Period
from lotrinh.extraction.facts import Result
from lotrinh.extraction.prose import Line
from lotrinh.extraction.results.dating import goes_on_in
from lotrinh.extraction.results.labels import (
    BREAKDOWN,
    NOT_RUNNING_TEXT,
    heading_line,
    heading_period,
    introduced,
    introduced_periods,
    is_next_item,
    runs_on,
)
from lotrinh.extraction.results.leaning import Leaning
from lotrinh.extraction.results.paragraphs import read_line
from lotrinh.extraction.results.reading_context import Context
from lotrinh.extraction.results.reporting import reporting_on
from lotrinh.extraction.results.result_tables import find_table_results
from lotrinh.extraction.results.stance import Stances
from lotrinh.extraction.source import Source


def find_results(source: Source) -> tuple[Result, ...]:
    """All results of the document. Linear in its length."""
    stances = Stances(source)
    leaning = stances.leanings.document
    title = source.info.spans.get("title", (0, 0))  # a headline tells what the text tells again
    lines = [line for line in map(source.prose.lines.__getitem__, source.measures_by_line) if _is_text(line, title)]
    told = [line for line in lines if stances.may_report(line)]
    tables = bool(source.prose.document.tables) and leaning is not Leaning.GOAL
    if not told and not tables:
        return ()
    reporting = reporting_on(source.prose, source.info)
    commas = any(measure.decimals and not measure.reasons for measure in source.measures)
    headings: dict[int, tuple[Period, str] | None] = {}
    introductions = list(introduced_periods(source.prose, reporting))
    found: list[Result] = []
    topic, section, planned = "", -1, False
    before: Context | None = None  # of the line read last
    read = -1
    for line in told:
        headed = introduced(source, introductions, line.index) or heading_period(
            source, line.index, reporting, headings
        )
        aside = leaning is not Leaning.REPORT
        told_by_date = aside and reporting.inferred and source.info.number is not None  # a plan's says nothing of them
        default, origin = headed if headed else (None if told_by_date else reporting.period, "document")
        context = Context(default, origin, reporting.inferred and headed is None, aside, commas, planned=planned)
        if section == source.outline.section_of[line.index]:
            context.topic = topic
        context.heading = heading_line(source, line) or (
            before.heading if before is not None and is_next_item(source, read, line) else ""
        )
        context.topic = context.heading or context.topic
        if before is not None and BREAKDOWN.match(source.prose.shadow, line.start, line.end):
            context.main, context.main_stated, context.base = before.main, before.main_stated, before.base
            context.bases = before.bases
        elif context.inferred and before is not None and before.lead is not None and goes_on_in(before.lead, default):
            context.lead = before.lead
        elif before is not None and read == line.index - 1 and runs_on(source, line):
            context.lead, context.main, context.main_stated = before.lead, before.main, before.main_stated
        found.extend(read_line(source, line, reporting, stances, context, len(found)))
        topic, section, planned = context.topic, source.outline.section_of[line.index], context.planned
        before, read = context, line.index
    return _in_order(
        found,
        find_table_results(source, reporting, report=leaning is Leaning.REPORT) if tables else [],
    )


def _is_text(line: Line, title: tuple[int, int]) -> bool:
    return line.kind not in NOT_RUNNING_TEXT and not title[0] <= line.start < title[1]


def _in_order(prose: list[Result], tables: list[Result]) -> tuple[Result, ...]:
    """Both in text order; `parent` says where the whole stands among all."""
    if not tables:
        return tuple(prose)
    shifted = [
        msgspec.structs.replace(fact, parent=fact.parent + len(prose)) if fact.parent is not None else fact
        for fact in tables
    ]
    both = [*prose, *shifted]
    order = sorted(range(len(both)), key=lambda index: (both[index].start, both[index].end))
    place = {index: at for at, index in enumerate(order)}
    return tuple(
        msgspec.structs.replace(both[index], parent=place[parent])
        if (parent := both[index].parent) is not None
        else both[index]
        for index in order
    )
