"""Values in words: "tăng trưởng hai con số", "ít nhất một cơ sở y tế", "tăng gấp đôi".

Reads: `Prose`. Writes: `Measure`s, all with the reason number_in_words.
"""

from __future__ import annotations

import re

from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.measures.measure_words import measure_words
from lotrinh.extraction.prose import Prose


def worded_values(prose: Prose) -> list[Measure]:
    """ "tăng trưởng hai con số": at least 10 %; "ít nhất một cơ sở y tế": at least 1."""
    words, low_text = measure_words(), prose.shadow
    found = [
        _at_least(prose, low_text.rindex(" ", 0, match.start() - 1) + 1, match.end(), 10, "%", "share")
        for match in words.two_digits.finditer(low_text, 4)
    ]
    if _DOUBLING in low_text:
        found += [_doubled(prose, match.start(), match.end()) for match in _DOUBLE.finditer(low_text)]
    for worded in words.worded:
        for match in worded.finditer(low_text):
            unit = prose.quote(match.start("unit"), match.end())
            found.append(_at_least(prose, match.start(), match.end(), words.digits[match["word"]], unit, "count"))
    return found


_DOUBLING = shadow("tăng gấp đôi")
_DOUBLE = re.compile(rf"(?<={shadow('tăng gấp')} ){shadow('đôi')}(?!\w)")


def _doubled(prose: Prose, start: int, end: int) -> Measure:
    """ "tăng gấp đôi so với năm 2025": 2 times."""
    line = prose.line_at(start).index
    return Measure(start, end, start, end, line, 2, 2, 2, "eq", False, "lần", "count", 0, reasons=("number_in_words",))


def _at_least(prose: Prose, start: int, end: int, value: float, unit: str, kind: str) -> Measure:
    line = prose.line_at(start).index
    return Measure(
        start, end, start, end, line, value, value, None, "ge", False, unit, kind, 0, reasons=("number_in_words",)
    )
