"""Which way is better. Never taken from base and target: stated by the text or proposed by a word list, and said so."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lotrinh.core.target import Direction, stated_direction
from lotrinh.core.vietnamese.text import shadow


@dataclass(frozen=True, slots=True)
class Proposal:
    """A direction and its ground: "text" (the target's own comparator or verb), "words" (the list), "default"."""

    direction: Direction
    ground: str
    word: str = ""

    @property
    def up(self) -> bool:
        """Whether more is better."""
        return self.direction is not Direction.LESS


@cache
def _less_is_better() -> tuple[str, ...]:
    source = files("lotrinh.assessment") / "data" / "directions.toml"
    return tuple(shadow(word) for word in tomllib.loads(source.read_text(encoding="utf-8"))["less_is_better"])


def propose_direction(indicator: str, change: str, comparator: str | None) -> Proposal:
    """The direction a person should confirm. `change`, `comparator` as in the facts.

    >>> propose_direction("Tỷ lệ hộ nghèo", "level", "eq")
    Proposal(direction=<Direction.LESS: 'less'>, ground='words', word='hộ nghèo')
    >>> propose_direction("Tỷ lệ người dân tham gia bảo hiểm y tế", "level", "gt").ground
    'text'
    """
    stated = stated_direction(change, comparator)
    if stated is not None:
        return Proposal(stated, "text")
    name = shadow(indicator)
    word = next((word for word in _less_is_better() if word in name), None)
    if word is not None:
        return Proposal(Direction.LESS, "words", word)
    return Proposal(Direction.MORE, "default")
