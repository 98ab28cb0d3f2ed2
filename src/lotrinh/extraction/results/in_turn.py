"""Growths told in turn: two values against two bases, "so với tháng trước và cùng kỳ tăng lần lượt 5,4% và 17,2%".

Reads: `Reading`, a `Measure`. Writes: which base each of the two values has.
"""

from __future__ import annotations

import msgspec

from lotrinh.extraction.language.patterns import spelled
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.results.bases import Base
from lotrinh.extraction.results.bases_before import base_behind, bases_in_turn
from lotrinh.extraction.results.figures import GROWTHS, Figure
from lotrinh.extraction.results.roles import Role, role_before
from lotrinh.extraction.results.sentence_state import Reading

_IN_TURN = f"{spelled('lần lượt')} "  # "tăng lần lượt 16,9% và 14,5%"
_JOINED = folded(["và", ","])
_AND = (" và ", ", và ")


def told_in_turn(reading: Reading, measure: Measure) -> tuple[Role, int, Base | None]:
    """The growth that "tăng lần lượt" before a value makes of it, where its words begin, and its base when two precede.

    Of the second value of such a pair: the growth and the second base. ``(NONE, head, None)``: it is told otherwise.
    """
    shadow, head = reading.shadow, measure.head
    if reading.next_growth is not None:
        (role, base), reading.next_growth = reading.next_growth, None
        if shadow[reading.cursor : head].strip() in _JOINED:
            return role, head, Base(base.kind, measure.tail)
    if not shadow.endswith(_IN_TURN, 0, head):
        return Role.NONE, head, None
    role, verb = role_before(shadow, reading.cursor, head - len(_IN_TURN))
    if role not in GROWTHS:
        return Role.NONE, head, None
    bases = bases_in_turn(shadow, reading.cursor, verb, reading.reporting)
    if bases is None:
        return role, verb, None
    start, first, second = bases
    reading.next_growth = role, second
    return role, start, Base(first.kind, measure.tail)


def told_of_two(reading: Reading, open_: Figure, base: Base) -> Base:
    """The base of the growth just added to a figure, when another follows: the first is then that of the growth before.

    "tăng 5,1% và 6,2% so với tháng trước và so với cùng kỳ".
    """
    if not reading.shadow.startswith(_AND, base.end):
        return base
    behind = base_behind(reading.shadow, base, reading.sentence.end, reading.reporting)
    last = len(open_.comparisons) - 1
    if behind is None or not (last - 1 in open_.unbased or (last == 0 and open_.change in GROWTHS.values())):
        return base
    if last:
        open_.comparisons[last - 1] = msgspec.structs.replace(open_.comparisons[last - 1], base=base.kind)
    open_.comparisons[last] = msgspec.structs.replace(open_.comparisons[last], base=behind.kind)
    return behind
