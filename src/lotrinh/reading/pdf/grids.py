"""Rules to tables.

Reads: rules of a page, drawn or found in a picture. Writes: grids whose cells are boxes in upright coordinates.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

_MOST_EDGES = 500  # a page with more is a drawing
_MOST_CELLS = 20_000
_NEAR = 2.5  # points: edges this near are one
_COVERED = 0.6  # a side of a cell is ruled when this part of it is


class Rule(NamedTuple):
    """A horizontal rule at height `at` from `start` to `end`; a vertical one likewise with x and y exchanged."""

    at: float
    start: float
    end: float


class GridCell(NamedTuple):
    """A cell by its place on the grid and its box (left, bottom, right, top)."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: tuple[float, float, float, float]


@dataclass(slots=True)
class Grid:
    """A ruled table: x of its columns' edges from the left, y of its rows' edges from the top."""

    xs: list[float]
    ys: list[float]
    cells: list[GridCell] = field(default_factory=list)
    owner: list[list[int]] = field(default_factory=list)  # elementary row, column → index of the cell

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.ys[0]

    def cell_at(self, x: float, y: float) -> int | None:
        """The index of the cell around a point, None outside the table."""
        if not (self.xs[0] <= x < self.xs[-1] and self.ys[-1] < y <= self.ys[0]):
            return None
        row = bisect_left(self.ys, -y, key=lambda edge: -edge) - 1
        return self.owner[max(0, row)][bisect_right(self.xs, x) - 1]


def grids_from(horizontal: list[Rule], vertical: list[Rule]) -> list[Grid]:
    """Tables of two cells or more, from top to bottom."""
    if len(horizontal) < 2 or len(vertical) < 2:
        return []
    horizontal, vertical = _merged(horizontal), _merged(vertical)
    if max(len(horizontal), len(vertical)) > _MOST_EDGES:
        return []
    groups = _groups(horizontal, vertical)
    grids = [grid for rows, columns in groups if (grid := _grid(rows, columns)) and len(grid.cells) > 1]
    return sorted(grids, key=lambda grid: (-grid.top, grid.xs[0]))


def _merged(rules: list[Rule]) -> list[Rule]:
    """Rules with those joined that go on from each other, or lie upon each other."""
    merged: list[Rule] = []
    level: list[Rule] = []

    def close() -> None:
        level.sort(key=lambda rule: rule.start)
        for rule in level:
            if merged and merged[-1].at == level_at and rule.start <= merged[-1].end + _NEAR:
                merged[-1] = Rule(level_at, merged[-1].start, max(merged[-1].end, rule.end))
            else:
                merged.append(Rule(level_at, rule.start, rule.end))

    level_at = 0.0
    for rule in sorted(rules):
        if level and rule.at - level_at > _NEAR:
            close()
            level = []
        if not level:
            level_at = rule.at
        level.append(rule)
    if level:
        close()
    return merged


def _groups(horizontal: list[Rule], vertical: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that touch each other, table by table."""
    owner = list(range(len(horizontal)))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    touching: list[int] = []
    for line in vertical:
        touched = [
            index
            for index, rule in enumerate(horizontal)
            if rule.start - _NEAR <= line.at <= rule.end + _NEAR and line.start - _NEAR <= rule.at <= line.end + _NEAR
        ]
        for index in touched[1:]:
            owner[root(index)] = root(touched[0])
        touching.append(touched[0] if touched else -1)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate(horizontal):
        groups.setdefault(root(index), ([], []))[0].append(rule)
    for index, line in zip(touching, vertical, strict=True):
        if index >= 0:
            groups[root(index)][1].append(line)
    return [group for group in groups.values() if len(group[0]) > 1 and len(group[1]) > 1]


def _grid(horizontal: list[Rule], vertical: list[Rule]) -> Grid | None:
    xs = _edges([rule.at for rule in vertical])
    ys = _edges([rule.at for rule in horizontal])[::-1]  # from top to bottom
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows > _MOST_CELLS:
        return None
    # below[r][c]: a rule under the elementary cell; beside[r][c]: one at its right.
    by_y = [[rule for rule in horizontal if abs(rule.at - y) <= _NEAR] for y in ys]
    by_x = [[rule for rule in vertical if abs(rule.at - x) <= _NEAR] for x in xs]
    below = [[_ruled(by_y[row + 1], xs[column], xs[column + 1]) for column in range(columns)] for row in range(rows)]
    beside = [[_ruled(by_x[column + 1], ys[row + 1], ys[row]) for column in range(columns)] for row in range(rows)]
    grid = Grid(xs, ys, owner=[[-1] * columns for _ in range(rows)])
    taken = grid.owner
    for row in range(rows):
        for column in range(columns):
            if taken[row][column] >= 0:
                continue
            right = column
            while right + 1 < columns and not beside[row][right] and taken[row][right + 1] < 0:
                right += 1
            last = row
            while last + 1 < rows and not any(below[last][column : right + 1]):
                last += 1
            for line in taken[row : last + 1]:
                line[column : right + 1] = [len(grid.cells)] * (right + 1 - column)
            box = (xs[column], ys[last + 1], xs[right + 1], ys[row])
            grid.cells.append(GridCell(row, column, last + 1 - row, right + 1 - column, box))
    return grid


def _edges(places: list[float]) -> list[float]:
    """Distinct places, ascending."""
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _NEAR:
            edges.append(place)
    return edges


def _ruled(rules: list[Rule], start: float, end: float) -> bool:
    covered = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules)
    return covered >= _COVERED * (end - start)
