"""Which column a cell of a rebuilt table stands in, where rows are short because cells were merged.

Reads: rows of cells from left to right. Writes: rows of `Cell` with columns and spans.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lotrinh.reading.document import Cell

Row = list[int]  # indexes of cells, -1 for an empty one
NUMBERED = re.compile(r"[*_ ]*(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXLivxl]{1,6}|[a-zA-ZđĐ])[.)]?[*_ ]*$")
# What a cell looks like, and how much it tells that a column's other cells do not look so.
_AGENCY = "Bộ|Sở|Ủy ban|Uỷ ban|UBND|HĐND|Các (?:bộ|sở|cơ quan|đơn vị|ban)|Ban |Công an|Văn phòng|Cục|Chi cục|Trung tâm"
_TIME = r"[Nn]ăm|[Qq]u[ýí]|[Tt]háng|[Tt]rước|[Gg]iai đoạn|[Tt]hường xuyên|\b20\d\d"
_LOOKS = (
    (3.0, re.compile(r"[\d.,%÷/≥≤<>~+\-–\s*]+$")),  # a figure
    (1.5, re.compile(r"[-–+•]")),  # a list
    (3.0, re.compile(rf"(?:- )?(?:{_AGENCY})\b")),
    (3.0, re.compile(rf"[^;.]{{0,40}}(?:{_TIME})\b")),
)
_NUMBER_HEADINGS = frozenset(("TT", "STT", "SỐ TT", "SỐTT", "S TT", "SỐ THỨ TỰ"))
_DOUBT = 2.0  # by which a title must fit better to span columns
_MOST_SAMPLES = 60  # rows that tell what a column looks like


def heads_numbers(words: str) -> bool:
    """Whether a header cell stands over the numbers of the rows, and so in the first column.

    >>> heads_numbers("**Số TT**"), heads_numbers("Nội dung")
    (True, False)
    """
    return " ".join(words.replace("*", "").split()).upper() in _NUMBER_HEADINGS


def place_rows(rows: Sequence[Row], words: Sequence[str], width: int, first: int) -> tuple[tuple[Cell, ...], ...]:
    """Cells of `rows` in their columns; block of cell i is ``first + i``. A repeated header row is left out.

    A lone cell spans the whole row; a header above another one spans the columns below it; a short row
    goes where its cells look like the column's others, and the cells above it reach down beside it.
    """
    profiles = _profiles(rows, words, width)
    placed: list[list[Cell]] = []
    header = _texts(rows[0], words) if rows else []
    ordered = bool(rows) and rows[0][0] >= 0 and heads_numbers(words[rows[0][0]])
    at = 0
    if len(rows) > 1 and (merged := _merged_header(rows, words, width, profiles)):
        placed.extend([[_block(cell, first) for cell in row] for row in merged])
        at = 2
    for row in rows[at:]:
        if placed and len(row) > 1 and _texts(row, words) == header:
            continue
        placed.append(_place(row, words, width, profiles, placed, first, ordered=ordered))
    return tuple(tuple(row) for row in placed)


def _texts(row: Row, words: Sequence[str]) -> list[str]:
    return [" ".join(words[cell].replace("*", "").split()) if cell >= 0 else "" for cell in row]


def _block(cell: Cell, first: int) -> Cell:
    return cell if cell.block < 0 else Cell(cell.block + first, cell.column, cell.column_span, cell.row_span)


def _place(
    row: Row,
    words: Sequence[str],
    width: int,
    profiles: list[tuple[float, ...]],
    above: list[list[Cell]],
    first: int,
    *,
    ordered: bool,
) -> list[Cell]:
    if len(row) == 1 and width > 1:
        return [Cell(first + row[0] if row[0] >= 0 else -1, 0, width)]
    shift = 0
    if len(row) < width and ordered and row[0] >= 0 and NUMBERED.match(words[row[0]]):
        return _place_numbered(row, words, width, profiles, above, first)
    if len(row) < width:
        shift = _best_shift(row, words, width, profiles, _last_shift(above, len(row)))
        if above:
            _reach_down(above, {*range(shift)} | {*range(shift + len(row), width)})
    return [Cell(first + cell if cell >= 0 else -1, shift + column) for column, cell in enumerate(row)]


def _place_numbered(
    row: Row, words: Sequence[str], width: int, profiles: list[tuple[float, ...]], above: list[list[Cell]], first: int
) -> list[Cell]:
    """A short row that has its number: its title spans columns, or cells above reach down at its end."""
    blocks = [first + cell if cell >= 0 else -1 for cell in row]
    span = width - len(row) + 1
    titled = len(row) == 2 or (
        len(row) > 2
        and _strangeness(row[2:], words, profiles, span + 1) + _DOUBT < _strangeness(row[2:], words, profiles, 2)
    )
    if titled:
        return [
            Cell(blocks[0], 0),
            Cell(blocks[1], 1, span),
            *(Cell(b, span + 1 + n) for n, b in enumerate(blocks[2:])),
        ]
    if above:
        _reach_down(above, set(range(len(row), width)))
    return [Cell(block, column) for column, block in enumerate(blocks)]


def _strangeness(cells: Row, words: Sequence[str], profiles: list[tuple[float, ...]], shift: int) -> float:
    """How little cells look like the columns from `shift` on."""
    total = 0.0
    for column, cell in enumerate(cells, shift):
        if cell >= 0:
            total += sum(abs(own - mean) for own, mean in zip(_looks(words[cell]), profiles[column], strict=True))
    return total


def _reach_down(above: list[list[Cell]], columns: set[int]) -> None:
    """Let the cells above stretch over one more row in `columns`."""
    for back in range(len(above) - 1, -1, -1):
        row = above[back]
        if row[-1].column_span > 1 and row[-1].column <= 1:
            return
        for position, cell in enumerate(row):
            if cell.column in columns and back + cell.row_span == len(above):
                row[position] = Cell(cell.block, cell.column, cell.column_span, cell.row_span + 1)
                columns.discard(cell.column)
        if not columns:
            return


def _looks(word: str) -> tuple[float, ...]:
    """Length on a logarithmic scale, and 1 or 0 for each of `_LOOKS`, weighted."""
    return (float(len(word).bit_length()), *(weight if look.match(word) else 0.0 for weight, look in _LOOKS))


def _profiles(rows: Sequence[Row], words: Sequence[str], width: int) -> list[tuple[float, ...]]:
    """Mean looks of every column, from the rows of full width below the header."""
    profiles = []
    full = [row for row in rows[1:] if len(row) == width]
    for column in range(width):
        looks = [_looks(words[row[column]]) for row in full[:_MOST_SAMPLES] if row[column] >= 0]
        number = max(1, len(looks))
        profiles.append(
            tuple(sum(values) / number for values in zip(*looks, strict=True)) or (0.0,) * (len(_LOOKS) + 1)
        )
    return profiles


def _last_shift(above: list[list[Cell]], count: int) -> int:
    """First column of the row above when it is as short; -1 otherwise."""
    return above[-1][0].column if above and len(above[-1]) == count else -1


def _best_shift(row: Row, words: Sequence[str], width: int, profiles: list[tuple[float, ...]], before: int) -> int:
    """Column of the first cell of a short row. Merged cells usually stand in front, so ties go right.

    A row as short as the one above stands below it unless its cells look very different.
    """

    def cost(shift: int) -> float:
        return _strangeness(row, words, profiles, shift) - (len(row) if shift == before else 0)

    return min(range(width - len(row) + 1), key=lambda shift: (cost(shift), -shift))


def _merged_header(
    rows: Sequence[Row], words: Sequence[str], width: int, profiles: list[tuple[float, ...]]
) -> list[list[Cell]] | None:
    """Two header rows, one cell of the first above all cells of the second; None when they are not."""
    upper, lower = rows[0], rows[1]
    while lower and lower[-1] < 0:
        lower = lower[:-1]
    span = len(lower)
    if span < 2 or len(upper) - 1 + span != width or -1 in upper or any(len(words[cell]) > 60 for cell in lower):
        return None
    candidates = range(1, len(upper))
    position = max(candidates, key=lambda at: (sum(profile[1] for profile in profiles[at : at + span]), at))
    top = [
        Cell(cell, at if at <= position else at + span - 1, span if at == position else 1, 1 if at == position else 2)
        for at, cell in enumerate(upper)
    ]
    return [top, [Cell(cell, position + at) for at, cell in enumerate(lower)]]
