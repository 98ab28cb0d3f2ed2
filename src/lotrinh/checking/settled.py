"""Monthly reports of one place after another: this month's cumulative figure against last month's.

Reads: `Sheet`s of one place. Writes: `Finding`s.

What was done since January cannot fall; a figure told again for the same months with another value is a revision; and
when most figures of a report are more than `BROKEN` times those of the report before, the place or the method changed
(a merger), which is told once instead of for each.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import median

from lotrinh.checking.cumulative import Flow, at_most, flows
from lotrinh.checking.findings import Finding, Verdict
from lotrinh.checking.mending import slip_between
from lotrinh.checking.printed import Sheet
from lotrinh.checking.relations import base, relate
from lotrinh.core.interval import Interval
from lotrinh.core.unit import Kind, parse_unit

BROKEN = Fraction(3, 2)
_FEW = 5  # figures in common from which on a report's level can be said to have changed
_ODD = Fraction(1, 4)  # of the month, that may be missing between two cumulative figures before it is asked about


@dataclass(frozen=True, slots=True)
class _Told:
    """A flow and the document it stands in."""

    sheet: int
    flow: Flow


def settled(places: Mapping[str, Sequence[Sheet]]) -> Iterator[Finding]:
    """The documents of each place, held together."""
    for sheets in places.values():
        if len(sheets) > 1:
            yield from _place(sorted(sheets, key=_last))


def _last(sheet: Sheet) -> str:
    """The last day any flow of a document is of."""
    return max((flow.period.last.isoformat() for flow in flows(sheet)), default="")


def _place(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    series: dict[tuple[str, ...], list[_Told]] = defaultdict(list)
    for number, sheet in enumerate(sheets):
        seen: set[tuple[object, ...]] = set()
        for flow in flows(sheet):
            key = (*flow.key, str(flow.period))
            if key not in seen:  # a name told twice of one period in one report is of two things
                seen.add(key)
                series[flow.key].append(_Told(number, flow))
    breaks = _narrowest(set(_breaks(series)))
    yield from (_broken(sheets, one, other) for one, other in sorted(breaks))
    for told in series.values():
        yield from _growing(told, breaks)
        yield from _again(told)
        yield from _year_before(sheets, told)


def _so_far(told: Sequence[_Told]) -> list[_Told]:
    """What was done since January, in order of time."""
    found = [one for one in told if one.flow.period.first.month == 1 and one.flow.period.last.month > 1]
    return sorted(found, key=lambda one: (one.flow.period.last, one.sheet))


def _steps(told: Sequence[_Told]) -> Iterator[tuple[_Told, _Told]]:
    """Each cumulative figure with the one before it of the same year, from another document."""
    so_far = _so_far(told)
    for one, other in itertools.pairwise(so_far):
        same_year = one.flow.period.first == other.flow.period.first
        if same_year and one.flow.period.last < other.flow.period.last and one.sheet != other.sheet:
            yield one, other


def _breaks(series: Mapping[tuple[str, ...], list[_Told]]) -> Iterator[tuple[int, int]]:
    """Pairs of documents between which most figures grew far more than the months between them explain."""
    growths: dict[tuple[int, int], list[Fraction]] = defaultdict(list)
    for told in series.values():
        for one, other in _steps(told):
            if one.flow.figure.value:
                months = Fraction(other.flow.period.last.month, one.flow.period.last.month)
                growths[one.sheet, other.sheet].append(other.flow.figure.value / one.flow.figure.value / months)
    for pair, ratios in growths.items():
        if len(ratios) >= _FEW and median(ratios) > BROKEN:
            yield pair


def _narrowest(breaks: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """The fewest stretches between documents that explain all breaks: of overlapping ones, the common part."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(breaks, key=lambda pair: pair[1]):
        if found and first < found[-1][1]:
            found[-1] = max(first, found[-1][0]), min(last, found[-1][1])
        else:
            found.append((first, last))
    return set(found)


