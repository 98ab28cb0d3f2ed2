"""Plan lines and nowcasts within the year, worked by hand."""

from __future__ import annotations

import itertools
import random
from math import inf, nan, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.assessment.denton import plan_line, stock_line
from lotrinh.assessment.within_year import (
    Change,
    Refused,
    Share,
    Standing,
    against_plan,
    complete,
    nowcast,
    refused_told,
    same_period,
    usual_share,
)

FIRST_HALF_LIGHT = [5.0] * 6 + [15.0] * 6  # 25 % by June
EVEN = [10.0] * 12  # 50 % by June
FOUR = [FIRST_HALF_LIGHT, EVEN, FIRST_HALF_LIGHT, EVEN]  # s̄_6 = 0,375, sd = 0,144338


def test_one_year_follows_its_pattern() -> None:
    pattern = [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    assert plan_line([156.0], pattern) == pytest.approx([2 * month for month in pattern])
    assert plan_line([24.0]) == pytest.approx([2.0] * 12)


def test_years_add_up_and_no_step_stands_between_them() -> None:
    line = plan_line([120.0, 240.0])
    assert (sum(line[:12]), sum(line[12:])) == pytest.approx((120.0, 240.0))
    steps = [later - earlier for earlier, later in itertools.pairwise(line)]
    # Steps grow by one amount u to the turn of the year and fall by it after: Σ min(j, 24 − j)² u = 1156 u = 120.
    u = 120 / 1156
    assert steps == pytest.approx([u * min(j, 24 - j) for j in range(1, 24)])  # prorating would jump by 10


def test_the_ratio_to_the_pattern_is_what_changes_smoothly() -> None:
    pattern = [1.0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 13]  # all comes in December
    line = plan_line([240.0, 240.0], pattern)
    assert line[11] == pytest.approx(130.0) and line[12] == pytest.approx(10.0)


def test_the_line_joins_the_month_before() -> None:
    line = plan_line([120.0], before=4.0)
    assert sum(line) == pytest.approx(120.0)
    assert 4.0 < line[0] < line[5] < line[11]
    assert plan_line([120.0], before=10.0) == pytest.approx([10.0] * 12)
    pattern = [1.0] * 11 + [4.0]
    assert plan_line([15.0], pattern, before=4.0) == pytest.approx(pattern)  # last December was as usual


def test_steps_from_the_month_before_fall_evenly_to_none() -> None:
    """Least squares from a known start: the steps are 12c, 11c … 1c, so that 12 · 4 + Σ j² c = 48 + 650 c = 120."""
    line = plan_line([120.0], before=4.0)
    c = 72 / 650
    steps = [later - earlier for earlier, later in itertools.pairwise([4.0, *line])]
    assert steps == pytest.approx([c * (12 - t) for t in range(12)])


def test_a_month_of_next_to_nothing_may_stay_so() -> None:
    assert plan_line([11.0], [1e-12] + [1.0] * 11) == pytest.approx([0.0] + [1.0] * 11, abs=1e-9)


def test_a_plan_of_nothing_is_a_line_of_nothing() -> None:
    assert plan_line([0.0, 0.0]) == [0.0] * 24


@pytest.mark.parametrize("unit", [1e-12, 1.0, 1e12])
def test_too_sharp_is_too_sharp_in_every_unit(unit: float) -> None:
    with pytest.raises(ValueError, match="too sharply"):
        plan_line([1000 * unit, 0.0, 1000 * unit])
    assert min(plan_line([120 * unit, 240 * unit])) > 0


@pytest.mark.parametrize(
    ("plans", "pattern"),
    [([], None), ([nan], None), ([inf], None), ([1.0], [1.0] * 11), ([1.0], [0.0] + [1.0] * 11),
     ([1.0], [nan] + [1.0] * 11), ([1.0], [inf] + [1.0] * 11), ([1000.0, 0.0, 1000.0], None)],
)  # fmt: skip
def test_no_line_from_nonsense(plans: list[float], pattern: list[float] | None) -> None:
    with pytest.raises(ValueError, match=r"pattern|plan"):
        plan_line(plans, pattern)


@given(
    st.lists(st.integers(50, 100), min_size=1, max_size=4),
    st.lists(st.integers(5, 20), min_size=12, max_size=12),
    st.integers(1, 9),
)
def test_every_year_adds_up_to_its_plan(plans: list[int], pattern: list[int], factor: int) -> None:
    line = plan_line([float(plan) for plan in plans], [float(month) for month in pattern])
    for year, plan in enumerate(plans):
        assert sum(line[12 * year : 12 * year + 12]) == pytest.approx(plan)
    scaled = plan_line([float(plan) for plan in plans], [float(month * factor) for month in pattern])
    assert scaled == pytest.approx(line)


def test_a_stock_runs_straight_from_year_end_to_year_end() -> None:
    line = stock_line(64.0, 70.0)
    assert len(line) == 12 and line[0] == 64.5 and line[5] == 67.0 and line[11] == 70.0


def test_the_usual_share() -> None:
    share = usual_share(FOUR, 6)
    assert isinstance(share, Share)
    assert (share.months, share.mean, share.years) == (6, 0.375, 4)
    assert share.deviation == pytest.approx(sqrt(4 * 0.125**2 / 3))


def test_only_the_last_four_complete_years_count() -> None:
    wild = [[120.0] + [0.0] * 11]
    holes: list[list[float | None]] = [[10.0] * 11 + [None], [], [10.0] * 11, [0.0] * 12, [nan] * 12]
    assert usual_share([*wild, *FOUR], 6) == usual_share(FOUR, 6)
    assert usual_share([*FOUR[:2], *holes, *FOUR[2:]], 6) == usual_share(FOUR, 6)


def test_a_reported_nothing_is_a_figure_and_a_missing_month_is_not() -> None:
    assert complete([0.0] * 6 + [10.0] * 6)
    assert not complete([None] * 6 + [10.0] * 6)
    assert not complete([1.0] * 13)


def test_figures_under_one_are_figures() -> None:
    assert complete([0.05] * 12)
    assert against_plan(0.25, 0.5, [EVEN, EVEN], 6) == Standing(6, 0.5, 0.5)
    assert same_period(0.75, 0.5) == Change(0.25, 50.0)


def test_one_month_and_eleven_lie_within_the_year() -> None:
    first, eleventh = usual_share([EVEN, EVEN], 1), usual_share([EVEN, EVEN], 11)
    assert isinstance(first, Share) and first.mean == pytest.approx(1 / 12)
    assert isinstance(eleventh, Share) and eleventh.mean == pytest.approx(11 / 12)


def test_nowcast_from_month_five_by_the_share_alone() -> None:
    seen = nowcast(45.0, FOUR, 6)
    assert not isinstance(seen, Refused)
    slack = 1.638 * sqrt(4 * 0.125**2 / 3) * sqrt(1.25)  # 0,26433
    assert seen.value == seen.by_share == pytest.approx(120.0)
    assert (seen.low, seen.high) == pytest.approx((45 / (0.375 + slack), 45 / (0.375 - slack)))
    assert seen.low == pytest.approx(70.386, abs=1e-3) and seen.high == pytest.approx(406.62, abs=0.01)
    assert seen.by_remainder == 45 + 60  # last year was even


def test_nowcast_to_month_four_is_the_mean_of_two() -> None:
    history = [EVEN, [20.0] * 4 + [5.0] * 8]  # a third and two thirds by April
    fourth = nowcast(60.0, history, 4)
    assert not isinstance(fourth, Refused)
    assert (fourth.by_share, fourth.by_remainder) == pytest.approx((120.0, 100.0))
    assert fourth.value == pytest.approx(110.0)
    fifth = nowcast(60.0, history, 5)
    assert not isinstance(fifth, Refused) and fifth.value == fifth.by_share


def test_months_of_nothing_add_nothing_to_the_remainder() -> None:
    seen = nowcast(30.0, [EVEN, [10.0] * 6 + [0.0] * 6], 3)
    assert not isinstance(seen, Refused) and seen.by_remainder == 30 + 30


def test_without_last_years_months_the_share_speaks_alone() -> None:
    seen = nowcast(45.0, [*FOUR, [1.0] * 11 + [None]], 3)
    assert not isinstance(seen, Refused)
    assert seen.value == seen.by_share == seen.by_remainder


@pytest.mark.parametrize(("years", "quantile"), [(2, 3.078), (3, 1.886), (4, 1.638)])
def test_fewer_years_of_shares_make_wider_intervals(years: int, quantile: float) -> None:
    history = [[10.0 + i] * 6 + [10.0] * 6 for i in range(years)]
    share, seen = usual_share(history, 6), nowcast(60.0, history, 6)
    assert isinstance(share, Share) and not isinstance(seen, Refused)
    slack = quantile * share.deviation * sqrt(1 + 1 / years)
    assert (seen.low, seen.high) == pytest.approx((60 / (share.mean + slack), 60 / (share.mean - slack)))


def test_shares_that_scatter_too_much_leave_the_upper_end_open() -> None:
    seen = nowcast(30.0, [[1.0] * 6 + [99.0] * 6, [99.0] * 6 + [1.0] * 6], 6)
    assert not isinstance(seen, Refused) and seen.high is None and seen.low < seen.value == pytest.approx(60.0)


def test_the_interval_holds_the_value() -> None:
    """The remainder of an odd last year draws the value out of the interval of shares; it is widened to hold it."""
    steady = [[10.0] * 12, [10.0] * 12, [10.0] * 12, [20.0] * 12]
    seen = nowcast(30.0, steady, 3)
    assert not isinstance(seen, Refused)
    assert (seen.low, seen.value, seen.high) == pytest.approx((120.0, 165.0, 165.0))


def test_eighty_of_a_hundred_years_end_inside() -> None:
    """Years whose shares come from one distribution: the interval of four years holds 80 % (published: 81-83 %)."""
    random.seed(20261122)

    def year() -> list[float]:
        return [max(1.0, random.gauss(10, 3)) for _ in range(12)]

    inside = 0
    for _ in range(1500):
        *history, now = (year() for _ in range(5))
        seen = nowcast(sum(now[:6]), history, 6)
        assert not isinstance(seen, Refused) and seen.high is not None
        inside += seen.low <= sum(now) <= seen.high
    assert inside / 1500 == pytest.approx(0.81, abs=0.03)


def test_three_quarters_after_nine_months_mean_what_the_usual_share_says() -> None:
    late = [[5.0] * 9 + [25.0] * 3] * 2  # 37,5 % by September
    ahead, behind = against_plan(75.0, 100.0, late, 9), against_plan(75.0, 100.0, [[11.0] * 9 + [0.5] * 3] * 2, 9)
    assert ahead == Standing(9, 0.75, 0.375) and isinstance(ahead, Standing) and ahead.ratio == 2.0
    assert isinstance(behind, Standing) and behind.ratio < 1
    assert against_plan(75.0, 100.0, late[:1], 9) is Refused.NO_HISTORY


@pytest.mark.parametrize(
    ("to_date", "history", "months", "reason"),
    [
        (10.0, [], 6, Refused.NO_HISTORY),
        (10.0, FOUR[:1], 6, Refused.NO_HISTORY),
        (10.0, FOUR, 0, Refused.NOT_WITHIN),
        (10.0, FOUR, 12, Refused.NOT_WITHIN),
        (0.0, FOUR, 6, Refused.NOTHING_YET),
        (-1.0, FOUR, 6, Refused.NOTHING_YET),
        (nan, FOUR, 6, Refused.NOTHING_YET),
        (inf, FOUR, 6, Refused.NOTHING_YET),
        (10.0, [[0.0] * 6 + [1.0] * 6] * 3, 6, Refused.NO_SHARE),
    ],
)
def test_nowcasts_are_refused_with_a_reason(
    to_date: float, history: list[list[float]], months: int, reason: Refused
) -> None:
    assert nowcast(to_date, history, months) is reason


@pytest.mark.parametrize("plan", [0.0, -5.0, nan, inf])
def test_no_share_of_no_plan(plan: float) -> None:
    assert against_plan(10.0, plan, FOUR, 6) is Refused.NO_PLAN
    assert against_plan(nan, 10.0, FOUR, 6) is Refused.NO_PLAN


def test_the_same_months_of_the_year_before() -> None:
    assert same_period(90.0, 120.0) == Change(-30.0, -25.0)
    assert same_period(3.0, -2.0) == Change(5.0, None)
    assert same_period(3.0, None) is same_period(nan, 1.0) is same_period(1.0, nan) is Refused.NO_YEAR_BEFORE


def test_every_refusal_has_its_sentences() -> None:
    told = {language: {refused_told(reason, language) for reason in Refused} for language in ("vi", "en")}
    assert all(len(sentences) == len(Refused) and all(sentences) for sentences in told.values())
    assert not told["vi"] & told["en"]


def test_the_nowcast_names_its_months() -> None:
    seen = nowcast(45.0, FOUR, 6)
    assert not isinstance(seen, Refused) and seen.months == 6
