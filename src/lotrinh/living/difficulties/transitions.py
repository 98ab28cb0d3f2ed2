"""How a difficulty moves from state to state: pure functions over data/transitions.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lotrinh.living.refusals import Refusal
from lotrinh.living.words import Words

MANUAL = ("raise", "carry_out")
"""Moves without a form of their own: one makes the difficulty, the other follows from its last action."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One move. `owner`: whose turn it is then ("" nobody's); `days`: for how many working days, None: as decided."""

    id: str
    slug: str
    before: frozenset[str]
    after: str
    who: str
    owner: str
    days: int | None
    reason: bool
    words: Words


@dataclass(frozen=True, slots=True)
class State:
    """Where a difficulty stands; `over`: nothing is awaited any more."""

    id: str
    words: Words
    over: bool


class Refused(Refusal):
    """The move is not open; the words say why."""


NOT_FROM_HERE = Words(
    "Khó khăn đang ở bước «{state}» nên không thể: {move}.",
    "The difficulty is “{state}”, which does not allow: {move}.",
)
REASON_NEEDED = Words("Phải nêu nội dung, lý do.", "A reason is needed.")


@cache
def table() -> dict[str, Any]:
    """The file as it is written."""
    text = (files("lotrinh.living.difficulties") / "data" / "transitions.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def states() -> dict[str, State]:
    """States in the order of the way."""
    return {
        key: State(key, Words(entry["vi"], entry["en"]), entry.get("over", False))
        for key, entry in table()["state"].items()
    }


@cache
def transitions() -> dict[str, Transition]:
    """The moves, by id."""
    return {
        one["id"]: Transition(
            one["id"], one["slug"], frozenset(one["from"]), one["to"], one["who"], one["owner"], one.get("days"),
            one["reason"], Words(one["vi"], one["en"]),
        )
        for one in table()["transition"]
    }  # fmt: skip


@cache
def kinds() -> dict[str, Words]:
    """What kinds of difficulties are called (data/kinds.toml)."""
    text = (files("lotrinh.living.difficulties") / "data" / "kinds.toml").read_text(encoding="utf-8")
    return {key: Words(entry["vi"], entry["en"]) for key, entry in tomllib.loads(text).items()}


def running() -> list[str]:
    """States in which something is awaited."""
    return [state.id for state in states().values() if not state.over]


def open_moves(state: str) -> list[Transition]:
    """The moves that a state allows and that have a form."""
    return [one for one in transitions().values() if state in one.before and one.id not in MANUAL]


def check(move: str, state: str, reason: str = "") -> Transition:
    """The move, if the state allows it and a reason is given where one is needed; Refused else.

    >>> check("take", "raised").after
    'handling'
    """
    found = transitions()[move]
    if state not in found.before:
        here = states()[state].words if state else Words("chưa nêu", "not raised")
        raise Refused(NOT_FROM_HERE.filled(state=here, move=found.words.lower()))
    if found.reason and not reason.strip():
        raise Refused(REASON_NEEDED)
    return found
