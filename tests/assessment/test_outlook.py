"""The outlook: its projections and chances worked by hand, its refusals, its limits."""

from __future__ import annotations

from math import inf, log, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.assessment.intervals import chance_of, furthest, interval_table, multiplier, read_table
from lotrinh.assessment.outlook import (
    Chance,
    Refusal,
    Scale,
    arrival,
    chance_word,
    damped_sum,
    drift,
    outlook,
    project,
    refusal,
    refusal_told,
    scale_of,
    tidy,
    travel,
)

TABLE = {80: {1: 2.0, 3: 4.0, 6: 7.0}, 95: {1: 3.0, 3: 7.0, 6: 13.0}}


def yearly(*values: float, last: int = 2024) -> list[tuple[float, float]]:
    return [(last - len(values) + 1 + i, value) for i, value in enumerate(values)]


def test_the_drift_is_damped_every_year() -> None:
    assert damped_sum(1) == pytest.approx(0.8)
    assert damped_sum(6) == pytest.approx(0.8 + 0.64 + 0.512 + 0.4096 + 0.32768 + 0.262144)
    assert project(yearly(10, 11, 12), 2) == pytest.approx(12 + 0.8 + 0.64)
    assert project(yearly(12, 11, 10), 1) == pytest.approx(10 - 0.8)


def test_levels_that_more_than_doubled_run_on_the_logarithm() -> None:
    assert project(yearly(10, 20, 40), 1) == pytest.approx(40 * 2**0.8)
    assert project(yearly(40, 20, 10), 1) == pytest.approx(10 / 2**0.8)
    assert scale_of([10, 20], share=False) is Scale.PLAIN
    assert scale_of([-10, 20], share=False) is Scale.PLAIN
    assert scale_of([0, 20], share=False) is Scale.PLAIN


def test_shares_run_on_the_odds_and_stay_within_their_limits() -> None:
    odds = 9 * 9**0.8  # 10 %, 50 % and 90 % are odds of 1/9, 1 and 9
    assert project(yearly(10, 50, 90), 1, share=True) == pytest.approx(100 * odds / (1 + odds))
    assert project(yearly(96, 98, 100), 3, share=True) == 100.0
    assert project(yearly(4, 2, 0), 3, share=True) == 0.0
    assert project(yearly(96, 98, 100), 3) > 100


def test_per_cent_outside_its_limits_is_no_share() -> None:
    assert project(yearly(-2, 1, 4), 1, share=True) == pytest.approx(4 + 3 * 0.8)
    assert project(yearly(104, 102, 100.5), 1, share=True) == pytest.approx(100.5 - 1.75 * 0.8)


def test_one_step_far_out_gives_the_median_of_all_slopes() -> None:
    points = yearly(1, 2.1, 3, 4.1, 60)
    slopes = sorted((b - a) / (t - s) for i, (s, a) in enumerate(points) for t, b in points[i + 1 :])
    assert drift(points) == pytest.approx((slopes[4] + slopes[5]) / 2)
    assert drift(yearly(1, 2.1, 3, 60)) == pytest.approx(59 / 3)  # three steps are too few to call one far out
    assert drift(yearly(1, 2, 3, 4, 9)) == 2.0  # equal steps have no spread to be far out of
    assert drift([(2019, 0.0), (2021, 4.0), (2024, 10.0)]) == 2.0


def test_far_out_is_beyond_five_median_deviations() -> None:
    def with_last_step(step: float) -> list[tuple[float, float]]:
        return yearly(10, 10.9, 11.9, 13.0, 14.0, 14.0 + step)  # the others 0,9 1 1,1 1: median 1, deviation 0,1

    assert drift(with_last_step(1.45)) == pytest.approx(5.45 / 5)
    assert drift(with_last_step(1.55)) != pytest.approx(5.55 / 5)
    assert drift(with_last_step(0.45)) != pytest.approx(4.45 / 5)


def test_exactly_five_deviations_are_not_far_out() -> None:
    assert drift(yearly(0, 9, 19, 30, 40, 55)) == 11.0  # steps 9 10 11 10 15: median 10, deviation 1, farthest 5
    # A deviation of 1 beside one of 10^9 is rounding, and no measure of being far out.
    assert drift(yearly(0, 9, 19, 30, 40, 50 + 1e9)) == (50 + 1e9) / 5


def test_steps_over_a_gap_are_taken_by_the_year() -> None:
    points = [(2018.0, 10.0), (2019.0, 10.9), (2021.0, 13.1), (2022.0, 14.1), (2023.0, 15.0)]
    assert drift(points) == pytest.approx(1.0)  # 2,2 in two years stands not out


