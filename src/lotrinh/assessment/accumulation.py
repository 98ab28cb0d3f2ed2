"""Accumulation: how figures of parts become the figure of the whole, in time and over places.

The kind is part of an indicator's definition and always obeyed: sums of stocks, averages of ratios and
"missing taken as 0" are the faults that users of such systems meet most. A missing figure stays missing and
is told as n of N; a reported 0 is a figure.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from lotrinh.core.period import Period


class Accumulation(StrEnum):
    """How an indicator adds up."""

    FLOW = "flow"  # collected over a period: revenue, visitors; adds in time and over places
    STOCK = "stock"  # a state at the period's end: schools, households; in time the last, adds over places
    CUMULATIVE = "cumulative"  # a running total told anew each time; in time the last, adds over places
    LATEST = "latest"  # only the newest counts and nothing adds: a rank, a level, a grade
    AVERAGE = "average"  # a mean over the period: staff, price index; the mean in time, weighted over places
    RATIO = "ratio"  # from numerator and denominator, each added up by its own kind


class Flaw(StrEnum):
    """What a rolled figure lacks."""

    NOTHING = "nothing_told"  # no part has a figure
    PARTIAL = "partial"  # some parts have none
    NOT_ADDITIVE = "not_additive"  # this kind has no figure for several places
    UNWEIGHTED = "unweighted"  # places of unequal size counted alike
    NO_DENOMINATOR = "no_denominator"  # a ratio over 0
    FELL = "fell"  # a running total that became smaller


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a part: its value, None when missing (never 0 for missing), or numerator and denominator."""

    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True, slots=True)
class Rolled:
    """The figure of a whole. `told` of `wanted` parts had one (months for what is summed in time).

    `numerator`, `denominator`: of ratios. A partial sum is a sum of what was told, not an estimate.
    """

    value: float | None
    told: int
    wanted: int
    flaws: tuple[Flaw, ...] = ()
    numerator: float | None = None
    denominator: float | None = None

    @property
    def whole(self) -> bool:
        """Whether every part was told."""
        return self.told == self.wanted


def over_time(
    kind: Accumulation,
    parts: Mapping[Period, Figure],
    whole: Period,
    *,
    numerator: Accumulation = Accumulation.STOCK,
    denominator: Accumulation = Accumulation.STOCK,
    scale: float = 100.0,
) -> Rolled:
    """The figure of `whole` from those of the periods within it: months to a quarter, quarters to a year.

    Flows add without counting a day twice: of overlapping periods ("6 tháng" beside its months) the longest is
    taken. `numerator`, `denominator`: kinds of the two sides of a ratio, told as `scale` times their quotient.

    >>> months = {Period.month(2025, 1): Figure(10), Period.month(2025, 2): Figure(0), Period.month(2025, 3): Figure()}
    >>> rolled = over_time(Accumulation.FLOW, months, Period.quarter(2025, 1))
    >>> rolled.value, rolled.told, rolled.wanted, rolled.flaws
    (10, 2, 3, (<Flaw.PARTIAL: 'partial'>,))
    >>> over_time(Accumulation.STOCK, months, Period.quarter(2025, 1)).value
    0
    """
    inside = {period: figure for period, figure in sorted(parts.items()) if whole.contains(period)}
    if kind is Accumulation.RATIO:
        both = {  # one side of March over the other of February would be neither month's ratio
            period: figure
            for period, figure in inside.items()
            if _is_told(figure.numerator) and _is_told(figure.denominator)
        }
        upper = {period: Figure(figure.numerator) for period, figure in both.items()}
        lower = {period: Figure(figure.denominator) for period, figure in both.items()}
        return _quotient(over_time(numerator, upper, whole), over_time(denominator, lower, whole), scale)
    told = {period: figure.value for period, figure in inside.items() if _is_told(figure.value)}
    values = [(period, value) for period, value in told.items() if value is not None]
    if kind in (Accumulation.FLOW, Accumulation.AVERAGE):
        return _spread(kind, values, whole)
    return _newest(kind, values, whole)


def _is_told(value: float | None) -> bool:
    return value is not None and isfinite(value)


def _spread(kind: Accumulation, values: Sequence[tuple[Period, float]], whole: Period) -> Rolled:
    """Flows and averages: every month of the whole wants its figure."""
    taken: list[tuple[Period, float]] = []
    for period, value in sorted(values, key=lambda pair: -pair[0].days):
        if all(period.last < other.first or other.last < period.first for other, _ in taken):
            taken.append((period, value))
    months = bool(whole.month_count) and all(period.month_count for period, _ in taken)
    told = sum(period.month_count if months else period.days for period, _ in taken)
    wanted = whole.month_count if months else whole.days
    if not taken:
        return Rolled(None, 0, wanted, (Flaw.NOTHING,))
    value = sum(value for _, value in taken)
    if kind is Accumulation.AVERAGE:
        sizes = [(period.month_count if months else period.days) for period, _ in taken]
        value = sum(size * value for size, (_, value) in zip(sizes, taken, strict=True)) / sum(sizes)
    return Rolled(value, told, wanted, () if told == wanted else (Flaw.PARTIAL,))


