"""What was done in a month against what was done since January, told of one name, unit and place.

Reads: `Sheet`. Writes: `Finding`s. Flows of things and money only: averages, prices, rates and states on a day add up
to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from lotrinh.checking.findings import Finding, Verdict
from lotrinh.checking.printed import Figure, Sheet
from lotrinh.checking.relations import relate
from lotrinh.core.interval import Interval
from lotrinh.core.period import Kind, Period
from lotrinh.core.unit import Kind as Measured
from lotrinh.core.unit import parse_unit
from lotrinh.core.vietnamese.text import fold, shadow
from lotrinh.extraction.facts import Result
from lotrinh.extraction.language.patterns import pattern

_NO_FLOW = pattern(
    r"(?<!\w)(?:bình quân|giá|chỉ số|tỷ lệ|tỷ trọng|tốc độ|năng suất|dân số|đàn|dư nợ|nguồn vốn|số dư"
    r"|hiện có|công suất)(?!\w)"
)
_PERIOD_WORDS = re.compile(r"\b(?:thang|quy|nam|tinh chung|luy ke|uoc tinh|uoc|tong|dau|nay|[0-9]+)\b")
READINGS = frozenset({"one_dot_group", "three_comma_decimals"})  # doubts of the print, not of what it is of
_FLOWS = frozenset({Kind.MONTH, Kind.QUARTER, Kind.HALF, Kind.MONTHS, Kind.YEAR})
_FEW = 2  # words under which a name may be of many things


@dataclass(frozen=True, slots=True)
class Flow:
    """Something done in a period. `key`: name, unit, place and what it is a part of, folded."""

    key: tuple[str, ...]
    period: Period
    result: Result
    figure: Figure


def flows(sheet: Sheet) -> list[Flow]:
    """The flows of a document that have a period in months; whole years only where it tells no months of them.

    A report of June tells nothing of the whole year: what seems so has lost its "6 tháng đầu".
    """
    found = list(_flows(sheet))
    partial = {flow.period.last.year for flow in found if flow.period.kind is not Kind.YEAR}
    return [flow for flow in found if flow.period.kind is not Kind.YEAR or flow.period.last.year not in partial]


def _flows(sheet: Sheet) -> Iterator[Flow]:
    results = sheet.facts.results
    titles = {section.id: fold(section.title) for section in sheet.facts.sections}
    for result in results:
        if result.change != "level" or result.duplicate or result.period is None:
            continue
        if not READINGS.issuperset(result.reasons):
            continue
        unit = parse_unit(result.unit)
        if unit.per or unit.kind not in (Measured.MONEY, Measured.COUNT, Measured.PHYSICAL):
            continue
        if _NO_FLOW.search(shadow(result.indicator)):
            continue
        period = _months(result.period)
        figure = sheet.of(result) if period else None
        parent = results[result.parent].indicator if result.parent is not None else ""
        key: tuple[str, ...] = (_bare(result.indicator), fold(str(unit)), fold(result.scope or ""), _bare(parent))
        if unit.kind is Measured.COUNT:  # "người bị thương": of fires here, of traffic there
            key = (*key, titles.get(result.section or "", ""))
        if period is not None and figure is not None and figure.value >= 0 and len(key[0].split()) > _FEW:
            yield Flow(key, period, result, figure)


def _months(printed: str) -> Period | None:
    period = Period.read(printed)
    return period if period and period.kind in _FLOWS else None


def _bare(name: str) -> str:
    """A name without words of time, which differ between a month and the months so far."""
    return " ".join(_PERIOD_WORDS.sub(" ", fold(name)).split())


def at_most(known: Sequence[Interval]) -> Interval:
    """Everything from the earlier figure up: what a cumulative figure may be."""
    return Interval(known[0].low, max(known[0].low, Fraction(10) ** 30))


def cumulative(sheet: Sheet) -> Iterator[Finding]:
    """A part of the year is not more than the year so far."""
    so_far: dict[tuple[str, ...], list[Flow]] = {}
    parts: list[Flow] = []
    for flow in flows(sheet):
        january = flow.period.first.month == 1
        (so_far.setdefault(flow.key, []) if january and flow.period.last.month > 1 else parts).append(flow)
    for part in parts:
        for whole in so_far.get(part.key, ()):
            if whole.period.contains(part.period) and whole.period != part.period:
                values = {"name": whole.result.indicator, "part": part.figure, "whole": whole.figure,
                          "first": str(part.period), "second": str(whole.period)}  # fmt: skip
                finding = relate("cumulative", (part.figure, whole.figure), at_most, values)
                yield replace(finding, verdict=_sure(finding, part, whole))


def _sure(finding: Finding, part: Flow, whole: Flow) -> Verdict:
    """A month told far above its year is no slip: one of the two is another figure."""
    if finding.verdict is Verdict.CONTRADICTION and not finding.mends and part.figure.value > 2 * whole.figure.value:
        return Verdict.NOT_CHECKABLE
    return finding.verdict