def _holds(pair: tuple[int, int], inner: tuple[int, int]) -> bool:
    return pair[0] <= inner[0] and inner[1] <= pair[1]


def _broken(sheets: Sequence[Sheet], one: int, other: int) -> Finding:
    files = {"one": sheets[one].name, "other": sheets[other].name}
    return Finding("scope-changed", Verdict.FLAG, 0, 0, (), files)


def _growing(told: Sequence[_Told], breaks: set[tuple[int, int]]) -> Iterator[Finding]:
    """No cumulative figure is less than the one before it, nor more than that and what was done since."""
    months = {str(one.flow.period): one for one in told if one.flow.period.first.month == one.flow.period.last.month}
    for one, other in _steps(told):
        if any(_holds((one.sheet, other.sheet), inner) for inner in breaks):
            continue
        values = {"name": other.flow.result.indicator, "part": one.flow.figure, "whole": other.flow.figure,
                  "first": str(one.flow.period), "second": str(other.flow.period)}  # fmt: skip
        finding = relate("cumulative-falls", (one.flow.figure, other.flow.figure), at_most, values)
        counted = parse_unit(one.flow.result.unit).kind is Kind.COUNT  # names of counts are of many things
        if finding.verdict is Verdict.CONTRADICTION and (
            counted or not slip_between(one.flow.figure, other.flow.figure)
        ):
            finding = replace(finding, verdict=Verdict.FLAG)
        yield finding
        month = months.get(f"{other.flow.period.last:%Y-%m}")
        between = other.flow.period.last.month - one.flow.period.last.month
        if month is None or between != 1 or month.sheet != other.sheet:
            continue

        def step(known: Sequence[Interval]) -> Interval:
            """Cumulative before, the month → cumulative now."""
            return known[0] + known[1]

        three = (one.flow.figure, month.flow.figure, other.flow.figure)
        finding = relate("month-and-cumulative", three, step, {**values, "month": month.flow.figure})
        if finding.verdict is Verdict.CONTRADICTION:
            odd = finding.gap > _ODD * abs(month.flow.figure.value)
            finding = replace(finding, verdict=Verdict.FLAG) if odd else finding.uncertain()
        yield finding


def _again(told: Sequence[_Told]) -> Iterator[Finding]:
    """The same period told by two documents: the later one revises the earlier."""
    periods: dict[str, _Told] = {}
    for one in told:
        first = periods.setdefault(str(one.flow.period), one)
        if first.sheet != one.sheet:
            values = {"name": one.flow.result.indicator, "period": str(one.flow.period), "first": first.flow.figure,
                      "second": one.flow.figure}  # fmt: skip
            finding = relate("revised", (first.flow.figure, one.flow.figure), lambda known: known[0], values)
            yield finding if finding.verdict is not Verdict.CONTRADICTION else replace(finding, verdict=Verdict.FLAG)


def _year_before(sheets: Sequence[Sheet], told: Sequence[_Told]) -> Iterator[Finding]:
    """Level and growth against the level that last year's report told."""
    periods = {str(one.flow.period): one for one in told}
    for one in told:
        growth = next((c for c in one.flow.result.comparisons if c.base == "previous_year" and c.unit == "%"), None)
        if growth is None or growth.change not in ("increase", "decrease"):
            continue
        try:
            before = periods.get(str(one.flow.period.year_before()))
        except ValueError:
            continue
        if before is None or before.sheet == one.sheet or (growth.value >= 100 and growth.change == "decrease"):
            continue
        rate = sheets[one.sheet].compared(one.flow.result, growth)
        values = {"name": one.flow.result.indicator, "level": one.flow.figure, "rate": rate,
                  "before": before.flow.figure}  # fmt: skip
        finding = relate(
            "growth-and-year-before", (one.flow.figure, rate, before.flow.figure), lambda known: base(*known), values
        )
        yield finding if finding.verdict is not Verdict.CONTRADICTION else replace(finding, verdict=Verdict.FLAG)
