"""Lines side by side: letterhead and signature in two columns, tables without rules.

Reads: lines of a page, some of them parted by wide gaps. Writes: flows in reading order: plain lines,
two columns to be read one after the other, or rows of a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lotrinh.core.vietnamese.text import shadow
from lotrinh.reading.pdf.lines import Line, Segment, begins_motto, joined

_TABLE_COLUMNS = 3
_TABLE_LINES = 3
_PAIRED = 0.7  # two columns are a table when this part of the lines stands in both
_PAIRED_LINES = 4
_FILLED = 0.8  # a line of running text fills this part of its column
_SIMILAR = 0.7  # columns of text are about as wide as each other
_PROSE_WIDTH = 12  # heights
_PROSE_LINES = 6
_APART = 1.8  # heights between two lines that no longer stand together
_DATE = re.compile(shadow(r"\bngày\b.{0,10}\btháng\b.{0,10}\bnăm\b"))
_SIGNATURE = shadow("nơi nhận")


@dataclass(slots=True)
class Flow:
    """Lines to be read together: one column of them, or several columns, or the rows of a table."""

    columns: list[list[Segment]] = field(default_factory=list)
    rows: list[list[list[Segment]]] = field(default_factory=list)  # row → column → lines of the cell
    signed: bool = False  # the right column is a signature
    is_prose: bool = False  # running text in two columns


def flows_of(lines: Sequence[Line]) -> list[Flow]:
    """Flows from top to bottom; every segment stands in exactly one."""
    flows: list[Flow] = []
    plain: list[Segment] = []
    at = 0
    while at < len(lines):
        flow, end = (None, at)
        if len(lines[at]) >= _TABLE_COLUMNS:
            flow, end = _table(lines, at)
        seed = lines[at] if len(lines[at]) > 1 else _staggered(lines, at)
        if flow is None and seed:
            # What stands above the right column alone belongs to it.
            start = at
            while (
                start > 0 and plain and plain[-1] is lines[start - 1][0] and _is_right_of(plain[-1], lines[start], seed)
            ):
                start -= 1
                plain.pop()
            flow, end = _two_columns(lines, start, at, seed)
            if flow is None:
                plain.extend(joined(line) for line in lines[start:at])
        if flow is None:
            plain.append(joined(lines[at]))
            at += 1
            continue
        if plain:
            flows.append(Flow([plain]))
            plain = []
        flows.append(flow)
        at = end
    if plain:
        flows.append(Flow([plain]))
    return flows


def _staggered(lines: Sequence[Line], at: int) -> Line:
    """The two columns of a signature whose lines stand at different heights, as one line; () when none."""
    line = lines[at][0]
    if not shadow(line.text).startswith(_SIGNATURE):
        return ()
    for near in (at - 1, at + 1):
        if 0 <= near < len(lines) and len(lines[near]) == 1:
            other = lines[near][0]
            if other.left > line.right + 2 * line.height and abs(other.base - line.base) < 3 * line.height:
                return line, other
    return ()


def _two_columns(lines: Sequence[Line], start: int, at: int, seed: Line) -> tuple[Flow | None, int]:
    """Two columns around a gap of `seed`, from line `start` on, and the line after them; None when there are none.

    The gutter is the widest strip of the gap that stays free in all lines from `at` on.
    """
    free = [(before.right, after.left) for before, after in pairwise(seed)]
    end = at
    while end < len(lines) and not _is_centred(lines[end], seed):
        strips = _freed(free, lines[end])
        if end == at + 1 and _opens_columns(lines, end):
            break
        if max((right - left for left, right in strips), default=0.0) < lines[end][0].height / 2:
            break
        free = strips
        end += 1
    gutter = max(free, key=lambda strip: strip[1] - strip[0])
    middle = (gutter[0] + gutter[1]) / 2
    zone = list(lines[start:end])
    sides = [_sides(line, middle) for line in zone]
    signed = _is_signature(sides)
    if not signed:
        while sides and not sides[-1][1]:
            sides.pop()
            end -= 1
    if len(sides) < 2 and not (sides and _is_letterhead(lines[at])):
        return None, at
    both = sum(bool(left and right) for left, right in sides)
    if both >= _PAIRED_LINES and both >= _PAIRED * len(sides) and not _is_prose(sides):
        return Flow(rows=[[left, right] for left, right in sides]), end
    columns = [[joined(tuple(side[number])) for side in sides if side[number]] for number in (0, 1)]
    return Flow([column for column in columns if column], signed=signed, is_prose=_is_prose(sides)), end


def _is_prose(sides: list[tuple[list[Segment], list[Segment]]]) -> bool:
    """Whether both columns are running text: their lines are about as wide as each other, and fill them."""
    if len(sides) < _PROSE_LINES:
        return False
    widest: list[float] = []
    for at in (0, 1):
        widths = [segment.right - segment.left for side in sides for segment in side[at]]
        widest.append(max(widths, default=0.0))
        if 2 * sum(width > _FILLED * widest[-1] for width in widths) <= len(widths):
            return False
    height = max(segment.height for side in sides[0] for segment in side)
    return min(widest) > max(_SIMILAR * max(widest), _PROSE_WIDTH * height)


def _is_letterhead(line: Line) -> bool:
    """Whether a line alone has the two halves of a letterhead: office and motto, number and date."""
    if len(line) != 2:
        return False
    right = line[1].text
    return begins_motto(right.replace(" ", "")) or bool(_DATE.search(shadow(right)))


def _opens_columns(lines: Sequence[Line], at: int) -> bool:
    """Whether a line, well apart from those above, has columns of its own."""
    line = lines[at]
    apart = lines[at - 1][0].base - line[0].base > _APART * line[0].height
    return apart and (len(line) > 1 or bool(_staggered(lines, at)))


def _is_right_of(above: Segment, below: Line, seed: Line) -> bool:
    """Whether a line, close above another, belongs to the right one of the two columns of `seed`."""
    return above.left > (seed[0].right + seed[1].left) / 2 and above.base - below[0].base < 3 * above.height


def _is_centred(line: Line, seed: Line) -> bool:
    """Whether a line stands alone in the middle between two columns: the title below a letterhead."""
    left, middle = line[0].left, (line[0].left + line[0].right) / 2
    return len(line) == 1 and any(before.right < left and middle < after.left for before, after in pairwise(seed))


def _freed(free: list[tuple[float, float]], line: Line) -> list[tuple[float, float]]:
    """What `line` leaves free of some strips."""
    for segment in line:
        strips: list[tuple[float, float]] = []
        for left, right in free:
            if segment.right <= left or right <= segment.left:
                strips.append((left, right))
                continue
            if left < segment.left:
                strips.append((left, segment.left))
            if segment.right < right:
                strips.append((segment.right, right))
        free = strips
    return free


def _sides(line: Line, middle: float) -> tuple[list[Segment], list[Segment]]:
    return [segment for segment in line if segment.left < middle], [s for s in line if s.left >= middle]


def _is_signature(sides: list[tuple[list[Segment], list[Segment]]]) -> bool:
    return any(shadow(left[0].text).startswith(_SIGNATURE) for left, _ in sides if left)


def _table(lines: Sequence[Line], start: int) -> tuple[Flow | None, int]:
    """A table without rules: lines whose segments stand in the same three columns or more."""
    edges: list[list[float]] = []
    end = start
    full = 0
    while end < len(lines) and (moved := _fitted(edges, lines[end])) is not None:
        if end > start and lines[end - 1][0].base - lines[end][0].base > 3 * lines[end][0].height:
            break
        edges = moved
        full += len(lines[end]) >= _TABLE_COLUMNS
        end += 1
    if full < _TABLE_LINES or len(edges) < _TABLE_COLUMNS:
        return None, start
    rows: list[list[list[Segment]]] = []
    for line in lines[start:end]:
        cells: list[list[Segment]] = [[] for _ in edges]
        for segment in line:
            cells[_column(edges, segment)].append(segment)
        # A line that begins no row goes on with the cells above.
        if rows and not cells[0] and sum(map(bool, cells)) < len(edges) / 2:
            for cell, more in zip(rows[-1], cells, strict=True):
                cell.extend(more)
        else:
            rows.append(cells)
    return Flow(rows=rows), end


def _fitted(edges: list[list[float]], line: Line) -> list[list[float]] | None:
    """Column intervals widened by `line`, None when a segment would join two columns."""
    moved = [list(edge) for edge in edges]
    for segment in line:
        touched = [edge for edge in moved if edge[0] < segment.right and segment.left < edge[1]]
        if len(touched) > 1 or (not touched and len(line) == 1):
            return None
        if touched:
            touched[0][0] = min(touched[0][0], segment.left)
            touched[0][1] = max(touched[0][1], segment.right)
        else:
            moved.append([segment.left, segment.right])
    moved.sort()
    apart = all(before[1] <= after[0] for before, after in pairwise(moved))
    return moved if apart else None


def _column(edges: list[list[float]], segment: Segment) -> int:
    middle = (segment.left + segment.right) / 2
    return min(range(len(edges)), key=lambda at: abs((edges[at][0] + edges[at][1]) / 2 - middle))