def test_only_the_last_five_years_count() -> None:
    old = [(2010.0, 500.0), (2011.0, 1.0)]
    recent = yearly(60, 61, 62, 63, 64, 65)
    assert outlook(old + recent, 2, table=TABLE) == outlook(recent, 2, table=TABLE)
    older = [(2018.0, 0.0), *recent]
    assert outlook(older, 2, table=TABLE) == outlook(recent, 2, table=TABLE)


def test_intervals_are_multiples_of_the_mean_absolute_change() -> None:
    told = outlook(yearly(10, 13, 12, 14), 2, table=TABLE)  # 3 + 1 + 2 in three years
    assert told is not None
    middle = 14 + (4 / 3) * 1.44
    assert told.value == pytest.approx(middle)
    assert told.intervals[80] == pytest.approx((middle - 3 * 2, middle + 3 * 2))
    assert told.intervals[95] == pytest.approx((middle - 5 * 2, middle + 5 * 2))
    assert (told.chance, told.arrival, told.required, told.ratio) == (None, None, None, None)
    assert told.observed == pytest.approx(4 / 3)


def test_a_gap_of_years_does_not_widen_the_ruler() -> None:
    assert travel([(2020, 10.0), (2022, 14.0), (2024, 12.0)]) == pytest.approx(1.5)


def test_intervals_never_leave_the_range_of_the_scale() -> None:
    share = outlook(yearly(90, 97, 92, 98), 6, share=True, table=TABLE)
    assert share is not None and share.intervals[95][1] == 100.0 and share.intervals[95][0] > 0
    fallen = outlook(yearly(100, 60, 30), 6, table=TABLE)
    assert fallen is not None and fallen.intervals[80][0] == 0.0 and fallen.scale is Scale.LOG
    plain = outlook(yearly(5, 3, 4), 6, table=TABLE)
    assert plain is not None and plain.intervals[80][0] < 0  # a balance may fall below 0


def test_required_observed_their_ratio_and_the_arrival() -> None:
    told = outlook(yearly(58, 60, 62, 64), 6, target=76, table=TABLE)
    assert told is not None
    assert (told.required, told.observed, told.ratio, told.arrival) == (2.0, 2.0, 1.0, 2030.0)
    slow = outlook(yearly(61, 62, 63, 64), 6, target=76, table=TABLE)
    assert slow is not None and slow.ratio == 0.5 and slow.arrival == 2036.0
    wrong = outlook(yearly(67, 66, 65, 64), 6, target=76, table=TABLE)
    assert wrong is not None and wrong.ratio == -0.5 and wrong.arrival is None
    met = outlook(yearly(67, 70, 73, 76), 6, target=76, table=TABLE)
    assert met is not None and met.required is None and met.ratio is None and met.arrival == 2024.0


def test_a_falling_target_mirrors_a_rising_one() -> None:
    up = outlook(yearly(10, 13, 12, 14), 3, target=16, up=True, table=TABLE)
    down = outlook(yearly(-10, -13, -12, -14), 3, target=-16, up=False, table=TABLE)
    assert up is not None and down is not None
    assert (down.value, down.required, down.observed) == (-up.value, -up.required, -up.observed)
    assert (down.chance, down.arrival, down.ratio) == (pytest.approx(up.chance), up.arrival, up.ratio)


def test_a_target_just_met_requires_nothing() -> None:
    down = outlook(yearly(9, 8, 6), 2, target=6, up=False, table=TABLE)
    up = outlook(yearly(9, 10, 12), 2, target=12, up=True, table=TABLE)
    assert down is not None and down.required is None and down.arrival == 2024.0
    assert up is not None and up.required is None and up.arrival == 2024.0


def test_the_chance_counts_in_mean_absolute_changes() -> None:
    """10, 13, 12, 14 move 2 a year; one year ahead the middle is 14 + 0,8 · 4 / 3, the 80 % interval 2 · 2 wide."""
    middle = 14 + 0.8 * 4 / 3
    for target, chance in ((middle - 4, 0.9), (middle + 4, 0.1), (middle - 6, 0.975)):
        told = outlook(yearly(10, 13, 12, 14), 1, target=target, table=TABLE)
        assert told is not None and told.chance == pytest.approx(chance)


