"""Document: what a reader makes of a file.

A reader turns bytes into one running `text` and says how it is laid out: `blocks` (paragraphs and
table cells, in reading order, never overlapping) and `tables` (rows of cells, each cell pointing at
its block). Offsets everywhere are character offsets into `text`. `places` lead back to the source
file: page and box of a PDF, paragraph of a Word file. Nothing of the source is dropped: what looks
like site furniture or a repeated passage stays in the text, marked by its block's kind and a notice.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum

import msgspec


class BlockKind(StrEnum):
    """What a block is, as far as its layout tells."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"  # marked as one by the source (Word style, <h2>, Markdown #)
    CELL = "cell"
    NOTE = "note"  # footnote, endnote
    FURNITURE = "furniture"  # menus, captions, view counts, page numbers, translation notices
    LETTERHEAD = "letterhead"  # the split cells and lines above the title


class Block(msgspec.Struct, frozen=True, gc=False):
    """One logical paragraph or table cell: ``text[start:end]``, hard wraps included.

    `label` is a number the source draws but does not store in the text (automatic numbering in Word).
    `level` is the outline level of a heading (1 = highest), else 0.
    """

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    label: str = ""
    level: int = 0


class Cell(msgspec.Struct, frozen=True, gc=False):
    """A table cell. `block` indexes `Document.blocks` (-1: empty cell); columns count from 0."""

    block: int
    column: int
    column_span: int = 1
    row_span: int = 1


class Table(msgspec.Struct, frozen=True):
    """Rows of cells. `flattened`: rebuilt from a scraped page that had lost its table."""

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]
    flattened: bool = False


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where the text from `start` on, up to the next place, stands in the source file (1-based; None: has no such).

    `table`, `row` and `column` count in the Document; `sheet` and `cell` ("C7") are the addresses of a workbook.
    `box` lies on its page as it is stored; `turn` × 90° clockwise make its text upright, and `stops` are then the
    left and right edges of its words in turn (left, right, left, right …). `confidence` is what character
    recognition said of the word, 0 to 1. `part` names the file inside the file: an attachment, a member of a zip.
    """

    start: int
    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    box: tuple[float, float, float, float] | None = None  # left, bottom, right, top in points
    source_offset: int | None = None  # character offset in the source of a web page
    run: int | None = None  # of a Word paragraph
    sheet: str | None = None
    cell: str | None = None
    part: str | None = None
    turn: int = 0
    stops: tuple[float, ...] = ()  # points
    confidence: float | None = None


class Notice(msgspec.Struct, frozen=True):
    """Something the reader of the facts should know. `code` is listed in `notices.toml` with its messages."""

    code: str
    start: int
    end: int
    detail: str = ""


class Document(msgspec.Struct, frozen=True):
    """A file as text with layout. `format` is the name of the reader that made it ("txt", "docx", …)."""

    text: str
    format: str
    name: str = ""
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    places: tuple[Place, ...] = ()
    notices: tuple[Notice, ...] = ()
    properties: dict[str, str] = {}  # title, author… stored by the format itself

    def place_of(self, offset: int) -> Place | None:
        """The place of a character in the source file, or None when the format knows none."""
        at = bisect_right(self.places, offset, key=lambda place: place.start) - 1
        return self.places[at] if at >= 0 else None
