"""Points: what one report tells of one indicator in one period, a row each.

Reads: `Sheet`s. Writes: `Point`s in text order: levels, changes (with their base) and shares of plan.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import msgspec

from lotrinh.assessment.matching import wording
from lotrinh.checking import Figure, Sheet
from lotrinh.checking.across import place_name
from lotrinh.core.period import Kind, Period
from lotrinh.core.unit import Unit, parse_unit
from lotrinh.extraction.facts import Comparison, Result
from lotrinh.series.bases import Bases

_CHANGES = ("increase", "decrease")
_BOUNDS = ("ge", "gt", "le", "lt")
worded = lru_cache(maxsize=65536)(wording)
"""A name in the one wording that names are compared in."""

_NEAR = 160  # characters from a repeated name back to what it is of
_LABEL = re.compile(r"^[\W\d_]*(?:[IVX]+|[a-zđ]|[0-9]+)[.)]\s*")


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of a series.

    `measure`: "level", "change" against `base`, or "of_plan". `kind`: what the period is counted in; "cumulative" for
    months since January. `vintage`: the day the figure was told (ISO), or the last day it can be of. `revises`: the
    value that an earlier report told of this period. `value` is in `unit`; `printed` is what the report says.
    """

    series: str = ""
    indicator: str
    place: str
    scope: str = ""
    measure: str
    base: str = ""
    period: str
    kind: str
    vintage: str
    value: float
    unit: str
    comparator: str = "eq"
    estimate: bool = False
    revises: float | None = None
    printed: str = ""
    file: str
    start: int
    end: int
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A point before it is linked. `whole` and `section`: what its name is to be read under."""

    point: Point
    unit: Unit
    whole: str
    section: str
    sheet: int
    value: Fraction


def told_of(sheet: Sheet, number: int) -> list[Told]:
    """The points of one report, which is document `number`."""
    bases = Bases(sheet)
    place = place_name(sheet.facts, sheet.text)
    titles = {section.id: _LABEL.sub("", section.title) for section in sheet.facts.sections}
    vintage = sheet.facts.document.date or _last_day(sheet)
    results = sheet.facts.results
    of = _qualified(results)
    found = []
    for at, result in enumerate(results):
        period = Period.read(result.period)
        if period is None or result.duplicate:
            continue
        whole = of.get(at) or (results[result.parent].indicator if result.parent is not None else "")
        section = titles.get(result.section or "", "")
        for measure, base, figure, estimate in _measures(sheet, result, bases):
            point = Point(
                indicator=result.indicator, place=place, scope=result.scope or "", measure=measure, base=base,
                period=str(period), kind=kind_of(period), vintage=vintage, value=float(figure.value),
                unit=figure.unit, comparator=result.comparator or "eq" if measure == "level" else "eq",
                estimate=estimate, printed=" ".join(sheet.text[figure.start : figure.end].split()),
                file=sheet.name, start=result.start, end=result.end,
                quote=" ".join(sheet.text[result.start : result.end].split()),
            )  # fmt: skip
            found.append(Told(point, parse_unit(figure.unit), whole, section, number, figure.value))
    return found


def _qualified(results: Sequence[Result]) -> dict[int, str]:
    """What names that one report repeats are of: "xây dựng 56 doanh nghiệp, vốn đăng ký 1.079 tỷ đồng" → "xây dựng"."""
    names = [(worded(result.indicator), result.unit, result.period, result.parent) for result in results]
    times = Counter(names)
    found: dict[int, str] = {}
    named = -1
    for at, result in enumerate(results):
        if times[names[at]] == 1 or result.duplicate:
            named = at
        elif result.change == "level" and named >= 0 and result.start - results[named].end < _NEAR:
            found[at] = results[named].indicator
    return found


def _measures(sheet: Sheet, result: Result, bases: Bases) -> Iterator[tuple[str, str, Figure, bool]]:
    """Level or change of a result, and the changes and shares of plan beside it."""
    own = sheet.bound(result) if result.comparator in _BOUNDS else sheet.of(result)
    if own is not None and result.change == "level":
        yield "level", "", own, result.estimate
    elif own is not None and result.change in _CHANGES:
        yield "change", _own_base(result, bases), own, result.estimate
    for comparison in result.comparisons:
        if comparison.base == "plan" and comparison.change == "ratio":
            yield "of_plan", comparison.plan_of or "", sheet.compared(result, comparison), result.estimate
        elif comparison.change in _CHANGES and comparison.base != "other":
            yield "change", comparison.base, sheet.compared(result, comparison), result.estimate


def _own_base(result: Result, bases: Bases) -> str:
    beside: Comparison | None = next((c for c in result.comparisons if c.change in _CHANGES), None)
    base = beside.base if beside is not None else bases.at(result.start, result.end)
    period = Period.read(result.period)
    if not base and period is not None and kind_of(period) in ("cumulative", str(Kind.YEAR)):
        return "previous_year"  # by custom, where nothing is said
    return base


def kind_of(period: Period) -> str:
    """The kind of a period as series tell it.

    >>> kind_of(Period.parse("2025-01/2025-04")), kind_of(Period.parse("2025-04"))
    ('cumulative', 'month')
    """
    if period.kind is Kind.MONTHS and period.first.month == 1 and period.first.year == period.last.year:
        return "cumulative"
    return str(period.kind)


def _last_day(sheet: Sheet) -> str:
    """The last day any figure of a report is of: it was told no earlier."""
    periods = (Period.read(result.period) for result in sheet.facts.results if not result.duplicate)
    return max((period.last.isoformat() for period in periods if period is not None), default="")
