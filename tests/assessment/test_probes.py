"""Probes at which a widely used results system failed; the other two are in test_accumulation."""

from __future__ import annotations

from datetime import date

import pytest

from lotrinh.assessment.direction import Proposal
from lotrinh.assessment.judge import judge
from lotrinh.assessment.observation import Observation
from lotrinh.assessment.verdict import Status, Word
from lotrinh.core.period import Period
from lotrinh.core.quantity import Quantity
from lotrinh.core.target import Direction, Form, Goal


def test_a_fall_from_twelve_to_three_with_six_is_two_thirds_of_the_way() -> None:
    """Nine to go, six gone: 66,7 %, neither 200 % nor 0 %."""
    goal = Goal(
        Form.LEVEL, Quantity.exactly(3, "%"), date(2030, 12, 31), direction=Direction.LESS, base=12, base_year=2020
    )
    figures = [Observation(Period.year(year), value) for year, value in ((2020, 12.0), (2022, 9.0), (2024, 6.0))]
    verdict = judge(goal, Proposal(Direction.LESS, "text"), figures, date(2024, 12, 31))
    assert verdict.way == pytest.approx(2 / 3)


def test_a_range_has_a_verdict_for_both_ends() -> None:
    goal = Goal(Form.RANGE, Quantity.between(8, 9, "%"), date(2024, 12, 31))
    verdict = judge(goal, Proposal(Direction.MORE, "text"), [Observation(Period.year(2024), 8.4)], date(2024, 12, 31))
    assert [(bound.value, bound.status, bound.word) for bound in verdict.bounds] == [
        (8, Status.ACHIEVED, Word.MET),
        (9, Status.BEHIND, Word.NOT_MET),
    ]
    assert verdict.word is Word.MET
