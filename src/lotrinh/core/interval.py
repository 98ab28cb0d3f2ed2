"""Interval: all the values that a printed figure can stand for, in exact fractions, and arithmetic on them.

>>> level, rise = Interval.printed(Fraction(517_796), 0), Interval.printed(Fraction(812), 0)
>>> growth = 100 / (level / rise - 1)
>>> growth.meets(Interval.printed(Fraction("0.16"), 2)), growth.meets(Interval.printed(Fraction("0.19"), 2))
(True, False)

A result holds every value that the operands allow, and no other as long as each figure stands in the formula once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

Number = Fraction | int


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`. Raises ValueError when `low` is the greater."""

    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"not an interval: {self.low}..{self.high}")

    @classmethod
    def of(cls, value: Number, slack: Number = 0) -> Interval:
        """`slack` to either side of `value`.

        >>> Interval.of(5, Fraction(1, 2))
        Interval(low=Fraction(9, 2), high=Fraction(11, 2))
        """
        return cls(Fraction(value) - slack, Fraction(value) + slack)

    @classmethod
    def printed(cls, value: Number, decimals: int) -> Interval:
        """What a figure with so many decimals stands for: half a unit of its last digit to either side.

        >>> Interval.printed(Fraction("8.0"), 1).width, Interval.printed(Fraction(8), 0).width
        (Fraction(1, 10), Fraction(1, 1))
        """
        return cls.of(value, Fraction(1, 2 * 10**decimals))

    @property
    def width(self) -> Fraction:
        """How much lies between the ends."""
        return self.high - self.low

    @property
    def middle(self) -> Fraction:
        """The value half-way."""
        return (self.low + self.high) / 2

    def __contains__(self, value: Number) -> bool:
        return self.low <= value <= self.high

    def __add__(self, other: Interval | Number) -> Interval:
        other = _interval(other)
        return Interval(self.low + other.low, self.high + other.high)

    __radd__ = __add__

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def __sub__(self, other: Interval | Number) -> Interval:
        return self + -_interval(other)

    def __rsub__(self, other: Number) -> Interval:
        return -self + other

    def __mul__(self, other: Interval | Number) -> Interval:
        other = _interval(other)
        ends = [one * two for one in (self.low, self.high) for two in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    __rmul__ = __mul__

    def __truediv__(self, other: Interval | Number) -> Interval:
        """The quotient. Raises ZeroDivisionError when the divisor may be 0."""
        other = _interval(other)
        if 0 in other:
            raise ZeroDivisionError(f"{other} holds 0")
        return self * Interval(1 / other.high, 1 / other.low)

    def __rtruediv__(self, other: Number) -> Interval:
        return _interval(other) / self

    def meets(self, other: Interval) -> bool:
        """Whether one value lies in both.

        Two stretches that only touch do not meet: both ends are halves, and rounding sends a half one way, so that n
        rounded parts miss their rounded total by ⌊n/2⌋ at most.

        >>> Interval.of(3, 1).meets(Interval.of(5, 1)), Interval.of(3, 1).meets(Interval.of(4))
        (False, True)
        """
        if self.width == 0 or other.width == 0:
            return self.low <= other.high and other.low <= self.high
        return self.low < other.high and other.low < self.high

    def gap(self, other: Interval) -> Fraction:
        """How far the nearest values of the two lie apart; 0 where they touch.

        >>> Interval.of(1).gap(Interval.of(5, 1))
        Fraction(3, 1)
        """
        return max(Fraction(0), other.low - self.high, self.low - other.high)

    def widened(self, slack: Number) -> Interval:
        """`slack` more at both ends."""
        return Interval(self.low - slack, self.high + slack)


def _interval(value: Interval | Number) -> Interval:
    return value if isinstance(value, Interval) else Interval.of(value)


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum.

    >>> total([Interval.of(1, Fraction(1, 2))] * 2)
    Interval(low=Fraction(1, 1), high=Fraction(3, 1))
    """
    low = high = Fraction(0)
    for interval in intervals:
        low, high = low + interval.low, high + interval.high
    return Interval(low, high)
