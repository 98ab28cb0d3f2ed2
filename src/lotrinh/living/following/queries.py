"""What pages ask about instances. No query here grows with the rows of a page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, F, Prefetch, Q, QuerySet, When
from django.db.models.functions import Coalesce

from lotrinh.assessment.deadlines import Deadline, DeadlineKind
from lotrinh.assessment.scorecards import Scorecard, scorecards
from lotrinh.assessment.task_states import SOON, TaskState, TaskStatus, state_of
from lotrinh.core.period import Period
from lotrinh.core.vietnamese.period_words import period_told
from lotrinh.living.access.rules import Person
from lotrinh.living.following.models import Instance, Report, Standing
from lotrinh.living.people.queries import Given, answers_for_all
from lotrinh.living.plans.addresses import task_url
from lotrinh.living.plans.facts import deadline_of
from lotrinh.living.plans.models import Plan, Task
from lotrinh.living.plans.queries import plans_for
from lotrinh.living.plans.task_table import StateShown
from lotrinh.living.words import Words

STATES = ("late", "soon", "open", "asked", "done", "undated")
STATE_WORDS = {
    "late": Words("Quá hạn", "Late"),
    "soon": Words("Sắp đến hạn", "Due soon"),
    "open": Words("Trong hạn", "In time"),
    "asked": Words("Chờ xác nhận", "To be confirmed"),
    "done": Words("Đã xong", "Done"),
    "undated": Words("Không có hạn", "Without a date"),
}


@dataclass(frozen=True)
class Row(StateShown):
    """An instance as a page shows it."""

    instance: Instance
    status: TaskStatus

    @property
    def url(self) -> str:
        """Where it stands on the page of its task."""
        task = self.instance.task
        return f"{task_url(task.plan, task.pk)}#phan-{self.instance.pk}"

    @property
    def period(self) -> Words | None:
        """The round, in words."""
        if not self.instance.period:
            return None
        period = Period.parse(self.instance.period)
        return Words(period_told(period, "vi"), period_told(period, "en"))


def status_on(instance: Instance, on: date) -> TaskStatus:
    """The official state of an instance on a day. The outcome of the whole task stands for a piece without its own."""
    done = instance.done_on or (None if instance.period else instance.task.done_on)
    if done is not None and done > on:
        done = None
    if instance.due is not None:
        return state_of(Deadline(DeadlineKind.DATE, Period.day(instance.due)), on, done)
    deadline = deadline_of(instance.task.slots)
    if deadline.kind is DeadlineKind.RECURRING:
        return TaskStatus(TaskState.ROUTINE, "recurring", done=done)
    return state_of(deadline, on, done)


def rows_of(instances: Iterable[Instance], on: date) -> list[Row]:
    """The rows of a page."""
    return [Row(one, status_on(one, on)) for one in instances]


def standing(on: date) -> QuerySet[Any]:
    """Instances that are owed on a day: of tasks in force, not carried to a successor; with `done`, the day that holds.

    Comes with task and plan, without the words of documents.
    """
    in_force = Q(task__ended=None) | Q(task__ended__effective_on__gt=on)
    return (
        Instance.objects.filter(in_force, carried_to=None, task__added__effective_on__lte=on)
        .select_related("task__plan", "agency")
        .annotate(done=Case(When(period="", then=Coalesce("done_on", "task__done_on")), default=F("done_on")))
    )


def standing_for(person: Person, on: date, agencies: Collection[int] | None = None) -> QuerySet[Any]:
    """Of the plans that a person may see, of these agencies (None: all)."""
    rows = standing(on).filter(task__plan__in=plans_for(person))
    return rows if agencies is None else rows.filter(agency__in=agencies)


def in_state(state: str, on: date) -> Q:
    """The condition that an instance is in a state of the page's filter."""
    soon = on + timedelta(days=SOON)
    waiting = Report.objects.filter(standing=Standing.ASKED).values("instance")
    conditions = {
        "late": Q(done=None, due__lt=on),
        "soon": Q(done=None, due__gte=on, due__lte=soon),
        "open": Q(done=None, due__gt=soon),
        "undated": Q(done=None, due=None),
        "done": Q(done__isnull=False),
        "asked": Q(done=None, pk__in=waiting),
    }
    return conditions[state]


