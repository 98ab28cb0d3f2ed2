"""Results: the reported figures of a document.

Reads: `Source`. Writes: `Result`s in text order, prose offsets.

Names: find_results.
"""

from __future__ import annotations

import re

from lotrinh.extraction.facts import Result
from lotrinh.extraction.patterns import pattern
from lotrinh.extraction.periods import Reporting, Stated, is_lead, reporting_on, stated_periods
from lotrinh.extraction.source import Source
from lotrinh.extraction.statements import Sentence, Statement, read_sentence
from lotrinh.reading.document import BlockKind

_SENTENCE_END = re.compile(r"[.!?](?= )")
_ESTIMATE = pattern(r"(?<!\w)(?:ước|uớc|dự ước|sơ bộ|dự kiến)(?!\w)")
_BREAKDOWN = pattern(r"(?:trong đó|cụ thể|phân theo|chia theo|bao gồm)(?!\w)")


def find_results(source: Source) -> tuple[Result, ...]:
    """All results of the document. Linear in its length."""
    reporting = reporting_on(source.prose, source.info)
    found: list[Result] = []
    for index, measures in source.measures_by_line.items():
        line = source.prose.lines[index]
        if line.kind in (BlockKind.FURNITURE, BlockKind.LETTERHEAD, BlockKind.CELL):
            continue
        found.extend(_read_line(source, line.start, line.end, measures, reporting))
    return tuple(found)


def _read_line(source, start, end, measures, reporting):
    shadow, text = source.prose.shadow, source.prose.text
    default = reporting.period
    lead = None
    topic = ""
    last_period = None
    estimate = False
    position = start
    ends = [m.end() for m in _SENTENCE_END.finditer(shadow, start, end) if text[m.end()+1:m.end()+2].isupper()] + [end]
    at = start
    rest = list(measures)
    for stop in ends:
        inside = tuple(m for m in rest if at <= m.start < stop)
        body = at + (len(shadow[at:stop]) - len(shadow[at:stop].lstrip()))
        periods = stated_periods(shadow, body, stop, reporting)
        part = _BREAKDOWN.match(shadow, body) is not None
        opening = next((p for p in periods if is_lead(shadow, body, p)), None)
        if opening:
            lead = opening.period
        if inside:
            if not part:
                estimate = False
            estimate = estimate or _ESTIMATE.search(shadow, body, stop) is not None
            statements = read_sentence(source.prose, Sentence(body, stop, inside, periods, topic), reporting)
            current = last_period if part and last_period else (lead or default)
            for s in statements:
                own = [p for p in periods if s.clause <= p.start and p.end <= s.end]
                before = [p for p in periods if p.end <= s.clause]
                if own: current = own[0].period
                elif before: current = before[-1].period
                yield Result(start=s.start,end=s.end,rule=s.rule,reasons=tuple(s.reasons),indicator=s.indicator,change=s.change,comparator=s.comparator,low=s.low,high=s.high,unit=s.unit,period=str(current) if current else None,estimate=estimate,comparisons=tuple(s.comparisons))
            if statements:
                topic = topic if part else statements[0].indicator
                last_period = current
        at = stop
