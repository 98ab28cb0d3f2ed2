"""A Word file of 1997–2003 as a Document.

Reads: the bytes of a .doc. Writes: Document of format "doc": the body with its tables, text boxes behind the
paragraph that holds them, then the notes in the order in which the text refers to them. Headers, footers,
comments, deleted and hidden text are left out. Places are paragraph numbers and table cells.
"""

from __future__ import annotations

import struct

from msgspec.structs import replace

from lotrinh.reading.compose import compose
from lotrinh.reading.content import Content, Paragraph
from lotrinh.reading.doc.body import StoryReader
from lotrinh.reading.doc.formats import character_formats, paragraph_formats
from lotrinh.reading.doc.header import (
    BOXES,
    ENDNOTE_MARKS,
    ENDNOTES,
    FORMAT,
    NOTE_MARKS,
    NOTES,
    SHAPES,
    Header,
    header_of,
)
from lotrinh.reading.doc.lists import numbering_of
from lotrinh.reading.doc.pieces import text_of
from lotrinh.reading.doc.styles import styles_of
from lotrinh.reading.document import BlockKind, Document
from lotrinh.reading.errors import ReadingError
from lotrinh.reading.limits import Limits
from lotrinh.reading.ole import CompoundFile
from lotrinh.reading.statements import statements_of

_SHAPE, _BOX = 26, 22


def read_doc(data: bytes, name: str, limits: Limits) -> Document:
    """Raises ReadingError: damaged, encrypted, too_many_characters, too_many_parts, unsupported_format, empty."""
    file = CompoundFile(data, FORMAT)
    header = header_of(file)
    text = text_of(header, limits)
    stories = header.stories
    notes_start = stories.body
    endnotes_start = notes_start + sum(stories[1:5])
    boxes_start = endnotes_start + stories.endnotes
    marks = {
        **{at: ("note", number) for number, at in enumerate(_marks(header.part(NOTE_MARKS), 2))},
        **{at: ("endnote", number) for number, at in enumerate(_marks(header.part(ENDNOTE_MARKS), 2))},
    }
    boxes = _boxes(header, boxes_start)
    styles = styles_of(header)
    reader = StoryReader(
        text,
        character_formats(header),
        paragraph_formats(header),
        styles,
        numbering_of(header),
        marks,
        boxes,
        limits.parts,
    )
    items = reader.story(0, min(stories.body, len(text.characters)))
    items += _notes(reader, header, {"note": (NOTES, notes_start), "endnote": (ENDNOTES, endnotes_start)})
    document = compose(items, format="doc", name=name)
    if not document.text:
        raise ReadingError("empty")
    typed = "legacy_font" in {notice.code for notice in document.notices}
    encoding = next((old.removesuffix("-capitals") for old in styles.encodings if old), "") if typed else ""
    return replace(document, properties=statements_of(file, encoding))


def _marks(table: bytes, width: int) -> tuple[int, ...]:
    """Characters that a table names: n + 1 places, n descriptions of `width` bytes."""
    count = max(0, (len(table) - 4) // (4 + width))
    return struct.unpack_from(f"<{count}I", table) if count else ()


def _boxes(header: Header, start: int) -> dict[int, list[tuple[int, int]]]:
    """Character that holds a shape → stretches of text in its boxes."""
    shapes, boxes = header.part(SHAPES), header.part(BOXES)
    anchors = _marks(shapes, _SHAPE)
    holders = {
        struct.unpack_from("<I", shapes, 4 * (len(anchors) + 1) + _SHAPE * number)[0]: at
        for number, at in enumerate(anchors)
    }
    places = _marks(boxes, _BOX)
    found: dict[int, list[tuple[int, int]]] = {}
    for number in range(len(places) - 1):
        (shape,) = struct.unpack_from("<I", boxes, 4 * (len(places) + 1) + _BOX * number + 14)
        if shape in holders and places[number] < places[number + 1]:
            found.setdefault(holders[shape], []).append((start + places[number], start + places[number + 1]))
    return found


def _notes(reader: StoryReader, header: Header, kinds: dict[str, tuple[int, int]]) -> list[Content]:
    """One paragraph for every note referred to."""
    items: list[Content] = []
    for mark, (kind, number, paragraph) in enumerate(list(reader.notes), 1):
        entry, start = kinds[kind]
        table = header.part(entry)
        count = len(table) // 4
        places = struct.unpack_from(f"<{count}I", table)
        if number + 1 >= count or not places[number] < places[number + 1]:
            continue
        text = reader.plain(start + places[number], start + places[number + 1])
        if text:
            items.append(Paragraph(f"[{mark}] {text}", BlockKind.NOTE, number=paragraph))
    return items
