"""How a document's text is laid out, as the database keeps it, and the parts in which a long one is shown.

Document.blocks is `{"format", "blocks": [[start, end, kind, label, level]…], "tables": [[[block, column, columns,
rows]…]…], "pages": [[start, page]…]}`, offsets into Document.text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from lotrinh.reading.document import Block, BlockKind, Cell, Document, Table

PART = 60_000
"""Characters of text on one page: about thirty printed pages, shown in well under a second on an old machine."""


def pack(document: Document) -> dict[str, Any]:
    """The layout as JSON."""
    pages: list[list[int]] = []
    for place in document.places:
        if place.page is not None and (not pages or pages[-1][1] != place.page):
            pages.append([place.start, place.page])
    return {
        "format": document.format,
        "blocks": [[b.start, b.end, b.kind.value, b.label, b.level] for b in document.blocks],
        "tables": [
            {
                "start": table.start,
                "end": table.end,
                "rows": [[[c.block, c.column, c.column_span, c.row_span] for c in row] for row in table.rows],
            }
            for table in document.tables
        ],
        "pages": pages,
    }


def unpack(text: str, packed: Any) -> Document:
    """The document as the library has it. What was never read is one block."""
    if not packed:
        return Document(text, "", blocks=(Block(0, len(text)),) if text else ())
    return Document(
        text,
        packed["format"],
        blocks=tuple(
            Block(start, end, BlockKind(kind), label, level) for start, end, kind, label, level in packed["blocks"]
        ),
        tables=tuple(
            Table(table["start"], table["end"], tuple(tuple(Cell(*cell) for cell in row) for row in table["rows"]))
            for table in packed["tables"]
        ),
    )


def page_of(packed: Any, offset: int) -> int | None:
    """The printed page where `offset` stands, for files that have pages."""
    pages = packed.get("pages", []) if packed else []
    at = bisect_right(pages, offset, key=lambda page: page[0]) - 1
    return int(pages[at][1]) if at >= 0 else None


def parts(document: Document, size: int = PART) -> list[tuple[int, int]]:
    """Ranges of the text of about `size` characters, cut between paragraphs and between rows of tables."""
    ranges: list[tuple[int, int]] = []
    first: int | None = None
    end = 0
    for start, stop in _pieces(document):
        if first is not None and stop - first > size:
            ranges.append((first, end))
            first = None
        first = start if first is None else first
        end = max(end, stop)
    if first is not None:
        ranges.append((first, end))
    return ranges or [(0, len(document.text))]


def part_at(ranges: list[tuple[int, int]], offset: int) -> int:
    """Which of the ranges holds `offset`."""
    return max(0, bisect_right(ranges, offset, key=lambda part: part[0]) - 1)


def cut(document: Document, start: int, end: int) -> Document:
    """The blocks and rows between two offsets, as a document over the same text."""
    kept = [index for index, block in enumerate(document.blocks) if start <= block.start and block.end <= end]
    new = {old: index for index, old in enumerate(kept)}
    tables = []
    for table in document.tables:
        if table.end <= start or end <= table.start:
            continue
        rows = tuple(
            tuple(Cell(new.get(c.block, -1), c.column, c.column_span, c.row_span) for c in row)
            for row in table.rows
            if any(cell.block in new for cell in row)
        )
        if rows:
            tables.append(Table(table.start, table.end, rows))
    return Document(
        document.text, document.format, blocks=tuple(document.blocks[old] for old in kept), tables=tuple(tables)
    )


def _pieces(document: Document) -> Iterator[tuple[int, int]]:
    """What must not be torn: paragraphs, and rows of the outer tables."""
    outer = -1
    rows: list[tuple[int, int]] = []
    inside: list[tuple[int, int]] = []
    for table in document.tables:
        if table.start < outer:
            continue  # inside a cell of another
        outer = table.end
        inside.append((table.start, table.end))
        for row in table.rows:
            blocks = [document.blocks[cell.block] for cell in row if cell.block >= 0]
            if blocks:
                rows.append((min(b.start for b in blocks), max(b.end for b in blocks)))
    at = 0
    free: list[tuple[int, int]] = []
    for block in document.blocks:
        while at < len(inside) and inside[at][1] <= block.start:
            at += 1
        if at >= len(inside) or block.start < inside[at][0]:
            free.append((block.start, block.end))
    yield from sorted([*free, *rows])
