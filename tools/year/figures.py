"""Invented figures: near the last one that is known, drawn by a generator that the line itself seeds."""

from __future__ import annotations

import random
from collections.abc import Mapping

from lotrinh.core.quantity import printed_decimals
from lotrinh.core.unit import convert, parse_unit
from lotrinh.living.plans.models import Accumulation
from lotrinh.living.reporting.entering import Figure
from lotrinh.living.reporting.examining import Typed, examine
from lotrinh.living.reporting.lines import Form, Line

SEED = 2025
WHY = "Đã rà soát với đơn vị cơ sở, số liệu đúng với hồ sơ."


def figures_of(form: Form, wrong: Mapping[str, float] | None = None) -> list[Figure]:
    """What a diligent agency writes in its form: a figure in every line, an explanation where a check asks for one.

    `wrong`: indicator → factor, for figures that are to be contradicted.
    """
    factors = wrong or {}
    values = {line.row.pk: value_of(line, form) for line in form.lines}
    for line in form.lines:
        if line.row.indicator.name in factors:
            values[line.row.pk] = _rounded(values[line.row.pk] * factors[line.row.indicator.name], line)
    found = examine(form, {pk: Typed(value) for pk, value in values.items()})
    asked = {pk for pk, ones in found.items() if any(one.open("") for one in ones)}
    return [Figure(pk, value, explanation=WHY if pk in asked else "") for pk, value in values.items()]


def value_of(line: Line, form: Form) -> float:
    """One invented figure."""
    period, row = form.request.period, line.row
    if row.own_area:
        return float(random.Random(f"{SEED}:{line.area}").randint(2, 8))  # schools of a commune, all year the same
    if line.suggested is not None and line.suggested.rolled.whole and line.suggested.value is not None:
        return line.suggested.value
    draw = random.Random(f"{SEED}:{row.indicator.name}:{row.scope}:{period.period}")  # keys differ by database
    if row.indicator.accumulation == Accumulation.CUMULATIVE:
        return _rounded(_asked(line) * 0.8 * period.last.timetuple().tm_yday / 365, line, 2)
    last = line.in_unit(line.last)
    base = last if last is not None else _asked(line) * draw.uniform(0.82, 0.95)
    return _rounded(base * draw.uniform(0.99, 1.012), line)


def _asked(line: Line) -> float:
    """What the plan asks, in the line's unit; 10 where it asks nothing that could be said in it."""
    goal = line.goal or line.long_goal
    wanted = None if goal is None else goal.low if goal.low is not None else goal.high
    if goal is None or wanted is None:
        return 10.0
    told = wanted if goal.unit == line.unit else convert(wanted, parse_unit(goal.unit), parse_unit(line.unit))
    return 10.0 if told is None else float(told)


def _rounded(value: float, line: Line, decimals: int = 1) -> float:
    """As it would be printed; shares end at 100 %, counts are whole."""
    if (
        line.row.indicator.accumulation == Accumulation.STOCK
        and not line.unit.startswith("%")
        and line.row.change == "level"
    ):
        return float(round(value))
    last = line.in_unit(line.last)
    places = max(decimals, min(2, printed_decimals(last))) if last is not None else decimals
    return round(min(value, 100.0) if line.unit.startswith("%") else value, places)
