"""What the tests of the judge make their cases of: days, directions, yearly figures, a level to reach."""

from __future__ import annotations

from datetime import date

from lotrinh.assessment.direction import Proposal
from lotrinh.assessment.observation import Observation, Vintage
from lotrinh.core.period import Period
from lotrinh.core.quantity import Quantity
from lotrinh.core.target import Direction, Form, Goal

END_2024, END_2025, END_2030 = date(2024, 12, 31), date(2025, 12, 31), date(2030, 12, 31)
UP, DOWN = Proposal(Direction.MORE, "text"), Proposal(Direction.LESS, "text")
KEEP = Proposal(Direction.HOLD, "text")


def figures(*values: float, last: int = 2024) -> list[Observation]:
    first = last - len(values) + 1
    return [Observation(Period.year(first + i), value) for i, value in enumerate(values)]


def told(period: str, value: float, vintage: Vintage = Vintage.REPORTED) -> Observation:
    return Observation(Period.parse(period), value, vintage)


def level(quantity: Quantity, due: date | None = END_2030, **more: object) -> Goal:
    return Goal(Form.LEVEL, quantity, due, **more)  # type: ignore[arg-type]
