"""How a plain text or Markdown file is laid out: paragraphs, headings, tables, furniture, repeats.

Reads: text. Writes: `Layout`, whose blocks cover every character of the text that is not blank,
except the frames of tables and ruled lines. The text itself is never changed. Linear in its length.
"""

from __future__ import annotations

from dataclasses import dataclass

from lotrinh.reading.document import Block, BlockKind, Notice, Table
from lotrinh.reading.paragraphs import put_paragraphs, wrap_width
from lotrinh.reading.pipes import pipe_region, put_pipe_table
from lotrinh.reading.sheet import Draft, Sheet, sheet_of

_FRONT_MATTER_LINES = 60


@dataclass(frozen=True, slots=True)
class Layout:
    """What `lay_out` finds: blocks in order, never overlapping; tables of them; notices with their spans."""

    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    notices: tuple[Notice, ...] = ()


def lay_out(text: str, *, markdown: bool = False) -> Layout:
    """The layout of `text`; all offsets are offsets into it.

    >>> layout = lay_out("I. MỤC TIÊU\\n- Tăng trưởng\\n8%.")
    >>> [(block.start, block.end) for block in layout.blocks]
    [(0, 11), (12, 28)]
    """
    sheet = sheet_of(text)
    draft = Draft()
    at = _put_front_matter(draft, sheet) if markdown else 0
    width = wrap_width(sheet.lines)
    prose = at
    tables = [index for index, line in enumerate(sheet.lines) if line and line[0] == "|"] if "|" in text else []
    for index in tables:
        if index < at:
            continue
        end = pipe_region(sheet.lines, index)
        if end == index:
            if sheet.lines[index] == "|":
                put_paragraphs(draft, sheet, prose, index, width=width, markdown=markdown)
                prose = at = index + 1
            continue
        put_paragraphs(draft, sheet, prose, index, width=width, markdown=markdown)
        put_pipe_table(draft, sheet, index, end)
        prose = at = end
    put_paragraphs(draft, sheet, prose, len(sheet.lines), width=width, markdown=markdown)
    return Layout(tuple(draft.blocks), tuple(draft.tables), tuple(draft.notices))


def _put_front_matter(draft: Draft, sheet: Sheet) -> int:
    """Mark the YAML block at the very top; returns the first line behind it."""
    lines = sheet.lines
    first = next((index for index, line in enumerate(lines) if line), len(lines))
    if first == len(lines) or lines[first] != "---":
        return 0
    for index in range(first + 1, min(first + _FRONT_MATTER_LINES, len(lines))):
        if lines[index] == "---":
            for inner in range(first + 1, index):
                if lines[inner]:
                    draft.put(sheet.starts[inner], sheet.end(inner), BlockKind.FURNITURE)
            return index + 1
    return 0
