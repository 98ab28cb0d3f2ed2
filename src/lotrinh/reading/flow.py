"""Paragraphs and tables out of a flat stream, as the word processors of the nineties wrote them.

Their tables are no elements: a paragraph says how deep in tables it stands, a mark ends each cell and each
row, and the end of a row tells where its cells lie on the paper. Columns are found from those positions.

Reads: paragraphs and marks in order (doc, rtf). Writes: `content` records.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from lotrinh.reading.content import Content, Paragraph, TableCell, TableContent

_DEEPEST = 12  # tables inside tables; deeper ones are read as if they stood here
_MOST_COLUMNS = 200
_SAME_EDGE = 60  # twips (1 mm): edges of two rows drawn by hand that mean one column


class CellShape(NamedTuple):
    """Where a cell ends (twips from the left) and how it is merged with its neighbours."""

    right: int
    joins_left: bool = False
    begins_down: bool = False  # the first of cells merged downwards
    joins_above: bool = False


class RowShape(NamedTuple):
    """The cells of a row; `left` is where the first one begins."""

    left: int = 0
    cells: tuple[CellShape, ...] = ()


@dataclass(slots=True)
class _Row:
    shape: RowShape
    cells: list[list[Content]]


@dataclass(slots=True)
class _OpenTable:
    rows: list[_Row] = field(default_factory=list)
    cells: list[list[Content]] = field(default_factory=list)
    content: list[Content] = field(default_factory=list)


class Flow:
    """Builds `items`. Depth 0 is the text outside of tables."""

    def __init__(self) -> None:
        self.items: list[Content] = []
        self._open: list[_OpenTable] = []

    def paragraph(self, paragraph: Paragraph, depth: int) -> None:
        """Add a paragraph."""
        self._go_to(depth).append(paragraph)

    def end_cell(self, depth: int) -> None:
        """The open cell is complete."""
        self._go_to(max(1, depth))
        table = self._open[-1]
        table.cells.append(table.content)
        table.content = []

    def end_row(self, depth: int, shape: RowShape) -> None:
        """The open row is complete."""
        self._go_to(max(1, depth))
        table = self._open[-1]
        if table.content:
            table.cells.append(table.content)
            table.content = []
        if table.cells:
            table.rows.append(_Row(shape, table.cells))
            table.cells = []

    def finish(self) -> list[Content]:
        """Close what is open; the content in order."""
        self._go_to(0)
        return self.items

    def _go_to(self, depth: int) -> list[Content]:
        depth = min(depth, _DEEPEST)
        while len(self._open) > depth:
            self.end_row(len(self._open), RowShape())
            table = self._open.pop()
            into = self._open[-1].content if self._open else self.items
            into.append(table_of(table.rows))
        while len(self._open) < depth:
            self._open.append(_OpenTable())
        return self._open[-1].content if self._open else self.items


def table_of(rows: list[_Row]) -> TableContent:
    """The table on its grid."""
    edges = _edges(rows)
    table = TableContent()
    reaching: dict[int, TableCell] = {}
    for row in rows:
        shapes = _fitting(row)
        cells: list[TableCell] = []
        left = row.shape.left
        for shape, content in zip(shapes, row.cells, strict=True):
            column = min(_column(edges, left), _MOST_COLUMNS)
            span = max(1, min(_column(edges, shape.right), _MOST_COLUMNS) - column)
            above = reaching.get(column)
            left = max(left, shape.right)
            if shape.joins_left and cells:
                cells[-1].column_span += span
                cells[-1].content += content
            elif shape.joins_above and above is not None:
                above.row_span += 1
                above.content += content
            else:
                if cells and column < cells[-1].column + cells[-1].column_span:
                    column = cells[-1].column + cells[-1].column_span
                cell = TableCell(column, span, 1, content)
                cells.append(cell)
                reaching.pop(column, None)
                if shape.begins_down:
                    reaching[column] = cell
        table.rows.append(cells)
    return table


def _fitting(row: _Row) -> tuple[CellShape, ...]:
    """One shape for every cell; cells in equal steps where the row does not tell."""
    if len(row.shape.cells) >= len(row.cells):
        return row.shape.cells[: len(row.cells)]
    last = row.shape.cells[-1].right if row.shape.cells else row.shape.left
    missing = len(row.cells) - len(row.shape.cells)
    return (*row.shape.cells, *(CellShape(last + (step + 1) * 1_000) for step in range(missing)))


def _edges(rows: list[_Row]) -> list[int]:
    found = {row.shape.left for row in rows} | {shape.right for row in rows for shape in _fitting(row)}
    edges: list[int] = []
    for edge in sorted(found):
        if not edges or edge - edges[-1] > _SAME_EDGE:
            edges.append(edge)
    return edges


def _column(edges: list[int], at: int) -> int:
    return max(0, bisect_right(edges, at) - 1)
