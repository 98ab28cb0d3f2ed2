"""Captions of pictures: furniture of a page, but what they say of goals is said.

Reads: `Prose`. Writes: a plain answer.
"""

from __future__ import annotations

from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Prose
from lotrinh.reading.document import BlockKind

# A picture's caption is furniture, but what it says of goals is said: "… đặt mục tiêu … 20%. Ảnh: TTXVN"
_CREDIT = pattern(r"(?<=[.\-,(] )ảnh(?: minh họa|:)|\(ảnh|ảnh minh họa$")
_LONGEST_CREDIT, _SHORTEST_CAPTION = 60, 60


def is_caption(prose: Prose, line: int) -> bool:
    """Whether a line of furniture is a picture's caption that tells something: a sentence and whose picture it is."""
    place = prose.lines[line]
    if place.kind is not BlockKind.FURNITURE or place.end - place.start < _SHORTEST_CAPTION:
        return False
    return _CREDIT.search(prose.shadow, max(place.start, place.end - _LONGEST_CREDIT), place.end) is not None
