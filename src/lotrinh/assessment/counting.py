"""Rules for an increase over several years: "có thêm 20 xã", "tăng 50% so với năm 2020".

Such a goal is a level once its base is known. Without a base the increases of all years are added up; a year
without a figure is not a year of nothing, so then nothing is concluded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lotrinh.assessment.observation import Observation
from lotrinh.assessment.verdict import Ground
from lotrinh.assessment.wording import value_told
from lotrinh.core.period import Period
from lotrinh.core.quantity import Comparator, Quantity, exactly_of
from lotrinh.core.target import CHANGES, Direction, Form, Goal
from lotrinh.core.unit import Kind

ACCUMULATED = "accumulated"
"""What `Observation.derived` says of a sum of yearly increases."""


def with_base(goal: Goal, unit: str | None = None) -> tuple[Goal, Ground] | None:
    r"""An increase from a known base as the level to be reached, in `unit`; None without a base it can count from.

    Percent raise the base, everything else is added to it.

    >>> from datetime import date
    >>> goal = Goal(Form.LEVEL, Quantity.exactly(50, "%"), date(2030, 12, 31), base=40, base_year=2020, moves=True)
    >>> with_base(goal, "triệu đồng")[0].quantity.describe()
    '60\xa0triệu đồng'
    """
    wanted = goal.quantity
    if goal.base is None or wanted is None:
        return None
    base, sign = exactly_of(goal.base), -1 if goal.direction is Direction.LESS else 1
    percent = wanted.unit.kind is Kind.SHARE and not goal.share
    if percent and base <= 0:
        return None  # per cent of nothing, or of a loss, raise nothing

    def raised(end: float | None) -> float | None:
        if end is None:
            return None
        change = sign * exactly_of(end)
        return float(base * (1 + change / 100)) if percent else float(base + change)

    low, high = raised(wanted.low), raised(wanted.high)
    if sign < 0:
        low, high = high, low
    if wanted.comparator is Comparator.RANGE and low == high:
        return None  # a range too narrow beside its base for a number to hold
    comparator = _TURNED.get(wanted.comparator.value, wanted.comparator.value) if sign < 0 else wanted.comparator.value
    quantity = Quantity.of(comparator, low, high, unit if unit is not None else wanted.unit, approx=wanted.approx)
    form = goal.form if goal.form is Form.COUNT else Form.LEVEL
    told = {"base": value_told(goal.base, str(quantity.unit))}
    ground = Ground("base_only", told)
    if goal.base_year is not None:
        ground = Ground("base", {**told, "year": str(goal.base_year)})
    return replace(goal, form=form, quantity=quantity, moves=False), ground


def as_level(goal: Goal) -> tuple[Goal, Ground] | None:
    """`with_base` for a goal that moves; None for one that is a level already, and without a base.

    What rises by per cent is in the unit of its figures, which the goal does not name.
    """
    if not goal.moves or goal.quantity is None or goal.form in CHANGES:
        return None
    return with_base(goal, "" if goal.quantity.unit.kind is Kind.SHARE and not goal.share else None)


_TURNED = {"ge": "le", "gt": "lt", "le": "ge", "lt": "gt"}


def accumulate(goal: Goal, increases: Sequence[Observation]) -> tuple[Observation, ...] | int | None:
    """Running totals of yearly increases since the goal's first year, from 0 in the year before.

    Returns the year that has no figure where one is missing, None where the goal names no first year.
    """
    if goal.from_year is None or not increases:
        return None
    by_year = {o.period.last.year: o for o in increases if o.period.last.year >= goal.from_year}
    if not by_year:
        return goal.from_year
    last = max(by_year)
    total = exactly_of(0)
    start = by_year[last]
    totals = [Observation(Period.year(goal.from_year - 1), 0.0, start.vintage, start.source, derived=ACCUMULATED)]
    for year in range(goal.from_year, last + 1):
        if year not in by_year:
            return year
        total += exactly_of(by_year[year].value)
        totals.append(replace(by_year[year], value=float(total), derived=ACCUMULATED))
    return tuple(totals)
