"""The second opinion at its edges, worked by hand: growth without a value, classes, pieces of the score."""

from __future__ import annotations

from math import inf, isnan

import pytest

from lotrinh.assessment.statcan import (
    Progress,
    _score_with_target,
    _score_without_target,
    _status,
    growth,
    limit_factor,
    opinion,
    progress_value,
)


def observed(base: float, current: float, *, up: bool = True, years: int = 1) -> float | None:
    return progress_value(base, 2020, current, 2020 + years, up=up, target=None, target_year=None)


def test_growth_where_it_has_no_value() -> None:
    assert growth(100, 400, 2) == 1.0
    assert isnan(growth(0, 1, 1)) and isnan(growth(-1, 1, 2))
    assert growth(1, 10, 0.001) == inf  # 10 to the 1000th


def test_observed_growth_in_the_wanted_direction() -> None:
    assert observed(100, 150) == 0.5 and observed(100, 150, up=False) == -0.5
    assert observed(-10, -5) == 0.5  # towards 0 is up
    assert observed(10, 0) == -1.0 and observed(10, 0, up=False) == 1.0
    assert observed(0, 0.002) == pytest.approx(1.0)  # 0 counts as 0.001
    assert observed(-10, 5) is None and observed(10, 20, years=0) is None


def test_growth_asked_for() -> None:
    def asked(target: float | None, year: int | None) -> float | None:
        return progress_value(100, 2020, 150, 2021, up=True, target=target, target_year=year)

    assert asked(200, 2021) == 0.5
    assert asked(400, 2022) == 0.5  # 100 % a year
    assert asked(100, 2025) is None  # no way to go
    assert asked(200, None) == asked(None, 2021) == 0.5


@pytest.mark.parametrize(
    ("base", "limit", "factor"),
    [(50, None, 1), (50, 0, 1), (0, 100, 1), (50, 100, 0.9539), (100, 100, 0), (150, 100, 0.9539), (125, 100, 0.7212),
     (200, 100, 1), (-50, -100, 0.9539)],
)  # fmt: skip
def test_nearness_of_a_limit(base: float, limit: float | None, factor: float) -> None:
    assert limit_factor(base, limit) == pytest.approx(factor, abs=1e-4)


def test_a_target_that_is_reached_exactly() -> None:
    assert opinion(50, 2015, 100, 2020, up=True, target=100, target_year=2025).status is Progress.ACHIEVED
    assert opinion(150, 2015, 100, 2020, up=False, target=100, target_year=2025).status is Progress.ACHIEVED
    assert opinion(50, 2015, 99, 2020, up=False, target=100, target_year=2025).score == 5.0
    unknown = opinion(None, 2015, 99, 2020, up=True, target=100, target_year=2025)
    assert (unknown.status, unknown.score) == (Progress.NOT_AVAILABLE, None)
    assert opinion(50, 2015, None, 2020, up=True, target=100, target_year=2025).status is Progress.NOT_AVAILABLE


def test_classes_at_their_limits() -> None:
    told = [_status(value, 0.95, 0.6, 0.0) for value in (0.95, 0.949, 0.6, 0.599, 0.0, -0.001)]
    assert told == [Progress.SUBSTANTIAL, Progress.MODERATE, Progress.MODERATE, Progress.LIMITED, Progress.LIMITED,
                    Progress.DETERIORATION]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "status", "score"),
    [(2.0, "SUBSTANTIAL", 5), (1.6, "SUBSTANTIAL", 3), (1.0, "MODERATE", 1.25), (0.2, "LIMITED", -1.5),
     (0.0, "LIMITED", -2.5), (-1.0, "DETERIORATION", -3.75), (-9.0, "DETERIORATION", -5)],
)  # fmt: skip
def test_without_a_target_growth_alone_counts(value: float, status: str, score: float) -> None:
    """From 1.5 % a year substantial, from 0.5 % moderate."""
    told = opinion(100, 2020, 100 + value, 2021, up=True)
    assert told.status is Progress[status]
    assert told.score == pytest.approx(score)


def test_pieces_of_the_score() -> None:
    for value, score in ((2.0, 5.0), (0.7, 0.71433), (0.6, 0.00004), (0.3, -1.24999), (-1.0, -5.0)):
        assert _score_with_target(value) == pytest.approx(score, abs=1e-9)
    for value, score in ((0.009, 4.0), (0.005, 1.25), (0.001, -1.5), (-0.01, -3.75)):
        assert _score_without_target(value, 0.5) == pytest.approx(score)
    assert _score_without_target(0.0, 0.0) == 5.0 and _score_without_target(-0.01, 0.0) == -3.75


def test_the_natural_limit_may_be_one() -> None:
    assert limit_factor(0.5, 1) == limit_factor(50, 100)
    assert limit_factor(1, 1) == 0
