"""Outlook: where the series is heading, how sure that is, and when it would arrive.

A damped drift: the mean yearly change of the last five years (six points) is continued, every further
year with `DAMPING` of the one before. Shares move on the scale of the odds (the gap to either limit)
and levels that doubled on the logarithmic scale, so that neither leaves its range. Intervals come from the
errors of many series pooled (intervals.py). Growth rates are never compounded into the future: on 826
yearly series that missed by far.
"""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from math import exp, isfinite, log
from statistics import median

from lotrinh.assessment.destatis import Point, window_of
from lotrinh.assessment.intervals import LEVELS, IntervalTable, chance_of, furthest, interval_table, multiplier

__all__ = [
    "DAMPING", "FAR_OUT", "LEAST_POINTS", "LEVELS", "ROUNDING", "STEEPEST", "Chance", "Outlook", "Refusal", "Scale",
    "arrival", "chance_word", "damped_sum", "drift", "interval_table", "multiplier", "on_scale", "outlook", "project",
    "refusal", "refusal_told", "scale_of", "tidy", "travel",
]  # fmt: skip

DAMPING = 0.8
"""Share of a year's change that the next year keeps."""

LEAST_POINTS = 3
"""Points in the window from which on there is an outlook; below, only the required pace is told."""

MOST_YEARS_TO_ARRIVE = 100
"""An arrival that lies further ahead is told as never."""

FAR_OUT = 5
"""Median absolute deviations from the median step beyond which a step stands far out."""

ROUNDING = 1e-9
"""Share up to which a difference is binary rounding; logarithms end differently from machine to machine."""

_BEYOND_FIGURES = 1e15

STEEPEST = 700.0
"""Exponents beyond it would overflow."""


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


class Refusal(StrEnum):
    """Why there is no outlook; sentences in data/outlook.toml."""

    FEW_POINTS = "few_points"  # under three in the last five years
    NO_TIME = "no_time"  # the year asked for is not after the last point
    TOO_FAR = "too_far"  # beyond the years that the interval table was measured for
    NEVER_MOVED = "never_moved"  # equal figures say nothing about how far the next may be


@dataclass(frozen=True, slots=True)
class Outlook:
    """A projection `horizon` years ahead.

    * `value`: the middle. `intervals`: per cent → (low, high), the levels of `LEVELS`.
    * `chance`: of reaching the target, 0…1. `arrival`: year in which it is met at the observed pace, undamped;
      None when never. `required`: change a year that leads to the target, None when it is met already. All
      three None without a target.
    * `observed`: mean yearly change of the window, in the unit of the series. `scale`: where the drift ran.
    """

    horizon: int
    value: float
    intervals: dict[int, tuple[float, float]]
    chance: float | None = None
    arrival: float | None = None
    required: float | None = None
    observed: float = 0.0
    scale: Scale = Scale.PLAIN

    @property
    def word(self) -> Chance | None:
        """The chance in words."""
        return None if self.chance is None else chance_word(self.chance)

    @property
    def ratio(self) -> float | None:
        """Observed over required change: 1 just arrives, under 0 moves away; None where nothing is required."""
        return self.observed / self.required if self.required else None


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


def damped_sum(horizon: int) -> float:
    """φ + φ² + … + φ^horizon: how many undamped years the drift makes.

    >>> round(damped_sum(3), 3)
    1.952
    """
    return DAMPING * (1 - DAMPING**horizon) / (1 - DAMPING)


def tidy(points: Sequence[Point]) -> list[Point]:
    """The usable points in order of time; of two at one moment the one given last.

    Left out: what is not finite, and values from 10^15 on, which no indicator of a nation reaches in any unit.

    >>> tidy([(2024, 3.0), (2023, float("nan")), (2022, 1.0), (2024, 4.0)])
    [(2022, 1.0), (2024, 4.0)]
    """
    return sorted({year: value for year, value in points if isfinite(year) and abs(value) < _BEYOND_FIGURES}.items())


def scale_of(values: Sequence[float], *, share: bool) -> Scale:
    """Shares run on the scale of the odds; positive levels that more than doubled on the logarithmic one.

    >>> scale_of([97.0, 98.0], share=True), scale_of([10.0, 21.0], share=False), scale_of([0.0, 5.0], share=True)
    (<Scale.SHARE: 'share'>, <Scale.LOG: 'log'>, <Scale.PLAIN: 'plain'>)
    """
    if share:
        return Scale.SHARE if all(0 < value < 100 for value in values) else Scale.PLAIN
    return Scale.LOG if min(values) > 0 and max(values) > 2 * min(values) else Scale.PLAIN


def _of_a_whole(points: Sequence[Point], share: bool) -> bool:
    # A growth rate is told in per cent too; where figures leave 0…100 they are no shares.
    return share and all(0 <= value <= 100 for _, value in points)


def project(points: Sequence[Point], horizon: int, *, share: bool = False) -> float:
    """The middle of the damped drift `horizon` years after the last of two points or more, in order of time.

    A share stays within 0 and 100.

    >>> round(project([(2020, 60.0), (2021, 61.0), (2022, 62.0), (2023, 63.0)], 2), 2)
    64.44
    """
    share = _of_a_whole(points, share)
    scale = scale_of([value for _, value in points], share=share)
    moved = [(year, on_scale(scale, value)) for year, value in points]
    middle = _back(scale, moved[-1][1] + drift(moved) * damped_sum(horizon))
    return min(100.0, max(0.0, middle)) if share else middle


