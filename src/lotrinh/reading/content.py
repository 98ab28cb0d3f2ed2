"""Paragraphs and tables as a reader finds them in its file, before there is one running text.

Readers of formats with a layout of their own (docx, html, pdf) write these; `compose` turns them
into a Document, so that all formats look alike to the rest of the program.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lotrinh.reading.document import BlockKind

Box = tuple[float, float, float, float]


class Mark(NamedTuple):
    """From `offset` in a paragraph's text on, it stands in `box` of `page`, or in `run`. Fields as in `Place`."""

    offset: int
    page: int | None = None
    box: Box | None = None
    stops: tuple[float, ...] = ()
    turn: int = 0
    run: int | None = None
    confidence: float | None = None


@dataclass(slots=True)
class Paragraph:
    """One paragraph. Its `text` holds line breaks where the source has them, and no other control characters.

    `number` (of the paragraph in the file) and the fields after it say where it stood in the source, as in
    `Place`: `marks` for what does not hold from its first character on.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    label: str = ""
    level: int = 0
    number: int | None = None
    source_offset: int | None = None
    page: int | None = None
    box: Box | None = None
    stops: tuple[float, ...] = ()
    turn: int = 0
    run: int | None = None
    confidence: float | None = None
    sheet: str | None = None
    cell: str | None = None
    part: str | None = None
    notices: tuple[str, ...] = ()  # codes that hold for the whole paragraph
    marks: list[Mark] = field(default_factory=list)  # later lines or words, where the source has fixed ones; runs


@dataclass(slots=True)
class TableCell:
    """A cell on the table's grid; `column` counts from 0."""

    column: int
    column_span: int = 1
    row_span: int = 1
    content: list[Paragraph | TableContent] = field(default_factory=list)


@dataclass(slots=True)
class TableContent:
    """Rows of cells, each row only with the cells that begin in it. `bordered` is None when unknown."""

    rows: list[list[TableCell]] = field(default_factory=list)


Content = Paragraph | TableContent
