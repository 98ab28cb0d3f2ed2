"""Two days of a whole plan side by side: what was added, changed and ended, figures, verdicts, tasks.

Reads: the plan as it was known on either day. Writes: `Comparison`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import get_language

from lotrinh.assessment.states import Status
from lotrinh.core.period import Period
from lotrinh.living.access.rules import Person, may
from lotrinh.living.journal.keeping import kept
from lotrinh.living.plans.assess import assess, in_force
from lotrinh.living.plans.held import seen_by, verdicts_for
from lotrinh.living.plans.models import Assessment, Plan, Target, TargetRevision, Task, Version
from lotrinh.living.plans.queries import versions_of
from lotrinh.living.plans.table import status_words
from lotrinh.living.plans.task_table import period_of, state_words, status_of
from lotrinh.living.plans.wording import revision_told
from lotrinh.living.words import Words
from lotrinh.output.verdict_rows import latest_told


@dataclass(frozen=True)
class Side:
    """A target on one of the days."""

    revision: TargetRevision
    latest: str
    period: str
    status: Status
    ended: bool

    @cached_property
    def value(self) -> str:
        """The value of the target in words; told only where a page shows it."""
        return revision_told(self.revision)

    @property
    def word(self) -> Words:
        """The verdict in words."""
        return status_words(self.status.value)


@dataclass(frozen=True)
class TargetChange:
    """A target of either day. `before`, `after` None: it did not stand on that day."""

    id: int
    name: str
    section: str
    before: Side | None
    after: Side | None

    @property
    def kinds(self) -> tuple[str, ...]:
        """What happened: added, ended, value, figure, verdict."""
        one, other = self.before, self.after
        if one is None:
            return ("added",)
        if other is None:
            return ("gone",)
        found = {
            "ended": other.ended and not one.ended,
            "value": one.revision.pk != other.revision.pk and not other.ended,
            "figure": (one.latest, one.period) != (other.latest, other.period),
            "verdict": one.status is not other.status and not other.ended,
        }
        return tuple(kind for kind, yes in found.items() if yes)


@dataclass(frozen=True)
class TaskChange:
    """A task that stands on one of the days only, or in another state. Words of the state on either day."""

    task: Task
    before: Words | None
    after: Words | None


@dataclass(frozen=True)
class Comparison:
    """What differs between two days. `same`: how many targets do not."""

    first: date
    second: date
    changed: Sequence[TargetChange]
    same: int
    tasks: Sequence[TaskChange]
    versions: Sequence[Version]

    def count(self, kind: str) -> int:
        """Targets to which `kind` happened."""
        return sum(kind in change.kinds for change in self.changed)


def compare(plan: Plan, first: date, second: date, person: Person) -> Comparison:
    """The plan as it was known on two days, to a person. The number of queries does not grow with the plan.

    Judging a plan twice is the dearest that a page does, so the result is kept until the next act.
    """
    internal = may(person, "internal.read")
    return kept(lambda: _compared(plan, first, second, person), "comparison", plan.pk, first, second, internal)


def _compared(plan: Plan, first: date, second: date, person: Person) -> Comparison:
    one, other = _sides(plan, first), _sides(plan, second)
    if not may(person, "internal.read"):
        told = set(verdicts_for(person).filter(target__plan=plan, held=False).values_list("target_id", flat=True))
        one, other = ({key: side for key, side in day.items() if key in told} for day in (one, other))
    targets = {
        **{key: target for key, (target, _) in one.items()},
        **{key: target for key, (target, _) in other.items()},
    }
    changes = [
        TargetChange(
            key,
            target.indicator.name,
            target.section,
            one[key][1] if key in one else None,
            other[key][1] if key in other else None,
        )
        for key, target in sorted(targets.items(), key=lambda item: item[1].order)
    ]
    changed = [change for change in changes if change.kinds]
    versions = [v for v in versions_of(plan) if first < v.effective_on <= second]
    tasks = _tasks(plan, first, second, person)
    return Comparison(first, second, changed, len(changes) - len(changed), tasks, versions)


def _sides(plan: Plan, on: date) -> Mapping[int, tuple[Target, Side]]:
    """Target id → the target as it stood on a day: as it is kept where that day is the one it was last judged for."""
    language = get_language() or "vi"
    kept_sides = _kept_sides(plan, on, language) if on >= timezone.localdate() else {}
    return kept_sides or _judged_sides(plan, on, language)


def _kept_sides(plan: Plan, on: date, language: str) -> Mapping[int, tuple[Target, Side]]:
    revisions = Prefetch("target__revisions", TargetRevision.objects.select_related("version"), "known_revisions")
    rows = Assessment.objects.filter(target__plan=plan, as_of=on).defer("detail")
    told = {}
    for row in rows.select_related("target__indicator").prefetch_related(revisions):
        target: Any = row.target
        revision = in_force(target.known_revisions, on)
        if revision is None:
            return {}
        words = row.told[language]
        told[row.target_id] = (
            row.target,
            Side(revision, words["latest"], words["period"], Status(row.status), row.told["ended"]),
        )
    return told


def _judged_sides(plan: Plan, on: date, language: str) -> Mapping[int, tuple[Target, Side]]:
    told = {}
    for row in assess(plan, on):
        verdict = row.row.verdict
        latest, period = latest_told(row.row, verdict.latest, language) if verdict.latest else ("", "")
        told[row.target.pk] = (row.target, Side(row.revision, latest, period, row.status, row.ended))
    return told


def _tasks(plan: Plan, first: date, second: date, person: Person) -> list[TaskChange]:
    period = period_of(plan)
    found = []
    for task in plan.tasks.filter(seen_by(person)).select_related("added", "ended"):
        before, after = (_state(task, period, day) for day in (first, second))
        if before != after:
            found.append(TaskChange(task, before, after))
    return found


def _state(task: Task, period: Period | None, on: date) -> Words | None:
    """The word of the state on a day; None where the task did not stand."""
    if task.added.effective_on > on or (task.ended is not None and task.ended.effective_on <= on):
        return None
    return state_words(status_of(task, period, on).state)
