"""Glyphs to lines of text.

Reads: glyphs of a page, a column or a cell. Writes: lines from top to bottom, each as segments parted
by wide gaps. A line is what shares a baseline; within it glyphs stand from left to right, wherever
they stood in the file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from lotrinh.core.vietnamese.text import shadow
from lotrinh.reading.pdf.glyphs import Glyph
from lotrinh.reading.raised import raised

_MOTTOS = ("cộnghòaxãhội", "đảngcộngsản", "độclập-tựdo")
_MOTTO_LETTERS = "CĐ"
_MOTTO_LENGTH = 14
# All in heights of a glyph's box, which is about nine tenths of the font size.
_SAME_BASELINE = 0.3
_TOLD_BLANK = -0.05  # a gap this wide is a blank where the file tells so; boxes of odd fonts overlap
_TYPED_BLANK = 0.05  # the same where a blank merely stands between
_STRAY_BLANK = 0.13  # between characters that are apart in the file
_BLANK = 0.3  # between neighbours in the file, against what it tells: the word may be spaced out
_WIDE = 1.9  # a gap this wide parts columns
_OVERPRINT = 0.15  # the same glyph this near is drawn twice to look bold
_SMALL = 0.8  # a raised figure is smaller than this part of its line
_RAISED = 0.15  # and stands this much above its baseline


class SeenWord(NamedTuple):
    """A word that character recognition saw: its box on the page as it is stored, and how sure it was (0 to 1)."""

    box: tuple[float, float, float, float]
    confidence: float


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one line without a wide gap. `first` is the width of its first word.

    `stops` are the left and right edges of its words in turn; `seen` its words, where it was recognised in a picture.
    """

    text: str
    left: float
    right: float
    base: float
    bottom: float
    top: float
    height: float
    first: float
    stops: tuple[float, ...] = ()
    seen: tuple[SeenWord, ...] = ()

    @property
    def box(self) -> tuple[float, float, float, float]:
        """(left, bottom, right, top)."""
        return self.left, self.bottom, self.right, self.top


