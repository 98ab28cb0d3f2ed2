"""Tables whose cells stand one to a line, as pages print them that lost their rules.

Reads: lines of `Sheet`. Writes: blocks of kind CELL and a flattened `Table`.

"TT / Chỉ tiêu / Đơn vị / Năm 2030 / 1 / Tỷ lệ … / % / 90 / 2 / …": the header's first cell stands over the numbers of
the rows, and from each number to the next lie as many lines as the header has cells; one fewer where a cell of the
header spans those that follow the header's end ("So sánh / % / +,-"). Between numbered rows may stand a group
("II / Chăn nuôi") and rows without a number, whose cells are known by where figures stand. A row that lacks a cell
ends the table.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lotrinh.core.vietnamese.text import shadow
from lotrinh.reading.columns import heads_numbers
from lotrinh.reading.document import BlockKind, Cell, Notice, Table
from lotrinh.reading.sheet import Draft, Sheet

_FEWEST_COLUMNS, _MOST_COLUMNS = 3, 12
_FEWEST_ROWS = 2
_LONGEST_HEADER, _LONGEST_CELL = 60, 300  # characters
_LONGEST_NUMBER_HEADING = 12  # "Số thứ tự"
_LONGEST_BELOW, _MOST_BELOW = 24, 4  # characters and cells of a second row of headers
_LONGEST_NAME = 120  # characters of a row without a number
_BARS = ("|", "\t")
_GROUP = re.compile(r"\W*(?:[IVX]{1,5}|[A-E])\W*")
_SPANS = re.compile(shadow(r"(?:so (?:sánh|với)|thực hiện|kế hoạch|kết quả|tỷ lệ|tăng|lũy kế|chia ra|trong đó)\b"))


class Place(NamedTuple):
    """A line that holds a cell, and the column where the cell begins."""

    line: int
    column: int
    span: int = 1


class Stack(NamedTuple):
    """The lines of a table's cells, row by row; `end`: the line behind the last one."""

    rows: tuple[tuple[Place, ...], ...]
    end: int


def may_head_stack(line: str) -> bool:
    """Whether a line may be the first cell of such a table (a quick look)."""
    return len(line) <= _LONGEST_NUMBER_HEADING and line[:1] in "STst*" and heads_numbers(line)


def stack_at(lines: list[str], first: int) -> Stack | None:
    """The table whose header begins at line `first`; None when the lines there are none."""
    cells = _filled(lines, first, _MOST_COLUMNS + 3)
    headed = next((at for at in range(1, len(cells)) if _opens_rows(lines, cells[at : at + 3])), 0)
    head = cells[:headed]
    if not _FEWEST_COLUMNS <= headed <= _MOST_COLUMNS + 1 or any(len(lines[line]) > _LONGEST_HEADER for line in head):
        return None
    found, most = None, 0
    for header in filter(None, (_plain_header(head), _spanning_header(lines, head))):
        width = max(place.column + place.span for place in header[0])
        rows = _rows(lines, head[-1] + 1, width)
        whole = sum(len(row) + row[0].column == width for row in rows)
        numbered = sum(row[0].column == 0 and len(row) == width for row in rows)
        if numbered >= _FEWEST_ROWS and whole > most:
            found, most = Stack((*header, *rows), rows[-1][-1].line + 1), whole
    return found


def put_stack(draft: Draft, sheet: Sheet, stack: Stack) -> None:
    """Add the table to the draft."""
    start, end = sheet.starts[stack.rows[0][0].line], sheet.end(stack.end - 1)
    rows = tuple(
        tuple(
            Cell(draft.put(sheet.starts[place.line], sheet.end(place.line), BlockKind.CELL), place.column, place.span)
            for place in row
        )
        for row in stack.rows
    )
    draft.tables.append(Table(start, end, rows, flattened=True))
    draft.notices.append(Notice("tables_flattened", start, end))


def _plain_header(head: list[int]) -> list[tuple[Place, ...]]:
    return [tuple(Place(line, column) for column, line in enumerate(head))]


