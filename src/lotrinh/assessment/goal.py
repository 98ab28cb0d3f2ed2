"""Goal: a target as the judge sees it, whatever document it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from lotrinh.assessment.direction import Direction


@dataclass(frozen=True, slots=True)
class Goal:
    """What an indicator must reach. Fields as in the facts: see docs/facts.md.

    `change`: level | increase | decrease | multiple | event. `yearly`: the goal is a rate per year
    ("tăng 9 - 10%/năm"). `due`: year, None when the text names none; `start`: first year of an average.
    """

    indicator: str
    comparator: str | None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    change: str = "level"
    yearly: bool = False
    start: int | None = None
    due: int | None = None

    @property
    def decimals(self) -> int:
        """Decimals the target is printed with: the precision at which it is met."""
        return max((len(printed_decimals(value)) for value in (self.low, self.high) if value is not None), default=0)

    def tolerance(self) -> Fraction:
        """How far from "khoảng a" still counts: half a unit of the last significant digit of a; else 0.

        >>> Goal("x", "about", low=150, high=150).tolerance(), Goal("x", "about", low=6, high=6).tolerance()
        (Fraction(5, 1), Fraction(1, 2))
        """
        if self.comparator != "about" or self.low is None:
            return Fraction(0)
        digits = re.sub(r"\.0+$", "", f"{self.low:.10f}".rstrip("0")).rstrip(".")
        if "." in digits:
            return Fraction(1, 2 * 10 ** len(digits.partition(".")[2]))
        zeros = len(digits) - len(digits.rstrip("0"))
        return Fraction(10**zeros, 2)

    def bound(self, direction: Direction) -> float | None:
        """The value that decides: the weak end of a range, the only end of a bound."""
        first, second = (self.low, self.high) if direction is Direction.MORE else (self.high, self.low)
        return first if first is not None else second

    def is_rate(self) -> bool:
        """Whether each year is judged on its own: growth, fall or average growth per year."""
        return self.yearly and (self.change in ("increase", "decrease") or self.growth_level())

    def growth_level(self) -> bool:
        """A growth rate told as a level: "tốc độ tăng trưởng … bình quân đạt 8 - 9%"."""
        return self.change == "level" and (self.unit or "").strip() == "%"


def printed_decimals(value: float) -> str:
    """Printed decimals of a number: "" for 8.0, "01" for 6.01."""
    return f"{value:.6f}".rstrip("0").partition(".")[2]
