"""Accepted targets and tasks enter a version of a plan: found among what stands there, or made.

Reads: accepted facts, the document's text and sections. Writes: targets with revisions, tasks with assignments.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lotrinh.core.target import Form, due_date
from lotrinh.core.vietnamese.text import fold
from lotrinh.extraction.facts import DocumentInfo, Facts
from lotrinh.extraction.facts import Target as Fact
from lotrinh.judging.goals import goal_of, groups_of, own_targets
from lotrinh.judging.targets import shaped
from lotrinh.living.people.models import Agency, AgencyGroup
from lotrinh.living.people.resolution import resolve
from lotrinh.living.plans.conflicts import NotPublishable
from lotrinh.living.plans.facts import Accepted, due_of, heading, sections_of, target_fact
from lotrinh.living.plans.indicators import Catalogue
from lotrinh.living.plans.models import Assignment, Target, TargetRevision, TargetState, Task, Version
from lotrinh.living.words import Words
from lotrinh.output.naming import Name, capital, label, measured

_NOT_KEPT = frozenset({"amends", "parent", "start", "end", "rule", "reasons", "duplicate"})


@dataclass(frozen=True)
class Entry:
    """An accepted fact and what it became."""

    accepted: Accepted
    made: Target | Task

    @property
    def name(self) -> str:
        """ "target:12" or "task:7"."""
        return f"{'target' if isinstance(self.made, Target) else 'task'}:{self.made.pk}"


class Resolver:
    """Printed names of one document, each resolved once."""

    def __init__(self, version: Version) -> None:
        self._day = version.document.issued_on or version.effective_on
        self._area = version.plan.area
        self._known: dict[str, Agency | AgencyGroup | None] = {}

    def __call__(self, printed: str) -> Agency | AgencyGroup | None:
        """The agency or group meant, None where nobody is called so."""
        if printed not in self._known:
            self._known[printed] = resolve(printed, self._day, self._area)
        return self._known[printed]


def enter_targets(version: Version, accepted: Sequence[Accepted]) -> list[Entry]:
    """Each statement with the target that it states; the same target stated twice is one."""
    if not accepted:
        return []
    place_of = {one.proposal: place for place, one in enumerate(accepted)}
    facts = [_fact(one, None if one.parent is None else place_of.get(one.parent)) for one in accepted]
    groups = own_targets(Facts(file="", document=DocumentInfo(), targets=tuple(facts)))
    place = {id(fact): index for index, fact in enumerate(facts)}
    firsts = [group[0] for group in groups]
    group_of = {place[id(fact)]: number for number, group in enumerate(groups) for fact in group}
    parents = [None if fact.parent is None else group_of[fact.parent] for fact in firsts]
    names = names_of(firsts, parents, version.document.text)
    catalogue = Catalogue(names)
    standing = _Standing(version)
    sections = sections_of(version.document.facts)
    resolver = Resolver(version)
    made: list[Target] = []
    for number, (fact, name) in enumerate(zip(firsts, names, strict=True)):
        one = accepted[place[id(fact)]]
        indicator = catalogue.indicator_for(name, fact)
        target = standing.find(one.slots.get("amends"), indicator.pk, fact)
        if target is None:
            agency = resolver(fact.agency) if fact.agency else None
            above = parents[number]
            target = Target.objects.create(
                plan=version.plan,
                indicator=indicator,
                order=standing.next_order(),
                section=heading(sections, fact.section),
                scope=(fact.scope or "")[:200],
                area=None,
                agency=agency if isinstance(agency, Agency) else None,
                agency_text=(fact.agency or "")[:300],
                parent=made[above] if above is not None and above < len(made) else None,
                counts=fact.parent is None,
            )
        _revise(target, version, one, fact, new=target.pk not in standing)
        made.append(target)
    return [Entry(one, made[group_of[index]]) for index, one in enumerate(accepted)]


def _fact(one: Accepted, parent: int | None) -> Fact:
    """The target that was accepted. Raises NotPublishable, naming it, where its fields do not go together."""
    try:
        fact = target_fact(one.slots, one.start, one.end, parent)
        goal_of(fact)
    except ValueError as problem:
        name = str(one.slots.get("indicator") or "?")
        raise NotPublishable(
            Words(
                f"Chỉ tiêu «{name}» có trường không hợp lệ ({problem}). Hãy sửa mục này trong rà soát rồi công bố lại.",
                f"The target “{name}” has a field that does not fit ({problem}). Correct it in the review first.",
            )
        ) from problem
    return fact


def names_of(firsts: Sequence[Fact], parents: Sequence[int | None], text: str) -> list[str]:
    """What each indicator is called, with what it is part of: "Cơ cấu kinh tế: dịch vụ"."""
    goals = [goal_of(fact)[0] for fact in firsts]
    goals = shaped(goals, groups_of(firsts, goals, text))
    names: list[str] = []
    for fact, goal, above in zip(firsts, goals, parents, strict=True):
        own = capital(" ".join(measured(fact, text).split()))
        if above is not None and above < len(names):
            names.append(str(Name(names[above], own)))
        elif goal.form is Form.STRUCTURE and (whole := label(fact, text)):
            names.append(str(Name(whole, capital(fact.indicator))))
        else:
            names.append(own)
    return names


class _Standing:
    """The targets of the plan before this version, to be found again."""

    def __init__(self, version: Version) -> None:
        targets = version.plan.targets.select_related("indicator").prefetch_related("revisions__version")
        self._targets = {target.pk: target for target in targets}
        self._order = max((target.order for target in self._targets.values()), default=0)
        self._version = version

    def __contains__(self, target: int) -> bool:
        return target in self._targets

    def next_order(self) -> int:
        """The place after the last target."""
        self._order += 1
        return self._order

    def find(self, named: Any, indicator: int, fact: Fact) -> Target | None:
        """The target that `fact` restates or changes: the one named by a person, else of the same indicator and scope.

        Where several stand (steps of a path, parts of a place) the due year decides; without it none is guessed.
        """
        if named is not None:
            return self._targets.get(int(named))
        scope = fold(fact.scope or "")
        same = [t for t in self._targets.values() if t.indicator_id == indicator and fold(t.scope) == scope]
        if len(same) > 1:
            due = due_date(fact.due)
            same = [target for target in same if target.revisions.all()[0].due == due]
        return same[0] if len(same) == 1 else None


def _revise(target: Target, version: Version, one: Accepted, fact: Fact, *, new: bool) -> None:
    """The values of this version; nothing where an earlier revision already says the same."""
    slots = {key: value for key, value in one.slots.items() if key not in _NOT_KEPT}
    last = None if new else next(iter(target.revisions.order_by("-version__number")), None)
    if last is not None and _same(target_fact(last.slots), fact):
        return
    TargetRevision.objects.create(
        target=target,
        version=version,
        state=TargetState.IN_FORCE if new else TargetState.ADJUSTED,
        slots=slots,
        due=due_date(fact.due),
        low=fact.low,
        high=fact.high,
        document=version.document,
        start=one.start,
        end=one.end,
        quote=" ".join(version.document.text[one.start : one.end].split()),
        ground="" if new else " — ".join(part for part in (str(version.document), version.note) if part),
    )


def _same(one: Fact, other: Fact) -> bool:
    def values(fact: Fact) -> tuple[object, ...]:
        return (
            fact.change, fact.comparator, fact.low, fact.high, fold(fact.unit or ""), fact.per, fact.due,
            fact.maintain_until,
        )  # fmt: skip

    return values(one) == values(other)


def enter_tasks(version: Version, accepted: Sequence[Accepted]) -> list[Entry]:
    """Each task with those who answer for it; one whose words already stand in the plan is only restated."""
    standing = {fold(task.text): task for task in version.plan.tasks.filter(ended=None)}
    order = max((task.order for task in standing.values()), default=0)
    sections = sections_of(version.document.facts)
    resolver = Resolver(version)
    entries: list[Entry] = []
    for one in accepted:
        text = " ".join(str(one.slots.get("text") or version.document.text[one.start : one.end]).split())
        known = standing.get(fold(text))
        if known is None:
            order += 1
            known = standing[fold(text)] = _task(version, one, text, order, sections, resolver)
        entries.append(Entry(one, known))
    return entries


def _task(
    version: Version,
    one: Accepted,
    text: str,
    order: int,
    sections: Mapping[str, Mapping[str, Any]],
    resolver: Resolver,
) -> Task:
    slots = {key: value for key, value in one.slots.items() if key not in _NOT_KEPT}
    task = Task.objects.create(
        plan=version.plan,
        added=version,
        order=order,
        text=text,
        section=heading(sections, slots.get("section")),
        slots=slots,
        due=due_of(slots),
        due_kind=slots.get("due_kind") or "none",
        deliverable=slots.get("deliverable") or "",
        document=version.document,
        start=one.start,
        end=one.end,
    )
    assign(task, slots.get("lead") or (), slots.get("partners") or (), resolver)
    return task


def assign(task: Task, lead: Sequence[str], partners: Sequence[str], resolver: Resolver) -> None:
    """Those who answer for the task and those who help, as printed, each with the agency or group meant."""
    rows = []
    for leads, printed_names in ((True, lead), (False, partners)):
        for order, printed in enumerate(printed_names):
            meant = resolver(printed)
            rows.append(
                Assignment(
                    task=task,
                    lead=leads,
                    order=order,
                    printed=printed[:300],
                    agency=meant if isinstance(meant, Agency) else None,
                    group=meant if isinstance(meant, AgencyGroup) else None,
                )
            )
    Assignment.objects.bulk_create(rows)


def serve(targets: Sequence[Entry], tasks: Sequence[Entry]) -> None:
    """A task whose words state a target serves that target."""
    for task in tasks:
        span = range(task.accepted.start, task.accepted.end + 1)
        served = {entry.made.pk for entry in targets if entry.accepted.start in span and entry.accepted.end in span}
        if served and isinstance(task.made, Task):
            task.made.serves.add(*served)
