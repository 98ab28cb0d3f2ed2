"""The second opinion: the progress measure of Statistics Canada and of Open SDG (from version 2.4).

The growth observed since a base year is set against the growth that the target asks for. Named and
shown beside the primary rule, never merged with it. Constants are those of the published code, so
that its published values come out to the last digit.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import inf, isfinite, nan


class Progress(StrEnum):
    """Status words of the method."""

    ACHIEVED = "target_achieved"
    SUBSTANTIAL = "substantial_progress"
    MODERATE = "moderate_progress"
    LIMITED = "limited_progress"
    DETERIORATION = "deterioration"
    NOT_AVAILABLE = "not_available"


@dataclass(frozen=True, slots=True)
class Opinion:
    """`value`: ratio of growths (with a target) or the growth itself; `score` −5…5. None where not available."""

    status: Progress
    value: float | None
    score: float | None


_INSTEAD_OF_ZERO = 0.001
"""The base that stands in for 0, from which no growth can be told."""

_STEEPNESS = 4.44
"""Exponent by which a series close to its natural limit is asked for less."""


def growth(start: float, end: float, years: float) -> float:
    """Compound growth per year from `start` to `end` (same sign); inf or nan where it has no value."""
    try:
        rate: float | complex = (end / start) ** (1 / years)
    except ZeroDivisionError:
        return nan
    except OverflowError:
        return inf
    return rate - 1 if isinstance(rate, float) else nan


def limit_factor(base: float, limit: float | None) -> float:
    """How much growth may be asked of a series that starts at `base` near its natural `limit`: 0 at it, 1 far off.

    >>> limit_factor(100, 100), round(limit_factor(50, 100), 3), limit_factor(250, 100)
    (0.0, 0.954, 1.0)
    """
    if limit is None:
        return 1.0
    distance, height = abs(base), abs(limit)
    if height == 0 or distance >= 2 * height:
        return 1.0
    share = distance / height if distance <= height else (2 * height - distance) / height
    return 1.0 - float(share**_STEEPNESS)


def progress_value(
    base: float,
    base_year: float,
    current: float,
    year: float,
    *,
    up: bool,
    target: float | None,
    target_year: float | None,
) -> float | None:
    """Value p of the method; None for less than a year, for opposite signs, and where base and target are one.

    >>> round(progress_value(12, 2015, 6, 2020, up=False, target=3, target_year=2025), 3)
    1.0
    """
    if year - base_year < 1:
        return None
    sign = -1 if base < 0 else 1
    base = base or _INSTEAD_OF_ZERO
    if base * current < 0:
        return None
    observed = sign * (1 if up else -1) * growth(base, current, year - base_year)
    if target is None or target_year is None:
        return observed
    asked = abs(growth(base, target, target_year - base_year))
    ratio = observed / asked if asked else nan
    return ratio if isfinite(ratio) else None  # base and target are one: there is no way to go


def opinion(
    base: float | None,
    base_year: float,
    current: float | None,
    year: float,
    *,
    up: bool,
    target: float | None = None,
    target_year: float | None = None,
    limit: float | None = None,
) -> Opinion:
    """The whole second opinion on one series.

    >>> opinion(12, 2015, 6, 2020, up=False, target=3, target_year=2025).status
    <Progress.SUBSTANTIAL: 'substantial_progress'>
    """
    value = None
    if base is not None and current is not None:
        value = progress_value(base, base_year, current, year, up=up, target=target, target_year=target_year)
    if target is not None and current is not None and (current >= target if up else current <= target):
        return Opinion(Progress.ACHIEVED, value, 5.0)
    if value is None or base is None:
        return Opinion(Progress.NOT_AVAILABLE, None, None)
    if target is not None:
        return Opinion(_status(value, 0.95, 0.6, 0.0), value, _score_with_target(value))
    factor = limit_factor(base, limit)
    return Opinion(_status(value, 0.015 * factor, 0.005 * factor, 0.0), value, _score_without_target(value, factor))


def _status(value: float, high: float, middle: float, low: float) -> Progress:
    if value >= high:
        return Progress.SUBSTANTIAL
    if value >= middle:
        return Progress.MODERATE
    return Progress.LIMITED if value >= low else Progress.DETERIORATION


def _score_with_target(value: float) -> float:
    if value >= 0.6:
        return min(7.1429 * value - 4.2857, 5.0)
    return max(4.1667 * value - 2.5, -5.0)


def _score_without_target(value: float, factor: float) -> float:
    if value < 0:
        return max(125 * value - 2.5, -5.0)
    if factor == 0:
        return 5.0
    if value >= 0.015 * factor:
        return min(500 * value / factor - 5, 5.0)
    if value >= 0.005 * factor:
        return 250 * value / factor - 1.25
    return 500 * value / factor - 2.5