def _spanning_header(lines: list[str], head: list[int]) -> list[tuple[Place, ...]]:
    """The header's two rows where its last cells stand below one of those before them; [] when none does."""
    for below in range(2, min(_MOST_BELOW, len(head) - _FEWEST_COLUMNS) + 1):
        spanning = len(head) - 1 - below
        short = all(len(lines[line]) <= _LONGEST_BELOW for line in head[spanning + 1 :])
        if short and _SPANS.match(shadow(lines[head[spanning]].strip("* "))):
            above = [Place(line, column) for column, line in enumerate(head[:spanning])]
            under = tuple(Place(line, spanning + at) for at, line in enumerate(head[spanning + 1 :]))
            return [(*above, Place(head[spanning], spanning, below)), under]
    return []


def _rows(lines: list[str], at: int, width: int) -> list[tuple[Place, ...]]:
    """The rows from line `at` on, up to the first one that is not whole."""
    rows: list[tuple[Place, ...]] = []
    awaited, figures = 1, frozenset[int]()
    while True:
        cells = _filled(lines, at, width + 1)
        if not cells:
            return rows
        number = _number(lines[cells[0]])
        if number in (awaited, 1):
            row = cells[:width]
            if len(row) < width or not _is_row(lines, row) or _reaches_over(lines, row, number + 1):
                return rows
            figures = figures or frozenset(column for column, line in enumerate(row) if _is_figure(lines[line]))
            rows.append(tuple(Place(line, column) for column, line in enumerate(row)))
            awaited = number + 1
        elif _is_group(lines, cells):
            rows.append((Place(cells[0], 0), Place(cells[1], 1)))
        elif row := _unnumbered(lines, cells, width - 1, figures, awaited):
            rows.append(tuple(Place(line, column) for column, line in enumerate(row, start=1)))
        else:
            return rows
        at = rows[-1][-1].line + 1


def _filled(lines: list[str], first: int, count: int) -> list[int]:
    """The next so many lines with text, from `first` on."""
    found: list[int] = []
    for index in range(first, min(len(lines), first + 4 * count)):
        if lines[index]:
            found.append(index)
            if len(found) == count:
                break
    return found


def _opens_rows(lines: list[str], cells: list[int]) -> bool:
    """Whether the first row begins with these cells: "1", or a group above it."""
    return _number(lines[cells[0]]) == 1 or _is_group(lines, cells)


def _is_group(lines: list[str], cells: list[int]) -> bool:
    """Whether the cells are a group's label and name with a numbered row below: "II", "Chăn nuôi", "1"."""
    if len(cells) <= _FEWEST_ROWS or not _GROUP.fullmatch(lines[cells[0]]):
        return False
    return any(char.isalpha() for char in lines[cells[1]]) and _number(lines[cells[2]]) > 0


def _is_row(lines: list[str], row: list[int]) -> bool:
    """Whether the cells behind a number are words and figures, and no running text."""
    if not any(char.isalpha() for char in lines[row[1]]):
        return False
    return all(len(lines[line]) <= _LONGEST_CELL and not any(bar in lines[line] for bar in _BARS) for line in row)


def _unnumbered(lines: list[str], cells: list[int], most: int, figures: frozenset[int], awaited: int) -> list[int]:
    """The cells of a row whose number is missing, so far as figures stand where the rows above have them; [] if none.

    The next row's number may come before all columns are filled: a last note is often left out.
    """
    numbered = (at for at in range(1, min(most, len(cells) - 1)) if _number(lines[cells[at]]) in (awaited, 1))
    row = cells[: next((at for at in numbered if not _is_figure(lines[cells[at + 1]])), most)]
    told = {column for column in figures if 0 < column <= len(row)}
    if not told or len(lines[row[0]]) > _LONGEST_NAME or not any(char.isalpha() for char in lines[row[0]]):
        return []
    return row if all(_may_be_figure(lines[row[column - 1]]) for column in told) else []


def _is_figure(cell: str) -> bool:
    return any(char.isdecimal() for char in cell) and not any(char.isalpha() for char in cell)


def _may_be_figure(cell: str) -> bool:
    """Whether a cell holds a figure, with a word of bounding perhaps ("Trên 4"), or says that there is none."""
    return len(cell) <= _LONGEST_BELOW and (any(char.isdecimal() for char in cell) or cell in "-–xX")


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
