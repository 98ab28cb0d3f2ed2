"""What Tesseract saw on a page: words with boxes and confidences.

Reads: its table (TSV). Writes: `Sight`, the record that is kept of every recognised page.
"""

from __future__ import annotations

import msgspec

from lotrinh.core.vietnamese.text import nfc
from lotrinh.reading.ocr.picture import Run

_WORD_LEVEL = "5"
_COLUMNS = 12
_MOST_WORDS = 20_000


class Word(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A word by its box in pixels from the left and upper edge. `line` counts the lines of the page.

    `confidence` is Tesseract's own, 0 to 1.
    """

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    line: int


class Sight(msgspec.Struct, frozen=True, array_like=True):
    """A page as seen: its size in pixels, dots per inch, words and rules.

    Words and rules lie on the picture as it was looked at, whose size this is: turned by `turned` quarters clockwise,
    then levelled by `slope` (see `picture.levelled`).
    """

    width: int
    height: int
    dpi: float
    turned: int
    words: tuple[Word, ...]
    horizontal: tuple[Run, ...] = ()
    vertical: tuple[Run, ...] = ()
    slope: float = 0.0
    origin: tuple[float, float] = (0.0, 0.0)  # of the page as stored, in points

    def confidence(self) -> float:
        """Of the page as a whole: the mean over its letters and digits, 0 when there are none."""
        weights = [(sum(map(str.isalnum, word.text)), word.confidence) for word in self.words]
        total = sum(weight for weight, _ in weights)
        return sum(weight * confidence for weight, confidence in weights) / total if total else 0.0


def words_of(table: str) -> tuple[Word, ...]:
    """The words of a TSV table; rows that are none, or damaged, are passed over."""
    words: list[Word] = []
    lines: dict[tuple[str, ...], int] = {}
    for row in table.split("\n"):
        fields = row.rstrip("\r").split("\t")
        if len(fields) != _COLUMNS or fields[0] != _WORD_LEVEL:
            continue
        text = nfc(fields[11]).strip()
        try:
            left, top, width, height = map(int, fields[6:10])
            confidence = float(fields[10])
        except ValueError:
            continue
        if not text or confidence < 0 or width <= 0 or height <= 0 or len(words) >= _MOST_WORDS:
            continue
        line = lines.setdefault(tuple(fields[1:5]), len(lines))
        text = text.replace(" ", "").replace("\u00d0", "Đ")  # one word has one box; Icelandic has no place here
        words.append(Word(text, left, top, left + width, top + height, min(confidence / 100, 1.0), line))
    return tuple(words)
