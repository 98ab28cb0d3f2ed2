"""Accepted facts become a plan, or a later version of one. Earlier values stay; nothing is ever removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from lotrinh.living.documents import services as documents
from lotrinh.living.documents.models import Document
from lotrinh.living.journal.services import record
from lotrinh.living.people.models import Agency, User
from lotrinh.living.places.models import Area
from lotrinh.living.plans import assess, finding
from lotrinh.living.plans.conflicts import NotPublishable
from lotrinh.living.plans.entering import Entry, enter_targets, enter_tasks, serve
from lotrinh.living.plans.facts import Accepted
from lotrinh.living.plans.linking import link_years
from lotrinh.living.plans.models import Plan, PlanKind, Target, TargetRevision, TargetState, Task, Version
from lotrinh.living.plans.slugs import slug_for
from lotrinh.living.words import Words


@dataclass(frozen=True, slots=True)
class NewPlan:
    """What is said of a plan when it is published. What is left out comes from its document."""

    short: str = ""
    title: str = ""
    kind: str = PlanKind.LONG
    area: Area | None = None
    parent: Plan | None = None
    year_from: int | None = None
    year_to: int | None = None
    theme: str = ""
    focal: Agency | None = None
    effective_on: date | None = None
    public: bool = True


_UNSAID = NewPlan()


@transaction.atomic
def publish_plan(*, document: Document, accepted: Sequence[Accepted], by: User | None, new: NewPlan = _UNSAID) -> Plan:
    """A plan with its first version. `plan.published_as`: proposal → "target:ID" or "task:ID".

    Repeated statements of one target are one target.
    """
    _something(accepted)
    short = (new.short or str(document))[:120]
    dues = [due for one in accepted if (due := _due_year(one)) is not None]
    plan = Plan.objects.create(
        title=new.title or document.title or short,
        short=short,
        slug=slug_for(short),
        kind=new.kind,
        document=document,
        area=new.area,
        parent=new.parent,
        year_from=new.year_from or (document.issued_on.year if document.issued_on else None),
        year_to=new.year_to or max(dues, default=None),
        theme=new.theme,
        focal=new.focal,
        public=new.public,
    )
    day = new.effective_on or document.issued_on or timezone.localdate()
    version = Version.objects.create(plan=plan, number=1, document=document, effective_on=day, published_by=by)
    published = _enter(version, accepted)
    if new.parent is not None:
        link_years(list(plan.targets.select_related("plan__parent")))
    _settle(plan)
    if new.public:
        _open(document)
    counts = _counts(published)
    record("plan.published", by, plan, plan=plan.pk, document=document.pk, **counts)
    plan.published_as = published
    return plan


@transaction.atomic
def amend_plan(
    *,
    plan: Plan,
    document: Document,
    accepted: Sequence[Accepted],
    by: User | None,
    effective_on: date | None = None,
    ended: Mapping[str, str] | None = None,
    note: str = "",
) -> Version:
    """The next version of a plan. `version.published_as` as of `publish_plan`.

    An accepted target changes the one of the same indicator (and scope, and year where there are several), or the one
    that its slots name under `amends`; what changes nothing is only restated; what is not there yet is added.
    `ended`: "target:ID" or "task:ID" → the ground on which it no longer applies.
    """
    if not ended:
        _something(accepted)
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    number = (plan.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    day = effective_on or document.issued_on or timezone.localdate()
    version = Version.objects.create(
        plan=plan, number=number, document=document, effective_on=day, published_by=by, note=note
    )
    published = _enter(version, accepted)
    for what, ground in (ended or {}).items():
        _end(plan, version, what, ground)
    if plan.public:
        _open(document)
    _settle(plan)
    counts = _counts(published)
    record(
        "plan.amended", by, plan, plan=plan.pk, document=document.pk, number=number, ended=len(ended or {}),
        by_document=str(document), **counts,
    )  # fmt: skip
    version.published_as = published
    return version


def _something(accepted: Sequence[Accepted]) -> None:
    if not any(one.kind in ("target", "task") for one in accepted):
        raise NotPublishable(
            Words(
                "Chưa có mục nào được chấp nhận. Hãy rà soát và chấp nhận ít nhất một chỉ tiêu hoặc nhiệm vụ.",
                "Nothing is accepted yet. Accept at least one target or task first.",
            )
        )


def _enter(version: Version, accepted: Sequence[Accepted]) -> dict[int, str]:
    """Targets, tasks and what binds them; proposal → what it became."""
    targets: list[Entry] = enter_targets(version, [one for one in accepted if one.kind == "target"])
    tasks = enter_tasks(version, [one for one in accepted if one.kind == "task"])
    serve(targets, tasks)
    return {entry.accepted.proposal: entry.name for entry in (*targets, *tasks)}


def _open(document: Document) -> None:
    """A published plan can be read with its sources."""
    if not document.public:
        document.public = True
        document.save(update_fields=["public"])
        documents.index(document)


def _settle(plan: Plan) -> None:
    """What follows from a new version: verdicts and the search index."""
    assess.refresh(plan)
    finding.index_plan(plan)


def _end(plan: Plan, version: Version, what: str, ground: str) -> None:
    """A target or task no longer applies from this version on. Raises LookupError where the plan has none such."""
    kind, _, number = what.partition(":")
    if kind == "target":
        target = Target.objects.filter(plan=plan, pk=int(number)).first()
        if target is None:
            raise LookupError(what)
        end_revision(target, version, ground)
    else:
        ended = Task.objects.filter(plan=plan, pk=int(number), ended=None).update(ended=version, ended_ground=ground)
        if not ended:
            raise LookupError(what)


def end_revision(
    target: Target, version: Version, ground: str, state: str = TargetState.NO_LONGER_APPLICABLE
) -> TargetRevision:
    """The revision that says that a target no longer applies from `version` on; its last values stay readable."""
    last = target.revisions.order_by("-version__number")[0]
    place = {"document": version.document, "start": 0, "end": 0, "quote": ""}
    if version.document_id == last.document_id:
        place = {"document": last.document, "start": last.start, "end": last.end, "quote": last.quote}
    revision, _ = TargetRevision.objects.update_or_create(
        target=target,
        version=version,
        defaults={
            **place, "state": state, "slots": last.slots, "due": last.due, "low": last.low, "high": last.high,
            "ground": ground,
        },
    )  # fmt: skip
    return revision


def _due_year(one: Accepted) -> int | None:
    due = one.slots.get("due") if one.kind == "target" else None
    return due if isinstance(due, int) else int(str(due)[:4]) if due else None


def _counts(published: Mapping[int, str]) -> dict[str, int]:
    made: Iterable[str] = set(published.values())
    kinds = [name.partition(":")[0] for name in made]
    return {"targets": kinds.count("target"), "tasks": kinds.count("task")}
