"""Marks that stand apart from their letters in the file, put where they belong.

Reads: glyphs of a page. Writes: glyphs whose letters carry their marks. Old printer drivers draw "´" over a finished
letter, or store the tone before the circumflex; fonts of TCVN3 store ư as the soft hyphen.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lotrinh.reading.pdf.glyphs import Glyph

SOFT_HYPHEN = "\u00ad"
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
# Signs that stand for themselves, and the mark they are when drawn over a letter.
_SPACING = {
    "´": "\u0301", "ˊ": "\u0301", "`": "\u0300", "ˋ": "\u0300", "˜": "\u0303", "~": "\u0303", "ˆ": "\u0302",
    "^": "\u0302", "˘": "\u0306", "̉": "\u0309",
}  # fmt: skip
_SPACING_CODES = frozenset(map(ord, _SPACING))
_LEGACY_CODES = frozenset(map(ord, "µ¸¶·¹¨©®ª«¬"))  # à á ả ã ạ ă â đ ê ô ơ of TCVN3
_LEGACY_LEAST = 3
_UNICODE_LETTERS = range(0x1EA0, 0x1EFA)
_OVER = 0.4  # of a letter's width: a mark over it has its middle so near
_NEIGHBOURS = 3  # a mark is stored at most so many characters from its letter


def composed(text: str) -> str:
    r"""A letter and its marks as one character, in whatever order the marks were stored.

    >>> composed("e\u0301\u0302"), composed("\u01b0\u0301"), composed("e\u0323\u0302"), composed("x\u0301")
    ('ế', 'ứ', 'ệ', 'x́')
    """
    apart = unicodedata.normalize("NFD", text)
    marks = sorted(apart[1:], key=_TONES.__contains__)
    return unicodedata.normalize("NFC", apart[:1] + "".join(marks))


def mended(glyphs: list[Glyph], codes: Collection[int]) -> list[Glyph]:
    """The glyphs with signs over letters joined to them, and soft hyphens told from ư. `codes`: all of the page's."""
    if ord(SOFT_HYPHEN) in codes:
        legacy = len(_LEGACY_CODES.intersection(codes)) >= _LEGACY_LEAST
        if not legacy or any(code in _UNICODE_LETTERS for code in codes):
            glyphs = [glyph._replace(text="-") if glyph.text == SOFT_HYPHEN else glyph for glyph in glyphs]
    return glyphs if _SPACING_CODES.isdisjoint(codes) else _with_signs(glyphs)


def _with_signs(glyphs: list[Glyph]) -> list[Glyph]:
    kept: list[Glyph | None] = list(glyphs)
    for at, sign in enumerate(glyphs):
        mark = _SPACING.get(sign.text)
        if mark is None:
            continue
        near = range(max(0, at - _NEIGHBOURS), min(len(glyphs), at + _NEIGHBOURS + 1))
        for other in near:
            letter = kept[other]
            if letter is not None and letter.text.isalpha() and _is_over(sign, letter):
                kept[other] = letter._replace(text=composed(letter.text + mark))
                kept[at] = None
                break
    return [glyph for glyph in kept if glyph is not None]


def _is_over(sign: Glyph, letter: Glyph) -> bool:
    width = letter.right - letter.left
    apart = abs((sign.left + sign.right) / 2 - (letter.left + letter.right) / 2)
    return apart < _OVER * width and abs(sign.base - letter.base) < (letter.top - letter.bottom) / 2
