"""Captions: the lines between a table and the text before it.

Reads: `Prose`, a `Table` of the document. Writes: the prose span of these lines.
"""

from __future__ import annotations

from lotrinh.extraction.prose import Prose
from lotrinh.reading.document import BlockKind, Table

_MOST_LINES = 4
_LONGEST_LINE = 220  # characters; a longer line is running text


def lines_above(prose: Prose, table: Table) -> tuple[int, int] | None:
    """Where the lines right above a table stand; None when running text, cells or a letterhead do."""
    first = next((cell.block for row in table.rows for cell in row if cell.block >= 0), 0)
    since = first
    while since > 0 and first - since < _MOST_LINES:
        line = prose.lines[since - 1]
        if line.kind in (BlockKind.CELL, BlockKind.LETTERHEAD) or line.end - line.start > _LONGEST_LINE:
            break
        since -= 1
    return (prose.lines[since].start, prose.lines[first - 1].end) if since < first else None
