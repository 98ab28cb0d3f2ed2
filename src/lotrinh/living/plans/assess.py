"""Verdicts on a plan: as of any day computed, as of today kept so that pages only read them.

Reads: revisions in force on the day, figures known by then, milestones, what people laid down and judged.
Writes: `AssessedRow`s; `refresh` keeps them as `Assessment`s.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Prefetch
from django.utils import timezone

from lotrinh.assessment.states import Status
from lotrinh.assessment.terms import ENDED, Terms, adjusted
from lotrinh.core.period import Period
from lotrinh.core.quantity import Comparator, Quantity
from lotrinh.core.target import CHANGES, Goal
from lotrinh.extraction.facts import Target as Fact
from lotrinh.judging import Row
from lotrinh.judging.figures import Figure, observations_for
from lotrinh.judging.goals import Group, Together, goal_of, groups_of
from lotrinh.judging.plan import yardsticks_of
from lotrinh.judging.targets import Asked, Judged, judge_targets, shaped
from lotrinh.living.documents.models import Document
from lotrinh.living.plans.facts import target_fact
from lotrinh.living.plans.figures import figures_known
from lotrinh.living.plans.gone import gone_of
from lotrinh.living.plans.models import Assessment, Milestone, PersonVerdict, Plan, PlanKind, Target, TargetRevision
from lotrinh.living.plans.terms import terms_of
from lotrinh.living.plans.told import detail_of, told_of

_ONE_DAY = timedelta(days=1)
_SEVERITY = (
    Status.STAGNANT, Status.BEHIND, Status.SLIGHTLY_BEHIND, Status.ON_TRACK, Status.ACHIEVED, Status.NOT_ASSESSABLE,
)  # fmt: skip


@dataclass(frozen=True)
class AssessedRow:
    """One target with its verdict on a day. `row` is what `lotrinh.output` tells; `ended`: it no longer applies."""

    target: Target
    revision: TargetRevision
    row: Row
    ended: bool

    @property
    def status(self) -> Status:
        """The class of the verdict."""
        return self.row.verdict.status

    @property
    def counted(self) -> bool:
        """Whether it stands for itself in counts."""
        return self.row.counted and self.target.parent_id is None and self.target.counts and not self.ended

    @property
    def threat(self) -> int:
        """0 = most threatened: by class, then by the share of the way that would be missed; ended ones last."""
        if self.ended:
            return 9_000
        missed = min(999, round(100 * max(0.0, self.row.verdict.miss or 0.0)))
        return 1_000 * _SEVERITY.index(self.status) + 999 - missed


@dataclass(frozen=True)
class _Case:
    """What is known of one target before it is judged. `stated`: its first revision, the one of its own sentence."""

    target: Target
    stated: TargetRevision
    revision: TargetRevision
    milestones: Sequence[Milestone]
    terms: Terms
    figures: Sequence[Figure]


def assess(plan: Plan, on: date, moment: datetime | None = None, of: Period | None = None) -> list[AssessedRow]:
    """The plan as it stood and was known on a day, in the document's order. A number of queries that does not grow.

    `moment`: leave out what was entered, published or said later than this; with it a verdict of that day can be made
    again to the letter. `of`: judge at the end of this period by what is known of it on the day; what later periods
    brought (figures, revisions, words of people on them) is left out.
    """
    day = on if of is None else min(on, of.last)
    cases = _cases(plan, on, moment, of)
    facts = [target_fact(_slots(plan, case.revision), *_first_place(case), case.target.parent_id) for case in cases]
    proposed = [goal_of(fact) for fact in facts]
    goals = [adjusted(goal, case.terms) for (goal, _), case in zip(proposed, cases, strict=True)]
    groups = _groups(cases, facts, goals)
    goals = shaped(goals, groups)
    asked = [
        Asked(
            fact.indicator,
            goal,
            direction,
            case.terms,
            tuple(o for figure in case.figures for o in observations_for(fact, goal, figure)),
        )
        for case, fact, goal, (_, direction) in zip(cases, facts, goals, proposed, strict=True)
    ]
    judged = _judged(asked, groups, [case.milestones for case in cases], day)
    place_of = {case.target.pk: place for place, case in enumerate(cases)}
    rows = []
    for case, fact, goal, one in zip(cases, facts, goals, judged, strict=True):
        above = place_of.get(case.target.parent_id or 0) if one.counted else one.under
        yards = tuple(yard for figure in case.figures for yard in yardsticks_of(figure))
        row = Row(fact, (), goal, one.verdict, 1.0, yards, one.counted, case.terms.mandatory, above)
        rows.append(AssessedRow(case.target, case.revision, row, case.terms.state in ENDED))
    return rows


@transaction.atomic
def refresh(plan: Plan, as_of: date | None = None) -> None:
    """Compute the verdicts of a plan anew and keep them. `as_of` None: today, or the day the plan comes into force."""
    first = plan.versions.order_by("effective_on").values_list("effective_on", flat=True).first()
    day = as_of or max(timezone.localdate(), first or date.min)
    rows = assess(plan, day)
    ids = {row.target.pk for row in rows}
    Assessment.objects.filter(target__plan=plan).exclude(target_id__in=ids).delete()
    Assessment.objects.bulk_create(
        [
            Assessment(
                target=row.target,
                as_of=day,
                status=row.status.value,
                word=row.row.verdict.word.value if row.row.verdict.word else "",
                threat=row.threat,
                latest=row.row.verdict.latest.value if row.row.verdict.latest else None,
                counted=row.counted,
                told=told_of(row, rows) | {"gone": None if row.ended else gone_of(row.target, row.revision, day)},
                detail=detail_of(row),
                computed_at=timezone.now(),
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["target"],
        update_fields=["as_of", "status", "word", "threat", "latest", "counted", "told", "detail", "computed_at"],
    )


def in_force(revisions: Sequence[TargetRevision], on: date) -> TargetRevision | None:
    """The revision that holds on a day: that of the newest version in force; None before the first."""
    standing = [revision for revision in revisions if revision.version.effective_on <= on]
    return max(standing, key=lambda r: (r.version.effective_on, r.version.number), default=None)


def _cases(plan: Plan, on: date, moment: datetime | None, of: Period | None) -> list[_Case]:
    end = on if of is None else min(on, of.last)
    # What people say of a period they say before the next one is over.
    heard = on if of is None else min(on, of.last + (of.last - of.first) + _ONE_DAY)
    revisions = TargetRevision.objects.select_related("version").order_by("version__number")
    revisions = revisions.annotate(issued_on=F("document__issued_on"))  # for gone.py, without the whole document
    said = PersonVerdict.objects.filter(at__date__lte=heard).select_related("by").order_by("-id")
    if moment is not None:
        revisions = revisions.filter(version__published_at__lte=moment)
        said = said.filter(at__lte=moment)
    targets: list[Any] = list(  # with what is fetched below as plain lists: a manager for each costs as much as judging
        plan.targets.select_related("indicator", "agency").prefetch_related(
            Prefetch("revisions", revisions, "known_revisions"),
            Prefetch("milestones", Milestone.objects.order_by("year"), "known_milestones"),
            Prefetch("person_verdicts", said, "said"),
        )
    )
    figures = figures_known(targets, plan.area_id, on, moment)
    cases = []
    for target in targets:
        told = target.known_revisions
        revision = in_force(told, end) or in_force(told, on)  # a plan may tell of a period before its own first day
        if revision is None:
            continue
        verdict = next(iter(target.said), None)
        terms = terms_of(target.terms, target.indicator, revision, verdict, end)
        known = [one for one in figures[target.pk] if of is None or one.period.last <= end]
        cases.append(_Case(target, told[0], revision, target.known_milestones, terms, known))
    return cases


def _slots(plan: Plan, revision: TargetRevision) -> Mapping[str, Any]:
    """The slots of a target; in the plan of one year "thêm 10 xã" speaks of that year, which its words leave out."""
    slots: Mapping[str, Any] = revision.slots
    year = plan.year_to
    counts = slots.get("change") in ("increase", "decrease") and not str(slots.get("unit") or "%").startswith("%")
    if counts and plan.kind == PlanKind.YEARLY and not slots.get("from") and slots.get("due") == year:
        return {**slots, "from": year}
    return slots


def _first_place(case: _Case) -> tuple[int, int]:
    """Where the target was stated first: which targets belong together is told by the line they stand in there."""
    return case.stated.start, case.stated.end


def _groups(cases: Sequence[_Case], facts: Sequence[Fact], goals: Sequence[Goal]) -> list[Group]:
    """Structures and paths, each within the document that stated its targets; ended targets stand alone."""
    texts = dict(
        Document.objects.filter(pk__in={case.stated.document_id for case in cases})
        .values_list("pk", "text")
    )  # fmt: skip
    found = []
    for document, text in texts.items():
        places = [
            place
            for place, case in enumerate(cases)
            if case.stated.document_id == document and case.terms.state not in ENDED
        ]
        own = [facts[place] for place in places]
        together = groups_of(own, [goals[place] for place in places], text)
        found += [Group(group.kind, tuple(places[at] for at in group.places)) for group in together]
    return found


def _judged(
    asked: Sequence[Asked], groups: Sequence[Group], milestones: Sequence[Sequence[Milestone]], on: date
) -> list[Judged]:
    """Judge the targets; milestones that people set are steps of the target's own path."""
    steps: list[Asked] = []
    paths: list[Group] = []
    grouped = {place for group in groups for place in group.places}
    for place, (target, years) in enumerate(zip(asked, milestones, strict=True)):
        own = [step for step in (_step(target, year) for year in years) if step is not None]
        if own and place not in grouped and target.terms.state not in ENDED:
            at = len(asked) + len(steps)
            paths.append(Group(Together.PATH, (*range(at, at + len(own)), place)))
            steps += own
    judged = list(judge_targets([*asked, *steps], [*groups, *paths], on)[: len(asked)])
    for path in paths:  # the step decides, but it is the target that counts
        judged[path.places[-1]] = replace(judged[path.places[-1]], counted=True, under=None)
    return judged


def _step(target: Asked, milestone: Milestone) -> Asked | None:
    """The target as its milestone; None where a milestone has no meaning or no value."""
    goal, wanted = target.goal, target.goal.quantity
    values = [value for value in (milestone.low, milestone.high) if value is not None]
    if wanted is None or goal.moves or goal.per or goal.form in CHANGES or not values:
        return None
    if goal.due is None or milestone.year >= goal.due.year:
        return None
    low, high = values[0], values[-1]
    comparator = Comparator.RANGE if low < high else wanted.comparator
    if low == high and wanted.comparator is Comparator.RANGE:
        comparator = Comparator.EQ
    quantity = Quantity.of(comparator, low, high, wanted.unit, approx=wanted.approx)
    return replace(target, goal=replace(goal, quantity=quantity, due=date(milestone.year, 12, 31)))
