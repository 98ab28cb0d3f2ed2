"""How much an indicator must change a year, and how much it does.

Amounts that grow (money, people, tonnes) are told as compound growth in per cent a year; shares,
growth rates and densities as units a year, because compounding a percentage has no meaning. Compound
growth is never extrapolated into a verdict (design: it misses by far); it is how a pace is *told*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from lotrinh.core.vietnamese.text import shadow


class PaceKind(StrEnum):
    """How a pace is told."""

    COMPOUND = "compound"  # per cent a year
    POINTS = "points"  # percentage points a year
    UNITS = "units"  # units of the indicator a year


@dataclass(frozen=True, slots=True)
class Pace:
    """A change per year; `value` in per cent, points or units by `kind`; `formula` with its numbers."""

    value: float
    kind: PaceKind
    formula: str


_PERCENT = ("%", "điểm %", "điểm phần trăm", "phần trăm", "‰")


def pace_kind(unit: str | None) -> PaceKind:
    """How the pace of an indicator in `unit` is told.

    >>> pace_kind("triệu đồng"), pace_kind("%"), pace_kind("giường bệnh/vạn dân")
    (<PaceKind.COMPOUND: 'compound'>, <PaceKind.POINTS: 'points'>, <PaceKind.UNITS: 'units'>)
    """
    told = shadow(unit or "").strip()
    if told.startswith(_PERCENT):
        return PaceKind.POINTS
    return PaceKind.UNITS if "/" in told and "dân" in told else PaceKind.COMPOUND


def required_pace(value: float, goal: float, years: float, kind: PaceKind) -> Pace | None:
    """Change per year that leads from `value` to `goal` in `years`; None when no time is left.

    >>> round(required_pace(61.1, 150, 6, PaceKind.COMPOUND).value, 2)
    16.15
    >>> required_pace(64, 76, 6, PaceKind.POINTS).value
    2.0
    """
    return _pace(value, goal, years, kind)


def observed_pace(earlier: float, later: float, years: float, kind: PaceKind) -> Pace | None:
    """Change per year from `earlier` to `later`, told like the required pace; None within one moment."""
    return _pace(earlier, later, years, kind)


def _pace(start: float, end: float, years: float, kind: PaceKind) -> Pace | None:
    if years <= 0:
        return None
    if kind is PaceKind.COMPOUND:
        if start > 0 and 0 < end / start < _BEYOND_GROWTH:
            rate = ((end / start) ** (1 / years) - 1) * 100
            return Pace(rate, kind, f"({_n(end)} / {_n(start)})^(1/{_n(years)}) - 1")
        kind = PaceKind.UNITS  # growth from nothing, or through zero, has no rate
    return Pace(_exact(end, start, years), kind, f"({_n(end)} - {_n(start)}) / {_n(years)}")


_BEYOND_GROWTH = 1e6
"""Ratio of two figures from which on no rate of growth is told."""


def required_average(goal: float, observed: float, years: int, known: int = 1) -> Pace | None:
    """Average growth (per cent a year) of the years that remain so that all `years` together average `goal`.

    `observed`: the average growth of the `known` years that have figures; they count among `years`.

    >>> round(required_average(8, 6.01, 7).value, 2)
    8.34
    """
    left = years - known
    if left <= 0 or observed <= -100 or goal <= -100:
        return None
    rate = ((1 + goal / 100) ** years / (1 + observed / 100) ** known) ** (1 / left) - 1
    formula = f"((1 + {_n(goal)}%)^{years} / (1 + {_n(observed)}%)^{known})^(1/{left}) - 1"
    return Pace(rate * 100, PaceKind.COMPOUND, formula)


def mean_pace(rates: Sequence[float], mean: float) -> Pace:
    """The compound `mean` of yearly growth `rates` (per cent), with the formula it comes from.

    >>> mean_pace([7, 9.2], 8.094).formula
    '((1 + 7%) × (1 + 9,2%))^(1/2) - 1'
    """
    factors = " × ".join(f"(1 + {_n(rate)}%)" for rate in rates)
    return Pace(mean, PaceKind.COMPOUND, f"({factors})^(1/{len(rates)}) - 1")


def _exact(to: float, start: float, years: float) -> float:
    # Decimal figures are exact on paper; binary subtraction would print 0.5499999.
    return float((Fraction(str(to)) - Fraction(str(start))) / Fraction(str(years)))


def _n(value: float) -> str:
    return f"{value:.5g}".replace(".", ",")
