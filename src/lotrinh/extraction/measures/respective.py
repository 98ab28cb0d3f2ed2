"""Values told one after the other for a list of names: "tỷ trọng nông nghiệp, thủy sản chiếm lần lượt 60%, 28%".

Reads: statements of one line. Writes: the same, each with its own name.
"""

from __future__ import annotations

import re

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.edge_words import edges, is_headed
from lotrinh.extraction.measures.measured import Measured

_IN_TURN = shadow_of("lần lượt")
_NAMES = pattern(r"(?P<names>.{4,240}?)(?: (?:đạt|chiếm|là|còn|tăng|giảm|có|ước|bằng)){0,2} lần lượt(?: (?:là|đạt))?$")
_JOINT = re.compile(r", | và ")


def tell_apart(found: list[Measured]) -> None:
    """Give each value of a list told "lần lượt" the name that stands at its place."""
    for at, first in enumerate(found):
        if first.shape != "before" or _IN_TURN not in shadow_of(first.indicator):
            continue
        told = _NAMES.match(shadow_of(first.indicator))
        group = [at, *(other for other in range(at + 1, len(found)) if _goes_with(found[other], first))]
        names = _JOINT.split(first.indicator[: told.end("names")]) if told else []
        if len(names) != len(group) or len(group) < 2:
            continue
        for other, name in zip(group, _full(names), strict=True):
            found[other] = msgspec.structs.replace(found[other], indicator=name)


def _goes_with(other: Measured, first: Measured) -> bool:
    return other.shape == "same" and other.clause == first.clause and other.indicator == first.indicator


def _full(names: list[str]) -> list[str]:
    """The names with the words that the first has for all: "tỷ trọng nông nghiệp", "thủy sản" → "tỷ trọng thủy sản"."""
    words, head = names[0].split(), edges().head.match(shadow_of(names[0]))
    shared = words[: -len(names[1].split())]
    if head is not None and len(shared) < len(head[0].split()):
        shared = names[0][: head.end()].split()
    if not shared or any(is_headed(shadow_of(name), 0) for name in names[1:]):
        return names
    return [names[0], *(" ".join([*shared, name]) for name in names[1:])]
