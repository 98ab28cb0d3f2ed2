"""The agencies that come with the program: the tables of data/, and the authorities that follow from the areas."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from django.db.models import Q

from lotrinh.living.people.models import AgencyKind, Confidence
from lotrinh.living.places.models import Area, AreaChange, AreaKind

TABLES = ("central", "lang_son")
OLD = " (cũ)"  # tells an old agency from the new one of the same name, in the tables only
HOME = "Tỉnh Lạng Sơn"


@dataclass(frozen=True, slots=True)
class Body:
    """An agency to be loaded. `key` is unique; `others`: further names."""

    key: str
    name: str
    kind: str
    area: Area
    begins: date | None = None
    ends: date | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A succession to be loaded; `old` and `new` are keys of bodies."""

    old: str
    new: str | None
    function: str
    on: date | None
    ground: str
    confidence: str
    told: str = ""

    @property
    def whole(self) -> bool:
        """All functions, without exception."""
        return self.function == "toàn bộ"


@dataclass(frozen=True, slots=True)
class Group:
    """Words that name many agencies: all of `kinds`, and those of the keys `members`."""

    name: str
    also: tuple[str, ...]
    kinds: frozenset[str]
    members: tuple[str, ...]


@cache
def table(name: str) -> dict[str, Any]:
    """One file of data/."""
    text = (files("lotrinh.living.people") / "data" / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def bodies_and_steps() -> tuple[list[Body], list[Step]]:
    """All agencies with their successions. Needs the areas (places.services.load_areas)."""
    bodies: list[Body] = []
    steps: list[Step] = []
    for name in TABLES:
        told = table(name)
        area = Area.objects.get(name=told["area"], kind__in=[AreaKind.NATION, AreaKind.PROVINCE])
        bodies += [_body(entry, area) for entry in told["agency"]]
        steps += [_step(entry) for entry in told["succession"]]
    local, became = _authorities()
    return bodies + local, steps + became


def groups() -> list[Group]:
    """The groups of data/groups.toml."""
    return [
        Group(
            entry["name"],
            tuple(entry.get("also", ())),
            frozenset(entry.get("kinds", ())),
            tuple(entry.get("members", ())),
        )
        for entry in table("groups")["group"]
    ]


def _body(entry: dict[str, Any], area: Area) -> Body:
    return Body(
        entry["key"],
        entry["key"].removesuffix(OLD),
        entry["kind"],
        area,
        entry.get("since"),
        entry.get("until"),
        tuple(entry.get("short", ())),
    )


def _step(entry: dict[str, Any]) -> Step:
    return Step(
        entry["old"],
        entry.get("successor"),
        entry["function"],
        entry.get("on"),
        entry["ground"],
        entry["confidence"],
        entry.get("told", ""),
    )


def _authorities() -> tuple[list[Body], list[Step]]:
    """The People's Committees of the districts and communes of the province, and what became of their work.

    A district's work went partly to its communes, each within its bounds, partly to the departments: which part is not
    in any table, so both are told.
    """
    home = Area.objects.get(name=HOME, kind=AreaKind.PROVINCE)
    local = Area.objects.filter(Q(parent=home) | Q(parent__parent=home)).select_related("parent").order_by("pk")
    bodies: dict[int, Body] = {area.pk: _authority(area) for area in local}
    steps: list[Step] = []
    within: dict[tuple[int, int], list[str]] = {}
    grounds: dict[int, tuple[date, str]] = {}
    changes = AreaChange.objects.filter(old__parent__parent=home).select_related("old", "old__parent")
    for change in changes.order_by("pk"):
        assert change.old.parent_id is not None
        within.setdefault((change.old.parent_id, change.new_id), []).append(change.old.name)
        grounds[change.old.parent_id] = (change.on, change.ground)
        part = f"trên địa bàn {change.old.name}" if change.divided else "toàn bộ"
        steps.append(
            Step(bodies[change.old_id].key, bodies[change.new_id].key, part, change.on, change.ground, CONFIRMED)
        )
    for (district, commune), names in within.items():
        on, ground = grounds[district]
        function = f"trên địa bàn {', '.join(names)}"
        steps.append(Step(bodies[district].key, bodies[commune].key, function, on, ground, CONFIRMED))
    for district, (on, _) in grounds.items():
        ground = table("districts")["ground"]
        steps.append(
            Step(
                bodies[district].key,
                None,
                table("districts")["function"],
                on,
                ground,
                CONFIRMED,
                table("districts")["told"],
            )
        )
    return list(bodies.values()), steps


CONFIRMED = Confidence.CONFIRMED


def _authority(area: Area) -> Body:
    """Old communes of the same name are told apart by their district; a city of the province is a district too."""
    bare = area.name[0].lower() + area.name[1:]
    name = f"UBND {bare}"
    others = [f"Ủy ban nhân dân {bare}"]
    assert area.parent is not None
    if area.kind == AreaKind.COMMUNE and area.valid_to is not None:
        others += [f"UBND {bare}, {area.parent.name}"]
    kind = AgencyKind.DISTRICT if area.kind == AreaKind.DISTRICT else AgencyKind.COMMUNE
    old = f", {area.parent.name} (cũ)" if area.kind == AreaKind.COMMUNE and area.valid_to is not None else ""
    return Body(name + old, name, kind, area, area.valid_from, area.valid_to, tuple(others))
