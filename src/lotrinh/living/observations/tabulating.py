"""Figures of one indicator as tables: periods by vintages, places by periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from lotrinh.core.period import Period
from lotrinh.living.documents.models import HEAVY
from lotrinh.living.observations.models import Observation, Vintage
from lotrinh.living.observations.rollups import Series
from lotrinh.living.places.models import Area
from lotrinh.living.plans.models import Indicator

MOST_ROWS = 2_000
MOST_PERIODS = 8
"""So many periods stand side by side in the table of places, the latest first."""


@dataclass(slots=True)
class Line:
    """Figures of one period (and scope), a list for each vintage, in the order of `Vintage`."""

    period: str
    scope: str
    change: str
    cells: list[list[Observation]] = field(default_factory=lambda: [[] for _ in Vintage])


def rows_of(indicator: Indicator, areas: Sequence[Area | None], *, internal: bool = True) -> list[Observation]:
    """The current figures of an indicator in some places, the latest first. Two queries.

    Without `internal` those that are held back from the public are left out.
    """
    numbers = [area.pk for area in areas if area is not None]
    rows = Observation.objects.filter(
        Q(area__in=numbers) | Q(area__isnull=True), indicator=indicator, superseded_by=None
    )
    rows = rows if internal else rows.filter(public=True)
    rows = rows.select_related("indicator", "area", "agency", "document").defer(*HEAVY).prefetch_related("yardsticks")
    return list(rows.order_by("-last", "first", "id")[:MOST_ROWS])


def by_period(rows: Sequence[Observation], whole: Area | None) -> list[Line]:
    """The figures of the whole place: a line for each period, a column for each vintage."""
    columns = {vintage: place for place, vintage in enumerate(Vintage.values)}
    lines: dict[tuple[object, ...], Line] = {}
    for row in rows:
        if row.area_id not in (None, whole.pk if whole else None):
            continue
        key = (row.first, row.last, row.scope, row.change)
        line = lines.setdefault(key, Line(row.period, row.scope, row.change))
        line.cells[columns[row.vintage]].append(row)
    return list(lines.values())


@dataclass(frozen=True, slots=True)
class Places:
    """Places by periods; a cell is None where nothing was told, which is not 0."""

    periods: list[str]
    lines: list[tuple[Area, list[Observation | None]]]


def by_place(series: Series, parts: Sequence[Area]) -> Places:
    """The best figure of each place for the latest periods that any of them tells."""
    numbers = {part.pk for part in parts}
    periods: set[Period] = {period for area, period in series.rows if area in numbers}
    latest = sorted(periods, reverse=True)[:MOST_PERIODS]
    lines = [(part, [series.rows.get((part.pk, period)) for period in latest]) for part in parts]
    return Places([str(period) for period in latest], lines if latest else [])
