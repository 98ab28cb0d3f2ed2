"""A document's text cut at the edges of its facts, so that a page can mark every fact, also nested ones.

Reads: `Document`, marks. Writes: blocks of segments.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lotrinh.reading.document import Block, BlockKind, Document


@dataclass(frozen=True, slots=True)
class Mark:
    """One fact to be shown in the text: `anchor` is its id on the page, `href` where a click leads."""

    start: int
    end: int
    kind: str
    anchor: str
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same marks. `opens`: anchors of the marks that begin here.

    `start`: its offset in the document's text. `inner`: anchor of the shortest mark over it, whose `href` it has.
    """

    text: str
    kinds: tuple[str, ...]
    href: str
    title: str
    opens: tuple[str, ...]
    start: int = 0
    inner: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the document ready to be written: its kind, its printed label, its segments."""

    kind: BlockKind
    level: int
    label: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the document: rows of (paragraph, column span, row span)."""

    rows: tuple[tuple[tuple[Paragraph, int, int], ...], ...]


def _segments(text: str, block: Block, marks: Sequence[Mark]) -> tuple[Segment, ...]:
    edges = {block.start, block.end}
    for mark in marks:
        edges.update(edge for edge in (mark.start, mark.end) if block.start < edge < block.end)
    cuts = sorted(edges)
    segments = []
    for start, end in pairwise(cuts):
        over = [mark for mark in marks if mark.start < end and start < mark.end]
        inner = min(over, key=lambda mark: (mark.end - mark.start, mark.anchor), default=None)
        opens = tuple(m.anchor for m in over if m.start == start or (start == block.start and m.start < start))
        segments.append(
            Segment(
                text=text[start:end],
                kinds=tuple(sorted({mark.kind for mark in over})),
                href=inner.href if inner else "",
                title=inner.title if inner else "",
                opens=opens,
                start=start,
                inner=inner.anchor if inner else "",
            )
        )
    return tuple(segments)


def marked(document: Document, marks: Iterable[Mark]) -> tuple[Paragraph | Grid, ...]:
    """The document as paragraphs and grids, in order, every mark shown where it stands.

    An anchor is opened once, at the mark's first character. Linear in blocks plus marks.
    """
    waiting = sorted(marks, key=lambda mark: (mark.start, mark.end, mark.anchor))
    opened: set[str] = set()
    paragraphs: list[Paragraph] = []
    active: list[Mark] = []
    at = 0
    for block in document.blocks:
        active = [mark for mark in active if mark.end > block.start]
        while at < len(waiting) and waiting[at].start < block.end:
            if waiting[at].end > block.start:
                active.append(waiting[at])
            at += 1
        segments = []
        for segment in _segments(document.text, block, active):
            fresh = tuple(anchor for anchor in segment.opens if anchor not in opened)
            opened.update(fresh)
            segments.append(replace(segment, opens=fresh))
        paragraphs.append(Paragraph(block.kind, block.level, block.label, tuple(segments)))
    return _with_grids(document, paragraphs)


def _with_grids(document: Document, paragraphs: Sequence[Paragraph]) -> tuple[Paragraph | Grid, ...]:
    grid_at: dict[int, Grid] = {}
    in_grid: set[int] = set()
    for table in document.tables:
        cells = [cell.block for row in table.rows for cell in row if cell.block >= 0]
        if not cells or in_grid.intersection(cells):  # a table inside a cell of another is shown with the outer one
            continue
        in_grid.update(cells)
        empty = Paragraph(BlockKind.CELL, 0, "", ())
        rows = tuple(
            tuple(
                (paragraphs[cell.block] if cell.block >= 0 else empty, cell.column_span, cell.row_span) for cell in row
            )
            for row in table.rows
        )
        grid_at[min(cells)] = Grid(rows)
    shown: list[Paragraph | Grid] = []
    for index, paragraph in enumerate(paragraphs):
        if index in grid_at:
            shown.append(grid_at[index])
        elif index not in in_grid:
            shown.append(paragraph)
    return tuple(shown)
