"""Property modifiers of Word files ("sprms"): a code and its operand, one behind the other. Source: [MS-DOC] 2.6."""

from __future__ import annotations

from collections.abc import Iterator

# Characters.
DELETED, HIDDEN, CHARACTER_STYLE, FONT, SYMBOL, RAISED = 0x0800, 0x083C, 0x4A30, 0x4A4F, 0x6A09, 0x2A48
# Paragraphs.
IN_TABLE, ROW_END, TABLE_DEPTH, INNER_CELL, INNER_ROW = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
OUTLINE, LIST_LEVEL, LIST = 0x2640, 0x260A, 0x460B
# Tables.
TABLE, MERGED_DOWN = 0xD608, 0xD62B
_TABS = 0xC615
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)


def modifiers(packed: bytes) -> Iterator[tuple[int, bytes]]:
    r"""(code, operand) of every modifier; ends where they are cut off.

    >>> list(modifiers(b"\x16\x24\x01\x4f\x4a\x05\x00"))
    [(9238, b'\x01'), (19023, b'\x05\x00')]
    """
    at = 0
    while at + 2 < len(packed):
        code = packed[at] | packed[at + 1] << 8
        at += 2
        size = _SIZES[code >> 13]
        if not size:
            size = packed[at]
            at += 1
            if code == TABLE:
                size = (size | (packed[at] << 8 if at < len(packed) else 0)) - 1
                at += 1
            elif code == _TABS and size == 255:
                return  # its length lies inside; nothing needed follows it
        if size < 0 or at + size > len(packed):
            return
        yield code, packed[at : at + size]
        at += size


def number(operand: bytes) -> int:
    """An operand as an unsigned number."""
    return int.from_bytes(operand, "little")
