"""How a report moves from state to state: pure functions over data/transitions.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lotrinh.living.refusals import Refusal
from lotrinh.living.words import Words


@dataclass(frozen=True, slots=True)
class Transition:
    """One move: from any of `before` to `after`, by `who` ("reporter", "receiver", "focal")."""

    id: str
    before: frozenset[str]
    after: str
    who: str
    reason: bool
    only_locked: bool
    words: Words


class Refused(Refusal):
    """The move is not open; the words say why."""


NOT_FROM_HERE = Words(
    "Báo cáo đang ở trạng thái «{state}» nên không thể: {move}", "The report is “{state}”, which does not allow: {move}"
)
IS_LOCKED = Words(
    "Kỳ báo cáo đã khóa. Cơ quan tổng hợp phải mở lại (kèm lý do) trước khi sửa.",
    "The period is locked. The focal agency must reopen the report (with a reason) before it changes.",
)
NOT_LOCKED = Words("Kỳ báo cáo chưa khóa nên không cần mở lại.", "The period is not locked: nothing to reopen.")
REASON_NEEDED = Words("Phải nêu lý do.", "A reason is needed.")


@cache
def transitions() -> dict[str, Transition]:
    """The table, by id."""
    text = (files("lotrinh.living.reporting") / "data" / "transitions.toml").read_text(encoding="utf-8")
    return {
        one["id"]: Transition(
            one["id"], frozenset(one["from"]), one["to"], one["who"], one["reason"],
            one.get("only_locked", False), Words(one["vi"], one["en"]),
        )
        for one in tomllib.loads(text)["transition"]
    }  # fmt: skip


def check(move: str, state: str, *, locked: bool, open_after_lock: bool, reason: str = "") -> Transition:
    """The transition, if it is open in this state. Raises Refused with the reason, KeyError for an unknown move.

    >>> check("submit", "draft", locked=False, open_after_lock=False).after
    'submitted'
    """
    transition = transitions()[move]
    if transition.only_locked and not locked:
        raise Refused(NOT_LOCKED)
    if locked and not transition.only_locked and not open_after_lock:
        raise Refused(IS_LOCKED)
    if state not in transition.before:
        raise Refused(NOT_FROM_HERE.filled(state=state_words(state), move=transition.words))
    if transition.reason and not reason.strip():
        raise Refused(REASON_NEEDED)
    return transition


def open_moves(state: str, who: frozenset[str], *, locked: bool, open_after_lock: bool) -> tuple[Transition, ...]:
    """The moves that people in these parts can make now, in the order of the table."""
    return tuple(
        one
        for one in transitions().values()
        if one.who in who and state in one.before and (locked if one.only_locked else (not locked or open_after_lock))
    )


def state_words(state: str) -> Words:
    """A state in words."""
    from lotrinh.living.reporting.models import State
    from lotrinh.living.words import words_of

    return words_of(State(state))
