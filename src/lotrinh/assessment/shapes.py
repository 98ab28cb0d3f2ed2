"""Met, exceeded or not met: a figure of the due period against the shape of the target.

The table of official words (docs/verdicts.md). What counts is the value at the target's printed
precision: 8,04 meets "8". "Trên" and "dưới" are strict.
"""

from __future__ import annotations

from fractions import Fraction

from lotrinh.assessment.direction import Direction
from lotrinh.assessment.goal import Goal
from lotrinh.assessment.verdict import Word


def word_of(goal: Goal, value: float, direction: Direction) -> Word:
    """The official word for `value`, told of the period in which the target is due.

    >>> from lotrinh.assessment.goal import Goal
    >>> word_of(Goal("x", "range", low=8, high=9), 6.01, Direction.MORE)
    <Word.NOT_MET: 'not_met'>
    >>> word_of(Goal("x", "gt", low=95), 95.0, Direction.MORE)
    <Word.NOT_MET: 'not_met'>
    """
    told = _at_precision(value, goal.decimals)
    low = None if goal.low is None else Fraction(str(goal.low))
    high = None if goal.high is None else Fraction(str(goal.high))
    up = direction is Direction.MORE
    if goal.comparator == "gt" and low is not None:
        return Word.MET if Fraction(str(value)) > low else Word.NOT_MET
    if goal.comparator == "lt" and high is not None:
        return Word.MET if Fraction(str(value)) < high else Word.NOT_MET
    if goal.comparator == "ge" and low is not None:
        return Word.MET if told >= low else Word.NOT_MET
    if goal.comparator in ("le", "top") and high is not None:
        return Word.MET if told <= high else Word.NOT_MET
    tolerance = goal.tolerance()
    bottom = (low if low is not None else high) or Fraction(0)
    top = (high if high is not None else low) or Fraction(0)
    if bottom - tolerance <= told <= top + tolerance:
        return Word.MET
    return Word.EXCEEDED if (told > top) == up else Word.NOT_MET


def _at_precision(value: float, decimals: int) -> Fraction:
    """`value` rounded half up to the target's decimals."""
    step = Fraction(1, 10**decimals)
    exact = Fraction(str(value)) / step
    return Fraction((exact + Fraction(1, 2)).__floor__()) * step
