"""The second opinion gives the values that Statistics Canada published."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.assessment.statcan import Progress, opinion


def test_published_vectors(shared: Path) -> None:
    """701 published rows: value to 1e-9, status and score. Four are no verdicts: nothing in them is filled in.

    They are two series of indicator 12-2-1 (environmental practices of industries), as renamed between two
    commits of the publication: no base, no figure, no year, no direction, and no status, not even
    "not available". Rows without figures that were published as "not available", and those whose base of 0 is
    replaced by the method's 0.001, are among those that agree.
    """
    rows = json.loads((shared / "progress" / "statcan" / "progress_vectors.json").read_text(encoding="utf-8"))
    verdicts = [row for row in rows if row["status"] is not None]
    unfilled = [row for row in rows if row["status"] is None]
    assert (len(rows), len(verdicts)) == (701, 697)
    assert [told for row in verdicts if (told := _difference(row))] == []
    assert [row["indicator"] for row in unfilled] == ["12-2-1"] * 4
    slots = ("base_value", "base_year", "current_value", "current_year", "direction", "limit", "target", "target_year")
    assert {row[slot] for row in unfilled for slot in (*slots, "progress_value", "score", "sign")} == {None}
    assert sum(row["base_value"] is None for row in verdicts) == 16
    assert sum(row["base_value"] == 0.001 for row in verdicts) == 3


def _difference(row: dict[str, Any]) -> tuple[object, ...]:
    """What our opinion and the published one say, where they differ; empty where they agree."""
    told = opinion(
        row["base_value"],
        row["base_year"],
        row["current_value"],
        row["current_year"],
        up=row["direction"] == 1,
        target=row["target"],
        target_year=row["target_year"],
        limit=row["limit"],
    )
    same = _close(told.value, row["progress_value"], 1e-9) and _close(told.score, row["score"], 1e-6)
    if same and told.status == row["status"]:
        return ()
    return row["indicator"], row["series"], told, row["progress_value"], row["status"], row["score"]


def _close(one: float | None, other: float | None, tolerance: float) -> bool:
    if one is None or other is None:
        return one is None and other is None
    return one == other or abs(one - other) <= tolerance or (one != one and other != other)


@pytest.mark.parametrize(
    ("value", "status"),
    [(99.0, Progress.SUBSTANTIAL), (80.0, Progress.MODERATE), (60.0, Progress.LIMITED), (49.0, Progress.DETERIORATION)],
)
def test_classes_with_a_target(value: float, status: Progress) -> None:
    """Base 50 in 2015, half of the time gone, target 200: 100 would be exactly on the way."""
    assert opinion(50, 2015, value, 2020, up=True, target=200, target_year=2025).status is status


def test_without_data_or_time() -> None:
    assert opinion(None, 2015, 3, 2020, up=True).status is Progress.NOT_AVAILABLE
    assert opinion(3, 2015, 3, 2015, up=True).value is None
    assert opinion(-3, 2015, 3, 2020, up=True).value is None


def test_at_its_natural_limit_nothing_more_is_asked() -> None:
    assert opinion(100, 2015, 100, 2020, up=True, limit=100).score == 5


numbers = st.floats(-1e9, 1e9, allow_nan=False)


@given(numbers, numbers, st.integers(2016, 2040), st.booleans(), st.none() | numbers, st.none() | st.floats(-200, 200))
def test_any_figures_give_an_opinion(
    base: float, current: float, year: int, up: bool, target: float | None, limit: float | None
) -> None:
    told = opinion(base, 2015, current, year, up=up, target=target, target_year=2050, limit=limit)
    assert told.status in Progress
    assert told.score is None or told.score != told.score or -5 <= told.score <= 5
