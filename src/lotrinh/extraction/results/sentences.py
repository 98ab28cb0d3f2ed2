"""Sentences: the figures that one sentence reports, and what is set against each.

Reads: `Prose`, the sentence's `Measure`s. Writes: `Figure`s in text order, not yet dated.

A sentence is read from value to value with a little memory (sentence_state.py): the figure that is open, and how far
the text is used up. What a value is, its words say (value_roles.py). A value whose gap to the one before holds nothing
but a joint and a verb ("…, tăng 8,3%", "(giảm 26 ha)", "và đạt 53,53% kế hoạch năm") goes with the open figure
(open_figures.py, joined_values.py); any other value opens a new one (named_figures.py, counted_figures.py).
"""

from __future__ import annotations

import re

import msgspec

from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.results.bases import Base, base_at
from lotrinh.extraction.results.bounds import PART, after_setting, clause_start, parts_end
from lotrinh.extraction.results.carried_on import is_respective
from lotrinh.extraction.results.count_conditions import tells_of_count
from lotrinh.extraction.results.figures import Figure, Sentence, is_embedded, sets_scene
from lotrinh.extraction.results.glosses import gives_amount, is_in_amount, is_in_percent
from lotrinh.extraction.results.named_figures import new_reported
from lotrinh.extraction.results.open_figures import goes_with_open
from lotrinh.extraction.results.passed_over import past_told_aside, past_whole
from lotrinh.extraction.results.periods import Reporting
from lotrinh.extraction.results.result_names import subject_of
from lotrinh.extraction.results.roles import Role
from lotrinh.extraction.results.sentence_state import Reading, begin_reading
from lotrinh.extraction.results.value_roles import (
    UNDECIDED,
    is_share_of_plan,
    past_gloss_and_base,
    role_and_base,
    signed_gloss,
)

_BRACKETS = (" (", "(")
_GLOSS = re.compile(r" \([^()0-9]{1,200}\)")


def read_sentence(prose: Prose, sentence: Sentence, reporting: Reporting) -> list[Figure]:
    """The figures of a sentence, in text order."""
    reading = begin_reading(prose, sentence, reporting)
    measures = sentence.measures
    for index, measure in enumerate(measures):
        _take(reading, measure, measures[index + 1] if index + 1 < len(measures) else None)
    return reading.found


def _take(reading: Reading, measure: Measure, following: Measure | None) -> None:
    """Put one value where it belongs."""
    if measure.start < reading.cursor or measure.kind == "duration":
        return
    if measure.role == "equivalent" and is_share_of_plan(reading, measure):
        measure = msgspec.structs.replace(measure, role="value")
    if measure.role != "value":
        if gives_amount(reading, measure) or is_in_percent(reading, measure) or is_in_amount(reading, measure):
            reading.cursor = reading.found[-1].end = measure.tail
        return
    bracketed = bool(reading.found) and reading.shadow.startswith(_BRACKETS, reading.cursor)
    if bracketed and is_in_percent(reading, measure):
        reading.cursor = past_gloss_and_base(reading, measure.tail)
        return
    until = following.head if following else reading.sentence.end
    signed = signed_gloss(reading, measure) if bracketed else None
    if signed is not None:
        measure, role, verb = signed
        base = base_at(reading.shadow, measure.tail, until, reading.reporting)
    else:
        role, verb, base = role_and_base(reading, measure, until)
    if (past := past_told_aside(reading, measure, bracketed=bracketed)) is not None:
        reading.cursor = past
        return
    if reading.has_pairs and is_respective(reading, measure, verb, following):
        reading.pairs, reading.pair_role = [made for made in reading.found[-6:] if not made.aside][-2:], role
    if role in UNDECIDED and reading.found and tells_of_count(reading, measure, verb, base):
        reading.cursor = reading.found[-1].end = base.end if base else reading.found[-1].end
        return
    if goes_with_open(reading, measure, role, verb, base, until):
        return
    reading.pairs = []
    if is_embedded(reading.shadow, measure, role, following):
        return
    _open(reading, measure, role, verb, base, until)


def _open(reading: Reading, measure: Measure, role: Role, verb: int, base: Base | None, until: int) -> None:
    shadow = reading.shadow
    clause, bracket = clause_start(shadow, reading.cursor, verb, joined=bool(reading.found))
    if role is not Role.RANK and sets_scene(shadow, clause, measure):
        reading.cursor = after_setting(shadow, measure.tail, until, reading.sentence.end)
        return
    if not reading.found and clause > reading.sentence.start and not PART.match(shadow, reading.sentence.start):
        reading.subject = subject_of(
            reading.text, shadow, reading.sentence.start, clause, reading.periods(reading.sentence.start)
        )
    made = new_reported(reading, measure, role, verb, clause, base, until)
    if made is None:
        gloss = _GLOSS.match(shadow, measure.tail)
        reading.cursor = gloss.end() if gloss else measure.tail
        return
    if bracket or reading.has_parts:
        span = (reading.sentence.start, reading.sentence.end)
        parts = parts_end(shadow, span, reading.cursor, measure.head, bracket=bracket)
        reading.parts_end = parts if parts is not None else reading.parts_end
    made.part = bool(reading.found) and measure.head < reading.parts_end
    if bracket and reading.found:
        reading.outer.append(reading.found[-1])
    reading.found.append(made)
    reading.cursor = past_whole(shadow, made)
