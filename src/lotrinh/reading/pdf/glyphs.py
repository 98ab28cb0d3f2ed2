"""Characters of a page with their boxes.

Reads: a pdfium text page. Writes: glyphs in upright coordinates, x to the right, y upwards, in points.
A page whose text runs sideways (a landscape annex) is turned upright first.
"""

from __future__ import annotations

import math
from collections import Counter
from ctypes import c_double
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from lotrinh.reading.pdf.marks import composed, mended
from lotrinh.reading.turn import UPRIGHT, Turn

_ANGLE_SAMPLES = 200
_LINE_END_HYPHEN = 0x02  # pdfium's sign for a hyphen at the end of a line
_SURROGATES = range(0xD800, 0xE000)
_MARKS = frozenset(map(chr, range(0x300, 0x370)))
_REPLACED = {0x00A0: " ", 0x2002: " ", 0x2003: " ", 0x2009: " ", 0xFFFE: "-", 0xFFFF: ""}


class Glyph(NamedTuple):
    """A character (with its combining marks), its box and its baseline. A blank has the text " ".

    `order` counts the characters of the file other than blanks; `after_blank`: the file, or pdfium by the
    metrics of the font, has a blank between this one and the one before it in the file.
    """

    text: str
    left: float
    right: float
    base: float
    bottom: float
    top: float
    order: int = 0
    after_blank: bool = False


def turn_of(text_page: Any, count: int) -> Turn:
    """The turn that makes most of the text upright."""
    if count <= 0:
        return UPRIGHT
    step = max(1, count // _ANGLE_SAMPLES)
    quarters: Counter[int] = Counter()
    for index in range(0, count, step):
        if not pdfium.FPDFText_IsGenerated(text_page, index):
            angle = pdfium.FPDFText_GetCharAngle(text_page, index)
            if math.isfinite(angle):
                quarters[round(-angle / (math.pi / 2)) % 4] += 1  # pdfium counts clockwise
    return Turn(min(quarters, key=lambda quarter: (-quarters[quarter], quarter)) if quarters else 0)


def glyphs_of(text_page: Any, count: int, turn: Turn) -> list[Glyph]:
    """The first `count` characters; blanks that pdfium made up only mark the character behind them."""
    glyphs: list[Glyph] = []
    x, y = c_double(), c_double()
    rectangle = pdfium.FS_RECTF()
    get, generated = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_IsGenerated
    origin, loose = pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetLooseCharBox
    upright = turn.quarters == 0
    texts: dict[int, str] = {}
    high = order = 0
    after_blank = False
    for index in range(count):
        code = get(text_page, index)
        if code <= 0x20 and generated(text_page, index) == 1:
            after_blank = True
            continue
        if code in _SURROGATES:
            if code < 0xDC00:
                high = code
                continue
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0
            high = 0
        text = texts.get(code)
        if text is None:
            text = texts[code] = _text_of(code)
        if not text or not origin(text_page, index, x, y) or not loose(text_page, index, rectangle):
            continue
        if text in _MARKS and glyphs:
            last = glyphs[-1]
            glyphs[-1] = last._replace(text=composed(last.text + text), right=_grown(last, rectangle.right, turn))
            continue
        if upright:
            box = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
            base = y.value
        else:
            box = turn.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
            base = turn.point(x.value, y.value)[1]
        total = box[0] + box[1] + box[2] + box[3] + base
        if total - total == 0.0:  # none is infinite or no number
            if text == " ":
                after_blank = True
            else:
                order += 1
            glyphs.append(Glyph(text, box[0], box[2], base, box[1], box[3], order, after_blank))
            after_blank = text == " "
    return mended(glyphs, texts)


def _grown(letter: Glyph, right: float, turn: Turn) -> float:
    """The right edge of a letter with a mark that has a width of its own; that of the letter on a turned page."""
    own = letter.right - letter.left
    return right if turn.quarters == 0 and 0 < right - letter.right < 1.5 * own else letter.right


def _text_of(code: int) -> str:
    if code in _REPLACED:
        return _REPLACED[code]
    if code == _LINE_END_HYPHEN:
        return "-"
    if code <= 0x20 or code == 0x7F:
        return " " if code in (0x20, 0x09, 0x0A, 0x0D) else ""
    if 0xE000 <= code < 0xF900:
        return "•"  # a private sign of a symbol font, nearly always a bullet
    return chr(code) if code < 0x110000 and code not in _SURROGATES else ""
