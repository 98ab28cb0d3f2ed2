"""One running text out of paragraphs and tables.

Reads: `content` records in reading order. Writes: a Document. Every paragraph and every cell stands on
lines of its own; a cell of several paragraphs is one block with line breaks inside. A table of a single
row is a frame: its paragraphs stay paragraphs, column by column. So do the lines of the letterhead and
of the signature, which are typed into tables of two columns but are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lotrinh.core.vietnamese.text import shadow
from lotrinh.reading.content import Content, Paragraph, TableCell, TableContent
from lotrinh.reading.document import Block, BlockKind, Cell, Document, Notice, Place, Table
from lotrinh.reading.encodings import lost_characters
from lotrinh.reading.legacy_text import decode_line, guess

# A letterhead is looked for in this many items from the beginning, and has at most so many rows.
_LETTERHEAD_WITHIN = 6
_LETTERHEAD_ROWS = 4
_DATE_LINE = re.compile(r"\bngày\b.{0,12}\btháng\b.{0,12}\bnăm\b")
_NUMBER = re.compile(r"\bsố\s?:")
_SIGNATURE_ROWS = 4
_SIGNATURE = (shadow("nơi nhận:"), shadow("nơi nhận :"))
_FRAME_COLUMNS = 3
_MOTTO = (shadow("cộng hòa xã hội chủ nghĩa"), shadow("đảng cộng sản việt nam"), shadow("độc lập - tự do"))

_SENTENCE_ENDS = (".", ";", ":", "!", "?")
_ITEM = re.compile(r"[-+*•–]\s|[-+•–](?=[^\W\d])|\d{1,3}(?:\.\d{1,3}){0,4}[.)]\s|[a-zđ]\)\s|[IVX]{1,6}\.\s")


class _Composer:
    """The text so far and what is known of it."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.places: list[Place] = []
        self.notices: list[Notice] = []
        self.table_number = 0

    def put(self, text: str) -> int:
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start

    def paragraph(self, paragraph: Paragraph, kind: BlockKind | None = None) -> None:
        """Write one paragraph, as several blocks when its line breaks part several."""
        text = paragraph.text.strip()
        label, level = paragraph.label, paragraph.level
        at = paragraph.text.find(text)
        for part in split_at_breaks(text) if "\n" in text else (text,):
            if not part and not label:
                continue
            # Blanks at typed line breaks go; the first line of a part is where it was.
            at = max(at, paragraph.text.find(part.partition("\n")[0], at))
            start = self._text_of(paragraph, part, at, None)
            self.put("\n")
            own = kind or paragraph.kind
            block = Block(start, start + len(part), own, label, level if own is BlockKind.HEADING else 0)
            self.blocks.append(block)
            if block.kind is BlockKind.FURNITURE:
                self.notice("boilerplate", block.start, block.end)
            label = ""

    def _text_of(self, paragraph: Paragraph, text: str, begin: int, spot: tuple[int, int, int] | None) -> int:
        """Write `text`, which begins at `begin` of the paragraph's; its places follow the paragraph's marks."""
        start = self.put(text)
        table, row, column = spot or (None, None, None)
        place = Place(
            start, paragraph.page, paragraph.number, table, row, column, paragraph.box, paragraph.source_offset,
            paragraph.run, paragraph.sheet, paragraph.cell, paragraph.part, paragraph.turn, paragraph.stops,
            paragraph.confidence,
        )  # fmt: skip
        self.places.append(place)
        for mark in paragraph.marks:
            offset = mark.offset - begin
            if offset >= len(text):
                break
            if offset <= 0:
                self.places.pop()  # begun before this text, and nothing of this text stood elsewhere
            self.places.append(
                Place(
                    start + max(0, offset), mark.page, paragraph.number, table, row, column, mark.box,
                    paragraph.source_offset, mark.run, paragraph.sheet, paragraph.cell, paragraph.part, mark.turn,
                    mark.stops, mark.confidence,
                )
            )  # fmt: skip
        for code in paragraph.notices:
            self.notice(code, start, start + len(text))
        return start

    def notice(self, code: str, start: int, end: int) -> None:
        """Note `code`; paragraph after paragraph of the same code make one notice."""
        if self.notices and self.notices[-1].code == code and self.notices[-1].end >= start - 1:
            start = self.notices.pop().start
        self.notices.append(Notice(code, start, end))

    def items(self, items: Iterable[Content], *, head: bool = False) -> None:
        for position, item in enumerate(items):
            if isinstance(item, Paragraph):
                self.paragraph(item)
            elif head and position < _LETTERHEAD_WITHIN and _is_letterhead(item):
                self.frame(item, BlockKind.LETTERHEAD)
            elif _is_frame(item):
                self.frame(item, None)
            else:
                self.table(item)

    def frame(self, table: TableContent, kind: BlockKind | None) -> None:
        """Write what stands in a table that only arranges it on the page, left column before right."""
        cells = [(cell.column, row, cell) for row, cells in enumerate(table.rows) for cell in cells]
        for _, _, cell in sorted(cells, key=lambda entry: entry[:2]):
            if kind is None:
                self.items(cell.content)
            else:
                for paragraph in _paragraphs(cell.content):
                    self.paragraph(paragraph, kind)

    def table(self, table: TableContent) -> None:
        rows = [row for row in table.rows if row]
        self.table_number += 1
        number = self.table_number
        slot = len(self.tables)
        start = self.length
        self.tables.append(Table(start, start, ()))  # keeps its place before the tables inside it
        done = tuple(
            tuple(
                Cell(self.cell(cell, (number, at + 1, cell.column + 1)), cell.column, cell.column_span, cell.row_span)
                for cell in row
            )
            for at, row in enumerate(rows)
        )
        if any(cell.block >= 0 for row in done for cell in row):
            self.tables[slot] = Table(start, max(start, self.length - 1), done)
        else:
            del self.tables[slot]

    def cell(self, cell: TableCell, spot: tuple[int, int, int]) -> int:
        """Write a cell; the index of its block, of its first one when a table stands inside, or -1."""
        if any(isinstance(item, TableContent) for item in cell.content):
            first = len(self.blocks)
            self.items(cell.content)
            return first if len(self.blocks) > first else -1
        start = self.length
        for item in cell.content:
            assert isinstance(item, Paragraph)
            text = item.text.strip()
            # A column of automatic numbers has no other text, so a cell keeps its number in the text.
            before = len(f"{item.label} ") if item.label and text else 0
            text = f"{item.label} {text}".strip() if item.label else text
            if text:
                if self.length > start:
                    self.put("\n")
                self._text_of(item, text, item.text.find(item.text.strip()) - before, spot)
        if self.length == start:
            return -1
        self.blocks.append(Block(start, self.length, BlockKind.CELL))
        self.put("\n")
        return len(self.blocks) - 1


