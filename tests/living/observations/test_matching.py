"""Figures and the indicators of a plan that they speak of."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from pytest_django import DjangoAssertNumQueries

from lotrinh.living.observations.matching import candidates, indicator_for, known_of, matched
from lotrinh.papers import read_paper
from tests.living.observations.plans import World, seed_plan

# What the 2024 article reports and issue 2 asks to be matched: (figure, unit, part of the plan's indicator).
TWELVE = (
    (61.1, "triệu đồng", "GRDP bình quân đầu người"),
    (4.21, "triệu lượt", "khách"),
    (64, "%", "lao động qua đào tạo"),
    (33.6, "giường", "giường bệnh"),
    (11.4, "bác sĩ", "bác sĩ"),
    (94.45, "%", "bảo hiểm y tế"),
    (98.5, "%", "nước"),
    (87, "%", "thôn"),
    (2.66, "%", "nghèo"),
    (8.3, "%", "xuất khẩu"),
    (6.01, "%", "GRDP"),
    (10.5, "%", "thu nội địa"),
)


@pytest.mark.django_db
def test_the_twelve_figures_of_2024_find_their_indicators_in_the_seed_plan(shared: Path) -> None:
    plan = seed_plan(shared)
    paper = read_paper(shared / "corpus/seeds/002_0bae13773003c0ff.txt")
    results = [msgspec.to_builtins(result) for result in paper.facts.results if not result.duplicate]
    found = matched(known_of(plan), results)
    told = [
        (value, pair[0].name)
        for slots, pair in zip(results, found, strict=True)
        if pair is not None
        for value in (slots["low"], *(comparison["value"] for comparison in slots["comparisons"]))
    ]
    for value, _, name in TWELVE:
        assert any(number == value and name.lower() in indicator.lower() for number, indicator in told), (value, name)


def slots(indicator: str, low: float | None, unit: str, **more: object) -> dict[str, object]:
    return {"indicator": indicator, "change": "level", "comparator": "eq", "low": low, "high": low, "unit": unit,
            "period": "2024", **more}  # fmt: skip


def test_names_in_other_words_find_their_indicator(world: World) -> None:
    indicator, likeness = indicator_for(world.plan, slots("Số giường bệnh/vạn dân", 33.6, "giường bệnh/vạn dân"))
    assert indicator == world.beds
    assert likeness > 0.6


def test_a_figure_in_another_unit_is_no_figure_of_the_indicator(world: World) -> None:
    assert indicator_for(world.plan, slots("Số giường bệnh trên một vạn dân", 2740, "giường")) == (None, 0.0)


def test_what_tells_no_value_or_no_period_matches_nothing(world: World) -> None:
    assert indicator_for(world.plan, slots("Thu nội địa", None, "tỷ đồng")) == (None, 0.0)
    assert indicator_for(world.plan, slots("Thu nội địa", 5.0, "tỷ đồng", period=None)) == (None, 0.0)
    assert indicator_for(world.plan, {"indicator": ["not a text"]}) == (None, 0.0)


def test_of_two_figures_of_one_period_the_more_alike_one_speaks_of_the_indicator(world: World) -> None:
    both = [slots("Thu nội địa", 2483.0, "tỷ đồng"), slots("Thu nội địa thường xuyên", 99.0, "tỷ đồng")]
    found = matched(known_of(world.plan), both)
    assert [pair and pair[0] for pair in found] == [world.revenue, None]


def test_candidates_are_ranked_and_say_whether_the_unit_fits(world: World) -> None:
    first = candidates(world.plan, slots("Giường bệnh", 2740, "giường"))[0]
    assert (first.indicator, first.comparable) == (world.beds, False)
    assert candidates(world.plan, {}) == ()


def test_matching_a_whole_report_asks_the_database_twice(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = type(world.plan).objects.select_related("area").get(pk=world.plan.pk)
    with django_assert_num_queries(2):
        known = known_of(plan)
        matched(known, [slots("Thu nội địa", value, "tỷ đồng") for value in range(50)])
