"""Outlook: where the series is heading, how sure that is, and when it would arrive.

A damped drift: the mean yearly change is continued, every further year with `DAMPING` of the one
before. Shares move on the scale of the gap to their limit and levels that doubled on the logarithmic
scale, so that neither leaves its range. Intervals come from the errors of many series pooled
(data/intervals.toml), because intervals of one short series promise more than they hold. Growth rates
are never compounded into the future: on 826 yearly series that missed by far.
"""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from math import exp, log
from statistics import NormalDist, median

from lotrinh.assessment.destatis import Point

DAMPING = 0.8
"""Share of a year's change that the next year keeps."""

LEAST_POINTS = 3
"""Points from which on there is an outlook; below, only the required pace is told."""

LEVELS = (80, 95)
"""Per cent of cases that the intervals are made to cover."""


class Scale(StrEnum):
    """On which scale the drift runs."""

    PLAIN = "plain"
    LOG = "log"
    SHARE = "share"


class Chance(StrEnum):
    """Words for the chance of reaching a target."""

    LIKELY = "likely"  # 80 % and more
    MORE_LIKELY = "more_likely_than_not"  # 50 to 80 %
    AT_RISK = "at_risk"  # 20 to 50 %
    UNLIKELY = "unlikely"  # under 20 %


@dataclass(frozen=True, slots=True)
class Outlook:
    """A projection `horizon` years ahead.

    `value`: the middle. `intervals`: per cent → (low, high). `chance`: of reaching the target, 0…1, None without
    one. `arrival`: year in which the target is met at the present pace without damping, None when never.
    """

    horizon: int
    value: float
    intervals: dict[int, tuple[float, float]]
    chance: float | None = None
    arrival: float | None = None

    @property
    def word(self) -> Chance | None:
        """The chance in words."""
        return None if self.chance is None else chance_word(self.chance)


def chance_word(chance: float) -> Chance:
    """The word for a chance of 0…1.

    >>> [chance_word(c).value for c in (0.9, 0.8, 0.5, 0.2, 0.1)]
    ['likely', 'likely', 'more_likely_than_not', 'at_risk', 'unlikely']
    """
    if chance >= 0.8:
        return Chance.LIKELY
    if chance >= 0.5:
        return Chance.MORE_LIKELY
    return Chance.AT_RISK if chance >= 0.2 else Chance.UNLIKELY


def damped_sum(horizon: int, damping: float = DAMPING) -> float:
    """φ + φ² + … + φ^horizon: how many undamped years the drift makes.

    >>> round(damped_sum(3), 3)
    1.952
    """
    return damping * (1 - damping**horizon) / (1 - damping)


def scale_of(values: Sequence[float], *, share: bool) -> Scale:
    """Shares run on the gap scale; positive levels that more than doubled on the logarithmic one."""
    if share and all(0 < value < 100 for value in values):
        return Scale.SHARE
    if min(values) > 0 and max(values) > 2 * min(values):
        return Scale.LOG
    return Scale.PLAIN


def project(points: Sequence[Point], horizon: int, *, share: bool = False) -> float:
    """The middle of the damped drift `horizon` years after the last point. Needs two points or more.

    >>> round(project([(2020, 60.0), (2021, 61.0), (2022, 62.0), (2023, 63.0)], 2), 2)
    64.44
    """
    values = [value for _, value in points]
    scale = scale_of(values, share=share)
    moved = [_to(scale, value) for value in values]
    years = [year for year, _ in points]
    drift = _drift(years, moved)
    return _back(scale, moved[-1] + drift * damped_sum(horizon))


def _drift(years: Sequence[float], values: Sequence[float]) -> float:
    """Mean yearly change; the median of all slopes (Theil-Sen) when one step stands far out."""
    mean = (values[-1] - values[0]) / (years[-1] - years[0])
    steps = [(b - a) / (t - s) for s, t, a, b in zip(years, years[1:], values, values[1:], strict=False)]
    middle = median(steps)
    spread = median(abs(step - middle) for step in steps)
    if len(steps) < 4 or spread == 0 or max(abs(step - middle) for step in steps) <= 5 * spread:
        return mean
    return median(
        (values[j] - values[i]) / (years[j] - years[i]) for i in range(len(values)) for j in range(i + 1, len(values))
    )


def _to(scale: Scale, value: float) -> float:
    if scale is Scale.LOG:
        return log(value)
    return log(value / (100 - value)) if scale is Scale.SHARE else value


def _back(scale: Scale, value: float) -> float:
    if scale is Scale.LOG:
        return exp(value)
    return 100 / (1 + exp(-value)) if scale is Scale.SHARE else value


@cache
def interval_table() -> dict[int, dict[int, float]]:
    """Per cent → horizon → multiplier of the mean absolute yearly change (data/intervals.toml)."""
    source = files("lotrinh.assessment") / "data" / "intervals.toml"
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    return {level: {int(h): float(m) for h, m in table[f"cover_{level}"].items()} for level in LEVELS}


def multiplier(level: int, horizon: int, table: dict[int, dict[int, float]] | None = None) -> float:
    """Half width of an interval in mean absolute yearly changes; between the table's horizons on a straight line."""
    known = (table or interval_table())[level]
    at = sorted(known)
    if horizon <= at[0]:
        return known[at[0]]
    below = max(h for h in at if h <= horizon)
    above = min((h for h in at if h > horizon), default=None)
    if above is None:  # beyond the table the last step goes on
        before = at[-2]
        return known[below] + (known[below] - known[before]) / (below - before) * (horizon - below)
    return known[below] + (known[above] - known[below]) * (horizon - below) / (above - below)


def outlook(
    points: Sequence[Point],
    horizon: int,
    *,
    target: float | None = None,
    up: bool = True,
    share: bool = False,
    table: dict[int, dict[int, float]] | None = None,
) -> Outlook | None:
    """The outlook `horizon` (1 and more) years after the last point; None with under three points."""
    if len(points) < LEAST_POINTS or horizon < 1:
        return None
    values = [value for _, value in points]
    step = sum(abs(b - a) for a, b in itertools.pairwise(values)) / (len(values) - 1)
    middle = project(points, horizon, share=share)
    intervals = {}
    for level in LEVELS:
        half = multiplier(level, horizon, table) * step
        low, high = middle - half, middle + half
        intervals[level] = (max(0.0, low), min(100.0, high)) if share else (low, high)
    if target is None:
        return Outlook(horizon, middle, intervals)
    chance = _chance(middle, multiplier(80, horizon, table) * step, target, up=up)
    return Outlook(horizon, middle, intervals, chance, arrival(points, target, up=up))


def _chance(middle: float, half_80: float, target: float, *, up: bool) -> float:
    """Chance of ending at the target or beyond, the pooled errors taken as normal around the middle."""
    ahead = middle - target if up else target - middle
    if half_80 == 0:
        return 1.0 if ahead >= 0 else 0.0
    deviation = half_80 / NormalDist().inv_cdf(0.9)
    return NormalDist().cdf(ahead / deviation)


def arrival(points: Sequence[Point], target: float, *, up: bool) -> float | None:
    """Year in which the target is met at the present pace; the last year when it is met; None when never.

    >>> arrival([(2022, 60.0), (2023, 62.0), (2024, 64.0)], 76, up=True)
    2030.0
    """
    (first_year, first), (year, value) = points[0], points[-1]
    sign = 1 if up else -1
    if sign * (value - target) >= 0:
        return float(year)
    rate = (value - first) / (year - first_year)
    return year + (target - value) / rate if sign * rate > 0 else None
