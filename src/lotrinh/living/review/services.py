"""Everything that is done in a review, under one name: `from lotrinh.living.review import services`."""

from __future__ import annotations

from lotrinh.living.review.deciding import accept, accept_all, add, edit, merge, reject, reopen, split, undo
from lotrinh.living.review.opening import open_review
from lotrinh.living.review.publishing import StillOpen, publish, withdraw
from lotrinh.living.review.states import Conflict, Refused

__all__ = [
    "Conflict", "Refused", "StillOpen", "accept", "accept_all", "add", "edit", "merge", "open_review", "publish",
    "reject", "reopen", "split", "undo", "withdraw",
]  # fmt: skip