def drift(points: Sequence[Point]) -> float:
    """Mean yearly change; the median of all slopes (Theil-Sen) when one step of four or more stands far out.

    >>> drift([(2020, 1.0), (2022, 5.0)])
    2.0
    >>> round(drift([(2020, 1.0), (2021, 2.1), (2022, 3.0), (2023, 4.1), (2024, 60.0)]), 9)
    1.1
    """
    steps = [(b - a) / (t - s) for (s, a), (t, b) in itertools.pairwise(points)]
    middle = median(steps)
    spread = median(abs(step - middle) for step in steps)
    farthest = max(abs(step - middle) for step in steps)
    if len(steps) >= 4 and spread > ROUNDING * farthest and farthest > FAR_OUT * spread * (1 + ROUNDING):
        return median((b - a) / (t - s) for (s, a), (t, b) in itertools.combinations(points, 2))
    return (points[-1][1] - points[0][1]) / (points[-1][0] - points[0][0])


def travel(points: Sequence[Point]) -> float:
    """Mean absolute change a year: the ruler of the intervals.

    >>> travel([(2020, 5.0), (2021, 8.0), (2022, 7.0)])
    2.0
    """
    way = sum(abs(b - a) for (_, a), (_, b) in itertools.pairwise(points))
    return way / (points[-1][0] - points[0][0])


def on_scale(scale: Scale, value: float) -> float:
    """A value where the drift runs: itself, its logarithm, or the logarithm of its odds against 100."""
    if scale is Scale.LOG:
        return log(value)
    return log(value / (100 - value)) if scale is Scale.SHARE else value


def _back(scale: Scale, value: float) -> float:
    if scale is Scale.LOG:
        return exp(min(value, STEEPEST))
    return 100 / (1 + exp(min(-value, STEEPEST))) if scale is Scale.SHARE else value


def refusal(points: Sequence[Point], horizon: int, table: IntervalTable | None = None) -> Refusal | None:
    """Why there is no outlook; None when there is one.

    >>> refusal([(2022, 60.0), (2024, 64.0)], 6)
    <Refusal.FEW_POINTS: 'few_points'>
    """
    window = window_of(tidy(points), LEAST_POINTS)
    if not window:
        return Refusal.FEW_POINTS
    if horizon < 1:
        return Refusal.NO_TIME
    if horizon > furthest(table):
        return Refusal.TOO_FAR
    return None if travel(window) > 0 else Refusal.NEVER_MOVED


def refusal_told(reason: Refusal, language: str = "vi") -> str:
    """The reason as a sentence.

    >>> refusal_told(Refusal.NO_TIME, "en")
    'The year asked for is not after the latest figure.'
    """
    told: str = _sentences()[reason][language]
    return told


@cache
def _sentences() -> dict[str, dict[str, str]]:
    text = (files("lotrinh.assessment") / "data" / "outlook.toml").read_text(encoding="utf-8")
    sentences: dict[str, dict[str, str]] = tomllib.loads(text)["refusal"]
    return sentences


def outlook(
    points: Sequence[Point],
    horizon: int,
    *,
    target: float | None = None,
    up: bool = True,
    share: bool = False,
    table: IntervalTable | None = None,
) -> Outlook | None:
    """The outlook `horizon` years after the last point; None where `refusal` names a reason.

    `share`: the values are per cent of a whole, 0…100. `table`: one's own intervals (`lotrinh calibrate`).

    >>> labour = [(2021, 58.0), (2022, 60.0), (2023, 62.0), (2024, 64.0)]
    >>> told = outlook(labour, 6, target=76, share=True)
    >>> round(told.value, 1), told.word.value, told.required, told.observed, told.ratio, told.arrival
    (69.5, 'at_risk', 2.0, 2.0, 1.0, 2030.0)
    """
    if refusal(points, horizon, table) is not None:
        return None
    window = window_of(tidy(points), LEAST_POINTS)
    share = _of_a_whole(window, share)
    ruler = travel(window)
    scale = scale_of([value for _, value in window], share=share)
    middle = project(window, horizon, share=share)
    lowest = 0.0 if share or scale is Scale.LOG else -float("inf")
    highest = 100.0 if share else float("inf")
    intervals = {}
    for level in LEVELS:
        half = multiplier(level, horizon, table) * ruler
        intervals[level] = (max(lowest, middle - half), min(highest, middle + half))
    observed = drift(window)
    if target is None:
        return Outlook(horizon, middle, intervals, observed=observed, scale=scale)
    ahead = middle - target if up else target - middle
    value = window[-1][1]
    met = value >= target if up else value <= target
    return Outlook(
        horizon,
        middle,
        intervals,
        chance_of(ahead / ruler, horizon, table),
        arrival(window, target, up=up),
        None if met else (target - value) / horizon,
        observed,
        scale,
    )


def arrival(points: Sequence[Point], target: float, *, up: bool) -> float | None:
    """Year in which the target is met at the observed pace; the last year when it is met; None when never.

    `points`: two or more in order of time.

    >>> arrival([(2022, 60.0), (2023, 62.0), (2024, 64.0)], 76, up=True)
    2030.0
    """
    year, value = points[-1]
    sign = 1 if up else -1
    if sign * (value - target) >= 0:
        return float(year)
    rate = drift(points)
    if sign * rate <= 0:
        return None
    years = (target - value) / rate
    return year + years if years <= MOST_YEARS_TO_ARRIVE else None
