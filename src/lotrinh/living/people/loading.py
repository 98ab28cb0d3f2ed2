"""Loading the agencies that come with the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.journal.services import record
from lotrinh.living.people.facts import Body, Group, Step, bodies_and_steps, groups
from lotrinh.living.people.models import Agency, AgencyGroup, AgencyName, GroupName, Membership, Succession
from lotrinh.living.people.naming import key
from lotrinh.living.people.search import index_agencies
from lotrinh.living.places.services import load_areas

if TYPE_CHECKING:
    from lotrinh.living.people.models import User

BATCH = 500


@transaction.atomic
def load_vietnam(by: User | None = None) -> int:
    """Write the areas, agencies, groups and successions of data/ that are not there yet; returns the rows added.

    Rows that are there stay as people left them: an agency of the same name, area and first day is not touched, and
    names, successions and groups are only given to agencies and groups that were made now.
    """
    added = load_areas(by)
    bodies, steps = bodies_and_steps()
    stored, new = _write_bodies(bodies)
    rows = len(new) + _write_steps(steps, stored, new) + _write_groups(groups(), bodies, stored)
    if rows:
        record("agency.loaded", by, bodies[0].area, rows=rows)
        index_agencies()
    return added + rows


def _write_bodies(bodies: list[Body]) -> tuple[dict[str, Agency], set[str]]:
    """The agencies by key, and the keys of those that were made now."""
    there = {
        (agency.name, agency.area_id, agency.valid_from): agency
        for agency in Agency.objects.filter(area_id__in={body.area.pk for body in bodies})
    }
    stored: dict[str, Agency] = {}
    made: dict[str, Agency] = {}
    for body in bodies:
        agency = there.get((body.name, body.area.pk, body.begins))
        if agency is None:
            agency = made[body.key] = Agency(
                name=body.name,
                kind=body.kind,
                area=body.area,
                valid_from=body.begins,
                valid_to=body.ends,
                folded=fold(body.name),
            )
        stored[body.key] = agency
    Agency.objects.bulk_create(made.values(), batch_size=BATCH)
    names = [name for body in bodies if body.key in made for name in names_of(stored[body.key], body.others)]
    AgencyName.objects.bulk_create(names, batch_size=BATCH)
    return stored, set(made)


def names_of(agency: Agency, others: tuple[str, ...] = ()) -> list[AgencyName]:
    """The names of a new agency: its own for its days, others that mean it; one of those that share a key."""
    own = AgencyName(
        agency=agency,
        name=agency.name,
        folded=key(agency.name).head,
        official=True,
        valid_from=agency.valid_from,
        valid_to=agency.valid_to,
    )
    rows = {own.folded: own}
    for name in others:
        rows.setdefault(key(name).head, AgencyName(agency=agency, name=name, folded=key(name).head))
    # A short form that spells the own name is kept for people to see, under its plain letters.
    for name in others:
        if fold(name) not in rows and not any(row.name == name for row in rows.values()):
            rows[fold(name)] = AgencyName(agency=agency, name=name, folded=fold(name))
    return list(rows.values())


def _write_steps(steps: list[Step], stored: dict[str, Agency], new: set[str]) -> int:
    """Successions of agencies made now; those of others are people's to edit."""
    rows = [
        Succession(
            old=stored[step.old],
            function=step.function,
            whole=step.whole,
            successor=stored[step.new] if step.new else None,
            successor_text=step.told,
            on=step.on,
            ground=step.ground,
            confidence=step.confidence,
        )
        for step in steps
        if step.old in new
    ]
    return len(Succession.objects.bulk_create(rows, batch_size=BATCH))


def _write_groups(told: list[Group], bodies: list[Body], stored: dict[str, Agency]) -> int:
    there = set(AgencyGroup.objects.values_list("name", flat=True))
    rows = 0
    for group in told:
        if group.name in there:
            continue
        made = AgencyGroup.objects.create(name=group.name, folded=fold(group.name))
        names = {key(name).head: name for name in (*group.also, group.name)}
        taken = set(GroupName.objects.filter(folded__in=names).values_list("folded", flat=True))
        GroupName.objects.bulk_create(
            GroupName(group=made, name=name, folded=folded) for folded, name in names.items() if folded not in taken
        )
        keys = [body.key for body in bodies if body.kind in group.kinds or body.key in group.members]
        Membership.objects.bulk_create(Membership(group=made, agency=stored[member]) for member in keys)
        rows += 1 + len(keys)
    return rows
