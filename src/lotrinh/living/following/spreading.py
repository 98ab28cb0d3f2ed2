"""Instances: what each agency owes of a plan's tasks, brought up to a day.

Reads: tasks in force, who answers for them on the day (reorganisations included), rounds of recurring work.
Writes: instances that are missing; those of an agency that answers no more are carried to its successor. Doing it
again changes nothing; what was done stays with whoever did it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from lotrinh.assessment.deadlines import DeadlineKind, rounds
from lotrinh.living.following.child_plans import asks_for_plan
from lotrinh.living.following.models import Instance
from lotrinh.living.people.models import Succession
from lotrinh.living.plans.answering import answered, leads_of
from lotrinh.living.plans.facts import deadline_of
from lotrinh.living.plans.models import Plan, Task
from lotrinh.living.plans.task_table import period_of, tasks_on

AHEAD = timedelta(days=100)  # rounds of recurring work are laid down so long before they fall due

Key = tuple[int, int, str]  # task, agency, period


@dataclass(frozen=True, slots=True)
class Owed:
    """What an agency owes; `before`: names of those from whom it came."""

    due: date | None
    shared: bool
    child_plan: bool
    before: frozenset[str]


@transaction.atomic
def spread(plan: Plan, on: date | None = None) -> int:
    """Bring the instances of a plan up to a day (None: today); how many are new."""
    day = on or timezone.localdate()
    list(Plan.objects.select_for_update().filter(pk=plan.pk).values_list("pk"))  # one at a time
    wanted = owed_on(plan, day)
    held = {
        (one.task_id, one.agency_id, one.period): one
        for one in Instance.objects.filter(task__plan=plan).select_related("agency")
    }
    olds = succeeded_by(day)
    done = {(one.task_id, one.period, one.agency_id) for one in held.values() if one.done_on is not None}
    left = {(one.task_id, one.period, one.agency_id) for one in held.values() if one.done_on is None}

    def settled(task: int, agency: int, period: str) -> bool:
        """Those whose work the agency took over have done it, and none of them left it open."""
        keys = {(task, period, old) for old in olds.get(agency, ())}
        return not keys.isdisjoint(done) and keys.isdisjoint(left)

    new = [
        Instance(
            task_id=task, agency_id=agency, period=period, due=owed.due, shared=owed.shared, child_plan=owed.child_plan
        )
        for (task, agency, period), owed in wanted.items()
        if (task, agency, period) not in held and not settled(task, agency, period)
    ]
    Instance.objects.bulk_create(new, batch_size=500)
    held |= {(one.task_id, one.agency_id, one.period): one for one in new}
    _carry([one for key, one in held.items() if key not in wanted], wanted, held, olds)
    return len(new)


def succeeded_by(day: date) -> dict[int, frozenset[int]]:
    """Agency → all whose work came to it by a day, however many reorganisations ago. One query."""
    rows = Succession.objects.filter(successor__isnull=False, on__lte=day).values_list("successor_id", "old_id")
    direct: dict[int, set[int]] = {}
    for heir, old in rows:
        direct.setdefault(heir or 0, set()).add(old)
    found = {}
    for heir in direct:
        reached, frontier = set[int](), {heir}
        while frontier:
            frontier = {old for one in frontier for old in direct.get(one, ())} - reached
            reached |= frontier
        found[heir] = frozenset(reached)
    return found


def owed_on(plan: Plan, day: date) -> dict[Key, Owed]:
    """What every agency owes of the plan's tasks on a day."""
    tasks = tasks_on(plan, day)
    leads = leads_of(tasks)
    told = answered(leads, day)
    times = {task.pk: _times(plan, task, day) for task in tasks}
    found: dict[Key, Owed] = {}
    for one in leads:
        answers = told[one.pk].answers
        asks = asks_for_plan(one.task.text)
        for answer in answers:
            if answer.agency is None:
                continue
            for period, due in times[one.task_id]:
                key = (one.task_id, answer.agency.pk, period)
                found.setdefault(key, Owed(due, one.group_id is not None, asks, frozenset(answer.through[:-1])))
    return found


def _times(plan: Plan, task: Task, day: date) -> list[tuple[str, date | None]]:
    """Period and last day of each round: rounds from the year on in which the following of the plan began."""
    deadline = deadline_of(task.slots)
    if deadline.kind is not DeadlineKind.RECURRING:
        return [("", task.due)]
    whole = period_of(plan)
    begun = max(task.added.effective_on, date(timezone.localdate(task.added.published_at).year, 1, 1))
    last = min(whole.last, day + AHEAD) if whole else day + AHEAD
    return [(str(one.period), one.due) for one in rounds(deadline, begun, last)]


def _carry(
    gone: Sequence[Instance], wanted: dict[Key, Owed], held: dict[Key, Instance], olds: dict[int, frozenset[int]]
) -> None:
    """Lay what is still open on the successor that has the same task and round, where one is known.

    The one that answers for it by its function comes first; of a group that names an agency once, any other heir.
    """
    heirs: dict[tuple[int, str], list[tuple[int, frozenset[str]]]] = {}
    for (task, agency, period), owed in wanted.items():
        heirs.setdefault((task, period), []).append((agency, owed.before))
    changed = []
    for one in gone:
        if one.carried_to_id is not None or one.done_on is not None:
            continue
        others = heirs.get((one.task_id, one.period), [])
        named = [agency for agency, before in others if one.agency.name in before and agency != one.agency_id]
        others_too = [agency for agency, _ in others if one.agency_id in olds.get(agency, ())]
        for agency in (*named, *others_too):
            heir = held.get((one.task_id, agency, one.period))
            if heir is not None:
                one.carried_to = heir
                changed.append(one)
                break
    Instance.objects.bulk_update(changed, ["carried_to"], batch_size=500)


def spread_all() -> None:
    """The chore of the worker: every plan, one transaction each."""
    for plan in Plan.objects.all():
        spread(plan)
