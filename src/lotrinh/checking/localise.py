"""Error localisation: the fewest figures whose change makes every sum they stand in come out.

Fellegi and Holt (1976) for balance edits, as S. Scholtus treats them in "Algorithms for correcting sign errors and
rounding errors in business survey data" (2011); rounded figures are intervals. Feasibility is decided exactly, by the
simplex method in fractions (`feasible`), so no set is called right or wrong by a rounding of the computer's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from lotrinh.checking.feasible import feasible
from lotrinh.core.interval import Interval, total

Equation = Mapping[int, int]
"""Figure number → its factor; the factors times the figures add up to 0."""

MOST_CHANGED = 4  # more wrong figures than this in one group are no slips
_MOST_SETS = 2000


def violated(values: Sequence[Interval], equations: Sequence[Equation]) -> list[int]:
    """The equations that the figures cannot fulfil, each by itself."""
    return [
        number
        for number, equation in enumerate(equations)
        if not total(factor * values[at] for at, factor in equation.items()).meets(Interval.of(0))
    ]


def localise(values: Sequence[Interval], equations: Sequence[Equation]) -> list[tuple[int, ...]]:
    """All smallest sets of figures such that, were they free, the others as printed could fulfil every equation.

    `[()]` when nothing is wrong; empty when more than `MOST_CHANGED` would have to change.

    >>> whole = [{0: 1, 1: 1, 2: -1}, {2: 1, 3: -1}]
    >>> localise([Interval.of(2), Interval.of(3), Interval.of(6), Interval.of(5)], whole)
    [(2,)]
    """
    for size in range(MOST_CHANGED + 1):
        tried = (free for free in _hitting(values, equations, size) if feasible(values, equations, free))
        if found := list(tried):
            return found
    return []


def _hitting(values: Sequence[Interval], equations: Sequence[Equation], size: int) -> Iterator[tuple[int, ...]]:
    """Sets of so many figures that stand in every violated equation: no other set can mend them all."""
    broken = [set(equations[number]) for number in violated(values, equations)]
    candidates = sorted({at for equation in equations for at in equation})
    for count, free in enumerate(combinations(candidates, size)):
        if count >= _MOST_SETS:
            return
        if all(equation.intersection(free) for equation in broken):
            yield free
