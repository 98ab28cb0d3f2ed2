"""A page as a picture in grey, and the ruled lines on it.

Reads: pixels. Writes: runs of dark pixels long enough to be rules. All work on pixels is done by `bytes` and `re`,
which go through a page of nine million in a tenth of a second.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

_DARK = 140  # of 255
_BLACK_AND_WHITE = bytes(0 if value < _DARK else 1 for value in range(256))
_RULE_MM = 8.0  # shortest rule; letters and dashes are shorter
_MOST_RUNS = 20_000
_MOST_OPEN = 300  # side by side; more are a photograph
_THICK_MM = 1.6  # thicker than that is a picture or a shade
_DOTS_MM = 0.4  # between the dots of a dotted rule
_DOTTED_MM = 30.0  # shortest dotted rule; a word whose letters all but touch is shorter
_BLUR_MM = 0.25
_LETTERHEAD_RULES = 16  # rows of pixels in the strokes below a letterhead
_INK = 0.0002  # of the page; less is dust
_MM = 25.4


class Run(NamedTuple):
    """A rule on a picture, in pixels from its left and upper edge; a slanting one by the box around it.

    `dark`: how many pixels it has.
    """

    left: int
    top: int
    right: int
    bottom: int
    dark: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows of grey pixels, one byte each (0 black), without padding.

    `turned`: quarters clockwise by which the page is shown turned; `origin` (points): where on the page as it is
    stored the left and lower edge of what is shown lie.
    """

    width: int
    height: int
    pixels: bytes
    dpi: float
    turned: int = 0
    origin: tuple[float, float] = (0.0, 0.0)

    def pgm(self) -> bytes:
        """As a file in the simplest of picture formats."""
        return b"P5 %d %d 255\n" % (self.width, self.height) + self.pixels

    def strip(self, top: int, bottom: int) -> Picture:
        """Rows `top` to `bottom` (not included)."""
        rows = self.pixels[top * self.width : bottom * self.width]
        return Picture(self.width, bottom - top, rows, self.dpi)

    def ink(self) -> float:
        """The share of dark pixels."""
        return self.pixels.translate(_BLACK_AND_WHITE).count(0) / max(1, len(self.pixels))

    def has_ink(self) -> bool:
        """Whether there is anything on the page."""
        return self.ink() > _INK


def rules_of(picture: Picture) -> tuple[list[Run], list[Run]]:
    """Horizontal and vertical rules."""
    width, height = picture.width, picture.height
    dark = picture.pixels.translate(_BLACK_AND_WHITE)
    shortest = max(8, round(_RULE_MM / _MM * picture.dpi))
    # A white pixel after every row keeps a run from going on in the next.
    rows = b"\1".join(dark[row : row + width] for row in range(0, len(dark), width))
    columns = b"\1".join(dark[column::width] for column in range(width))
    across, down = _runs(rows, width + 1, shortest), _runs(columns, height + 1, shortest)
    # Where there are rules, others may be dotted: dots are joined, yet what is shorter than a few words is none.
    gap, long = max(2, round(_DOTS_MM / _MM * picture.dpi)), round(_DOTTED_MM / _MM * picture.dpi)
    if len(down) > 1:
        across += _runs(_filled(rows, gap), width + 1, long)
    elif len(across) > _LETTERHEAD_RULES:
        down += _runs(_filled(columns, gap), height + 1, long)
    horizontal = [Run(start, line, start + length, line + 1, length) for line, start, length in across]
    vertical = [Run(line, start, line + 1, start + length, length) for line, start, length in down]
    thick = max(3, round(_THICK_MM / _MM * picture.dpi))
    return _joined(horizontal, thick, 1), _joined(vertical, thick, 0)


