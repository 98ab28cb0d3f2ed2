"""What pages and files ask about figures. Current figures are those that nothing has corrected."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from lotrinh.living.observations.models import Observation
from lotrinh.living.plans.models import Plan

HEAVY = ("document__text", "document__facts", "document__blocks")
"""Columns of a document that no list of figures needs."""


def current_of_plan(plan: Plan) -> QuerySet[Observation]:
    """The current figures of a plan's indicators, of its place and the places in it."""
    rows = Observation.objects.filter(superseded_by=None, indicator__in=plan.targets.values("indicator"))
    if plan.area_id is not None:
        rows = rows.filter(Q(area__isnull=True) | Q(area=plan.area_id) | Q(area__parent=plan.area_id))
    rows = rows.select_related("indicator", "area", "agency", "document").defer(*HEAVY)
    return rows.prefetch_related("yardsticks").order_by("indicator__name", "last", "id")
