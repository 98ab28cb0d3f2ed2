"""How a paragraph of a Word file stands: depth in tables, end of a row, list, outline level."""

from __future__ import annotations

import struct
from typing import NamedTuple

from lotrinh.reading.doc import modifiers as m
from lotrinh.reading.doc.styles import BODY_LEVEL, Styles
from lotrinh.reading.flow import CellShape, RowShape

_CELL = 20  # bytes of a cell's own description
_JOINS_LEFT, _MERGED, _BEGINS_DOWN = 0x02, 0x20, 0x40


class ParagraphFormat(NamedTuple):
    """`depth` in tables (0: none); `style` its number; `level` of its heading from 1, 0 for text."""

    style: int = 0
    depth: int = 0
    row_end: bool = False
    cell_end: bool = False  # of a table inside a table, whose cells end with paragraph marks
    level: int = 0
    list_id: int = 0
    list_level: int = 0
    shape: RowShape = RowShape()


def paragraph_format(styles: Styles, packed: bytes, more: bytes = b"") -> ParagraphFormat:
    """The format of a paragraph from its style number and modifiers, and `more` of its piece."""
    style = m.number(packed[:2])
    held: dict[int, bytes] = {}
    level = BODY_LEVEL
    for part in styles.chain(style):
        level = part.heading - 1 if part.heading else level
        held.update(m.modifiers(part.paragraph))
    held.update(m.modifiers(packed[2:]))
    held.update(m.modifiers(more))
    level = m.number(held[m.OUTLINE]) if m.OUTLINE in held else level
    depth = min(m.number(held.get(m.TABLE_DEPTH, b"")), 0xFF) or int(held.get(m.IN_TABLE) == b"\x01")
    row_end = held.get(m.ROW_END) == b"\x01" or held.get(m.INNER_ROW) == b"\x01"
    return ParagraphFormat(
        style,
        depth,
        row_end,
        held.get(m.INNER_CELL) == b"\x01",
        level + 1 if level < BODY_LEVEL else 0,
        m.number(held.get(m.LIST, b"")),
        m.number(held.get(m.LIST_LEVEL, b"")),
        _shape(held) if row_end else RowShape(),
    )


def _shape(held: dict[int, bytes]) -> RowShape:
    described = held.get(m.TABLE, b"")
    count = described[0] if described else 0
    if len(described) < 1 + 2 * (count + 1):
        return RowShape()
    edges = struct.unpack_from(f"<{count + 1}h", described, 1)
    cells: list[CellShape] = []
    for number in range(count):
        at = 1 + 2 * (count + 1) + _CELL * number
        flags = described[at] if at < len(described) else 0
        begins = bool(flags & _BEGINS_DOWN)
        cells.append(
            CellShape(edges[number + 1], bool(flags & _JOINS_LEFT), begins, bool(flags & _MERGED) and not begins)
        )
    return RowShape(edges[0], tuple(cells))
