"""Pages to paragraphs and tables.

Reads: pages. Writes: `content` records in reading order: paragraphs that go on over a page break become
one, tables that go on become one, heads and feet of the pages become furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lotrinh.reading.content import Box, Content, Mark, Paragraph, TableCell, TableContent
from lotrinh.reading.document import BlockKind
from lotrinh.reading.pdf.columns import Flow, flows_of
from lotrinh.reading.pdf.footnotes import numbered, parted
from lotrinh.reading.pdf.lines import Line, Segment, joined
from lotrinh.reading.pdf.page import Page, RuledTable
from lotrinh.reading.pdf.paragraphs import continues, paragraphs_of
from lotrinh.reading.pdf.running import furniture_of
from lotrinh.reading.pdf.tables import as_furniture, goes_on, repeated_rows

_CUT_WORD = re.compile(r"\w[-–]$")
_HEAD_LINES = 4  # a letterhead begins within so many lines of the first page
_SAME_EDGE = 4.0  # points


class _Assembly:
    """Content so far, and what the next page may go on with."""

    def __init__(self, furniture: set[int]) -> None:
        self.items: list[Content] = []
        self.furniture = furniture
        self.open_paragraph: tuple[Paragraph, Segment] | None = None  # last of the page before, its last line
        self.open_table: tuple[TableContent, list[float]] | None = None

    def page(self, page: Page) -> None:
        lines_before = 0
        for part in page.parts:
            if isinstance(part, RuledTable):
                if id(part) in self.furniture:
                    self.items.extend(_furniture(segment, page) for cell in part.cells for segment in cell)
                    continue
                self._table(part, page)
                continue
            kept: list[Line] = []
            trailing: list[Line] = []
            for line in part:
                if id(line) not in self.furniture:
                    kept.append(line)
                elif kept:
                    trailing.append(line)
                else:
                    self.items.append(_furniture(joined(line), page))
            kept, notes = parted(kept, page.top, page.bottom) if part is page.parts[-1] else (kept, [])
            for flow in flows_of(kept):
                head = page.number == 1 and lines_before < _HEAD_LINES
                self._flow(flow, page, head=head)
                lines_before += sum(map(len, flow.columns)) + len(flow.rows)
            self.items.extend(_note(note, page) for note in notes)
            self.items.extend(_furniture(joined(line), page) for line in trailing)
        self.items.extend(_furniture(segment, page) for segment in page.noise)

    def _flow(self, flow: Flow, page: Page, *, head: bool) -> None:
        if flow.rows:
            self._close()
            self.items.append(
                TableContent(
                    [
                        [TableCell(at, content=_paragraph_list(cell, page)) for at, cell in enumerate(row)]
                        for row in flow.rows
                    ]
                )
            )
        elif len(flow.columns) > 1:
            self._close()
            head = head and not flow.is_prose
            for at, column in enumerate(flow.columns):
                # Every line of a letterhead or a signature says something of its own.
                apart = head or (flow.signed and at > 0)
                groups = [[line] for line in column] if apart else paragraphs_of(column)
                kind = BlockKind.LETTERHEAD if head else BlockKind.PARAGRAPH
                self.items.extend(paragraph_of(group, page, kind) for group in groups)
        elif flow.columns:
            self._text(flow.columns[0], page)

    def _text(self, lines: list[Segment], page: Page) -> None:
        groups = paragraphs_of(lines)
        if self.open_paragraph is not None:
            paragraph, last = self.open_paragraph
            left, right = min(line.left for line in lines), max(line.right for line in lines)
            if continues(last, lines[0], left, right):
                _append(paragraph, groups.pop(0), page)
        new = [paragraph_of(group, page) for group in groups]
        self.items.extend(new)
        self._close()
        if new or self.items:
            owner = new[-1] if new else paragraph
            self.open_paragraph = (owner, lines[-1])

    def _table(self, ruled: RuledTable, page: Page) -> None:
        rows: list[list[TableCell]] = [[] for _ in ruled.grid.ys[1:]]
        for cell, lines in zip(ruled.grid.cells, ruled.cells, strict=True):
            content = _paragraph_list(lines, page)
            rows[cell.row].append(TableCell(cell.column, cell.column_span, cell.row_span, content))
        if self.open_table is not None and _same_edges(self.open_table[1], ruled.grid.xs):
            above = self.open_table[0]
            repeated = repeated_rows(above, rows)
            self.items.extend(as_furniture(rows[:repeated]))
            above.rows.extend(rows[repeated + (1 if goes_on(above, rows[repeated:]) else 0) :])
            return
        table = TableContent(rows)
        self.items.append(table)
        self._close()
        self.open_table = (table, ruled.grid.xs)

    def _close(self) -> None:
        """Nothing that came before can go on."""
        self.open_paragraph = self.open_table = None


def assemble(pages: Sequence[Page]) -> list[Content]:
    """Content of all pages in reading order."""
    assembly = _Assembly(furniture_of(pages))
    for page in pages:
        assembly.page(page)
    return assembly.items


def paragraph_of(lines: Sequence[Segment], page: Page, kind: BlockKind = BlockKind.PARAGRAPH) -> Paragraph:
    """One paragraph of the lines; where each line begins stays known, and each word that was recognised."""
    paragraph = Paragraph("", kind)
    _append(paragraph, lines, page)
    first, *paragraph.marks = paragraph.marks
    paragraph.page, paragraph.box, paragraph.stops, paragraph.turn = first.page, first.box, first.stops, first.turn
    paragraph.confidence = first.confidence
    return paragraph


def _append(paragraph: Paragraph, lines: Sequence[Segment], page: Page) -> None:
    parts = [paragraph.text]
    length = len(paragraph.text)
    for line in lines:
        # "71/NQ-" and "CP" were one word; "Công nghiệp -" and "Viễn thông" are not.
        if length and not (_CUT_WORD.search(parts[-1][-2:]) and line.text[0].isalnum()):
            parts.append(" ")
            length += 1
        parts.append(line.text)
        paragraph.marks.extend(_marks(line, length, page))
        length += len(line.text)
    paragraph.text = "".join(parts)


def _marks(line: Segment, at: int, page: Page) -> Iterator[Mark]:
    if not line.seen:
        yield Mark(at, page.number, _box(line, page), tuple(round(stop, 1) for stop in line.stops), page.turn.quarters)
        return
    for word, seen in zip(line.text.split(" "), line.seen, strict=True):
        yield Mark(at, page.number, seen.box, (), page.turn.quarters, None, seen.confidence)
        at += len(word) + 1


def _paragraph_list(lines: list[Segment], page: Page) -> list[Content]:
    return [paragraph_of(group, page) for group in paragraphs_of(lines)]


def _note(lines: list[Segment], page: Page) -> Paragraph:
    note = paragraph_of(lines, page, BlockKind.NOTE)
    told = numbered(note.text)
    note.marks = [mark._replace(offset=mark.offset + len(told) - len(note.text)) for mark in note.marks]
    note.text, note.stops = told, ()
    return note


def _furniture(line: Segment, page: Page) -> Paragraph:
    return paragraph_of([line], page, BlockKind.FURNITURE)


def _box(line: Segment, page: Page) -> Box:
    left, bottom, right, top = page.turn.back().box(*line.box)
    return round(left, 1), round(bottom, 1), round(right, 1), round(top, 1)


def _same_edges(first: list[float], second: list[float]) -> bool:
    return len(first) == len(second) and all(abs(a - b) < _SAME_EDGE for a, b in zip(first, second, strict=True))
