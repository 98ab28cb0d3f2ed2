"""Task states: the four official ones, as of a day (Decision 42/2014/QĐ-TTg, amended by 23/2018/QĐ-TTg).

A task with a last day is done on time, done late, open in time or open late. Routine work and work
without a day stand outside the count; work that waits for an event is open in time. What was done after
the day of the report is, on that day, still open.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from lotrinh.assessment.deadlines import Deadline, DeadlineKind, kind_rules, last_day, rounds
from lotrinh.core.counting import Count
from lotrinh.core.period import Period
from lotrinh.core.vietnamese.numbers import format_number

SOON = 15
"""Days before the last one from which on an open task is "due soon", unless the caller says otherwise."""


class TaskState(StrEnum):
    """The four official states, and the two outside the count."""

    DONE_ON_TIME = "done_on_time"  # hoàn thành đúng hạn
    DONE_LATE = "done_late"  # hoàn thành quá hạn
    OPEN_IN_TIME = "open_in_time"  # chưa hoàn thành trong hạn
    OPEN_LATE = "open_late"  # chưa hoàn thành quá hạn
    ROUTINE = "routine"  # thường xuyên
    UNDATED = "undated"  # không có hạn


OFFICIAL = (TaskState.DONE_ON_TIME, TaskState.DONE_LATE, TaskState.OPEN_IN_TIME, TaskState.OPEN_LATE)


@dataclass(frozen=True, slots=True)
class TaskStatus:
    """Where a task (or one round of recurring work) stands on a day.

    * `rule`: id and version of how the deadline was read. `due`: the last day, None without one.
    * `days_late`: days from the last day to the completion, or to today while open; 0 when not late.
    * `days_left`: for open work in time with a day; 0 on the last day. `due_soon`: at most the days asked for.
    * `counts`: due by the day of the report, so part of the denominator of percentages.
    * `doubts`: keys of data/task_states.toml that a person should look at.
    """

    state: TaskState
    rule: str
    due: date | None = None
    done: date | None = None
    days_late: int = 0
    days_left: int | None = None
    due_soon: bool = False
    counts: bool = False
    doubts: tuple[str, ...] = ()

    @property
    def official(self) -> bool:
        """Whether it is one of the four states that are counted."""
        return self.state in OFFICIAL


def state_of(
    deadline: Deadline,
    as_of: date,
    done: date | None = None,
    *,
    plan: Period | None = None,
    holidays: Set[date] = frozenset(),
    soon: int = SOON,
) -> TaskStatus:
    """The state of one task on the day `as_of`; recurring work round by round: `states_of_rounds`.

    `done`: the day of completion. `plan`: the plan's own period; a day outside of it is judged and marked.

    >>> june = Deadline(DeadlineKind.QUARTER, Period.quarter(2023, 2))
    >>> late = state_of(june, date(2023, 7, 10))
    >>> late.state.value, late.days_late, str(late.due)
    ('open_late', 10, '2023-06-30')
    >>> state_of(june, date(2023, 7, 10), done=date(2023, 6, 30)).state.value
    'done_on_time'
    """
    if deadline.kind is DeadlineKind.RECURRING:
        raise ValueError("recurring work has a state for every round")
    due = last_day(deadline, holidays)
    doubts = _doubts(deadline, due, plan)
    rule = _rule(deadline)
    finished = done if done is not None and done <= as_of else None
    if due is None:
        waits = deadline.kind in (DeadlineKind.AFTER_EVENT, DeadlineKind.RELATIVE_DAYS) and deadline.event is None
        if waits and finished is None:
            return TaskStatus(TaskState.OPEN_IN_TIME, rule, doubts=(*doubts, "waits_for_event"))
        routine = deadline.kind is DeadlineKind.ROUTINE
        return TaskStatus(TaskState.ROUTINE if routine else TaskState.UNDATED, rule, done=finished, doubts=doubts)
    return _dated(rule, due, as_of, finished, soon, doubts)


def _dated(rule: str, due: date, as_of: date, done: date | None, soon: int, doubts: tuple[str, ...] = ()) -> TaskStatus:
    counts = due <= as_of
    late = max(0, ((done or as_of) - due).days)
    if done is not None:
        state = TaskState.DONE_LATE if late else TaskState.DONE_ON_TIME
        return TaskStatus(state, rule, due, done, late, counts=counts, doubts=doubts)
    if late:
        return TaskStatus(TaskState.OPEN_LATE, rule, due, None, late, counts=counts, doubts=doubts)
    left = (due - as_of).days
    return TaskStatus(TaskState.OPEN_IN_TIME, rule, due, None, 0, left, left <= soon, counts, doubts)


def _rule(deadline: Deadline) -> str:
    entry = kind_rules()[deadline.kind]
    return f"{entry['id']}@{entry['version']}"


def _doubts(deadline: Deadline, due: date | None, plan: Period | None) -> tuple[str, ...]:
    doubts = []
    if deadline.kind is DeadlineKind.SEASON:
        doubts.append("season")
    if due is not None and plan is not None:
        if due > plan.last:
            doubts.append("after_plan")
        elif due < plan.first:
            doubts.append("before_plan")
    return tuple(doubts)


def states_of_rounds(
    deadline: Deadline, plan: Period, as_of: date, done: Mapping[Period, date] | None = None, *, soon: int = SOON
) -> list[tuple[Period, TaskStatus]]:
    """The state of every round of recurring work that falls due within the plan's period, in order of time.

    `done`: the period of a round → the day it was done.

    >>> from lotrinh.core.period import Kind
    >>> quarterly = Deadline(DeadlineKind.RECURRING, every=Kind.QUARTER, on=(3, 20))
    >>> done = {Period.quarter(2025, 1): date(2025, 3, 22)}
    >>> told = states_of_rounds(quarterly, Period.year(2025), date(2025, 7, 1), done)
    >>> [(str(period), status.state.value, status.days_late) for period, status in told[:3]]
    [('2025-Q1', 'done_late', 2), ('2025-Q2', 'open_late', 11), ('2025-Q3', 'open_in_time', 0)]
    """
    rule = _rule(deadline)
    told = []
    for due in rounds(deadline, plan.first, plan.last):
        day = (done or {}).get(due.period)
        finished = day if day is not None and day <= as_of else None
        told.append((due.period, _dated(rule, due.due, as_of, finished, soon)))
    return told


def whole_of_rounds(told: Sequence[tuple[Period, TaskStatus]]) -> TaskStatus | None:
    """Recurring work as one task: the earliest round of the state that decides. None without rounds.

    Open late while a round is overdue, then open in time while rounds are to come, then done late if any was.
    """
    worst_first = (TaskState.OPEN_LATE, TaskState.OPEN_IN_TIME, TaskState.DONE_LATE, TaskState.DONE_ON_TIME)
    for state in worst_first:
        for _, status in told:
            if status.state is state:
                return status
    return None


@cache
def task_words() -> dict[str, Any]:
    """Words of states and doubts, in Vietnamese and English (data/task_states.toml)."""
    return tomllib.loads((files("lotrinh.assessment") / "data" / "task_states.toml").read_text(encoding="utf-8"))


def sentence_of(status: TaskStatus, language: str = "vi") -> str:
    """The state with its days, for a reader.

    >>> june = Deadline(DeadlineKind.QUARTER, Period.quarter(2023, 2))
    >>> sentence_of(state_of(june, date(2023, 7, 10)))
    'Chưa hoàn thành, quá hạn 10 ngày (hạn 30/06/2023).'
    >>> sentence_of(state_of(june, date(2023, 7, 10)), "en")
    'Open, 10 days late (due 30/06/2023).'
    >>> sentence_of(state_of(june, date(2026, 11, 22)))
    'Chưa hoàn thành, quá hạn 1.241 ngày (hạn 30/06/2023).'
    """
    words = task_words()
    key = status.state.value
    if status.state is TaskState.OPEN_IN_TIME and status.due is None:
        key = "waiting"
    told: str = words["sentence"][key][language].format(
        due=f"{status.due:%d/%m/%Y}" if status.due else "",
        done=f"{status.done:%d/%m/%Y}" if status.done else "",
        late=_days(status.days_late, language),
        left=_days(status.days_left or 0, language),
    )
    return told


def _days(count: int, language: str) -> Count:
    return Count(count, format_number(count, 0, lang=language))
