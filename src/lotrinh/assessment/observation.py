"""Observations: what was reported about an indicator, when, and from which sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from lotrinh.core.period import Kind, Period


class Vintage(StrEnum):
    """How final a figure is. A later vintage replaces an earlier one of the same period."""

    ESTIMATE = "estimate"  # ước tính
    PRELIMINARY = "preliminary"  # sơ bộ
    REPORTED = "reported"  # told without any such word
    OFFICIAL = "official"  # chính thức


_FINALITY = {vintage: rank for rank, vintage in enumerate(Vintage)}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure stands: a file and character offsets, or a row of a series file."""

    file: str
    start: int = 0
    end: int = 0
    quote: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure. `derived` says from what it was computed when no document prints it, else ""."""

    period: Period
    value: float
    vintage: Vintage = Vintage.REPORTED
    source: Source = field(default_factory=lambda: Source(""))
    derived: str = ""

    @property
    def year(self) -> float:
        """The moment the figure stands for, in years: the end of 2024 is 2024.0, the end of June 2024 is 2023.5."""
        last = self.period.last
        return last.year - 1 + (last.timetuple().tm_yday / (366 if _leap(last.year) else 365))


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def series(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """One observation per moment, in order of time: printed before derived, then the most final vintage.

    >>> p = Period.year(2024)
    >>> [o.value for o in series([Observation(p, 6.0, Vintage.ESTIMATE), Observation(p, 5.9, Vintage.OFFICIAL)])]
    [5.9]
    """
    best: dict[tuple[object, ...], Observation] = {}
    for observation in observations:
        key = (observation.period.last,)
        held = best.get(key)
        if held is None or _rank(observation) > _rank(held):
            best[key] = observation
    return tuple(sorted(best.values(), key=lambda o: o.period.last))


def _rank(observation: Observation) -> tuple[bool, int, bool]:
    whole_year = observation.period.kind in (Kind.YEAR, Kind.AS_OF)
    return not observation.derived, _FINALITY[observation.vintage], whole_year
