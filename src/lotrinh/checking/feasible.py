"""Whether intervals and linear equations can hold together: phase one of the simplex method, in exact fractions."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from lotrinh.core.interval import Interval

_MOST_STEPS = 2000


def feasible(values: Sequence[Interval], equations: Sequence[Mapping[int, int]], free: Collection[int]) -> bool:
    """Whether values inside the intervals, those in `free` anywhere, make every equation 0.

    >>> equation = [{0: 1, 1: 1, 2: -1}]
    >>> figures = [Interval.of(1), Interval.of(2), Interval.of(4)]
    >>> feasible(figures, equation, ()), feasible(figures, equation, (1,))
    (False, True)
    """
    rows, right = _standard(values, equations, frozenset(free))
    for at, (row, bound) in enumerate(zip(rows, right, strict=True)):
        if bound < 0:
            rows[at], right[at] = [-entry for entry in row], -bound
    return _phase_one(rows, right)


def _standard(
    values: Sequence[Interval], equations: Sequence[Mapping[int, int]], free: frozenset[int]
) -> tuple[list[list[Fraction]], list[Fraction]]:
    """Rows and right sides over variables that are ≥ 0.

    A free figure is the difference of two, an interval a variable above its lower end with a slack up to its upper
    one, a single value a constant.
    """
    used = sorted({at for equation in equations for at in equation})
    columns: dict[int, tuple[int, ...]] = {}
    bounded: list[int] = []
    width = 0
    for at in used:
        if at in free:
            columns[at], width = (width, width + 1), width + 2
        elif values[at].width:
            columns[at], width = (width,), width + 1
            bounded.append(at)
    rows, right = [], []
    total = width + len(bounded)
    for equation in equations:
        row, bound = [Fraction(0)] * total, Fraction(0)
        for at, factor in equation.items():
            for sign, column in zip((1, -1), columns.get(at, ()), strict=False):
                row[column] += sign * factor
            if at not in free:
                bound -= factor * values[at].low
        rows.append(row)
        right.append(bound)
    for slack, at in enumerate(bounded, start=width):
        row = [Fraction(0)] * total
        row[columns[at][0]] = row[slack] = Fraction(1)
        rows.append(row)
        right.append(values[at].width)
    return rows, right


def _phase_one(rows: list[list[Fraction]], right: list[Fraction]) -> bool:
    """Whether rows · x = right has a solution x ≥ 0 (right ≥ 0). Bland's rule: it ends."""
    height, width = len(rows), len(rows[0]) if rows else 0
    for at, row in enumerate(rows):
        row.extend(Fraction(int(at == other)) for other in range(height))
    basis = [width + at for at in range(height)]
    cost = [sum((row[column] for row in rows), Fraction(0)) for column in range(width)]
    rest = sum(right, Fraction(0))
    for _ in range(_MOST_STEPS):
        if rest == 0:
            return True
        entering = next((column for column in range(width) if cost[column] > 0), None)
        if entering is None:
            return False
        ratios = [(right[at] / row[entering], basis[at], at) for at, row in enumerate(rows) if row[entering] > 0]
        if not ratios:
            return False
        _, _, leaving = min(ratios)
        pivot = rows[leaving][entering]
        rows[leaving] = [entry / pivot for entry in rows[leaving]]
        right[leaving] /= pivot
        basis[leaving] = entering
        for at, row in enumerate(rows):
            if at != leaving and (factor := row[entering]):
                rows[at] = [entry - factor * new for entry, new in zip(row, rows[leaving], strict=True)]
                right[at] -= factor * right[leaving]
        if factor := cost[entering]:
            cost = [entry - factor * new for entry, new in zip(cost, rows[leaving][:width], strict=True)]
            rest -= factor * right[leaving]
    return True  # undecided in so many steps: nothing is claimed
