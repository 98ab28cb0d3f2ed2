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
_AGAIN = pattern(r"(?:tương ứng|lần lượt)(?: (?:là|đạt|chiếm|khoảng))*:? ?$")
_JOINED = pattern(r"(?:,|;| -| và|, và) (?:khoảng |trên )?")
_JOINT = re.compile(r", | và ")


def tell_apart(found: list[Measured], shadow: str) -> None:
    """Give each value of a list told "lần lượt" the name that stands at its place."""
    _repeat_in_turn(found, shadow)
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


def _repeat_in_turn(found: list[Measured], shadow: str) -> None:
    """ "công nghiệp chiếm 42%, dịch vụ 36%; đến năm 2020 tương ứng là 46% và 40%": the names of the list before."""
    for at in range(2, len(found)):
        first, before = found[at], found[at - 1]
        if first.shape != "same" or not _AGAIN.search(shadow, before.measure.tail, first.measure.head):
            continue
        last = at + 1
        while last < len(found) and found[last].shape == "same" and _is_next(found[last - 1], found[last], shadow):
            last += 1
        named = found[max(0, 2 * at - last) : at]
        alike = len(named) == last - at > 1 and all(one.measure.unit == first.measure.unit for one in named)
        if alike and named[0].sentence == first.sentence:
            for other, name in zip(range(at, last), named, strict=True):
                found[other] = msgspec.structs.replace(found[other], indicator=name.indicator)


def _is_next(before: Measured, last: Measured, shadow: str) -> bool:
    return _JOINED.fullmatch(shadow, before.measure.tail, last.measure.head) is not None


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
