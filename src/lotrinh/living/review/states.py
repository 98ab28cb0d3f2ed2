"""What a proposal looked like before and after a decision, and who was faster."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from lotrinh.living.refusals import Refusal
from lotrinh.living.review.models import Decision, Proposal, Review, ReviewState, Standing
from lotrinh.living.words import Words

if TYPE_CHECKING:
    from lotrinh.living.people.models import User

State = dict[str, Any]

FIELDS = (
    "kind", "order", "start", "end", "slots", "read", "rule", "reasons", "duplicate", "parent_id", "standing",
    "version",
)  # fmt: skip


class Conflict(Exception):  # noqa: N818 (a state that the page shows and asks about, not a fault)
    """The proposal was decided by somebody else in the meantime; `proposal` is how it stands now."""

    def __init__(self, proposal: Proposal, last: Decision | None) -> None:
        super().__init__(f"proposal {proposal.pk} has version {proposal.version}")
        self.proposal = proposal
        self.last = last


class Refused(Refusal):
    """What is asked for does not fit, in words for the person."""


CLOSED = Words("Rà soát này đã kết thúc, không sửa được nữa.", "This review is closed and can no longer be changed.")


def state_of(proposal: Proposal) -> State:
    """Everything that a decision may change."""
    return {field: getattr(proposal, field) for field in FIELDS}


def standing_of(proposal: Proposal) -> State:
    """What a decision on very many items keeps of each: the standing, and a digest of all else to see changes by."""
    rest = {field: value for field, value in state_of(proposal).items() if field not in ("standing", "version")}
    digest = hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()[:16]
    return {"standing": proposal.standing, "version": proposal.version, "digest": digest}


def same_content(proposal: Proposal, state: State) -> bool:
    """Whether a proposal still is as `state` says, whatever its version."""
    now = standing_of(proposal) if "digest" in state else state_of(proposal)
    return all(now[field] == value for field, value in state.items() if field != "version")


def restore(proposal: Proposal, state: State) -> None:
    """Put a proposal back; its version goes on, so that forms made from the undone state are old."""
    version = proposal.version
    for field in FIELDS:
        if field in state:
            setattr(proposal, field, state[field])
    proposal.version = version + 1


def locked(review_id: int) -> Review:
    """The review, held until the transaction ends: decisions on one review follow one another. Raises Refused."""
    review = Review.objects.select_for_update(of=("self",)).select_related("document", "plan").get(pk=review_id)
    if review.state != ReviewState.OPEN:
        raise Refused(CLOSED)
    return review


def current(review: Review, proposal_id: int, version: int) -> Proposal:
    """The proposal as the person saw it. Raises Conflict where it changed since, and DoesNotExist for a foreign one."""
    proposal = review.proposals.get(pk=proposal_id)
    if proposal.version != version or proposal.standing == Standing.REPLACED:
        raise Conflict(proposal, last_decision(proposal))
    proposal.review = review
    return proposal


def last_decision(proposal: Proposal) -> Decision | None:
    """Who decided last on a proposal, and when."""
    decisions = Decision.objects.filter(review_id=proposal.review_id, undone=False).select_related("by")
    key = str(proposal.pk)
    return next((decision for decision in decisions[:200] if key in decision.after), None)


def write_decision(
    review: Review, act: str, by: User | None, before: dict[int, State | None], after: Iterable[Proposal]
) -> Decision:
    """Keep the step. `before`: proposal id → state (or the standing alone), None for one that this step made."""
    return Decision.objects.create(
        review=review,
        act=act,
        by=by,
        before={str(key): state for key, state in before.items()},
        after={str(proposal.pk): _like(before[proposal.pk], proposal) for proposal in after},
    )


def _like(before: State | None, proposal: Proposal) -> State:
    return standing_of(proposal) if before and "digest" in before else state_of(proposal)
