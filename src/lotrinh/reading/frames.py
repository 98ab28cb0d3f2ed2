"""Flattened frames: what stood in a table of a web page stands between bare "|" lines.

Reads: lines of `Sheet`. Writes: blocks of kind CELL, LETTERHEAD, PARAGRAPH; tables.

A converter wrote every row as ``| cell | cell |`` with line breaks inside the cells, one row behind the
other. So one bar parts two cells, and two bars in a row either end a row and begin the next or enclose
an empty cell. Letterheads and signatures are such tables too; they are told by their words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container
from typing import NamedTuple

from lotrinh.reading.columns import heads_numbers
from lotrinh.reading.document import BlockKind
from lotrinh.reading.flattened import put_flattened
from lotrinh.reading.paragraphs import is_rule
from lotrinh.reading.sheet import Draft, Sheet

BAR = "|"
_MOST_LINES, _MOST_CHARACTERS = 60, 4000  # of a cell; more is running text between two tables
_MANY_PARAGRAPHS, _LONG_LINE = 8, 90  # so many lines that are not wrapped are running text as well
_LETTERHEAD_CELLS = 4  # the motto stands in one of so many first cells
_HEADING_CELLS = 12  # so many tell one header from another
_LONGEST_ISSUER = 80
_LONGEST_NUMBER_AND_PLACE = 120
MOTTO = re.compile(r"CỘNG H|Độc lập|ĐỘC LẬP|ĐẢNG CỘNG SẢN")
_SIGNATURE = re.compile(r"\*{0,3}(?:Nơi nhận|NƠI NHẬN|(?:TM|T/M|KT|TL|TUQ|Q)\. ?[A-ZĐỦỤ])")
_NUMBER_AND_PLACE = re.compile(r"\*{0,3}Số\b|[\s\S]{0,40}ngày")

_FRAME_FIRST = frozenset("*TSNKQ")  # first characters of headings and signatures above

PutProse = Callable[[int, int], None]


class Piece(NamedTuple):
    """The lines ``[first, last)`` between two bars, and how many bars stand directly before them."""

    bars: int
    first: int
    last: int


class Chain(NamedTuple):
    """Pieces with bars between, before and behind them; `end` is the line where running text goes on."""

    pieces: list[Piece]
    bars: int
    end: int

    def run_ends(self) -> list[int]:
        """For every piece the index behind the last one that single bars join to it."""
        ends = [len(self.pieces)] * len(self.pieces)
        for index in range(len(self.pieces) - 2, -1, -1):
            ends[index] = index + 1 if self.pieces[index + 1].bars > 1 else ends[index + 1]
        return ends


def chain_at(lines: list[str], first: int, furniture: Container[int] = ()) -> Chain:
    """The chain that begins on line `first`: with a bar, or with a cell whose bar is missing."""
    pieces: list[Piece] = []
    bars = 0 if lines[first] == BAR else 1
    index = end = first
    while index < len(lines):
        if lines[index] == BAR:
            bars += 1
            index += 1
            end = index
            continue
        close = _cell_end(lines, index, furniture)
        if close < 0:
            break
        if not is_rule(lines[index]) or any(not is_rule(line) for line in lines[index + 1 : close]):
            pieces.append(Piece(bars, index, close))
            bars = 0
        if lines[close - 1].endswith(BAR):  # "cell |": the bar stands behind the last word
            bars += 1
            end = close
        index = close
    return Chain(pieces, bars, end)


def _cell_end(lines: list[str], first: int, furniture: Container[int]) -> int:
    """Line behind the cell that begins at `first`; -1 when it is running text."""
    size = 0
    for index in range(first, min(first + _MOST_LINES, len(lines))):
        line = lines[index]
        if line == BAR:
            return index
        size += len(line)
        if not line or line[0] == BAR or size > _MOST_CHARACTERS or index in furniture:
            return -1
        count = index - first + 1
        if count > _MANY_PARAGRAPHS and size > count * _LONG_LINE:
            return -1
        if line[-1] == BAR:
            return index + 1 if line.count(BAR) == 1 else -1
    return -1


def lost_first_cell(lines: list[str], bar: int, furniture: Container[int]) -> bool:
    """Whether the line above the bar at `bar` is the first cell of its frame, which has no bar in front.

    So are the issuer over a letterhead that keeps only the bars behind its cells, and the first label of
    a box below the site's own notices.
    """
    if bar == 0 or not (line := lines[bar - 1]) or line[-1] == BAR or bar - 1 in furniture:
        return False
    if line.rstrip("* ").endswith(":"):
        return bar - 2 in furniture or (bar > 1 and lines[bar - 2] == "#")
    return (
        len(line) < _LONGEST_ISSUER and line.isupper() and MOTTO.search(" ".join(lines[bar + 1 : bar + 3])) is not None
    )


def put_chain(draft: Draft, sheet: Sheet, chain: Chain, put_prose: PutProse) -> None:
    """Add everything in `chain`: letterheads, signatures, tables, and running text between two tables."""
    pieces, ends = chain.pieces, chain.run_ends()
    mottos = _mottos(sheet, pieces)
    at = 0
    while at < len(pieces):
        stop = min(ends[at], at + _LETTERHEAD_CELLS)
        motto = _first_within(mottos, at, stop)
        if motto >= 0:
            at = _put_letterhead(draft, sheet, pieces, at, motto + 1)
        elif any(_is_signature(sheet, piece) for piece in pieces[at : min(at + 2, stop)]):
            at = _put_cells(draft, sheet, pieces, at, min(at + 2, stop), BlockKind.CELL)
        else:
            at = _put_table(draft, sheet, chain, ends, mottos, at, put_prose)
            continue
        if at < len(pieces) and pieces[at].bars == 1:  # its bar closed the frame
            put_prose(pieces[at].first, pieces[at].last)
            at += 1


def _mottos(sheet: Sheet, pieces: list[Piece]) -> list[int]:
    """The pieces that hold the motto of a letterhead, found by one search for the whole chain."""
    if not pieces:
        return []
    found = MOTTO.finditer(sheet.text, sheet.starts[pieces[0].first], sheet.end(pieces[-1].last - 1))
    begins = [sheet.starts[piece.first] for piece in pieces]
    return list(dict.fromkeys(bisect_right(begins, motto.start()) - 1 for motto in found))


def _first_within(mottos: list[int], first: int, last: int) -> int:
    """The first motto in ``pieces[first:last]``, or -1."""
    at = bisect_left(mottos, first)
    return mottos[at] if at < len(mottos) and mottos[at] < last else -1


def _is_signature(sheet: Sheet, piece: Piece) -> bool:
    return _SIGNATURE.match(sheet.text, sheet.starts[piece.first], sheet.end(piece.last - 1)) is not None


def _words(sheet: Sheet, piece: Piece) -> str:
    return sheet.text[sheet.starts[piece.first] : sheet.end(piece.last - 1)]


def _put_letterhead(draft: Draft, sheet: Sheet, pieces: list[Piece], first: int, last: int) -> int:
    """Put issuer and motto, and number and date below them when they follow."""
    at = _put_cells(draft, sheet, pieces, first, last, BlockKind.LETTERHEAD)
    stop = min(at + 2, len(pieces))
    while at < stop and _NUMBER_AND_PLACE.match(words := _words(sheet, pieces[at])):
        if len(words) > _LONGEST_NUMBER_AND_PLACE:
            break
        at = _put_cells(draft, sheet, pieces, at, at + 1, BlockKind.LETTERHEAD)
    return at


def _put_cells(draft: Draft, sheet: Sheet, pieces: list[Piece], first: int, last: int, kind: BlockKind) -> int:
    for piece in pieces[first:last]:
        start, end = cell_span(sheet, piece.first, piece.last)
        draft.put(start, end, kind)
    return last


def cell_span(sheet: Sheet, first: int, last: int) -> tuple[int, int]:
    """Offsets of a cell's text without the ruled lines around it."""
    while first < last and is_rule(sheet.lines[first]):
        first += 1
    while first < last and is_rule(sheet.lines[last - 1]):
        last -= 1
    line = sheet.lines[last - 1]
    return sheet.starts[first], sheet.starts[last - 1] + len(line.rstrip("| ") if line[-1] == BAR else line)


