"""Cells of tables that print values below heads of years or of parts: what one says.

Reads: `Prose`, a `Cell` or the `Line` it is. Writes: the line, its words, whether it is a value.
"""

from __future__ import annotations

from lotrinh.extraction.measures.cell_values import measure_of
from lotrinh.extraction.prose import Line, Prose
from lotrinh.reading.document import Cell


def line_of(prose: Prose, cell: Cell) -> Line | None:
    """The line that a cell is; None of an empty one."""
    line = prose.lines[cell.block] if cell.block >= 0 else None
    return line if line is not None and line.end > line.start else None


def printed(prose: Prose, line: Line) -> str:
    """The words of a cell, on one line, without marks of print around them."""
    return " ".join(prose.quote(line.start, line.end).split()).strip("* ")


def is_value(prose: Prose, line: Line) -> bool:
    """Whether a cell prints a measure and nothing else."""
    return measure_of(prose, line.start, line.end, line.index) is not None
