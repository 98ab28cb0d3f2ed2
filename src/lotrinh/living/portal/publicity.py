"""What may be published: the one module that decides. Pages, files, feeds and the API take their rows from here.

Reads: data/publicity.toml (which fields), the flags that officials set (which rows). Nothing else of the program says
what the public sees; a kind that is not in the table is closed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from django.db.models import Model, Q, QuerySet

from lotrinh.living.access.rules import NOBODY
from lotrinh.living.difficulties.models import Difficulty
from lotrinh.living.documents.models import HEAVY, Document
from lotrinh.living.observations.models import Observation, Yardstick
from lotrinh.living.people.models import Agency
from lotrinh.living.places.models import Area
from lotrinh.living.plans.held import verdicts_for
from lotrinh.living.plans.models import (
    Assignment,
    Indicator,
    Milestone,
    PersonVerdict,
    Plan,
    Target,
    TargetRevision,
    Task,
    Version,
)  # fmt: skip
from lotrinh.living.portal.models import Boundary, Question, QuestionState, Reply
from lotrinh.living.words import Words

SHOWN_STATES = (QuestionState.PUBLISHED, QuestionState.ANSWERED)


@dataclass(frozen=True, slots=True)
class Kind:
    """One entry of the table. `rows`: the name of the rule; `closed`: field → why it is not published."""

    id: str
    name: Words
    model: str
    rows: str
    words: Words
    open: frozenset[str]
    closed: Mapping[str, str] = field(default_factory=dict)


@cache
def kinds() -> dict[str, Kind]:
    """The table, by kind."""
    table = tomllib.loads((files("lotrinh.living.portal") / "data" / "publicity.toml").read_text(encoding="utf-8"))
    return {
        entry["id"]: Kind(
            entry["id"], Words(entry["name"]["vi"], entry["name"]["en"]), entry["model"], entry["rows"],
            Words(entry["vi"], entry["en"]), frozenset(entry["open"]),
            entry["closed"],
        )
        for entry in table["kind"]
    }  # fmt: skip


def rows(kind: str) -> QuerySet[Any]:
    """All rows of a kind that may be seen."""
    return RULES[kinds()[kind].rows]()


def told(kind: str, row: Model) -> dict[str, Any]:
    """The published fields of a row that may be seen, by name."""
    return {name: getattr(row, name) for name in sorted(kinds()[kind].open) if not _many(row, name)}


def _many(row: Model, name: str) -> bool:
    return bool(row._meta.get_field(name).many_to_many)


def public_plans() -> QuerySet[Plan]:
    """Published plans, with their document's identity."""
    shown = Plan.objects.filter(public=True).select_related("document", "area", "parent", "focal")
    return shown.defer(*HEAVY)


def versions() -> QuerySet[Version]:
    """Versions of published plans."""
    return Version.objects.filter(plan__public=True).select_related("document").defer(*HEAVY)


def targets() -> QuerySet[Target]:
    """Targets of published plans that are not held back."""
    return Target.objects.filter(plan__public=True, public=True)


def indicators() -> QuerySet[Indicator]:
    """Indicators that a published target is measured by."""
    return Indicator.objects.filter(pk__in=targets().values("indicator"))


def revisions() -> QuerySet[TargetRevision]:
    """Revisions of published targets, with their documents."""
    shown = TargetRevision.objects.filter(target__in=targets()).select_related("version", "document")
    return shown.defer(*HEAVY)


def milestones() -> QuerySet[Milestone]:
    """Milestones of published targets."""
    return Milestone.objects.filter(target__in=targets())


def verdicts() -> QuerySet[Any]:
    """Computed verdicts on published targets that tell no held figure."""
    return verdicts_for(NOBODY).filter(target__plan__public=True, held=False)


def person_verdicts() -> QuerySet[PersonVerdict]:
    """People's verdicts where the computed one may be seen."""
    return PersonVerdict.objects.filter(target__in=verdicts().values("target"))


def tasks() -> QuerySet[Task]:
    """Tasks of published plans that are not held back."""
    shown = Task.objects.filter(plan__public=True, public=True).select_related("document", "added", "ended")
    return shown.defer(*HEAVY)


def assignments() -> QuerySet[Assignment]:
    """Who has to do with published tasks."""
    return Assignment.objects.filter(task__plan__public=True, task__public=True)


def figures() -> QuerySet[Observation]:
    """Figures of published indicators that are not held back; also those that others have replaced."""
    shown = Observation.objects.filter(public=True, indicator__in=targets().values("indicator"))
    return shown.select_related("indicator", "area", "agency", "document").defer(*HEAVY)


def yardsticks() -> QuerySet[Yardstick]:
    """Yardsticks of published figures."""
    return Yardstick.objects.filter(observation__in=figures())


def documents() -> QuerySet[Document]:
    """Documents that may be read."""
    return Document.objects.filter(public=True)


def areas() -> QuerySet[Area]:
    """All areas."""
    return Area.objects.all()


def agencies() -> QuerySet[Agency]:
    """All agencies."""
    return Agency.objects.all()


def questions() -> QuerySet[Question]:
    """Questions that were let through, on published targets."""
    return Question.objects.filter(state__in=SHOWN_STATES, target__in=targets())


def answers() -> QuerySet[Reply]:
    """Answers to questions that are shown."""
    return Reply.objects.filter(question__in=questions())


def difficulties() -> QuerySet[Difficulty]:
    """Difficulties that somebody released, of published plans, targets and tasks."""
    shown = Difficulty.objects.filter(public=True).filter(Q(plan__isnull=True) | Q(plan__public=True))
    shown = shown.filter(Q(target__isnull=True) | Q(target__in=targets()))
    shown = shown.filter(Q(task__isnull=True) | Q(task__plan__public=True, task__public=True))
    return shown.select_related("agency", "owner")


def boundaries() -> QuerySet[Boundary]:
    """All boundaries."""
    return Boundary.objects.all()


RULES: Mapping[str, Callable[[], QuerySet[Any]]] = {
    rule.__name__: rule
    for rule in (
        public_plans, versions, indicators, targets, revisions, milestones, verdicts, person_verdicts, tasks,
        assignments, figures, yardsticks, documents, areas, agencies, questions, answers, boundaries,
        difficulties,
    )
}  # fmt: skip


def document_named(document: Document | None) -> str:
    """How a document is called in public: kind, number and day; the title only of a public one."""
    if document is None:
        return ""
    if document.number:
        return f"{document.kind} {document.number}".strip()
    return str(document) if document.public and document.title else document.kind


def sentence_of(row: TargetRevision | Observation) -> str:
    """The sentence a value stands in; "" where its document is not public."""
    return row.quote if row.document is not None and row.document.public else ""


def current(shown: QuerySet[Observation]) -> QuerySet[Observation]:
    """The figures that nothing has corrected; one whose correction is held back is told to nobody as current."""
    return shown.filter(superseded_by__isnull=True)
