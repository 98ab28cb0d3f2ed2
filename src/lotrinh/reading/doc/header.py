"""The head of a Word file (FIB): where everything else stands. Source: [MS-DOC] 2.5."""

from __future__ import annotations

import struct
from typing import NamedTuple

from lotrinh.reading.errors import ReadingError
from lotrinh.reading.ole import CompoundFile

FORMAT = "Word 97–2003"
_MAGIC = 0xA5EC
_WORD_97 = 0x00C1  # files of earlier versions have another head
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_BLOB = 0x9A

# Entries of the table of contents used here.
STYLES, NOTE_MARKS, NOTES, CHARACTERS, PARAGRAPHS, FONTS = 1, 2, 3, 12, 13, 15
PIECES, SHAPES, ENDNOTE_MARKS, ENDNOTES, BOXES, LISTS, LIST_USES = 33, 40, 46, 47, 56, 73, 74


class Stories(NamedTuple):
    """Characters of each story, in the order in which they follow each other."""

    body: int
    notes: int
    headers: int
    macros: int
    comments: int
    endnotes: int
    boxes: int
    header_boxes: int


class Header(NamedTuple):
    """`main` and `table` are the two streams; `stories` are lengths in characters."""

    main: bytes
    table: bytes
    stories: Stories

    def part(self, entry: int) -> bytes:
        """A part of the table stream, b"" when the file has none."""
        at = _BLOB + 8 * entry
        if at + 8 > len(self.main):
            return b""
        start, size = struct.unpack_from("<II", self.main, at)
        return self.table[start : start + size]

    def start_of(self, entry: int) -> int:
        """Where a part begins in the table stream."""
        at = _BLOB + 8 * entry
        return int(struct.unpack_from("<I", self.main, at)[0]) if at + 8 <= len(self.main) else 0


def header_of(file: CompoundFile) -> Header:
    """Raises ReadingError: damaged, encrypted, unsupported_format (Word 6 and 95)."""
    main = file.stream("WordDocument")
    try:
        magic, version = struct.unpack_from("<HH", main, 0)
        (flags,) = struct.unpack_from("<H", main, 10)
        stories = Stories(*struct.unpack_from("<8i", main, 0x4C))
    except struct.error as problem:
        raise ReadingError("damaged", format=FORMAT, part="WordDocument") from problem
    if flags & _ENCRYPTED:
        raise ReadingError("encrypted", format=FORMAT)
    if magic != _MAGIC or min(stories) < 0:
        raise ReadingError("damaged", format=FORMAT, part="WordDocument")
    if version < _WORD_97:
        from lotrinh.reading.foreign import unsupported

        raise unsupported("doc")
    table = file.stream("1Table" if flags & _SECOND_TABLE else "0Table")
    if not table:
        raise ReadingError("damaged", format=FORMAT, part="Table")
    return Header(main, table, stories)
