"""Automatic lists of a Word file. Source: [MS-DOC] 2.9.131, 2.9.150."""

from __future__ import annotations

import re
import struct
from contextlib import suppress

from lotrinh.reading.doc.header import LIST_USES, LISTS, Header
from lotrinh.reading.numbering import Level, NumberedList, Numbering

_STYLES = {0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero"}
_BULLET, _NONE = 23, 255
_DEFINITION, _USE, _LEVEL = 28, 16, 28
_LEVELS = 9
_MOST_LISTS = 4_096
_PLACEHOLDER = re.compile("[\0-\x08]")


def numbering_of(header: Header) -> Numbering:
    """The lists that paragraphs name by number (from 1, as text); those before the first damaged one."""
    numbering = Numbering()
    with suppress(struct.error, IndexError):
        _uses(header.part(LIST_USES), _definitions(header), numbering)
    return numbering


def _definitions(header: Header) -> dict[int, dict[int, Level]]:
    """Levels of every list definition by its identity."""
    start = header.start_of(LISTS)
    if not header.part(LISTS):
        return {}
    table = header.table
    (count,) = struct.unpack_from("<h", table, start)
    at = start + 2
    heads = []
    for _ in range(min(max(count, 0), _MOST_LISTS)):
        (identity,) = struct.unpack_from("<i", table, at)
        heads.append((identity, 1 if table[at + 26] & 1 else _LEVELS))
        at += _DEFINITION
    found: dict[int, dict[int, Level]] = {}
    for identity, levels in heads:
        found[identity] = {}
        for number in range(levels):
            found[identity][number], at = _level(table, at)
    return found


def _level(table: bytes, at: int) -> tuple[Level, int]:
    start, style, flags = struct.unpack_from("<iBB", table, at)
    size = table[at + 24] + table[at + 25]
    restart = table[at + 26]
    at += _LEVEL + size
    (length,) = struct.unpack_from("<H", table, at)
    text = table[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    drawn = "bullet" if style == _BULLET else "none" if style == _NONE else _STYLES.get(style, "decimal")
    if drawn != "bullet":
        text = _PLACEHOLDER.sub(lambda match: f"%{ord(match[0]) + 1}", text)
    return Level(
        start=min(max(start, 0), 0x7FFF),
        style=drawn,
        text=text,
        restart=restart if flags & 8 else None,
        legal=bool(flags & 4),
    ), at + 2 + 2 * length


def _uses(table: bytes, definitions: dict[int, dict[int, Level]], numbering: Numbering) -> None:
    """Lists as paragraphs use them: a definition, with starts and levels of their own."""
    if not table:
        return
    (count,) = struct.unpack_from("<I", table)
    heads = []
    at = 4
    for _ in range(min(count, _MOST_LISTS)):
        (identity,) = struct.unpack_from("<i", table, at)
        heads.append((identity, table[at + 12]))
        at += _USE
    for number, (identity, _) in enumerate(heads, 1):
        levels = dict(definitions.get(identity, {}))
        numbering.lists[str(number)] = NumberedList(str(identity), levels, {})
    for number, (_, overrides) in enumerate(heads, 1):
        used = numbering.lists[str(number)]
        at += 4
        for _ in range(min(overrides, _LEVELS)):
            start, bits = struct.unpack_from("<iI", table, at)
            at += 8
            if bits & 0x20:
                used.levels[bits & 0xF], at = _level(table, at)
            if bits & 0x10:
                used.starts[bits & 0xF] = min(max(start, 0), 0x7FFF)
