"""Odd figures are named beside the verdict: shares beyond the whole, leaps, periods after the day of judging."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lotrinh.assessment.judge import judge
from lotrinh.assessment.observation import Observation
from lotrinh.assessment.states import Status
from lotrinh.core.quantity import Quantity
from lotrinh.core.target import Direction, Form, Goal
from tests.assessment.makers import DOWN, END_2024, END_2025, END_2030, UP, figures, level, told

FOREST = level(Quantity.exactly(67, "%"), share=True)


def grounds(goal: Goal, known: list[Observation], day: date = END_2024) -> tuple[str, ...]:
    return judge(goal, UP, known, day).cautions("vi")


def test_a_share_beyond_the_whole_is_told() -> None:
    """ "64.125" read as sixty-four thousand."""
    verdict = judge(FOREST, UP, figures(63.4, 64125), END_2024)
    assert (verdict.status, verdict.rule) == (Status.NOT_ASSESSABLE, "unusable")
    assert verdict.sentence().startswith("Số liệu năm 2024 là 64.125%: một tỷ lệ của tổng số không thể quá 100%;")
    leap = "Từ năm 2023 (63,4%) đến năm 2024 (64.125%) chênh từ 100 lần trở lên: cần kiểm tra đơn vị."
    assert leap in verdict.cautions("vi")
    assert verdict.sentence("en").startswith("The figure of 2024 is 64,125%: a share of a whole cannot pass 100 %")


@pytest.mark.parametrize(
    ("goal", "value", "odd"),
    [
        (replace(FOREST, share=False), 200.0, False),  # a ratio, as of a plan
        (replace(FOREST, share=False), 200.1, True),
        (level(Quantity.exactly(120, "%")), 500.0, False),  # more than all of it is wanted
        (level(Quantity.exactly(67, "xã")), 500.0, False),
        (Goal(Form.YEARLY_CHANGE, Quantity.exactly(8, "%"), END_2030, per="year"), 300.0, False),
    ],
)
def test_where_more_than_all_is_odd(goal: Goal, value: float, odd: bool) -> None:
    said = [line for line in grounds(goal, figures(value)) if "lớn hơn 100%" in line]
    assert len(said) == odd


@pytest.mark.parametrize(
    ("goal", "value", "refused"),
    [
        (FOREST, 100.0, False),
        (FOREST, 100.1, True),
        (level(Quantity.exactly(100, "%"), share=True), 100.5, True),
        (level(Quantity.exactly(120, "%"), share=True), 500.0, False),  # more than all of it is wanted
        (replace(FOREST, share=False), 640.0, False),
    ],
)
def test_from_an_impossible_share_nothing_is_concluded(goal: Goal, value: float, refused: bool) -> None:
    verdict = judge(goal, UP, figures(value), END_2024)
    assert (verdict.reason == "over_whole_share") == refused


def test_the_latest_of_several_is_named() -> None:
    assert "năm 2023 là 103%" in judge(FOREST, UP, figures(101, 103, 60), END_2024).sentence()


@pytest.mark.parametrize(
    ("before", "after", "odd"),
    [(1.0, 100.0, True), (1.0, 99.9, False), (100.0, 1.0, True), (-2.0, 200.0, True), (0.0, 500.0, False)],
)
def test_a_hundredfold_is_rather_another_unit(before: float, after: float, odd: bool) -> None:
    said = [line for line in grounds(level(Quantity.exactly(900, "xã")), figures(before, after)) if "100 lần" in line]
    assert len(said) == odd


def test_a_leap_anywhere_in_the_series_is_told() -> None:
    assert any(
        "năm 2022 (6\u00a0xã)" in line for line in grounds(level(Quantity.exactly(9, "xã")), figures(6, 600, 700))
    )


def test_periods_after_the_day_are_left_out_and_told() -> None:
    known = [*figures(62, 64), told("2099", 50), told("2031", 70)]
    verdict = judge(FOREST, UP, known, END_2024)
    assert verdict == replace(judge(FOREST, UP, figures(62, 64), END_2024), grounds=verdict.grounds)
    wanted = "Không dùng 2 số liệu có kỳ sau ngày đánh giá 31/12/2024 (muộn nhất: năm 2099, 50%)."
    assert verdict.cautions("vi")[-1] == wanted
    assert verdict.cautions("en")[-1] == (
        "Figures of periods after the day of judging, 2024-12-31, are not used: 2 (the last: 2099, 50%)."
    )
    nothing = judge(FOREST, UP, [told("2099", 50)], END_2024)
    assert nothing.rule == "no-figure" and len(nothing.cautions("vi")) == 1


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_not_told_as_a_later_figure(value: float) -> None:
    verdict = judge(FOREST, UP, [*figures(62, 64), told("2099", value)], END_2024)
    assert verdict == judge(FOREST, UP, figures(62, 64), END_2024)
    assert len(judge(FOREST, UP, [told("2099", value), told("2098", 3)], END_2024).cautions("vi")) == 1


def test_conflicting_figures_stand_in_order_of_time() -> None:
    verdict = judge(FOREST, UP, [told("2024", 64), told("2022", 60), told("2024", 70)], END_2024)
    assert verdict.rule == "figures-differ"
    assert [(o.period.last.year, o.value) for o in verdict.inputs] == [(2022, 60), (2024, 64), (2024, 70)]


@pytest.mark.parametrize("day", [date(2031, 1, 1), date(2035, 1, 1)])
def test_a_yearly_goal_is_not_on_track_by_a_figure_of_long_ago(day: date) -> None:
    falls = Goal(Form.YEARLY_CHANGE, Quantity.between(2, 3, "%"), END_2030, per="year", direction=Direction.LESS)
    verdict = judge(falls, DOWN, figures(2.66), day)
    assert (verdict.status, verdict.rule, verdict.word) == (Status.NOT_ASSESSABLE, "too-old", None)
    assert judge(falls, DOWN, figures(2.66, last=2027), day).status is Status.NOT_ASSESSABLE


@pytest.mark.parametrize("form", [Form.YEARLY_CHANGE, Form.AVERAGE_GROWTH, Form.HOLD])
def test_past_the_last_year_its_own_figure_is_needed(form: Form) -> None:
    goal = Goal(form, Quantity.at_least(8, "%"), END_2025, from_year=2023, per="year")
    before = judge(goal, UP, figures(9, 9), END_2025)
    assert before.status is Status.ON_TRACK
    after = judge(goal, UP, figures(9, 9), date(2026, 1, 1))
    assert (after.status, after.rule, after.word) == (Status.NOT_ASSESSABLE, "past-due", None)
    assert judge(goal, UP, figures(9, 9, 9, last=2025), date(2026, 1, 1)).status is Status.ON_TRACK


def test_a_level_to_keep_is_judged_by_its_own_years() -> None:
    goal = Goal(Form.HOLD, Quantity.at_least(50, "%"), END_2025, per="year")
    verdict = judge(goal, UP, figures(51, 52, 53, 54, 12, last=2026), date(2026, 12, 31))
    assert verdict.status is Status.ON_TRACK
    assert verdict.latest is not None and verdict.latest.value == 54
    assert judge(goal, UP, figures(51, last=2026), date(2026, 12, 31)).rule == "past-due"


def test_a_direction_is_not_told_from_figures_of_long_ago() -> None:
    goal = Goal(Form.DIRECTION_ONLY)
    verdict = judge(goal, UP, figures(5, 6, last=2017), END_2024)
    assert (verdict.status, verdict.rule, len(verdict.inputs)) == (Status.NOT_ASSESSABLE, "too-old", 2)
    assert verdict.sentence("vi") == "Số liệu mới nhất là của năm 2017 (6), đã cũ 7 năm: không kết luận."
    assert judge(goal, UP, figures(5, 6, last=2019), END_2024).status is Status.ON_TRACK


def test_a_goal_that_has_not_begun_says_so() -> None:
    goal = Goal(Form.AVERAGE_GROWTH, Quantity.at_least(8, "%"), END_2030, from_year=2025, per="year")
    verdict = judge(goal, UP, figures(9), END_2024)
    assert (verdict.status, verdict.reason) == (Status.NOT_ASSESSABLE, "not_begun")
    assert verdict.sentence("vi") == "Mục tiêu tính từ năm 2025; số liệu mới nhất là của năm 2024 (9%)."
    assert judge(goal, UP, figures(9, last=2025), END_2025).status is Status.ON_TRACK