Line = tuple[Segment, ...]


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Lines from top to bottom; blanks alone make no line."""
    clusters: list[list[Glyph]] = []
    base = height = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: (-glyph.base, glyph.left)):
        if clusters and base - glyph.base <= _SAME_BASELINE * height:
            clusters[-1].append(glyph)
            continue
        if glyph.text == " ":
            continue
        clusters.append([glyph])
        base, height = glyph.base, max(glyph.top - glyph.bottom, 1.0)
    lines = [segments for cluster in _with_raised(clusters) if (segments := _segments(cluster))]
    return sorted(lines, key=lambda line: -line[0].base)


def _with_raised(clusters: list[list[Glyph]]) -> list[list[Glyph]]:
    """Clusters with raised and lowered figures put back into the line they belong to."""
    merged: list[list[Glyph]] = []
    for cluster in clusters:
        if merged and _belongs(merged[-1], cluster):
            merged[-1].extend(cluster)
        elif merged and _belongs(cluster, merged[-1]):
            merged[-1] = [*cluster, *merged[-1]]
        else:
            merged.append(cluster)
    return merged


def _belongs(line: Sequence[Glyph], small: Sequence[Glyph]) -> bool:
    line_height, height = _height(line), _height(small)
    if height > _SMALL * line_height or len(small) > len(line):
        return False
    overlap = min(max(glyph.top for glyph in line), small[0].top) - max(line[0].bottom, small[0].bottom)
    beside = min(glyph.left for glyph in line) - line_height < small[0].left
    return overlap >= height / 2 and beside and small[0].left < max(glyph.right for glyph in line) + line_height


def _height(glyphs: Sequence[Glyph]) -> float:
    return max(1.0, median(glyph.top - glyph.bottom for glyph in glyphs))


def _segments(cluster: list[Glyph]) -> Line:
    cluster.sort(key=lambda glyph: (glyph.left, glyph.right))
    height = _height(cluster)
    line_base = median(glyph.base for glyph in cluster)
    segments: list[Segment] = []
    run: list[Glyph] = []  # glyphs of the segment under way
    parts: list[str] = []
    stops: list[float] = []
    figure: list[str] = []  # raised digits under way
    blank = False
    for at, glyph in enumerate(cluster):
        is_raised = glyph.text.isdecimal() and _is_raised(glyph, line_base, height)
        if figure and not is_raised:
            _put_raised(parts, figure)
        if glyph.text == " ":
            blank = True
            continue
        if run:
            last = run[-1]
            if glyph.text == last.text and abs(glyph.left - last.left) < _OVERPRINT * height:
                continue
            edge = max(item.right for item in run[-3:])
            gap = glyph.left - edge
            if gap > _WIDE * height or (gap > _BLANK * height and _motto_at(cluster, at)):
                _put_raised(parts, figure)
                segments.append(_segment(run, parts, stops, height))
                run, parts, stops = [], [], []
            elif gap > _gap_of_blank(last, glyph, blank=blank) * height:
                parts.append(" ")
                stops += edge, glyph.left
        blank = False
        run.append(glyph)
        (figure if is_raised else parts).append(glyph.text)
    if run:
        _put_raised(parts, figure)
        segments.append(_segment(run, parts, stops, height))
    return tuple(segments)


def _motto_at(cluster: list[Glyph], at: int) -> bool:
    """Whether the right half of a letterhead begins here; its columns often stand close together."""
    if cluster[at].text not in _MOTTO_LETTERS:  # spares joining them
        return False
    return begins_motto("".join(glyph.text for glyph in cluster[at : at + 2 * _MOTTO_LENGTH] if glyph.text != " "))


def begins_motto(words: str) -> bool:
    """Whether `words`, without blanks, are those of the state's or the party's motto."""
    return words[:1] in _MOTTO_LETTERS and shadow(unicodedata.normalize("NFC", words)).startswith(_MOTTOS)


def _gap_of_blank(last: Glyph, glyph: Glyph, *, blank: bool) -> float:
    """How wide the gap between two characters must be to be a blank, in heights."""
    neighbours = glyph.order == last.order + 1
    if neighbours and glyph.after_blank:
        return _TOLD_BLANK
    if blank:
        return _TYPED_BLANK
    if not neighbours:
        return _STRAY_BLANK
    return _BLANK


def _is_raised(glyph: Glyph, line_base: float, height: float) -> bool:
    return glyph.top - glyph.bottom < _SMALL * height and glyph.base > line_base + _RAISED * height


def _put_raised(parts: list[str], figure: list[str]) -> None:
    if figure:
        parts.append(raised("".join(figure), "".join(parts[-6:])))
        figure.clear()


def _segment(run: list[Glyph], parts: list[str], stops: list[float], height: float) -> Segment:
    right = max(glyph.right for glyph in run)
    return Segment(
        text=unicodedata.normalize("NFC", "".join(parts)),
        left=run[0].left,
        right=right,
        base=median(glyph.base for glyph in run),
        bottom=min(glyph.bottom for glyph in run),
        top=max(glyph.top for glyph in run),
        height=height,
        first=(stops[0] if stops else run[-1].right) - run[0].left,
        stops=(run[0].left, *stops, right),
    )


def joined(line: Line) -> Segment:
    """A line of several segments as one."""
    if len(line) == 1:
        return line[0]
    return Segment(
        text=" ".join(segment.text for segment in line),
        left=line[0].left,
        right=max(segment.right for segment in line),
        base=line[0].base,
        bottom=min(segment.bottom for segment in line),
        top=max(segment.top for segment in line),
        height=line[0].height,
        first=line[0].first,
        stops=tuple(stop for segment in line for stop in segment.stops),
        seen=tuple(word for segment in line for word in segment.seen),
    )
