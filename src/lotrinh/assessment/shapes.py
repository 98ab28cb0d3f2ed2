"""Met, exceeded or not met: a figure of the due period against the shape of the target.

The table of official words (docs/verdicts.md). A point is met at its printed precision, "khoảng" within
its tolerance, "trên" and "dưới" strictly; open bounds and ranks are met or not, never exceeded.
"""

from __future__ import annotations

from lotrinh.assessment.verdict import Word
from lotrinh.core.quantity import Comparator, Quantity, exactly_of

_CAN_BE_EXCEEDED = frozenset({Comparator.EQ, Comparator.ABOUT, Comparator.RANGE})


def word_of(wanted: Quantity, value: float, *, up: bool) -> Word:
    """The official word for `value` (in the target's unit), told of a period that is over. `up`: more is better.

    >>> word_of(Quantity.between(8, 9, "%"), 6.01, up=True), word_of(Quantity.between(9, 10, "%"), 10.5, up=True)
    (<Word.NOT_MET: 'not_met'>, <Word.EXCEEDED: 'exceeded'>)
    >>> word_of(Quantity.above(95, "%"), 95.0, up=True)
    <Word.NOT_MET: 'not_met'>
    """
    if wanted.contains(value):
        return Word.MET
    edge = wanted.high if up else wanted.low
    if wanted.comparator not in _CAN_BE_EXCEEDED or edge is None:
        return Word.NOT_MET
    beyond = exactly_of(value) > exactly_of(edge) if up else exactly_of(value) < exactly_of(edge)
    return Word.EXCEEDED if beyond else Word.NOT_MET


def deciding_bound(wanted: Quantity, *, up: bool) -> float:
    """The value that decides: the weak end of a range, the only end of a bound."""
    first, second = (wanted.low, wanted.high) if up else (wanted.high, wanted.low)
    bound = first if first is not None else second
    assert bound is not None  # every quantity has one
    return bound
