"""Deciding on proposals. Each decision is one transaction: the change, the step for undoing, the journal's line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from lotrinh.living.documents.told import tell
from lotrinh.living.journal.services import record
from lotrinh.living.review import drafts
from lotrinh.living.review.models import Decision, Proposal, Review, Standing
from lotrinh.living.review.opening import KINDS
from lotrinh.living.review.slots import check
from lotrinh.living.review.states import (
    FIELDS,
    Conflict,
    Refused,
    State,
    current,
    locked,
    restore,
    same_content,
    standing_of,
    state_of,
    write_decision,
)
from lotrinh.living.words import Words

if TYPE_CHECKING:
    from lotrinh.living.people.models import User

Slots = dict[str, Any]

ACTS: dict[str, Words] = {
    "accept": Words("chấp nhận", "accepted"),
    "edit": Words("sửa và chấp nhận", "corrected and accepted"),
    "reject": Words("bỏ", "rejected"),
    "reopen": Words("mở lại", "reopened"),
    "merge": Words("gộp", "merged"),
    "split": Words("tách", "split"),
    "add": Words("thêm", "added"),
    "accept_all": Words("chấp nhận mọi mục không có điểm nghi ngờ", "accepted everything without doubts"),
}

NOT_ALIKE = Words("Chỉ gộp được hai mục cùng loại của một rà soát.", "Only two items of one kind can be merged.")
NO_CUT = Words("Chỗ tách phải nằm trong đoạn và mỗi nửa phải có chữ.", "The cut must leave words on both sides.")
NO_SUCH_PLACE = Words("Đoạn chọn không nằm trong văn bản.", "The chosen text is not part of the document.")
NOTHING_TO_UNDO = Words("Không có bước nào của ông/bà để hoàn tác.", "There is no step of yours to undo.")


def accept(proposal: Proposal, *, version: int, by: User | None) -> Proposal:
    """It may enter the plan as it stands. Raises Conflict, Refused."""
    return _set(proposal, Standing.ACCEPTED, "accept", version, by)


def reject(proposal: Proposal, *, version: int, by: User | None) -> Proposal:
    """It does not enter the plan."""
    return _set(proposal, Standing.REJECTED, "reject", version, by)


def reopen(proposal: Proposal, *, version: int, by: User | None) -> Proposal:
    """Back to undecided."""
    return _set(proposal, Standing.OPEN, "reopen", version, by)


def edit(
    proposal: Proposal,
    slots: Slots,
    *,
    version: int,
    by: User | None,
    start: int | None = None,
    end: int | None = None,
) -> Proposal:
    """Correct and accept. `start`, `end`: another place. Raises ValueError for slots beyond the contract."""

    def change(mine: Proposal) -> None:
        mine.slots = check(mine.kind, slots)
        mine.start, mine.end = _place(mine.review, start, end, mine)
        mine.standing = Standing.ACCEPTED

    return _change(proposal, "edit", version, by, change)


def merge(proposal: Proposal, other: Proposal, *, version: int, other_version: int, by: User | None) -> Proposal:
    """Two items that are one. The new one is open; both old ones are put aside and come back by undoing."""
    with transaction.atomic():
        review = locked(proposal.review_id)
        pair = [current(review, proposal.pk, version), current(review, other.pk, other_version)]
        if pair[0].pk == pair[1].pk or pair[0].kind != pair[1].kind:
            raise Refused(NOT_ALIKE)
        pair.sort(key=lambda one: (one.start, one.order))
        start, end = pair[0].start, max(one.end for one in pair)
        return _replace(review, "merge", by, pair, [(start, end, _together(pair[0].slots, pair[1].slots))])[0]


def split(proposal: Proposal, at: int, *, version: int, by: User | None) -> list[Proposal]:
    """One item that is two: its text is cut at the offset `at`, and each half read again."""
    with transaction.atomic():
        review = locked(proposal.review_id)
        mine = current(review, proposal.pk, version)
        if not mine.start < at < mine.end:
            raise Refused(NO_CUT)
        try:
            made = drafts.halves(mine, at)
        except ValueError:
            raise Refused(NO_CUT) from None
        return _replace(review, "split", by, [mine], list(made))


def add(review: Review, kind: str, start: int, end: int, slots: Slots, *, by: User | None) -> Proposal:
    """An item that the program did not find; whoever adds it has seen it, so it is accepted."""
    with transaction.atomic():
        review = locked(review.pk)
        if kind not in KINDS[review.purpose]:
            raise Refused(NOT_ALIKE)
        start, end = _place(review, start, end, None)
        checked = check(kind, slots)
        order = review.proposals.filter(start__lte=start).count() + 1
        made = Proposal.objects.create(
            review=review, kind=kind, order=order, start=start, end=end, slots=checked, standing=Standing.ACCEPTED
        )
        _written(review, "add", by, {made.pk: None}, [made])
        return made


def accept_all(review: Review, *, by: User | None) -> int:
    """Accept every open proposal that nothing speaks against; returns how many. One step, undone as one."""
    with transaction.atomic():
        review = locked(review.pk)
        found = [
            proposal
            for proposal in review.proposals.filter(standing=Standing.OPEN, duplicate=False)
            if not proposal.reasons
        ]
        if not found:
            return 0
        before: dict[int, State | None] = {proposal.pk: standing_of(proposal) for proposal in found}
        for proposal in found:
            proposal.standing = Standing.ACCEPTED
            proposal.version += 1
        _set_standing(found, Standing.ACCEPTED)
        _written(review, "accept_all", by, before, found)
        return len(found)


def undo(review: Review, *, by: User | None) -> Decision:
    """Take back the person's own last step, if nobody changed the same items since. Raises Conflict, Refused."""
    with transaction.atomic():
        review = locked(review.pk)
        step = review.decisions.filter(by=by, undone=False).first()
        if step is None:
            raise Refused(NOTHING_TO_UNDO)
        held = {proposal.pk: proposal for proposal in review.proposals.filter(pk__in=[int(key) for key in step.after])}
        for key, state in step.after.items():
            proposal = held.get(int(key))
            if proposal is not None and not same_content(proposal, state):
                raise Conflict(proposal, None)
        made = [held[int(key)] for key, state in step.before.items() if state is None and int(key) in held]
        back = [held[int(key)] for key, state in step.before.items() if state is not None]
        for proposal in back:
            restore(proposal, step.before[str(proposal.pk)])
        _write_back(back, step)
        Proposal.objects.filter(pk__in=[proposal.pk for proposal in made]).delete()
        step.undone = True
        step.save(update_fields=["undone"])
        _journal("review.undone", review, step.act, by, [*back, *made])
        return step


