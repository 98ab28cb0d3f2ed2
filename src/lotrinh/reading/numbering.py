"""Automatic numbers of word processors: what is drawn before a paragraph, though no text holds it.

Lists that share an abstract definition share its counters; a list with a start of its own sets them
when it first appears. A level starts again after any higher level, unless it says otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lotrinh.reading.lists import ordinal

_PLACEHOLDER = re.compile(r"%([1-9])")
_DRAWN_BULLETS = frozenset("-–—−+*")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart`: the level (from 1) whose use restarts this one, 0 never, None any higher."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    paragraph_style: str = ""


@dataclass(slots=True)
class NumberedList:
    """A list: the definition it counts by, its levels from 0, and starts of its own."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]  # starts of its own, set when the list first appears


@dataclass(slots=True)
class Numbering:
    """Counters of all lists; `label` counts on and must be called once for every numbered paragraph, in order."""

    lists: dict[str, NumberedList] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def level_of_style(self, list_id: str, style_id: str) -> int:
        """The level that a list ties to a paragraph style; 0 when none."""
        found = self.lists.get(list_id)
        levels = found.levels.items() if found else ()
        return next((number for number, level in levels if level.paragraph_style == style_id), 0)

    def label(self, list_id: str, number: int) -> str:
        """The label of the next paragraph on level `number` (from 0) of a list, "" when the list draws none.

        A bullet is "-", "+" … as drawn, any other sign "•".
        """
        found = self.lists.get(list_id)
        level = found.levels.get(number) if found else None
        if found is None or level is None:
            return ""
        counters = self._counters.setdefault(found.abstract, {})
        if number in found.starts and (list_id, number) not in self._begun:
            counters[number] = found.starts[number] - 1
        self._begun.add((list_id, number))
        counters[number] = counters.get(number, level.start - 1) + 1
        for lower in [lower for lower in counters if lower > number]:
            restart = found.levels[lower].restart if lower in found.levels else None
            if restart is None or number < restart:
                del counters[lower]
        return _draw(level, found.levels, counters)


def _draw(level: Level, levels: dict[int, Level], counters: dict[int, int]) -> str:
    if level.style == "bullet":
        sign = level.text.strip()
        return sign if sign in _DRAWN_BULLETS else "•" if sign else ""

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        other = levels.get(at, Level())
        return ordinal(counters.get(at, other.start), "decimal" if level.legal else other.style)

    return _PLACEHOLDER.sub(number, level.text).strip()
