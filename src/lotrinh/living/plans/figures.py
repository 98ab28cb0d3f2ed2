"""Figures that were known on a day, in the terms of the judge.

Reads: rows of observations. Writes: `judging.Figure`s, each carrying the row's number so that a page can lead there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db.models import Q

from lotrinh.assessment.matching import Named
from lotrinh.assessment.observation import Observation, Source, Vintage
from lotrinh.core.period import Period
from lotrinh.core.vietnamese.text import fold
from lotrinh.judging.figures import Figure
from lotrinh.living.plans.models import Indicator, Target

Row = Any  # a line of `observations.models.Observation`, which lies above this app: the named fields below
_FIELDS = (
    "pk", "indicator_id", "area_id", "scope", "period", "value", "high", "unit", "change", "vintage", "quote", "start",
    "end", "document__name",
)  # fmt: skip


def figures_known(
    targets: Sequence[Target], area: int | None, on: date, moment: datetime | None = None
) -> dict[int, list[Figure]]:
    """Target id → the figures that speak of it: of its indicator and place, known on the day, not corrected by then.

    `moment`: leave out what was entered or corrected later than this, so that a verdict can be made again.

    A row without a value says that there is no figure yet, which is not 0: it gives none. Two queries.
    """
    wanted = {target.indicator_id for target in targets}
    areas = {target.area_id or area for target in targets}
    told: dict[int, list[Row]] = defaultdict(list)
    for row in _rows_known(wanted, areas, on, moment):
        told[row.indicator_id].append(row)
    yards = _yardsticks_of([row.pk for rows in told.values() for row in rows])
    return {
        target.pk: [
            figure
            for row in told[target.indicator_id]
            if _speaks_of(row, target, area)
            and (figure := _figure_of(row, target.indicator, yards.get(row.pk, ()))) is not None
        ]
        for target in targets
    }


def _rows_known(
    indicators: Iterable[int], areas: Iterable[int | None], on: date, moment: datetime | None
) -> Iterable[Row]:
    """Lines of the indicators and places, as they stood on a day (and at a moment), in order of time.

    Thousands of them make a page; plain tuples cost a third of what model instances do.
    """
    model: Any = apps.get_model("observations", "Observation")
    current = Q(superseded_by__isnull=True) | Q(superseded_by__known_on__gt=on)
    query = model.objects.filter(indicator_id__in=set(indicators), known_on__lte=on).filter(
        Q(area__isnull=True) | Q(area_id__in={area for area in areas if area is not None})
    )
    if moment is not None:
        current |= Q(superseded_by__entered_at__gt=moment)
        query = query.filter(entered_at__lte=moment)
    rows: Iterable[Row] = query.filter(current).values_list(*_FIELDS, named=True)
    return rows


def _yardsticks_of(rows: Sequence[int]) -> Mapping[int, Sequence[Any]]:
    """Line → what its figure was measured against."""
    model: Any = apps.get_model("observations", "Yardstick")
    told: dict[int, list[Any]] = defaultdict(list)
    for yard in model.objects.filter(observation__in=rows):
        told[yard.observation_id].append(yard)
    return told


def _speaks_of(row: Row, target: Target, area: int | None) -> bool:
    if row.area_id is not None and row.area_id != (target.area_id or area):
        return False
    return not row.scope or not target.scope or fold(row.scope) == fold(target.scope)


_SIGNS = {"increase": 1, "decrease": -1}
_period = lru_cache(maxsize=2_000)(Period.parse)  # many figures speak of few periods


def _figure_of(row: Row, indicator: Indicator, yardsticks: Iterable[Any]) -> Figure | None:
    """One row as a figure; None where it has no value or a period that is none."""
    value = row.value if row.value is not None else row.high
    try:
        period = _period(row.period)
    except ValueError:
        return None
    if value is None:
        return None
    source = Source(row.document__name or "", row.start or 0, row.end or 0, row.quote, row=row.pk)
    vintage = Vintage(row.vintage)
    named = Named(indicator.name, row.unit or indicator.unit or None, row.scope or None)
    yards: Mapping[str, list[Any]] = _by_base(yardsticks)
    plans = tuple((yard.plan_of or None, yard.value) for yard in yards["plan"] if yard.change == "ratio")
    if row.change in _SIGNS:
        return Figure(named, period, None, _SIGNS[row.change] * value, row.unit or None, source, vintage, plans)
    yearly = next((yard for yard in yards["previous_year"] if yard.change in _SIGNS), None)
    change = None if yearly is None else _SIGNS[yearly.change] * yearly.value
    level = Observation(period, value, vintage, source)
    return Figure(named, period, level, change, None if yearly is None else yearly.unit, source, vintage, plans)


def _by_base(yardsticks: Iterable[Any]) -> Mapping[str, list[Any]]:
    told: dict[str, list[Any]] = defaultdict(list)
    for yard in yardsticks:
        told[yard.base].append(yard)
    return told
