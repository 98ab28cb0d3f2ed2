"""Surroundings: the sentence that a span of the prose stands in.

Reads: `Prose`. Writes: plain offsets. A sentence is looked for over a bounded distance, so that time stays linear.
"""

from __future__ import annotations

from lotrinh.extraction.prose import Prose

_REACH = 600  # characters to each side


def sentence_around(prose: Prose, start: int, end: int) -> tuple[int, int]:
    """Where the sentence of ``[start, end)`` begins and ends within its line, at most `_REACH` away."""
    line = prose.line_at(start)
    first, last = max(line.start, start - _REACH), min(line.end, end + _REACH)
    begin = prose.shadow.rfind(". ", first, start)
    stop = prose.shadow.find(". ", end, last)
    return (begin + 2 if begin >= 0 else first), (stop if stop >= 0 else last)
