"""Met, exceeded or not met: a figure of the due period against the shape of the target.

The table of official words (docs/verdicts.md). A point is met at its printed precision, "khoảng" within
its tolerance, "trên" and "dưới" strictly; open bounds and ranks are met or not, and exceeded only where
a person has set a margin. Whatever is set in the target's terms goes before the table.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from lotrinh.assessment.states import Word
from lotrinh.assessment.terms import NO_TERMS, Terms
from lotrinh.core.quantity import Comparator, Quantity, exactly_of

_CAN_BE_EXCEEDED = frozenset({Comparator.EQ, Comparator.ABOUT, Comparator.RANGE})
_POINTS = frozenset({Comparator.EQ, Comparator.ABOUT})


def word_of(wanted: Quantity, value: float, *, up: bool, terms: Terms = NO_TERMS) -> Word:
    """The official word for `value` (in the target's unit), told of a period that is over. `up`: more is better.

    >>> word_of(Quantity.between(8, 9, "%"), 6.01, up=True), word_of(Quantity.between(9, 10, "%"), 10.5, up=True)
    (<Word.NOT_MET: 'not_met'>, <Word.EXCEEDED: 'exceeded'>)
    >>> word_of(Quantity.above(95, "%"), 95.0, up=True)
    <Word.NOT_MET: 'not_met'>
    >>> word_of(Quantity.at_least(95, "%"), 99, up=True, terms=Terms(margin=3))
    <Word.EXCEEDED: 'exceeded'>
    """
    exact = rounded(value, terms.decimals)
    if wanted.comparator is Comparator.TOP:
        return Word.MET if wanted.contains(exact) else Word.NOT_MET
    edge = wanted.high if up else wanted.low
    beyond = edge is not None and (exact - exactly_of(edge) if up else exactly_of(edge) - exact) > 0
    if _inside(wanted, exact, terms):
        return Word.EXCEEDED if _by_margin(wanted, exact, up, terms) else Word.MET
    return Word.EXCEEDED if wanted.comparator in _CAN_BE_EXCEEDED and beyond else Word.NOT_MET


def rounded(value: float, decimals: int | None) -> Fraction:
    """`value` exactly as printed, or rounded half away from zero to so many decimals.

    >>> rounded(94.95, 1), rounded(94.95, None)
    (Fraction(95, 1), Fraction(1899, 20))
    """
    if decimals is None:
        return exactly_of(value)
    return Fraction(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def equal_by_rounding(wanted: Quantity, value: float, *, up: bool, terms: Terms = NO_TERMS) -> bool:
    """Whether `value` is short of one printed value and met only because both are equal at its printed precision.

    >>> equal_by_rounding(Quantity.exactly(80, "%"), 79.5, up=True)
    True
    >>> equal_by_rounding(Quantity.exactly(80, "%"), 79.5, up=True, terms=Terms(tolerance=0))
    False
    """
    if wanted.comparator is not Comparator.EQ or terms.tolerance is not None or terms.near is not None:
        return False
    exact = rounded(value, terms.decimals)
    short = exactly_of(deciding_bound(wanted, up=up)) - exact
    return (short if up else -short) > 0 and wanted.contains(exact)


def _inside(wanted: Quantity, exact: Fraction, terms: Terms) -> bool:
    point = wanted.comparator in _POINTS
    tolerance = terms.near if terms.tolerance is None else terms.tolerance
    if tolerance is None and (terms.strict is None or point):
        return wanted.contains(exact)
    slack = exactly_of(tolerance or 0)
    low = None if wanted.low is None else exactly_of(wanted.low)
    high = None if wanted.high is None else exactly_of(wanted.high)
    strict = wanted.comparator in (Comparator.GT, Comparator.LT) if terms.strict is None else terms.strict
    # A tolerance that reaches past the bound makes the bound itself harmless.
    strict = strict and not slack and not point
    above = low is None or (exact > low if strict else exact >= low - slack)
    below = high is None or (exact < high if strict else exact <= high + slack)
    return above and below


def _by_margin(wanted: Quantity, exact: Fraction, up: bool, terms: Terms) -> bool:
    if terms.margin is None or wanted.comparator in _CAN_BE_EXCEEDED:
        return False
    margin = exactly_of(terms.margin)
    if up:
        return wanted.low is not None and exact >= exactly_of(wanted.low) + margin
    return wanted.high is not None and exact <= exactly_of(wanted.high) - margin


def deciding_bound(wanted: Quantity, *, up: bool) -> float:
    """The value that decides: the weak end of a range, the only end of a bound."""
    first, second = (wanted.low, wanted.high) if up else (wanted.high, wanted.low)
    bound = first if first is not None else second
    assert bound is not None  # every quantity has one
    return bound


def strong_side(wanted: Quantity, *, up: bool) -> Quantity | None:
    """The far end of a range as a bound of its own; None for anything else.

    >>> strong_side(Quantity.between(8, 9, "%"), up=True).describe("en")
    'at least 9%'
    """
    if wanted.comparator is not Comparator.RANGE or wanted.low is None or wanted.high is None:
        return None
    return Quantity.at_least(wanted.high, wanted.unit) if up else Quantity.at_most(wanted.low, wanted.unit)
