"""How a plain text or Markdown file is laid out: paragraphs, headings, tables, furniture, repeats.

Reads: text. Writes: `Layout`, whose blocks cover every character of the text that is not blank,
except the frames of tables and ruled lines. The text itself is never changed. Linear in its length.
"""

from __future__ import annotations

from dataclasses import dataclass

from lotrinh.reading.document import Block, Notice, Table
from lotrinh.reading.duplicates import duplicate_notices
from lotrinh.reading.frames import BAR, chain_at, lost_first_cell, put_chain
from lotrinh.reading.furniture import furniture_of
from lotrinh.reading.paragraphs import Habit, put_paragraphs, wrap_width
from lotrinh.reading.pipes import is_delimiter, pipe_region, put_pipe_table
from lotrinh.reading.sheet import Draft, Sheet, sheet_of
from lotrinh.reading.stacked import may_head_stack, put_stack, stack_at
from lotrinh.reading.tabs import put_tab_tables, tab_region

_SAMPLE_LINES = 120


@dataclass(frozen=True, slots=True)
class Layout:
    """What `lay_out` finds: blocks in order, never overlapping; tables of them; notices with their spans."""

    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    notices: tuple[Notice, ...] = ()


def lay_out(text: str, *, markdown: bool = False) -> Layout:
    r"""Find the layout of `text`; all offsets are offsets into it.

    >>> layout = lay_out("I. MỤC TIÊU\n- Tăng trưởng\nđạt 8%.")
    >>> [(block.start, block.end) for block in layout.blocks]
    [(0, 11), (12, 33)]
    """
    sheet = sheet_of(text)
    draft = Draft()
    furniture = furniture_of(sheet)
    habit = Habit(wrap_width(_sample(sheet.lines)), markdown, furniture)

    def put_prose(first: int, last: int) -> None:
        put_paragraphs(draft, sheet, first, last, habit)

    at = 0
    for index in _framed_lines(sheet):
        if index < at or index in furniture:
            continue
        if not sheet.lines[index]:
            continue
        if sheet.lines[index] == BAR:
            first = index - 1 if index > at and lost_first_cell(sheet.lines, index, furniture) else index
            chain = chain_at(sheet.lines, first, furniture)
            put_prose(at, first)
            put_chain(draft, sheet, chain, put_prose)
            at = chain.end
        elif (end := pipe_region(sheet.lines, index)) > index:
            put_prose(at, index)
            put_pipe_table(draft, sheet, index, end)
            at = end
        elif may_head_stack(sheet.lines[index]) and (stack := stack_at(sheet.lines, index)) is not None:
            put_prose(at, index)
            put_stack(draft, sheet, stack)
            at = stack.end
        elif "\t" in sheet.lines[index] and (end := tab_region(sheet, index)) > index:
            put_prose(at, index)
            put_tab_tables(draft, sheet, index, end)
            at = end
    put_prose(at, len(sheet.lines))
    notices = sorted(
        [*draft.notices, *duplicate_notices(text, draft.blocks)],
        key=lambda notice: (notice.start, notice.end, notice.code),
    )
    return Layout(tuple(draft.blocks), tuple(draft.tables), tuple(notices))


def _sample(lines: list[str]) -> list[str]:
    """Enough of a text to tell whether its lines are wrapped."""
    if len(lines) <= 2 * _SAMPLE_LINES:
        return lines
    middle = len(lines) // 2
    return lines[:_SAMPLE_LINES] + lines[middle : middle + _SAMPLE_LINES]


def _framed_lines(sheet: Sheet) -> list[int]:
    """Lines that may begin a table."""
    text, lines = sheet.text, sheet.lines
    found: set[int] = set()
    if BAR in text:
        found.update(index for index, line in enumerate(lines) if BAR in line and BAR in (line[0], line[-1]))
        if "-|" in text or "- |" in text:  # a header without bars around it
            found.update(index - 1 for index, line in enumerate(lines) if line[:1] in ("-", ":") and is_delimiter(line))
            found.discard(-1)
        if " | " in text:  # bars only between the cells
            found.update(index for index, line in enumerate(lines) if " | " in line)
    if "\t" in text:
        found.update(index for index, line in enumerate(lines) if "\t" in line)
    found.update(index for index, line in enumerate(lines) if may_head_stack(line))
    return sorted(found)
