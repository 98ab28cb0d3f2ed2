"""A writer of compound files: streams of less than 4096 bytes in small sectors, others in large ones."""

from __future__ import annotations

import struct

_SECTOR, _SMALL, _CUTOFF = 512, 64, 4_096
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of the given streams; each hangs to the right of the one before."""
    sectors: list[bytes] = []
    following: list[int] = []

    def store(content: bytes) -> int:
        if not content:
            return _END
        first = len(sectors)
        count = -(-len(content) // _SECTOR)
        sectors.extend(content[at * _SECTOR : (at + 1) * _SECTOR].ljust(_SECTOR, b"\0") for at in range(count))
        following.extend([*range(first + 1, first + count), _END])
        return first

    small, small_following = b"", []
    entries: list[tuple[str, int, int, int]] = []  # name, kind, first sector, size
    for name, content in streams.items():
        if len(content) >= _CUTOFF:
            entries.append((name, 2, store(content), len(content)))
            continue
        first = len(small) // _SMALL
        count = -(-len(content) // _SMALL)
        entries.append((name, 2, first if count else _END, len(content)))
        small += content.ljust(count * _SMALL, b"\0")
        small_following.extend([*range(first + 1, first + count), _END] if count else [])
    entries.insert(0, ("Root Entry", 5, store(small), len(small)))
    small_table = store(b"".join(struct.pack("<I", number) for number in small_following))
    directory = store(
        b"".join(
            _entry(entry, 1 if at == 0 else _FREE, at + 1 if 0 < at < len(entries) - 1 else _FREE)
            for at, entry in enumerate(entries)
        )
    )
    tables = 1
    while tables * (_SECTOR // 4) < len(sectors) + tables:
        tables += 1
    table_at = len(sectors)
    numbers = [*following, *[_TABLE] * tables]
    numbers += [_FREE] * (tables * (_SECTOR // 4) - len(numbers))
    table = struct.pack(f"<{len(numbers)}I", *numbers)
    listed = [*range(table_at, table_at + tables)]
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
        + struct.pack("<HHHHH6xIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, directory)
        + struct.pack("<IIIIII", 0, _CUTOFF, small_table, -(-4 * len(small_following) // _SECTOR), _END, 0)
        + struct.pack("<109I", *(listed + [_FREE] * (109 - tables)))
    )  # fmt: skip
    return header + b"".join(sectors) + table


def _entry(entry: tuple[str, int, int, int], child: int, after: int) -> bytes:
    name, kind, first, size = entry
    stored = name.encode("utf-16-le") + b"\0\0"
    return (
        stored.ljust(64, b"\0") + struct.pack("<HBB", len(stored), kind, 1)
        + struct.pack("<III", _FREE, after, child if kind == 5 else _FREE) + bytes(36)
        + struct.pack("<II", first, size) + bytes(4)
    )  # fmt: skip