def _put_table(
    draft: Draft, sheet: Sheet, chain: Chain, ends: list[int], mottos: list[int], first: int, put_prose: PutProse
) -> int:
    """Put the table that begins at piece `first`; returns the piece to go on with."""
    pieces = chain.pieces
    last = _table_end(sheet, pieces, ends, mottos, first)
    if last == first:  # running text before a header
        put_prose(pieces[first].first, pieces[first].last)
        return first + 1
    gaps = [piece.bars for piece in pieces[first + 1 : last]]
    gaps.append(chain.bars if last == len(pieces) else max(1, pieces[last].bars - 1))
    opening = pieces[first].bars - (1 if first == 0 or pieces[first].bars == 1 else 2)
    spans = [cell_span(sheet, piece.first, piece.last) for piece in pieces[first:last]]
    used = put_flattened(draft, sheet.text, spans, gaps, opening)
    if first + used < len(pieces) and pieces[first + used].bars == 1:
        at = first + used
        put_prose(pieces[at].first, pieces[at].last)
        return at + 1
    return first + used


def _table_end(sheet: Sheet, pieces: list[Piece], ends: list[int], mottos: list[int], first: int) -> int:
    """Index behind the last piece of the table: before another header, a letterhead, a signature."""
    header = _heading(sheet, pieces[first : min(ends[first], first + _HEADING_CELLS)])
    for index in range(first, len(pieces)):
        after = index + 1
        if after < len(pieces) and pieces[after].bars == 1 and _opens_frame(sheet, pieces[after]):
            return index
        if index > first and pieces[index].bars > 1:
            letterhead = _first_within(mottos, index, min(ends[index], index + _LETTERHEAD_CELLS)) >= 0
            if letterhead or _is_signature(sheet, pieces[index]):
                return index
            row = pieces[index : min(ends[index], index + _HEADING_CELLS)]
            if _opens_frame(sheet, row[0]) and header != _heading(sheet, row):
                return index
    return len(pieces)


def _opens_frame(sheet: Sheet, piece: Piece) -> bool:
    """Whether a cell can only be the first of its table."""
    if sheet.lines[piece.first][0] not in _FRAME_FIRST:
        return False
    return heads_numbers(_key(sheet, piece)) or _is_signature(sheet, piece)


def _heading(sheet: Sheet, row: list[Piece]) -> list[str]:
    return [_key(sheet, piece) for piece in row]


def _key(sheet: Sheet, piece: Piece) -> str:
    """What a header cell says, whatever its emphasis and wraps; "" for a long cell."""
    if piece.last - piece.first > 3:
        return ""
    return " ".join("".join(_words(sheet, piece).split("*")).split()).upper()
