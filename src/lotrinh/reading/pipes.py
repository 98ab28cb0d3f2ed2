"""Pipe tables of Markdown and of converters: ``| a | b |``, even or uneven, or with bars only between the cells.

Reads: lines of `Sheet` with bars. Writes: blocks of kind CELL and a `Table`; of a letterhead only its blocks.
"""

from __future__ import annotations

import re

from lotrinh.reading.document import BlockKind, Cell, Table
from lotrinh.reading.frames import MOTTO
from lotrinh.reading.sheet import Draft, Sheet

_BAR = re.compile(r"\|(?<!\\\|)")
_DELIMITER = re.compile(r"[|:\-\s–—]*-[|:\-\s–—]*$")
# Fewer rows, or cells, with bars between them may be a menu or a line of keys.
_FEWEST_BARS = 2
_FEWEST_ROWS = 3
_MOST_BLANKS = 2
_FEWER_IN_HEADER = 2  # cells of a header that stands above several columns
_LETTERHEAD_LINES = 6  # issuer and motto, the line below them, number and date


def is_delimiter(line: str) -> bool:
    """Whether a line is the rule below the header of a Markdown table.

    >>> is_delimiter("| --- | :-: |"), is_delimiter("--- | ---"), is_delimiter("---")
    (True, True, False)
    """
    return "|" in line and "--" in line and _DELIMITER.match(line) is not None


def pipe_region(lines: list[str], first: int) -> int:
    """Line behind the pipe table that begins at `first`; `first` itself when there is none."""
    index = first
    if first + 1 < len(lines) and lines[first][0] != "|" and is_delimiter(lines[first + 1]):
        while index < len(lines) and "|" in lines[index]:
            index += 1
        return index
    if lines[first][0] != "|" and lines[first][-1] != "|":
        return _open_region(lines, first) if " | " in lines[first] else first
    if lines[first][0] != "|":
        while index < len(lines) and lines[index].endswith("|") and lines[index].count("|") > 1:
            index += 1
        return index
    if lines[first].count("|") < 2 or not lines[first].strip("| \t"):
        return first
    closed = lines[first].endswith("|")
    while index < len(lines) and lines[index] and (lines[index][0] == "|" or (closed and _goes_on(lines, index))):
        index += 1
    return index


def _open_region(lines: list[str], first: int) -> int:
    """Line behind the rows ``a | b | c`` that begin at `first`, parted by blank lines or not.

    Headers and rows that name a part of the table may have fewer cells than the others; an empty cell at either edge
    leaves a bar there.
    """
    bars: list[int] = []
    end = index = first
    while index < len(lines) and index - end <= _MOST_BLANKS:
        if lines[index]:
            if "|" not in lines[index]:
                break
            bars.append(lines[index].count("|"))
            end = index + 1
        index += 1
    width = max((count for count in set(bars) if bars.count(count) >= _FEWEST_ROWS), default=0)
    heads = max(_FEWEST_BARS, width - _FEWER_IN_HEADER) <= bars[0] <= width
    return end if heads and width >= _FEWEST_BARS else first


def _goes_on(lines: list[str], index: int) -> bool:
    """Whether a line without a bar in front is the rest of a cell broken over two lines."""
    return not lines[index - 1].endswith("|") and lines[index].endswith("|")


def put_pipe_table(draft: Draft, sheet: Sheet, first: int, last: int) -> None:
    """Add the table of ``lines[first:last]``: every cell a block, every line a row.

    Where rows end with a bar, one that does not goes on below: a cell was broken over two lines.
    """
    closed = sheet.lines[first].endswith("|")
    framed = closed or sheet.lines[first].startswith("|")
    width = len(_bars(sheet.lines[first])) - 1
    start, stop = sheet.starts[first], sheet.end(last - 1)
    letterhead = last - first <= _LETTERHEAD_LINES and MOTTO.search(sheet.text, start, stop) is not None
    kind = BlockKind.LETTERHEAD if letterhead else BlockKind.CELL
    rows: list[tuple[Cell, ...]] = []
    index = first
    while index < last:
        if _DELIMITER.match(sheet.lines[index]) or not sheet.lines[index].strip("| \t"):
            index += 1
            continue
        end = index + 1
        if closed:
            cells = sheet.lines[index].count("|")
            while end < last and not sheet.lines[end - 1].endswith("|") and cells < width:
                cells += sheet.lines[end].count("|")
                end += 1
        rows.append(
            _row(draft, sheet.text[sheet.starts[index] : sheet.end(end - 1)], sheet.starts[index], kind, framed)
        )
        index = end
    if rows and not letterhead:
        draft.tables.append(Table(start, stop, tuple(rows)))


def _bars(row: str, *, framed: bool = True) -> list[int]:
    """Where the bars of a row stand, and its end when no bar closes it; not `framed`: an empty cell may end it."""
    bars = [bar.start() for bar in _BAR.finditer(row)]
    return bars if framed and bars and bars[-1] == len(row) - 1 else [*bars, len(row)]


def _row(draft: Draft, row: str, start: int, kind: BlockKind, framed: bool) -> tuple[Cell, ...]:
    """The cells of a row; not `framed`: bars stand only between cells, so that one in front follows an empty cell."""
    bars = _bars(row, framed=framed)
    at = 1 if framed and row.startswith("|") else 0
    cells: list[Cell] = []
    for column, bar in enumerate(bars[at:]):
        raw = row[at:bar]
        content = raw.strip()
        block = -1
        if content:
            begin = start + at + len(raw) - len(raw.lstrip())
            block = draft.put(begin, begin + len(content), kind)
        cells.append(Cell(block, column))
        at = bar + 1
    return tuple(cells)
