"""The compound file of Office 97–2003 (OLE, "CFB"): named streams out of chained sectors.

Nothing in the file is believed: a chain ends when it has used as many sectors as there are, so circles
cost nothing, and a stream never grows beyond the file. Source: [MS-CFB].
"""

from __future__ import annotations

import struct
from typing import NamedTuple

from lotrinh.reading.errors import ReadingError

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_LAST_SECTOR = 0xFFFFFFFA  # larger numbers are marks: free, end of chain, part of the table
_ENTRY = 128
_STREAM, _ROOT = 2, 5
_MOST_ENTRIES = 4_096


class _Entry(NamedTuple):
    kind: int
    start: int
    size: int


class CompoundFile:
    """The streams of a compound file by name."""

    def __init__(self, data: bytes, format: str) -> None:
        """Raise ReadingError (damaged, told of a `format` file) when there is no directory."""
        self._data = data
        self._format = format
        try:
            self._open()
        except (struct.error, IndexError) as problem:
            raise ReadingError("damaged", format=format, part="ole") from problem

    def _open(self) -> None:
        data = self._data
        if len(data) < _HEADER or not data.startswith(SIGNATURE):
            raise ReadingError("damaged", format=self._format, part="ole")
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ReadingError("damaged", format=self._format, part="ole")
        self._sector = 1 << shift
        self._count = -(-len(data) // self._sector)
        (directory,) = struct.unpack_from("<I", data, 48)
        self._cutoff, mini_table = struct.unpack_from("<II", data, 56)
        self._next = self._table(struct.unpack_from("<I", data, 68)[0])
        self._entries = self._directory(self._chain(directory, self._count * self._sector))
        root = next((entry for entry in self._entries.values() if entry.kind == _ROOT), _Entry(_ROOT, _LAST_SECTOR, 0))
        self._mini = self._chain(root.start, root.size)
        table = self._chain(mini_table, len(data))
        self._mini_next = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])

    def _table(self, more: int) -> tuple[int, ...]:
        """The allocation table: for every sector the number of the next one."""
        sectors = list(struct.unpack_from("<109I", self._data, 76))
        width = self._sector // 4
        for _ in range(self._count):  # a file of more than 7 MB lists further sectors of the table
            if more >= _LAST_SECTOR:
                break
            numbers = struct.unpack(f"<{width}I", self._at(more))
            sectors.extend(numbers[:-1])
            more = numbers[-1]
        parts = [self._at(number) for number in sectors[: self._count] if number < _LAST_SECTOR]
        return struct.unpack(f"<{width * len(parts)}I", b"".join(parts))

    def _at(self, number: int) -> bytes:
        start = (number + 1) * self._sector
        return self._data[start : start + self._sector].ljust(self._sector, b"\0")

    def _chain(self, number: int, size: int) -> bytes:
        """The sectors from `number` on, at most `size` bytes and never more than the file has."""
        parts: list[bytes] = []
        for _ in range(min(self._count, -(-size // self._sector))):
            if number >= min(_LAST_SECTOR, self._count):
                break
            parts.append(self._at(number))
            number = self._next[number] if number < len(self._next) else _LAST_SECTOR
        return b"".join(parts)[:size]

    def _directory(self, listing: bytes) -> dict[str, _Entry]:
        """Streams of the outermost storage by name: an Excel sheet inside a Word file is no Excel file."""
        count = min(len(listing) // _ENTRY, _MOST_ENTRIES)
        found: dict[str, _Entry] = {}
        waiting = [0]
        seen: set[int] = set()
        while waiting:
            number = waiting.pop()
            if number in seen or number >= count:
                continue
            seen.add(number)
            at = number * _ENTRY
            length, kind = struct.unpack_from("<HB", listing, at + 64)
            before, after, inside = struct.unpack_from("<III", listing, at + 68)
            waiting += (inside,) if number == 0 else (after, before)
            if kind in (_STREAM, _ROOT) and 2 <= length <= 64:
                name = listing[at : at + length - 2].decode("utf-16-le", "replace")
                found.setdefault(name, _Entry(kind, *struct.unpack_from("<II", listing, at + 116)))
        return found

    def names(self) -> tuple[str, ...]:
        """Names of the outermost streams."""
        return tuple(name for name, entry in self._entries.items() if entry.kind == _STREAM)

    def has(self, name: str) -> bool:
        """Whether there is a stream of this name."""
        return name in self._entries

    def stream(self, name: str) -> bytes:
        """The content of a stream, "" when there is none; what is cut off at the end of the file is missing."""
        entry = self._entries.get(name)
        if entry is None:
            return b""
        if entry.size >= self._cutoff:
            return self._chain(entry.start, entry.size)
        parts: list[bytes] = []
        number = entry.start
        for _ in range(-(-entry.size // 64)):
            if number >= len(self._mini_next):
                break
            parts.append(self._mini[number * 64 : number * 64 + 64])
            number = self._mini_next[number]
        return b"".join(parts)[: entry.size]


def streams_of(data: bytes) -> frozenset[str]:
    """Names of the outermost streams; none when the file is no compound file or a damaged one."""
    try:
        return frozenset(CompoundFile(data, "OLE").names())
    except ReadingError:
        return frozenset()
