"""The damped drift along one row: `outlook.project` as Narwhals expressions.

Reads `value_0` (the last year) … `value_5`, `points`, `first`, `span`, `share` of `frames`; writes `drift`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

import narwhals as nw

from lotrinh.assessment.destatis import WINDOW
from lotrinh.assessment.intervals import furthest
from lotrinh.assessment.outlook import DAMPING, FAR_OUT, LEAST_POINTS, ROUNDING, STEEPEST
from lotrinh.assessment.yearly import LIMIT

SLOTS = range(WINDOW + 1)
BEYOND = 1e300
"""Stands in for a missing number where it must come last, its negative where first."""

Frame = nw.LazyFrame[Any]
col = nw.col


def drift_columns(frame: Frame) -> Frame:
    """Writes the scale (`whole`, `odds`, `grows`) and `drift`, the mean yearly change on it."""
    frame = _with_scale(frame)
    frame = frame.with_columns(**{f"scaled_{k}": _scaled(f"value_{k}") for k in SLOTS}, begins=_scaled("first"))
    span = nw.when(col("span") > 0).then(col("span"))
    frame = _with_steps(frame).with_columns(drift=(col("scaled_0") - col("begins")) / span)
    return _with_outliers_tamed(frame)


def projection(ahead: nw.Expr) -> nw.Expr:
    """The damped drift `ahead` years on; null where `outlook.refusal` names a reason and beyond every figure."""
    told = (ahead >= 1) & (ahead <= furthest()) & (col("points") >= LEAST_POINTS) & col("moved")
    years = nw.when(told).then(ahead)
    reached = col("scaled_0") + col("drift") * (DAMPING * (1 - DAMPING**years) / (1 - DAMPING))
    steepest = nw.lit(STEEPEST)
    share = nw.lit(100.0) / (1 + nw.min_horizontal(nw.when(col("odds")).then(0 - reached), steepest).exp())
    level = nw.min_horizontal(nw.when(col("grows")).then(reached), steepest).exp()
    value = nw.when(col("odds")).then(share).when(col("grows")).then(level).otherwise(reached)
    within = nw.min_horizontal(nw.lit(100.0), nw.max_horizontal(nw.lit(0.0), value))
    value = nw.when(col("whole")).then(within).otherwise(value)
    return nw.when(told & (value.abs() < LIMIT)).then(value)


def _with_scale(frame: Frame) -> Frame:
    """`outlook.scale_of`. Writes `moved`, `whole` (shares of a whole), and `odds` or `grows` where a scale is bent."""
    values = [col(f"value_{k}") for k in SLOTS]
    frame = frame.with_columns(lowest=nw.min_horizontal(*values), highest=nw.max_horizontal(*values))
    low, high = col("lowest"), col("highest")
    frame = frame.with_columns(moved=low < high, whole=(col("share") > 0) & (low >= 0) & (high <= 100))
    return frame.with_columns(
        odds=col("whole") & (low > 0) & (high < 100), grows=~col("whole") & (low > 0) & (high > 2 * low)
    )


def _scaled(name: str) -> nw.Expr:
    value = col(name)
    bent = nw.when(col("odds")).then(value / (100 - value)).when(col("grows")).then(value)
    # Engines refuse logarithms of what is not positive, even where nobody asks for them.
    return nw.when(col("odds") | col("grows")).then(bent.log()).otherwise(value)


def _with_steps(frame: Frame) -> Frame:
    """Writes `step_1`…`step_5`: yearly change from each figure to the next; null where the year has none."""
    frame = frame.with_columns(next_1=col("scaled_0"), when_1=nw.lit(0.0))
    for k in SLOTS[2:]:
        told = ~col(f"scaled_{k - 1}").is_null()
        frame = frame.with_columns(
            nw.when(told).then(col(f"scaled_{k - 1}")).otherwise(col(f"next_{k - 1}")).alias(f"next_{k}"),
            nw.when(told).then(nw.lit(float(k - 1))).otherwise(col(f"when_{k - 1}")).alias(f"when_{k}"),
        )
    return frame.with_columns(
        **{f"step_{k}": (col(f"next_{k}") - col(f"scaled_{k}")) / (k - col(f"when_{k}")) for k in SLOTS[1:]}
    )


def _with_outliers_tamed(frame: Frame) -> Frame:
    """`drift` becomes the median of all slopes where one of four or more steps stands far out."""
    frame = _with_median(frame, {k: col(f"step_{k}") for k in SLOTS[1:]}, "middle")
    frame = frame.with_columns(**{f"away_{k}": (col(f"step_{k}") - col("middle")).abs() for k in SLOTS[1:]})
    away = {k: col(f"away_{k}") for k in SLOTS[1:]}
    frame = _with_median(frame, away, "spread").with_columns(farthest=nw.max_horizontal(*away.values()))
    frame = frame.with_columns(
        uneven=(col("points") >= 5)
        & (col("spread") > ROUNDING * col("farthest"))
        & (col("farthest") > FAR_OUT * col("spread") * (1 + ROUNDING))
    )
    slopes = [
        (col(f"scaled_{late}") - col(f"scaled_{early}")) / float(early - late) for late, early in combinations(SLOTS, 2)
    ]
    frame = _with_median(frame, dict(enumerate(slopes)), "tamed")
    return frame.with_columns(drift=nw.when(col("uneven")).then(col("tamed")).otherwise(col("drift")))


def _with_median(frame: Frame, values: Mapping[int, nw.Expr], result: str) -> Frame:
    """Writes the median of `values` where six points give all of them, or five points the number for five.

    No engine's own median is used: each sorts and rounds in its own way, and needs a group or a list for it.
    """
    full = len(values)
    fewer = {5: 4, 15: 10}[full]  # steps, or pairs, of five points
    frame = frame.with_columns(
        nw.when(~value.is_null()).then(value).otherwise(nw.lit(BEYOND)).alias(f"{result}_{place}")
        for place, value in enumerate(values.values())
    )
    for layer in sorting_network(full):
        frame = frame.with_columns(
            expression
            for a, b in layer
            for expression in (
                nw.min_horizontal(f"{result}_{a}", f"{result}_{b}").alias(f"{result}_{a}"),
                nw.max_horizontal(f"{result}_{a}", f"{result}_{b}").alias(f"{result}_{b}"),
            )
        )
    below, above = col(f"{result}_{fewer // 2 - 1}"), col(f"{result}_{fewer // 2}")
    middle = nw.when(col("points") == 6).then(col(f"{result}_{full // 2}")).otherwise((below + above) / 2)
    return frame.with_columns(middle.alias(result))


def sorting_network(size: int) -> Iterator[list[tuple[int, int]]]:
    """Layers of places to compare and exchange that sort `size` values (Batcher's odd-even merge sort).

    >>> list(sorting_network(3))
    [[(0, 1)], [(0, 2)], [(1, 2)]]
    """
    width = 1
    while width < size:
        step = width
        while step:
            yield [
                (a, a + step)
                for start in range(step % width, size - step, 2 * step)
                for a in range(start, min(start + step, size - step))
                if a // (2 * width) == (a + step) // (2 * width)
            ]
            step //= 2
        width *= 2
