"""What a period's reports and everybody else say of the same things, as values that can be compared.

Reads: entries of reports that were sent, figures of the same indicators and days. Writes: `Told`. Two queries.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lotrinh.core.unit import convert, parse_unit
from lotrinh.core.vietnamese.text import fold
from lotrinh.living.documents.models import HEAVY
from lotrinh.living.gathering.statistics import is_statistics
from lotrinh.living.observations.models import Observation
from lotrinh.living.reporting.models import Entry, Period, State

SENT = (State.SUBMITTED, State.ACCEPTED, State.LOCKED)


@dataclass(frozen=True, slots=True)
class Told:
    """One figure with whoever says it. `entry` or `observation` is where it stands; `value` in the indicator's unit."""

    indicator_id: int
    indicator: str
    unit: str
    accumulation: str
    area_id: int | None
    area: str
    scope: str
    first: date
    last: date
    vintage: str
    value: float
    who: str
    change: str = "level"
    agency_id: int | None = None
    statistics: bool = False  # of an office of statistics
    request_id: int | None = None
    observation_id: int | None = None
    quote: str = ""
    source: str = ""  # the document, where one says it

    @property
    def thing(self) -> tuple[int, int | None, str, str]:
        """What is told of, whoever tells it and for whatever days: a growth is another thing than a level."""
        return self.indicator_id, self.area_id, fold(self.scope), self.change


def entries_told(period: Period) -> list[Told]:
    """The figures of the reports that were sent for a period. A figure that was said to be unknown is none."""
    rows = (
        Entry.objects.filter(request__period=period, request__state__in=SENT, value__isnull=False)
        .select_related("row__indicator", "request__agency", "area")
        .order_by("row__order", "request__agency__name", "pk")
    )
    return [
        Told(
            entry.row.indicator_id, entry.row.indicator.name, entry.row.indicator.unit,
            entry.row.indicator.accumulation, entry.area_id, entry.area.name if entry.area else "", entry.row.scope,
            period.first, period.last, entry.vintage, entry.value, entry.request.agency.name, entry.row.change,
            agency_id=entry.request.agency_id, statistics=is_statistics(entry.request.agency.name),
            request_id=entry.request_id, observation_id=entry.observation_id,
        )
        for entry in rows
        if entry.value is not None
    ]  # fmt: skip


def figures_told(indicators: set[int], since: date, until: date) -> list[Told]:
    """Current figures of the indicators that end between two days, whoever told them."""
    rows = (
        Observation.objects.filter(
            indicator__in=indicators, superseded_by=None, value__isnull=False, change="level", comparator="eq",
            high=None, last__gte=since, last__lte=until,
        )
        .select_related("indicator", "area", "agency", "document")
        .defer(*HEAVY)
        .order_by("last", "known_on", "pk")
    )  # fmt: skip
    found = []
    for row in rows:
        value = row.value if row.unit in ("", row.indicator.unit) else _converted(row)
        if value is None:
            continue  # a growth beside a level, or no unit to compare by
        issuer = row.document.issuer if row.document else ""
        who = row.agency.name if row.agency else issuer or str(row.document or "")
        found.append(
            Told(
                row.indicator_id, row.indicator.name, row.indicator.unit, row.indicator.accumulation, row.area_id,
                row.area.name if row.area else "", row.scope, row.first, row.last, row.vintage, value, who,
                agency_id=row.agency_id, statistics=is_statistics(who), observation_id=row.pk, quote=row.quote,
                source=str(row.document or ""),
            )
        )  # fmt: skip
    return found


def _converted(row: Observation) -> float | None:
    converted = convert(row.value or 0.0, parse_unit(row.unit), parse_unit(row.indicator.unit))
    return None if converted is None else float(converted)
