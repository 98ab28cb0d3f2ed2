"""Sparklines: the course of the figures and the band of the target, as a template draws them.

The drawing is 120 units wide and 28 high; the band lies across it, so that one sees whether the line is inside.
"""

from __future__ import annotations

from typing import Any

from lotrinh.assessment.shapes import deciding_bound
from lotrinh.assessment.verdict import Verdict
from lotrinh.core.target import Goal

WIDTH, HEIGHT, EDGE = 120, 28, 3


def sparkline(goal: Goal, verdict: Verdict) -> dict[str, Any] | None:
    """Points of the line, the last one, and the band (top, height); None without a figure or a value to reach."""
    if goal.quantity is None or not verdict.inputs or goal.due is None:
        return None
    up = verdict.direction.up if verdict.direction else True
    bound = deciding_bound(goal.quantity, up=up)
    ends = [end for end in (goal.quantity.low, goal.quantity.high) if end is not None] or [bound]
    points = [(point.year, point.value) for point in verdict.inputs]
    first, last = points[0][0], max(float(goal.due.year), points[-1][0])
    values = [value for _, value in points] + ends
    low, high = min(values), max(values)

    def x(year: float) -> float:
        return EDGE + (WIDTH - 2 * EDGE) * (year - first) / ((last - first) or 1)

    def y(value: float) -> float:
        return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (value - low) / ((high - low) or 1)

    top, bottom = y(max(ends)), y(min(ends))
    return {
        # Texts, not numbers: a template would write numbers in the reader's style, with a comma.
        "line": " ".join(f"{x(year):.1f},{y(value):.1f}" for year, value in points),
        "x": f"{x(points[-1][0]):.1f}",
        "y": f"{y(points[-1][1]):.1f}",
        "top": f"{top:.1f}",
        "height": f"{max(1.0, bottom - top):.1f}",
        "hollow": verdict.inputs[-1].vintage.value == "estimate" or bool(verdict.inputs[-1].derived),
    }
