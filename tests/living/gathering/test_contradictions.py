"""The table of contradictions: every example in it is a test; statistics offices are told by name."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from lotrinh.core.period import Period
from lotrinh.living.gathering.aggregation import lines_of
from lotrinh.living.gathering.contradictions import contradictions, rules
from lotrinh.living.gathering.statistics import is_statistics
from lotrinh.living.gathering.told import Told

WHOLE, PLACES = 1, (11, 12, 13)
JUNE = Period.month(2024, 6)
BASE = Told(
    1, "Vốn thực hiện", "tỷ đồng", "flow", None, "", "", JUNE.first, JUNE.last, "reported", 0.0, "Sở A", agency_id=1
)
CASES = [(name, example) for name, rule in rules().items() for example in rule["examples"]]


def _told(given: dict[str, Any], kind: str) -> Told:
    month = Period.month(2024, given.get("month", 6))
    return replace(
        BASE, accumulation=kind, value=float(given["value"]), who=given["who"], agency_id=ord(given["who"][-1]),
        vintage=given.get("vintage", "reported"), first=month.first, last=month.last,
    )  # fmt: skip


@pytest.mark.parametrize(("rule", "example"), CASES, ids=str)
def test_example(rule: str, example: dict[str, Any]) -> None:
    kind = example.get("kind", "stock")
    figures = [(_told(one, kind), one) for one in example["figures"]]
    new = [told for told, one in figures if told.last == JUNE.last and not one.get("earlier")]
    others = [told for told, one in figures if told.last != JUNE.last or one.get("earlier")]
    new += [
        replace(BASE, accumulation=kind, area_id=place, value=float(value), agency_id=place)
        for place, value in zip(PLACES, example.get("parts", ()), strict=False)
    ]
    found = contradictions(new, others, WHOLE, PLACES if "parts" in example else ())
    assert [one.rule for one in found] == ([rule] if example["found"] else [])


def test_every_rule_has_a_yes_and_a_no() -> None:
    for name, rule in rules().items():
        assert {example["found"] for example in rule["examples"]} == {True, False}, name


def test_a_sum_waits_for_all_places() -> None:
    parts = [replace(BASE, area_id=place, value=10.0, agency_id=place) for place in PLACES[:2]]
    assert contradictions([*parts, replace(BASE, value=99.0)], (), WHOLE, PLACES) == []


def test_a_figure_of_the_plans_place_may_name_it_or_not() -> None:
    found = contradictions(
        [replace(BASE, value=5.0)], [replace(BASE, area_id=WHOLE, value=6.0, agency_id=9)], WHOLE, ()
    )
    assert [(one.rule, one.gap) for one in found] == [("two_sources", -1.0)]


def test_offices_of_statistics() -> None:
    table = tomllib.loads((files("lotrinh.living.gathering") / "data" / "statistics.toml").read_text(encoding="utf-8"))
    for office in table["office"]:
        assert all(map(is_statistics, office["examples"])), office["begins"]
        assert not any(map(is_statistics, office["others"])), office["begins"]


def test_sums_say_how_many_told_and_stand_beside_the_statistics_office() -> None:
    places = [replace(BASE, area_id=place, value=value, agency_id=place) for place, value in ((11, 10.0), (12, 0.0))]
    department = replace(BASE, value=12.0)
    office = replace(BASE, value=13.0, who="Cục Thống kê", agency_id=5, statistics=True)
    may = replace(BASE, value=20.0, first=date(2024, 5, 1), last=date(2024, 5, 31))
    [line] = lines_of(JUNE, [*places, department], [office, may], WHOLE, PLACES)
    assert line.places is not None
    assert (line.places.value, line.places.told, line.places.wanted) == (10.0, 2, 3)
    assert line.whole == department
    assert line.statistics == office
    assert line.apart
    assert line.so_far is not None
    assert (line.so_far.value, line.so_far.told, line.so_far.wanted) == (32.0, 2, 6)


def test_a_fallen_total_is_told_once_against_the_last_figure_above_it() -> None:
    def total(month: int, value: float) -> Told:
        period = Period.month(2024, month)
        return replace(BASE, accumulation="cumulative", value=value, first=period.first, last=period.last)

    [found] = contradictions([total(6, 30.0)], [total(3, 40.0), total(5, 60.0), total(4, 50.0)], WHOLE, ())
    assert (found.rule, found.other) == ("fell", total(5, 60.0))
