"""The edition of the public pages: a token that is another one as soon as anything that visitors see has changed.

Reads: the last row of the journal, which every act writes in its own transaction, and the row of `Renewal`, which the
program writes when it has judged plans without an act (a new day, an indicator settled). A page made under an edition
may be shown as long as the edition holds; that costs one query, in every process, and nothing when something is
written.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.db.models import Subquery

from lotrinh.living.journal.models import Event, Renewal

# Acts on what only people with a role see. Somebody who reviews a document decides every few seconds.
UNSEEN = frozenset(
    {
        "account.link_given",
        "event.verified",
        "job.asked_again",
        "job.stopped",
        "question.received",
        "question.rejected",
        "review.decided",
        "review.opened",
        "review.undone",
        "review.withdrawn",
    }
)
_MOST_UNSEEN = 200  # rows looked through for another act; where there are more a new edition is cheaper


@dataclass(frozen=True, slots=True)
class _State:
    """The end of the journal, and the last renewal."""

    number: int = 0
    digest: str = ""
    renewed: str = ""


@dataclass
class _Memory:
    """What this process saw last: the state, and the edition that held then. Replaced in one step, never in parts."""

    seen: tuple[_State, str] = (_State(), "")


_memory = _Memory()


def edition() -> str:
    """The edition that holds now. One query; another one after an act."""
    state = _now()
    known, held = _memory.seen
    if state != known:
        if not _only_unseen_since(known, state):
            held = f"{state.digest}{state.renewed}"
        _memory.seen = state, held
    return held


def renew() -> None:
    """Begin a new edition, for changes without an act. To be called when they are committed."""
    Renewal.objects.update_or_create(pk=1, defaults={"token": secrets.token_hex(8)})


def _now() -> _State:
    renewed = Subquery(Renewal.objects.filter(pk=1).values("token"))
    rows = Event.objects.order_by("-number").annotate(renewed=renewed).values_list("number", "digest", "renewed")
    number, digest, token = rows.first() or (0, "", "")
    return _State(number, digest, token or "")


def _only_unseen_since(known: _State, state: _State) -> bool:
    """Whether the journal that was known goes on to the state by unseen acts alone. A restored one does not."""
    if not known.number or state.renewed != known.renewed or not 0 < state.number - known.number <= _MOST_UNSEEN:
        return False
    rows = Event.objects.filter(number__range=(known.number, state.number)).order_by("number")
    (first, _), *later = rows.values_list("digest", "act") or [("", "")]
    return first == known.digest and all(act in UNSEEN for _, act in later)
