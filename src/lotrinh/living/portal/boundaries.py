"""Taking outlines into the map: a file of somebody, its areas found by their official code.

Reads: bytes of GeoJSON or TopoJSON. Writes: `Boundary` rows.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from lotrinh.living.journal.services import record
from lotrinh.living.people.models import User
from lotrinh.living.places.models import Area, AreaKind
from lotrinh.living.places.queries import existing
from lotrinh.living.portal.models import Boundary
from lotrinh.living.portal.outlines import outlines


@dataclass(frozen=True, slots=True)
class Taken:
    """How many outlines were taken in, and the codes of the file that no area of today has."""

    count: int
    unknown: tuple[str, ...]


@transaction.atomic
def take_in(content: bytes, source: str, by: User) -> Taken:
    """Write the outlines of a file; those that were there are replaced. Raises outlines.NoOutlines."""
    told = outlines(content, tolerance=0.004)
    if any(len(one.code) > 2 for one in told):
        told = outlines(content, tolerance=0.0015)
    by_code = {one.code: one for one in told}
    areas = {
        area.code: area
        for area in Area.objects.filter(
            Q(kind=AreaKind.PROVINCE) | Q(kind=AreaKind.COMMUNE), existing(timezone.localdate()), code__in=by_code
        )
    }
    rows = [
        Boundary(area=area, path=by_code[code].path, box=list(by_code[code].box), source=source, at=timezone.now())
        for code, area in areas.items()
    ]
    Boundary.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["area"], update_fields=["path", "box", "source", "at"]
    )
    unknown = tuple(sorted(set(by_code) - set(areas)))
    if rows:
        record("boundary.taken_in", by, rows[0].area, rows=len(rows), unknown=len(unknown), source=source)
    return Taken(len(rows), unknown)
