"""Tables whose cells are parted by tabs, as spreadsheets and word processors write them to plain text.

Reads: lines of `Sheet` with tabs. Writes: blocks of kind CELL and tables.
"""

from __future__ import annotations

import re

from lotrinh.reading.document import BlockKind, Cell, Table
from lotrinh.reading.sheet import Draft, Sheet

_FEWEST_ROWS = 3
_MOTTO = re.compile(r"CỘNG H|Cộng [Hh]|Độc lập|ĐỘC LẬP|ĐẢNG CỘNG SẢN|Nơi nhận")


def tab_region(sheet: Sheet, first: int) -> int:
    """Line behind the table that begins at `first`; `first` itself when the tabs there are only indents."""
    index = end = first
    rows = full = 0
    while index < len(sheet.lines) and "\t" in sheet.raw(index):
        line = sheet.lines[index]
        if line:
            if _MOTTO.search(line):  # a letterhead or a signature, typed with tabs
                break
            filled = sum(1 for cell in line.split("\t") if cell.strip())
            rows += 1
            full += filled > 1
            end = index + 1
        index += 1
    return end if rows >= _FEWEST_ROWS and full * 2 >= rows and full >= _FEWEST_ROWS else first


def put_tab_tables(draft: Draft, sheet: Sheet, first: int, last: int) -> None:
    """Add the tables of ``lines[first:last]``; a lone cell below a blank row is the title of the next one."""
    rows: list[tuple[Cell, ...]] = []
    start = end = 0
    for index in range(first, last):
        line = sheet.lines[index]
        if not line:
            continue
        title = "\t" not in line and not sheet.raw(index)[0].isspace()
        if title and (index == first or not sheet.lines[index - 1]):
            _close(draft, rows, start, end)
            rows = []
            draft.put(sheet.starts[index], sheet.end(index))
            continue
        if not rows:
            start = sheet.starts[index]
        end = sheet.end(index)
        rows.append(_row(draft, sheet.raw(index), sheet.begins[index]))
    _close(draft, rows, start, end)


def _close(draft: Draft, rows: list[tuple[Cell, ...]], start: int, end: int) -> None:
    if rows:
        draft.tables.append(Table(start, end, tuple(rows)))


def _row(draft: Draft, raw: str, at: int) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for column, part in enumerate(raw.rstrip().split("\t")):
        content = part.strip()
        block = -1
        if content:
            begin = at + len(part) - len(part.lstrip())
            block = draft.put(begin, begin + len(content), BlockKind.CELL)
        cells.append(Cell(block, column))
        at += len(part) + 1
    return tuple(cells)
