"""Tables that go on over the page: their repeated heads, and rows that a page break cuts in two.

Reads: the table so far, the rows of the next page. Writes: the table without what the break put in. A repeated head
is kept as furniture, so that nothing of the file is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lotrinh.reading.content import Mark, Paragraph, TableCell, TableContent
from lotrinh.reading.document import BlockKind

_HEAD_ROWS = 4
_ENDS = (".", ";", ":", "!", "?")

Row = list[TableCell]


def repeated_rows(table: TableContent, rows: Sequence[Row]) -> int:
    """How many of the first `rows` are the head of `table` printed again."""
    count = 0
    for old, new in zip(table.rows[:_HEAD_ROWS], rows, strict=False):
        words = [_words(cell) for cell in new]
        if words != [_words(cell) for cell in old] or not any(words):
            break
        count += 1
    # A head names its columns; rows that merely begin alike ("1", "Thu") are told by the first of them.
    return count if count and not any(_words(cell)[:1].isdigit() for cell in rows[0]) else 0


def as_furniture(rows: Sequence[Row]) -> Iterator[Paragraph]:
    """The paragraphs of rows that are no part of the table."""
    for row in rows:
        for cell in row:
            for paragraph in _paragraphs(cell):
                paragraph.kind = BlockKind.FURNITURE
                yield paragraph


def goes_on(table: TableContent, rows: Sequence[Row]) -> bool:
    """Whether the first of `rows` is the rest of the last row of `table`; if so it is added to that row.

    It is when it has no number of its own, and some cell goes on in the middle of a sentence.
    """
    if not rows or not table.rows or len(rows[0]) < 2:
        return False
    last, row = table.rows[-1], rows[0]
    if _words(row[0]) or not (last and _words(last[0])):
        return False
    above = {cell.column: cell for cell in last if cell.row_span == 1}
    if [cell.column for cell in row] != list(above) or any(cell.row_span > 1 for cell in row):
        return False
    cut = [
        cell
        for cell in row
        if _words(cell)[:1].islower() and _words(above[cell.column]) and not _words(above[cell.column]).endswith(_ENDS)
    ]
    if not cut:
        return False
    for cell in row:
        _join(above[cell.column], cell, in_sentence=any(cell is other for other in cut))
    return True


def _join(above: TableCell, cell: TableCell, *, in_sentence: bool) -> None:
    rest = list(_paragraphs(cell))
    before = list(_paragraphs(above))
    if in_sentence and rest and before:
        first, last = rest.pop(0), before[-1]
        start = len(last.text) + 1
        own = Mark(start, first.page, first.box, first.stops, first.turn, first.run, first.confidence)
        last.marks += [own, *(mark._replace(offset=mark.offset + start) for mark in first.marks)]
        last.text += f" {first.text}"
    above.content.extend(rest)


def _paragraphs(cell: TableCell) -> Iterator[Paragraph]:
    for item in cell.content:
        if isinstance(item, Paragraph):
            yield item


def _words(cell: TableCell) -> str:
    return " ".join(paragraph.text for paragraph in _paragraphs(cell)).strip()
