"""Verifying the journal: the chain is computed again from the first row, in the memory of a few thousand rows.

A changed row, a removed row and a row slipped in break the chain where they stand. Rows cut off at the end leave a
chain that is whole: against that, keep the number and digest that a verification tells (a printed report, another
computer) and give them to the next one.
"""

from __future__ import annotations

from dataclasses import dataclass

from lotrinh.living.journal.models import Event
from lotrinh.living.journal.services import FIRST, digest_of
from lotrinh.living.words import Words

BATCH = 2_000

GAP = Words("thiếu dòng {number}", "row {number} is missing")
FORKED = Words("dòng {number} không nối với dòng trước nó", "row {number} is not tied to the row before it")
CHANGED = Words("nội dung dòng {number} đã bị sửa", "the content of row {number} was changed")
CUT = Words(
    "nhật ký chỉ còn đến dòng {last}, trong khi lần kiểm tra trước đã có dòng {number}",
    "the journal ends at row {last}, while an earlier verification knew row {number}",
)
OTHER = Words(
    "dòng {number} khác với dòng mà lần kiểm tra trước đã ghi", "row {number} is not the one that was verified earlier"
)

WHOLE = Words(
    "Nhật ký nguyên vẹn: {n} dòng. Dòng cuối: {last}, mã {digest}",
    "The journal is whole: {n:row|rows}. Last row: {last}, digest {digest}",
)
NOT_WHOLE = Words(
    "Nhật ký KHÔNG nguyên vẹn: {why}. {n} dòng trước đó đúng.",
    "The journal is NOT whole: {why}. Rows in order before that: {n}.",
)


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verification found. `rows`: those that are in order; `broken_at`: the first that is not."""

    rows: int
    last: int
    digest: str
    broken_at: int | None = None
    why: Words | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return self.broken_at is None

    def __str__(self) -> str:
        """A sentence in the reader's language."""
        if self.why is not None:
            return NOT_WHOLE.format(why=self.why, n=self.rows)
        return WHOLE.format(n=self.rows, last=self.last, digest=self.digest)


def verify(known: tuple[int, str] | None = None) -> Verified:
    """Compute the chain again. `known`: number and digest of a row that an earlier verification told."""
    rows, expected, previous = 0, 1, FIRST
    for event in Event.objects.order_by("number").iterator(chunk_size=BATCH):
        why = _fault(event, expected, previous, known)
        if why is not None:
            at = expected if why is GAP else event.number
            return Verified(rows, rows, previous, at, why.filled(number=at))
        rows, expected, previous = rows + 1, expected + 1, event.digest
    if known is not None and known[0] > rows:
        return Verified(rows, rows, previous, rows + 1, CUT.filled(last=rows, number=known[0]))
    return Verified(rows, rows, previous)


def _fault(event: Event, expected: int, previous: str, known: tuple[int, str] | None) -> Words | None:
    if event.number != expected:
        return GAP if event.number > expected else FORKED
    if event.previous != previous:
        return FORKED
    if digest_of(event) != event.digest:
        return CHANGED
    if known is not None and known[0] == event.number and known[1] != event.digest:
        return OTHER
    return None
