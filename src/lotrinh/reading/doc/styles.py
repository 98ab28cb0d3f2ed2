"""Fonts and styles of a Word file, as far as text needs them. Source: [MS-DOC] 2.9.271, 2.9.286."""

from __future__ import annotations

import struct
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from lotrinh.reading.doc import modifiers as m
from lotrinh.reading.doc.header import FONTS, STYLES, Header
from lotrinh.reading.legacy_fonts import encoding_of

_PARAGRAPH, _CHARACTER = 1, 2
_NO_STYLE = 0xFFF
_HEADINGS = range(1, 10)
BODY_LEVEL = 9
_RELATIVE = 0x80


class Style(NamedTuple):
    """What one style says itself: packed modifiers of paragraphs and of characters, and its base."""

    base: int
    heading: int
    paragraph: bytes
    character: bytes


@dataclass(slots=True)
class Styles:
    """Styles by number; `encodings` of fonts by number ("tcvn3", "vni", "")."""

    by_number: dict[int, Style] = field(default_factory=dict)
    encodings: list[str] = field(default_factory=list)
    default_font: int = 0

    def chain(self, number: int) -> list[Style]:
        """The style and its bases, furthest first; a circle ends where it closes."""
        found: list[Style] = []
        seen: set[int] = set()
        while number in self.by_number and number not in seen:
            seen.add(number)
            found.append(self.by_number[number])
            number = found[-1].base
        return found[::-1]

    def encoding(self, font: int) -> str:
        """The old encoding a font draws, or ""."""
        return self.encodings[font] if 0 <= font < len(self.encodings) else ""


def styles_of(header: Header) -> Styles:
    """Fonts and styles; without the damaged ones."""
    styles = Styles(encodings=_fonts(header.part(FONTS)))
    sheet = header.part(STYLES)
    try:
        (size,) = struct.unpack_from("<H", sheet, 0)
        count, base_size = struct.unpack_from("<HH", sheet, 2)
        (styles.default_font,) = struct.unpack_from("<H", sheet, 14)
    except struct.error:
        return styles
    at = 2 + size
    for number in range(count):
        if at + 2 > len(sheet):
            break
        (length,) = struct.unpack_from("<H", sheet, at)
        if length:
            with suppress(struct.error, IndexError):
                styles.by_number[number] = _style(sheet[at + 2 : at + 2 + length], base_size)
        at += 2 + length
    return styles


def _fonts(table: bytes) -> list[str]:
    """Encodings of the fonts, in their order."""
    found: list[str] = []
    at = 4
    while at < len(table):
        size = table[at]
        name = table[at + 40 : at + 1 + size].decode("utf-16-le", "replace").partition("\0")[0]
        found.append(encoding_of(name))
        at += 1 + size
    return found


def _style(packed: bytes, base_size: int) -> Style:
    identity, kind_and_base, parts = struct.unpack_from("<HHH", packed)
    identity &= _NO_STYLE
    kind, base = kind_and_base & 0xF, kind_and_base >> 4
    (name_length,) = struct.unpack_from("<H", packed, base_size)
    at = base_size + 2 + 2 * (name_length + 1)
    blocks: list[bytes] = []
    for _ in range(min(parts & 0xF, 4)):
        at += at & 1
        if at + 2 > len(packed):
            break
        (size,) = struct.unpack_from("<H", packed, at)
        blocks.append(packed[at + 2 : at + 2 + size])
        at += 2 + size
    blocks += [b""] * 2
    heading = identity if kind == _PARAGRAPH and identity in _HEADINGS else 0
    if kind == _PARAGRAPH:
        return Style(base, heading, blocks[0][2:], blocks[1])
    return Style(base, 0, b"", blocks[0] if kind == _CHARACTER else b"")


class CharacterFormat(NamedTuple):
    """How characters are drawn: old encoding of their font, hidden (or deleted), raised, or one symbol."""

    encoding: str = ""
    hidden: bool = False
    raised: bool = False
    symbol: int = 0


def character_format(styles: Styles, style: int, packed: bytes) -> CharacterFormat:
    """The format of characters with modifiers `packed` in a paragraph of `style`."""
    held = {m.FONT: styles.default_font, m.HIDDEN: 0}
    _apply(styles.chain(style), held)
    hidden_by_style = bool(held[m.HIDDEN] & 1)
    for code, operand in m.modifiers(packed):
        if code == m.CHARACTER_STYLE:
            _apply(styles.chain(m.number(operand)), held)
        else:
            held[code] = m.number(operand)
    hidden = held[m.HIDDEN]
    if hidden & _RELATIVE:  # 0x80: as the style has it, 0x81: the other way round
        hidden = hidden_by_style ^ (hidden & 1)
    return CharacterFormat(
        styles.encoding(held[m.FONT]),
        bool(hidden) or held.get(m.DELETED) == 1,
        held.get(m.RAISED) == 1,
        held.get(m.SYMBOL, 0) >> 16,
    )


def _apply(chain: list[Style], held: dict[int, int]) -> None:
    for part in chain:
        held.update((code, m.number(operand)) for code, operand in m.modifiers(part.character))
