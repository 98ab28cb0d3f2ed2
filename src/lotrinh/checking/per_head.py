"""Figures a head: a number of things and the same things per ten thousand people give the number of people.

Reads: `Sheet`. Writes: `Finding`s.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction

from lotrinh.checking.findings import Finding, Verdict
from lotrinh.checking.printed import Figure, Sheet
from lotrinh.checking.relations import relate
from lotrinh.core.interval import Interval
from lotrinh.core.unit import Kind, parse_unit
from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.facts import Result

_PEOPLE = "người"
_FAR = 160  # characters between a number and the same a head
_NEAR = Fraction(1, 4)


def per_head(sheet: Sheet) -> Iterator[Finding]:
    """The people that each pair implies: against the population where it is told, else against the first pair."""
    results = [one for one in sheet.facts.results if one.change == "level" and not one.duplicate and one.low]
    told = next((one for one in results if _population(one)), None)
    people = sheet.of(told) if told is not None else None
    first: tuple[Figure, Figure] | None = None
    for level, rate in itertools.pairwise(results):
        unit, head = parse_unit(level.unit), parse_unit(rate.unit)
        if head.per != (_PEOPLE,) or unit.per or unit.base != head.base or rate.start - level.end > _FAR:
            continue
        count, a_head = sheet.of(level), sheet.of(rate)
        if count is None or a_head is None or 0 in a_head.interval:
            continue
        scale = unit.factor / head.factor
        implied = scale * count.interval / a_head.interval
        values = {"count": count, "rate": a_head, "low": implied.low, "high": implied.high}
        if people is None and first is None:
            first = (count, a_head)
            yield Finding("per-head", Verdict.CONSISTENT, count.start, a_head.end, first, values)
            continue

        def a_head_of(known: Sequence[Interval], scale: Fraction = scale) -> Interval:
            """Number of things, number of people → things a head."""
            return scale * known[0] / known[1]

        if people is not None:
            finding = relate("per-head", (count, people, a_head), a_head_of, values)
            near = abs(implied.middle - people.value) <= _NEAR * people.value
            yield finding if near or finding.verdict is not Verdict.CONTRADICTION else finding.uncertain()
        elif first is not None:

            def as_first(known: Sequence[Interval], scale: Fraction = scale) -> Interval:
                """Number of other things, the same a head, number of things → things a head."""
                return scale * known[2] * known[1] / known[0]

            if parse_unit(first[0].unit).factor / parse_unit(first[1].unit).factor == scale:
                yield relate("per-head", (*first, count, a_head), as_first, values)


def _population(result: Result) -> bool:
    unit = parse_unit(result.unit)
    named = shadow(result.indicator).startswith(("dân số", "tổng dân số", "quy mô dân số"))
    return named and unit.kind is Kind.COUNT and unit.base == _PEOPLE and unit.factor == 1
