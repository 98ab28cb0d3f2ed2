"""A figure before it is written, and when two figures are the same one.

Reads: values and rows that the caller has. Writes: `Told`, `Key`. No query here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import isfinite

from lotrinh.assessment.accumulation import Accumulation as Kind
from lotrinh.core.period import Period
from lotrinh.core.unit import convert, parse_unit
from lotrinh.core.vietnamese.text import fold
from lotrinh.living.documents.models import Document
from lotrinh.living.observations.models import Observation, Vintage
from lotrinh.living.people.models import Agency
from lotrinh.living.places.models import Area
from lotrinh.living.plans.models import Indicator

MOST = 1e300
"""Largest size of a value: beyond it arithmetic of figures would overflow."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure was measured against: a row of `Yardstick` before it is written."""

    base: str
    change: str
    value: float
    unit: str
    plan_of: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One figure as somebody tells it. `value` None: asked, and there is none yet, which is not 0."""

    indicator: Indicator
    period: Period
    value: float | None
    unit: str
    known_on: date
    vintage: str = Vintage.REPORTED
    area: Area | None = None
    agency: Agency | None = None
    scope: str = ""
    change: str = "level"
    comparator: str = "eq"
    high: float | None = None
    measures: tuple[Measure, ...] = ()
    note: str = ""
    document: Document | None = None
    start: int | None = None
    end: int | None = None
    quote: str = ""

    def __post_init__(self) -> None:
        for number in (self.value, self.high, *(measure.value for measure in self.measures)):
            if number is not None and not (isfinite(number) and abs(number) <= MOST):
                raise ValueError(f"not a figure: {number}")


@dataclass(frozen=True, slots=True)
class Key:
    """What is told: who tells the same key another value corrects the earlier figure."""

    indicator: int
    area: int | None
    scope: str
    first: date
    last: date
    vintage: str
    change: str
    agency: int | None


def key_of_told(told: Told) -> Key:
    """The key of a figure not yet written."""
    return Key(
        told.indicator.pk,
        told.area.pk if told.area else None,
        fold(told.scope),
        told.period.first,
        told.period.last,
        str(told.vintage),
        told.change,
        told.agency.pk if told.agency else None,
    )


def key_of(row: Observation) -> Key:
    """The key of a written figure."""
    return Key(
        row.indicator_id, row.area_id, fold(row.scope), row.first, row.last, row.vintage, row.change, row.agency_id
    )


def same_value(told: Told, row: Observation) -> bool:
    """Whether both tell the same, in whatever unit; a missing figure is only the same as a missing one."""
    return told.comparator == row.comparator and all(
        _same(one, told.unit, other, row.unit) for one, other in ((told.value, row.value), (told.high, row.high))
    )


def _same(one: float | None, one_unit: str, other: float | None, other_unit: str) -> bool:
    if one is None or other is None:
        return one is other
    if one_unit != other_unit:
        converted = convert(one, parse_unit(one_unit), parse_unit(other_unit))
        if converted is None:
            return False
        one = float(converted)
    return same_number(one, other)


def same_number(one: float, other: float) -> bool:
    """Whether two numbers print alike with the fifteen digits that a workbook keeps.

    >>> same_number(0.1 + 0.2, 0.3), same_number(61.1, 61.11)
    (True, False)
    """
    return f"{one:.15g}" == f"{other:.15g}"


def measures_of(row: Observation) -> tuple[Measure, ...]:
    """The yardsticks of a written figure (prefetched by the caller where there are many)."""
    return tuple(
        Measure(y.base, y.change, y.value, y.unit, y.plan_of) for y in sorted(row.yardsticks.all(), key=lambda y: y.pk)
    )


def covers(held: Iterable[Measure], told: Iterable[Measure]) -> bool:
    """Whether every told yardstick is held already."""
    known = list(held)
    return all(any(_same_measure(one, other) for other in known) for one in told)


def _same_measure(one: Measure, other: Measure) -> bool:
    return (one.base, one.change, fold(one.plan_of)) == (other.base, other.change, fold(other.plan_of)) and _same(
        one.value, one.unit, other.value, other.unit
    )


def told_again(row: Observation) -> Told:
    """A written figure as if it were told anew: what a correction starts from."""
    return Told(
        indicator=row.indicator, period=Period.parse(row.period), value=row.value, unit=row.unit,
        known_on=row.known_on, vintage=row.vintage, area=row.area, agency=row.agency, scope=row.scope,
        change=row.change, comparator=row.comparator, high=row.high, measures=measures_of(row), note=row.note,
        document=row.document, start=row.start, end=row.end, quote=row.quote,
    )  # fmt: skip


def kind_of(indicator: Indicator) -> Kind:
    """How figures of the indicator add up, as the library names it."""
    return Kind(indicator.accumulation)
