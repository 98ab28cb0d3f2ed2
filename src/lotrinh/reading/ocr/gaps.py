"""Lines that recognition passed over: strips of a page that hold ink but no words.

Reads: a picture, the words seen on it. Writes: strips to be looked at again. Beside handwriting and stamps Tesseract
at times takes whole lines of print for a picture.
"""

from __future__ import annotations

from collections.abc import Sequence

from lotrinh.reading.ocr.picture import Picture
from lotrinh.reading.ocr.words import Word

_LOWEST_MM = 4.0  # a strip holds a line at least
_MM = 25.4
_LEAST_INK, _MOST_INK = 0.01, 0.3  # of a strip of print
_SURE = 0.8  # what is found in a strip must be this sure to be print
_MOST_STRIPS = 6
_LETTERS = 8


def strips(picture: Picture, words: Sequence[Word]) -> list[tuple[int, int]]:
    """(top, bottom) of the strips between the first and the last line of print, in pixels."""
    lowest = round(_LOWEST_MM / _MM * picture.dpi)
    found: list[tuple[int, int]] = []
    reach: int | None = None
    for word in sorted((word for word in words if len(word.text) > 1), key=lambda word: word.top):
        if reach is not None and word.top - reach >= lowest:
            ink = picture.strip(reach, word.top).ink()
            if _LEAST_INK < ink < _MOST_INK:
                found.append((reach, word.top))
        reach = max(reach or 0, word.bottom)
    return found[:_MOST_STRIPS]


def added(words: tuple[Word, ...], strip: Sequence[Word], top: int) -> tuple[Word, ...]:
    """`words` and those of a strip that begins at row `top`, if they are print."""
    lines = {word.line for word in words}
    first = max(lines, default=-1) + 1
    moved = tuple(
        Word(w.text, w.left, w.top + top, w.right, w.bottom + top, w.confidence, w.line + first) for w in strip
    )
    letters = sum(len(word.text) for word in moved)
    sure = sum(len(word.text) * word.confidence for word in moved)
    return (*words, *moved) if letters >= _LETTERS and sure > _SURE * letters else words
