"""Maps: the tiles are all areas of today, outlines are read and made light, figures fall into classes."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.living.observations.models import Observation
from lotrinh.living.places.models import Area
from lotrinh.living.places.services import load_areas
from lotrinh.living.portal import boundaries, maps
from lotrinh.living.portal.models import Boundary
from lotrinh.living.portal.outlines import NoOutlines, outlines, simplified
from tests.living.web.world import World

TILES = files("lotrinh.living.portal") / "data" / "tiles"


@pytest.mark.parametrize(("name", "count"), [("vietnam", 34), ("20", 65)])
def test_tiles_stand_each_in_a_place_of_its_own(name: str, count: int) -> None:
    tiles = tomllib.loads((TILES / f"{name}.toml").read_text(encoding="utf-8"))["tiles"]
    assert len(tiles) == count
    assert len({code for code, *_ in tiles}) == count
    assert len({(column, row) for *_, column, row in tiles}) == count


def test_the_tiles_are_the_areas_of_today(db: None) -> None:
    load_areas()
    provinces = maps.areas_under(None)
    assert {area.code for area in provinces} == set(maps.tiles(""))
    home = next(area for area in provinces if area.code == "20")
    assert {area.code for area in maps.areas_under(home)} == set(maps.tiles("20"))
    assert maps.tiles("99") == {} and maps.tiles("../../x") == {}


SQUARE = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"code": "20"},
            "geometry": {"type": "Polygon", "coordinates": [[[106, 21], [107, 21], [107, 22], [106, 22], [106, 21]]]},
        }
    ],
}
TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.5], "translate": [106, 21]},
    "arcs": [[[0, 0], [2, 0], [0, 2]], [[0, 0], [0, 2], [2, 0]]],
    "objects": {"x": {"geometries": [{"type": "Polygon", "properties": {"code": "20"}, "arcs": [[0, -2]]}]}},
}


@pytest.mark.parametrize("shape", [SQUARE, TOPOLOGY], ids=["geojson", "topojson"])
def test_an_outline_is_the_same_from_either_form(shape: dict[str, Any]) -> None:
    [one] = outlines(json.dumps(shape).encode())
    assert (one.code, one.box) == ("20", (106_000, -22_000, 107_000, -21_000))
    assert one.path.startswith("M106000 -21000l") and one.path.endswith("z")


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b'{"type": "FeatureCollection", "features": []}', b'{"type": "Topology", "arcs": 3}',
     b'{"type": "FeatureCollection", "features": [{"geometry": {"type": "Polygon", "coordinates": [[["a"]]]}}]}',
     b"[" * 4_000],
    ids=range(7),
)  # fmt: skip
def test_what_holds_no_outline_is_refused(content: bytes) -> None:
    with pytest.raises(NoOutlines):
        outlines(content)


@given(st.lists(st.tuples(st.floats(100, 110), st.floats(8, 23)), min_size=4, max_size=40))
def test_simplifying_keeps_points_of_the_ring_in_order(points: list[tuple[float, float]]) -> None:
    ring = [*points, points[0]]
    kept = simplified(ring, 0.5)
    assert kept[0] == ring[0] and kept[-1] == ring[-1]
    places = iter(ring)
    assert all(any(point == other for other in places) for point in kept)


def test_the_real_outlines_are_read_and_light(db: None, shared: Path, world: World) -> None:
    load_areas()
    Area.objects.filter(name="Lạng Sơn").update(code="")  # of the world; the loaded one has the code
    folder = shared / "data" / "boundaries"
    taken = boundaries.take_in((folder / "provinces.topo.json").read_bytes(), "OpenStreetMap", world.cast.focal)
    assert (taken.count, taken.unknown) == (34, ())
    communes = (folder / "communes" / "20_lang_son.topo.json").read_bytes()
    taken = boundaries.take_in(communes, "OpenStreetMap", world.cast.focal)
    assert taken.count == 65
    home = Area.objects.get(code="20", name="Tỉnh Lạng Sơn")
    drawn = maps.map_of(home, maps.areas_under(home), {}, outlines=True)
    assert len(drawn.spots) == 65 and not drawn.tiles
    assert sum(len(spot.path) for spot in drawn.spots) < 120_000
    said = Client().get(reverse("portal:province", args=["20"]), {"hinh": "ranh-gioi"})
    assert said.status_code == 200 and said.content.decode().count("<path") == 65


def test_a_commune_with_a_figure_is_coloured_by_its_class(world: World, client: Client) -> None:
    load_areas()
    Area.objects.filter(name="Lạng Sơn").update(code="")
    home = Area.objects.get(code="20", name="Tỉnh Lạng Sơn")
    communes = maps.areas_under(home)
    indicator = world.public.targets[0].indicator
    for place, area in enumerate(communes[:10]):
        Observation.objects.create(
            indicator=indicator, area=area, period="2025", first=date(2025, 1, 1), last=date(2025, 12, 31),
            value=80.0 + place, unit=indicator.unit, known_on=date(2026, 1, 20),
        )  # fmt: skip
    hidden = Observation.objects.filter(area=communes[9])
    hidden.update(public=False)
    values = maps.values_of(indicator, communes)
    assert len(values) == 9
    assert values[communes[0].pk].rank == 1 and values[communes[8].pk].rank == 5
    said = client.get(reverse("portal:province", args=["20"])).content.decode()
    assert "9 trên 65 nơi có số liệu" in said
    assert 'class="tile t5"' in said and "89%" not in said
    assert Boundary.objects.count() == 0


def test_a_province_whose_communes_are_not_in_the_list_says_so(db: None, client: Client) -> None:
    load_areas()
    said = client.get(reverse("portal:province", args=["04"])).content.decode()
    assert "Danh mục chưa có xã, phường của nơi này" in said and "<tbody>" not in said
    assert "<tbody>" in client.get(reverse("portal:province", args=["20"])).content.decode()
