"""The tables that can be downloaded whole: of one plan, or of all. The same records as the API gives.

Reads: portal.publicity. Writes: records.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ninja import Schema

from lotrinh.living.opendata import records, rows
from lotrinh.living.plans.models import Plan
from lotrinh.living.portal import publicity
from lotrinh.living.words import Words

MOST = 100_000
"""Rows of a file; beyond them the API gives the rest, page by page."""

Made = Callable[[Plan | None, str], Sequence[Schema]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its record, and how its rows are made for a plan (None: for all) and a site."""

    words: Words
    record: type[Schema]
    made: Made


def _plans(plan: Plan | None, site: str) -> Sequence[Schema]:
    found = publicity.public_plans().order_by("id")
    return rows.plans(found.filter(pk=plan.pk) if plan else found, site)


def _targets(plan: Plan | None, site: str) -> Sequence[Schema]:
    found = publicity.targets().order_by("plan", "order", "id")
    return rows.targets(rows.targets_read(found.filter(plan=plan) if plan else found)[:MOST], site)


def _figures(plan: Plan | None, site: str) -> Sequence[Schema]:
    found = publicity.figures().order_by("indicator", "last", "id")
    if plan is not None:
        found = found.filter(indicator__in=publicity.targets().filter(plan=plan).values("indicator"))
    return rows.figures(found[:MOST], site)


def _tasks(plan: Plan | None, site: str) -> Sequence[Schema]:
    found = publicity.tasks().order_by("plan", "order", "id")
    return rows.tasks(rows.tasks_read(found.filter(plan=plan) if plan else found)[:MOST], site)


TABLES: Mapping[str, Table] = {
    "plans": Table(Words("Kế hoạch", "Plans"), records.PlanRecord, _plans),
    "targets": Table(Words("Mục tiêu", "Targets"), records.TargetRecord, _targets),
    "figures": Table(Words("Số liệu", "Figures"), records.FigureRecord, _figures),
    "tasks": Table(Words("Nhiệm vụ", "Tasks"), records.TaskRecord, _tasks),
}
