"""Which way is better. Never taken from base and target: proposed by the text or a word list, and said so."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files

from lotrinh.core.vietnamese.text import shadow


class Direction(IntEnum):
    """+1 more is better, −1 less is better."""

    MORE = 1
    LESS = -1


@dataclass(frozen=True, slots=True)
class Proposal:
    """A direction and its ground: "text" (the target's own comparator or verb), "words" (the list), "default"."""

    direction: Direction
    ground: str
    word: str = ""


@cache
def _less_is_better() -> tuple[str, ...]:
    source = files("lotrinh.assessment") / "data" / "directions.toml"
    return tuple(shadow(word) for word in tomllib.loads(source.read_text(encoding="utf-8"))["less_is_better"])


def propose_direction(indicator: str, change: str, comparator: str | None) -> Proposal:
    """The direction a person should confirm. `change`, `comparator` as in the facts.

    A target of change ("giảm 2 - 3%/năm") is better the more it changes, in the direction of its verb.

    >>> propose_direction("Tỷ lệ hộ nghèo", "level", "eq")
    Proposal(direction=<Direction.LESS: -1>, ground='words', word='hộ nghèo')
    >>> propose_direction("Tỷ lệ người dân tham gia bảo hiểm y tế", "level", "gt").ground
    'text'
    """
    if change in ("increase", "decrease", "multiple"):
        return Proposal(Direction.MORE, "text")
    if comparator in ("ge", "gt"):
        return Proposal(Direction.MORE, "text")
    if comparator in ("le", "lt", "top"):
        return Proposal(Direction.LESS, "text")
    name = shadow(indicator)
    word = next((word for word in _less_is_better() if word in name), None)
    if word is not None:
        return Proposal(Direction.LESS, "words", word)
    return Proposal(Direction.MORE, "default")
