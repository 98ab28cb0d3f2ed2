"""Files, feeds, the catalogue and the two exchange profiles: made of published fields alone, and well formed."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from lotrinh.living.observations.models import Observation
from lotrinh.living.opendata import records, sdmx
from lotrinh.living.opendata.feeds import ATOM
from lotrinh.living.opendata.records import RECORDS, FigureRecord, headings, sources
from lotrinh.living.opendata.tables import TABLES
from lotrinh.living.portal import publicity
from tests.living.web.world import World


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_field_comes_from_a_published_one(record: type[Any]) -> None:
    for name, told in sources(record).items():
        if name in ("id", "kind") and not told:
            continue  # made by the program itself
        assert told, name
        for source in told:
            kind, _, field = source.partition(".")
            assert field in publicity.kinds()[kind].open, (name, source)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_headings_stand_in_both_languages_and_once(record: type[Any]) -> None:
    told = headings(record)
    assert all(words.vi and words.en for words in told.values())
    assert len({words.vi for words in told.values()}) == len(told)


def get(client: Client, name: str, *arguments: object) -> bytes:
    answer = client.get(reverse(f"opendata:{name}", args=arguments))
    assert answer.status_code == 200
    content: bytes = answer.content
    return content


@pytest.mark.parametrize("table", TABLES)
def test_a_table_says_the_same_in_every_form(world: World, client: Client, table: str) -> None:
    slug = world.public.plan.slug
    rows = json.loads(get(client, "bulk", slug, table, "json"))["rows"]
    told = list(csv.reader(io.StringIO(get(client, "bulk", slug, table, "csv").decode("utf-8-sig"))))
    assert len(told) == len(rows) + 1 > 1
    assert told[0] == [words.vi for words in headings(TABLES[table].record).values()]
    whole = json.loads(get(client, "whole", table, "json"))["rows"]
    assert [row for row in whole if row in rows] == rows
    assert get(client, "bulk", slug, table, "xlsx").startswith(b"PK")


def test_missing_is_empty_and_nothing_is_0(world: World, client: Client) -> None:
    Observation.objects.filter(pk=world.public.figures[0].pk).update(value=None)
    Observation.objects.filter(pk=world.public.figures[1].pk).update(value=0.0)
    rows = json.loads(get(client, "bulk", world.public.plan.slug, "figures", "json"))["rows"]
    assert sorted((row["id"], row["value"]) for row in rows) == [
        (world.public.figures[0].pk, None), (world.public.figures[1].pk, 0.0),
    ]  # fmt: skip
    told = get(client, "statistics", world.public.plan.slug, "2").decode()
    values = {row["INDICATOR"]: (row["OBS_VALUE"], row["OBS_STATUS"]) for row in csv.DictReader(io.StringIO(told))}
    assert sorted(values.values()) == [("", "M"), ("0.0", "A")]


def test_the_series_of_a_target_is_its_figures(world: World, client: Client) -> None:
    target, figure = world.public.targets[0], world.public.figures[0]
    rows = json.loads(get(client, "series", target.pk, "json"))["rows"]
    assert [row["id"] for row in rows] == [figure.pk]
    assert rows[0]["url"].endswith(f"/api/v1/figures/{figure.pk}")


def test_the_feed_is_atom_with_stable_ids(world: World, client: Client) -> None:
    for name, arguments in (("feed", ()), ("plan_feed", (world.public.plan.slug,))):
        root = ElementTree.fromstring(get(client, name, *arguments))
        assert root.tag == f"{{{ATOM}}}feed"
        entries = root.findall(f"{{{ATOM}}}entry")
        ids = [entry.findtext(f"{{{ATOM}}}id", "") for entry in entries]
        assert len(set(ids)) == len(ids) >= 4
        for entry in [root, *entries]:
            told = entry.findtext(f"{{{ATOM}}}updated", "")
            assert datetime.strptime(told, "%Y-%m-%dT%H:%M:%SZ")
            assert entry.findtext(f"{{{ATOM}}}title")
        assert all(entry.find(f"{{{ATOM}}}link").attrib["href"].startswith("http") for entry in entries)  # type: ignore[union-attr]


def test_the_catalogue_names_every_file_and_each_is_there(world: World, client: Client) -> None:
    told = json.loads(get(client, "catalogue"))
    assert told["@type"] == "dcat:Catalog"
    for name in ("dct:title", "dct:description", "dct:publisher", "dcat:dataset"):
        assert told[name], name
    files = [one["dcat:downloadURL"]["@id"] for dataset in told["dcat:dataset"] for one in dataset["dcat:distribution"]]
    assert len(files) == 3 * len(TABLES)
    for file in files:
        assert client.get(file.removeprefix("http://testserver")).status_code == 200
    prefixes = set(told["@context"])
    assert {key.partition(":")[0] for key in _keys(told) if ":" in key} <= prefixes


def _keys(node: Any) -> list[str]:
    if isinstance(node, dict):
        return [key for key in node if key != "@context"] + [
            key for name, part in node.items() if name != "@context" for key in _keys(part)
        ]
    return [key for part in node for key in _keys(part)] if isinstance(node, list) else []


# The order of the elements in the 2.03 schema of IATI, as far as the profile uses them; "+" at least one.
IATI = {
    "iati-activities": ["iati-activity"],
    "iati-activity": [
        "iati-identifier", "reporting-org", "title", "description", "participating-org", "activity-status",
        "activity-date", "recipient-country", "sector", "result",
    ],
    "result": ["title", "indicator"],
    "indicator": ["title", "reference", "period"],
    "period": ["period-start", "period-end", "target", "actual"],
    "target": ["comment"], "actual": ["comment"], "title": ["narrative"], "description": ["narrative"],
    "comment": ["narrative"], "reporting-org": ["narrative"], "participating-org": ["narrative"],
}  # fmt: skip
NEEDED = {
    "iati-activities": {"version"}, "reporting-org": {"ref", "type"}, "participating-org": {"role"},
    "activity-status": {"code"}, "activity-date": {"iso-date", "type"}, "result": {"type"}, "indicator": {"measure"},
    "period-start": {"iso-date"}, "period-end": {"iso-date"}, "recipient-country": {"code"}, "sector": {"code"},
    "reference": {"vocabulary", "code"},
}  # fmt: skip


def test_the_results_have_the_structure_of_iati(world: World, client: Client) -> None:
    root = ElementTree.fromstring(get(client, "results", world.public.plan.slug))
    assert root.attrib["version"] == "2.03"
    seen = set()
    for element in root.iter():
        order = IATI.get(element.tag, [])
        names = [child.tag for child in element]
        assert names == sorted(names, key=order.index), element.tag
        assert NEEDED.get(element.tag, set()) <= set(element.attrib), element.tag
        seen.add(element.tag)
    assert seen >= set(IATI)
    [period] = [one for one in root.iter("period") if one.find("actual") is not None][:1]
    assert period.find("actual").attrib["value"] == "40.0"  # type: ignore[union-attr]
    assert period.find("target") is None  # the figure is not of the year in which the target is due
    [due] = {one.find("period-end").attrib["iso-date"] for one in root.iter("period") if one.find("target") is not None}  # type: ignore[union-attr]
    assert due == "2030-12-31"
    assert period.find("period-end").attrib["iso-date"] < due  # type: ignore[union-attr]


def figure(first: str, last: str, period: str) -> FigureRecord:
    return FigureRecord(
        id=1, url="", indicator=1, name="x", area_code="20", area="", scope="", period=period,
        first=date.fromisoformat(first), last=date.fromisoformat(last), vintage="estimate", change="level",
        comparator="eq", value=1.5, high=None, unit="%", agency="", document="", quote="",
        known_on=date(2025, 1, 1), published_at=datetime(2025, 1, 2, 3, 4, 5), superseded_by=None, yardsticks=[],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "period", "told"),
    [
        ("2024-01-01", "2024-12-31", "2024", ("A", "2024")),
        ("2024-07-01", "2024-12-31", "2024-H2", ("S", "2024-S2")),
        ("2024-07-01", "2024-09-30", "2024-Q3", ("Q", "2024-Q3")),
        ("2024-10-01", "2024-12-31", "2024-Q4", ("Q", "2024-Q4")),
        ("2024-02-01", "2024-02-29", "2024-02", ("M", "2024-02")),
        ("2023-12-15", "2024-01-14", "x", ("_U", "2023-12-15/P31D")),
        ("2024-01-01", "2024-09-30", "2024-9M", ("_U", "2024-01-01/P274D")),
    ],
)
def test_periods_as_sdmx_names_them(first: str, last: str, period: str, told: tuple[str, str]) -> None:
    assert sdmx.time_of(figure(first, last, period)) == told


@pytest.mark.parametrize("version", ["1", "2"])
def test_sdmx_csv_has_its_columns(version: str) -> None:
    rows = list(csv.reader(io.StringIO(sdmx.sdmx_csv([figure("2024-01-01", "2024-12-31", "2024")], version).decode())))
    head = {"1": ["DATAFLOW"], "2": ["STRUCTURE", "STRUCTURE_ID", "ACTION"]}[version]
    assert rows[0] == [*head, *sdmx.DIMENSIONS, "OBS_VALUE", *sdmx.ATTRIBUTES]
    told = dict(zip(rows[0], rows[1], strict=True))
    assert (told["OBS_VALUE"], told["OBS_STATUS"], told["TIME_PERIOD"]) == ("1.5", "E", "2024")


def test_records_have_addresses(world: World, client: Client) -> None:
    for name in ("plans", "targets", "figures", "tasks", "indicators"):
        for row in client.get(f"/api/v1/{name}").json()["items"]:
            answer = client.get(row["url"].removeprefix("http://testserver"))
            assert answer.json() == row
    assert records.FigureRecord.__doc__