def _newest(kind: Accumulation, values: Sequence[tuple[Period, float]], whole: Period) -> Rolled:
    """Stocks, running totals and the newest: the figure at the end of the whole, else the last before it."""
    if not values:
        return Rolled(None, 0, 1, (Flaw.NOTHING,))
    ordered = sorted(values, key=lambda pair: pair[0].last)
    last, value = ordered[-1]
    flaws = [] if last.last == whole.last else [Flaw.PARTIAL]
    running = [told for _, told in ordered]
    if kind is Accumulation.CUMULATIVE and any(b < a for a, b in itertools.pairwise(running)):
        flaws.append(Flaw.FELL)
    return Rolled(value, int(last.last == whole.last), 1, tuple(flaws))


def over_places(
    kind: Accumulation,
    parts: Mapping[str, Figure],
    *,
    weights: Mapping[str, float] | None = None,
    scale: float = 100.0,
) -> Rolled:
    """The figure of an area from those of its places, all of the same period. `parts` names every place of it.

    `weights`: sizes of the places, for averages. Ratios come from summed numerators and denominators of the places
    that told both, never from averaged percentages.

    >>> poor = {"xã A": Figure(numerator=10, denominator=100), "xã B": Figure(numerator=90, denominator=300)}
    >>> over_places(Accumulation.RATIO, poor).value
    25.0
    >>> schools = {"xã A": Figure(3), "xã B": Figure(0), "xã C": Figure()}
    >>> rolled = over_places(Accumulation.STOCK, schools)
    >>> rolled.value, rolled.told, rolled.wanted
    (3, 2, 3)
    """
    if kind is Accumulation.RATIO:
        both = [
            (figure.numerator, figure.denominator)
            for figure in parts.values()
            if _is_told(figure.numerator) and _is_told(figure.denominator)
        ]
        upper = Rolled(sum(pair[0] or 0 for pair in both) if both else None, len(both), len(parts))
        return _quotient(upper, Rolled(sum(pair[1] or 0 for pair in both), len(both), len(parts)), scale)
    told = {place: figure.value for place, figure in parts.items() if _is_told(figure.value)}
    values = {place: value for place, value in told.items() if value is not None}
    if not values:
        return Rolled(None, 0, len(parts), (Flaw.NOTHING,))
    partial = () if len(values) == len(parts) else (Flaw.PARTIAL,)
    if kind is Accumulation.LATEST:
        single = next(iter(values.values())) if len(parts) == 1 else None
        return Rolled(single, len(values), len(parts), () if single is not None else (Flaw.NOT_ADDITIVE, *partial))
    if kind is Accumulation.AVERAGE:
        return _mean(values, len(parts), weights, partial)
    return Rolled(sum(values.values()), len(values), len(parts), partial)


def _mean(
    values: Mapping[str, float], wanted: int, weights: Mapping[str, float] | None, partial: tuple[Flaw, ...]
) -> Rolled:
    sizes = {place: weights.get(place, 0.0) for place in values} if weights else {}
    if sizes and min(sizes.values()) > 0:
        value = sum(sizes[place] * value for place, value in values.items()) / sum(sizes.values())
        return Rolled(value, len(values), wanted, partial)
    return Rolled(sum(values.values()) / len(values), len(values), wanted, (*partial, Flaw.UNWEIGHTED))


def _quotient(upper: Rolled, lower: Rolled, scale: float) -> Rolled:
    told, wanted = min(upper.told, lower.told), max(upper.wanted, lower.wanted)
    flaws = tuple(dict.fromkeys((*upper.flaws, *lower.flaws)))
    if upper.value is None or lower.value is None:
        return Rolled(None, told, wanted, flaws or (Flaw.NOTHING,))
    if lower.value == 0:
        return Rolled(None, told, wanted, (*flaws, Flaw.NO_DENOMINATOR), upper.value, 0.0)
    if told < wanted and Flaw.PARTIAL not in flaws:
        flaws = (*flaws, Flaw.PARTIAL)
    return Rolled(scale * upper.value / lower.value, told, wanted, flaws, upper.value, lower.value)


def of_updates(kind: Accumulation, updates: Sequence[float | None]) -> float | None:
    """One period's figure from the entries that several officers made for it, in the order they came.

    Entries of a flow are pieces of it and add; of all other kinds each entry replaces the one before. None when
    nobody entered a figure. An average of entries would need their sizes, so the newest stands here too. A ratio is
    made of two such figures.

    >>> of_updates(Accumulation.CUMULATIVE, [100, 120]), of_updates(Accumulation.FLOW, [100, 120])
    (120, 220)
    >>> of_updates(Accumulation.FLOW, [None, 0]), of_updates(Accumulation.FLOW, [None])
    (0, None)
    """
    told = [value for value in updates if value is not None and isfinite(value)]
    if not told:
        return None
    return sum(told) if kind is Accumulation.FLOW else told[-1]
