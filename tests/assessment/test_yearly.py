"""The scalar definition: what it takes from the rules, and the reason it gives for every kind of nonsense."""

from __future__ import annotations

from datetime import date
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.assessment.destatis import Sky, towards
from lotrinh.assessment.judge import judge
from lotrinh.assessment.outlook import outlook
from lotrinh.assessment.states import Status
from lotrinh.assessment.terms import Terms
from lotrinh.assessment.yearly import REASONS, Row, assess
from lotrinh.core.quantity import Quantity
from tests.assessment.long_tables import tenths
from tests.assessment.makers import DOWN, UP, figures, level


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
    "negative_share": [row._replace(share=True) for row in rows(-1, 2, 3, 4)],
    "over_whole": [row._replace(share=True) for row in rows(1, 2, 3, 101)],
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


OF_SKY = {
    Sky.SUN: Status.ON_TRACK,
    Sky.SLIGHTLY_CLOUDY: Status.SLIGHTLY_BEHIND,
    Sky.CLOUDED: Status.BEHIND,
    Sky.THUNDERSTORM: Status.STAGNANT,
}
OF_RULE = {"project": "pace-destatis", "plateau": "plateau", "hold": "reached", "due": "due"}


@given(
    st.lists(st.integers(-50, 1020).map(tenths), min_size=4, max_size=8)
    | st.builds(
        lambda first, step: [tenths(first + step * n) for n in range(5)], st.integers(0, 990), st.integers(-3, 3)
    ),
    st.sampled_from((0.0, 100.0, 50.0, 76.5)),
    st.integers(2023, 2034),
    st.booleans(),
    st.booleans(),
    st.sampled_from((None, None, 0.1, 0.3, 2.0)),
)
def test_it_is_what_the_judge_says_of_levels(
    values: list[float], target: float, due: int, up: bool, share: bool, tolerance: float | None
) -> None:
    """The same status by the same rule, for a level to be reached by a year later than the first figures."""
    told = assess([Row(*row[:5], share, tolerance) for row in rows(*values, target=target, due=due, up=up)])
    goal = level(Quantity.exactly(target, "%" if share else "xã"), date(due, 12, 31), share=share)
    verdict = judge(goal, UP if up else DOWN, figures(*values), date(2024, 12, 31), Terms(tolerance=tolerance))
    if told.status is Sky.NONE:
        assert verdict.status is Status.NOT_ASSESSABLE or due < 2024  # the judge looks up the figure of the due year
        assert verdict.reason == told.reason or told.reason == "past_due"
        return
    reached = told.status is Sky.SUN and told.reason in ("hold", "due")
    assert verdict.status is (Status.ACHIEVED if reached else OF_SKY[told.status]), (told, verdict)
    assert verdict.rule == OF_RULE[told.reason], (told, verdict)


def test_no_more_than_the_tolerance_is_no_movement() -> None:
    still = [row._replace(tolerance=0.3) for row in rows(60, 60.2, 60.1, 60.3, target=76)]
    assert (assess(still).status, assess(still).reason) == (Sky.THUNDERSTORM, "plateau")
    moved = [row._replace(tolerance=0.29) for row in rows(60, 60.2, 60.1, 60.3, target=76)]
    assert assess(moved).reason == "project"
    assert assess(rows(60, 61, 62, 60, target=76)).reason == "plateau"
    assert assess(still)._replace(status=Sky.CLOUDED, reason="project") == assess(moved)


@pytest.mark.parametrize(
    ("last", "target", "share", "tolerance", "met"),
    [
        (99.0, 100, True, None, True),
        (98.9, 100, True, None, False),
        (1.0, 0, True, None, True),
        (99.0, 100, False, None, False),
        (75.9, 76, True, None, False),
        (75.9, 76, True, 0.1, True),
        (75.8, 76, True, 0.1, False),
        (99.0, 100, True, 0.5, False),
        (76.0, 76, True, nan, True),
        (75.9, 76, True, -1.0, False),
    ],
)
def test_how_near_is_there(last: float, target: float, share: bool, tolerance: float | None, met: bool) -> None:
    up = target > 0
    told = rows(*(last - way for way in ((6, 4, 2, 0) if up else (-6, -4, -2, 0))), target=target, up=up)
    on_the_way = assess([row._replace(share=share, tolerance=tolerance) for row in told])
    assert on_the_way.reason == ("hold" if met else "project")
    assert (on_the_way.required is None) == met
    due = assess([row._replace(share=share, tolerance=tolerance, target_year=2024) for row in told])
    assert (due.status, due.reason) == (Sky.SUN if met else Sky.CLOUDED, "due")


def test_the_figure_of_the_due_year_needs_no_others() -> None:
    assert assess(rows(21, due=2024)).status is Sky.SUN
    assert assess(rows(19, due=2024)).status is Sky.CLOUDED
    assert assess(rows(19, due=2025)).reason == "few_figures"


def test_tolerances_must_agree() -> None:
    first, *others = rows(1, 2, 3, 4)
    assert assess([first._replace(tolerance=0.1), *others]).reason == "project"
    assert (
        assess([first._replace(tolerance=0.1), *(row._replace(tolerance=0.2) for row in others)]).reason
        == "goals_differ"
    )


def test_the_first_and_the_last_year_of_the_calendar() -> None:
    early = assess([Row(year, year, 20, 9, True) for year in range(5)])
    assert (early.last_year, early.points, early.ignored) == (4, 4, 1)  # there is no year 0
    late = assess([Row(year, 1.0, 20, 9999, True) for year in range(9996, 10_001)])
    assert (late.last_year, late.ignored) == (9999, 1)


def test_no_outlook_beyond_every_figure() -> None:
    told = assess(rows(1, 1e4, 1e8, 1e12, target=2e12, due=2030))
    assert told.status is Sky.SUN and told.outlook is None
