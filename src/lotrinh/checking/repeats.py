"""The same figure told twice: targets of one year, results of one period; the summary against the body.

Reads: `Sheet`. Writes: `Finding`s. Two values of a short name ("doanh thu") are mostly two things; a contradiction is
only called where the values are so close, or their digits so alike, that one thing was meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import chain

from lotrinh.checking.cumulative import READINGS
from lotrinh.checking.findings import Finding, Verdict
from lotrinh.checking.mending import slip_between
from lotrinh.checking.printed import Sheet
from lotrinh.checking.relations import relate
from lotrinh.core.interval import Interval
from lotrinh.core.quantity import Quantity, exactly_of
from lotrinh.core.unit import parse_unit
from lotrinh.core.vietnamese.text import fold
from lotrinh.extraction.facts import Result, Target

_OFTEN = 4  # times after the first from which on a name is a heading of many things
_WORDS = 5  # syllables from which on a name is one thing's
_FAR = 2  # times, from which on two targets are of two things
_ROUNDED = Fraction(1, 20)  # of a value, by which "khoảng" may leave it


def repeats(sheet: Sheet) -> Iterator[Finding]:
    """All facts of a document told more than once."""
    yield from target_repeats(sheet)
    yield from _results(sheet)


def target_repeats(sheet: Sheet) -> Iterator[Finding]:
    """All targets told more than once, and the shares of one whole among them."""
    yield from _targets(sheet)
    yield from _shares(sheet.facts.targets)


def _targets(sheet: Sheet) -> Iterator[Finding]:
    """The same indicator, year, unit, scope and kind of change with values that exclude each other."""
    alike: dict[tuple[object, ...], list[Target]] = defaultdict(list)
    for target in sheet.facts.targets:
        if target.duplicate or target.parent is not None or target.comparator is None or target.due is None:
            continue
        alike[target.due, target.change, target.per, target.section].append(target)
    for first, target in chain.from_iterable(_same_indicator(group) for group in alike.values() if len(group) > 1):
        if apart(first, target):
            figures = tuple(figure for one in (first, target) if (figure := sheet.of(one)) is not None)
            finding = Finding(
                "target-told-twice", Verdict.CONTRADICTION, target.start, target.end,
                figures if len(figures) == 2 else (),
                {"indicator": target.indicator, "due": str(target.due),
                 "first": target_told(first), "second": target_told(target)},
            )  # fmt: skip
            yield finding if _one_thing(sheet, first, target) else finding.uncertain()


def _same_indicator(targets: Iterable[Target]) -> Iterator[tuple[Target, Target]]:
    """Every target whose indicator, unit and scope were told before, behind the first that told them."""
    told: dict[tuple[str, ...], list[Target]] = defaultdict(list)
    for target in targets:
        if len(target.indicator.split()) >= 3:  # "xuất khẩu" alone may be said of many things
            key = tuple(fold(words) if words else "" for words in (target.indicator, target.unit, target.scope))
            told[key].append(target)
    for first, *others in told.values():
        if len(others) < _OFTEN:
            yield from ((first, other) for other in others if not (_in_table(first) and _in_table(other)))


def _one_thing(sheet: Sheet, one: Target, other: Target) -> bool:
    """Whether two targets of one name can be meant to be one.

    One paragraph that says a name twice says it of two things ("Lúa: … năng suất 140 tạ/ha. Ngô: … năng suất
    50 tạ/ha"); so does a document with values far from each other. A headline rounds: "khoảng 7.700" for 7.765,9.
    """
    if sheet.text and sheet.paragraph(one.start) == sheet.paragraph(other.start):
        return False
    first, second = (exactly_of((target.high if target.low is None else target.low) or 0) for target in (one, other))
    smaller, larger = sorted((abs(first), abs(second)))
    about = any(target.approx or target.comparator == "about" for target in (one, other))
    if about and larger - smaller <= _ROUNDED * larger:
        return False
    return larger <= _FAR * smaller


def _in_table(target: Target) -> bool:
    """Whether a target is a row: "so với tổng số" stands under many heads of one table."""
    return target.rule.startswith("target.table")


def _quantity(target: Target) -> Quantity:
    return Quantity.of(target.comparator or "eq", target.low, target.high, target.unit, approx=target.approx)


def target_told(target: Target) -> dict[str, str]:
    """The value of a target with its comparator, by language."""
    quantity = _quantity(target)
    return {language: quantity.describe(language) for language in ("vi", "en")}


def apart(one: Target, other: Target) -> bool:
    """Whether no value fulfils both."""
    a, b = _quantity(one).interval(), _quantity(other).interval()
    above = a[0] is not None and b[1] is not None and a[0] > b[1]
    below = a[1] is not None and b[0] is not None and a[1] < b[0]
    return above or below


def _shares(targets: Iterable[Target]) -> Iterator[Finding]:
    """Shares told one after another in one sentence ("chiếm …; chiếm …") must be able to make 100 %."""
    runs: dict[tuple[object, ...], list[Target]] = defaultdict(list)
    for target in targets:
        if not target.duplicate and target.rule == "target.share" and target.parent is None and target.unit == "%":
            runs[(target.section, target.due)].append(target)
    for run in runs.values():
        if len(run) < 3 or any(share.low is None or share.high is None for share in run):
            continue
        ends = Interval(*(sum((exactly_of(end or 0) for end in side), Fraction(0))
                          for side in ((one.low for one in run), (one.high for one in run))))  # fmt: skip
        if ends.high < 80 or ends.low > 120:  # not the parts of one whole
            continue
        holds = 100 in ends.widened(Fraction(len(run), 2))  # each part may be rounded by half a unit
        yield Finding(
            "shares-of-one-whole", Verdict.CONSISTENT if holds else Verdict.CONTRADICTION,
            run[0].start, run[-1].end, (), {"low": ends.low, "high": ends.high},
        )  # fmt: skip


def _results(sheet: Sheet) -> Iterator[Finding]:
    """Levels of one long name, unit, period, place and whole, told in two paragraphs.

    A name told more often than twice is a heading that many figures stand under.
    """
    results = sheet.facts.results
    told: dict[tuple[object, ...], list[Result]] = defaultdict(list)
    for result in results:
        if result.change != "level" or result.duplicate or result.period is None:
            continue
        if not READINGS.issuperset(result.reasons):
            continue
        if len(result.indicator.split()) < _WORDS:
            continue
        parent = fold(results[result.parent].indicator) if result.parent is not None else ""
        unit = parse_unit(result.unit)
        told[fold(result.indicator), unit.base, unit.per, result.period, fold(result.scope or ""), parent].append(
            result
        )
    for pair in told.values():
        if len(pair) == 2 and sheet.paragraph(pair[0].start) != sheet.paragraph(pair[1].start):
            yield from _pair(sheet, *pair)


def _pair(sheet: Sheet, one: Result, other: Result) -> Iterator[Finding]:
    first, second = sheet.of(one), sheet.of(other)
    if first is None or second is None:
        return
    factor = parse_unit(one.unit).factor / parse_unit(other.unit).factor
    rule = "summary-and-body" if one.section != other.section and factor == 1 else "told-twice"

    def same(known: Sequence[Interval]) -> Interval:
        """The first figure in the unit of the second."""
        return known[0] * factor

    values = {"name": other.indicator, "period": other.period, "first": first, "second": second}
    finding = relate(rule, (first, second), same, values)
    if finding.verdict is Verdict.CONTRADICTION and not slip_between(first, second, factor):
        finding = finding.uncertain()
    yield finding
