"""Deadlines of every kind, the four official states, rounds of recurring work."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.assessment.deadlines import (
    Deadline,
    DeadlineKind,
    Round,
    kind_rules,
    last_day,
    read_deadline,
    rounds,
)
from lotrinh.assessment.task_states import (
    OFFICIAL,
    TaskState,
    sentence_of,
    state_of,
    states_of_rounds,
    task_words,
    whole_of_rounds,
)
from lotrinh.core.period import Kind, Period

K = DeadlineKind
DAY = Period.day(date(2025, 12, 15))


@pytest.mark.parametrize(
    ("deadline", "last"),
    [
        (Deadline(K.DATE, DAY), "2025-12-15"),
        (Deadline(K.BEFORE, DAY), "2025-12-14"),
        (Deadline(K.BEFORE, Period.quarter(2025, 3)), "2025-06-30"),
        (Deadline(K.MONTH, Period.month(2024, 2)), "2024-02-29"),
        (Deadline(K.QUARTER, Period.quarter(2023, 2)), "2023-06-30"),
        (Deadline(K.HALF, Period.half(2025, 1)), "2025-06-30"),
        (Deadline(K.YEAR, Period.year(2025)), "2025-12-31"),
        (Deadline(K.BEFORE_YEAR, Period.year(2025)), "2024-12-31"),
        (Deadline(K.UNTIL_YEAR, Period.year(2030)), "2030-12-31"),
        (Deadline(K.PERIOD, Period.years(2026, 2030)), "2030-12-31"),
        (Deadline(K.WINDOW, Period.between(date(2025, 3, 1), date(2025, 4, 15))), "2025-04-15"),
        (Deadline(K.SEASON, Period.between(date(2023, 5, 1), date(2023, 11, 30))), "2023-11-30"),
        (Deadline(K.RELATIVE_DAYS, event=date(2025, 3, 6), days=10), "2025-03-16"),
        (Deadline(K.RELATIVE_DAYS, event=date(2025, 3, 6), days=10, working=True), "2025-03-20"),
        (Deadline(K.RELATIVE_DAYS, event=date(2025, 3, 8), days=1, working=True), "2025-03-10"),
        (Deadline(K.RELATIVE_DAYS, event=date(2025, 3, 6), days=0, working=True), "2025-03-06"),
        (Deadline(K.AFTER_EVENT, event=date(2025, 3, 1), days=30), "2025-03-31"),
    ],
)
def test_the_last_day_of_every_kind(deadline: Deadline, last: str) -> None:
    assert str(last_day(deadline)) == last


@pytest.mark.parametrize(
    "deadline",
    [
        Deadline(K.AFTER_EVENT),
        Deadline(K.AFTER_EVENT, event=date(2025, 3, 1)),
        Deadline(K.RELATIVE_DAYS, days=10),
        Deadline(K.ROUTINE),
        Deadline(K.NONE),
        Deadline(K.RECURRING, every=Kind.MONTH),
    ],
)
def test_kinds_without_a_last_day(deadline: Deadline) -> None:
    assert last_day(deadline) is None


def test_holidays_are_no_working_days() -> None:
    ten = Deadline(K.RELATIVE_DAYS, event=date(2025, 4, 28), days=3, working=True)
    assert last_day(ten) == date(2025, 5, 1)
    assert last_day(ten, frozenset({date(2025, 4, 30), date(2025, 5, 1)})) == date(2025, 5, 5)


@pytest.mark.parametrize(
    "slots",
    [
        {"kind": K.DATE}, {"kind": K.SEASON}, {"kind": K.RELATIVE_DAYS}, {"kind": K.RELATIVE_DAYS, "days": -1},
        {"kind": K.RECURRING}, {"kind": K.RECURRING, "every": Kind.DAY},
        {"kind": K.RECURRING, "every": Kind.MONTH, "on": (0, 5)},
        {"kind": K.RECURRING, "every": Kind.MONTH, "on": (1, 32)},
        {"kind": K.RECURRING, "every": Kind.MONTH, "on": (1, 0)},
    ],
)  # fmt: skip
def test_a_deadline_without_what_it_needs_is_refused(slots: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"deadline|recurring|round"):
        Deadline(**slots)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("due", "as_of", "done", "state", "late", "left", "counts"),
    [
        ("2025-06-30", "2025-06-29", None, TaskState.OPEN_IN_TIME, 0, 1, False),
        ("2025-06-30", "2025-06-30", None, TaskState.OPEN_IN_TIME, 0, 0, True),
        ("2025-06-30", "2025-07-01", None, TaskState.OPEN_LATE, 1, None, True),
        ("2025-06-30", "2025-07-10", "2025-06-30", TaskState.DONE_ON_TIME, 0, None, True),
        ("2025-06-30", "2025-07-10", "2025-07-01", TaskState.DONE_LATE, 1, None, True),
        ("2025-06-30", "2025-07-10", "2025-07-11", TaskState.OPEN_LATE, 10, None, True),
        ("2025-06-30", "2025-05-01", "2025-04-30", TaskState.DONE_ON_TIME, 0, None, False),
        ("2025-06-30", "2025-05-01", "2025-05-01", TaskState.DONE_ON_TIME, 0, None, False),
    ],
)
def test_the_four_states(
    due: str, as_of: str, done: str | None, state: TaskState, late: int, left: int | None, counts: bool
) -> None:
    deadline = Deadline(K.DATE, Period.day(date.fromisoformat(due)))
    told = state_of(deadline, date.fromisoformat(as_of), date.fromisoformat(done) if done else None)
    assert (told.state, told.days_late, told.days_left, told.counts) == (state, late, left, counts)
    assert told.official and told.rule == "deadline.date@1" and str(told.due) == due
    assert (told.done is None) == (state in (TaskState.OPEN_IN_TIME, TaskState.OPEN_LATE))


def test_due_soon() -> None:
    deadline = Deadline(K.DATE, DAY)
    assert state_of(deadline, date(2025, 11, 30)).due_soon  # 15 days
    assert not state_of(deadline, date(2025, 11, 29)).due_soon
    assert state_of(deadline, date(2025, 12, 8), soon=7).due_soon
    assert not state_of(deadline, date(2025, 12, 7), soon=7).due_soon
    assert not state_of(deadline, date(2025, 12, 16)).due_soon
    assert not state_of(deadline, date(2025, 12, 15), date(2025, 12, 1)).due_soon


def test_outside_the_count() -> None:
    routine = state_of(Deadline(K.ROUTINE), date(2025, 1, 1))
    undated = state_of(Deadline(K.NONE), date(2025, 1, 1), date(2024, 12, 1))
    assert (routine.state, undated.state, undated.done) == (TaskState.ROUTINE, TaskState.UNDATED, date(2024, 12, 1))
    assert not routine.official and not undated.official and not routine.counts and not undated.counts


def test_work_after_an_event_waits_for_it() -> None:
    waiting = state_of(Deadline(K.AFTER_EVENT), date(2025, 1, 1))
    assert waiting.state is TaskState.OPEN_IN_TIME and waiting.doubts == ("waits_for_event",) and not waiting.counts
    assert sentence_of(waiting).startswith("Chưa đến hạn")
    came = state_of(Deadline(K.AFTER_EVENT, event=date(2025, 1, 1), days=30), date(2025, 2, 1))
    assert came.state is TaskState.OPEN_LATE and came.days_late == 1
    dateless = state_of(Deadline(K.AFTER_EVENT, event=date(2025, 1, 1)), date(2025, 2, 1))
    assert dateless.state is TaskState.UNDATED
    assert state_of(Deadline(K.AFTER_EVENT), date(2025, 1, 2), date(2025, 1, 1)).state is TaskState.UNDATED


def test_days_outside_the_plan_are_marked() -> None:
    plan = Period.years(2021, 2025)
    after = state_of(Deadline(K.UNTIL_YEAR, Period.year(2030)), date(2025, 1, 1), plan=plan)
    before = state_of(Deadline(K.BEFORE_YEAR, Period.year(2021)), date(2025, 1, 1), plan=plan)
    inside = state_of(Deadline(K.YEAR, Period.year(2025)), date(2025, 1, 1), plan=plan)
    first = state_of(Deadline(K.DATE, Period.day(date(2021, 1, 1))), date(2025, 1, 1), plan=plan)
    assert (after.doubts, before.doubts, inside.doubts, first.doubts) == (("after_plan",), ("before_plan",), (), ())
    assert after.state is TaskState.OPEN_IN_TIME and before.state is TaskState.OPEN_LATE
    season = Deadline(K.SEASON, Period.between(date(2023, 5, 1), date(2023, 11, 30)))
    assert state_of(season, date(2023, 1, 1)).doubts == ("season",)


def test_recurring_work_needs_its_rounds() -> None:
    with pytest.raises(ValueError, match="every round"):
        state_of(Deadline(K.RECURRING, every=Kind.MONTH), date(2025, 1, 1))


def test_rounds_of_every_rhythm() -> None:
    def days(every: Kind, on: tuple[int, int] | None, first: str, last: str) -> list[str]:
        found = rounds(Deadline(K.RECURRING, every=every, on=on), date.fromisoformat(first), date.fromisoformat(last))
        return [str(one.due) for one in found]

    assert days(Kind.MONTH, None, "2024-01-31", "2024-03-30") == ["2024-01-31", "2024-02-29"]
    assert days(Kind.MONTH, (1, 31), "2025-02-01", "2025-04-30") == ["2025-02-28", "2025-03-31", "2025-04-30"]
    assert days(Kind.MONTH, (2, 5), "2025-01-01", "2025-02-28") == ["2025-01-05", "2025-02-05"]
    assert days(Kind.QUARTER, (3, 20), "2025-01-01", "2025-12-31") == [
        "2025-03-20", "2025-06-20", "2025-09-20", "2025-12-20",
    ]  # fmt: skip
    assert days(Kind.HALF, None, "2025-01-01", "2025-12-31") == ["2025-06-30", "2025-12-31"]
    assert days(Kind.YEAR, (12, 15), "2024-12-16", "2026-12-15") == ["2025-12-15", "2026-12-15"]
    assert days(Kind.YEAR, (13, 15), "2025-01-01", "2025-12-31") == ["2025-01-15"]  # of the year before
    assert days(Kind.YEAR, (25, 15), "2025-01-01", "2026-12-31") == ["2025-01-15", "2026-01-15"]  # of two years before
    assert days(Kind.QUARTER, (16, 31), "2025-01-01", "2025-12-31") == [
        "2025-01-31", "2025-04-30", "2025-07-31", "2025-10-31",
    ]  # fmt: skip
    assert days(Kind.WEEK, None, "2025-01-01", "2025-01-19") == ["2025-01-05", "2025-01-12", "2025-01-19"]
    assert days(Kind.MONTH, None, "2025-03-01", "2025-02-01") == []
    assert rounds(Deadline(K.NONE), date(2025, 1, 1), date(2025, 12, 31)) == []
    january = rounds(Deadline(K.RECURRING, every=Kind.MONTH, on=(2, 5)), date(2025, 1, 1), date(2025, 1, 31))
    assert january == [Round(date(2025, 1, 5), Period.month(2024, 12))]


def test_rounds_at_the_ends_of_the_calendar() -> None:
    yearly = Deadline(K.RECURRING, every=Kind.YEAR)
    late = Deadline(K.RECURRING, every=Kind.YEAR, on=(25, 1))
    assert [str(one.due) for one in rounds(yearly, date.min, date(2, 12, 31))] == ["0001-12-31", "0002-12-31"]
    assert [str(one.due) for one in rounds(late, date.min, date(4, 1, 1))] == ["0003-01-01", "0004-01-01"]
    assert [str(one.due) for one in rounds(late, date(9998, 1, 1), date.max)] == ["9998-01-01", "9999-01-01"]
    assert [str(one.due) for one in rounds(yearly, date(9998, 1, 1), date.max)] == ["9998-12-31", "9999-12-31"]


def test_recurring_work_as_one_task() -> None:
    monthly = Deadline(K.RECURRING, every=Kind.MONTH)
    plan = Period.quarter(2025, 1)
    months = [Period.month(2025, number) for number in (1, 2, 3)]
    in_time = {month: month.last for month in months}

    def whole(done: dict[Period, date], as_of: date) -> TaskState:
        told = whole_of_rounds(states_of_rounds(monthly, plan, as_of, done))
        assert told is not None
        return told.state

    assert whole(in_time, date(2025, 4, 1)) is TaskState.DONE_ON_TIME
    assert whole(in_time, date(2025, 3, 30)) is TaskState.OPEN_IN_TIME
    assert whole(in_time | {months[0]: date(2025, 2, 3)}, date(2025, 4, 1)) is TaskState.DONE_LATE
    assert whole({months[0]: months[0].last}, date(2025, 3, 1)) is TaskState.OPEN_LATE
    assert whole(in_time, date(2025, 3, 31)) is TaskState.DONE_ON_TIME  # done on the day itself
    assert whole_of_rounds([]) is None
    told = states_of_rounds(monthly, plan, date(2025, 3, 1), {months[0]: date(2025, 2, 1)}, soon=30)
    assert [(str(period), status.state, status.days_late) for period, status in told] == [
        ("2025-01", TaskState.DONE_LATE, 1),
        ("2025-02", TaskState.OPEN_LATE, 1),
        ("2025-03", TaskState.OPEN_IN_TIME, 0),
    ]
    assert told[2][1].due_soon and told[2][1].days_left == 30 and told[0][1].rule == "deadline.recurring@1"


@pytest.mark.parametrize(
    ("facts", "kind", "last"),
    [
        (("by", "2025-12-15", "ngày 15/12/2025", None), K.DATE, "2025-12-15"),
        (("before", "2025-12-15", "ngày 15/12/2025", None), K.BEFORE, "2025-12-14"),
        (("before", "2025-12-15", "15/12/2025", None), K.BEFORE, "2025-12-14"),
        (("before", "2024-12-31", "năm 2025", None), K.BEFORE_YEAR, "2024-12-31"),
        (("before", "2025-06-30", "Quý III/2025", None), K.BEFORE, "2025-06-30"),
        (("before", "2025-06-30", None, None), K.DATE, "2025-06-30"),
        (("by", "2023-06-30", "Quý II/2023", None), K.QUARTER, "2023-06-30"),
        (("by", "2025-03-31", "tháng 3/2025", None), K.MONTH, "2025-03-31"),
        (("by", "2025-12-31", "năm 2025", None), K.YEAR, "2025-12-31"),
        (("by", "2030-12-31", "đến năm 2030", None), K.UNTIL_YEAR, "2030-12-31"),
        (("period", "2030-12-31", "giai đoạn 2026 - 2030", None), K.PERIOD, "2030-12-31"),
        (("by", "2025-12-31", "2025", None), K.YEAR, "2025-12-31"),
        (("before", "2024-12-31", "2025", None), K.BEFORE_YEAR, "2024-12-31"),
        (("by", "2010-03-31", "trong quý I năm 2010", None), K.QUARTER, "2010-03-31"),
        (("by", "2025-06-30", "6 tháng đầu năm 2025", None), K.HALF, "2025-06-30"),
        (("by", "2025-04-15", "từ ngày 01/3/2025 đến ngày 15/4/2025", None), K.WINDOW, "2025-04-15"),
        (("by", "2025-06-30", "tháng 5 và tháng 6 năm 2025", None), K.MONTH, "2025-06-30"),
        (("by", "2025-12-31", "trong năm", None), K.YEAR, "2025-12-31"),
        (("by", "2025-09-30", "9 tháng đầu năm 2025", None), K.WINDOW, "2025-09-30"),
        (("by", "2025-12-31", "hết năm 2025", None), K.UNTIL_YEAR, "2025-12-31"),
        (("by", "2025-06-30", "đến năm 2025", None), K.DATE, "2025-06-30"),
        (("by", "2025-12-31", "0000", None), K.DATE, "2025-12-31"),
        (("by", "2023-11-30", "mùa mưa năm 2023", None), K.DATE, "2023-11-30"),
        (("event", None, "sau khi Luật có hiệu lực", None), K.AFTER_EVENT, "None"),
        (("recurring", None, "Thường xuyên", None), K.ROUTINE, "None"),
        (("recurring", None, "hằng quý", "quarterly"), K.RECURRING, "None"),
        (("none", None, None, None), K.NONE, "None"),
    ],
)
def test_deadlines_as_the_facts_state_them(
    facts: tuple[str, str | None, str | None, str | None], kind: DeadlineKind, last: str
) -> None:
    deadline = read_deadline(*facts)
    assert (deadline.kind, str(last_day(deadline))) == (kind, last)


def test_the_rhythm_of_the_facts() -> None:
    read = {name: read_deadline("recurring", None, None, name).every for name in
            ("monthly", "quarterly", "half-yearly", "yearly")}  # fmt: skip
    assert list(read.values()) == [Kind.MONTH, Kind.QUARTER, Kind.HALF, Kind.YEAR]


def test_every_kind_state_and_doubt_has_its_words() -> None:
    rules = kind_rules()
    assert set(rules) == {kind.value for kind in DeadlineKind}
    assert all(rule["vi"] and rule["en"] and rule["version"] >= 1 for rule in rules.values())
    assert len({rule["id"] for rule in rules.values()}) == len(rules)
    words = task_words()
    assert set(words["state"]) == {state.value for state in TaskState}
    assert set(words["sentence"]) == {state.value for state in TaskState} | {"waiting"}
    assert set(words["doubt"]) == {"season", "after_plan", "before_plan", "waits_for_event"}


def test_sentences() -> None:
    june = Deadline(K.QUARTER, Period.quarter(2023, 2))
    assert sentence_of(state_of(june, date(2023, 6, 20))) == "Chưa hoàn thành, còn 10 ngày (hạn 30/06/2023)."
    late = state_of(june, date(2023, 8, 1), date(2023, 7, 4))
    assert sentence_of(late, "en") == "Done on 04/07/2023, 4 days late (due 30/06/2023)."
    assert sentence_of(state_of(june, date(2023, 6, 29)), "en") == "Open, 1 day left (due 30/06/2023)."
    assert sentence_of(state_of(Deadline(K.NONE), date(2023, 8, 1))).startswith("Không nêu hạn")


days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(days, days, st.none() | days)
def test_states_partition_and_agree_with_their_days(due: date, as_of: date, done: date | None) -> None:
    told = state_of(Deadline(K.DATE, Period.day(due)), as_of, done)
    known = done is not None and done <= as_of
    assert told.state in OFFICIAL
    assert (told.state in (TaskState.DONE_ON_TIME, TaskState.DONE_LATE)) == known
    assert (told.days_late > 0) == (told.state in (TaskState.DONE_LATE, TaskState.OPEN_LATE))
    end = done if known and done is not None else as_of
    assert told.days_late == max(0, (end - due).days)


@given(days, st.integers(0, 60))
def test_working_days_count_only_week_days(event: date, count: int) -> None:
    last = last_day(Deadline(K.RELATIVE_DAYS, event=event, days=count, working=True))
    assert last is not None
    between = [event + timedelta(days=n) for n in range(1, (last - event).days + 1)]
    assert sum(day.weekday() < 5 for day in between) == count
    assert count == 0 or last.weekday() < 5


def test_a_period_beside_work_that_names_none_gives_no_day() -> None:
    """Only kinds that name a time end with it; days after an event count from the event."""
    year = Period.year(2025)
    assert [last_day(Deadline(kind, year)) for kind in (K.ROUTINE, K.NONE, K.AFTER_EVENT)] == [None] * 3
    assert last_day(Deadline(K.RELATIVE_DAYS, year, event=date(2025, 3, 6), days=10)) == date(2025, 3, 16)


@pytest.mark.parametrize("kind", [K.NONE, K.ROUTINE, K.AFTER_EVENT])
def test_work_without_a_day_is_neither_late_nor_soon(kind: DeadlineKind) -> None:
    told = state_of(Deadline(kind), date(2025, 7, 1))
    assert (told.due, told.days_late, told.days_left, told.due_soon, told.counts) == (None, 0, None, False, False)


def test_deadlines_are_read_from_what_is_printed() -> None:
    """The printed period counts where the day ends it or comes right before it, and nowhere else."""
    assert read_deadline("by", "2023-07-01", "quý II/2023").kind is K.DATE  # the day after the quarter
    assert read_deadline("before", "2023-04-02", "quý II/2023").kind is K.DATE  # a day inside
    assert read_deadline("before", "2023-03-31", "quý II/2023") == Deadline(K.BEFORE, Period.quarter(2023, 2))
    several = read_deadline("by", "2023-06-30", "quý I/2023 và quý II/2023")
    assert several == Deadline(K.QUARTER, Period.quarter(2023, 2))
    before = read_deadline("before", "2023-06-30", "trong quý I, trước quý III/2023")
    assert before == Deadline(K.BEFORE, Period.quarter(2023, 3))
    assert read_deadline("by", "2025-12-31", "2025") == Deadline(K.YEAR, Period.year(2025))
    assert read_deadline("by", "2025-12-31") == Deadline(K.DATE, Period.day(date(2025, 12, 31)))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_sentences_name_their_days_and_no_others(language: str) -> None:
    day, deadline = DAY.last, Deadline(K.DATE, DAY)
    open_task, done = state_of(deadline, day), state_of(deadline, day, day)
    told = {
        "vi": [
            "Chưa hoàn thành, còn 0 ngày (hạn 15/12/2025).",
            "Hoàn thành ngày 15/12/2025, đúng hạn (hạn 15/12/2025).",
        ],
        "en": ["Open, 0 days left (due 15/12/2025).", "Done on 15/12/2025, in time (due 15/12/2025)."],
    }
    assert [sentence_of(open_task, language), sentence_of(done, language)] == told[language]


def test_holidays_are_no_working_days_of_a_state() -> None:
    ten = Deadline(K.RELATIVE_DAYS, event=date(2025, 3, 6), days=10, working=True)
    assert state_of(ten, date(2025, 3, 21)).state is TaskState.OPEN_LATE
    later = state_of(ten, date(2025, 3, 21), holidays={date(2025, 3, 10)})
    assert (later.state, later.due) == (TaskState.OPEN_IN_TIME, date(2025, 3, 21))


def test_rule_and_doubts_stay_with_every_state() -> None:
    plan = Period.years(2021, 2024)
    done = state_of(Deadline(K.DATE, DAY), date(2025, 12, 31), date(2025, 12, 1), plan=plan)
    assert (done.state, done.doubts) == (TaskState.DONE_ON_TIME, ("after_plan",))
    none = state_of(Deadline(K.NONE), date(2025, 1, 1), plan=plan)
    assert (none.rule, none.doubts) == ("deadline.none@1", ())
    with pytest.raises(ValueError, match=r"^recurring work has a state for every round$"):
        state_of(Deadline(K.RECURRING, every=Kind.MONTH), date(2025, 1, 1))
