"""A written figure as the fields of a form: what a correction starts from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lotrinh.core.vietnamese.numbers import format_number
from lotrinh.living.observations.exports import value_cell
from lotrinh.living.observations.models import Observation
from lotrinh.living.observations.records import Measure


def initial_of(row: Observation, kept: Sequence[Measure]) -> dict[str, Any]:
    """The fields of a written figure. The first share of a plan and yearly growth have fields of their own."""
    share = next((one for one in kept if _is_share(one)), None)
    growth = next((one for one in kept if _is_growth(one)), None)
    return {
        "value": "" if row.value is None else _number(row),
        "missing": row.value is None,
        "unit": row.unit,
        "share": "" if share is None else _plain(share.value),
        "plan_of": share.plan_of if share else "",
        "growth": "" if growth is None else _plain(-growth.value if growth.change == "decrease" else growth.value),
        "note": row.note,
        "document": str(row.document_id or ""),
        "quote": row.quote,
    }


def other_measures(measures: Sequence[Measure]) -> tuple[Measure, ...]:
    """Yardsticks that the form has no field for; a correction keeps them."""
    share = next((one for one in measures if _is_share(one)), None)
    growth = next((one for one in measures if _is_growth(one)), None)
    return tuple(one for one in measures if one is not share and one is not growth)


def _is_share(measure: Measure) -> bool:
    return (measure.base, measure.change, measure.unit) == ("plan", "ratio", "%")


def _is_growth(measure: Measure) -> bool:
    return measure.base == "previous_year" and measure.change in ("increase", "decrease") and measure.unit == "%"


def _number(row: Observation) -> str:
    told = value_cell(row)
    return told if isinstance(told, str) else _plain(told)


def _plain(value: float) -> str:
    return format_number(float(value))
