"""Pipe tables of Markdown and of converters: ``| a | b |``, even or uneven.

Reads: lines of `Sheet` that begin with "|". Writes: blocks of kind CELL and a `Table`.
"""

from __future__ import annotations

import re

from lotrinh.reading.document import BlockKind, Cell, Table
from lotrinh.reading.sheet import Draft, Sheet

_BAR = re.compile(r"(?<!\\)\|")
_DELIMITER = re.compile(r"[|:\-\s–—]*-[|:\-\s–—]*$")


def pipe_region(lines: list[str], first: int) -> int:
    """Line behind the pipe table that begins at `first`; `first` itself when there is none."""
    index = first
    if lines[first][0] == "|":
        if lines[first].count("|") < 2 or not lines[first].strip("| \t"):
            return first
        while index < len(lines) and lines[index].startswith("|"):
            index += 1
        return index
    while index < len(lines) and lines[index].endswith("|") and lines[index].count("|") > 1:
        index += 1
    return index


def put_pipe_table(draft: Draft, sheet: Sheet, first: int, last: int) -> None:
    """Add the table of ``lines[first:last]``: every cell a block, every line a row."""
    rows: list[tuple[Cell, ...]] = []
    for index in range(first, last):
        line, start = sheet.lines[index], sheet.starts[index]
        if _DELIMITER.match(line):
            continue
        row = _row(draft, line, start)
        if row:
            rows.append(row)
    if rows:
        draft.tables.append(Table(sheet.starts[first], sheet.end(last - 1), tuple(rows)))


def _row(draft: Draft, line: str, start: int) -> tuple[Cell, ...]:
    bars = [bar.start() for bar in _BAR.finditer(line)]
    if not bars or bars[-1] != len(line) - 1:
        bars.append(len(line))
    cells: list[Cell] = []
    at = 1 if line.startswith("|") else 0
    for column, bar in enumerate(bars[1:] if at else bars):
        raw = line[at:bar]
        content = raw.strip()
        block = -1
        if content:
            begin = start + at + len(raw) - len(raw.lstrip())
            block = draft.put(begin, begin + len(content), BlockKind.CELL)
        cells.append(Cell(block, column))
        at = bar + 1
    return tuple(cells)
