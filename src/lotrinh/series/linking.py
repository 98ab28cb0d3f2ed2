"""Linking: which names of several reports are one indicator, in spite of their wording.

Reads: `Told` points. Writes: a group number for each.

Names are brought to one wording (`assessment.matching`), and read under their whole and their section. Points are
linked when all that is alike; then names that resemble each other are linked too, the most alike first. Two names that
one report tells of one period are never linked: it would not tell one thing twice. Candidates share a rare word, so the
work grows with the names and not with their square.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lotrinh.assessment.matching import likeness
from lotrinh.core.vietnamese.text import fold
from lotrinh.series.points import Told, worded

ALIKE = 0.8
"""Least likeness, 0…1, of two names under one unit that are linked."""

_WHOLE = 0.5  # least likeness of the wholes of two parts
_RARE = 12  # groups that may share a word by which candidates are found
_OF_SECTION = 0.15  # how much a common section and whole add to the likeness of names


@dataclass(slots=True)
class _Group:
    """Points of one name: what it is called, and the (document, period) pairs it is told of."""

    name: str
    whole: str
    section: str
    kind: tuple[object, ...]
    places: set[tuple[int, str]] = field(default_factory=set)
    members: list[int] = field(default_factory=list)


def link(points: Sequence[Told]) -> list[int]:
    """The group of each point, numbered in the order in which the groups are first told."""
    groups = _exact(points)
    parent = list(range(len(groups)))
    for _, one, other in sorted(_candidates(groups), reverse=True):
        a, b = _root(parent, one), _root(parent, other)
        if a != b and not groups[a].places & groups[b].places:
            first, second = min(a, b), max(a, b)
            parent[second] = first
            groups[first].places |= groups[second].places
    numbers: dict[int, int] = {}
    found = [0] * len(points)
    for at, group in enumerate(groups):
        number = numbers.setdefault(_root(parent, at), len(numbers))
        for member in group.members:
            found[member] = number
    return found


def _exact(points: Sequence[Told]) -> list[_Group]:
    """Points whose name, whole, section and unit are alike. A name told twice of one period splits by its order."""
    groups: dict[tuple[object, ...], _Group] = {}
    for number, told in enumerate(points):
        point = told.point
        kind = (point.measure, point.base if point.measure != "level" else "", told.unit.base, told.unit.per,
                point.kind, fold(point.place), fold(point.scope))  # fmt: skip
        name, whole, section = (
            worded(point.indicator) or fold(point.indicator),
            worded(told.whole),
            fold(told.section),
        )
        times = 0
        while True:
            group = groups.setdefault((name, whole, section, kind, times), _Group(name, whole, section, kind))
            if (told.sheet, point.period) not in group.places:
                break
            times += 1
        group.places.add((told.sheet, point.period))
        group.members.append(number)
    return list(groups.values())


def _candidates(groups: Sequence[_Group]) -> Iterator[tuple[float, int, int]]:
    """Pairs of groups of one kind with their likeness: those of one name, and those that share a rare word."""
    seen: Counter[tuple[object, str]] = Counter()
    holders: dict[tuple[object, str], list[int]] = defaultdict(list)
    for at, group in enumerate(groups):
        for word in {group.name, *group.name.split()}:
            seen[group.kind, word] += 1
            holders[group.kind, word].append(at)
    weights = _weights(groups)
    tried: set[tuple[int, int]] = set()
    for members in holders.values():
        if not 1 < len(members) <= _RARE:
            continue
        for place, one in enumerate(members):
            for other in members[place + 1 :]:
                if (one, other) not in tried:
                    tried.add((one, other))
                    score = _score(groups[one], groups[other], weights)
                    if score >= ALIKE:
                        yield score, one, other


def _score(one: _Group, other: _Group, weights: dict[str, float]) -> float:
    """How alike two names are; a common whole or section adds to it, another one takes from it."""
    named = likeness(one.name, other.name, weights)
    if named < ALIKE - _OF_SECTION:
        return 0.0
    around = 0.0
    for a, b, least in ((one.whole, other.whole, _WHOLE), (one.section, other.section, 0.0)):
        if a and b:
            alike = likeness(a, b, weights)
            if alike < least:
                return 0.0
            around += _OF_SECTION * (2 * alike - 1)
        elif a or b:
            around -= _OF_SECTION / 3
    return named + around


def _weights(groups: Sequence[_Group]) -> dict[str, float]:
    """A word that many names share tells little."""
    seen = Counter(word for group in groups for word in set(group.name.split()))
    return {word: math.log(1 + len(groups) / count) for word, count in seen.items()}


def _root(parent: list[int], at: int) -> int:
    while parent[at] != at:
        parent[at] = parent[parent[at]]
        at = parent[at]
    return at
