"""How good the figures behind a verdict are: how many, how old, how final, whether the series was broken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lotrinh.assessment.observation import Observation, Vintage

STALE = 2.0
"""Years after which a figure is told as old."""

TOO_OLD = 6.0
"""Years after which nothing is concluded from a figure."""


@dataclass(frozen=True, slots=True)
class Quality:
    """`points`: figures that were used. `age`: years from the latest to the day of judging. `vintage` of the latest.

    `breaks`: first years of new segments that were heeded. `dropped`: figures left out as not usable.
    """

    points: int
    age: float
    vintage: Vintage
    breaks: tuple[int, ...] = ()
    dropped: int = 0

    @property
    def stale(self) -> bool:
        """Older than two years."""
        return self.age > STALE


def age_on(day: date, latest: Observation) -> float:
    """Years from the end of a figure's period to `day`."""
    return (day - latest.period.last).days / 365.25


def newest_segment(
    known: Sequence[Observation], breaks: Iterable[int]
) -> tuple[tuple[Observation, ...], tuple[int, ...]]:
    """The figures after the last break that the latest figure has behind it, and the breaks heeded.

    >>> from lotrinh.core.period import Period
    >>> known = [Observation(Period.year(year), 1.0) for year in (2023, 2024, 2025)]
    >>> segment, heeded = newest_segment(known, [2025, 2030])
    >>> len(segment), heeded
    (1, (2025,))
    """
    if not known:
        return (), ()
    heeded = tuple(sorted(year for year in breaks if known[0].period.last.year < year <= known[-1].period.last.year))
    if not heeded:
        return tuple(known), ()
    return tuple(o for o in known if o.period.last.year >= heeded[-1]), heeded
