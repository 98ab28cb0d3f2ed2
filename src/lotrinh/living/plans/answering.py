"""Who answers today for what a plan's document gave to somebody, on what ground.

Reads: assignments as resolved on the day of the document, reorganisations since. No query grows with the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from lotrinh.living.access.rules import Person
from lotrinh.living.documents.models import HEAVY, LARGE
from lotrinh.living.people.models import Agency, AgencyGroup, Membership, Succession
from lotrinh.living.people.queries import Answer, Given, answers_for_all, told_shortly
from lotrinh.living.plans.held import seen_by, verdicts_for, without_figures
from lotrinh.living.plans.models import Assessment, Assignment, Plan, Task
from lotrinh.living.plans.queries import plans_for
from lotrinh.living.plans.task_table import TaskRow, period_of, status_of
from lotrinh.living.words import Words

SHOWN = ("target__indicator", "target__agency", "target__plan__document")
UNREAD = tuple(f"target__plan__document__{name}" for name in LARGE)
"""What lists of verdicts load beside them, and the parts of the plan's document that they leave."""


@dataclass(frozen=True)
class Answered:
    """An assignment with those who answer for it today."""

    given: Assignment
    answers: Sequence[Answer]

    @property
    def changed(self) -> bool:
        """Whether an agency of another name answers by now, or it is not known which."""
        if self.given.agency is None:
            return False
        return [answer.name for answer in self.answers] != [self.given.agency.name]

    @property
    def followed(self) -> bool:
        """Whether there was a reorganisation, be it that the successor bears the same name."""
        return any(len(answer.through) > 1 or answer.agency is None for answer in self.answers)

    @property
    def group(self) -> bool:
        """Whether many were meant at once."""
        return self.given.group_id is not None

    @property
    def shortly(self) -> Words:
        """Those who answer, in a line."""
        return told_shortly(self.answers)

    @property
    def owner(self) -> Words:
        """As printed, and today's agency where it is another: "Sở Giao thông vận tải, nay là Sở Xây dựng"."""
        return owner_told(self.given.printed, self.answers if self.changed else ())


def owner_told(printed: str, today: Sequence[Answer]) -> Words:
    """The printed name with the name of whoever answers today."""
    now = told_shortly(today)
    return Words(f"{printed}, nay là {now.vi}", f"{printed}, today {now.en}") if now.vi else Words(printed, printed)


def leads_of(tasks: Iterable[Task]) -> list[Assignment]:
    """Who leads each task; an assignment knows its task, so that none is loaded again."""
    leads = []
    for task in tasks:
        for one in task.assignments.all():
            if one.lead:
                one.task = task
                leads.append(one)
    return leads


def owners_of_tasks(tasks: Iterable[Task], on: date) -> dict[int, str]:
    """Task id → who leads it, as printed and today. Their assignments (agency, group), document, version are loaded."""
    leads = leads_of(tasks)
    told = answered(leads, on)
    owners: dict[int, list[str]] = {}
    for one in leads:
        owners.setdefault(one.task_id, []).append(str(told[one.pk].owner))
    return {task: "; ".join(names) for task, names in owners.items()}


def owners_of_targets(rows: Iterable[Assessment], on: date) -> dict[int, str]:
    """Target id → the agency it names, as printed and today. Their agency, plan and its document must be loaded."""
    targets = [row.target for row in rows]
    named = [one for one in targets if one.agency is not None]
    given = [Given(one.agency_text, one.agency, _said_on(one.plan, on), str(one)) for one in named]
    owners = {one.pk: one.agency_text for one in targets}
    for one, answers in zip(named, answers_for_all(given, on), strict=True):
        printed = one.agency.name if one.agency else ""
        other = [answer.name for answer in answers] != [printed]
        owners[one.pk] = str(owner_told(printed, answers if other else ()))
    return owners


def _said_on(plan: Plan, on: date) -> date:
    """The day of the plan's words."""
    if plan.document.issued_on:
        return plan.document.issued_on
    return date(plan.year_from, 1, 1) if plan.year_from else on


def answered(given: Iterable[Assignment], on: date) -> dict[int, Answered]:
    """Assignment id → who answers on a day. Their tasks (with document) must be loaded."""
    rows = list(given)
    asked = [_given(row) for row in rows]
    return {row.pk: Answered(row, answers) for row, answers in zip(rows, answers_for_all(asked, on), strict=True)}


def _given(row: Assignment) -> Given:
    task = row.task
    to: Agency | AgencyGroup | None = row.agency or row.group
    return Given(row.printed, to, task.document.issued_on or task.added.effective_on, task.text)


@dataclass(frozen=True)
class Duty:
    """A task that an agency answers for today. `answer`: since when and on what ground; `group`: among others."""

    task: Task
    plan: Plan
    row: TaskRow
    printed: str
    answer: Answer
    group: bool

    @property
    def passed_on(self) -> bool:
        """Whether an agency of another name answers than the document meant."""
        return bool(self.answer.through) and self.answer.through[0] != self.answer.name


def duties_of(agency: Agency, person: Person, on: date) -> list[Duty]:
    """All tasks of the plans that the person may see for which the agency answers today, most urgent first."""
    old = predecessors(agency, on)
    groups = Membership.objects.filter(agency_id__in=old).values_list("group_id", flat=True)
    assignments = (
        Assignment.objects.filter(lead=True, task__plan__in=plans_for(person), task__added__effective_on__lte=on)
        .filter(seen_by(person, "task__"))
        .filter(Q(task__ended__isnull=True) | Q(task__ended__effective_on__gt=on))
        .select_related("task__document", "task__added", "task__plan", "agency", "group")
        .defer(*(f"task__{name}" for name in HEAVY))
    )
    named = assignments.filter(Q(agency_id__in=old) | Q(group_id__in=list(groups)))
    told = []
    for one in answered(named.order_by("task_id", "order"), on).values():
        answer = next((a for a in one.answers if a.agency and a.agency.pk == agency.pk), None)
        if answer is None:
            continue
        task, plan = one.given.task, one.given.task.plan
        row = TaskRow(task, "", status_of(task, period_of(plan), on), [one.given], [])
        told.append(Duty(task, plan, row, one.given.printed, answer, one.group))
    return sorted(told, key=lambda duty: (duty.group, duty.row.urgency, duty.task.pk))


def predecessors(agency: Agency, on: date) -> set[int]:
    """The agency and all whose work came to it by a day. A query a generation."""
    found = frontier = {agency.pk}
    while frontier:
        rows = Succession.objects.filter(successor_id__in=frontier, on__lte=on).values_list("old_id", flat=True)
        frontier = set(rows) - found
        found = found | frontier
    return found


def targets_of(agency: Agency, person: Person, on: date) -> list[Assessment]:
    """Verdicts on targets that name the agency or one whose work came to it."""
    rows = verdicts_for(person).filter(target__agency_id__in=predecessors(agency, on))
    rows = rows.filter(target__plan__in=plans_for(person)).select_related(*SHOWN)
    told = list(rows.defer("detail", *UNREAD).order_by("threat", "target__order"))
    return [without_figures(row) if row.held else row for row in told]
