"""The grid of a table whose cells come one by one, each saying how far it reaches (HTML).

A cell stands in the first free column of its row; cells that reach down from rows above take theirs.
"""

from __future__ import annotations

from lotrinh.reading.content import TableCell, TableContent

# Larger spans are typing errors or attacks; they would only cost time.
_MOST_COLUMNS = 100
_MOST_ROWS = 1_000


class TableBuilder:
    """Builds `table`; `cell` is the open cell, None between cells."""

    def __init__(self) -> None:
        self.table = TableContent()
        self.cell: TableCell | None = None
        self._taken_until: dict[int, int] = {}  # column → first row that is free again
        self._column = 0

    def start_row(self) -> None:
        """Open the next row."""
        self.cell = None
        if self.table.rows and not self.table.rows[-1]:
            return
        self.table.rows.append([])
        self._column = 0

    def start_cell(self, column_span: int = 1, row_span: int = 1) -> None:
        """Open a cell, in a row of its own when none is open."""
        if not self.table.rows:
            self.start_row()
        row = len(self.table.rows) - 1
        column = self._column
        while self._taken_until.get(column, 0) > row:
            column += 1
        column_span = max(1, min(column_span, _MOST_COLUMNS))
        row_span = max(1, min(row_span, _MOST_ROWS))
        self.cell = TableCell(column, column_span, row_span)
        self.table.rows[-1].append(self.cell)
        self._column = column + column_span
        if row_span > 1:
            for taken in range(column, min(column + column_span, _MOST_COLUMNS)):
                self._taken_until[taken] = row + row_span

    def end_cell(self) -> None:
        """Close the open cell."""
        self.cell = None

    def end_row(self) -> None:
        """Close the open row and its cell."""
        self.cell = None
