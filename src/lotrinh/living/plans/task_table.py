"""The table of tasks: where each stands on a day, most urgent first, filtered by the address.

Reads: tasks in force on the day with those who answer for them. Writes: `TaskTable` with its scorecard.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language

from lotrinh.assessment.deadlines import DeadlineKind, kind_rules, rounds
from lotrinh.assessment.scorecards import Scorecard, scorecard
from lotrinh.assessment.task_states import TaskState, TaskStatus, sentence_of, state_of, task_words
from lotrinh.core.period import Period
from lotrinh.core.vietnamese.text import fold, sort_key
from lotrinh.living.access.rules import Person
from lotrinh.living.documents.models import HEAVY
from lotrinh.living.plans.facts import deadline_of
from lotrinh.living.plans.held import seen_by
from lotrinh.living.plans.models import Assignment, Plan, Task
from lotrinh.living.words import Words

CLASSES = {
    TaskState.DONE_ON_TIME: "done", TaskState.DONE_LATE: "done_late", TaskState.OPEN_IN_TIME: "open",
    TaskState.OPEN_LATE: "late", TaskState.ROUTINE: "not_assessable", TaskState.UNDATED: "not_assessable",
}  # fmt: skip
SHAPES = {
    TaskState.DONE_ON_TIME: "●", TaskState.DONE_LATE: "◆", TaskState.OPEN_IN_TIME: "○", TaskState.OPEN_LATE: "▼",
    TaskState.ROUTINE: "↻", TaskState.UNDATED: "–",
}  # fmt: skip
_URGENCY = (
    TaskState.OPEN_LATE, TaskState.OPEN_IN_TIME, TaskState.ROUTINE, TaskState.UNDATED, TaskState.DONE_LATE,
    TaskState.DONE_ON_TIME,
)  # fmt: skip


TASK_GROUPS = {
    "muc": Words("Nhóm nhiệm vụ (mục)", "Group of tasks (section)"),
    "coquan": Words("Cơ quan chủ trì", "Lead agency"),
}


class StateShown:
    """How pages show a state: for rows that have a `status`."""

    status: TaskStatus

    @property
    def css(self) -> str:
        """Class of the state's word."""
        return "soon" if self.status.due_soon else CLASSES[self.status.state]

    @property
    def shape(self) -> str:
        """The shape beside the state's word."""
        return SHAPES[self.status.state]

    @property
    def word(self) -> Words:
        """The state's word."""
        return state_words(self.status.state)


@dataclass(frozen=True)
class TaskRow(StateShown):
    """One task on a day. `leads`, `partners`: as printed, with the agency or group meant."""

    task: Task
    url: str
    status: TaskStatus
    leads: Sequence[Assignment]
    partners: Sequence[Assignment]

    @property
    def state(self) -> str:
        """The state's key."""
        return self.status.state.value

    @property
    def told(self) -> str:
        """The state in a sentence."""
        return sentence_of(self.status, get_language() or "vi")

    @property
    def due_text(self) -> str:
        """The deadline as written; of "trước năm 2025" the facts keep the word "trước" as the kind."""
        told = str(self.task.slots.get("due_text") or "")
        before = told and self.task.due_kind == "before" and not told.lower().startswith("trước")
        return f"trước {told}" if before else told

    @property
    def due_read(self) -> str:
        """How the deadline was read, in words."""
        entry = kind_rules()[deadline_of(self.task.slots).kind]
        return str(entry.get(get_language() or "vi", ""))

    @property
    def urgency(self) -> tuple[int, int, int]:
        """Overdue ones first, the longest first; then by last day; then what has none."""
        days = -self.status.days_late if self.status.days_late else (self.status.days_left or 0)
        undated = self.status.due is None
        return _URGENCY.index(self.status.state), int(undated), days


@dataclass(frozen=True)
class TaskFilters:
    """What the address asks for."""

    states: tuple[str, ...] = ()
    section: str = ""
    agency: str = ""
    words: str = ""
    soon: bool = False
    group: str = ""

    @property
    def active(self) -> bool:
        """Whether anything narrows the table."""
        return bool(self.states or self.section or self.agency or self.words or self.soon)


@dataclass(frozen=True)
class TaskTable:
    """Rows as filtered, and what there is to choose from; the card counts all tasks, whatever is filtered."""

    rows: Sequence[TaskRow]
    all: Sequence[TaskRow]
    filters: TaskFilters
    card: Scorecard
    on: date
    sections: Sequence[str] = ()
    agencies: Sequence[str] = ()
    states: Sequence[tuple[str, Words, int]] = field(default=())


def task_filters(query: QueryDict) -> TaskFilters:
    """The filters of an address; what means nothing here is left out."""
    return TaskFilters(
        states=tuple(state.value for state in TaskState if state.value in query.getlist("trangthai")),
        section=query.get("muc", ""),
        agency=query.get("coquan", ""),
        words=query.get("tim", "").strip()[:100],
        soon=query.get("sapden") == "1",
        group=query.get("nhom", "") if query.get("nhom") in TASK_GROUPS else "",
    )


