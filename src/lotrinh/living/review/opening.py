"""Opening a review: every fact of the document that fits the purpose becomes a proposal, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import transaction

from lotrinh.living.documents.models import Document
from lotrinh.living.journal.services import record
from lotrinh.living.plans.models import Plan
from lotrinh.living.review import amending
from lotrinh.living.review.models import Kind, Proposal, Purpose, Review, ReviewState
from lotrinh.living.review.states import Refused
from lotrinh.living.words import Words

if TYPE_CHECKING:
    from lotrinh.living.people.models import User

KINDS: dict[str, tuple[str, ...]] = {
    Purpose.PLAN: (Kind.TARGET, Kind.TASK),
    Purpose.AMENDMENT: (Kind.TARGET, Kind.TASK),
    Purpose.REPORT: (Kind.RESULT,),
}
"""What a document is looked through for."""

PLACE = frozenset({"start", "end", "rule", "reasons", "duplicate", "parent"})
"""Fields of a fact that are columns of a proposal and not slots."""

_DOUBTED = frozenset({"inconsistent_figures"})

NOT_READ = Words("Văn bản chưa được đọc xong. Hãy chờ đọc xong rồi rà soát.", "The document has not been read yet.")
NO_PLAN = Words(
    "Chưa chọn kế hoạch mà văn bản sửa đổi hoặc báo cáo. Hãy chọn kế hoạch.",
    "Choose the plan that this document amends or reports on.",
)


def open_review(document: Document, purpose: str, plan: Plan | None, by: User | None) -> Review:
    """The open review of a document for a purpose; asked twice, it is the same one. Raises Refused."""
    if document.facts is None:
        raise Refused(NOT_READ)
    if purpose == Purpose.PLAN:
        plan = None
    elif plan is None:
        raise Refused(NO_PLAN)
    with transaction.atomic():
        Document.objects.select_for_update().only("pk").get(pk=document.pk)  # two clicks make one review
        known = Review.objects.filter(document=document, purpose=purpose, plan=plan, state=ReviewState.OPEN).first()
        if known is not None:
            return known
        review = Review.objects.create(document=document, purpose=purpose, plan=plan, opened_by=by)
        proposals = _propose(review)
        record("review.opened", by, review, plan=plan.pk if plan else None, purpose=purpose, proposals=len(proposals))
    return review


def proposed_purpose(document: Document) -> str:
    """What a document looks like: a report tells figures, a plan sets targets and tasks."""
    facts = document.facts or {}
    counts = {
        name: sum(not fact["duplicate"] for fact in facts.get(name, ())) for name in ("targets", "tasks", "results")
    }
    if counts["results"] > counts["targets"] + counts["tasks"]:
        return Purpose.REPORT
    return Purpose.AMENDMENT if document.links.filter(relation="amends").exists() else Purpose.PLAN


def _propose(review: Review) -> list[Proposal]:
    facts: dict[str, Any] = review.document.facts or {}
    doubted = [(w["start"], w["end"], w["code"]) for w in facts.get("warnings", ()) if w["code"] in _DOUBTED]
    made: list[Proposal] = []
    parts: list[tuple[Proposal, Proposal]] = []
    for kind in KINDS[review.purpose]:
        of_kind = [_proposal(review, kind, fact, doubted) for fact in facts.get(f"{kind}s", ())]
        for proposal, fact in zip(of_kind, facts.get(f"{kind}s", ()), strict=True):
            if fact.get("parent") is not None:
                parts.append((proposal, of_kind[fact["parent"]]))
        made += of_kind
    if review.purpose == Purpose.AMENDMENT and review.plan is not None:
        amending.propose(review.plan, [one for one in made if one.kind == Kind.TARGET and not one.duplicate])
    made.sort(key=lambda proposal: (proposal.start, proposal.end))
    for order, proposal in enumerate(made, 1):
        proposal.order = order
    Proposal.objects.bulk_create(made, batch_size=500)
    for proposal, parent in parts:
        proposal.parent = parent
    Proposal.objects.bulk_update([proposal for proposal, _ in parts], ["parent"], batch_size=500)
    return made


def _proposal(review: Review, kind: str, fact: dict[str, Any], doubted: Iterable[tuple[int, int, str]]) -> Proposal:
    slots = {key: value for key, value in fact.items() if key not in PLACE}
    more = [code for start, end, code in doubted if start < fact["end"] and fact["start"] < end]
    return Proposal(
        review=review,
        kind=kind,
        start=fact["start"],
        end=fact["end"],
        slots=slots,
        read=slots,
        rule=fact["rule"][:80],
        reasons=list(dict.fromkeys([*fact["reasons"], *more])),
        duplicate=fact["duplicate"],
    )
