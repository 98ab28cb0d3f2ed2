"""What holds for which bytes of the main stream: formatting pages of 512 bytes. Source: [MS-DOC] 2.9.33, 2.9.175."""

from __future__ import annotations

import struct
from bisect import bisect_right
from typing import NamedTuple

from lotrinh.reading.doc.header import CHARACTERS, PARAGRAPHS, Header

_PAGE = 512
_NUMBER = 0x3FFFFF
_PARAGRAPH_ENTRY = 13


class Formats(NamedTuple):
    """`packed[n]` holds for the bytes from `starts[n]` on."""

    starts: list[int]
    packed: list[bytes]

    def at(self, byte: int) -> bytes:
        """What holds for a byte of the main stream."""
        number = bisect_right(self.starts, byte) - 1
        return self.packed[number] if number >= 0 else b""

    def between(self, first: int, last: int) -> list[tuple[int, int, bytes]]:
        """(first byte, last byte, what holds) of the stretches of ``first..last``, without gaps."""
        number = max(0, bisect_right(self.starts, first) - 1)
        found: list[tuple[int, int, bytes]] = []
        while first < last:
            following = self.starts[number + 1] if number + 1 < len(self.starts) else last
            end = min(last, following)
            if end > first:
                held = self.packed[number] if number < len(self.packed) and self.starts[number] <= first else b""
                found.append((first, end, held))
                first = end
            number += 1
            if number >= len(self.starts) and first < last:
                found.append((first, last, b""))
                break
        return found


def character_formats(header: Header) -> Formats:
    """Modifiers of characters."""
    return _formats(header, header.part(CHARACTERS), 1)


def paragraph_formats(header: Header) -> Formats:
    """Style number (two bytes) and modifiers of paragraphs."""
    return _formats(header, header.part(PARAGRAPHS), _PARAGRAPH_ENTRY)


def _formats(header: Header, table: bytes, width: int) -> Formats:
    found: dict[int, bytes] = {}
    count = max(0, (len(table) - 4) // 8)
    numbers = struct.unpack_from(f"<{count}I", table, 4 * (count + 1)) if count else ()
    for page_number in dict.fromkeys(number & _NUMBER for number in numbers):
        page = header.main[page_number * _PAGE : (page_number + 1) * _PAGE]
        if len(page) == _PAGE:
            _read_page(page, width, found)
    starts = sorted(found)
    return Formats(starts, [found[start] for start in starts])


def _read_page(page: bytes, width: int, found: dict[int, bytes]) -> None:
    count = page[_PAGE - 1]
    if not count or 4 * (count + 1) + width * count > _PAGE - 1:
        return
    starts = struct.unpack_from(f"<{count + 1}I", page)
    for number in range(count):
        at = 2 * page[4 * (count + 1) + number * width]
        found[starts[number]] = _entry(page, at, words=width > 1) if at else b""
    found.setdefault(starts[count], b"")


def _entry(page: bytes, at: int, *, words: bool) -> bytes:
    """An entry of a page: its length in bytes, or in words, the way paragraphs count."""
    size = page[at]
    if words:
        if size:
            return page[at + 1 : at + 2 * size]
        at += 1
        size = 2 * page[at] if at < _PAGE else 0
    return page[at + 1 : at + 1 + size]
