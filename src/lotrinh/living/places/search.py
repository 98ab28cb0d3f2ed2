"""What search finds of areas."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.urls import reverse

from lotrinh.living.places.models import Area
from lotrinh.living.places.wording import days_of
from lotrinh.living.search.services import Found, index_all


def found_areas(ids: Collection[int] | None = None) -> Iterator[Found]:
    """All areas, or some. The text names what stands above, so that "Hồng Phong Cao Lộc" finds the one of the two."""
    rows = Area.objects.all() if ids is None else Area.objects.filter(pk__in=ids)
    for area in rows.select_related("parent", "parent__parent").order_by("pk").iterator(chunk_size=500):
        above = [area.parent.name, area.parent.parent.name if area.parent.parent else ""] if area.parent else []
        yield Found(
            kind="area",
            id=area.pk,
            title=area.name,
            text=" ".join([*above, area.code]),
            url=reverse("places:area", args=[area.pk]),
            public=True,
            note={
                language: ", ".join(part for part in (above[0] if above else "", told) if part)
                for language, told in days_of(area.valid_from, area.valid_to).items()
            },
        )


def index_areas(ids: Collection[int] | None = None) -> int:
    """Put all areas into the index, or some of them anew."""
    return index_all(found_areas(ids))