def task_table(plan: Plan, query: QueryDict, on: date, person: Person) -> TaskTable:
    """The tasks of a plan that the person may see, on a day. Three queries."""
    rows = task_rows(plan, tasks_on(plan, on, person), on)
    filters = task_filters(query)
    shown = sorted((row for row in rows if _fits(row, filters)), key=lambda row: (row.urgency, row.task.order))
    card = scorecard("", (row.status for row in rows))
    return TaskTable(
        rows=shown,
        all=rows,
        filters=filters,
        card=card,
        on=on,
        sections=list(dict.fromkeys(row.task.section for row in rows if row.task.section)),
        agencies=sorted({_key(lead.printed) for row in rows for lead in row.leads}, key=sort_key),
        states=[(state.value, state_words(state), card.states.get(state, 0)) for state in TaskState],
    )


def tasks_on(plan: Plan, on: date, person: Person | None = None) -> list[Task]:
    """The tasks that stand on a day, with their assignments: all of them, or those that a person may see."""
    tasks = (
        plan.tasks.filter(Q() if person is None else seen_by(person), added__effective_on__lte=on)
        .filter(Q(ended__isnull=True) | Q(ended__effective_on__gt=on))
        .select_related("document", "added")
        .defer(*HEAVY)
        .prefetch_related("assignments__agency", "assignments__group")
    )
    return list(tasks)


def task_rows(plan: Plan, tasks: Sequence[Task], on: date) -> list[TaskRow]:
    """Where each task stands on a day."""
    base = reverse("plans:task", args=[plan.slug, 0])[:-2]
    period = period_of(plan)
    rows = []
    for task in tasks:
        given = list(task.assignments.all())
        rows.append(
            TaskRow(
                task,
                f"{base}{task.pk}/",
                status_of(task, period, on),
                [one for one in given if one.lead],
                [one for one in given if not one.lead],
            )
        )
    return rows


def period_of(plan: Plan) -> Period | None:
    """The plan's own years."""
    if plan.year_from is None or plan.year_to is None or plan.year_from > plan.year_to:
        return None
    return Period.between(date(plan.year_from, 1, 1), date(plan.year_to, 12, 31))


def status_of(task: Task, plan: Period | None, on: date) -> TaskStatus:
    """The official state on a day; recurring work stands as its round that is next due on the day."""
    deadline = deadline_of(task.slots)
    done = task.done_on if task.done_on is not None and task.done_on <= on else None
    if deadline.kind is not DeadlineKind.RECURRING:
        return state_of(deadline, on, done, plan=plan)
    last = on + timedelta(days=400) if plan is None else min(plan.last, on + timedelta(days=400))
    due = next((one for one in rounds(deadline, on, last) if one.due >= on), None)
    if due is None:
        return TaskStatus(TaskState.UNDATED, "recurring", done=done, doubts=("after_plan",))
    if done is not None and due.period.first <= done:
        return TaskStatus(TaskState.DONE_ON_TIME, "recurring", due.due, done)
    left = (due.due - on).days
    return TaskStatus(TaskState.OPEN_IN_TIME, "recurring", due.due, None, 0, left, left <= _SOON)


_SOON = 15


def _key(printed: str) -> str:
    return printed[:1].upper() + printed[1:]


def _fits(row: TaskRow, filters: TaskFilters) -> bool:
    if filters.states and row.state not in filters.states:
        return False
    if filters.section and row.task.section != filters.section:
        return False
    if filters.agency and all(_key(lead.printed) != filters.agency for lead in row.leads):
        return False
    if filters.soon and not row.status.due_soon:
        return False
    return not filters.words or fold(filters.words) in fold(row.task.text)


def state_words(state: TaskState) -> Words:
    """The word of a state."""
    entry: Mapping[str, Any] = task_words()["state"][state.value]
    return Words(entry["vi"], entry["en"])


def grouped_tasks(rows: Sequence[TaskRow], by: str) -> list[tuple[str, list[TaskRow]]]:
    """Rows under headings: sections in the document's order, agencies by name; one group without a heading else."""
    if not by:
        return [("", list(rows))]
    told: dict[str, list[TaskRow]] = {}
    for row in sorted(rows, key=lambda row: row.task.order) if by == "muc" else rows:
        titles = [row.task.section] if by == "muc" else [_key(lead.printed) for lead in row.leads]
        for title in titles or [""]:
            told.setdefault(title or str(NO_GROUP), []).append(row)
    return list(told.items()) if by == "muc" else sorted(told.items(), key=lambda item: sort_key(item[0]))


NO_GROUP = Words("Không nêu", "None named")


def by_month(rows: Sequence[TaskRow]) -> list[tuple[date | None, list[TaskRow]]]:
    """The calendar: tasks under the month of their last day, in order of time; None for those without a day, last."""
    months: dict[date | None, list[TaskRow]] = {}
    for row in sorted(rows, key=lambda row: (row.status.due or date.max, row.task.order)):
        due = row.status.due
        months.setdefault(due.replace(day=1) if due else None, []).append(row)
    return list(months.items())
