"""Whom a document means by a printed name on its day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.people.models import Agency, AgencyGroup, AgencyName
from lotrinh.living.people.naming import key, left_open
from lotrinh.living.places.models import Area


def resolve(printed: str, day: date, area: Area | None = None) -> Agency | AgencyGroup | None:
    """The agency or the group that `printed` names on `day`; None: not in the list, or several could be meant.

    An agency that exists on the day comes first, then the one that ended last before it (old names live on in
    documents), then the next to be set up. `area`: the province of the document, where agencies of the same name
    exist in several.
    """
    return _agency(printed, day, area) or _group(printed)


def _group(printed: str) -> AgencyGroup | None:
    head = key(printed).head
    named = AgencyGroup.objects.filter(Q(names__folded=head) | Q(folded=fold(printed)))
    found = named.order_by("pk").first()
    if found is None and (open_group := left_open(head)):
        return AgencyGroup.objects.filter(folded=fold(open_group)).first()
    return found


def _agency(printed: str, day: date, area: Area | None) -> Agency | None:
    wanted = key(printed)
    if not wanted.head:
        return None
    names = AgencyName.objects.filter(Q(folded__in=[wanted.head, fold(printed)]))
    found = list(
        Agency.objects.filter(Q(pk__in=names.values("agency")) | Q(folded=fold(printed)))
        .select_related("area", "area__parent", "area__parent__parent")
        .order_by("pk")
    )
    if wanted.place:
        found = [agency for agency in found if _lies_in(agency, wanted.place)]
    if area is not None:
        found = [agency for agency in found if agency.area_id is None or _is_in(agency, area)] or found
    found = _of_the_day(found, day)
    placed = [agency for agency in found if agency.area_id is not None] or found
    if len({agency.area_id for agency in placed}) > 1:
        return None
    return placed[-1] if placed else None


def _of_the_day(found: list[Agency], day: date) -> list[Agency]:
    there = [agency for agency in found if _begun(agency, day) and not _over(agency, day)]
    if there:
        return there
    over = [agency for agency in found if _over(agency, day)]
    last = max((agency.valid_to for agency in over if agency.valid_to), default=None)
    if over:
        return [agency for agency in over if agency.valid_to == last]
    first = min((agency.valid_from for agency in found if agency.valid_from), default=None)
    return [agency for agency in found if agency.valid_from == first]


def _begun(agency: Agency, day: date) -> bool:
    return agency.valid_from is None or agency.valid_from <= day


def _over(agency: Agency, day: date) -> bool:
    return agency.valid_to is not None and agency.valid_to < day


def _chain(agency: Agency) -> list[Area]:
    areas: list[Area] = []
    area = agency.area
    while area is not None and len(areas) < 3:
        areas.append(area)
        area = area.parent
    return areas


def _lies_in(agency: Agency, place: str) -> bool:
    """Whether a province of that name is the agency's, or above it; an agency of no area may lie anywhere."""
    return agency.area_id is None or any(area.folded.endswith(f" {place}") for area in _chain(agency))


def _is_in(agency: Agency, area: Area) -> bool:
    return any(above.pk == area.pk for above in _chain(agency)) or agency.kind == "central"
