"""Figures that are possible, but hardly so: asked about, never called contradictions.

Reads: `Sheet`. Writes: `Finding`s with the verdict `FLAG`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction

from lotrinh.checking.changes import points_or_percent
from lotrinh.checking.findings import Finding, Verdict
from lotrinh.checking.names import content
from lotrinh.checking.printed import IN_TABLE, Figure, Sheet
from lotrinh.checking.relations import base
from lotrinh.core.interval import Interval
from lotrinh.core.period import Kind, Period
from lotrinh.core.unit import parse_unit
from lotrinh.core.vietnamese.text import fold, shadow
from lotrinh.extraction.facts import Result
from lotrinh.extraction.language.patterns import pattern

JUMP = 1000
"""A growth in per cent from which on one is asked: ten times what it was."""

_ALIKE = Fraction(7, 10)  # share of words in common from which on two names may be of one thing
_RATIO = 3  # times the average pace
_SLOWER = 1  # point: a head's growth below the whole's
_OF_ALL = pattern(r"(?:tỷ lệ|tỷ trọng|cơ cấu)(?!\w)")
_RATE = pattern(r"tỷ (?:lệ|suất)(?!\w)")
_MAY_EXCEED = pattern(
    r"(?<!\w)(?:so với|kế hoạch|dự toán|tăng|giảm|lạm phát|huy động|dư nợ|nhập học|lấp đầy|hoàn thành)(?!\w)"
)
_A_HEAD = pattern(r"(.+?) bình quân (?:đầu người|một người|nhân khẩu)")


def plausible(sheet: Sheet) -> Iterator[Finding]:
    """All flags of a document."""
    for result in sheet.facts.results:
        if not result.duplicate:
            yield from _share_over_100(sheet, result)
            yield from _jump(sheet, result)
            yield from _points(sheet, result)
    yield from _pace_to_year_end(sheet)
    yield from _a_head(sheet)


def _flag(rule: str, figures: tuple[Figure, ...], values: dict[str, object]) -> Finding:
    start, end = min(f.start for f in figures), max(f.end for f in figures)
    return Finding(rule, Verdict.FLAG, start, end, figures, values)


def _share_over_100(sheet: Sheet, result: Result) -> Iterator[Finding]:
    if result.unit != "%" or result.change != "level" or result.low is None or result.low <= 100:
        return
    if result.rule == IN_TABLE:  # an index column may stand where the share was looked for
        return
    name = shadow(result.indicator)
    figure = sheet.of(result)
    if (
        figure is not None
        and _OF_ALL.match(name)
        and not _MAY_EXCEED.search(name)
        and not any(c.base == "plan" for c in result.comparisons)
    ):
        yield _flag("share-over-100", (figure,), {"name": result.indicator, "share": figure})


def _jump(sheet: Sheet, result: Result) -> Iterator[Finding]:
    """A change of more than tenfold, told of more than a handful."""
    for comparison in result.comparisons:
        if comparison.unit == "%" and comparison.change == "increase" and comparison.value >= JUMP:
            figure = sheet.compared(result, comparison)
            yield _flag("jump", (figure,), {"name": result.indicator, "rate": figure})
        if comparison.unit == "%" and comparison.change == "decrease" and comparison.value > 100 and result.unit != "%":
            figure = sheet.compared(result, comparison)
            yield _flag("falls-below-nothing", (figure,), {"name": result.indicator, "rate": figure})


def _points(sheet: Sheet, result: Result) -> Iterator[Finding]:
    """ "đạt 64%, tăng 2%": per cent of it or points? Asked when both are possible."""
    if "percent_or_points" not in result.reasons or result.change != "level":
        return
    if not _RATE.match(shadow(result.indicator)):
        return  # "chiếm tỷ trọng 34%, tăng 1,5%": what grew is the thing, not its share
    level = sheet.of(result)
    told = next((c for c in result.comparisons if c.unit == "%" and c.change in ("increase", "decrease")), None)
    if level is None or told is None:
        return
    change = sheet.compared(result, told)
    readings = points_or_percent(level, change)
    said_before = change.end <= level.start  # "giảm 2,66%, còn 3,36%" are points by custom
    values: dict[str, object] = {"name": result.indicator, "level": level, "change": change,
                                 "points": (level.interval - change.interval).middle, "percent": ""}  # fmt: skip
    if "percent" in readings:
        values["percent"] = base(level.interval, change.interval).middle
    start, end = min(level.start, change.start), max(level.end, change.end)
    if len(readings) == 2 and not said_before:
        yield Finding("points-or-percent", Verdict.FLAG, start, end, (level, change), values)
    elif not readings:
        yield Finding("points-or-percent", Verdict.CONTRADICTION, start, end, (level, change), values)
    else:
        yield Finding("points-or-percent", Verdict.CONSISTENT, start, end, (level, change), values)


def _pace_to_year_end(sheet: Sheet) -> Iterator[Finding]:
    """The state on a late day against the year's estimate behind it: how fast must the last days be."""
    results = [one for one in sheet.facts.results if one.change == "level" and not one.duplicate and one.low]
    for state, year in itertools.pairwise(results):
        if not (state.period or "").startswith("as-of") or parse_unit(state.unit) != parse_unit(year.unit):
            continue
        periods = Period.read(state.period), Period.read(year.period)
        if periods[0] is None or periods[1] is None or periods[1].kind is not Kind.YEAR:
            continue
        words = content(state.indicator), content(year.indicator)
        if not periods[1].contains(Period.day(periods[0].last)) or not _alike(*words):
            continue
        done, told = sheet.of(state), sheet.of(year)
        days = (periods[0].last - periods[1].first).days + 1
        left = (periods[1].last - periods[0].last).days
        if done is None or told is None or left <= 0 or done.interval.low <= 0:
            continue
        needed = (told.interval - done.interval) / left
        pace = Interval.of(0) + done.interval / days
        low = (told.interval.low - done.interval.high) / left / (done.interval.high / days)
        high = (told.interval.high - done.interval.low) / left / (done.interval.low / days)
        values: dict[str, object] = {"name": year.indicator, "done": done, "told": told, "days": left, "low": low,
                                     "high": high}  # fmt: skip
        if needed.low > _RATIO * pace.high:
            yield _flag("pace-to-year-end", (done, told), values)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names have most of their words in common."""
    return bool(one) and 2 * Fraction(len(one & other), len(one) + len(other)) >= _ALIKE


def _a_head(sheet: Sheet) -> Iterator[Finding]:
    """A figure a head, in money of the day, that grew less than the whole did in fixed prices."""
    rates: dict[tuple[str, str], Figure] = {}
    for result in sheet.facts.results:
        name = shadow(result.indicator)
        if result.unit == "%" and result.period and ("tăng" in name or result.change == "increase"):
            for word in fold(name).split():
                figure = sheet.of(result)
                if word in ("grdp", "gdp") and figure is not None:
                    rates.setdefault((word, result.period), figure)
    for result in sheet.facts.results:
        found = _A_HEAD.match(shadow(result.indicator))
        if found is None or result.period is None or result.change != "level":
            continue
        whole = rates.get((fold(found[1]), result.period))
        level = sheet.of(result)
        step = next(
            (c for c in result.comparisons if c.change == "increase" and c.base == "previous_year" and c.unit != "%"),
            None,
        )
        if whole is None or level is None or step is None:
            continue
        rise = sheet.compared(result, step)
        before = level.interval - rise.interval
        if before.low <= 0 or rise.interval.low <= 0:
            continue
        rate = 100 / (level.interval / rise.interval - 1)
        if rate.high + _SLOWER < whole.interval.low:
            values: dict[str, object] = {"name": result.indicator, "level": level, "rise": rise, "rate": rate.middle,
                                         "whole": whole}  # fmt: skip
            yield _flag("a-head-grows-slower", (level, rise, whole), values)
