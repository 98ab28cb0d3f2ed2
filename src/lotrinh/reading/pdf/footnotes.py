"""Notes at the foot of a page.

Reads: the lines of a page. Writes: the lines of the text and those of the notes. Notes are in smaller type at the end
of the page and begin with their number; they are told as notes, as those of a Word file are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from lotrinh.reading.pdf.lines import Line, Segment, joined

_NUMBER = re.compile(r"\[?(\d{1,2}|\*{1,3})\]?[.)]?\s?(?=[^\W\d_])")
_SMALLER = 0.92
_FEWEST_LINES = 3  # of text above


def parted(lines: Sequence[Line], top: float, bottom: float) -> tuple[list[Line], list[list[Segment]]]:
    """The lines of text, and the notes below them, each as its lines."""
    if len(lines) <= _FEWEST_LINES:
        return list(lines), []
    usual = median(line[0].height for line in lines)
    first = len(lines)
    while first > 0 and lines[first - 1][0].height < _SMALLER * usual and lines[first - 1][0].base < (top + bottom) / 2:
        first -= 1
    while first < len(lines) and not _NUMBER.match(lines[first][0].text):
        first += 1
    if first < _FEWEST_LINES or first == len(lines):
        return list(lines), []
    notes: list[list[Segment]] = []
    for line in lines[first:]:
        if _NUMBER.match(line[0].text) or not notes:
            notes.append([])
        notes[-1].append(joined(line))
    return list(lines[:first]), notes


def numbered(text: str) -> str:
    """The text of a note with its number in brackets.

    >>> numbered("1 Số liệu sơ bộ."), numbered("2Nguồn: Cục Thống kê.")
    ('[1] Số liệu sơ bộ.', '[2] Nguồn: Cục Thống kê.')
    """
    found = _NUMBER.match(text)
    return f"[{found[1]}] {text[found.end() :]}" if found else text