def _write_back(back: Sequence[Proposal], step: Decision) -> None:
    """Save restored proposals; where only the standing had changed, as after accepting all, in few statements."""
    before, after = ({key: state for key, state in side.items() if state} for side in (step.before, step.after))
    changed = {field for key, state in before.items() for field in state if state[field] != after[key][field]}
    if changed <= {"standing", "version"}:
        for standing in {proposal.standing for proposal in back}:
            _set_standing([proposal for proposal in back if proposal.standing == standing], standing)
        return
    Proposal.objects.bulk_update(back, [field.removesuffix("_id") for field in FIELDS], batch_size=100)


def _set_standing(proposals: Sequence[Proposal], standing: str) -> None:
    """The standing of many, and their next version (as `proposals` have it already)."""
    numbers = [proposal.pk for proposal in proposals]
    for first in range(0, len(numbers), 500):
        batch = Proposal.objects.filter(pk__in=numbers[first : first + 500])
        batch.update(standing=standing, version=F("version") + 1)


def _set(proposal: Proposal, standing: str, act: str, version: int, by: User | None) -> Proposal:
    def change(mine: Proposal) -> None:
        mine.standing = standing

    return _change(proposal, act, version, by, change)


def _change(
    proposal: Proposal, act: str, version: int, by: User | None, change: Callable[[Proposal], None]
) -> Proposal:
    with transaction.atomic():
        review = locked(proposal.review_id)
        mine = current(review, proposal.pk, version)
        before: dict[int, State | None] = {mine.pk: state_of(mine)}
        change(mine)
        mine.version += 1
        mine.save(update_fields=["slots", "start", "end", "standing", "version"])
        _written(review, act, by, before, [mine])
        return mine


def _replace(
    review: Review,
    act: str,
    by: User | None,
    old: Sequence[Proposal],
    new: Sequence[tuple[int, int, Slots]],
) -> list[Proposal]:
    """Put proposals aside for others made from them; parts of the old ones become parts of the first new one."""
    parts = list(review.proposals.filter(parent__in=old).exclude(pk__in=[one.pk for one in old]))
    before: dict[int, State | None] = {one.pk: state_of(one) for one in (*old, *parts)}
    for one in old:
        one.standing, one.version = Standing.REPLACED, one.version + 1
    made = []
    for start, end, slots in new:
        one = Proposal.objects.create(
            review=review, kind=old[0].kind, order=old[0].order, start=start, end=end, slots=slots, rule=old[0].rule,
            duplicate=all(o.duplicate for o in old), parent=old[0].parent,
        )  # fmt: skip
        one.made_from.set(old)
        made.append(one)
    for part in parts:
        part.parent, part.version = made[0], part.version + 1
    Proposal.objects.bulk_update([*old, *parts], ["standing", "parent", "version"])
    _written(review, act, by, {**before, **{one.pk: None for one in made}}, [*old, *parts, *made])
    return made


def _together(one: Slots, other: Slots) -> Slots:
    """The first item's slots, filled from the second; lists are joined."""
    slots = dict(one)
    for key, value in other.items():
        if isinstance(value, list):
            slots[key] = [*(slots.get(key) or []), *(item for item in value if item not in (slots.get(key) or []))]
        elif slots.get(key) in (None, "", "none"):
            slots[key] = value
    return slots


def _place(review: Review, start: int | None, end: int | None, mine: Proposal | None) -> tuple[int, int]:
    if start is None or end is None:
        assert mine is not None
        return mine.start, mine.end
    if not 0 <= start < end <= len(review.document.text):
        raise Refused(NO_SUCH_PLACE)
    return start, end


def _written(
    review: Review, act: str, by: User | None, before: dict[int, State | None], after: Sequence[Proposal]
) -> None:
    write_decision(review, act, by, before, after)
    _journal("review.decided", review, act, by, after)


def _journal(kind: str, review: Review, act: str, by: User | None, proposals: Sequence[Proposal]) -> None:
    text = review.document.text
    told = [tell(p.kind, p.slots, text[p.start : p.end]).line[:200] for p in proposals[:3]]
    more = f" (+{len(proposals) - 3})" if len(proposals) > 3 else ""
    record(
        kind, by, review, plan=review.plan_id, step=act, act_vi=ACTS[act].vi, act_en=ACTS[act].en,
        what="; ".join(told) + more, proposals=[proposal.pk for proposal in proposals],
    )  # fmt: skip
