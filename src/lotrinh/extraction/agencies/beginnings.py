"""Beginnings: which kinds of names the first two syllables at a place may begin.

Reads: `data/agencies.toml`, shadow text. Writes: sets of kinds.
"""

from __future__ import annotations

import re

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.agencies.words import DATA
from lotrinh.extraction.language.phrases import words_of


def _beginnings(phrase: str) -> tuple[str, str]:
    """The first and the second syllable of a phrase; the second is "" where there is none."""
    first, second = (*shadow_of(phrase).split(maxsplit=2), "")[:2]
    return first.rstrip(",;"), second.rstrip(",;")


def _kinds_by_beginning() -> dict[str, dict[str, frozenset[str]]]:
    """First syllable → second syllable → the kinds of names that may begin so; "" stands for any other second one."""
    kinds: dict[str, dict[str, set[str]]] = {}
    lists = {kind: DATA[kind] for kind in ("complete", "department", "local", "named", "committee", "office")}
    lists |= {kind: DATA["collective"][kind] for kind in ("quantifier", "bare", "fixed")}
    for kind, phrases in lists.items():
        for first, second in map(_beginnings, phrases):
            kinds.setdefault(first, {"": set()}).setdefault(second, set()).add(kind)
    kinds["các"][""] |= {"department", "office"}  # "các sở: …", "các Bộ trưởng, …"
    return {
        first: {second: frozenset(listed | seconds[""]) for second, listed in seconds.items()}
        for first, seconds in kinds.items()
    }


_KINDS = _kinds_by_beginning()
ANCHORS = re.compile(words_of(_KINDS))
BEGINNINGS = frozenset(
    f"{first} {second}" if second else first
    for first, seconds in _KINDS.items()
    for second, kinds in seconds.items()
    if kinds
)
"""What a name may begin with: one syllable, or two where the first alone begins none."""
_FIRST_SYLLABLE = re.compile(r"[^\W\d_]++(?!\w)")
_NONE: frozenset[str] = frozenset()
_MARKS = ",;:.)"


def kinds_at(shadow: str, position: int, end: int) -> frozenset[str]:
    """The kinds of names that the first two syllables at `position` may begin."""
    blank = shadow.find(" ", position, end)
    seconds = _KINDS.get(shadow[position : blank if blank >= 0 else end])
    if seconds is None:
        first = _FIRST_SYLLABLE.match(shadow, position, end)
        seconds = _KINDS.get(first[0]) if first and first.end() != blank else None
        return frozenset().union(*seconds.values()) if seconds else _NONE
    if blank < 0:
        return seconds[""]
    following = shadow.find(" ", blank + 1, end)
    second = shadow[blank + 1 : following if following >= 0 else end].rstrip(_MARKS)
    kinds = seconds.get(second)
    if kinds is None:
        kinds = seconds[""] if second.isalpha() else frozenset().union(*seconds.values())
    return kinds
