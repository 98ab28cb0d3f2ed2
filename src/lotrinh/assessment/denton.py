"""Plan lines within the year: a yearly plan as months, without a step at the year's end.

Proportional Denton benchmarking (Denton 1971, with Cholette's start): the months follow a usual pattern, their
ratio to it changes as little as possible from month to month, and every year adds up to its plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

MONTHS = 12


def plan_line(
    plans: Sequence[float], pattern: Sequence[float] | None = None, before: float | None = None
) -> list[float]:
    """Monthly plans of a flow: twelve per plan in `plans` (consecutive years), each twelve adding up to its plan.

    `pattern`: twelve usual monthly figures or shares, all above 0, in any unit; None takes equal months. `before`: the
    figure of the month before the first, so that the line joins it. Raises ValueError when the pattern is
    not of that kind, nothing is planned, or the plans change so sharply that a smooth line would leave their side
    of 0.

    >>> [round(month, 2) for month in plan_line([120.0, 120.0])[11:13]]
    [10.0, 10.0]
    >>> line = plan_line([120.0, 240.0])
    >>> round(sum(line[:12]), 6), round(sum(line[12:]), 6), [round(month, 1) for month in line[10:14]]
    (120.0, 240.0, [13.2, 14.4, 15.6, 16.8])
    """
    usual = list(pattern) if pattern is not None else [1.0] * MONTHS
    if len(usual) != MONTHS or not all(isfinite(month) and month > 0 for month in usual):
        raise ValueError("a pattern is twelve figures above 0")
    if not plans or not all(isfinite(plan) for plan in plans):
        raise ValueError("no plan")
    follow = usual * len(plans)
    start = None if before is None else before / usual[-1]
    ratios = _smoothest(follow, plans, start)
    line = [ratio * month for ratio, month in zip(ratios, follow, strict=True)]
    if min(plans) >= 0 and min(line) < -1e-9 * max(plans):
        raise ValueError("the plans change too sharply for a smooth line")
    return line


def _smoothest(follow: Sequence[float], plans: Sequence[float], start: float | None) -> list[float]:
    """Ratios q that minimise Σ(q_t − q_{t−1})² where each year's Σ q_t·follow_t is its plan (Lagrange)."""
    months, years = len(follow), len(plans)
    rows = [[0.0] * (months + years + 1) for _ in range(months + years)]
    for t in range(months):
        for other in (t - 1, t + 1):
            if 0 <= other < months:
                rows[t][t] += 1
                rows[t][other] -= 1
        year = months + t // MONTHS
        rows[t][year] = rows[year][t] = follow[t]
    if start is not None:
        rows[0][0] += 1
        rows[0][-1] = start
    for year, plan in enumerate(plans):
        rows[months + year][-1] = plan
    return _solved(rows)[:months]


def _solved(rows: list[list[float]]) -> list[float]:
    """The solution of a system of n linear equations, n rows of n + 1 (Gauss with partial pivots)."""
    size = len(rows)
    for at in range(size):
        pivot = max(range(at, size), key=lambda row: abs(rows[row][at]))
        rows[at], rows[pivot] = rows[pivot], rows[at]
        head = rows[at]
        for row in rows[at + 1 :]:
            if factor := row[at] / head[at]:
                for column in range(at, size + 1):
                    row[column] -= factor * head[column]
    found = [0.0] * size
    for at in reversed(range(size)):
        known = sum(rows[at][column] * found[column] for column in range(at + 1, size))
        found[at] = (rows[at][-1] - known) / rows[at][at]
    return found


def stock_line(start: float, end: float, months: int = MONTHS) -> list[float]:
    """Month-end plans of a stock: a straight line from the value before the first month to the last month's plan.

    >>> stock_line(64.0, 67.0, 3)
    [65.0, 66.0, 67.0]
    """
    return [start + (end - start) * month / months for month in range(1, months + 1)]