def compose(
    items: Sequence[Content],
    *,
    format: str,
    name: str = "",
    notices: Sequence[Notice] = (),
    properties: dict[str, str] | None = None,
) -> Document:
    """The Document made of `items`. `notices` are put before those of the paragraphs.

    Text of an old font encoding is converted, paragraph by paragraph, so that places stay what they are.
    """
    composer = _Composer()
    composer.items(items, head=True)
    text = "".join(composer.parts)
    encoding, clear = guess(text)
    if clear:
        for paragraph in _paragraphs(items):
            _convert(paragraph, encoding)
        composer = _Composer()
        composer.items(items, head=True)
        text = "".join(composer.parts)
    text = text.removesuffix("\n")
    fonts = (Notice("legacy_font" if clear else "legacy_font_doubtful", 0, len(text)),) if encoding else ()
    return Document(
        text=text,
        format=format,
        name=name,
        blocks=tuple(composer.blocks),
        tables=tuple(composer.tables),
        places=tuple(composer.places),
        notices=(*notices, *fonts, *lost_characters(text), *composer.notices),
        properties=properties or {},
    )


def _convert(paragraph: Paragraph, encoding: str) -> None:
    text = paragraph.text
    for at, mark in enumerate(paragraph.marks):  # a letter and its sign become one letter
        paragraph.marks[at] = mark._replace(offset=len(decode_line(text[: mark.offset], encoding)))
    paragraph.text = "\n".join(decode_line(line, encoding) for line in text.split("\n"))


def split_at_breaks(text: str) -> list[str]:
    r"""`text` parted where a typed line break ends a paragraph; other breaks are hard wraps and stay.

    >>> split_at_breaks("Nhiệm vụ:\n- Rà soát các chỉ tiêu\nđã giao;\n- Báo cáo.")
    ['Nhiệm vụ:', '- Rà soát các chỉ tiêu\nđã giao;', '- Báo cáo.']
    """
    parts: list[str] = []
    for line in text.split("\n"):
        line = line.strip()
        if not line:
            parts.append("")
        elif parts and parts[-1] and not parts[-1].endswith(_SENTENCE_ENDS) and not _ITEM.match(line):
            parts[-1] += "\n" + line
        else:
            parts.append(line)
    return [part for part in parts if part]


def _paragraphs(content: Iterable[Content]) -> Iterable[Paragraph]:
    """All paragraphs of a cell, those of tables inside it too."""
    for item in content:
        if isinstance(item, Paragraph):
            yield item
        else:
            for row in item.rows:
                for cell in row:
                    yield from _paragraphs(cell.content)


def _words(table: TableContent) -> str:
    cells = (cell for row in table.rows for cell in row)
    return shadow(" ".join(" ".join(item.text.split()) for cell in cells for item in _paragraphs(cell.content)))


def _is_letterhead(table: TableContent) -> bool:
    if not 1 <= len(table.rows) <= _LETTERHEAD_ROWS or max(len(row) for row in table.rows) > _FRAME_COLUMNS:
        return False
    words = _words(table)
    return any(motto in words for motto in _MOTTO) or bool(_DATE_LINE.search(words) and _NUMBER.search(words))


def _is_frame(table: TableContent) -> bool:
    rows = [row for row in table.rows if row]
    if not rows or max(len(row) for row in rows) > _FRAME_COLUMNS:
        return not rows
    return len(rows) == 1 or (len(rows) <= _SIGNATURE_ROWS and _words(table).startswith(_SIGNATURE))
