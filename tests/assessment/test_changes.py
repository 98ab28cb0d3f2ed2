"""Goals of change whose figures go on after their last year."""

from __future__ import annotations

from datetime import date

import pytest

from lotrinh.assessment.judge import judge
from lotrinh.core.quantity import Quantity
from lotrinh.core.target import Form, Goal
from tests.assessment.makers import END_2024, UP, figures


@pytest.mark.parametrize("form", [Form.YEARLY_CHANGE, Form.AVERAGE_GROWTH])
def test_years_after_the_goal_are_not_its_figures(form: Form) -> None:
    goal = Goal(form, Quantity.at_least(8, "%"), END_2024, from_year=2023, per="year")
    verdict = judge(goal, UP, figures(9, 8.5, 1, last=2025), date(2025, 12, 31))
    assert verdict.sentence("vi").startswith("Năm 2024: +8,5%" if form is Form.YEARLY_CHANGE else "Bình quân 2 năm")
    assert "năm 2024" in verdict.sentence("vi").lower() and "2025" not in verdict.sentence("vi")
    assert "8,5%" in verdict.values["value"]["vi"]
