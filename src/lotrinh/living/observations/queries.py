"""What pages and files ask about figures. Current figures are those that nothing has corrected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Min, Q, QuerySet

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.documents.models import HEAVY, Document
from lotrinh.living.journal.keeping import kept
from lotrinh.living.journal.models import Event
from lotrinh.living.observations.models import Observation, Vintage
from lotrinh.living.people.models import Agency
from lotrinh.living.plans.models import Plan, Target


def current_of_plan(plan: Plan) -> QuerySet[Observation]:
    """The current figures of a plan's indicators, of its place and the places in it."""
    rows = Observation.objects.filter(superseded_by=None, indicator__in=plan.targets.values("indicator"))
    if plan.area_id is not None:
        rows = rows.filter(Q(area__isnull=True) | Q(area=plan.area_id) | Q(area__parent=plan.area_id))
    rows = rows.select_related("indicator", "area", "agency", "document").defer(*HEAVY)
    return rows.prefetch_related("yardsticks").order_by("indicator__name", "last", "id")


def visible(*, internal: bool) -> QuerySet[Observation]:
    """Figures that a reader may see: all for those inside, those of published public plans for everybody else."""
    if internal:
        return Observation.objects.all()
    targets = Target.objects.filter(public=True, plan__public=True)
    return Observation.objects.filter(public=True, indicator__in=targets.values("indicator"))


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters of the list, as they stand in the address."""

    words: str = ""
    plan: str = ""
    year: str = ""
    vintage: str = ""
    agency: str = ""
    document: str = ""
    batch: str = ""
    history: bool = False
    missing: bool = False

    @property
    def any(self) -> bool:
        """Whether anything is asked at all."""
        return self != Asked()


def listed(asked: Asked, *, internal: bool) -> QuerySet[Observation]:
    """Figures for the list, the newest periods first."""
    rows = visible(internal=internal)
    if not asked.history:
        rows = rows.filter(superseded_by=None)
    for word in fold(asked.words).split()[:8]:
        rows = rows.filter(indicator__folded__contains=word)
    if asked.plan:
        rows = rows.filter(indicator__in=Target.objects.filter(plan__slug=asked.plan).values("indicator"))
    if asked.year.isdecimal() and 1900 <= int(asked.year) <= 2199:
        year = int(asked.year)
        rows = rows.filter(last__gte=date(year, 1, 1), last__lte=date(year, 12, 31))
    if asked.vintage in Vintage.values:
        rows = rows.filter(vintage=asked.vintage)
    for field, told in (("agency", asked.agency), ("document", asked.document), ("batch", asked.batch)):
        if told.isdecimal() and len(told) < 12:
            rows = rows.filter(**{field: int(told)})
    if asked.missing:
        rows = rows.filter(value__isnull=True)
    rows = rows.select_related("indicator", "area", "agency", "document").defer(*HEAVY)
    return rows.prefetch_related("yardsticks").order_by("-last", "indicator_id", "-id")


def choices(*, internal: bool) -> dict[str, Any]:
    """What the filters of the list offer. Five queries, kept until the next act."""
    return kept(lambda: _choices(internal=internal), "figures offered", internal)


def _choices(*, internal: bool) -> dict[str, Any]:
    rows = visible(internal=internal).filter(superseded_by=None)
    span = rows.aggregate(first=Min("last"), last=Max("last"))
    years = range(span["last"].year, span["first"].year - 1, -1) if span["last"] else ()
    agencies = Agency.objects.filter(pk__in=rows.values("agency")).order_by("name")
    documents = Document.objects.filter(pk__in=rows.values("document")).only(
        "kind", "number", "title", "name", "public"
    )
    if not internal:
        documents = documents.filter(public=True)
    plans = Plan.objects.all() if internal else Plan.objects.filter(public=True)
    return {
        "years": list(years[:60]),
        "agencies": list(agencies.values("pk", "name")[:300]),
        "documents": list(documents[:200]),
        "plans": list(plans.values("slug", "short")[:200]),
        "vintages": Vintage.choices,
    }


def figure(pk: int, *, internal: bool) -> Observation | None:
    """One figure with all its page tells."""
    rows = visible(internal=internal).select_related(
        "indicator", "area", "agency", "document", "batch", "entered_by", "superseded_by"
    )
    return rows.defer(*HEAVY).prefetch_related("yardsticks", "evidence__by").filter(pk=pk).first()


def history_of(row: Observation) -> list[Observation]:
    """Everything that was told of the same thing, the newest first: other vintages, sources and corrected figures."""
    rows = Observation.objects.filter(
        indicator=row.indicator_id, area=row.area_id, first=row.first, last=row.last, change=row.change
    ).select_related("indicator", "agency", "document", "entered_by")
    found = rows.defer(*HEAVY).order_by("-known_on", "-id")[:100]
    return [one for one in found if fold(one.scope) == fold(row.scope)]


def reasons_of(rows: Sequence[Observation]) -> dict[int, str]:
    """Figure → why it took the place of an earlier one, as the journal keeps it. One query."""
    events = Event.objects.filter(
        act="observation.corrected", subject_kind="observation", subject_id__in=[str(row.pk) for row in rows]
    )
    return {int(event.subject_id): str(event.data.get("reason") or "") for event in events}


def targets_of(row: Observation, *, internal: bool) -> QuerySet[Target]:
    """The targets that the figure is judged for."""
    targets = Target.objects.filter(indicator=row.indicator_id).select_related("plan", "indicator")
    return targets if internal else targets.filter(public=True, plan__public=True)
