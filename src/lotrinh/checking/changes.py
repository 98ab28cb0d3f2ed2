"""Changes told twice over: in per cent and as a difference, of a level in the same words or in the sentence before.

Reads: `Sheet`. Writes: `Finding`s.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from lotrinh.checking.findings import Finding, Verdict
from lotrinh.checking.names import content
from lotrinh.checking.printed import Figure, Sheet
from lotrinh.checking.relations import growth, relate
from lotrinh.core.interval import Interval
from lotrinh.core.unit import Kind, parse_unit
from lotrinh.extraction.facts import Comparison, Result

_CHANGES = ("increase", "decrease")
_BACK = 12  # results among which the level of a change is looked for
_FAR = 700  # characters


def changes(sheet: Sheet) -> Iterator[Finding]:
    """All levels told with two changes to one base, and all changes whose level stands just before."""
    results = sheet.facts.results
    for at, result in enumerate(results):
        if result.duplicate or not result.comparisons or result.low is None or result.low != result.high:
            continue
        if result.change == "level":
            yield from _beside(sheet, result)
        elif result.change in _CHANGES:
            yield from _after(sheet, result, results[max(0, at - _BACK) : at])


def changes_beside(sheet: Sheet) -> Iterator[Finding]:
    """The levels told with two changes to one base: the check that is made at every reading.

    Nothing is said of figures that agree so well, in floats, that their roundings need no look.
    """
    for result in sheet.facts.results:
        if len(result.comparisons) > 1 and result.change == "level" and not result.duplicate:
            yield from _beside(sheet, result, sure=False)


def _beside(sheet: Sheet, result: Result, *, sure: bool = True) -> Iterator[Finding]:
    """ "517.796 con, tăng 0,16% (tăng 812 con)": each change gives the other."""
    for against in dict.fromkeys(c.base for c in result.comparisons if c.change in _CHANGES):
        told = [c for c in result.comparisons if c.base == against and c.change in _CHANGES]
        percent = next((c for c in told if c.unit == "%"), None)
        step = next((c for c in told if c.unit == result.unit and c.unit != "%"), None)
        if percent is None or step is None or not step.value or not percent.value:
            continue
        if not sure and result.low and _agree(result, _signed(step), _signed(percent)):
            continue
        level = sheet.of(result)
        if level is not None:
            yield _finding(level, sheet.compared(result, step), sheet.compared(result, percent))


def _agree(result: Result, step: float, growth: float) -> bool:
    """Whether the figures as printed agree so well that an exact look is spared, which nearly all do."""
    value = result.low or 0.0
    halves = [0.5 / float(10 ** len(repr(number).partition(".")[2])) for number in (value, step, growth)]
    if parse_unit(result.unit).kind is Kind.COUNT and not result.estimate:
        halves[:2] = 0.0, 0.0  # things counted are not rounded; where they are, the exact look says so
    if value - step <= halves[0] + halves[1] or "e" in repr(growth):
        return False
    corners = [
        100 * (step + up) / (value + aside - step - up)
        for up in (-halves[1], halves[1])
        for aside in (-halves[0], halves[0])
    ]
    return min(corners) < growth + 0.99 * halves[2] and growth - 0.99 * halves[2] < max(corners)


def _signed(comparison: Comparison) -> float:
    return -comparison.value if comparison.change == "decrease" else comparison.value


def _after(sheet: Sheet, result: Result, before: tuple[Result, ...]) -> Iterator[Finding]:
    """ "xảy ra 30 vụ … số vụ tăng 13 vụ (76,47%)": the level is one of that name and unit just before."""
    percent = next((c for c in result.comparisons if c.unit == "%" and c.change == result.change), None)
    step = sheet.of(result)
    if percent is None or step is None or result.unit == "%":
        return
    words = content(result.indicator, result.unit)
    rate = sheet.compared(result, percent)
    first: Finding | None = None
    for level in reversed(before):
        if level.change != "level" or level.duplicate or result.start - level.end > _FAR:
            continue
        named = content(level.indicator, level.unit)
        if not words or not (words <= named or named <= words):
            continue
        figure = sheet.of(level)
        if figure is None or parse_unit(level.unit).kind is not parse_unit(result.unit).kind:
            continue
        finding = _finding(figure, step, rate)
        if finding.verdict is Verdict.CONSISTENT:
            yield finding
            return
        if first is None and level.parent is None:
            first = finding
    if first is not None:
        yield first


def _finding(level: Figure, step: Figure, rate: Figure) -> Finding:
    values: Mapping[str, object] = {"value": level, "percent": rate, "difference": step}
    if step.value > 0 and level.interval.low <= step.interval.high:  # grew from nothing, or it is no part of the level
        return Finding("growth-and-difference", Verdict.NOT_CHECKABLE, level.start, rate.end, (level, step, rate),
                           {**values, "implied": ""})  # fmt: skip
    return relate("growth-and-difference", (level, step, rate), growth, values)


def points_or_percent(level: Figure, change: Figure) -> tuple[str, ...]:
    """The readings of "tăng 2 %" of a percentage that are possible: "points", "percent", both or none.

    A share lies between 0 and 100, before the change, too.
    """
    whole = Interval(Fraction(0), Fraction(100))
    earlier = {"points": level.interval - change.interval}
    rate = 1 + change.interval / 100
    if 0 not in rate:
        earlier["percent"] = level.interval / rate
    return tuple(reading for reading, interval in earlier.items() if interval.meets(whole))
