"""The primary rule of pace: the method of the German sustainability strategy (Federal Statistical Office).

The mean yearly change of the last five years (six points, at least four) is continued to the target
year, and what would be missed is weighed against the way still to go. A target that is reached already,
or that holds for every year, is judged by its value first and its trend second.
Method: dns-indikatoren.de/en/status. Words there: sun, slightly cloudy, clouded, thunderstorm.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

WINDOW = 5
"""Years the mean change looks back."""

LEAST_POINTS = 4
"""Points in the window from which on the method speaks at all."""

SLIGHT, CLEAR = 0.05, 0.20
"""Shares of the way to go that may be missed: below the first on track, up to the second slightly behind."""

Point = tuple[float, float]
"""A year and its value."""


class Sky(StrEnum):
    """The four symbols of the method, and no symbol."""

    SUN = "on_track"
    SLIGHTLY_CLOUDY = "slightly_behind"
    CLOUDED = "behind"
    THUNDERSTORM = "away"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the method says.

    `rate`: mean yearly change; `projected`: value in the target year; `miss`: share of the way to go that would be
    missed. None for the rules that do not project.
    """

    sky: Sky
    rule: str  # project | hold | direction | none
    rate: float | None = None
    projected: float | None = None
    miss: float | None = None


def window_of(points: Sequence[Point], least: int = LEAST_POINTS) -> Sequence[Point]:
    """The points of the last `WINDOW` years, in order of time; empty when there are fewer than `least`."""
    if not points:
        return ()
    last = points[-1][0]
    window = [point for point in points if point[0] >= last - WINDOW - 1e-9]
    return window if len(window) >= least else ()


def mean_change(window: Sequence[Point]) -> float:
    """Change per year from the first to the last point of a window of two or more."""
    (first_year, first), (last_year, last) = window[0], window[-1]
    return (last - first) / (last_year - first_year)


def towards(
    points: Sequence[Point], target: float, target_year: float, *, up: bool, least: int = LEAST_POINTS
) -> Reading:
    """A value to be reached by a year.

    >>> shares = [(2014 + i, share) for i, share in enumerate((14.4, 15.2, 15.0, 16.1, 16.9, 17.8))]
    >>> reading = towards(shares, 18, 2020, up=True)
    >>> reading.sky, round(reading.rate, 2), round(reading.projected, 2)
    (<Sky.SUN: 'on_track'>, 0.68, 18.48)
    """
    window = window_of(points, least)
    if len(window) < 2:
        return Reading(Sky.NONE, "none")
    year, value = window[-1]
    sign = 1 if up else -1
    rate = mean_change(window)
    if sign * (value - target) >= 0:
        return every_year(points, target, up=up, least=least)
    projected = value + rate * (target_year - year)
    miss = sign * (target - projected) / abs(target - value)
    if sign * rate <= 0:
        sky = Sky.THUNDERSTORM
    elif miss < SLIGHT:
        sky = Sky.SUN
    else:
        sky = Sky.SLIGHTLY_CLOUDY if miss <= CLEAR else Sky.CLOUDED
    return Reading(sky, "project", rate, projected, miss)


def every_year(points: Sequence[Point], target: float, *, up: bool, least: int = LEAST_POINTS) -> Reading:
    """A value to be kept in every single year, or one that is reached already: the value first, the trend second.

    >>> every_year([(2019, 50), (2020, 51), (2021, 52), (2022, 51)], 50, up=True).sky
    <Sky.SUN: 'on_track'>
    """
    window = window_of(points, least)
    if len(window) < 2:
        return Reading(Sky.NONE, "none")
    sign = 1 if up else -1
    met = sign * (window[-1][1] - target) >= 0
    rate = mean_change(window)
    if met:
        sky = Sky.SUN if sign * rate >= 0 else Sky.SLIGHTLY_CLOUDY
    else:
        sky = Sky.CLOUDED if sign * rate >= 0 else Sky.THUNDERSTORM
    return Reading(sky, "hold", rate)


def in_direction(points: Sequence[Point], *, up: bool, least: int = LEAST_POINTS) -> Reading:
    """Only a direction is wanted: the mean change first, the last change second."""
    window = window_of(points, least)
    if len(window) < 2:
        return Reading(Sky.NONE, "none")
    sign = 1 if up else -1
    rate = mean_change(window)
    mean_right, last_right = sign * rate > 0, sign * (window[-1][1] - window[-2][1]) > 0
    if mean_right:
        sky = Sky.SUN if last_right else Sky.SLIGHTLY_CLOUDY
    else:
        sky = Sky.CLOUDED if last_right else Sky.THUNDERSTORM
    return Reading(sky, "direction", rate)


_WORST_FIRST = (Sky.THUNDERSTORM, Sky.CLOUDED, Sky.SLIGHTLY_CLOUDY, Sky.SUN)


def worst(readings: Sequence[Reading]) -> Reading:
    """Several targets at once: the worst reading decides; targets without a reading do not."""
    told = [reading for reading in readings if reading.sky is not Sky.NONE]
    return min(told, key=lambda reading: _WORST_FIRST.index(reading.sky)) if told else Reading(Sky.NONE, "none")
