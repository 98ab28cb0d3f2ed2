"""The areas that come with the program: rows of data/, as values."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from lotrinh.living.places.models import AreaKind

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Unit:
    """An area to be loaded. `above`: its parent in the same list; a name alone would not tell it."""

    name: str
    kind: str
    above: Unit | None = None
    code: str = ""
    begins: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """On a day `old` became (part of) `new`."""

    old: Unit
    new: Unit
    on: date
    ground: str
    divided: bool = False
    note: str = ""


@cache
def shared_facts() -> dict[str, Any]:
    """data/areas.toml."""
    return tomllib.loads((files(__package__) / "data" / "areas.toml").read_text(encoding="utf-8"))


def areas_of_vietnam() -> tuple[list[Unit], list[Change]]:
    """All areas, parents before children, and what became of them."""
    nation = Unit(shared_facts()["nation"], AreaKind.NATION)
    provinces, merged = _provinces(nation)
    home = next(unit for unit in provinces if unit.name == shared_facts()["communes"]["province"])
    communes, became = _communes(home)
    return [nation, *provinces, *communes], [*merged, *became]


def _provinces(nation: Unit) -> tuple[list[Unit], list[Change]]:
    facts = shared_facts()["provinces"]
    renamed = {entry["new"]: entry for entry in shared_facts()["renamed"]}
    renamed_later = {entry["old"]: entry for entry in shared_facts()["renamed"] if entry["on"] > facts["on"]}
    units: list[Unit] = []
    changes: list[Change] = []
    for row in _rows("provinces.csv"):
        name, code = row["name"], row["code"]
        former = [part for part in row["merged_from"].split("; ") if part]
        later = renamed_later.get(name)
        begins = facts["on"] if former else renamed.get(name, {}).get("on")
        unit = Unit(name, AreaKind.PROVINCE, nation, code, begins, later["on"] - DAY if later else None)
        units.append(unit)
        if name in renamed:
            changes.append(_renaming(nation, renamed[name], unit))
            units.append(changes[-1].old)
        for part in former:
            old = Unit(part, AreaKind.PROVINCE, nation, "", None, facts["on"] - DAY)
            units.append(old)
            changes.append(Change(old, unit, facts["on"], facts["ground"]))
        if later:
            city = Unit(later["new"], AreaKind.PROVINCE, nation, code, later["on"])
            units.append(city)
            changes.append(Change(unit, city, later["on"], later["ground"]))
    return units, changes


def _renaming(nation: Unit, entry: dict[str, Any], new: Unit) -> Change:
    old = Unit(entry["old"], AreaKind.PROVINCE, nation, "", None, entry["on"] - DAY)
    return Change(old, new, entry["on"], entry["ground"])


def _communes(province: Unit) -> tuple[list[Unit], list[Change]]:
    facts, districts_end = shared_facts()["communes"], shared_facts()["districts"]["until"]
    new = {
        row["code"]: Unit(row["name"], AreaKind.COMMUNE, province, row["code"], facts["on"])
        for row in _rows("lang_son_communes.csv")
    }
    districts: dict[str, Unit] = {}
    old: dict[Unit, None] = {}
    changes: list[Change] = []
    for row in _rows("lang_son_old_communes.csv"):
        district = districts.setdefault(
            row["district"], Unit(row["district"], AreaKind.DISTRICT, province, ends=districts_end)
        )
        commune = Unit(row["name"], AreaKind.COMMUNE, district, ends=facts["on"] - DAY)
        old[commune] = None
        divided = row["divided"] == "yes"
        changes.append(Change(commune, new[row["became"]], facts["on"], facts["ground"], divided, row["note"]))
    return [*districts.values(), *new.values(), *old], changes


def _rows(name: str) -> list[dict[str, str]]:
    text = (files(__package__) / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
