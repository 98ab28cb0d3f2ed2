"""Which column a cell of a rebuilt table stands in, where rows are short because cells were merged.

Reads: rows of cells from left to right. Writes: rows of `Cell` with columns and spans.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lotrinh.reading.document import Cell

Row = list[int]  # indexes of cells, -1 for an empty one
_FIGURE = re.compile(r"[\d.,%÷/≥≤<>~+\-–\s*]+$")


def place_rows(rows: Sequence[Row], words: Sequence[str], width: int, first: int) -> tuple[tuple[Cell, ...], ...]:
    """Cells of `rows` in their columns; block of cell i is ``first + i``. A repeated header row is left out.

    A lone cell spans the whole row; a header above another one spans the columns below it; a short row
    goes where its cells look like the column's others, and the cells above it reach down beside it.
    """
    profiles = _profiles(rows, words, width)
    placed: list[list[Cell]] = []
    header = _texts(rows[0], words) if rows else []
    at = 0
    if len(rows) > 1 and (merged := _merged_header(rows, words, width, profiles)):
        placed.extend([[_block(cell, first) for cell in row] for row in merged])
        at = 2
    for row in rows[at:]:
        if placed and len(row) > 1 and _texts(row, words) == header:
            continue
        placed.append(_place(row, words, width, profiles, placed, first))
    return tuple(tuple(row) for row in placed)


def _texts(row: Row, words: Sequence[str]) -> list[str]:
    return [" ".join(words[cell].replace("*", "").split()) if cell >= 0 else "" for cell in row]


def _block(cell: Cell, first: int) -> Cell:
    return cell if cell.block < 0 else Cell(cell.block + first, cell.column, cell.column_span, cell.row_span)


def _place(
    row: Row, words: Sequence[str], width: int, profiles: list[tuple[float, float]], above: list[list[Cell]], first: int
) -> list[Cell]:
    if len(row) == 1 and width > 1:
        return [Cell(first + row[0] if row[0] >= 0 else -1, 0, width)]
    shift = 0
    if len(row) < width:
        shift = _best_shift(row, words, width, profiles, _last_shift(above, len(row)))
        if above:
            _reach_down(above, {*range(shift)} | {*range(shift + len(row), width)})
    return [Cell(first + cell if cell >= 0 else -1, shift + column) for column, cell in enumerate(row)]


def _reach_down(above: list[list[Cell]], columns: set[int]) -> None:
    """Let the cells above stretch over one more row in `columns`."""
    for back in range(len(above) - 1, -1, -1):
        row = above[back]
        if len(row) == 1 and row[0].column_span > 1:
            return
        for position, cell in enumerate(row):
            if cell.column in columns and back + cell.row_span == len(above):
                row[position] = Cell(cell.block, cell.column, cell.column_span, cell.row_span + 1)
                columns.discard(cell.column)
        if not columns:
            return


def _looks(word: str) -> tuple[float, float]:
    """(length on a logarithmic scale, 1 for a figure)."""
    return float(len(word).bit_length()), 1.0 if _FIGURE.match(word) else 0.0


def _profiles(rows: Sequence[Row], words: Sequence[str], width: int) -> list[tuple[float, float]]:
    """Mean looks of every column, from the rows of full width below the header."""
    profiles = []
    full = [row for row in rows[1:] if len(row) == width]
    for column in range(width):
        looks = [_looks(words[row[column]]) for row in full if row[column] >= 0]
        number = max(1, len(looks))
        profiles.append((sum(look[0] for look in looks) / number, sum(look[1] for look in looks) / number))
    return profiles


def _last_shift(above: list[list[Cell]], count: int) -> int:
    """First column of the row above when it is as short; -1 otherwise."""
    return above[-1][0].column if above and len(above[-1]) == count else -1


def _best_shift(row: Row, words: Sequence[str], width: int, profiles: list[tuple[float, float]], before: int) -> int:
    """Column of the first cell of a short row. Merged cells usually stand in front, so ties go right.

    A row as short as the one above stands below it unless its cells look very different.
    """

    def strangeness(shift: int) -> float:
        total = 0.0
        for column, cell in enumerate(row):
            if cell >= 0:
                length, figure = _looks(words[cell])
                mean, figures = profiles[shift + column]
                total += abs(length - mean) + 3 * abs(figure - figures)
        return total - (len(row) if shift == before else 0)

    return min(range(width - len(row) + 1), key=lambda shift: (strangeness(shift), -shift))


def _merged_header(
    rows: Sequence[Row], words: Sequence[str], width: int, profiles: list[tuple[float, float]]
) -> list[list[Cell]] | None:
    """Two header rows, one cell of the first above all cells of the second; None when they are not."""
    upper, lower = rows[0], rows[1]
    while lower and lower[-1] < 0:
        lower = lower[:-1]
    span = len(lower)
    if span < 2 or len(upper) - 1 + span != width or -1 in upper or any(len(words[cell]) > 60 for cell in lower):
        return None
    candidates = range(1, len(upper))
    position = max(candidates, key=lambda at: (sum(figures for _, figures in profiles[at : at + span]), at))
    top = [
        Cell(cell, at if at <= position else at + span - 1, span if at == position else 1, 1 if at == position else 2)
        for at, cell in enumerate(upper)
    ]
    return [top, [Cell(cell, position + at) for at, cell in enumerate(lower)]]
