"""Every row of the table of edge cases, with numbers worked by hand."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pytest

from lotrinh.assessment.changes import compound_mean
from lotrinh.assessment.history import reopened_by
from lotrinh.assessment.judge import judge
from lotrinh.assessment.observation import Vintage, contradicting, series, superseded
from lotrinh.assessment.quality import newest_segment
from lotrinh.assessment.shapes import word_of
from lotrinh.assessment.states import Status, Word
from lotrinh.assessment.terms import Terms
from lotrinh.core.quantity import Quantity
from lotrinh.core.target import Direction, Form, Goal
from tests.assessment.makers import DOWN, END_2024, END_2025, END_2030, UP, figures, level, told

# --- base and target


def test_base_beyond_the_target_has_no_share_of_the_way() -> None:
    held = judge(level(Quantity.exactly(80, "%")), UP, figures(85, 86, 86, 87), END_2024)
    assert (held.status, held.rule, held.way) == (Status.ACHIEVED, "reached", None)
    # 84 → 79: from beyond the target to short of it; −1 over −5 must not read as 20 % of the way
    lost = judge(level(Quantity.exactly(80, "%")), UP, figures(84, 82, 80.6, 79), END_2024)
    assert (lost.status, lost.way) == (Status.STAGNANT, None)


def test_base_at_the_target_is_judged_by_value_and_trend() -> None:
    same = judge(level(Quantity.exactly(80, "%")), UP, figures(80, 80, 80, 80), END_2024)
    assert (same.status, same.way) == (Status.ACHIEVED, None)
    fallen = judge(level(Quantity.exactly(80, "%")), UP, figures(80, 79, 78, 77), END_2024)
    assert (fallen.status, fallen.way) == (Status.STAGNANT, None)


def test_share_of_the_way() -> None:
    # 12 → 3 with 6 reached: (6 − 12) / (3 − 12) = 2/3
    falling = judge(level(Quantity.exactly(3, "%")), DOWN, figures(12, 10, 8, 6), END_2024)
    assert falling.way == pytest.approx(2 / 3)
    based = judge(level(Quantity.exactly(76, "%"), base=56.0, base_year=2020), UP, figures(61), END_2024)
    assert based.way == 0.25
    assert judge(level(Quantity.exactly(76, "%")), UP, figures(61), END_2024).way is None


# --- ranges, bounds, about


def test_both_ends_of_a_range_are_told_and_the_weak_one_decides() -> None:
    # +1 a year from 60: 66 in 2030. Weak end 66: m = 0; strong end 70: (70 − 66) / (70 − 60) = 40 %
    verdict = judge(level(Quantity.between(66, 70, "%")), UP, figures(57, 58, 59, 60), END_2024)
    assert verdict.status is Status.ON_TRACK
    assert [(bound.value, bound.status) for bound in verdict.bounds] == [(66, Status.ON_TRACK), (70, Status.BEHIND)]
    falling = judge(level(Quantity.between(2, 4, "%")), DOWN, figures(11.5, 11, 10.5, 10), END_2024)
    # −0.5 a year: 7 in 2030; weak end 4: 3/6 = 50 % missed
    assert [bound.value for bound in falling.bounds] == [4, 2]
    assert falling.miss == pytest.approx(0.5)
    assert judge(level(Quantity.exactly(66, "%")), UP, figures(59, 60), END_2024).bounds == ()


def test_both_ends_at_the_date() -> None:
    verdict = judge(level(Quantity.between(8, 9, "%"), END_2024), UP, figures(8.5), END_2024)
    assert [(bound.word, bound.status) for bound in verdict.bounds] == [
        (Word.MET, Status.ACHIEVED), (Word.NOT_MET, Status.BEHIND),
    ]  # fmt: skip


def test_about_shows_its_tolerance_as_an_assumption() -> None:
    verdict = judge(level(Quantity.about(150, "triệu đồng"), END_2024), UP, figures(145), END_2024)
    assert verdict.word is Word.MET
    assert [ground.key for ground in verdict.grounds] == ["about"]
    assert "5\xa0triệu đồng (giả định" in verdict.cautions()[-1]
    wider = judge(level(Quantity.about(150, "triệu đồng"), END_2024), UP, figures(141), END_2024, Terms(tolerance=10))
    assert (wider.word, [ground.key for ground in wider.grounds]) == (Word.MET, ["tolerance"])


@pytest.mark.parametrize(
    ("quantity", "value", "up", "terms", "word"),
    [
        (Quantity.at_least(95, "%"), 97.9, True, Terms(margin=3), Word.MET),
        (Quantity.at_least(95, "%"), 98, True, Terms(margin=3), Word.EXCEEDED),
        (Quantity.below(4, "%"), 3.1, False, Terms(), Word.MET),
        (Quantity.below(4, "%"), 3.0, False, Terms(margin=1), Word.EXCEEDED),
        (Quantity.below(4, "%"), 3.1, False, Terms(margin=1), Word.MET),
        (Quantity.above(95, "%"), 95, True, Terms(strict=False), Word.MET),
        (Quantity.at_least(95, "%"), 95, True, Terms(strict=True), Word.NOT_MET),
        (Quantity.at_least(95, "%"), 95.1, True, Terms(strict=True), Word.MET),
        (Quantity.at_most(5, "%"), 5, False, Terms(strict=True), Word.NOT_MET),
        (Quantity.at_most(5, "%"), 4.9, False, Terms(strict=True), Word.MET),
        (Quantity.at_least(95, "%"), 94.95, True, Terms(), Word.NOT_MET),
        (Quantity.at_least(95, "%"), 94.95, True, Terms(decimals=1), Word.MET),
        (Quantity.at_least(95, "%"), 94.94, True, Terms(decimals=1), Word.NOT_MET),
        (Quantity.at_least(95, "%"), 94.5, True, Terms(tolerance=0.5), Word.MET),
        (Quantity.at_least(95, "%"), 94.49, True, Terms(tolerance=0.5), Word.NOT_MET),
        (Quantity.at_most(5, "%"), 5.5, False, Terms(tolerance=0.5), Word.MET),
        (Quantity.at_most(5, "%"), 5.51, False, Terms(tolerance=0.5), Word.NOT_MET),
        (Quantity.exactly(76, "%"), 75, True, Terms(tolerance=1), Word.MET),
        (Quantity.exactly(76, "%"), 77, True, Terms(tolerance=1), Word.MET),
        (Quantity.exactly(76, "%"), 77.01, True, Terms(tolerance=1), Word.EXCEEDED),
        (Quantity.exactly(76, "%"), 74.99, True, Terms(tolerance=1), Word.NOT_MET),
        (Quantity.exactly(76, "%"), 76.4, True, Terms(tolerance=0), Word.EXCEEDED),
        (Quantity.exactly(76, "%"), 76, True, Terms(strict=True), Word.MET),
        (Quantity.exactly(76, "%"), 79, True, Terms(margin=1), Word.EXCEEDED),
        (Quantity.between(1, 1.5, "%"), 1.1, True, Terms(), Word.MET),
        (Quantity.between(1, 1.5, "%"), 0.9, False, Terms(), Word.EXCEEDED),
        (Quantity.between(1, 1.5, "%"), 1.6, False, Terms(), Word.NOT_MET),
        (Quantity.top(3), 4, True, Terms(), Word.NOT_MET),
        (Quantity.top(3), 0, True, Terms(), Word.NOT_MET),
    ],
)  # fmt: skip
def test_what_is_set_goes_before_the_table(
    quantity: Quantity, value: float, up: bool, terms: Terms, word: Word
) -> None:
    assert word_of(quantity, value, up=up, terms=terms) is word


# --- near a natural limit


def test_within_a_point_of_all_or_nothing_is_achieved() -> None:
    for value, status in ((99.0, Status.ACHIEVED), (98.9, Status.NOT_ASSESSABLE)):
        assert judge(level(Quantity.exactly(100, "%")), UP, figures(value), END_2024).status is status
    none = level(Quantity.exactly(0, "%"), share=True)
    assert judge(none, DOWN, figures(1.0), END_2024).status is Status.ACHIEVED
    assert judge(none, DOWN, figures(1.1), END_2024).status is Status.NOT_ASSESSABLE
    verdict = judge(level(Quantity.exactly(100, "%"), END_2024), UP, figures(99.2), END_2024)
    assert (verdict.word, verdict.grounds[0].key) == (Word.MET, "near_limit")
    strict = judge(level(Quantity.exactly(100, "%"), END_2024), UP, figures(99.2), END_2024, Terms(tolerance=0))
    assert strict.word is Word.NOT_MET
    growth = judge(level(Quantity.exactly(0, "%"), END_2024), UP, figures(-0.8), END_2024)
    assert growth.word is Word.NOT_MET  # growth of 0 % is no natural limit
    money = judge(level(Quantity.exactly(100, "tỷ đồng"), END_2024), UP, figures(99.2), END_2024)
    assert money.word is Word.NOT_MET


def test_the_gap_and_the_share_give_one_verdict() -> None:
    share = judge(level(Quantity.at_least(98, "%")), UP, figures(90, 91, 92, 93), END_2024)
    gap_ = judge(level(Quantity.at_most(2, "%")), DOWN, figures(10, 9, 8, 7), END_2024)
    assert (share.status, share.miss) == (gap_.status, gap_.miss) == (Status.ON_TRACK, pytest.approx(-0.2))


# --- values at or below zero, growth


def test_values_below_zero_are_continued_in_a_line() -> None:
    # −40, −30, −20, −10: +10 a year, 50 in 2030
    verdict = judge(level(Quantity.exactly(50, "tỷ đồng")), UP, figures(-40, -30, -20, -10), END_2024)
    assert verdict.status is Status.ON_TRACK
    assert verdict.required is not None and verdict.required.value == 10.0
    assert verdict.required.formula == "(50 - -10) / 6"
    assert verdict.attainment is None


def test_average_growth_is_the_compound_mean() -> None:
    goal = Goal(Form.AVERAGE_GROWTH, Quantity.between(8, 9, "%"), END_2030, 2021, "year")
    # (1.10 · 0.90)^(1/2) − 1 = −0.50 %, not 0
    assert compound_mean([10, -10]) == pytest.approx((math.sqrt(0.99) - 1) * 100)
    assert compound_mean([10, -100]) is None
    assert compound_mean([]) is None
    verdict = judge(goal, UP, figures(7, 9.2), END_2024)
    assert (verdict.status, verdict.word, verdict.reason) == (Status.ON_TRACK, Word.MET, "average")
    short = judge(goal, UP, figures(5, 6.01), END_2024)
    # mean 5.5038; the six years left of eight need ((1.08^8)/(1.05·1.0601))^(1/6) − 1 = 8.8451 %
    assert short.reason == "average_short"
    assert short.required is not None and short.required.value == pytest.approx(8.8451, abs=1e-4)
    slightly = judge(goal, UP, figures(7.0), END_2024)
    assert slightly.status is Status.SLIGHTLY_BEHIND  # 1 / 8 = 12.5 %
    assert judge(goal, UP, figures(7.61), END_2024).status is Status.ON_TRACK  # 0.39 / 8 < 5 %
    assert judge(goal, UP, figures(7.6), END_2024).status is Status.SLIGHTLY_BEHIND  # 0.4 / 8 = 5 %
    assert judge(goal, UP, figures(6.4), END_2024).status is Status.SLIGHTLY_BEHIND  # 1.6 / 8 = 20 %
    assert judge(goal, UP, figures(6.39), END_2024).status is Status.BEHIND
    assert judge(goal, UP, figures(-100.0), END_2024).reason == "no_mean"


def test_years_outside_the_period_do_not_count() -> None:
    goal = Goal(Form.AVERAGE_GROWTH, Quantity.at_least(8, "%"), END_2030, 2024, "year")
    assert judge(goal, UP, figures(1, 2, 8), END_2024).status is Status.ON_TRACK
    early = Goal(Form.AVERAGE_GROWTH, Quantity.at_least(8, "%"), END_2030, 2025, "year")
    assert judge(early, UP, figures(9), END_2024).status is Status.NOT_ASSESSABLE


def test_a_fall_every_year_is_tested_by_year_and_together() -> None:
    goal = Goal(Form.YEARLY_CHANGE, Quantity.between(2, 3, "%"), END_2030, 2023, "year", Direction.LESS)
    both = judge(goal, DOWN, figures(2.5, 2.5), END_2024)
    assert (both.status, both.reason) == (Status.ON_TRACK, "yearly")
    # 0.9 + 2.66 = 3.56 of 4: the year holds, the sum does not
    together = judge(goal, DOWN, figures(0.9, 2.66), END_2024)
    assert (together.status, together.reason, together.word) == (
        Status.SLIGHTLY_BEHIND, "yearly_total_short", Word.MET,
    )  # fmt: skip
    # 3 + 1.2 = 4.2 of 4: the sum holds, the year is 40 % short
    year = judge(goal, DOWN, figures(3, 1.2), END_2024)
    assert (year.status, year.reason) == (Status.SLIGHTLY_BEHIND, "yearly_total_holds")
    # a year is missing: no sum is made of what is not there
    gappy = judge(goal, DOWN, [told("2022", 0.1), told("2024", 2.5)], END_2024)
    assert gappy.status is Status.ON_TRACK
    assert (
        "total"
        not in judge(replace(goal, from_year=None), DOWN, [told("2022", 0.1), told("2024", 2.5)], END_2024).values
    )


# --- plateau


def test_a_plateau_is_stagnant() -> None:
    wanted = level(Quantity.exactly(76, "%"))
    assert judge(wanted, UP, figures(60, 60, 60, 60), END_2024).rule == "plateau"
    moved = figures(60, 60.1, 60.3, 60.5)
    assert judge(wanted, UP, moved, END_2024, Terms(tolerance=0.5)).status is Status.STAGNANT
    assert judge(wanted, UP, moved, END_2024, Terms(tolerance=0.4)).status is Status.BEHIND
    # within the rounding of the computed earlier figure: 59.96 and 60.0
    derived = replace(told("2023", 59.96), derived="previous_year")
    assert judge(wanted, UP, [derived, told("2024", 60.0)], END_2024).status is Status.STAGNANT
    reached = judge(wanted, UP, figures(80.2, 80.0), END_2024, Terms(tolerance=0.5))
    assert reached.status is Status.ACHIEVED  # no movement is no turn for the worse


def test_standing_on_a_strict_bound() -> None:
    wanted = level(Quantity.above(95, "%"))
    assert judge(wanted, UP, figures(92, 93, 94, 95), END_2024).reason == "on_bound"
    assert judge(wanted, UP, figures(98, 97, 96, 95), END_2024).status is Status.STAGNANT


# --- missing, old, broken


@pytest.mark.parametrize(("count", "weak"), [(2, True), (3, True), (4, False), (5, False)])
def test_few_figures_are_weak(count: int, weak: bool) -> None:
    verdict = judge(level(Quantity.exactly(76, "%")), UP, figures(*range(60, 60 + count)), END_2024)
    assert verdict.weak is weak
    assert verdict.quality is not None and verdict.quality.points == count


def test_old_figures_are_told_and_then_refused() -> None:
    wanted = level(Quantity.exactly(76, "%"))
    known = figures(58, 60, 62, 64, last=2020)
    for day, stale in ((date(2022, 12, 31), False), (date(2023, 1, 2), True), (date(2026, 12, 31), True)):
        verdict = judge(wanted, UP, known, day)
        assert verdict.status is Status.ON_TRACK
        assert verdict.quality is not None and verdict.quality.stale is stale
        assert any("hai năm" in caution for caution in verdict.cautions()) is stale
    assert judge(wanted, UP, known, date(2027, 1, 2)).rule == "too-old"
    # at its date a figure stays the figure of that date, however old
    assert judge(level(Quantity.exactly(64, "%"), date(2020, 12, 31)), UP, known, date(2030, 1, 1)).word is Word.MET


def test_a_missing_year_is_never_zero() -> None:
    verdict = judge(level(Quantity.exactly(76, "%")), UP, [told("2021", 58), told("2024", 64)], END_2024)
    assert verdict.status is Status.ON_TRACK  # 2 a year over three years
    nothing = judge(level(Quantity.exactly(76, "%")), UP, [], END_2024)
    assert (nothing.status, nothing.rule, nothing.latest) == (Status.NOT_ASSESSABLE, "no-figure", None)
    zero = judge(level(Quantity.exactly(76, "%")), UP, figures(0, 0), END_2024)
    assert zero.latest is not None and zero.latest.value == 0 and zero.status is Status.STAGNANT


def test_after_a_break_only_the_newest_segment_counts() -> None:
    known = figures(60, 62, 64, 58, last=2025)
    wanted = level(Quantity.exactly(70, "%"))
    terms = Terms(breaks=(2025,))
    waiting = judge(wanted, UP, known, END_2025, terms)
    assert (waiting.status, waiting.rule, waiting.inputs) == (Status.NOT_ASSESSABLE, "break", (known[-1],))
    assert waiting.required is not None
    resumed = judge(wanted, UP, [*known, told("2026", 61)], date(2026, 12, 31), terms)
    assert (resumed.status, resumed.weak, len(resumed.inputs)) == (Status.ON_TRACK, True, 2)
    assert any("ngắt quãng năm 2025" in caution for caution in resumed.cautions())
    assert newest_segment(known, [2022, 2030]) == (tuple(known), ())  # before the series, and still to come
    assert newest_segment(known, [2024, 2023])[1] == (2023, 2024)
    assert newest_segment([], [2024]) == ((), ())


# --- vintages


def test_a_later_vintage_reopens_a_verdict() -> None:
    goal = Goal(Form.AVERAGE_GROWTH, Quantity.between(6, 7, "%"), END_2030, 2024, "year")
    estimate = told("2024", 6.01, Vintage.ESTIMATE)
    first = judge(goal, UP, [estimate], END_2024)
    assert first.word is Word.MET
    assert first.quality is not None and first.quality.vintage is Vintage.ESTIMATE
    assert any("ước tính" in caution for caution in first.cautions())
    official = told("2024", 5.9, Vintage.OFFICIAL)
    assert reopened_by(first, [estimate, official]) == (official,)
    assert reopened_by(first, [told("2023", 5.9, Vintage.OFFICIAL)]) == ()
    assert reopened_by(first, [replace(official, derived="previous_year")]) == ()
    again = judge(goal, UP, [estimate, official], END_2024)
    assert (again.word, again.replaced) == (Word.NOT_MET, (estimate,))
    assert not any("ước tính" in caution for caution in again.cautions())
    assert reopened_by(again, [estimate, official]) == ()
    assert superseded([estimate, replace(estimate, value=5.9)], [official]) == (estimate,)


def test_two_figures_of_one_vintage_that_differ_are_not_chosen_from() -> None:
    wanted = level(Quantity.exactly(76, "%"))
    verdict = judge(wanted, UP, [told("2023", 62), told("2024", 64), told("as-of 2024-12-31", 66)], END_2024)
    assert (verdict.status, verdict.rule) == (Status.NOT_ASSESSABLE, "figures-differ")
    assert "64%" in verdict.sentence() and "66%" in verdict.sentence()
    assert judge(wanted, UP, [told("2024", 64), told("2024", 64.4)], END_2024).rule == "one-figure"  # 64,4 prints as 64
    assert contradicting([told("2024", 64.6)], told("2024", 64)) is not None
    assert contradicting([told("2024", 64.6, Vintage.ESTIMATE)], told("2024", 64)) is None
    assert contradicting([told("2023", 70)], told("2024", 64)) is None


def test_moments_too_close_make_no_pace() -> None:
    close = [told("as-of 2024-12-26", 60), told("as-of 2024-12-31", 61)]
    assert [o.value for o in series(close)] == [61]
    halves = [told("as-of 2024-06-30", 60), told("as-of 2024-12-31", 61)]
    assert len(series(halves)) == 2


def test_near_the_limit_is_met_but_still_a_movement() -> None:
    """Within one point of 100 % is there; that is no tolerance by which 0,9 points would be no movement."""
    wanted = level(Quantity.exactly(100, "%"), share=True)
    moving = judge(wanted, UP, figures(96.0, 96.5, 97.0, 97.5), END_2024)
    assert (moving.status, moving.rule) == (Status.ON_TRACK, "pace-destatis")
    slow = judge(wanted, UP, figures(97.0, 97.3, 97.6, 97.9), END_2024)
    assert (slow.status, slow.rule) == (Status.SLIGHTLY_BEHIND, "pace-destatis")
    assert judge(wanted, UP, figures(98.0, 99.0), END_2024).rule == "reached"
    assert judge(wanted, UP, figures(97.0, 97.9), END_2024, Terms(tolerance=1)).rule == "plateau"
