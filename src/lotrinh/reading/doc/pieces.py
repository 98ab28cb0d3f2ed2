"""The text of a Word file: pieces of the main stream, one or two bytes a character. Source: [MS-DOC] 2.4.1."""

from __future__ import annotations

import struct
from bisect import bisect_right
from typing import NamedTuple

from lotrinh.reading.doc.header import FORMAT, PIECES, Header
from lotrinh.reading.errors import ReadingError
from lotrinh.reading.limits import Limits

_NARROW = 1 << 30
_OFFSET = _NARROW - 1


class Piece(NamedTuple):
    """Characters from `first` on stand in the main stream from byte `at` on, `width` bytes each."""

    first: int
    last: int
    at: int
    width: int
    modifiers: bytes


class Text(NamedTuple):
    """All stories in one string; `pieces` lead from a character to its byte."""

    characters: str
    pieces: tuple[Piece, ...]

    def piece_of(self, character: int) -> Piece:
        """The piece a character stands in, the nearest one for a character outside of all."""
        number = bisect_right(self.pieces, character, key=lambda piece: piece.first) - 1
        return self.pieces[max(number, 0)]

    def byte_of(self, character: int) -> int:
        """Where a character stands in the main stream."""
        piece = self.piece_of(character)
        return piece.at + (character - piece.first) * piece.width


def text_of(header: Header, limits: Limits) -> Text:
    """Raises ReadingError: damaged, too_many_characters."""
    shared, table = _parted(header.part(PIECES))
    count = (len(table) - 4) // 12
    if count < 1:
        raise ReadingError("damaged", format=FORMAT, part="pieces")
    places = struct.unpack_from(f"<{count + 1}I", table)
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for number in range(count):
        size = places[number + 1] - places[number]
        stored, modifier = struct.unpack_from("<IH", table, 4 * (count + 1) + 8 * number + 2)
        narrow = bool(stored & _NARROW)
        at = (stored & _OFFSET) // 2 if narrow else stored & _OFFSET
        width = 1 if narrow else 2
        if size <= 0 or at >= len(header.main):
            continue
        size = min(size, (len(header.main) - at) // width)
        if length + size > limits.characters:
            raise ReadingError("too_many_characters", limit=limits.characters)
        raw = header.main[at : at + size * width]
        # Halves of surrogate pairs stay alone here, so that one unit is one character; they are joined later.
        parts.append(raw.decode("cp1252", "replace") if narrow else _units(raw))
        own = shared[modifier >> 1] if modifier & 1 and modifier >> 1 < len(shared) else b""
        pieces.append(Piece(length, length + size, at, width, own))
        length += size
    if not pieces:
        raise ReadingError("empty")
    return Text("".join(parts), tuple(pieces))


def _units(raw: bytes) -> str:
    return (
        raw.decode("utf-16-le", "surrogatepass")
        if not _has_pairs(raw)
        else "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw)))
    )


def _has_pairs(raw: bytes) -> bool:
    return any(0xD8 <= byte <= 0xDF for byte in raw[1::2])


def _parted(packed: bytes) -> tuple[list[bytes], bytes]:
    """(modifiers that pieces share, the table of pieces)."""
    shared: list[bytes] = []
    at = 0
    while at + 3 <= len(packed) and packed[at] == 1:
        (size,) = struct.unpack_from("<H", packed, at + 1)
        shared.append(packed[at + 3 : at + 3 + size])
        at += 3 + size
    if at + 5 > len(packed) or packed[at] != 2:
        raise ReadingError("damaged", format=FORMAT, part="pieces")
    (size,) = struct.unpack_from("<I", packed, at + 1)
    return shared, packed[at + 5 : at + 5 + size]