def test_scales_at_their_edges() -> None:
    assert scale_of([10, 20.1], share=False) is Scale.LOG
    assert scale_of([0.2, 0.5], share=False) is Scale.LOG
    assert scale_of([0.5, 99.9], share=True) is Scale.SHARE
    assert scale_of([50, 100], share=True) is Scale.PLAIN
    assert project(yearly(98, 99, 100.6), 1, share=True) > 100.6  # one figure beyond the whole: no share
    assert project(yearly(2, 1, -0.5), 1, share=True) < -0.5


def test_an_arrival_over_a_century_off_is_never() -> None:
    assert arrival(yearly(0, 1), 101, up=True) == 2124.0
    assert arrival(yearly(0, 1), 102, up=True) is None
    assert arrival(yearly(9, 8), 6, up=False) == 2026.0
    assert arrival(yearly(60, 61, 64), 76, up=True) == 2030.0
    assert arrival(yearly(5, 5), 6, up=True) is None
    assert arrival(yearly(7, 6), 6, up=True) == 2024.0  # met, though moving away


@pytest.mark.parametrize(
    ("ahead", "chance"), [(0.0, 0.5), (2.0, 0.9), (-2.0, 0.1), (3.0, 0.975), (-3.0, 0.025), (1.0, 0.7391)]
)
def test_the_chance_reads_the_table_from_one_side(ahead: float, chance: float) -> None:
    assert chance_of(ahead, 1, TABLE) == pytest.approx(chance, abs=1e-4)


def test_beyond_the_widest_level_the_last_slope_goes_on() -> None:
    # z rises from 1,2816 to 1,9600 between 2 and 3 changes; at 4 it is 2,6384
    assert chance_of(4.0, 1, TABLE) == pytest.approx(0.99584, abs=1e-5)


def test_levels_of_one_width() -> None:
    level = {80: {1: 2.0}, 95: {1: 2.0}}
    assert chance_of(1.99, 1, level) < 0.9 < chance_of(2.01, 1, level) == pytest.approx(0.975)


def test_words_of_chances() -> None:
    edges = {0.8: Chance.LIKELY, 0.7999: Chance.MORE_LIKELY, 0.5: Chance.MORE_LIKELY, 0.4999: Chance.AT_RISK,
             0.2: Chance.AT_RISK, 0.1999: Chance.UNLIKELY}  # fmt: skip
    assert {chance: chance_word(chance) for chance in edges} == edges
    told = outlook(yearly(10, 11, 12), 1, target=12.8, table=TABLE)
    assert told is not None and told.chance == pytest.approx(0.5) and told.word is Chance.MORE_LIKELY


@pytest.mark.parametrize(
    ("points", "horizon", "reason"),
    [
        ([], 1, Refusal.FEW_POINTS),
        (yearly(1, 2), 1, Refusal.FEW_POINTS),
        ([(2010, 1.0), (2011, 2.0), (2024, 3.0)], 1, Refusal.FEW_POINTS),
        ([(2022, 1.0), (2023, nan), (2024, 3.0)], 1, Refusal.FEW_POINTS),
        ([(2022, 1.0), (2023, inf), (2024, 3.0)], 1, Refusal.FEW_POINTS),
        ([(2022, 1.0), (2023, 1e15), (2024, 3.0)], 1, Refusal.FEW_POINTS),
        ([(2022, 1.0), (2022, 2.0), (2024, 3.0)], 1, Refusal.FEW_POINTS),
        (yearly(1, 2, 3), 0, Refusal.NO_TIME),
        (yearly(1, 2, 3), -2, Refusal.NO_TIME),
        (yearly(1, 2, 3), 7, Refusal.TOO_FAR),
        (yearly(100, 100, 100), 2, Refusal.NEVER_MOVED),
    ],
)
def test_refusals_name_their_reason(points: list[tuple[float, float]], horizon: int, reason: Refusal) -> None:
    assert refusal(points, horizon, TABLE) is reason
    assert outlook(points, horizon, target=5, table=TABLE) is None


def test_every_refusal_has_its_sentences() -> None:
    told = {language: {refusal_told(reason, language) for reason in Refusal} for language in ("vi", "en")}
    assert all(len(sentences) == len(Refusal) and all(sentences) for sentences in told.values())
    assert not told["vi"] & told["en"]


def test_points_in_any_order_and_the_last_of_two() -> None:
    assert tidy([(2024, 3.0), (2022, 1.0), (2023, -inf), (2022, 2.0)]) == [(2022, 2.0), (2024, 3.0)]
    assert outlook([(2024, 12.0), (2022, 10.0), (2023, 11.0)], 2, table=TABLE) == outlook(
        yearly(10, 11, 12), 2, table=TABLE
    )


finite = st.floats(allow_nan=True, allow_infinity=True)


