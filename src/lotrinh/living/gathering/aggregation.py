"""What the reports of a period add up to: over places, over the year so far, and beside the statistics office.

Reads: `Told` values of the period, of the year. Writes: `Line`s, one an indicator. Sums obey the kind of accumulation;
they are computed when asked and never stored, and always say how many of how many places are in them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from lotrinh.assessment.accumulation import Accumulation, Figure, Rolled, over_places, over_time
from lotrinh.assessment.observation import FINALITY
from lotrinh.core.period import Period
from lotrinh.living.gathering.contradictions import apart
from lotrinh.living.gathering.told import Told


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator in the table of a period.

    `whole`: the figure told for the plan's place; `places`: the sum of its places; `so_far`: of the year, from the
    figures of the periods in it; `statistics`: what the statistics office tells for the same days.
    """

    indicator_id: int
    name: str
    unit: str
    accumulation: str
    whole: Told | None
    places: Rolled | None
    so_far: Rolled | None
    statistics: Told | None
    rivals: int = 0  # further figures of the whole that say something else

    @property
    def apart(self) -> bool:
        """Whether the statistics office tells another figure than the department, beyond rounding."""
        return (
            self.whole is not None
            and self.statistics is not None
            and not self.whole.statistics
            and apart(self.whole.value, self.statistics.value)
        )


def lines_of(
    period: Period, new: Sequence[Told], others: Iterable[Told], whole: int | None, places: Collection[int]
) -> list[Line]:
    """The indicators of the period's reports in the form's order.

    `others`: figures of the same indicators in the year up to the period's end, which the year so far and the
    statistics office are taken from. `places`: who must tell for a sum to be whole.
    """
    known = defaultdict(list)
    for one in [*others, *new]:
        known[one.indicator_id].append(one)
    first = {one.indicator_id: one for one in reversed(new)}
    return [
        _line(
            period,
            first[indicator],
            [one for one in known[indicator] if not one.scope and one.change == "level"],
            whole,
            places,
        )
        for indicator in dict.fromkeys(one.indicator_id for one in new)
    ]


def _line(period: Period, one: Told, known: Sequence[Told], whole: int | None, places: Collection[int]) -> Line:
    kind = Accumulation(one.accumulation)
    now = [told for told in known if (told.first, told.last) == (period.first, period.last)]
    of_whole = [told for told in now if told.area_id in (None, whole)]
    by_place = {told.area_id: told for told in _most_final(now) if told.area_id in places}
    year = {
        Period.between(told.first, told.last): Figure(told.value)
        for told in _most_final(known)
        if told.area_id in (None, whole) and not told.statistics and told.first.year == period.last.year
    }
    rolled = None
    if by_place:
        rolled = over_places(
            kind, {str(place): Figure(by_place[place].value if place in by_place else None) for place in places}
        )
    return Line(
        one.indicator_id, one.indicator, one.unit, one.accumulation,
        whole=_newest([told for told in of_whole if not told.statistics]),
        places=rolled,
        so_far=_so_far(kind, year, period),
        statistics=_newest([told for told in of_whole if told.statistics]),
        rivals=_rivals([told for told in of_whole if not told.statistics]),
    )  # fmt: skip


def _so_far(kind: Accumulation, year: dict[Period, Figure], period: Period) -> Rolled | None:
    """The year up to the period's end; None for a period that is a whole year, or where nothing adds up."""
    months = period.last.month
    if period.first.month == 1 or kind in (Accumulation.RATIO, Accumulation.LATEST):
        return None
    return over_time(kind, year, Period.months(period.last.year, 1, months))


def _most_final(rows: Iterable[Told]) -> list[Told]:
    """In order, so that of two figures of one thing the more final comes last."""
    return sorted(rows, key=lambda told: (FINALITY.get(told.vintage, 0), told.observation_id or 0))


def _rivals(rows: Sequence[Told]) -> int:
    """How many figures of one vintage differ from the one that is shown."""
    shown = _newest(rows)
    return sum(shown is not None and told.vintage == shown.vintage and apart(told.value, shown.value) for told in rows)


def _newest(rows: Sequence[Told]) -> Told | None:
    ordered = _most_final(rows)
    return ordered[-1] if ordered else None
