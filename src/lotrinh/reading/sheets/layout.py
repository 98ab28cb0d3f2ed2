"""A sheet as paragraphs and tables: titles above, the table with its header, notes and signature below.

Reads: `Sheet`. Writes: `content` records whose places are cells of the workbook. Columns without a word are left
out of the grid; the row that numbers the columns becomes furniture. A sheet without a header is one table.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from lotrinh.reading.content import Content, Paragraph, TableCell, TableContent
from lotrinh.reading.document import BlockKind
from lotrinh.reading.sheets.headers import header_rows, is_header, is_numbering, stands_below
from lotrinh.reading.sheets.model import Merge, Sheet, Shown, address

_MOST_SPAN = 1_000
_FEW = 3  # cells of a row that may be a line of the letterhead


def content_of(sheets: Sequence[Sheet]) -> list[Content]:
    """The content of all sheets; where there are several, each begins with its name."""
    filled = [sheet for sheet in sheets if sheet.cells]
    items: list[Content] = []
    for sheet in filled:
        if len(filled) > 1 and sheet.name.strip():
            items.append(Paragraph(sheet.name.strip(), BlockKind.HEADING, level=1, sheet=sheet.name))
        items.extend(_Layout(sheet).read())
    return items


class _Layout:
    """Lays out one sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._rows: dict[int, dict[int, Shown]] = {}
        for (row, column), shown in sorted(sheet.cells.items()):
            self._rows.setdefault(row, {})[column] = shown
        self._merges = {(merge.top, merge.left): merge for merge in sheet.merges}
        columns = sorted({column for row in self._rows.values() for column in row})
        self._grid = {column: number for number, column in enumerate(columns)}
        self._columns = columns
        self._items: list[Content] = []

    def read(self) -> list[Content]:
        """The content, in the order of the rows."""
        numbers = list(self._rows)
        heads = [number for number in numbers if is_header(self._rows[number])]
        if not heads:
            self._unheaded(numbers)
            return self._items
        self._apart([number for number in numbers if number < heads[0]])
        at = 0
        while at < len(heads):
            first = heads[at]
            size = header_rows(self._rows, first, self._sheet.merges)
            at += 1
            while at < len(heads) and heads[at] < first + size:
                at += 1
            # A header that comes again heads the same table, as it does on every printed page.
            while at < len(heads) and self._same(heads[at], first):
                at += 1
            end = heads[at] if at < len(heads) else numbers[-1] + 1
            self._table(first, size, [number for number in numbers if first <= number < end])
        return self._items

    def _same(self, row: int, other: int) -> bool:
        return {shown.text for shown in self._rows[row].values()} == {s.text for s in self._rows[other].values()}

    def _unheaded(self, numbers: list[int]) -> None:
        """A sheet of two columns and more is a table all the same, below its titles."""
        first = next((number for number in numbers if len(self._rows[number]) > 1), None)
        if first is None:
            self._apart(numbers)
            return
        self._apart([number for number in numbers if number < first])
        rows = [number for number in numbers if number >= first]
        self._items.append(self._grid_of(rows))

    def _table(self, first: int, size: int, rows: list[int]) -> None:
        last = self._last_row(first + size, rows)
        inside = [number for number in rows if number <= last]
        numbering = [number for number in inside[: size + 2] if is_numbering(self._rows[number])]
        for number in numbering:
            for column, shown in self._rows[number].items():
                self._items.append(self._paragraph(number, column, shown, BlockKind.FURNITURE))
        self._items.append(self._grid_of([number for number in inside if number not in numbering]))
        self._apart([number for number in rows if number > last])

    def _last_row(self, body: int, rows: list[int]) -> int:
        """The last row of the table: the one before its notes and signatures, as far as no fuller row follows."""
        for at, number in enumerate(rows):
            if number >= body and stands_below(self._rows[number]):
                after = [len(self._rows[later]) for later in rows[at:]]
                if max(after) <= _FEW:
                    return rows[at - 1]
        last = len(rows)
        while last > 1 and rows[last - 1] >= body and self._is_title(rows[last - 1], rows[last - 2]):
            last -= 1
        return rows[last - 1]

    def _is_title(self, row: int, above: int) -> bool:
        """Whether a row at the end, apart from those above, is the title of the next table."""
        return len(self._rows[row]) == 1 and row - above > 1 and not next(iter(self._rows[row].values())).number

    def _apart(self, rows: list[int]) -> None:
        """Rows outside of tables: paragraphs; rows of several cells stand side by side, as in a letterhead."""
        waiting: list[int] = []
        for number in [*rows, -1]:
            several = number >= 0 and 1 < len(self._rows[number]) <= _FEW
            if several and (not waiting or number - waiting[-1] == 1):
                waiting.append(number)
                continue
            if waiting:
                self._side_by_side(waiting)
                waiting = []
            if several:
                waiting = [number]
            elif number >= 0:
                self._items += [self._paragraph(number, at, shown) for at, shown in self._rows[number].items()]

    def _side_by_side(self, rows: list[int]) -> None:
        """One row of cells: what stands in one column belongs together."""
        columns = sorted({column for number in rows for column in self._rows[number]})
        cells = [
            TableCell(
                at,
                content=[
                    self._paragraph(number, column, self._rows[number][column])
                    for number in rows
                    if column in self._rows[number]
                ],
            )
            for at, column in enumerate(columns)
        ]
        self._items.append(TableContent([cells]))

    def _grid_of(self, rows: list[int]) -> TableContent:
        kept = {number: at for at, number in enumerate(rows)}
        table = TableContent()
        for number in rows:
            cells = []
            for column, shown in self._rows[number].items():
                across, down = self._span(self._merges.get((number, column)), kept)
                cells.append(TableCell(self._grid[column], across, down, [self._paragraph(number, column, shown)]))
            table.rows.append(_apart_from_each_other(cells))
        return table

    def _span(self, merge: Merge | None, kept: dict[int, int]) -> tuple[int, int]:
        """(columns, rows) a cell reaches over, of those that are kept."""
        if merge is None:
            return 1, 1
        across = sum(merge.left <= column <= merge.right for column in self._columns)
        bottom = min(merge.bottom, merge.top + _MOST_SPAN)
        down = sum(row in kept for row in range(merge.top, bottom + 1))
        return max(1, across), max(1, down)

    def _paragraph(self, row: int, column: int, shown: Shown, kind: BlockKind = BlockKind.PARAGRAPH) -> Paragraph:
        return Paragraph(
            "\n".join(line.strip() for line in shown.text.replace("\r", "\n").split("\n") if line.strip()),
            kind,
            sheet=self._sheet.name,
            cell=address(row, column),
        )


def _apart_from_each_other(cells: list[TableCell]) -> list[TableCell]:
    """The cells of a row, none reaching into the next."""
    for cell, following in pairwise(cells):
        cell.column_span = min(cell.column_span, following.column - cell.column)
    return cells
