"""Verdicts on the forms of targets, with the numbers worked by hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.assessment.direction import Proposal, propose_direction
from lotrinh.assessment.explain import explain
from lotrinh.assessment.judge import judge
from lotrinh.assessment.observation import Observation, Source, Vintage, series
from lotrinh.assessment.pace import PaceKind, observed_pace, pace_kind, required_average, required_pace
from lotrinh.assessment.shapes import word_of
from lotrinh.assessment.terms import Terms
from lotrinh.assessment.verdict import Status, Verdict, Word, rulebook
from lotrinh.core.period import Period
from lotrinh.core.quantity import Quantity
from lotrinh.core.target import Direction, Form, Goal

END_2024, END_2030 = date(2024, 12, 31), date(2030, 12, 31)
UP, DOWN = Proposal(Direction.MORE, "text"), Proposal(Direction.LESS, "text")


def figures(*values: float, last: int = 2024) -> list[Observation]:
    """Yearly figures that end with the year `last`."""
    first = last - len(values) + 1
    return [Observation(Period.year(first + i), value) for i, value in enumerate(values)]


def level(quantity: Quantity, due: date | None = END_2030) -> Goal:
    return Goal(Form.LEVEL, quantity, due)


def test_required_paces_of_the_plan_to_2030() -> None:
    cases = [
        (61.1, 150, PaceKind.COMPOUND, 16.15),
        (4.21, 6, PaceKind.COMPOUND, 6.08),
        (64, 76, PaceKind.POINTS, 2.0),
        (33.6, 36.9, PaceKind.UNITS, 0.55),
    ]
    for value, goal, kind, expected in cases:
        pace = required_pace(value, goal, 6, kind)
        assert pace is not None
        assert round(pace.value, 2) == expected


def test_no_pace_without_time() -> None:
    assert required_pace(1, 2, 0, PaceKind.COMPOUND) is None
    assert observed_pace(1, 2, 0, PaceKind.COMPOUND) is None
    assert required_average(8, 6, 1) is None


def test_compounding_needs_positive_figures() -> None:
    pace = required_pace(-5, 10, 5, PaceKind.COMPOUND)
    assert pace is not None
    assert (pace.value, pace.kind) == (3.0, PaceKind.UNITS)


@pytest.mark.parametrize(
    ("unit", "kind"),
    [("%", "points"), ("% GRDP", "points"), ("‰", "points"), ("bác sĩ/1 vạn dân", "units"), ("tỷ đồng", "compound")],
)
def test_how_a_pace_is_told(unit: str, kind: str) -> None:
    assert pace_kind(unit) == kind


def test_destatis_example_renewables() -> None:
    """The worked example of the published method: r 0.68, projected 18.48 against 18."""
    goal = level(Quantity.exactly(18, "%", decimals=1), date(2020, 12, 31))
    verdict = judge(goal, UP, figures(14.4, 15.2, 15.0, 16.1, 16.9, 17.8, last=2019), date(2019, 12, 31))
    assert (verdict.status, verdict.rule, verdict.weak) == (Status.ON_TRACK, "pace-destatis", False)
    assert verdict.values["projected"]["vi"] == "18,48%"


@pytest.mark.parametrize(
    ("change", "status"),
    [(10.0, Status.ON_TRACK), (9.6, Status.ON_TRACK), (9.0, Status.SLIGHTLY_BEHIND), (7.0, Status.BEHIND),
     (0.0, Status.STAGNANT), (-1.0, Status.STAGNANT)],
)  # fmt: skip
def test_classes_by_what_is_missed(change: float, status: Status) -> None:
    """60 to go in six years: 10 a year is exact, 9.6 misses 4 %, 9 misses 10 %, 7 misses 30 %."""
    verdict = judge(level(Quantity.exactly(100, "ha")), UP, figures(40 - change, 40), END_2024)
    assert verdict.status is status
    assert verdict.weak


def test_a_falling_indicator() -> None:
    """12 → 6 with a goal of 3: falling is progress."""
    verdict = judge(level(Quantity.exactly(3, "%"), date(2026, 12, 31)), DOWN, figures(12, 6), END_2024)
    assert verdict.status is Status.ON_TRACK
    assert judge(level(Quantity.exactly(3, "%")), DOWN, figures(6, 12), END_2024).status is Status.STAGNANT


def test_one_figure_gives_a_required_pace_and_no_verdict() -> None:
    verdict = judge(level(Quantity.above(95, "%")), UP, figures(94.45), END_2024)
    assert (verdict.status, verdict.rule) == (Status.NOT_ASSESSABLE, "one-figure")
    assert verdict.required is not None
    assert round(verdict.required.value, 3) == 0.092


def test_a_figure_of_long_ago_tells_no_pace() -> None:
    known = [*figures(50, last=2010), *figures(60)]
    assert judge(level(Quantity.exactly(80, "%")), UP, known, END_2024).rule == "one-figure"


def test_reached_before_its_date() -> None:
    assert judge(level(Quantity.exactly(80, "%")), UP, figures(87), END_2024).status is Status.ACHIEVED
    turning = judge(level(Quantity.exactly(80, "%")), UP, figures(92, 87), END_2024)
    assert (turning.status, turning.reason) == (Status.SLIGHTLY_BEHIND, "reached_turning")


def test_at_its_date_the_official_word() -> None:
    goal = level(Quantity.between(8, 9, "%"), END_2024)
    for value, word, status in ((8.5, Word.MET, Status.ACHIEVED), (9.5, Word.EXCEEDED, Status.ACHIEVED),
                                (7.9, Word.NOT_MET, Status.BEHIND)):  # fmt: skip
        verdict = judge(goal, UP, figures(value), END_2024)
        assert (verdict.word, verdict.status) == (word, status)


def test_past_its_date_without_a_figure() -> None:
    verdict = judge(level(Quantity.exactly(80, "%"), date(2025, 12, 31)), UP, figures(70), date(2026, 6, 30))
    assert (verdict.status, verdict.rule) == (Status.NOT_ASSESSABLE, "past-due")


def test_a_date_gone_by_without_its_figure_is_judged_by_the_year_before_where_that_was_enough() -> None:
    wanted = level(Quantity.exactly(80, "%"), date(2025, 12, 31))
    verdict = judge(wanted, UP, figures(87), date(2026, 11, 22))
    assert (verdict.status, verdict.rule, verdict.word) == (Status.ACHIEVED, "reached", None)
    assert verdict.sentence().startswith("Chưa có số liệu năm 2025; theo số gần nhất, năm 2024 là 87%")
    assert "Kết luận theo số của năm 2024; phải xem lại khi có số liệu năm 2025." in verdict.cautions()
    falling = judge(wanted, UP, figures(92, 87), date(2026, 11, 22))
    assert falling.status is Status.SLIGHTLY_BEHIND
    assert judge(wanted, UP, figures(87, last=2022), date(2026, 11, 22)).rule == "past-due"  # three years before


def test_a_figure_equal_only_by_rounding_says_so() -> None:
    wanted = level(Quantity.exactly(80, "%"), date(2024, 12, 31))
    verdict = judge(wanted, UP, figures(79.5), END_2024)
    assert verdict.word is Word.MET
    assert any("79,5% làm tròn đến độ chính xác đó là 80%" in line for line in verdict.cautions())
    [formula, *_] = explain(wanted, verdict).formulas
    assert "<" not in formula and "làm tròn đến độ chính xác của mục tiêu là 80%" in formula
    assert judge(wanted, UP, figures(79.5), END_2024, Terms(tolerance=0)).word is Word.NOT_MET
    for exact in (80, 80.4, 79.4):
        assert not any("làm tròn" in line for line in judge(wanted, UP, figures(exact), END_2024).cautions())


def test_years_without_a_figure_are_named_beside_a_mean() -> None:
    growth = Goal(Form.AVERAGE_GROWTH, Quantity.between(8, 9, "%"), END_2030, 2021, "year")
    verdict = judge(growth, UP, figures(6.01), END_2024)
    assert any("thiếu số liệu các năm 2021 - 2023" in line for line in verdict.cautions())
    assert "cả kỳ" not in verdict.sentence()
    whole = judge(growth, UP, figures(8.5, 8.5, 8.5, 8.5), END_2024)
    assert not any("thiếu số liệu" in line for line in whole.cautions())


def test_figures_after_the_day_of_judging_are_not_known() -> None:
    verdict = judge(level(Quantity.exactly(80, "%")), UP, figures(90), date(2023, 12, 31))
    assert verdict.rule == "no-figure"


def test_average_growth_and_what_the_years_left_need() -> None:
    goal = Goal(Form.AVERAGE_GROWTH, Quantity.between(8, 9, "%"), END_2030, 2021, "year")
    verdict = judge(goal, UP, figures(6.01), END_2024)
    assert (verdict.status, verdict.word) == (Status.BEHIND, Word.NOT_MET)
    assert verdict.required is not None
    assert round(verdict.required.value, 2) == 8.34


def test_a_goal_to_fall_by_so_much_a_year() -> None:
    goal = Goal(Form.YEARLY_CHANGE, Quantity.between(2, 3, "%"), END_2030, None, "year", Direction.LESS)
    assert judge(goal, DOWN, figures(2.66), END_2024).word is Word.MET
    assert judge(goal, DOWN, figures(3.2), END_2024).word is Word.EXCEEDED
    assert judge(goal, DOWN, figures(1.2), END_2024).status is Status.BEHIND
    assert judge(goal, DOWN, figures(2.66), END_2024).values["value"]["vi"] == "\u22122,66%"


def test_events_are_for_a_person() -> None:
    assert judge(Goal(Form.EVENT, None, END_2030), UP, [], END_2024).rule == "event"


@pytest.mark.parametrize(
    ("quantity", "value", "up", "word"),
    [
        (Quantity.exactly(76, "%"), 76.4, True, Word.MET),  # at the target's precision
        (Quantity.exactly(76, "%"), 76.6, True, Word.EXCEEDED),
        (Quantity.exactly(5, "%"), 4.0, False, Word.EXCEEDED),
        (Quantity.at_least(95, "%"), 99.0, True, Word.MET),  # an open bound is met, never exceeded
        (Quantity.below(4, "%"), 3.1, False, Word.MET),
        (Quantity.below(4, "%"), 4.0, False, Word.NOT_MET),
        (Quantity.about(150, "triệu đồng"), 146.0, True, Word.MET),
        (Quantity.about(150, "triệu đồng"), 144.0, True, Word.NOT_MET),
        (Quantity.top(3), 2, False, Word.MET),
    ],
)
def test_table_of_official_words(quantity: Quantity, value: float, up: bool, word: Word) -> None:
    assert word_of(quantity, value, up=up) is word


def test_direction_is_never_silent() -> None:
    assert propose_direction("Tỷ lệ che phủ rừng", "level", "eq").ground == "default"
    assert propose_direction("Tỷ lệ thất nghiệp", "level", "lt").ground == "text"
    proposed = propose_direction("Tỷ lệ che phủ rừng", "level", "eq")
    verdict = judge(level(Quantity.exactly(67, "%")), proposed, figures(63, 64), END_2024)
    assert any("cần xác nhận" in caution for caution in verdict.cautions())


def test_a_printed_figure_beats_a_derived_one_and_a_later_vintage_an_estimate() -> None:
    year = Period.year(2024)
    official = Observation(year, 5.9, Vintage.OFFICIAL)
    derived = Observation(year, 5.0, Vintage.OFFICIAL, derived="previous_year")
    estimate = Observation(year, 6.0, Vintage.ESTIMATE)
    assert series([estimate, derived, official]) == (official,)
    assert series([derived, estimate]) == (estimate,)


def test_every_reason_speaks_both_languages() -> None:
    book = rulebook()
    for part in ("sentence", "caution", "word"):
        for key, told in book[part].items():
            assert told["vi"] and told["en"], (part, key)
    for rule in book["rule"]:
        assert rule["vi"] and rule["en"] and rule["version"] >= 1


quantities = st.one_of(
    st.builds(lambda a: Quantity.exactly(a, "%"), st.floats(-1e6, 1e6, allow_nan=False)),
    st.builds(lambda a: Quantity.at_least(a, "ha"), st.floats(-1e6, 1e6, allow_nan=False)),
    st.builds(lambda a: Quantity.below(a, "ha"), st.floats(-1e6, 1e6, allow_nan=False)),
    st.builds(lambda a, b: Quantity.between(a, a + b, "tỷ đồng"), st.floats(-1e6, 1e6), st.floats(1, 1e6)),
)
observations = st.lists(
    st.builds(
        lambda year, value, vintage: Observation(Period.year(year), value, vintage, Source("x")),
        st.integers(1990, 2040), st.floats(), st.sampled_from(Vintage),
    ),
    max_size=12,
)  # fmt: skip
forms = st.sampled_from([Form.LEVEL, Form.AVERAGE_GROWTH, Form.YEARLY_CHANGE, Form.RANGE, Form.HOLD])


@given(quantities, observations, forms, st.booleans(), st.integers(1995, 2045))
def test_nonsense_gives_a_reasoned_verdict_and_never_an_exception(
    quantity: Quantity, known: list[Observation], form: Form, up: bool, due: int
) -> None:
    goal = Goal(form, quantity, date(due, 12, 31), None, "year" if form is Form.AVERAGE_GROWTH else None)
    verdict: Verdict = judge(goal, UP if up else DOWN, known, END_2024)
    assert verdict.sentence("vi") and verdict.sentence("en")
    assert verdict.status is Status.NOT_ASSESSABLE or verdict.latest is not None


def test_a_goal_to_fall_is_not_judged_by_figures_of_long_ago() -> None:
    goal = Goal(Form.YEARLY_CHANGE, Quantity.between(2, 3, "%"), END_2030, None, "year", Direction.LESS)
    assert judge(goal, DOWN, figures(2.66), date(2031, 1, 31)).rule == "too-old"
