"""The data form of one report as values: its lines, what is known beside each, and the arithmetic of a line.

Reads: rows that filling.py loaded. Writes: `Form`, `Line`. No query here, so that checks and tests need none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from lotrinh.assessment.accumulation import Rolled
from lotrinh.core.unit import convert, parse_unit
from lotrinh.living.observations.models import Observation
from lotrinh.living.observations.rollups import FLAWS
from lotrinh.living.observations.words import row_words, value_words
from lotrinh.living.places.models import Area
from lotrinh.living.plans.models import Target
from lotrinh.living.reporting.models import Attachment, Entry, FormRow, Request
from lotrinh.living.words import Words


@dataclass(frozen=True, slots=True)
class Goal:
    """What a plan asks of the line: for its year (`kind` "year" or "milestone"), or in the long run ("long").

    `low`, `high` in `unit`; `told`: in words, with its year.
    """

    target: Target
    kind: str
    year: int | None
    low: float | None
    high: float | None
    unit: str
    told: str


@dataclass(frozen=True, slots=True)
class Suggested:
    """What accepted reports of the level below give together. `rolled` says of how many, and what it lacks."""

    rolled: Rolled
    unit: str

    @property
    def told(self) -> str:
        """The sum in words."""
        return value_words(_rounded(self.rolled.value), self.unit)

    @property
    def flaws(self) -> list[Words]:
        """What it lacks, in words."""
        return [FLAWS[flaw] for flaw in self.rolled.flaws]

    @property
    def value(self) -> float | None:
        """The sum, without the dust of binary arithmetic."""
        return _rounded(self.rolled.value)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the form. `entry` None: nothing was said. `so_far`: of flows what earlier periods of the year told.

    `so_far` is 0 where nothing is to be added, None where an earlier period is missing. `last`: the figure before this
    period; `year_before`: that of the same period a year before; `held`: the most final figure of the period itself.
    """

    row: FormRow
    area: Area | None
    unit: str
    entry: Entry | None
    attachments: tuple[Attachment, ...]
    last: Observation | None
    year_before: Observation | None
    held: Observation | None
    goal: Goal | None
    long_goal: Goal | None
    so_far: float | None
    suggested: Suggested | None

    @property
    def value(self) -> float | None:
        """What was said; None: nothing, or that it is not known."""
        return self.entry.value if self.entry else None

    @property
    def placed(self) -> bool:
        """Whether it is known which place the line tells of."""
        return not self.row.own_area or self.area is not None

    @property
    def told(self) -> str:
        """What was said, in words; empty where nothing was."""
        return value_words(self.entry.value, self.unit, change=self.row.change) if self.entry else ""

    @property
    def last_told(self) -> str:
        """The last figure in words."""
        return row_words(self.last) if self.last else ""

    @property
    def year_before_told(self) -> str:
        """The figure of a year before in words."""
        return row_words(self.year_before) if self.year_before else ""

    def share(self, value: float | None) -> float | None:
        """How much of the plan of the year a value is, in percent, earlier periods of a flow included.

        None where there is no such plan, its value is no amount, or an earlier period is missing.
        """
        goal = self.goal
        wanted = None if goal is None else goal.low if goal.low is not None else goal.high
        if value is None or goal is None or not wanted or self.so_far is None or self.row.change != "level":
            return None
        total = convert(self.so_far + value, parse_unit(self.unit), parse_unit(goal.unit))
        return None if total is None else 100 * float(total) / wanted

    @property
    def wanted(self) -> float | None:
        """What the plan of the year asks for, else the plan in the long run, in the line's unit."""
        goal = self.goal or self.long_goal
        value = None if goal is None else goal.low if goal.low is not None else goal.high
        if value is None or goal is None or self.row.change != "level":
            return None
        told = convert(value, parse_unit(goal.unit), parse_unit(self.unit))
        return None if told is None else float(told)

    def in_unit(self, row: Observation | None) -> float | None:
        """The value of a figure in the line's unit; None where it has none or cannot be told in it."""
        if row is None or row.value is None or row.change != self.row.change:
            return None
        if row.unit == self.unit:
            return row.value
        converted = convert(row.value, parse_unit(row.unit), parse_unit(self.unit))
        return None if converted is None else float(converted)


@dataclass(frozen=True, slots=True)
class Form:
    """The data form of a request, as it stands."""

    request: Request
    lines: tuple[Line, ...]

    @property
    def by_heading(self) -> Iterator[tuple[str, list[Line]]]:
        """Lines under each heading, in order."""
        for heading, lines in groupby(self.lines, key=lambda line: line.row.heading):
            yield heading, list(lines)

    def line(self, row_id: int) -> Line | None:
        """The line of a row, None where the form has none."""
        return next((line for line in self.lines if line.row.pk == row_id), None)

    @property
    def answered(self) -> int:
        """How many lines say something."""
        return sum(line.entry is not None for line in self.lines)

    @property
    def outline(self) -> tuple[str, ...]:
        """Headings of the written part."""
        return tuple(self.request.period.regime.outline)


def _rounded(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.12g}")
