"""Scorecards by hand, and the earned schedule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.assessment.deadlines import Deadline, DeadlineKind
from lotrinh.assessment.schedule import Milestone, earned_schedule
from lotrinh.assessment.scorecards import Scorecard, scorecard, scorecards, share_told
from lotrinh.assessment.task_states import TaskState, TaskStatus, state_of
from lotrinh.core.period import Period

TODAY = date(2025, 7, 1)


def task(due: date | None, done: date | None = None) -> TaskStatus:
    kind = Deadline(DeadlineKind.NONE) if due is None else Deadline(DeadlineKind.DATE, Period.day(due))
    return state_of(kind, TODAY, done)


ROUTINE = state_of(Deadline(DeadlineKind.ROUTINE), TODAY)
TASKS = [
    task(date(2025, 6, 1), date(2025, 5, 20)),  # on time
    task(date(2025, 6, 1), date(2025, 6, 5)),  # late
    task(date(2025, 6, 1)),  # open, 30 days late
    task(date(2025, 6, 21)),  # open, 10 days late
    task(TODAY),  # due today
    task(date(2025, 7, 10)),  # due soon
    task(date(2025, 12, 31)),  # in time
    task(date(2025, 12, 31), date(2025, 6, 1)),  # ahead of its day
    task(None),
    ROUTINE,
]


def test_a_card_by_hand() -> None:
    card = scorecard("Sở Y tế", TASKS)
    assert card.states == {
        TaskState.DONE_ON_TIME: 2, TaskState.DONE_LATE: 1, TaskState.OPEN_IN_TIME: 3, TaskState.OPEN_LATE: 2,
        TaskState.ROUTINE: 1, TaskState.UNDATED: 1,
    }  # fmt: skip
    assert (card.total, card.outside, card.due) == (10, 2, 5)
    assert (card.on_time, card.late, card.open_due, card.early) == (1, 1, 3, 1)
    assert (card.soon, card.worst_late) == (2, 30)  # today's counts as soon
    assert card.share(card.on_time) == 20.0


def test_no_due_task_makes_no_percentage() -> None:
    card = scorecard("Sở Y tế", [ROUTINE, task(date(2025, 12, 31))])
    assert card.due == 0 and card.share(card.on_time) is None
    assert share_told(card, 0) == "chưa có nhiệm vụ nào đến hạn"
    assert share_told(card, 0, "en") == "no task was due"
    nobody = scorecard("", [])
    assert (nobody.total, nobody.due, nobody.worst_late) == (0, 0, 0)
    blank = Scorecard("")
    assert (blank.outside, blank.due, blank.on_time, blank.late, blank.open_due, blank.early) == (0, 0, 0, 0, 0, 0)
    assert (blank.soon, blank.worst_late) == (0, 0)


def test_percentages_carry_their_denominator() -> None:
    assert share_told(Scorecard("", due=8), 6) == "6/8 nhiệm vụ đến hạn (75%)"
    assert share_told(Scorecard("", due=8), 6, "en") == "6/8 tasks due (75 %)"


def test_cards_of_all_and_of_each_agency() -> None:
    cards = scorecards([(("Sở Y tế", "Sở Tài chính"), TASKS[0]), (("Sở Y tế", "Sở Y tế"), TASKS[2]), ((), TASKS[1])])
    assert [(card.owner, card.due) for card in cards] == [("", 3), ("Sở Tài chính", 1), ("Sở Y tế", 2)]


@given(st.lists(st.sampled_from(TASKS), max_size=30))
def test_due_tasks_are_on_time_late_or_open(tasks: list[TaskStatus]) -> None:
    card = scorecard("", tasks)
    assert card.on_time + card.late + card.open_due == card.due
    assert card.total == len(tasks)


START = date(2025, 1, 1)


def on(day: int) -> date:
    return START + timedelta(days=day)


def test_earned_schedule_by_hand() -> None:
    """Three steps planned for days 100, 200, 400; by day 300 the first two are reached."""
    steps = [Milestone(on(100), on(120)), Milestone(on(200), on(290)), Milestone(on(400))]
    seen = earned_schedule(START, steps, on(300))
    assert seen is not None
    assert (seen.earned, seen.actual, seen.variance, seen.index) == (200.0, 300, -100.0, pytest.approx(2 / 3))
    assert (seen.reached, seen.planned, seen.total) == (2.0, 2.0, 3.0)
    assert seen.finish == on(600)


def test_weights_stand_between_the_points_of_the_course() -> None:
    steps = [Milestone(on(100), None, 3.0), Milestone(on(200), on(50), 1.0)]
    seen = earned_schedule(START, steps, on(100))
    assert seen is not None and seen.earned == pytest.approx(100 / 3)
    assert (seen.reached, seen.planned, seen.total) == (1.0, 3.0, 4.0)
    assert seen.finish == on(600)


def test_steps_of_one_day_make_one_jump() -> None:
    steps = [Milestone(on(100), on(90)), Milestone(on(100), on(95)), Milestone(on(200))]
    seen = earned_schedule(START, steps, on(100))
    assert seen is not None and (seen.earned, seen.index, seen.finish) == (100.0, 1.0, on(200))


def test_all_reached_stops_the_clock() -> None:
    steps = [Milestone(on(100), on(80)), Milestone(on(200), on(160))]
    seen = earned_schedule(START, steps, on(1000))
    assert seen is not None
    assert (seen.earned, seen.actual, seen.variance, seen.index, seen.finish) == (200.0, 160, 40.0, 1.25, on(160))


def test_a_single_day_earned_or_used_tells_a_pace() -> None:
    quick = earned_schedule(START, [Milestone(on(10), on(1)), Milestone(on(30))], on(1))
    assert quick is not None and (quick.earned, quick.actual, quick.finish) == (10.0, 1, on(3))
    slow = earned_schedule(START, [Milestone(on(1), on(5)), Milestone(on(10))], on(5))
    assert slow is not None and (slow.earned, slow.actual, slow.finish) == (1.0, 5, on(50))


def test_weights_that_add_up_otherwise_in_binary_earn_the_whole_course() -> None:
    """0,1 + 0,2 + 0,3 is a trifle more than 0,3 + 0,2 + 0,1 where sums are rounded at every step."""
    steps = [Milestone(on(300), on(9), 0.1), Milestone(on(200), on(9), 0.2), Milestone(on(100), on(9), 0.3)]
    seen = earned_schedule(START, steps, on(9))
    assert seen is not None and seen.earned == 300.0


def test_nothing_reached_and_the_first_day() -> None:
    steps = [Milestone(on(100), on(80))]
    before = earned_schedule(START, steps, on(79))
    assert before is not None and (before.earned, before.index, before.finish) == (0.0, 0.0, None)
    first = earned_schedule(START, [Milestone(on(100))], START)
    assert first is not None and first.index is None and first.finish is None


def test_a_step_reached_before_the_start_tells_no_pace_yet() -> None:
    seen = earned_schedule(START, [Milestone(on(10), on(-5)), Milestone(on(30))], START)
    assert seen is not None and (seen.earned, seen.actual, seen.index, seen.finish) == (10.0, 0, None, None)


@pytest.mark.parametrize(
    ("steps", "day"),
    [([], 10), ([Milestone(on(0))], 10), ([Milestone(on(-1))], 10), ([Milestone(on(5), None, 0.0)], 10),
     ([Milestone(on(5), None, -1.0)], 10), ([Milestone(on(5))], -1)],
)  # fmt: skip
def test_no_course_no_schedule(steps: list[Milestone], day: int) -> None:
    assert earned_schedule(START, steps, on(day)) is None


@given(st.lists(st.integers(1, 500), min_size=1, max_size=8), st.integers(1, 600))
def test_steps_reached_as_planned_earn_the_day_of_the_last(plan: list[int], day: int) -> None:
    steps = [Milestone(on(planned), on(planned)) for planned in plan]
    seen = earned_schedule(START, steps, on(day))
    assert seen is not None
    assert seen.earned == max((planned for planned in plan if planned <= day), default=0)
    assert seen.reached == seen.planned


def test_cards_stand_in_the_order_of_the_vietnamese_alphabet() -> None:
    cards = scorecards([((owner,), TASKS[0]) for owner in ("Sở Ế", "Sở Đất", "Sở Dân", "Sở Ê", "Sở E")])
    assert [card.owner for card in cards] == ["", "Sở Dân", "Sở Đất", "Sở E", "Sở Ê", "Sở Ế"]
