"""From reviewed proposals to a plan, an amendment or figures: one transaction, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from lotrinh.living.documents.services import index
from lotrinh.living.following.spreading import spread
from lotrinh.living.journal.services import record
from lotrinh.living.observations.services import add_results
from lotrinh.living.plans.models import Plan
from lotrinh.living.plans.services import Accepted, NewPlan, NotPublishable, amend_plan, publish_plan
from lotrinh.living.review.models import Proposal, Purpose, Review, ReviewState, Standing
from lotrinh.living.review.states import Refused, locked
from lotrinh.living.words import Words

if TYPE_CHECKING:
    from lotrinh.living.people.models import User

NOTHING = Words(
    "Chưa có mục nào được chấp nhận nên không có gì để đưa vào kế hoạch.",
    "Nothing was accepted, so there is nothing to put into the plan.",
)


class StillOpen(Exception):  # noqa: N818
    """Proposals wait for a decision; `proposals` lists them."""

    def __init__(self, proposals: Sequence[Proposal]) -> None:
        super().__init__(f"{len(proposals)} proposals are open")
        self.proposals = list(proposals)


def publish(review: Review, by: User | None, **plan_fields: Any) -> Plan:
    """Put what was accepted into a new plan, an amendment, or the figures of a plan; returns the plan.

    `plan_fields`: those of `NewPlan`, or what `amend_plan` takes. Raises StillOpen, Refused; then nothing happened.
    """
    with transaction.atomic():
        review = locked(review.pk)
        waiting = review.proposals.filter(standing=Standing.OPEN, duplicate=False)
        if waiting.exists():
            raise StillOpen(list(waiting.order_by("start", "order")))
        proposals = list(review.proposals.filter(standing=Standing.ACCEPTED).order_by("start", "order"))
        if not proposals and not plan_fields.get("ended"):
            raise Refused(NOTHING)
        try:
            plan, became = _enter(review, _accepted(proposals), by, plan_fields)
        except NotPublishable as problem:
            raise Refused(problem.words) from problem
        for proposal in proposals:
            proposal.published_as = became.get(proposal.pk, "")
        Proposal.objects.bulk_update(proposals, ["published_as"], batch_size=500)
        review.plan, review.state, review.closed_at = plan, ReviewState.PUBLISHED, timezone.now()
        review.save(update_fields=["plan", "state", "closed_at"])
        document = review.document
        if plan.public and not document.public:
            document.public = True
            document.save(update_fields=["public"])
        index(document)
        record("review.published", by, review, plan=plan.pk, count=len(proposals), plan_name=str(plan))
        return plan


def withdraw(review: Review, by: User | None) -> None:
    """Give the review up; what was decided stays readable and nothing enters a plan."""
    with transaction.atomic():
        review = locked(review.pk)
        review.state, review.closed_at = ReviewState.WITHDRAWN, timezone.now()
        review.save(update_fields=["state", "closed_at"])
        record("review.withdrawn", by, review, plan=review.plan_id)


def _enter(
    review: Review, accepted: Sequence[Accepted], by: User | None, fields: dict[str, Any]
) -> tuple[Plan, Mapping[int, str]]:
    document = review.document
    if review.purpose == Purpose.PLAN:
        plan = publish_plan(document=document, accepted=accepted, by=by, new=NewPlan(**fields))
        spread(plan)
        return plan, plan.published_as
    assert review.plan is not None  # open_review
    if review.purpose == Purpose.AMENDMENT:
        version = amend_plan(plan=review.plan, document=document, accepted=accepted, by=by, **fields)
        spread(review.plan)
        return review.plan, version.published_as
    return review.plan, add_results(plan=review.plan, document=document, accepted=accepted, by=by)


def _accepted(proposals: Sequence[Proposal]) -> list[Accepted]:
    kept = {proposal.pk for proposal in proposals}
    return [
        Accepted(
            proposal=p.pk,
            kind=p.kind,
            start=p.start,
            end=p.end,
            slots=p.slots,
            parent=p.parent_id if p.parent_id in kept else None,
        )
        for p in proposals
    ]