def counts_of(rows: QuerySet[Any], on: date) -> dict[str, int]:
    """State → how many, and "all". One query."""
    counted = {f"in_{state}": Count("pk", filter=in_state(state, on)) for state in STATES}
    told: dict[str, int] = rows.aggregate(in_all=Count("pk"), **counted)
    return {key.removeprefix("in_"): count for key, count in told.items()}


def urgent_first(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Open ones before done ones, by day; those without a day after those with one."""
    return rows.order_by(F("done").asc(nulls_first=True), F("due").asc(nulls_last=True), "task", "agency")


def cards(rows: QuerySet[Any], on: date) -> list[Scorecard]:
    """Scorecards: everybody first, then each agency. One query."""
    told = []
    for name, due, done in rows.values_list("agency__name", "due", "done"):
        finished = done if done is not None and done <= on else None
        if due is None:
            told.append(((name,), TaskStatus(TaskState.UNDATED, "none", done=finished)))
        else:
            told.append(((name,), state_of(Deadline(DeadlineKind.DATE, Period.day(due)), on, finished)))
    return scorecards(told)


@dataclass(frozen=True)
class OfTask:
    """The pieces of one task. `done` of `total`: of the newest round that is due or next due."""

    rows: Sequence[Row]
    done: int
    total: int
    period: Words | None
    child_plan: bool

    @property
    def missing(self) -> list[Row]:
        """Those that owe it still."""
        return [row for row in self.rows if row.status.done is None]


def pieces_of(task: Task, on: date) -> OfTask | None:
    """What the agencies have done of a task; None where nobody is known to owe it. Two queries."""
    newest = Prefetch("reports", Report.objects.select_related("by").prefetch_related("proofs"))
    found = standing(on).filter(task=task).prefetch_related(newest).order_by("due", "agency__name")
    rows = rows_of(found, on)
    if not rows:
        return None
    current = _current(rows, on)
    of_round = [row for row in rows if row.instance.period == current]
    done = sum(row.status.done is not None for row in of_round)
    asks = any(row.instance.child_plan for row in rows)
    return OfTask(rows, done, len(of_round), of_round[0].period, asks)


def _current(rows: Sequence[Row], on: date) -> str:
    """The round that is next due, else the last one."""
    ahead = [row for row in rows if row.instance.due is None or row.instance.due >= on]
    return (ahead[0] if ahead else rows[-1]).instance.period


def asked_reports(person: Person) -> QuerySet[Report]:
    """Reports that wait for the word of the focal agency, the oldest first."""
    rows = Report.objects.filter(standing=Standing.ASKED, instance__task__plan__in=plans_for(person))
    return rows.select_related("instance__task__plan", "instance__agency", "by").order_by("confirm_by", "pk")


def child_plans_of(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Plans that agencies must issue, by task and agency."""
    return rows.filter(child_plan=True).order_by("task__plan", "task__order", "agency__name", "due")


def focal_of(plans: Iterable[Plan], on: date) -> dict[int, int]:
    """Plan id → id of the agency that gathers it today. Two queries, and one a generation of successors."""
    named = [plan for plan in plans if plan.focal is not None]
    given = [Given(str(plan.focal), plan.focal, _said_on(plan, on), str(plan)) for plan in named]
    found = {}
    for plan, answers in zip(named, answers_for_all(given, on), strict=True):
        known = [answer.agency.pk for answer in answers if answer.agency]
        if known:
            found[plan.pk] = known[0]
    return found


def _said_on(plan: Plan, on: date) -> date:
    return date(plan.year_from, 1, 1) if plan.year_from else on
