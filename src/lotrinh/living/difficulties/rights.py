"""Who may make a move: the table of access, asked for the agencies that the difficulty concerns."""

from __future__ import annotations

from lotrinh.living.access.rules import Person, may
from lotrinh.living.difficulties.models import Action, Difficulty
from lotrinh.living.difficulties.transitions import Transition, open_moves

ACTS = {
    "raiser": "difficulty.raise",
    "handler": "difficulty.handle",
    "decider": "difficulty.decide",
    "executor": "difficulty.raise",
}


def may_move(person: Person, found: Transition, difficulty: Difficulty) -> bool:
    """Whether the person may make the move on this difficulty."""
    return may(person, ACTS[found.who], [difficulty.agency_id])


def moves_for(person: Person, difficulty: Difficulty) -> list[Transition]:
    """The moves that stand open to the person now."""
    return [one for one in open_moves(difficulty.state) if may_move(person, one, difficulty)]


def may_finish(person: Person, action: Action) -> bool:
    """Whether the person may say that an action was done."""
    return may(person, ACTS["executor"], [action.agency_id])
