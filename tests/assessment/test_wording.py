"""Goals, figures, paces and periods in words, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from lotrinh.assessment.observation import Observation
from lotrinh.assessment.pace import Pace, PaceKind
from lotrinh.assessment.wording import figure_told, goal_told, in_language, number, pace_told, period_told, value_told
from lotrinh.core.period import Period
from lotrinh.core.quantity import Quantity
from lotrinh.core.target import Direction, Form, Goal

GROWTH = Quantity.between(8, 9, "%")


@pytest.mark.parametrize(
    ("value", "decimals", "told"),
    [(2.0, 2, "2"), (2.5, 2, "2,5"), (2.25, 2, "2,25"), (2.256, 2, "2,26"), (2.256, 3, "2,256"), (2.6, 0, "3"),
     (-0.001, 2, "0"), (1234.5, 2, "1.234,5")],
)  # fmt: skip
def test_numbers_have_the_decimals_they_need(value: float, decimals: int, told: str) -> None:
    assert number(value, "vi", decimals) == told


def test_numbers_have_two_decimals_unless_asked() -> None:
    assert (number(0.29736, "vi"), number(0.29736, "en")) == ("0,3", "0.3")
    assert number(0.12345, "en") == "0.12"


def test_goals_and_figures() -> None:
    assert goal_told(Goal(Form.RANGE, GROWTH)) == {"vi": "8 - 9%", "en": "8 - 9%"}
    assert goal_told(Goal(Form.EVENT)) == {"vi": "", "en": ""}
    assert value_told(61.1, "triệu đồng") == {"vi": "61,1\u00a0triệu đồng", "en": "61.1\u00a0triệu đồng"}
    assert figure_told(Goal(Form.EVENT), 3) == {"vi": "3", "en": "3"}


@pytest.mark.parametrize(
    ("form", "direction", "value", "told"),
    [
        (Form.YEARLY_CHANGE, Direction.MORE, 8.3, "+8,3%"),
        (Form.YEARLY_CHANGE, Direction.MORE, 0.5, "+0,5%"),
        (Form.YEARLY_CHANGE, Direction.MORE, -0.5, "−0,5%"),
        (Form.YEARLY_CHANGE, Direction.LESS, 2.66, "−2,66%"),
        (Form.YEARLY_CHANGE, Direction.LESS, -2.66, "+2,66%"),
        (Form.YEARLY_CHANGE, None, 2.66, "+2,66%"),
        (Form.YEARLY_CHANGE, Direction.MORE, 0.0, "0%"),
        (Form.AVERAGE_GROWTH, Direction.MORE, 8.3, "+8,3%"),
        (Form.AVERAGE_GROWTH, Direction.LESS, 8.3, "−8,3%"),
        (Form.AVERAGE_GROWTH, None, 8.3, "8,3%"),
        (Form.RANGE, Direction.MORE, 8.3, "8,3%"),
        (Form.RANGE, Direction.LESS, 8.3, "8,3%"),
        (Form.RANGE, None, -8.3, "−8,3%"),
    ],
)  # fmt: skip
def test_changes_carry_their_sign_and_levels_none(
    form: Form, direction: Direction | None, value: float, told: str
) -> None:
    goal = Goal(form, GROWTH, direction=direction)
    assert figure_told(goal, value) == {"vi": told, "en": told.replace(",", ".")}


@pytest.mark.parametrize(
    ("value", "kind", "vi", "en"),
    [
        (16.149, PaceKind.COMPOUND, "+16,15%", "+16.15%"),
        (0.5, PaceKind.COMPOUND, "+0,5%", "+0.5%"),
        (0.0, PaceKind.COMPOUND, "0%", "0%"),
        (2.0, PaceKind.POINTS, "+2\u00a0điểm %", "+2\u00a0points"),
        (-0.55, PaceKind.UNITS, "−0,55\u00a0giường/vạn dân", "−0.55\u00a0giường/vạn dân"),
    ],
)
def test_paces_carry_their_sign_and_unit(value: float, kind: PaceKind, vi: str, en: str) -> None:
    assert pace_told(Pace(value, kind, ""), "giường/vạn dân") == {"vi": vi, "en": en}


@pytest.mark.parametrize(
    ("period", "vi", "en"),
    [
        (Period.year(2024), "năm 2024", "2024"),
        (Period.as_of(date(2024, 12, 31)), "đến 31/12/2024", "31/12/2024"),
        (Period.quarter(2024, 3), "quý III/2024", "Q3 2024"),
        (Period.day(date(2024, 12, 26)), "ngày 26/12/2024", "26/12/2024"),
        (Period.month(2025, 3), "tháng 3/2025", "March 2025"),
        (Period.half(2025, 1), "6 tháng đầu năm 2025", "first half of 2025"),
        (Period.half(2025, 2), "6 tháng cuối năm 2025", "second half of 2025"),
        (Period.months(2025, 1, 9), "9 tháng đầu năm 2025", "January–September 2025"),
        (Period.months(2025, 4, 9), "tháng 4 đến tháng 9/2025", "April–September 2025"),
        (Period.months(2024, 11, 2, 2025), "tháng 11/2024 đến tháng 2/2025", "November 2024–February 2025"),
        (Period.years(2021, 2030), "giai đoạn 2021 - 2030", "2021–2030"),
        (Period.parse("2024-12-15/2025-09-14"), "từ 15/12/2024 đến 14/09/2025", "15/12/2024–14/09/2025"),
        (Period.week(2025, 7), "2025-W07", "week 7 of 2025"),
    ],
)
def test_periods(period: Period, vi: str, en: str) -> None:
    assert period_told(Observation(period, 1.0)) == {"vi": vi, "en": en}


def test_values_of_a_sentence_in_one_language() -> None:
    values = {"goal": {"vi": "tăng", "en": "more"}, "value": 1234.5, "year": 2024, "unit": None}
    assert in_language(values, "vi") == {"goal": "tăng", "value": "1.234,5", "year": "2024", "unit": "None"}
    assert in_language(values, "en") == {"goal": "more", "value": "1,234.5", "year": "2024", "unit": "None"}
