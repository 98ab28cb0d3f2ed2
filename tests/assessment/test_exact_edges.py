"""Small values, two figures, exact limits: where one step more or less is another verdict. Worked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lotrinh.assessment.destatis import window_of
from lotrinh.assessment.direction import Proposal, propose_direction
from lotrinh.assessment.history import Assessed, shown
from lotrinh.assessment.judge import judge
from lotrinh.assessment.level import printed_half_unit
from lotrinh.assessment.observation import Observation, Vintage, series
from lotrinh.assessment.pace import PaceKind, required_pace
from lotrinh.assessment.quality import Quality, newest_segment
from lotrinh.assessment.shapes import word_of
from lotrinh.assessment.states import Status, Word
from lotrinh.assessment.terms import State, Terms, adjusted
from lotrinh.assessment.together import judge_path
from lotrinh.assessment.yardsticks import yardstick
from lotrinh.core.period import Period
from lotrinh.core.quantity import Quantity
from lotrinh.core.target import Direction, Form, Goal

END_2024, END_2025, END_2030 = date(2024, 12, 31), date(2025, 12, 31), date(2030, 12, 31)
UP, DOWN = Proposal(Direction.MORE, "text"), Proposal(Direction.LESS, "text")


def figures(*values: float, last: int = 2024) -> list[Observation]:
    first = last - len(values) + 1
    return [Observation(Period.year(first + i), value) for i, value in enumerate(values)]


def test_the_unit_of_an_increase_from_a_base() -> None:
    """50 % above 40 is 60, and no longer per cent; 20 communes above 40 are 60 communes."""

    def wanted(quantity: Quantity) -> str:
        goal = Goal(Form.LEVEL, quantity, END_2030, base=40, base_year=2020, moves=True)
        return str(judge(goal, UP, figures(65), END_2024).values["goal"]["vi"])

    assert "60" in wanted(Quantity.exactly(50, "%")) and "%" not in wanted(Quantity.exactly(50, "%"))
    assert wanted(Quantity.exactly(20, "xã")).endswith("60\xa0xã")


def test_percent_a_year_do_not_add_up() -> None:
    goal = Goal(Form.LEVEL, Quantity.exactly(50, "%"), END_2030, from_year=2023, moves=True)
    assert judge(goal, UP, figures(5, 6), END_2024).reason == "no_base"
    counted = replace(goal, quantity=Quantity.exactly(50, "xã"))
    assert judge(counted, UP, figures(5, 6), END_2024).reason != "no_base"


def test_a_small_target_has_its_share_of_the_year() -> None:
    goal = Goal(Form.LEVEL, Quantity.exactly(0.5, "triệu tấn"), END_2025, flow=True)
    told = judge(goal, UP, [Observation(Period.parse("2025-Q1"), 0.125)], END_2025)
    assert (told.attainment, told.reason, told.values["share"]) == (0.25, "part_of_year_share", 25.0)


def test_two_figures_have_a_direction() -> None:
    goal = Goal(Form.DIRECTION_ONLY, None, END_2030)
    told = judge(goal, UP, figures(5, 7), END_2024)
    assert (told.status, told.weak) == (Status.ON_TRACK, True)
    assert judge(goal, UP, figures(7), END_2024).reason == "direction_one"
    assert judge(goal, UP, figures(5, 6, 7, 8), END_2024).weak is False


def test_what_a_direction_tells() -> None:
    told = judge(Goal(Form.DIRECTION_ONLY, None, END_2030), DOWN, figures(9, 5, 6), END_2024)
    assert told.status is Status.SLIGHTLY_BEHIND
    assert told.values["way"] == {"vi": "giảm", "en": "fall"}
    assert told.values["first_year"] == "2022"
    assert [told.values[key]["en"].lstrip("-\u2212+") for key in ("change", "last")] == ["3", "1"]


def test_computed_figures_have_no_printed_precision() -> None:
    assert printed_half_unit([replace(figures(1.5)[0], derived="accumulated")]) == 0
    assert printed_half_unit(figures(1.5, 2)) == pytest.approx(0.05)


def test_growth_a_millionfold_is_not_told_as_a_rate() -> None:
    for end, kind in ((1e6, PaceKind.UNITS), (999_999, PaceKind.COMPOUND)):
        pace = required_pace(1, end, 1, PaceKind.COMPOUND)
        assert pace is not None and pace.kind is kind


def test_old_from_two_years_on() -> None:
    assert [Quality(1, age, Vintage.REPORTED).stale for age in (1.9, 2.0, 2.01)] == [False, False, True]


def test_a_break_cuts_before_its_own_year() -> None:
    known = figures(1, 2, 3)
    assert newest_segment(known, [2022])[1] == ()  # nothing lies before it
    assert newest_segment(known, [2023, 2024]) == ((known[2],), (2023, 2024))
    assert newest_segment([], [2023]) == ((), ())


def test_the_window_reaches_five_years_back() -> None:
    assert [year for year, _ in window_of([(2018, 1), (2019, 1), (2024, 1)], 2)] == [2019, 2024]


def test_a_path_has_one_verdict_for_each_goal() -> None:
    goals = [Goal(Form.LEVEL, Quantity.exactly(v, "%"), d) for v, d in ((40, END_2025), (60, END_2030))]
    verdict = judge(goals[0], UP, figures(30, 35), END_2024)
    with pytest.raises(ValueError, match="zip"):
        judge_path(goals, [verdict], END_2024)


def test_a_class_without_a_miss_waits_for_its_confirmation() -> None:
    on, slightly = Status.ON_TRACK, Status.SLIGHTLY_BEHIND
    assert shown([Assessed(on, None), Assessed(slightly, 0.9)], tolerance=0.1) == (on, on)
    assert shown([Assessed(on, 0.1), Assessed(slightly, None)], tolerance=0.1) == (on, on)


def test_half_a_range_adjusts_nothing() -> None:
    goal = Goal(Form.LEVEL, Quantity.exactly(80, "%"), END_2025)
    assert adjusted(goal, Terms(state=State.ADJUSTED, low=70)).quantity == goal.quantity
    assert adjusted(goal, Terms(state=State.ADJUSTED, high=70)).quantity == goal.quantity
    worded = Goal(Form.DIRECTION_ONLY, None, END_2025)
    assert adjusted(worded, Terms(state=State.ADJUSTED, low=70, high=75)).quantity is None
    both = adjusted(goal, Terms(state=State.ADJUSTED, low=70, high=75)).quantity
    assert both == Quantity.between(70, 75, "%")


@pytest.mark.parametrize(
    ("share", "up", "word"),
    [(100, True, Word.MET), (100, False, Word.MET), (100.5, True, Word.EXCEEDED), (99.5, True, Word.NOT_MET),
     (100.5, False, Word.NOT_MET), (99.5, False, Word.EXCEEDED)],
)  # fmt: skip
def test_shares_of_a_plan(share: float, up: bool, word: Word) -> None:
    assert yardstick("tỉnh", share, figures(1)[0], up=up).word is word


@pytest.mark.parametrize(
    ("value", "status"),
    [(96, Status.ON_TRACK), (95, Status.SLIGHTLY_BEHIND), (80, Status.SLIGHTLY_BEHIND), (79, Status.BEHIND)],
)
def test_yearly_change_at_the_limits_of_its_classes(value: float, status: Status) -> None:
    """100 wanted: 5 short is no longer on track, 20 short is still only slightly behind."""
    goal = Goal(Form.YEARLY_CHANGE, Quantity.at_least(100, "ha"), END_2030, None, "year")
    assert judge(goal, UP, figures(value), END_2024).status is status


def test_growth_that_is_short_when_its_years_are_over() -> None:
    goal = Goal(Form.AVERAGE_GROWTH, Quantity.at_least(8, "%"), END_2024, 2023, "year")
    over = judge(goal, UP, figures(5, 6), END_2024)
    assert (over.reason, over.required) == ("average_short_only", None)
    assert judge(replace(goal, from_year=2024), UP, figures(6), END_2024).reason == "yearly_short_only"
    assert judge(replace(goal, due=END_2030), UP, figures(5, 6), END_2024).reason == "average_short"


def test_only_the_years_of_the_goal_decide() -> None:
    goal = Goal(Form.YEARLY_CHANGE, Quantity.at_least(10, "ha"), END_2024, 2024, "year")
    known = figures(1, 12, 3, last=2025)  # too early, of the goal, too late
    assert judge(goal, UP, known, END_2025).word is Word.MET
    assert judge(replace(goal, due=None), UP, known, END_2025).word is Word.NOT_MET


def test_strictness_that_a_person_set_goes_before_the_sign() -> None:
    more, at_least = Quantity.above(95, "%"), Quantity.at_least(95, "%")
    assert word_of(more, 95, up=True, terms=Terms(strict=False)) is Word.MET
    assert word_of(at_least, 95, up=True, terms=Terms(strict=True)) is Word.NOT_MET
    assert word_of(more, 95, up=True, terms=Terms(tolerance=0)) is Word.NOT_MET
    assert word_of(at_least, 95, up=True, terms=Terms(tolerance=0)) is Word.MET


def test_a_target_without_size() -> None:
    huge = judge(Goal(Form.LEVEL, Quantity.exactly(1e15, "ha"), END_2030), UP, figures(1, 2), END_2024)
    assert (huge.status, huge.reason) == (Status.NOT_ASSESSABLE, "unusable_goal")
    assert judge(Goal(Form.LEVEL, Quantity.exactly(0, "ha"), END_2030), UP, figures(1, 2), END_2024).attainment is None


def test_a_later_milestone_names_the_next() -> None:
    goals = [Goal(Form.LEVEL, Quantity.exactly(v, "%"), d) for v, d in ((40, END_2025), (60, END_2030))]
    verdicts = [judge(goal, UP, figures(30, 35), END_2024) for goal in goals]
    assert judge_path(goals, verdicts, END_2024)[1].values["next"] == "2025"


def test_of_two_figures_of_one_day_the_one_of_the_whole_year_stays() -> None:
    year, quarter = Observation(Period.year(2024), 1), Observation(Period.parse("2024-Q4"), 2)
    assert series([quarter, year]) == series([year, quarter]) == (year,)


def test_nothing_done_is_a_share_of_nothing() -> None:
    goal = Goal(Form.LEVEL, Quantity.exactly(10, "ha"), END_2030)
    assert judge(goal, UP, figures(0, 0), END_2024).attainment == 0.0


def test_a_plan_of_months_keeps_its_name() -> None:
    month = Observation(Period.month(2024, 5), 1)
    assert [yardstick(name, 80, month).plan_of for name in ("tỉnh", None)] == ["tỉnh", ""]


def test_a_direction_from_the_words() -> None:
    proposed = propose_direction("Tỷ lệ hộ nghèo", "level", "eq")
    assert (proposed.direction, proposed.ground, proposed.up) == (Direction.LESS, "words", False)


def test_summed_increases_grow_and_a_base_keeps_the_direction() -> None:
    summed = Goal(Form.LEVEL, Quantity.exactly(50, "xã"), END_2030, from_year=2023, moves=True)
    assert judge(summed, DOWN, figures(5, 6), END_2024).direction == replace(DOWN, direction=Direction.MORE)
    assert judge(replace(summed, base=100), DOWN, figures(95, 90), END_2024).direction == DOWN


def test_a_figure_of_the_due_day_is_never_too_old() -> None:
    goal = Goal(Form.LEVEL, Quantity.exactly(10, "ha"), date(2015, 12, 31))
    assert judge(goal, UP, figures(12, last=2015), END_2024).status is Status.ACHIEVED


def test_four_figures_that_turn_are_not_weak() -> None:
    goal = Goal(Form.LEVEL, Quantity.exactly(80, "%"), END_2030)
    told = [judge(goal, UP, figures(*values), END_2024) for values in ((92, 90, 87), (95, 92, 90, 87))]
    assert [(verdict.reason, verdict.weak) for verdict in told] == [
        ("reached_turning", True),
        ("reached_turning", False),
    ]