def _runs(rows: bytes, pitch: int, shortest: int) -> list[tuple[int, int, int]]:
    """(row, start, length) of runs of dark pixels; none of a page with more of them than tables have."""
    found: list[tuple[int, int, int]] = []
    for match in re.finditer(b"\0{%d,}" % shortest, rows):
        found.append((match.start() // pitch, match.start() % pitch, match.end() - match.start()))
        if len(found) > _MOST_RUNS:
            return []
    return found


def _filled(rows: bytes, gap: int) -> bytes:
    """Rows with white gaps of `gap` pixels or fewer between dark ones filled."""
    return re.sub(b"(?<=\0)\1{1,%d}(?=\0)" % gap, lambda match: bytes(len(match[0])), rows)


def _joined(runs: list[Run], thick: int, axis: int) -> list[Run]:
    """Runs of neighbouring rows joined to one rule each; dark areas are left out."""
    joined: list[Run] = []
    under_way: list[Run] = []  # whose last row is the one above, or this one
    for run in sorted(runs, key=lambda run: (run[axis], run[1 - axis])):
        still: list[Run] = []
        for other in under_way:
            if other[axis + 2] < run[axis]:
                joined.append(other)
            elif other[1 - axis] <= run[3 - axis] and run[1 - axis] <= other[3 - axis]:
                run = _around(other, run)
            else:
                still.append(other)
        if len(still) > _MOST_OPEN:
            return []
        under_way = [*still, run]
    lengths = ((run, run[3 - axis] - run[1 - axis]) for run in (*joined, *under_way))
    return [run for run, length in lengths if run.dark <= 2 * thick * length]


def _around(one: Run, other: Run) -> Run:
    return Run(
        min(one.left, other.left), min(one.top, other.top), max(one.right, other.right),
        max(one.bottom, other.bottom), one.dark + other.dark,
    )  # fmt: skip


def turned(picture: Picture, quarters: int) -> Picture:
    """The picture turned by `quarters` × 90° clockwise."""
    width, height, pixels = picture.width, picture.height, picture.pixels
    match quarters % 4:
        case 1:
            columns = (pixels[column::width][::-1] for column in range(width))
            return Picture(height, width, b"".join(columns), picture.dpi)
        case 2:
            return Picture(width, height, pixels[::-1], picture.dpi)
        case 3:
            columns = (pixels[column::width] for column in range(width - 1, -1, -1))
            return Picture(height, width, b"".join(columns), picture.dpi)
        case _:
            return picture


def without(picture: Picture, rules: list[Run]) -> Picture:
    """The picture with its level rules painted over, blurred edges and all: what stands in cells is read better."""
    width = picture.width
    pixels = bytearray(picture.pixels)
    edge = max(1, round(_BLUR_MM / _MM * picture.dpi))
    thick = max(3, round(_THICK_MM / _MM * picture.dpi))
    for rule in rules:
        if min(rule.right - rule.left, rule.bottom - rule.top) > thick:
            continue  # it slants: the box around it holds text
        left, right = max(0, rule.left - edge), min(width, rule.right + edge)
        for row in range(max(0, rule.top - edge), min(picture.height, rule.bottom + edge)):
            pixels[row * width + left : row * width + right] = b"\xff" * (right - left)
    return Picture(width, picture.height, bytes(pixels), picture.dpi)


def levelled(picture: Picture, slope: float) -> Picture:
    """The picture with lines that sink by `slope` pixels a pixel made level, and what leans with them upright."""
    width, height, pixels = picture.width, picture.height, picture.pixels
    white = b"\xff" * width
    # Both shears move whole pixels: strips of columns up or down, then rows to the left or right.
    steps = (round((step + 0.5) / abs(slope)) for step in range(round(abs(slope) * width)))
    edges = [0, *(step for step in steps if 0 < step < width), width]
    strips = [(left, right, round(slope * (left + right) / 2)) for left, right in pairwise(edges)]
    rows: list[bytes] = []
    for row in range(height):
        pieces = [
            pixels[at * width + left : at * width + right] if 0 <= (at := row + drop) < height else white[left:right]
            for left, right, drop in strips
        ]
        shift = round(-slope * row)
        line = b"".join(pieces)
        rows.append(line[shift:] + white[:shift] if shift >= 0 else white[shift:] + line[:shift])
    return Picture(width, height, b"".join(rows), picture.dpi)