@given(st.lists(st.tuples(st.integers(2000, 2030), finite), max_size=40), st.integers(-3, 9), finite, st.booleans())
def test_no_figures_break_it(points: list[tuple[int, float]], horizon: int, target: float, share: bool) -> None:
    told = outlook(points, horizon, target=target if abs(target) < 1e15 else 1.0, share=share)
    assert (told is None) == (refusal(points, horizon) is not None)
    if told is not None:
        (low, high), (lowest, highest) = told.intervals[80], told.intervals[95]
        assert lowest <= low <= high <= highest
        assert told.chance is not None and 0 <= told.chance <= 1


@given(st.lists(st.integers(1, 1000), min_size=3, max_size=6, unique=True), st.integers(1, 6), st.integers(1, 50))
def test_another_unit_says_the_same(values: list[int], horizon: int, factor: int) -> None:
    one = outlook(yearly(*values), horizon, target=500, table=TABLE)
    other = outlook(yearly(*(value * factor for value in values)), horizon, target=500 * factor, table=TABLE)
    assert one is not None and other is not None
    assert other.value == pytest.approx(one.value * factor)
    assert other.chance == pytest.approx(one.chance)


def test_multipliers_between_measured_years_lie_on_a_line() -> None:
    assert [multiplier(80, horizon, TABLE) for horizon in (1, 2, 3, 4, 5, 6)] == [2, 3, 4, 5, 6, 7]
    with pytest.raises(ValueError, match="7 years"):
        multiplier(80, 7, TABLE)
    with pytest.raises(ValueError, match="0 years"):
        multiplier(80, 0, TABLE)
    assert multiplier(80, 1, {80: {2: 5.0, 3: 6.0}}) == 5.0  # no narrower than anything that was measured


def test_the_built_in_table() -> None:
    table = interval_table()
    assert set(table) == {60, 80, 95} and furthest() == 6 and furthest(TABLE) == 6
    assert all(sorted(widths.values()) == list(widths.values()) for widths in table.values())
    assert chance_of(multiplier(60, 3), 3) == pytest.approx(0.8)  # the edge of "likely"
    # The published multipliers (design: 826 other series) are within a tenth.
    published = {(80, 1): 1.8, (80, 3): 3.5, (80, 6): 6.3, (95, 1): 3.2, (95, 3): 7.7, (95, 6): 13.2}
    assert all(abs(log(multiplier(*key) / width)) < 0.1 for key, width in published.items())


def test_a_measured_year_has_its_own_width_to_the_last_digit() -> None:
    assert multiplier(80, 3, {80: {1: 1.1, 3: 5.2}}) == 5.2  # 1.1 + (5.2 - 1.1) is a trifle more


def test_levels_run_from_1_to_99_per_cent() -> None:
    text = "[cover_1]\n1 = 0.1\n[cover_80]\n1 = 1\n[cover_95]\n1 = 2\n[cover_99]\n1 = 3"
    assert read_table(text) == {1: {1: 0.1}, 80: {1: 1.0}, 95: {1: 2.0}, 99: {1: 3.0}}


def test_levels_may_share_a_width() -> None:
    assert read_table("[cover_80]\n1 = 2\n[cover_95]\n1 = 2") == {80: {1: 2.0}, 95: {1: 2.0}}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("cover_80 = 1", r"no \[cover_95\]"),
        ("[cover_80]\n1 = 1\n[cover_95]", "is empty"),
        ("[cover_80]\n1 = 1\n[cover_95]\nx = 1", "no number of years"),
        ("[cover_80]\n1 = 1\n[cover_95]\n0 = 1", "no number of years"),
        ("[cover_80]\n1 = 1\n[cover_95]\n1 = 0", "no positive number"),
        ("[cover_80]\n1 = 1\n[cover_95]\n1 = nan", "no positive number"),
        ("[cover_80]\n1 = 1\n[cover_95]\n1 = true", "no positive number"),
        ("[cover_80]\n1 = 1\n[cover_95]\n1 = 'a'", "no positive number"),
        ("[cover_80]\n1 = 2\n[cover_95]\n1 = 1", "narrower"),
        ("[cover_80]\n1 = 1\n[cover_95]\n2 = 2", "other years"),
        ("[cover_80]\n1 = 1\n[cover_95]\n1 = 2\n[cover_100]\n1 = 3", "no per cent"),
        ("[cover_0]\n1 = 1\n[cover_80]\n1 = 1\n[cover_95]\n1 = 2", "no per cent"),
        ("not toml", "="),
    ],
)
def test_a_bad_table_says_what_is_wrong(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_table(text)
