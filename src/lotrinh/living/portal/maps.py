"""Maps: tiles of one size where the program has places for them, outlines where somebody took them in, always a table.

Reads: data/tiles/*.toml, outlines, the latest published figure of each area. Writes: `Map`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.db.models import Count, QuerySet
from django.utils import timezone

from lotrinh.core.vietnamese.text import sort_key
from lotrinh.living.observations.models import Observation
from lotrinh.living.observations.words import period_words, value_words
from lotrinh.living.places.models import Area, AreaKind
from lotrinh.living.places.queries import existing
from lotrinh.living.plans.models import Indicator
from lotrinh.living.portal import publicity

CLASSES = 5
SIZE, GAP, LINE = 96, 6, 15  # of a tile, between tiles, of text; in units of the drawing


@dataclass(frozen=True, slots=True)
class Value:
    """What is known of an area: a number of class 1 (least) to 5, or a word alone (class 0: nothing known)."""

    number: float | None
    told: str
    period: str = ""
    rank: int = 0
    url: str = ""


NOTHING = Value(None, "")


@dataclass(frozen=True, slots=True)
class Spot:
    """An area on the map. `lines`: its name as it fits a tile; `path` "" on a map of tiles."""

    area: Area
    name: str
    lines: Sequence[str]
    value: Value
    x: int = 0
    y: int = 0
    path: str = ""


@dataclass(frozen=True)
class Map:
    """Areas as drawn, and all of them as rows. `spots` is empty where there is nothing to draw with."""

    spots: Sequence[Spot]
    rows: Sequence[Spot]
    box: tuple[int, int, int, int] | None
    tiles: bool
    legend: Sequence[tuple[int, str]] = ()
    source: str = ""


@cache
def tiles(code: str) -> Mapping[str, tuple[str, int, int]]:
    """Area code → (short name, column, row) of the areas under `code` ("" the nation); empty where there are none."""
    name = f"{code}.toml" if code else "vietnam.toml"
    file = files("lotrinh.living.portal") / "data" / "tiles" / name
    if not (code.isdigit() or not code) or not file.is_file():
        return {}
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    return {area: (short, column, row) for area, short, column, row in told["tiles"]}


def areas_under(above: Area | None) -> list[Area]:
    """The provinces of today, or the communes of one."""
    kind = AreaKind.PROVINCE if above is None else AreaKind.COMMUNE
    rows = publicity.areas().filter(existing(timezone.localdate()), kind=kind).exclude(code="")
    rows = rows.filter(parent__kind=AreaKind.NATION) if above is None else rows.filter(parent=above)
    return sorted(rows, key=lambda area: sort_key(area.name))


def map_of(above: Area | None, areas: Sequence[Area], values: Mapping[int, Value], *, outlines: bool) -> Map:
    """The map of some areas; with `outlines` their real shapes, where they are known."""
    rows = [Spot(area, area.name, (), values.get(area.pk, NOTHING)) for area in areas]
    shapes = {one.area_id: one for one in publicity.boundaries().filter(area__in=areas)} if outlines else {}
    legend = _legend(values)
    if shapes:
        spots = [Spot(r.area, r.name, (), r.value, path=shapes[r.area.pk].path) for r in rows if r.area.pk in shapes]
        boxes = [one.box for one in shapes.values()]
        west, north = min(box[0] for box in boxes), min(box[1] for box in boxes)
        box = (west, north, max(b[2] for b in boxes) - west, max(b[3] for b in boxes) - north)
        sources = sorted({one.source for one in shapes.values()})
        return Map(spots, rows, box, tiles=False, legend=legend, source="; ".join(sources))
    places = tiles(above.code if above else "")
    spots = [
        Spot(row.area, short, _lines(short), row.value, GAP + column * (SIZE + GAP), GAP + line * (SIZE + GAP))
        for row in rows
        if row.area.code in places
        for short, column, line in [places[row.area.code]]
    ]
    if not spots:
        return Map((), rows, None, tiles=True, legend=legend)
    box = (0, 0, max(spot.x for spot in spots) + SIZE + GAP, max(spot.y for spot in spots) + SIZE + GAP)
    return Map(spots, rows, box, tiles=True, legend=legend)


def _lines(name: str) -> list[str]:
    """A name on at most three lines of at most nine letters and a blank."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + len(word) >= 9:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines[:3]


def indicators_under(areas: Sequence[Area]) -> list[Indicator]:
    """The indicators of which at least two of the areas have a published figure, by name. Two queries."""
    rows = _figures(areas).order_by().values("indicator").annotate(n=Count("area", distinct=True)).filter(n__gte=2)
    return list(publicity.indicators().filter(pk__in=[row["indicator"] for row in rows]).order_by("name")[:100])


def _figures(areas: Sequence[Area]) -> QuerySet[Observation]:
    rows = publicity.current(publicity.figures())
    return rows.filter(area__in=areas, value__isnull=False, change="level", scope="")


def values_of(indicator: Indicator, areas: Sequence[Area]) -> dict[int, Value]:
    """Area → its latest published figure, ranked among the others. One query."""
    latest: dict[int, Observation] = {}
    for row in _figures(areas).filter(indicator=indicator).order_by("last", "known_on", "pk"):
        if row.area_id is not None and row.unit == indicator.unit:
            latest[row.area_id] = row
    numbers = sorted({row.value for row in latest.values() if row.value is not None})
    return {
        area: Value(
            row.value, value_words(row.value, row.unit, row.comparator, row.high), period_words(row.period),
            1 + numbers.index(row.value or 0.0) * CLASSES // len(numbers),
        )
        for area, row in latest.items()
    }  # fmt: skip


def _legend(values: Mapping[int, Value]) -> list[tuple[int, str]]:
    """The classes with the figures they span."""
    told: dict[int, list[Value]] = {}
    for value in values.values():
        if value.rank and value.number is not None:
            told.setdefault(value.rank, []).append(value)
    found = []
    for rank, some in sorted(told.items()):
        low, high = min(some, key=_number), max(some, key=_number)
        found.append((rank, low.told if low.number == high.number else f"{low.told} – {high.told}"))
    return found


def _number(value: Value) -> float:
    return value.number or 0.0
