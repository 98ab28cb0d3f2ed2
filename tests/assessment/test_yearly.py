"""The scalar definition: what it takes from the rules, and the reason it gives for every kind of nonsense."""

from __future__ import annotations

from math import inf, nan

import pytest

from lotrinh.assessment.destatis import Sky, towards
from lotrinh.assessment.outlook import outlook
from lotrinh.assessment.yearly import REASONS, Row, assess


def rows(
    *values: float | None, target: float | None = 20, due: float | None = 2028, up: bool | None = True
) -> list[Row]:
    """Yearly rows up to 2024."""
    return [Row(2025 - len(values) + place, value, target, due, up) for place, value in enumerate(values)]


def test_it_is_the_primary_rule_and_the_outlook() -> None:
    figures = (9, 10, 10.5, 12, 12.5, 14, 14.2)
    points = [(2018 + place, figure) for place, figure in enumerate(figures)]
    told, reading = assess(rows(*figures)), towards(points, 20, 2028, up=True)
    assert (told.status, told.reason) == (reading.sky, reading.rule)
    assert (told.rate, told.projected, told.miss) == (reading.rate, reading.projected, reading.miss)
    future = outlook(points, 4, target=20)
    assert future is not None
    assert (told.outlook, told.required) == (future.value, future.required)
    assert (told.last_year, told.last_value, told.points, told.ignored) == (2024, 14.2, 6, 0)


NONSENSE = {
    "no_figure": [Row(nan, 1, 20, 2028, True), Row(2020, nan, 20, 2028, True), Row(None, None, 20, 2028, True)],
    "figures_differ": [*rows(1, 2, 3, 4, 5), Row(2023, 9, 20, 2028, True)],
    "no_goal": rows(1, 2, 3, 4, target=inf),
    "no_direction": rows(1, 2, 3, 4, up=None),
    "goals_differ": [*rows(1, 2, 3, 4), *rows(0, 1, 2, 3, 4, target=30)[:1]],
    "past_due": rows(1, 2, 3, 4, due=2020),
    "few_figures": rows(1, 2, 3),
}


@pytest.mark.parametrize("reason", REASONS)
def test_nonsense_has_a_reason(reason: str) -> None:
    told = assess(NONSENSE[reason])
    assert (told.status, told.reason) == (Sky.NONE, reason)
    assert told.projected is None
    assert told.miss is None


def test_the_first_reason_is_told() -> None:
    assert assess([]).reason == "no_figure"
    assert assess(rows(1, target=None, up=None)).reason == "no_goal"
    assert assess(rows(1, due=2020, up=None)).reason == "no_direction"
    assert assess(rows(1, due=2020)).reason == "past_due"


def test_what_is_no_figure_is_left_out_and_counted() -> None:
    told = assess([*rows(1, 2, 3, 4), Row(2025, None, 20, 2028, True), Row(2020.5, 7, 20, 2028, True)])
    assert (told.last_year, told.points, told.ignored) == (2024, 4, 2)


def test_the_same_figure_told_twice_is_one() -> None:
    assert assess(rows(1, 2, 3, 4) * 2) == assess(rows(1, 2, 3, 4))


def test_figures_may_differ_before_the_window() -> None:
    assert assess([*rows(1, 2, 3, 4, 5), Row(2010, 1, 20, 2028, True), Row(2010, 2, 20, 2028, True)]).points == 5


def test_nothing_is_required_once_it_is_reached_or_no_year_is_left() -> None:
    assert assess(rows(10, 15, 20, 25)).required is None
    assert assess(rows(1, 2, 3, 4, due=2024)).required is None
    assert assess(rows(1, 2, 3, 4, due=2025)).required == 16
    assert assess(rows(4, 3, 2, 9, target=5, up=False)).required == -1
