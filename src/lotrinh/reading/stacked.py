"""Tables whose cells stand one to a line, as pages print them that lost their rules.

Reads: lines of `Sheet`. Writes: blocks of kind CELL and a flattened `Table`.

"TT / Chỉ tiêu / Đơn vị / Năm 2030 / 1 / Tỷ lệ … / % / 90 / 2 / …": the header's first cell stands over the numbers of
the rows, and from each number to the next lie as many lines as the header has cells. A row that lacks one ends it.
"""

from __future__ import annotations

from typing import NamedTuple

from lotrinh.reading.columns import heads_numbers
from lotrinh.reading.document import BlockKind, Cell, Notice, Table
from lotrinh.reading.sheet import Draft, Sheet

_FEWEST_COLUMNS, _MOST_COLUMNS = 3, 12
_FEWEST_ROWS = 2
_LONGEST_HEADER, _LONGEST_CELL = 60, 300  # characters
_LONGEST_NUMBER_HEADING = 12  # "Số thứ tự"
_BARS = ("|", "\t")


class Stack(NamedTuple):
    """The lines of a table's cells, row by row; `end`: the line behind the last one."""

    rows: tuple[tuple[int, ...], ...]
    end: int


def may_head_stack(line: str) -> bool:
    """Whether a line may be the first cell of such a table (a quick look)."""
    return len(line) <= _LONGEST_NUMBER_HEADING and line[:1] in "STst*" and heads_numbers(line)


def stack_at(lines: list[str], first: int) -> Stack | None:
    """The table whose header begins at line `first`; None when the lines there are none."""
    cells = _filled(lines, first, _MOST_COLUMNS + 1)
    width = next((at for at, line in enumerate(cells) if _number(lines[line]) == 1), 0)
    if not _FEWEST_COLUMNS <= width <= _MOST_COLUMNS or any(
        len(lines[line]) > _LONGEST_HEADER for line in cells[:width]
    ):
        return None
    rows = [tuple(cells[:width])]
    at = cells[width]
    while True:
        row = _filled(lines, at, width)
        if len(row) < width or not _is_row(lines, row, len(rows)) or _reaches_over(lines, row, len(rows) + 1):
            break
        rows.append(tuple(row))
        at = row[-1] + 1
    return Stack(tuple(rows), rows[-1][-1] + 1) if len(rows) > _FEWEST_ROWS else None


def put_stack(draft: Draft, sheet: Sheet, stack: Stack) -> None:
    """Add the table to the draft."""
    start, end = sheet.starts[stack.rows[0][0]], sheet.end(stack.end - 1)
    rows = tuple(
        tuple(
            Cell(draft.put(sheet.starts[line], sheet.end(line), BlockKind.CELL), column)
            for column, line in enumerate(row)
        )
        for row in stack.rows
    )
    draft.tables.append(Table(start, end, rows, flattened=True))
    draft.notices.append(Notice("tables_flattened", start, end))


def _filled(lines: list[str], first: int, count: int) -> list[int]:
    """The next so many lines with text, from `first` on."""
    found: list[int] = []
    for index in range(first, min(len(lines), first + 4 * count)):
        if lines[index]:
            found.append(index)
            if len(found) == count:
                break
    return found


def _is_row(lines: list[str], row: list[int], number: int) -> bool:
    """Whether the cells are the row of that number: its number, words, and no running text."""
    words = lines[row[1]]
    if _number(lines[row[0]]) != number or not any(char.isalpha() for char in words):
        return False
    return all(len(lines[line]) <= _LONGEST_CELL and not any(bar in lines[line] for bar in _BARS) for line in row)


def _reaches_over(lines: list[str], row: list[int], following: int) -> bool:
    """Whether a cell is missing, so that the row ends with the number of the next one."""
    if _number(lines[row[-1]]) != following:
        return False
    below = _filled(lines, row[-1] + 1, 1)
    return not below or _number(lines[below[0]]) != following


def _number(line: str) -> int:
    """The plain number a line prints, "1" or "01."; -1 for anything else."""
    plain = line.strip("*_ .)")
    return int(plain) if plain.isdecimal() and len(plain) <= 3 else -1
