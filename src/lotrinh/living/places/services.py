"""Acts on areas: loading those that come with the program."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.journal.services import record
from lotrinh.living.places.facts import Change, Unit, areas_of_vietnam
from lotrinh.living.places.models import Area, AreaChange, AreaKind
from lotrinh.living.places.search import index_areas

if TYPE_CHECKING:
    from lotrinh.living.people.models import User


@transaction.atomic
def load_areas(by: User | None = None) -> int:
    """Write the areas of data/ that are not there yet; returns how many rows were added.

    Rows that are there stay as they are, also those that people gave another name or first day, so that it can be run
    again after an upgrade without undoing what people corrected.
    """
    units, changes = areas_of_vietnam()
    stored, added = _write_units(units)
    added += _write_changes(changes, stored)
    if added:
        record("area.loaded", by, stored[units[0]], rows=added)
        index_areas()
    return added


def _write_units(units: list[Unit]) -> tuple[dict[Unit, Area], int]:
    """One round a level, as a child needs its parent's id."""
    stored: dict[Unit, Area] = {}
    added = 0
    levels: dict[int, list[Unit]] = {}
    for unit in units:
        levels.setdefault(_depth(unit), []).append(unit)
    for _, level in sorted(levels.items()):
        there = {_key(area): area for area in Area.objects.filter(kind__in={unit.kind for unit in level})}
        there |= {_listed_key(area): area for area in there.values() if area.listed_as}
        made = {unit: _area(unit, stored) for unit in level}
        new = [area for area in made.values() if _key(area) not in there]
        added += len(Area.objects.bulk_create(new))
        there.update({_key(area): area for area in new})
        stored.update({unit: there[_key(area)] for unit, area in made.items()})
    return stored, added


def _write_changes(changes: list[Change], stored: dict[Unit, Area]) -> int:
    there = set(AreaChange.objects.values_list("old_id", "new_id", "on"))
    new = [
        AreaChange(
            old=stored[change.old],
            new=stored[change.new],
            on=change.on,
            ground=change.ground,
            divided=change.divided,
            note=change.note,
        )
        for change in changes
        if not stored[change.old].listed_as  # people keep what is recorded of it
        and (stored[change.old].pk, stored[change.new].pk, change.on) not in there
    ]
    return len(AreaChange.objects.bulk_create(new))


def _area(unit: Unit, stored: dict[Unit, Area]) -> Area:
    return Area(
        name=unit.name,
        kind=AreaKind(unit.kind),
        code=unit.code,
        parent=stored[unit.above] if unit.above else None,
        valid_from=unit.begins,
        valid_to=unit.ends,
        folded=fold(unit.name),
    )


def _key(area: Area) -> tuple[object, ...]:
    return area.name, str(area.kind), area.parent_id, area.valid_from


def _listed_key(area: Area) -> tuple[object, ...]:
    name, _, day = area.listed_as.rpartition("|")
    return name, str(area.kind), area.parent_id, date.fromisoformat(day) if day else None


def _depth(unit: Unit) -> int:
    return 0 if unit.above is None else 1 + _depth(unit.above)
