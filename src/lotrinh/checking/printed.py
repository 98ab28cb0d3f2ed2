"""Printed figures: a number where it stands in a document, and the true values it can stand for.

Reads: a document's text, results and targets. Writes: `Figure`s. How many decimals were printed is read from the
text ("8,0" is not "8"); numbers written as words, and those that no print is found for, count as their value shows.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from lotrinh.core.interval import Interval
from lotrinh.core.quantity import Comparator, Quantity, exactly_of, printed_decimals
from lotrinh.core.unit import Kind, parse_unit
from lotrinh.core.vietnamese.numbers import NUMBER, format_number, parse_number
from lotrinh.extraction.facts import Comparison, Facts, Result, Target
from lotrinh.reading.document import Block, Table

_PRINTED = re.compile(rf"(?<![0-9])(?:{NUMBER})(?![0-9])")
_BEHIND = 220  # characters after a value in which its comparisons stand
_BEFORE = 120
IN_TABLE = "result.table_row"
"""The rule of results that stand in tables, whose names are read under a head that may not be told."""

_LONGEST = 40  # characters of a number
_LOOKS = 24  # stretches that are searched by themselves before all numbers of the text are listed
_EXACT = (None, Comparator.EQ)


@dataclass(frozen=True)
class Figure:
    """One printed number. `start`, `end`: the number, or its fact when the number was not found in the text.

    `slack`: how far the truth may lie off; 0 for a count of things. `document`: file name. `name`: what is measured.
    """

    value: Fraction
    decimals: int
    slack: Fraction
    unit: str
    name: str
    start: int
    end: int
    document: str = ""
    period: str | None = None
    signed: bool = False  # printed as a change: "giảm 3%" is -3

    @classmethod
    def of(cls, value: float, unit: str | None, name: str = "", *, estimate: bool = False) -> Figure:
        """A figure that is kept without the text it was printed in: its decimals are those its value needs."""
        decimals = printed_decimals(value)
        slack = _slack(value, unit, decimals, False, estimate)
        return cls(exactly_of(value), decimals, slack, unit or "", name, 0, 0)

    @cached_property
    def interval(self) -> Interval:
        """All it can stand for."""
        return Interval.of(self.value, self.slack)

    def told(self, language: str = "vi") -> str:
        """The number with its unit, a change with its sign."""
        sign = ("+" if self.value > 0 else "") if self.signed else ""
        unit = self.unit if self.unit.startswith(("%", "‰")) else f" {self.unit}".rstrip()
        return sign + format_number(self.value, self.decimals, lang=language) + unit

    def edited(self, value: Fraction, decimals: int) -> Figure:
        """The same figure printed with other digits."""
        return replace(self, value=value, decimals=decimals, slack=self.slack and Fraction(1, 2 * 10**decimals))


class Sheet:
    """A document as the rules of checking see it: facts, text, tables, and where its numbers are printed."""

    def __init__(
        self, facts: Facts, text: str = "", tables: tuple[Table, ...] = (), blocks: tuple[Block, ...] = ()
    ) -> None:
        self.facts = facts
        self.text = text
        self.tables = tables
        self.blocks = blocks
        self._looked = 0
        self._figures: dict[int, Figure | None] = {}  # by the identity of their facts, which `facts` keeps alive

    @property
    def name(self) -> str:
        """The file's name without its folders."""
        return self.facts.file.replace("\\", "/").rpartition("/")[2]

    @cached_property
    def _paragraphs(self) -> list[int]:
        return [block.start for block in self.blocks]

    def paragraph(self, offset: int) -> int:
        """Where the paragraph or cell of a character begins; its line, for a document without layout."""
        at = bisect_right(self._paragraphs, offset) - 1
        return self._paragraphs[at] if at >= 0 else self.text.rfind("\n", 0, offset) + 1

    @cached_property
    def _numbers(self) -> tuple[list[int], list[tuple[int, str]]]:
        """Starts of all printed numbers, and behind each its end and print; one pass over the text."""
        found = [(match.start(), (match.end(), match.group())) for match in _PRINTED.finditer(self.text)]
        return [start for start, _ in found], [rest for _, rest in found]

    def numbers(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """(start, end, print) of the numbers that begin in a stretch of the text."""
        if self._looked < _LOOKS:
            self._looked += 1
            found = _PRINTED.finditer(self.text, start, end + _LONGEST)
            return [(match.start(), match.end(), match.group()) for match in found if match.start() < end]
        starts, rest = self._numbers
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        return [(starts[at], *rest[at]) for at in range(first, last)]

    def _find(self, value: float, start: int, end: int, *, last: bool = False) -> tuple[int, int, int] | None:
        """Start, end and decimals of the first or last print of `value` in a stretch."""
        found = None
        for begin, stop, printed in self.numbers(start, end):
            number = parse_number(printed)
            if number is not None and number.value == abs(value):
                found = begin, stop, number.decimals
                if not last:
                    break
        return found

    def of(self, fact: Result | Target) -> Figure | None:
        """The value of a fact; None when it is a bound, a range, a rank or none at all. Looked for once."""
        if id(fact) not in self._figures:
            self._figures[id(fact)] = self._value(fact)
        return self._figures[id(fact)]

    def _value(self, fact: Result | Target) -> Figure | None:
        approximate = fact.comparator == Comparator.ABOUT or (isinstance(fact, Target) and fact.approx)
        if fact.low is None or fact.low != fact.high or not (approximate or fact.comparator in _EXACT):
            return None
        place = self._find(fact.low, fact.start, fact.end, last=True)
        decimals = place[2] if place else printed_decimals(fact.low)
        rounded = approximate or (isinstance(fact, Result) and fact.estimate)
        signed = fact.change in ("increase", "decrease")
        return Figure(
            value=exactly_of(fact.low) * (-1 if fact.change == "decrease" else 1),
            decimals=decimals,
            slack=_slack(fact.low, fact.unit, decimals, approximate, rounded),
            unit=fact.unit or "",
            name=fact.indicator,
            start=place[0] if place else fact.start,
            end=place[1] if place else fact.end,
            document=self.facts.file,
            period=_period(fact),
            signed=signed,
        )

    def bound(self, fact: Result | Target) -> Figure:
        """One end of a fact that is a bound or a range, with the whole span of the fact."""
        value = fact.low if fact.low is not None else fact.high or 0.0
        decimals = printed_decimals(value)
        return Figure(
            exactly_of(value), decimals, Fraction(1, 2 * 10**decimals), fact.unit or "", fact.indicator,
            fact.start, fact.end, self.facts.file, _period(fact),
        )  # fmt: skip

    def compared(self, result: Result, comparison: Comparison) -> Figure:
        """The share of plan or the growth told beside a result."""
        place = self._find(comparison.value, result.end, result.end + _BEHIND) or self._find(
            comparison.value, result.start - _BEFORE, result.end, last=True
        )
        decimals = place[2] if place else printed_decimals(comparison.value)
        changed = comparison.change in ("increase", "decrease")
        return Figure(
            value=exactly_of(comparison.value) * (-1 if comparison.change == "decrease" else 1),
            decimals=decimals,
            slack=_slack(comparison.value, comparison.unit, decimals, False, result.estimate),
            unit=comparison.unit,
            name=result.indicator,
            start=place[0] if place else result.start,
            end=place[1] if place else result.end,
            document=self.facts.file,
            period=result.period,
            signed=changed,
        )


def _period(fact: Result | Target) -> str | None:
    """The period of a result, the year or day of a target."""
    if isinstance(fact, Result):
        return fact.period
    return None if fact.due is None else str(fact.due)


def _slack(value: float, unit: str | None, decimals: int, approximate: bool, rounded: bool) -> Fraction:
    """Half a unit of the last digit; of the last digit that is not 0 for "khoảng"; nothing for things counted."""
    if approximate:
        return Quantity.about(abs(value), decimals=decimals).tolerance
    measured = parse_unit(unit)
    if measured.kind is Kind.COUNT and measured.factor == 1 and not measured.per and not decimals and not rounded:
        return Fraction(0)
    return Fraction(1, 2 * 10**decimals)
