"""The walk: what is kept while the lines of a document are walked in search of tasks.

Reads: `Source`, `Context`. Writes: a `Walk` that the modules beside it read and fill, and `Clause`s.
"""

from __future__ import annotations

import msgspec

from lotrinh.extraction.agencies import Agency
from lotrinh.extraction.facts import Task
from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.source import Source
from lotrinh.extraction.tasks.assignments import Assignment
from lotrinh.extraction.tasks.flow import Flow
from lotrinh.extraction.tasks.founded_bodies import founded_bodies
from lotrinh.extraction.tasks.holders import Holder
from lotrinh.extraction.tasks.sent_to import addressees_of
from lotrinh.extraction.tasks.task_context import Context, Standing, year_of
from lotrinh.extraction.tasks.task_lines import past_ordinal
from lotrinh.extraction.tasks.task_parts import Part
from lotrinh.extraction.tasks.verbs import has_verb

_BELOW = (" sau", " sau đây")


class Walk(msgspec.Struct):
    """`holders`: the lines that hold the present one, the innermost last. `found`: the tasks so far, in text order.

    `year`: of dates without one. `summary`: number of the task that only sums up what an article tells.
    `lists_of_agencies`: section and style of markers under which headings named agencies.
    `things`: the last line of a list that only tells what the work above it holds.
    `founded`: folded names of the committees that the document sets up. `addressees`: of a letter.
    """

    source: Source
    prose: Prose
    context: Context
    year: int | None
    flow: Flow
    holders: list[Holder] = []
    found: list[Task] = []
    summary: int | None = None
    lists_of_agencies: set[tuple[str | None, str]] = set()
    things: int = -1
    founded: frozenset[str] = frozenset()
    addressees: tuple[Agency, ...] = ()


class Clause(msgspec.Struct, frozen=True, gc=False):
    """A part of a line and what it says of who has to act; `first`: of the parts of its line."""

    line: Line
    part: Part
    standing: Standing
    assignment: Assignment | None
    first: bool


def walk_of(source: Source, context: Context) -> Walk:
    """The walk before its first line."""
    return Walk(
        source,
        source.prose,
        context,
        year_of(source),
        Flow(context.tells),
        founded=founded_bodies(source.prose),
        addressees=addressees_of(source.prose) if context.letter else (),
    )


def is_marked(walk: Walk, line: Line) -> bool:
    """Whether a marker or a counting word ("Thứ nhất, …") opens the line."""
    counted = past_ordinal(walk.prose.shadow, line.start, line.end) > line.start
    return counted or walk.context.outline.markers[line.index] is not None


def introduces(walk: Walk, line: Line, start: int) -> bool:
    """Whether a colon at the line's end, or "… sau" above marked lines, says that more follows.

    A colon before the next numbered sibling is a misprint.
    """
    shadow, markers = walk.prose.shadow, walk.context.outline.markers
    marker, following = markers[line.index], markers[line.index + 1] if line.index + 1 < len(markers) else None
    if shadow[line.end - 1] != ":":
        return following is not None and shadow.endswith(_BELOW, start, line.end)
    sibling = marker and following and following.style == marker.style and marker.kind != "bullet"
    return not (sibling and has_verb(shadow, start, line.end, sure=True))
