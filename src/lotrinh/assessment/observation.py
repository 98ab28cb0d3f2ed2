"""Observations: what was reported about an indicator, when, and from which sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from lotrinh.core.period import Kind, Period
from lotrinh.core.quantity import exactly_of, printed_decimals


class Vintage(StrEnum):
    """How final a figure is. A later vintage replaces an earlier one of the same period."""

    ESTIMATE = "estimate"  # ước tính
    PRELIMINARY = "preliminary"  # sơ bộ
    REPORTED = "reported"  # told without any such word
    OFFICIAL = "official"  # chính thức


FINALITY: Mapping[str, int] = {vintage: rank for rank, vintage in enumerate(Vintage)}
"""How final a vintage is, also one that is kept as a plain string."""


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

    Moments less than half a year apart would make a pace out of noise: of such the later one stays.

    >>> p = Period.year(2024)
    >>> [o.value for o in series([Observation(p, 6.0, Vintage.ESTIMATE), Observation(p, 5.9, Vintage.OFFICIAL)])]
    [5.9]
    """
    best: dict[object, Observation] = {}
    for observation in observations:
        held = best.get(observation.period.last)
        if held is None or _rank(observation) > _rank(held):
            best[observation.period.last] = observation
    kept: list[Observation] = []
    for observation in sorted(best.values(), key=lambda o: o.period.last, reverse=True):
        if not kept or kept[-1].year - observation.year > LEAST_APART:
            kept.append(observation)
    return tuple(reversed(kept))


LEAST_APART = 0.45
"""Years between two figures of one series: the halves of a year are apart, its months are not."""


def _rank(observation: Observation) -> tuple[bool, int, bool]:
    whole_year = observation.period.kind in (Kind.YEAR, Kind.AS_OF)
    return not observation.derived, FINALITY[observation.vintage], whole_year


def superseded(observations: Iterable[Observation], used: Iterable[Observation]) -> tuple[Observation, ...]:
    """Printed figures of earlier vintages that figures in use have replaced with another value."""
    now = {o.period.last: o for o in used if not o.derived}
    return tuple(
        o
        for o in observations
        if (held := now.get(o.period.last)) is not None
        and not o.derived
        and o.value != held.value
        and FINALITY[o.vintage] < FINALITY[held.vintage]
    )


def contradicting(observations: Iterable[Observation], figure: Observation) -> Observation | None:
    """A printed figure of the same moment and vintage that says another value than `figure`, beyond rounding.

    >>> year = Period.year(2024)
    >>> contradicting([Observation(year, 61.1)], Observation(year, 62.3)) is None
    False
    >>> contradicting([Observation(year, 61.1)], Observation(year, 61)) is None
    True
    """
    for other in observations:
        same = other.period.last == figure.period.last and other.vintage is figure.vintage
        differ = same and other.value != figure.value  # exact arithmetic only where it can matter
        if differ and not (other.derived or figure.derived) and _apart(other.value, figure.value):
            return other
    return None


def _apart(one: float, other: float) -> bool:
    slack = sum(Fraction(1, 2 * 10 ** printed_decimals(value)) for value in (one, other))
    return abs(exactly_of(one) - exactly_of(other)) > slack


def stands_for_year(period: Period, *, flow: bool) -> bool:
    """Whether a figure of `period` can stand for its calendar year.

    A state told on any day or month can. A flow needs the whole year; "đến ngày 26/12" counts as one, because yearly
    reports close on 14 December (Decree 09/2019/NĐ-CP, Article 12).

    >>> nine = Period.months(2025, 1, 9)
    >>> stands_for_year(nine, flow=True), stands_for_year(nine, flow=False)
    (False, True)
    """
    if period.kind is Kind.YEAR or not flow:
        return True
    last = period.last
    if period.kind in (Kind.AS_OF, Kind.DAY):
        return last.month == 12 and last.day >= 14
    return (period.first.month, period.first.day, last.month, last.day, period.first.year) == (1, 1, 12, 31, last.year)
