"""Which reported figure speaks of which target.

Two texts seldom name an indicator with the same words ("dân cư nông thôn", "người dân nông thôn").
Names are brought to one wording (data/indicator_words.toml), then compared word by word; a word that
many indicators of the plan share counts little, a rare one much. A word that makes another indicator
("đô thị" against "nông thôn", "nâng cao") must stand in both names or in neither. Units decide first:
33,6 beds per ten thousand people is never set against 2.740 beds.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lotrinh.core.vietnamese.text import shadow

ENOUGH = 0.6
"""Least likeness (0…1) at which two names are taken for one indicator."""

SURE = 0.85
"""Likeness from which on the match carries no doubt."""


@dataclass(frozen=True, slots=True)
class Named:
    """What an indicator is called and measured in. `unit` as printed; `scope` a place or group, or None."""

    name: str
    unit: str | None = None
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """Target number `goal` is told by figure number `figure`; `likeness` of the names, 0…1."""

    goal: int
    figure: int
    likeness: float


_WORD = re.compile(r"[\w%]+")


@cache
def _words() -> tuple[tuple[tuple[str, str], ...], tuple[str, ...], tuple[str, ...]]:
    source = files("lotrinh.assessment") / "data" / "indicator_words.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    same = [(shadow(phrase), shadow(group[0])) for group in data["same"] for phrase in group[1:]]
    same.sort(key=lambda pair: -len(pair[0]))  # the longest wording first, or its parts would be taken
    idle = sorted((shadow(word) for word in data["idle"]), key=len, reverse=True)
    return tuple(same), tuple(idle), tuple(shadow(word) for word in data["telling"])


def _replace(text: str, phrase: str, by: str) -> str:
    return text.replace(f" {phrase} ", f" {by} ")


def wording(name: str, places: Sequence[str] = ()) -> str:
    """`name` in the one wording that names are compared in; `places` (the plan's own area) say nothing.

    >>> wording("Tốc độ tăng trưởng tổng sản phẩm trên địa bàn (GRDP) bình quân hằng năm")
    'tăng grdp'
    >>> wording("tổng lượng khách du lịch đến Lạng Sơn", ["Lạng Sơn"]) == wording("Tổng số khách du lịch")
    True
    """
    same, idle, _ = _words()
    text = f" {shadow(name)} "
    for place in places:
        text = _replace(text, shadow(place), "")
    for phrase, by in same:
        text = _replace(text, phrase, by)
    text = " " + " ".join(_WORD.findall(text)) + " "
    for phrase, by in same:
        text = _replace(text, phrase, by)
    for word in idle:
        text = _replace(text, word, "")
    return " ".join(text.split())


def _tells_apart(a: str, b: str) -> bool:
    return any((f" {word} " in f" {a} ") != (f" {word} " in f" {b} ") for word in _words()[2])


def _weights(names: Sequence[str]) -> dict[str, float]:
    seen = Counter(word for name in names for word in set(name.split()))
    return {word: math.log(1 + len(names) / count) for word, count in seen.items()}


def likeness(a: str, b: str, weights: dict[str, float]) -> float:
    """Weighted share of the words two wordings have in common, 0…1; 0 when a telling word parts them."""
    if not a or not b or _tells_apart(a, b):
        return 0.0
    if a == b:
        return 1.0
    left, right = Counter(a.split()), Counter(b.split())
    common, both = _weight(left & right, weights), _weight(left, weights) + _weight(right, weights)
    return 2 * common / both


def _weight(words: Counter[str], weights: dict[str, float]) -> float:
    return sum(weights.get(word, 1.0) * times for word, times in words.items())


def match(
    goals: Sequence[Named],
    figures: Sequence[Named],
    comparable: Sequence[Sequence[bool]] | None = None,
    places: Sequence[str] = (),
) -> tuple[Match, ...]:
    """Pairs of goal and figure that speak of one indicator, best first per goal.

    `comparable[g][f]` says whether the units allow the comparison (None: every pair). A figure goes to
    the goal it resembles most, and to every other goal with the same wording (milestones of one path).
    """
    goal_names = [wording(goal.name, places) for goal in goals]
    figure_names = [wording(figure.name, places) for figure in figures]
    weights = _weights([*goal_names, *figure_names])
    found: list[Match] = []
    for f, figure in enumerate(figures):
        scored = []
        for g, goal in enumerate(goals):
            if comparable is not None and not comparable[g][f]:
                continue
            if goal.scope and figure.scope and shadow(goal.scope) != shadow(figure.scope):
                continue
            like = likeness(goal_names[g], figure_names[f], weights)
            if like >= ENOUGH:
                scored.append((like, g))
        if not scored:
            continue
        _, winner = max(scored, key=lambda pair: (pair[0], -pair[1]))
        for like, g in scored:
            if g == winner or goal_names[g] == goal_names[winner]:
                found.append(Match(g, f, round(like, 3)))
    return tuple(sorted(found, key=lambda m: (m.goal, -m.likeness, m.figure)))


def likenesses(name: str, names: Sequence[str], places: Sequence[str] = ()) -> list[float]:
    """How alike `name` is to each of `names`, 0…1, whatever their units: for a person to choose from.

    >>> likenesses("Số giường bệnh", ["Giường bệnh trên một vạn dân", "Tỷ lệ hộ nghèo"])[1]
    0.0
    """
    own, others = wording(name, places), [wording(other, places) for other in names]
    weights = _weights([own, *others])
    return [round(likeness(own, other, weights), 3) for other in others]
