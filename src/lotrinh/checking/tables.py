"""Totals of tables: a row or column of totals against those it adds up.

Reads: `Sheet` with its tables. Writes: `Finding`s.

Which rows a total adds up is learnt from the table itself: the reading that most columns agree with. A column that
does not is a contradiction only when at least `WITNESSES` others agree, and most of all; so a total over something
else accuses nobody. The same is done with columns, where a first one says "Tổng số".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from lotrinh.checking.findings import Finding, Verdict
from lotrinh.checking.mending import slip_between
from lotrinh.checking.printed import Figure, Sheet
from lotrinh.checking.relations import added, relate
from lotrinh.core.interval import total
from lotrinh.core.vietnamese.numbers import parse_number
from lotrinh.core.vietnamese.text import fold
from lotrinh.reading.document import Table

WITNESSES = 2
_TOTAL = re.compile(r"(?:tong so|tong cong|tong|cong|toan tinh|toan quoc|ca nuoc)(?: .{0,24})?$")
_MOST_ROWS, _MOST_COLUMNS = 400, 40
_FEWEST = 2  # addends

Grid = list[dict[int, Figure | str]]


def tables(sheet: Sheet) -> Iterator[Finding]:
    """The totals of all tables."""
    for table in sheet.tables:
        if not 3 <= len(table.rows) <= _MOST_ROWS:
            continue
        grid = _grid(sheet, table)
        yield from _of(grid, "table-column")
        yield from _of(_turned(grid), "table-row")


def _grid(sheet: Sheet, table: Table) -> Grid:
    """Rows of figures and texts by column; spanning cells hold no figures of their own."""
    grid: Grid = []
    for row in table.rows:
        cells: dict[int, Figure | str] = {}
        for cell in row:
            if cell.block < 0 or cell.column >= _MOST_COLUMNS:
                continue
            start, end = sheet.blocks[cell.block].start, sheet.blocks[cell.block].end
            text = " ".join(sheet.text[start:end].replace("*", " ").split())
            number = parse_number(text) if cell.column_span == 1 and text[:1].isdigit() else None
            cells[cell.column] = (
                text
                if number is None
                else Figure(
                    Fraction(number.exact), number.decimals, number.half_unit, "", "", start, end, sheet.facts.file
                )
            )
        grid.append(cells)
    return grid


def _turned(grid: Grid) -> Grid:
    """Rows as columns."""
    width = max((column for row in grid for column in row), default=-1) + 1
    return [{at: row[column] for at, row in enumerate(grid) if column in row} for column in range(width)]


def _of(grid: Grid, rule: str) -> Iterator[Finding]:
    """The totals along one direction of a table."""
    for at, row in enumerate(grid):
        name = next(
            (fold(text) for text in row.values() if isinstance(text, str) and _TOTAL.fullmatch(fold(text))), None
        )
        if name is None:
            continue
        columns = [column for column, entry in row.items() if isinstance(entry, Figure)]
        readings = [_addends(rows, columns) for rows in (grid[at + 1 :], grid[:at]) if len(rows) >= _FEWEST]
        best = max(readings, key=lambda sums: sum(_agrees(row, sums, column) for column in sums), default={})
        agreeing = [column for column in best if _agrees(row, best, column)]
        if len(agreeing) < max(WITNESSES, len(best) // 2 + 1):
            continue
        for column, parts in best.items():
            told = row[column]
            assert isinstance(told, Figure)  # by `columns`
            finding = relate(rule, (*parts, told), added, {"total": told, "count": len(parts), "name": name})
            implied = told.edited(sum((part.value for part in parts), Fraction(0)), told.decimals)
            if finding.verdict is not Verdict.CONTRADICTION or slip_between(implied, told):
                yield finding


def _addends(rows: Grid, columns: Sequence[int]) -> dict[int, list[Figure]]:
    """The figures of the rows up to the next total, by column."""
    sums: dict[int, list[Figure]] = {}
    for row in rows:
        if any(isinstance(text, str) and _TOTAL.fullmatch(fold(text)) for text in row.values()):
            break
        for column in columns:
            entry = row.get(column)
            if isinstance(entry, Figure):
                sums.setdefault(column, []).append(entry)
    return {column: figures for column, figures in sums.items() if len(figures) >= _FEWEST}


def _agrees(row: dict[int, Figure | str], sums: dict[int, list[Figure]], column: int) -> bool:
    told = row[column]
    return (
        isinstance(told, Figure)
        and told.value > 0
        and total(figure.interval for figure in sums[column]).meets(told.interval)
    )
