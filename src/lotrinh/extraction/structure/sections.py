"""Sections: the tree of headings a document is built of, and which of them each line stands under.

Reads: `Prose` (and the raw text for bold print). Writes: `Outline`.

Headings are numbered paragraphs, named parts ("Chương II", "Phụ lục 1"), headings the source marks,
and short lines in capitals or bold. A numbered paragraph goes under the nearest open heading that
ranks higher; one whose list is already open continues that list. Headings that scraping lost show as
jumps in the numbering (see numbering.py): they are put back with the reason "heading_missing".
"""

from __future__ import annotations

import msgspec

from lotrinh.extraction.prose import Prose
from lotrinh.extraction.structure.annexes import missing_annexes
from lotrinh.extraction.structure.headings import Heading, headings_of
from lotrinh.extraction.structure.markers import Marker, find_markers
from lotrinh.extraction.structure.numbering import Lost, Sequence, lost_heading, sequence_of
from lotrinh.reading.document import Notice

_DEEPEST = 14  # nonsense must not build towers


class Section(msgspec.Struct, frozen=True, gc=False):
    """A heading and what stands under it: lines `line` … `last_line`; `start`, `end` is the heading's span.

    `level` counts from 1 (root); `parent` is the index of the enclosing section, -1 for a root.
    A heading put back by inference has the span of the first line that stands under it.
    """

    index: int
    id: str
    label: str
    title: str
    level: int
    parent: int
    line: int
    start: int
    end: int
    last_line: int
    rule: str
    reasons: tuple[str, ...] = ()


class Outline(msgspec.Struct, frozen=True):
    """Sections in text order; `section_of[i]`: innermost section of line i (-1: none); `markers[i]`: how it begins.

    `notices` are in document offsets.
    """

    sections: tuple[Section, ...]
    section_of: list[int]
    markers: list[Marker | None]
    notices: tuple[Notice, ...] = ()

    def path(self, line_index: int) -> tuple[Section, ...]:
        """The sections that hold a line, root first."""
        found: list[Section] = []
        index = self.section_of[line_index]
        while index >= 0:
            found.append(self.sections[index])
            index = self.sections[index].parent
        return tuple(reversed(found))

    def section_id(self, line_index: int) -> str | None:
        """The id of the innermost section that holds a line; None when none does."""
        index = self.section_of[line_index]
        return self.sections[index].id if index >= 0 else None


def outline_of(prose: Prose) -> Outline:
    """The section tree of a document. Linear; never fails, whatever the text."""
    markers = find_markers(prose)
    headings = headings_of(prose, markers)
    builder = _Builder(prose, sequence_of(headings))
    section_of: list[int] = []
    current = -1
    for line, heading in headings.items():
        section_of += [current] * (line - len(section_of))
        builder.add(heading)
        current = builder.open[-1].index if builder.open else -1
    section_of += [current] * (len(prose.lines) - len(section_of))
    sections = builder.finish(len(prose.lines) - 1)
    notices = (*builder.notices, *missing_annexes(prose, headings))
    return Outline(sections, section_of, markers, notices)


class _Node(msgspec.Struct, gc=False):
    """A section under construction."""

    index: int
    id: str
    heading: Heading
    level: int
    parent: int
    last_line: int
    rule: str
    reasons: tuple[str, ...]


class _Builder:
    """The open headings, root first, and all sections so far."""

    def __init__(self, prose: Prose, sequence: Sequence) -> None:
        self.prose = prose
        self.sequence = sequence
        self.nodes: list[_Node] = []
        self.open: list[_Node] = []
        self.notices: list[Notice] = []
        self.ids: dict[str, int] = {}

    def add(self, heading: Heading) -> None:
        """Put `heading` where it belongs: close what it ends, put back what was lost above it."""
        if heading.resets:
            self._close_to(0, heading.line)
            if heading.style == "":
                return
        depth, before = self._place_of(heading)
        reasons = heading.reasons
        lost = lost_heading(self.sequence, heading, before, [node.heading for node in self.open[:depth]])
        if lost is Lost.NESTED:  # a list that starts anew inside an item of the same style
            depth, before = min(len(self.open), _DEEPEST), None
        elif lost is Lost.GAP:
            reasons = (*reasons, "numbering_gap")
            self._notice("numbering_gap", heading, f"{before.label if before else '…'} → {heading.label}")
        elif lost is not None:
            depth = self._put_back(lost, heading, depth)
        self._close_to(depth, heading.line)
        self._push(heading, heading.rule, reasons)

    def finish(self, last_line: int) -> tuple[Section, ...]:
        """All sections, closed at the last line."""
        self._close_to(0, last_line + 1)
        return tuple(self._section(node) for node in self.nodes)

    def _place_of(self, heading: Heading) -> tuple[int, Heading | None]:
        """How many open sections stay open, and the heading that `heading` follows in its list."""
        inmost = -1
        for depth in range(len(self.open) - 1, -1, -1):
            open_ = self.open[depth].heading
            if open_.style == heading.style:
                # Lists may be nested in lists of the same style: the one goes on whose turn it is, else the inmost.
                if open_.value + 1 == heading.value:
                    return depth, open_
                inmost = max(inmost, depth)
        if inmost >= 0:
            return inmost, self.open[inmost].heading
        depth = len(self.open)
        while depth and self.open[depth - 1].heading.rank >= heading.rank:
            depth -= 1
        return min(depth, _DEEPEST), None

    def _put_back(self, lost: Heading, heading: Heading, depth: int) -> int:
        depth = next((d for d, node in enumerate(self.open) if node.heading.style == lost.style), depth)
        while depth and self.open[depth - 1].heading.rank >= lost.rank:
            depth -= 1
        self._close_to(depth, lost.line)
        self._push(lost, "section.inferred", ("heading_missing",))
        self._notice("heading_missing", heading, lost.label)
        return depth if lost.style == heading.style else depth + 1

    def _close_to(self, depth: int, line: int) -> None:
        if depth >= len(self.open):
            return
        for node in self.open[depth:]:
            node.last_line = max(node.heading.line, node.last_line, line - 1)
        del self.open[depth:]

    def _push(self, heading: Heading, rule: str, reasons: tuple[str, ...]) -> None:
        parent = self.open[-1] if self.open else None
        above = parent.index if parent is not None else -1
        own = self._id(heading, parent)
        node = _Node(len(self.nodes), own, heading, len(self.open) + 1, above, heading.line, rule, reasons)
        self.nodes.append(node)
        self.open.append(node)

    def _id(self, heading: Heading, parent: _Node | None) -> str:
        """A readable, unique id: the labels down to the section ("III.2.1", the second one "III.2.1~2")."""
        own = heading.label.replace(" ", "-") or "s"
        if parent is not None and not (heading.kind == "dotted" and parent.heading.kind in ("number", "dotted")):
            own = f"{parent.id}.{own}"
        elif parent is not None:
            own = f"{parent.id}.{own.rsplit('.', 1)[-1]}"
        self.ids[own] = count = self.ids.get(own, 0) + 1
        return own if count == 1 else f"{own}~{count}"

    def _notice(self, code: str, heading: Heading, detail: str) -> None:
        span = self.prose.to_document(heading.start, heading.end)
        self.notices.append(Notice(code, span.start, span.end, detail))

    def _section(self, node: _Node) -> Section:
        heading = node.heading
        return Section(
            node.index, node.id, heading.label, heading.title, node.level, node.parent,
            heading.line, heading.start, heading.end, node.last_line, node.rule, node.reasons,
        )  # fmt: skip
