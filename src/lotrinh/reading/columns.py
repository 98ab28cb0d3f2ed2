"""Which column a cell of a rebuilt table stands in, where rows are short because cells were merged.

Reads: rows of cells from left to right. Writes: rows of `Cell` with columns and spans.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lotrinh.reading.document import Cell

Row = list[int]  # indexes of cells, -1 for an empty one
NUMBERED = re.compile(r"[*_ ]*(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXLivxl]{1,6}|[a-zA-ZđĐ])[.)]?[*_ ]*$")
# What a cell looks like, and how much it tells that a column's other cells do not look so.
_AGENCY = "Bộ|Sở|Ủy ban|Uỷ ban|UBND|HĐND|Các (?:bộ|sở|cơ quan|đơn vị|ban)|Ban |Công an|Văn phòng|Cục|Chi cục|Trung tâm"
_TIME = re.compile(r"(?:[Nn]ăm|[Qq]u[ýí]|[Tt]háng|[Tt]rước|[Gg]iai đoạn|[Tt]hường xuyên|2(?<!\w2)0\d\d)\b")
_TIME_WITHIN, _LONGEST_TIME = 40, 12  # characters in front of a time, and of its first word or words
_FIGURE = re.compile(r"[\d.,%÷/≥≤<>~+\-–\s*]+$")
_LIST_ITEM = re.compile(r"[-–+•]")
_NAME = re.compile(rf"(?:- )?(?:{_AGENCY})\b")
_NUMBER_HEADINGS = frozenset(("TT", "STT", "SỐ TT", "SỐTT", "S TT", "SỐ THỨ TỰ"))
_MEASURES = 5  # of what a cell looks like
_DOUBT = 2.0  # by which a title must fit better to span columns
_LONGEST_REACH = 200  # rows that a merged cell may cover
_LONGEST_HEADING = 60  # characters of a cell in a second header row
_MOST_SAMPLES = 60  # rows that tell what a column looks like


def heads_numbers(words: str) -> bool:
    """Whether a header cell stands over the numbers of the rows, and so in the first column.

    >>> heads_numbers("**Số TT**"), heads_numbers("Nội dung")
    (True, False)
    """
    return " ".join(words.replace("*", "").split()).upper() in _NUMBER_HEADINGS


class _Grid(NamedTuple):
    """What the placing of a row needs to know of its table."""

    words: Sequence[str]  # of every cell
    width: int
    first: int  # block of cell 0
    ordered: bool  # rows are numbered in the first column
    profiles: list[tuple[float, ...]]  # mean looks of every column

    def cell(self, cell: int, column: int, column_span: int = 1, row_span: int = 1) -> Cell:
        return Cell(self.first + cell if cell >= 0 else -1, column, column_span, row_span)


def place_rows(rows: Sequence[Row], words: Sequence[str], width: int, first: int) -> tuple[tuple[Cell, ...], ...]:
    """Cells of `rows` in their columns; block of cell i is ``first + i``. A repeated header row is left out.

    A lone cell spans the whole row; a header above another one spans the columns below it; a short row
    goes where its cells look like the column's others, and the cells above it reach down beside it.
    """
    short = any(1 < len(row) < width for row in rows)
    ordered = rows[0][0] >= 0 and heads_numbers(words[rows[0][0]])
    grid = _Grid(words, width, first, ordered, _profiles(rows, words, width) if short else [])
    header = [_text(cell, words) for cell in rows[0]]
    placed = _merged_header(rows, grid) if short and len(rows) > 1 else []
    for row in rows[len(placed) :]:
        if placed and len(row) == len(header) > 1 and _says(row, words, header):
            continue
        placed.append(_place(row, grid, placed))
    return tuple(tuple(row) for row in placed)


def _text(cell: int, words: Sequence[str]) -> str:
    return " ".join(words[cell].replace("*", "").split()) if cell >= 0 else ""


def _says(row: Row, words: Sequence[str], header: list[str]) -> bool:
    """Whether a row repeats the header, word for word."""
    return all(_text(cell, words) == told for cell, told in zip(row, header, strict=True))


def _place(row: Row, grid: _Grid, above: list[list[Cell]]) -> list[Cell]:
    if len(row) == 1 and grid.width > 1:
        return [grid.cell(row[0], 0, grid.width)]
    shift = 0
    if len(row) < grid.width:
        if grid.ordered and row[0] >= 0 and NUMBERED.match(grid.words[row[0]]):
            return _place_numbered(row, grid, above)
        shift = _best_shift(row, grid, _last_shift(above, len(row)))
        _reach_down(above, {*range(shift)} | {*range(shift + len(row), grid.width)})
    return [grid.cell(cell, column) for column, cell in enumerate(row, shift)]


def _place_numbered(row: Row, grid: _Grid, above: list[list[Cell]]) -> list[Cell]:
    """A short row that has its number: its title spans columns, or cells above reach down at its end."""
    span = grid.width - len(row) + 1
    looks = _looks_of(row[2:], grid)
    titled = len(row) == 2 or _strangeness(looks, grid, span + 1) + _DOUBT < _strangeness(looks, grid, 2)
    if titled:
        rest = (grid.cell(cell, column) for column, cell in enumerate(row[2:], span + 1))
        return [grid.cell(row[0], 0), grid.cell(row[1], 1, span), *rest]
    _reach_down(above, set(range(len(row), grid.width)))
    return [grid.cell(cell, column) for column, cell in enumerate(row)]


def _reach_down(above: list[list[Cell]], columns: set[int]) -> None:
    """Let the cells above stretch over one more row in `columns`."""
    for back in range(len(above) - 1, -1, -1):
        row = above[back]
        if row[-1].column_span > 1 and row[-1].column <= 1:  # the row of a group, or of its title
            return
        for position, cell in enumerate(row):
            if cell.column in columns and back + cell.row_span == len(above):
                row[position] = Cell(cell.block, cell.column, cell.column_span, cell.row_span + 1)
                columns.discard(cell.column)
        if not columns or len(above) - back > _LONGEST_REACH:
            return


def _looks(word: str) -> tuple[float, ...]:
    """Length on a logarithmic scale, and a weight or 0 for a figure, an item of a list, an agency, a time."""
    return (
        float(len(word).bit_length()),
        3.0 if _FIGURE.match(word) else 0.0,
        1.5 if _LIST_ITEM.match(word) else 0.0,
        3.0 if _NAME.match(word) else 0.0,
        3.0 if _tells_time(word) else 0.0,
    )


def _tells_time(word: str) -> bool:
    """Whether the first words of a cell hold a time."""
    time = _TIME.search(word, 0, _TIME_WITHIN + _LONGEST_TIME + 1)
    if time is None or time.start() > _TIME_WITHIN:
        return False
    before = word[: time.start()]
    return ";" not in before and "." not in before


def _profiles(rows: Sequence[Row], words: Sequence[str], width: int) -> list[tuple[float, ...]]:
    """Mean looks of every column, from the rows of full width below the header."""
    profiles = []
    full = [row for row in rows[1:] if len(row) == width][:_MOST_SAMPLES]
    for column in range(width):
        looks = [_looks(words[row[column]]) for row in full if row[column] >= 0]
        number = max(1, len(looks))
        means = tuple(sum(values) / number for values in zip(*looks, strict=True))
        profiles.append(means or (0.0,) * _MEASURES)
    return profiles


def _looks_of(cells: Row, grid: _Grid) -> list[tuple[float, ...]]:
    """Looks of cells; an empty one has none."""
    return [_looks(grid.words[cell]) if cell >= 0 else () for cell in cells]


def _strangeness(looks: list[tuple[float, ...]], grid: _Grid, shift: int) -> float:
    """How little cells look like the columns from `shift` on."""
    return sum(
        abs(own - mean)
        for column, look in enumerate(looks, shift)
        for own, mean in zip(look, grid.profiles[column], strict=False)
    )


def _last_shift(above: list[list[Cell]], count: int) -> int:
    """First column of the row above when it is as short; -1 otherwise."""
    return above[-1][0].column if above and len(above[-1]) == count else -1


def _best_shift(row: Row, grid: _Grid, before: int) -> int:
    """Column of the first cell of a short row. Merged cells usually stand in front, so ties go right.

    A row as short as the one above stands below it unless its cells look very different.
    """
    looks = _looks_of(row, grid)

    def cost(shift: int) -> float:
        return _strangeness(looks, grid, shift) - (len(row) if shift == before else 0)

    return min(range(grid.width - len(row) + 1), key=lambda shift: (cost(shift), -shift))


def _merged_header(rows: Sequence[Row], grid: _Grid) -> list[list[Cell]]:
    """Two header rows, one cell of the first above all cells of the second; none when they are not."""
    upper, lower = rows[0], rows[1]
    while lower and lower[-1] < 0:
        lower = lower[:-1]
    span = len(lower)
    if span < 2 or len(upper) - 1 + span != grid.width or -1 in upper:
        return []
    if any(cell >= 0 and len(grid.words[cell]) > _LONGEST_HEADING for cell in lower):
        return []
    figures = [profile[1] for profile in grid.profiles]
    position = max(range(1, len(upper)), key=lambda at: (sum(figures[at : at + span]), at))
    top = [
        grid.cell(cell, at if at <= position else at + span - 1, *((span, 1) if at == position else (1, 2)))
        for at, cell in enumerate(upper)
    ]
    return [top, [grid.cell(cell, position + at) for at, cell in enumerate(lower)]]
