"""What search finds of areas."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from lotrinh.living.places.models import Area
from lotrinh.living.places.wording import days_of
from lotrinh.living.search.services import Found, index_all


def found_areas() -> Iterator[Found]:
    """All areas. The text names what stands above, so that "Hồng Phong Cao Lộc" finds the one of the two."""
    for area in Area.objects.select_related("parent", "parent__parent").order_by("pk").iterator(chunk_size=500):
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


def index_areas() -> int:
    """Put all areas into the index."""
    return index_all(found_areas())
