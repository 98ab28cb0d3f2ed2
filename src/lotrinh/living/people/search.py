"""What search finds of agencies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse

from lotrinh.living.people.models import Agency
from lotrinh.living.places.models import AreaKind
from lotrinh.living.places.wording import days_of
from lotrinh.living.search.services import Found, index_all


def found_agencies(ids: Iterable[int] | None = None) -> Iterator[Found]:
    """All agencies, or those of `ids`. The text holds all names and those of the agencies that it succeeded."""
    agencies = Agency.objects.select_related("area__parent").order_by("pk")
    agencies = agencies.prefetch_related("names", "inherited__old__names")
    if ids is not None:
        agencies = agencies.filter(pk__in=list(ids))
    for agency in agencies.iterator(chunk_size=500):
        names = [name.name for name in agency.names.all()]
        former = [name.name for row in agency.inherited.all() for name in row.old.names.all()]
        yield Found(
            kind="agency",
            id=agency.pk,
            title=agency.name,
            text=" ".join([*names, *former]),
            url=reverse("people:agency", args=[agency.pk]),
            public=True,
            note=_note(agency),
        )


def _note(agency: Agency) -> dict[str, str]:
    """What tells namesakes apart: the district of an old commune, the days."""
    above = agency.area.parent if agency.area else None
    where = above.name if above is not None and above.kind == AreaKind.DISTRICT else ""
    told = days_of(agency.valid_from, agency.valid_to)
    return {language: ", ".join(part for part in (where, days) if part) for language, days in told.items()}


def index_agencies(ids: Iterable[int] | None = None) -> int:
    """Put all agencies, or those of `ids`, into the index."""
    return index_all(found_agencies(ids))
