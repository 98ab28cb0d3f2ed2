"""Quantity: a printed value or range, with its comparator, unit and printed precision.

>>> growth = Quantity.between(8, 9, "%")
>>> growth.describe(), growth.contains(8.4), Quantity.above(95, "%").describe()
('8 - 9%', True, 'trên 95%')
>>> Quantity.at_least(8, "%").describe(), Quantity.at_least(8, "%").describe("en")
('từ 8% trở lên', 'at least 8%')
>>> Quantity.exactly(8.0, "%", decimals=1).interval()
(Fraction(159, 20), Fraction(161, 20))

The contract of the facts holds for every Quantity: ge and gt have no `high`, le and lt no `low`, a range has
both, all others have one value in both places.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from lotrinh.core.unit import Unit, parse_unit, with_unit
from lotrinh.core.vietnamese.numbers import format_number


class Comparator(StrEnum):
    """How a value bounds the truth."""

    EQ = "eq"
    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"
    RANGE = "range"
    ABOUT = "about"
    TOP = "top"  # a rank: among the first n


_LOWER = frozenset({Comparator.GE, Comparator.GT})
_UPPER = frozenset({Comparator.LE, Comparator.LT})
# Comparator → words around the value, Vietnamese and English.
_WORDS = {
    Comparator.EQ: ("{}", "{}"),
    Comparator.RANGE: ("{}", "{}"),
    Comparator.GE: ("từ {} trở lên", "at least {}"),
    Comparator.GT: ("trên {}", "above {}"),
    Comparator.LE: ("không quá {}", "at most {}"),
    Comparator.LT: ("dưới {}", "below {}"),
    Comparator.ABOUT: ("khoảng {}", "about {}"),
    Comparator.TOP: ("trong {} đứng đầu", "among the first {}"),
}
_APPROXIMATELY = ("khoảng {}", "roughly {}")
_MOST_DECIMALS = 12


@lru_cache(maxsize=4_096, typed=True)  # judging a plan asks for the same few figures again and again
def exactly_of(value: int | float | Decimal | Fraction) -> Fraction:
    """`value` as an exact fraction; a float counts as the decimal number it prints.

    >>> exactly_of(61.1)
    Fraction(611, 10)
    """
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


@lru_cache(maxsize=4_096, typed=True)
def printed_decimals(value: float) -> int:
    """Decimals that the shortest print of `value` needs.

    >>> printed_decimals(94.45), printed_decimals(64.0)
    (2, 0)
    """
    return _decimals_of(value)


def _decimals_of(*values: float | None) -> int:
    """Decimals that the shortest print of the values needs; no document prints more than `_MOST_DECIMALS`."""
    exponents = [Decimal(repr(value)).normalize().as_tuple().exponent for value in values if value is not None]
    return min(_MOST_DECIMALS, max([0, *(-exponent for exponent in exponents if isinstance(exponent, int))]))


@dataclass(frozen=True, slots=True)
class Quantity:
    """Make one with `exactly`, `between`, `at_least`, `above`, `at_most`, `below`, `about`, `top` or `of`.

    `low`, `high`: in `unit`. `decimals`: how many the print has (8,0 has one). `approx`: a "khoảng" that stands
    beside another comparator ("khoảng trên 80 %"). Raises ValueError when the fields break the contract.
    """

    comparator: Comparator
    low: float | None
    high: float | None
    unit: Unit
    decimals: int = 0
    approx: bool = False

    def __post_init__(self) -> None:
        if not self._keeps_contract():
            raise ValueError(f"not a quantity: {self.comparator} {self.low}..{self.high}")

    def _keeps_contract(self) -> bool:
        if self.comparator in _LOWER:
            return self.low is not None and self.high is None
        if self.comparator in _UPPER:
            return self.low is None and self.high is not None
        if self.low is None or self.high is None:
            return False
        return self.low < self.high if self.comparator is Comparator.RANGE else self.low == self.high

    @classmethod
    def of(
        cls,
        comparator: Comparator | str,
        low: float | None,
        high: float | None,
        unit: Unit | str | None = None,
        *,
        decimals: int | None = None,
        approx: bool = False,
    ) -> Quantity:
        """From the slots of a fact. The bound that the comparator leaves open may be given; it is dropped.

        >>> Quantity.of("ge", 8, 8, "%").high is None
        True
        """
        comparator = Comparator(comparator)
        low = None if comparator in _UPPER else low
        high = None if comparator in _LOWER else high
        precision = _decimals_of(low, high) if decimals is None else decimals
        approx = approx and comparator is not Comparator.ABOUT
        return cls(comparator, low, high, unit if isinstance(unit, Unit) else parse_unit(unit), precision, approx)

    @classmethod
    def exactly(cls, value: float, unit: Unit | str | None = None, *, decimals: int | None = None) -> Quantity:
        """A plain value ("đạt 76 %")."""
        return cls.of(Comparator.EQ, value, value, unit, decimals=decimals)

    @classmethod
    def between(
        cls, low: float, high: float, unit: Unit | str | None = None, *, decimals: int | None = None
    ) -> Quantity:
        """A range, both ends included ("8 - 9 %")."""
        return cls.of(Comparator.RANGE, low, high, unit, decimals=decimals)

    @classmethod
    def at_least(cls, value: float, unit: Unit | str | None = None, *, decimals: int | None = None) -> Quantity:
        """Not less than ("từ 8 % trở lên")."""
        return cls.of(Comparator.GE, value, None, unit, decimals=decimals)

    @classmethod
    def above(cls, value: float, unit: Unit | str | None = None, *, decimals: int | None = None) -> Quantity:
        """Strictly more than ("trên 95 %")."""
        return cls.of(Comparator.GT, value, None, unit, decimals=decimals)

    @classmethod
    def at_most(cls, value: float, unit: Unit | str | None = None, *, decimals: int | None = None) -> Quantity:
        """Not more than ("không quá 50 %")."""
        return cls.of(Comparator.LE, None, value, unit, decimals=decimals)

    @classmethod
    def below(cls, value: float, unit: Unit | str | None = None, *, decimals: int | None = None) -> Quantity:
        """Strictly less than ("dưới 13 %")."""
        return cls.of(Comparator.LT, None, value, unit, decimals=decimals)

    @classmethod
    def about(cls, value: float, unit: Unit | str | None = None, *, decimals: int | None = None) -> Quantity:
        """Near a value ("khoảng 40 %")."""
        return cls.of(Comparator.ABOUT, value, value, unit, decimals=decimals)

    @classmethod
    def top(cls, rank: int, unit: Unit | str | None = None) -> Quantity:
        """Among the first `rank` ("tốp 3")."""
        return cls.of(Comparator.TOP, rank, rank, unit)

    @property
    def _value(self) -> float:
        value = self.low if self.low is not None else self.high
        assert value is not None  # kept by __post_init__
        return value

    @property
    def half_unit(self) -> Fraction:
        """Half a unit of the last printed digit, in `unit`."""
        return Fraction(1, 2 * 10**self.decimals)

    @property
    def tolerance(self) -> Fraction:
        """How far from "khoảng a" still counts: half a unit of the last digit of a that is not zero.

        An assumption, to be shown as one, wherever the document states no tolerance.

        >>> Quantity.about(150, "triệu đồng").tolerance, Quantity.about(6.2).tolerance
        (Fraction(5, 1), Fraction(1, 20))
        """
        slack = self.half_unit
        exact = exactly_of(self._value)
        digits = abs(exact.numerator * 10**self.decimals // exact.denominator)
        while digits and digits % 10 == 0:
            slack, digits = slack * 10, digits // 10
        return slack

    def interval(self) -> tuple[Fraction | None, Fraction | None]:
        """The true values that would be printed like this, ends included; None where there is no bound.

        >>> Quantity.between(32, 33, "%").interval()
        (Fraction(63, 2), Fraction(67, 2))
        >>> Quantity.above(95, "%").interval()
        (Fraction(189, 2), None)
        """
        slack = self.tolerance if self.comparator is Comparator.ABOUT or self.approx else self.half_unit
        return (
            None if self.low is None else exactly_of(self.low) - slack,
            None if self.high is None else exactly_of(self.high) + slack,
        )

    def contains(self, value: int | float | Decimal | Fraction) -> bool:
        """Whether a `value` in the same unit satisfies the quantity.

        One value is met at its printed precision, "khoảng" within `tolerance`; bounds and ranges are exact,
        and "trên", "dưới" are strict. A rank is met by itself and by every better one.

        >>> Quantity.exactly(6.0, decimals=1).contains(6.04), Quantity.above(95).contains(95)
        (True, False)
        >>> Quantity.top(3).contains(1)
        True
        """
        exact = exactly_of(value)
        low = None if self.low is None else exactly_of(self.low)
        high = None if self.high is None else exactly_of(self.high)
        if self.comparator is Comparator.TOP:
            return high is not None and 1 <= exact <= high
        if self.comparator in (Comparator.EQ, Comparator.ABOUT):
            slack = self.tolerance if self.comparator is Comparator.ABOUT else self.half_unit
            return low is not None and abs(exact - low) <= slack
        if self.comparator is Comparator.GT:
            return low is not None and exact > low
        if self.comparator is Comparator.LT:
            return high is not None and exact < high
        return (low is None or exact >= low) and (high is None or exact <= high)

    def describe(self, lang: str = "vi") -> str:
        r"""The quantity in words and digits, unit included, for readers of `lang` ("vi" or "en").

        >>> Quantity.about(150, "triệu đồng").describe(), Quantity.at_most(0.5, "%").describe("en")
        ('khoảng 150\xa0triệu đồng', 'at most 0.5%')
        """
        numbers = format_number(self._value, self.decimals, lang=lang)
        if self.comparator is Comparator.RANGE and self.high is not None:
            numbers = f"{numbers} - {format_number(self.high, self.decimals, lang=lang)}"
        words = _WORDS[self.comparator][lang == "en"].format(with_unit(numbers, self.unit))
        if self.approx:
            words = _APPROXIMATELY[lang == "en"].format(words)
        return words

    def with_unit(self, unit: Unit | str | None) -> Quantity:
        """The same numbers in another unit, as when a table's head names it."""
        return replace(self, unit=unit if isinstance(unit, Unit) else parse_unit(unit))
