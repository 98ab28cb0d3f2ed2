"""Records of an Excel file of 1993–2003 (BIFF5, BIFF8) and the strings inside them. Source: [MS-XLS] 2.1.4, 2.5.293."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

CONTINUE = 0x3C
_WIDE, _EXTENDED, _RICH = 1, 4, 8


class Text(NamedTuple):
    """A string; from each (character, font) of `runs` on another font holds."""

    text: str
    runs: tuple[tuple[int, int], ...] = ()


def records(stream: bytes, at: int = 0) -> Iterator[tuple[int, list[bytes]]]:
    """(kind, parts) of every record from `at` on: its own content, then that of the records that continue it."""
    kind, parts = -1, [b""]
    while at + 4 <= len(stream):
        found, size = struct.unpack_from("<HH", stream, at)
        content = stream[at + 4 : at + 4 + size]
        at += 4 + size
        if found == CONTINUE and kind >= 0:
            parts.append(content)
            continue
        if kind >= 0:
            yield kind, parts
        kind, parts = found, [content]
    if kind >= 0:
        yield kind, parts


class Strings:
    """Reads strings one behind the other from a record and what continues it.

    A string that runs over into the next part begins there with a byte that says anew how wide it is.
    """

    def __init__(self, parts: list[bytes], at: int) -> None:
        self._parts = parts
        self._number = 0
        self._at = at

    def take(self) -> Text:
        """The next string with its runs. Raises struct.error at the end."""
        (length,) = struct.unpack("<H", self._bytes(2))
        (flags,) = self._bytes(1)
        count = struct.unpack("<H", self._bytes(2))[0] if flags & _RICH else 0
        more = struct.unpack("<I", self._bytes(4))[0] if flags & _EXTENDED else 0
        text = self._characters(length, bool(flags & _WIDE))
        packed = self._bytes(4 * count)
        runs = tuple(struct.unpack_from("<HH", packed, 4 * number) for number in range(count))
        self._bytes(more)
        return Text(text, runs)

    def _bytes(self, size: int) -> bytes:
        found: list[bytes] = []
        while size > 0:
            piece = self._parts[self._number][self._at : self._at + size]
            self._at += len(piece)
            size -= len(piece)
            found.append(piece)
            if size > 0:
                self._next()
        return b"".join(found)

    def _characters(self, length: int, wide: bool) -> str:
        found: list[str] = []
        while length > 0:
            part = self._parts[self._number]
            count = min(length, (len(part) - self._at) // (2 if wide else 1))
            if count <= 0:
                self._next()
                wide = bool(self._bytes(1)[0] & _WIDE)
                continue
            end = self._at + count * (2 if wide else 1)
            found.append(part[self._at : end].decode("utf-16-le" if wide else "latin-1", "replace"))
            self._at = end
            length -= count
        return "".join(found)

    def _next(self) -> None:
        self._number += 1
        self._at = 0
        if self._number >= len(self._parts):
            raise struct.error("the strings are cut off")


def string_at(content: bytes, at: int, *, short: bool = False) -> str:
    """A string of a record of its own; `short`: its length takes one byte. Raises struct.error."""
    length, flags = struct.unpack_from("<BB" if short else "<HB", content, at)
    at += 2 if short else 3
    if flags & _WIDE:
        return content[at : at + 2 * length].decode("utf-16-le", "replace")
    return content[at : at + length].decode("latin-1")
