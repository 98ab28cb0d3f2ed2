"""Cells of tables that print values below heads of years or of parts: what one says.

Reads: `Prose`, a `Cell` or the `Line` it is, a `Table`. Writes: the line, its words, whether it is a value; the heads.
"""

from __future__ import annotations

from collections.abc import Iterable

from lotrinh.extraction.measures.cell_values import measure_of
from lotrinh.extraction.prose import Line, Prose
from lotrinh.reading.document import Cell, Table


def line_of(prose: Prose, cell: Cell) -> Line | None:
    """The line that a cell is; None of an empty one."""
    line = prose.lines[cell.block] if cell.block >= 0 else None
    return line if line is not None and line.end > line.start else None


def row_of(prose: Prose, row: Iterable[Cell]) -> dict[int, Line]:
    """The lines of a row's cells by column, without the empty ones."""
    return {cell.column: line for cell in row if (line := line_of(prose, cell)) is not None}


def printed(prose: Prose, line: Line) -> str:
    """The words of a cell, on one line, without marks of print around them."""
    return " ".join(prose.quote(line.start, line.end).split()).strip("* ")


def is_value(prose: Prose, line: Line) -> bool:
    """Whether a cell prints a measure and nothing else."""
    return measure_of(prose, line.start, line.end, line.index) is not None


def heads_of(prose: Prose, table: Table, place: int) -> tuple[dict[int, tuple[Line, Line | None]], int]:
    """What stands over the columns right of column `place`, and the first row below the header of one row or two.

    By column: its head, and its own word below that head where the header has a second row.
    """
    above: dict[int, Line] = {}
    last: Line | None = None
    for cell in sorted(table.rows[0], key=lambda cell: cell.column):
        last = line_of(prose, cell) or last  # a Markdown table cannot span columns
        if cell.column > place and last is not None:
            above.update(dict.fromkeys(range(cell.column, cell.column + cell.column_span), last))
    below = row_of(prose, table.rows[1])
    second = bool(below) and min(below) > place and not any(is_value(prose, line) for line in below.values())
    return {at: (above[at], below.get(at) if second else None) for at in sorted(above)}, 2 if second else 1
