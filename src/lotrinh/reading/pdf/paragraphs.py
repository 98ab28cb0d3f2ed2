"""Lines of one column to paragraphs.

Reads: segments from top to bottom, one a line. Writes: groups of them, a group for each paragraph. A
paragraph begins where the page shows it: an indent, a marker, a gap, or a line before it that ended
although the next word would still have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from lotrinh.reading.pdf.lines import Segment

_MARKER = re.compile(
    r"(?:[-+*•–]\s?(?=[^\W_]|[(“\"])|\(?\d{1,3}(?:\.\d{1,3}){0,4}[.)]\s|[a-zđ][).]\s|[IVX]{1,6}[.)]\s"
    r"|(?:Điều|Chương|Mục|PHẦN|Phần|Phụ lục|PHỤ LỤC)\s+[\dIVX]{1,5}\b)"
)
_WORD = re.compile(r"[^\W_]")
_ENDS = (".", ";", ":", "!", "?", "./.")
_INDENT = 0.8  # in heights of a line
_GAP = 1.4  # in usual distances of two lines
_OTHER_SIZE = 1.15
_JUSTIFIED = 0.3  # of the lines of a page with justified text end at one edge
_ROOM = 0.3  # blank between two words, in heights


def paragraphs_of(lines: Sequence[Segment]) -> list[list[Segment]]:
    """Groups of lines, each a paragraph, in the given order."""
    if not lines:
        return []
    left = min(line.left for line in lines) if len(lines) < 4 else _margin([line.left for line in lines])
    right = max(line.right for line in lines) if len(lines) < 4 else _right_margin([line.right for line in lines])
    pitch = _pitch(lines)
    groups = [[lines[0]]]
    for at, (before, line) in enumerate(pairwise(lines), 2):
        after = lines[at] if at < len(lines) else None
        if _begins(before, line, groups[-1][0], left, right, pitch) or _is_first_again(before, line, after, left):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def continues(before: Segment, line: Segment, left: float, right: float) -> bool:
    """Whether `line`, first of a page, goes on with the paragraph that ended the page before."""
    if before.text.endswith(_ENDS) or _MARKER.match(line.text) or line.left > left + _INDENT * line.height:
        return False
    return before.right > right - 3 * before.height or line.text[:1].islower()


def _begins(before: Segment, line: Segment, first: Segment, left: float, right: float, pitch: float) -> bool:
    height = max(before.height, line.height)
    if not _WORD.search(line.text) or not _WORD.search(before.text):
        return True  # an ornament: "-------", "***"
    if before.base - line.base > _GAP * pitch or height > _OTHER_SIZE * min(before.height, line.height):
        return True
    indented = line.left > left + _INDENT * height
    ended = before.right + _ROOM * height + line.first < right - _ROOM * height
    if _MARKER.match(line.text):
        # A wrapped line may begin with "- 2030" or "2. "; a marker is indented, aligned or follows an end.
        aligned = _MARKER.match(first.text) and abs(line.left - first.left) < 2 and not line.text[1:3].strip().isdigit()
        return indented or ended or bool(aligned) or before.text.endswith(_ENDS)
    if ended:
        return True
    if indented and abs(line.left - before.left) > _INDENT * height:
        return (line.left > before.left and abs(line.left - first.left) < 4 * height) or before.text.endswith(_ENDS)
    return False


def _is_first_again(before: Segment, line: Segment, after: Segment | None, left: float) -> bool:
    """Whether two indented lines in a row are the only line of one paragraph and the first of the next."""
    indent = left + _INDENT * line.height
    if line.left < indent or abs(line.left - before.left) > _INDENT * line.height:
        return False
    return (after is not None and after.left < indent) or (before.text.isupper() and not line.text.isupper())


def _margin(lefts: list[float]) -> float:
    """The edge most lines keep to: the outermost place where at least a tenth of them begin."""
    lefts = sorted(lefts)
    enough = max(2, len(lefts) // 10)
    for index in range(len(lefts) - enough + 1):
        if lefts[index + enough - 1] - lefts[index] < 2:
            return lefts[index]
    return lefts[0]


def _right_margin(rights: list[float]) -> float:
    """The edge that justified text keeps to, though a note beside it may reach further; else as `_margin`."""
    rights = sorted(rights, reverse=True)
    enough = max(4, round(_JUSTIFIED * len(rights)))
    for index in range(len(rights) - enough + 1):
        if rights[index] - rights[index + enough - 1] < 3:
            return rights[index]
    return -_margin([-right for right in rights])


def _pitch(lines: Sequence[Segment]) -> float:
    """The usual distance between two baselines."""
    distances = [before.base - line.base for before, line in pairwise(lines)]
    height = median(line.height for line in lines)
    usual = [distance for distance in distances if 0 < distance < 2.5 * height]
    return max(median(usual), 1.05 * height) if usual else 1.5 * height
