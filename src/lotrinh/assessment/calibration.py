"""Interval tables measured on many series: what rolling back-tests of the outlook would have missed.

From every year of every series that has a window of three points or more the outlook is made as if that
year were today, and the later figures are held against it. The quantiles of these misses, in mean absolute
yearly changes, are the multipliers of intervals.py. A table is never judged on the series it was
measured on: `cross_validated` measures each fold's table on the other folds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from lotrinh.assessment.destatis import Point, window_of
from lotrinh.assessment.intervals import LEVELS, IntervalTable
from lotrinh.assessment.outlook import LEAST_POINTS, project, tidy, travel

MEASURED_LEVELS = (60, *LEVELS)
"""Per cent of cases; 60 is where one side leaves 20 %, the edge of the word "likely"."""

FURTHEST = 6
"""Years ahead up to which tables are measured: no estimate reaches further."""

LEAST_MISSES, LEAST_SERIES = 30, 5
"""Under so many misses, or series they come from, a horizon is not measured."""

FOLDS = 10


@dataclass(frozen=True, slots=True)
class Miss:
    """What one projection missed: |figure − middle| in mean absolute yearly changes, `horizon` years ahead."""

    series: str
    horizon: int
    size: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of `cases` lay inside their interval."""

    inside: int
    cases: int

    @property
    def share(self) -> float | None:
        """0…1; None without a case.

        >>> Coverage(8, 10).share
        0.8
        """
        return self.inside / self.cases if self.cases else None


def misses_of(series: Mapping[str, Sequence[Point]], shares: Collection[str] = ()) -> list[Miss]:
    """All misses of rolling back-tests, 1 to `FURTHEST` years ahead.

    `series`: name → yearly points in any order. `shares`: names of those in per cent of a whole. Origins whose
    window never moved are left out, as the outlook refuses them.

    >>> [(miss.horizon, round(miss.size, 3)) for miss in misses_of({"a": [(y, float(y)) for y in range(2020, 2025)]})]
    [(1, 0.2), (2, 0.56), (1, 0.2)]
    """
    found = []
    for name, given in series.items():
        points = tidy(given)
        later = dict(points)
        for last in range(LEAST_POINTS, len(points)):
            window = window_of(points[:last], LEAST_POINTS)
            ruler = travel(window) if window else 0.0
            if ruler == 0:
                continue
            for horizon in range(1, FURTHEST + 1):
                figure = later.get(window[-1][0] + horizon)
                if figure is not None:
                    miss = abs(figure - project(window, horizon, share=name in shares))
                    found.append(Miss(name, horizon, miss / ruler))
    return found


def table_of(misses: Iterable[Miss], levels: Sequence[int] = MEASURED_LEVELS) -> dict[int, dict[int, float]]:
    """The interval table that covers `levels` per cent of `misses`; empty when there are too few of them.

    Quantiles are the order statistics that cover a further case of the same kind: the ⌈(n + 1)·q⌉-th smallest.
    Horizons with too few misses are left out with all that follow; an interval is never narrower than a nearer one.
    """
    by_horizon: dict[int, list[Miss]] = defaultdict(list)
    for miss in misses:
        by_horizon[miss.horizon].append(miss)
    table: dict[int, dict[int, float]] = {level: {} for level in levels}
    for horizon in range(1, max(by_horizon, default=0) + 1):
        held = by_horizon[horizon]
        if len(held) < LEAST_MISSES or len({miss.series for miss in held}) < LEAST_SERIES:
            break
        sizes = sorted(miss.size for miss in held)
        for level in levels:
            rank = min(ceil((len(sizes) + 1) * level / 100), len(sizes))
            table[level][horizon] = max(sizes[rank - 1], table[level].get(horizon - 1, 0.0))
    return table if table[levels[0]] else {}


def coverage(misses: Iterable[Miss], table: IntervalTable) -> dict[int, dict[int, Coverage]]:
    """Level → horizon → how many of `misses` the intervals of `table` hold. Horizons that it lacks are left out."""
    cases: Counter[int] = Counter()
    inside: Counter[tuple[int, int]] = Counter()
    for miss in misses:
        cases[miss.horizon] += 1
        for level, widths in table.items():
            inside[level, miss.horizon] += miss.size <= widths.get(miss.horizon, -1.0)
    return {
        level: {horizon: Coverage(inside[level, horizon], cases[horizon]) for horizon in widths}
        for level, widths in table.items()
    }


def cross_validated(
    misses: Sequence[Miss], groups: Mapping[str, str] | None = None, folds: int = FOLDS
) -> dict[int, dict[int, Coverage]]:
    """Level → horizon → coverage where each series is held against a table measured without it.

    `groups`: series → the group that must stay together (the parts of one indicator); by default every series is
    its own. Groups go to folds in the order of their names, so that a run can be repeated.
    """
    group_of = {miss.series: (groups or {}).get(miss.series, miss.series) for miss in misses}
    fold_of = {group: at % folds for at, group in enumerate(sorted(set(group_of.values())))}
    total: dict[int, dict[int, Coverage]] = {}
    for fold in range(min(folds, len(fold_of))):
        held_out = [miss for miss in misses if fold_of[group_of[miss.series]] == fold]
        table = table_of(miss for miss in misses if fold_of[group_of[miss.series]] != fold)
        for level, by_horizon in coverage(held_out, table).items():
            for horizon, found in by_horizon.items():
                before = total.setdefault(level, {}).get(horizon, Coverage(0, 0))
                total[level][horizon] = Coverage(before.inside + found.inside, before.cases + found.cases)
    return total


def as_toml(table: IntervalTable, provenance: Sequence[str]) -> str:
    """A table as `intervals.read_table` reads it, with comment lines that say where it comes from.

    >>> print(as_toml({80: {1: 1.71, 2: 2.6}}, ["18 series of the province"]))
    # 18 series of the province
    <BLANKLINE>
    [cover_80]
    1 = 1.71
    2 = 2.6
    <BLANKLINE>
    """
    lines = [f"# {' '.join(line.split())}" for line in provenance]
    for level in sorted(table):
        lines += ["", f"[cover_{level}]"]
        lines += [f"{horizon} = {round(half, 3)}" for horizon, half in sorted(table[level].items())]
    return "\n".join(lines) + "\n"
