"""Sayings: who a clause says has to act, in the light of where it stands and what was told above.

Reads: a `Walk`. Writes: `Assignment`s and plain answers.

The first words of a clause say it in a plan; in an article or a letter also a sentence that tells of an
order; and in a heading or a bracket the place says it.
"""

from __future__ import annotations

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.prose import Line
from lotrinh.extraction.tasks.assignments import Assignment, directs, read_assignment
from lotrinh.extraction.tasks.flow import passes_on, tells_on
from lotrinh.extraction.tasks.founded_bodies import by_full_name
from lotrinh.extraction.tasks.holder_stack import is_among_agencies
from lotrinh.extraction.tasks.orders import asked_within, ordered_within
from lotrinh.extraction.tasks.sent_to import turned_to
from lotrinh.extraction.tasks.task_headings import told_by_place
from lotrinh.extraction.tasks.task_lines import past_lead_in
from lotrinh.extraction.tasks.walk import Walk

_APART = shadow_of("riêng ")  # "Riêng UBND xã A hoàn thành trước …": somebody else than those above


def said_in(walk: Walk, line: Line, start: int, end: int, *, first: bool) -> Assignment | None:
    """What the first words of a line say, or its place; of a later part only its words."""
    said = turned_to(walk.prose, start, end, walk.addressees) or read_assignment(walk.prose, start, end)
    if said is not None:
        said = by_full_name(walk.prose, said, end, walk.founded)
    if said is not None and tells_on(walk.flow, line.index) and directs(walk.prose.shadow, said):
        return said
    if not first:
        return _told_within(walk, start, end, said)
    if said is None and walk.context.concludes:
        said = asked_within(walk.prose, start, end)
    if not walk.context.relays_below(line.index):
        said = _told_within(walk, start, end, said)
    among = is_among_agencies(walk, line)
    return told_by_place(walk.source, walk.context, line, (start, end), said, among=among) or said


def turns_to_another(walk: Walk, line: Line, start: int) -> bool:
    """Whether a line that goes on ("Đồng thời, …") names somebody else with words of office, or below an order."""
    begin = past_lead_in(walk.prose.shadow, start, line.end)
    if begin == start:
        return False
    said = _told_within(walk, begin, line.end, read_assignment(walk.prose, begin, line.end))
    if said is None or not said.leads:
        return False
    apart = walk.prose.shadow.startswith(_APART, start)
    return apart or said.proven or said.ordered or passes_on(walk.flow, walk.prose, line, said, said.action)


def _told_within(walk: Walk, start: int, end: int, said: Assignment | None) -> Assignment | None:
    """What a sentence of an article or a letter tells of an order, when its first words give no work."""
    may_tell = walk.context.may_order and not walk.holders
    if not may_tell or (said is not None and (said.handed or said.proven)):
        return said
    if said is not None and not said.ordered and directs(walk.prose.shadow, said):
        marked = walk.context.outline.markers[walk.prose.line_at(start).index] is not None
        if walk.context.letter or marked:
            return said
    return ordered_within(walk.prose, start, end) or said
