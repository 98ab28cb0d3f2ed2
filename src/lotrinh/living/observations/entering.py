"""What the pages of entering offer: indicators that a person reports on, places, agencies, documents to choose from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.access.rules import Person
from lotrinh.living.documents.models import LARGE, Document
from lotrinh.living.observations.models import Observation
from lotrinh.living.observations.rights import agencies_of, enters_for_all, may_enter, reporting_agencies
from lotrinh.living.people.models import Agency
from lotrinh.living.places.models import Area
from lotrinh.living.plans.models import Indicator, Plan, Target

MOST_PLACES, MOST_DOCUMENTS = 400, 100


@dataclass(frozen=True, slots=True)
class Reported:
    """An indicator that the person enters figures of."""

    indicator: Indicator
    agencies: tuple[str, ...]
    latest: Observation | None


@dataclass(frozen=True, slots=True)
class Offer:
    """What the form of a figure offers. `own_agency`: in whose name a reporter enters; None for the focal agency."""

    areas: tuple[Area, ...]
    agencies: tuple[Agency, ...]
    documents: tuple[Document, ...]
    own_agency: Agency | None
    default_agency: str


def indicators_for(plan: Plan, person: Person, words: str = "") -> list[Reported]:
    """The indicators of a plan that the person enters, in the plan's order. A fixed number of queries."""
    targets = Target.objects.filter(plan=plan).select_related("indicator", "agency").order_by("order")
    folded = fold(words).split()
    found: dict[int, Indicator] = {}
    names: dict[int, list[str]] = {}
    for target in targets:
        if all(word in target.indicator.folded for word in folded):
            found.setdefault(target.indicator_id, target.indicator)
            if target.agency is not None and target.agency.name not in names.setdefault(target.indicator_id, []):
                names[target.indicator_id].append(target.agency.name)
    owners = agencies_of(found)
    mine = {pk: indicator for pk, indicator in found.items() if may_enter(person, owners.get(pk, set()))}
    latest = _latest(mine, plan)
    return [Reported(one, tuple(names.get(pk, ())), latest.get(pk)) for pk, one in mine.items()]


def _latest(indicators: Collection[int], plan: Plan) -> dict[int, Observation]:
    rows = Observation.objects.filter(indicator__in=set(indicators), superseded_by=None).filter(
        Q(area__isnull=True) | Q(area=plan.area_id)
    )
    found = rows.select_related("indicator").order_by("last", "known_on", "id")
    return {row.indicator_id: row for row in found}


def latest_of(indicator: Indicator, plan: Plan, most: int = 8) -> list[Observation]:
    """The last figures of an indicator in the plan's place, for the side of the form."""
    rows = Observation.objects.filter(indicator=indicator, superseded_by=None).filter(
        Q(area__isnull=True) | Q(area=plan.area_id)
    )
    return list(rows.select_related("indicator", "agency").order_by("-last", "-known_on", "-id")[:most])


def offer_for(
    plan: Plan, indicator: Indicator, person: Person, owners: Collection[int], row: Observation | None = None
) -> Offer:
    """What may be chosen for a figure of the indicator. `row`: a figure under correction, whose document stays."""
    areas = [plan.area, *Area.objects.filter(parent=plan.area).order_by("name")[:MOST_PLACES]] if plan.area else []
    covered = reporting_agencies(person)
    if enters_for_all(person):
        told = Observation.objects.filter(indicator=indicator, agency__isnull=False).values("agency")
        agencies = list(Agency.objects.filter(Q(pk__in=owners) | Q(pk__in=told)).order_by("name")[:100])
        agencies += [one for one in {a.pk: a for a in covered.values()}.values() if one not in agencies]
        own = None
        default = str(next(iter(owners))) if len(owners) == 1 else ""
    else:
        agencies = list({covered[one].pk: covered[one] for one in owners if one in covered}.values())
        own = agencies[0] if agencies else None
        default = str(own.pk) if own else ""
    documents = Document.objects.filter(
        Q(versions__plan=plan)
        | Q(reviews__plan=plan)
        | Q(pk__in=_documents_of(plan))
        | Q(pk=row.document_id if row else None)
    )
    return Offer(
        tuple(areas), tuple(agencies),
        tuple(documents.distinct().defer(*LARGE)[:MOST_DOCUMENTS]), own, default,
    )  # fmt: skip


def _documents_of(plan: Plan) -> list[int]:
    rows = Observation.objects.filter(indicator__targets__plan=plan, document__isnull=False)
    return list(rows.order_by("-document_id").values_list("document_id", flat=True).distinct()[:MOST_DOCUMENTS])
