"""Parts and their total: levels, what they grew from, and the plans they are a share of.

Reads: `Sheet`. Writes: `Finding`s. Parts are the results told as "trong đó" of another, in its unit and period.

A text seldom says that its parts are all there are. So a rest that nobody lists is no contradiction, unless the
words claim completeness ("gồm", a last part "khác"); parts that exceed their total are one only when they come so
near it that they plainly were meant to make it up: "trong đó" may also list parts that overlap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from lotrinh.checking.findings import Finding, Verdict
from lotrinh.checking.localise import Equation, localise
from lotrinh.checking.printed import IN_TABLE, Figure, Sheet
from lotrinh.checking.relations import added, base, plan, relate
from lotrinh.core.interval import Interval, total
from lotrinh.core.unit import parse_unit
from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.facts import Comparison, Result
from lotrinh.extraction.language.patterns import pattern

NEAR = Fraction(1, 10)
"""Parts that exceed their total by more than this share of it are taken for parts that overlap."""

_MOST_PARTS = 40
_SLIPS = 40  # slips of one figure, about
_CHANCE = Fraction(1, 100)  # at which a slip that happens to fit is still taken for the error
_MOST_SUBSETS = 10  # parts whose subsets are tried
_ALL = pattern(r"(?<!\w)(?:bao gồm|gồm|chia theo|chia ra|cơ cấu|lần lượt)(?!\w)")
_REST = pattern(r"(?:.*\s)?(?:khác|còn lại)$")
_SHARES = pattern(r"(?:tỷ trọng|tỷ lệ|cơ cấu)(?!\w)")


@dataclass(frozen=True, slots=True)
class Whole:
    """A result, its parts in text order, and their figures. `complete`: the words say these are all the parts."""

    result: Result
    parts: tuple[Result, ...]
    figure: Figure
    figures: tuple[Figure, ...]
    complete: bool

    @property
    def span(self) -> tuple[int, int]:
        """From the total to the last part."""
        return min(self.figure.start, self.figures[0].start), max(self.figure.end, self.figures[-1].end)

    @property
    def adds_up(self) -> bool:
        """Whether the parts make up the total within rounding."""
        return total(figure.interval for figure in self.figures).meets(self.figure.interval)


def wholes(sheet: Sheet) -> Iterator[Finding]:
    """All totals with their parts."""
    told = list(_wholes(sheet))
    findings = [(whole, _levels(whole)) for whole in told]
    yield from _localised(findings)
    for whole in told:
        if whole.adds_up:
            yield from _bases(sheet, whole)
            yield from _differences(sheet, whole)
        yield from _plans(sheet, whole)


def _wholes(sheet: Sheet) -> Iterator[Whole]:
    results = sheet.facts.results
    parts: dict[int, list[Result]] = defaultdict(list)
    for result in results:
        if result.parent is None or result.rule == IN_TABLE:  # rows that begin with a dash: see `tables`
            continue
        if result.change == "level" and not result.duplicate:
            parts[result.parent].append(result)
    for parent, members in parts.items():
        whole = results[parent]
        if whole.change != "level" or whole.duplicate or _SHARES.match(shadow(whole.indicator)):
            continue
        if any(
            _same_kind(whole, other) for other in results[parent + 1 : parent + 3] if other.start < members[0].start
        ):
            continue  # "546 giải thể và 1.518 tạm ngừng, trong đó": parts of two totals
        alike, known = _parts(sheet, whole, members)
        figure = sheet.of(whole)
        if figure is None or not known or len(known) < len(alike) or len(known) > _MOST_PARTS:
            continue
        between = shadow(sheet.text[whole.end : alike[0].start])
        complete = len(known) > 1 and bool(_ALL.search(between) or _REST.match(shadow(alike[-1].indicator)))
        yield Whole(whole, tuple(alike), figure, tuple(known), complete)


def _parts(sheet: Sheet, whole: Result, members: Sequence[Result]) -> tuple[list[Result], list[Figure]]:
    """The parts in the total's unit and period with their figures, each printed number once."""
    alike: list[Result] = []
    figures: list[Figure] = []
    for part in members:
        if not _same_kind(whole, part):
            continue
        figure = sheet.of(part)
        if figure is None:
            alike.append(part)
        elif all(figure.start != other.start for other in figures):
            alike.append(part)
            figures.append(figure)
    return alike, figures


def _same_kind(whole: Result, part: Result) -> bool:
    """In the very unit, period and place of the total, and no share of it."""
    return (
        parse_unit(part.unit) == parse_unit(whole.unit)
        and part.period == whole.period
        and not parse_unit(part.unit).per
        and parse_unit(part.unit).base != "%"
        and (whole.low or 0) > 0
    )


def _levels(whole: Whole) -> Finding:
    """The parts against the total."""
    figures = (*whole.figures, whole.figure)
    values = {"whole": whole.result.indicator, "total": whole.figure, "count": len(whole.figures)}
    finding = relate("parts-and-total", figures, added, values, whole.span)
    if finding.verdict is not Verdict.CONTRADICTION:
        return finding
    summed = total(figure.interval for figure in whole.figures)
    told = whole.figure.interval
    larger = [at for at, figure in enumerate(whole.figures) if figure.interval.low > told.high]
    if (
        len(whole.figures) > 1
        and _slipped(finding, abs(summed.middle - told.middle))
        and not (_nested(whole.figures, told))
    ):
        return finding
    if len(whole.figures) > 1 and not larger:
        if summed.high < told.low and not whole.complete:
            rest = told - summed
            return _unlisted(finding, rest, whole)
        near = abs(summed.middle - told.middle) <= NEAR * told.middle
        if (near or _swapped(finding)) and not _nested(whole.figures, told):
            return finding
    elif larger and whole.figures[larger[0]].interval.low <= (1 + NEAR) * told.high:
        part = larger[0]
        return replace(finding, rule="part-above-total", values={**values, "part": whole.figures[part]})
    if len(whole.figures) == 1 and whole.figure.interval.high >= whole.figures[0].interval.low:
        return _unlisted(finding, told - summed, whole)
    return finding.uncertain()


def _unlisted(finding: Finding, rest: Interval, whole: Whole) -> Finding:
    """Parts that leave a rest, which the text does not name."""
    values = {**finding.values, "rest": rest.middle, "slack": rest.width / 2, "unit": whole.figure.unit}
    return replace(finding, rule="unlisted-rest", verdict=Verdict.CONSISTENT, gap=Fraction(0), values=values)


def _slipped(finding: Finding, miss: Fraction) -> bool:
    """Whether one slip makes the sum come out where chance hardly would: so many slips, so much room, so far off."""
    room = sum((figure.interval.width or Fraction(1, 10**figure.decimals) for figure in finding.figures), Fraction(0))
    return _SLIPS * len(finding.figures) * room < _CHANCE * miss and bool(finding.mends)


def _swapped(finding: Finding) -> bool:
    """Whether two digits of a counted total stand in the wrong order: "237" of 67, 72 and 134."""
    *parts, whole = finding.figures
    return (
        len(parts) > 2
        and not any(figure.slack for figure in finding.figures)
        and any(
            mend.figure == len(parts) and sorted(str(mend.value)) == sorted(str(whole.value)) for mend in finding.mends
        )
    )


def _nested(figures: Sequence[Figure], told: Interval) -> bool:
    """Whether some of the parts make up the total: the others are parts of parts."""
    if len(figures) > _MOST_SUBSETS:
        return False
    return any(
        total(figure.interval for figure in some).meets(told)
        for size in range(2, len(figures))
        for some in combinations(figures, size)
    )


def _localised(findings: Iterable[tuple[Whole, Finding]]) -> Iterator[Finding]:
    """The findings; a contradiction names the fewest figures whose change mends this sum and those it stands in."""
    listed = list(findings)
    near: dict[int, list[Whole]] = defaultdict(list)
    for whole, _ in listed:
        for figure in (whole.figure, *whole.figures):
            near[figure.start].append(whole)
    for whole, finding in listed:
        if finding.verdict is not Verdict.CONTRADICTION or finding.rule != "parts-and-total":
            yield finding
            continue
        group = {id(other): other for figure in finding.figures for other in near[figure.start] if other.adds_up}
        yield replace(finding, suspects=_suspects(finding.figures, [whole, *group.values()]))


def _suspects(figures: Sequence[Figure], group: Sequence[Whole]) -> tuple[int, ...]:
    """The figures that alone can be the wrong one."""
    numbers: dict[int, int] = {}
    values: list[Interval] = []
    equations: list[Equation] = []
    for whole in group:
        equation = {}
        for figure, factor in ((whole.figure, -1), *((part, 1) for part in whole.figures)):
            if figure.start not in numbers:
                numbers[figure.start] = len(values)
                values.append(figure.interval)
            equation[numbers[figure.start]] = factor
        equations.append(equation)
    alone = {found[0] for found in localise(values, equations) if len(found) == 1}
    return tuple(at for at, figure in enumerate(figures) if numbers[figure.start] in alone)


def _bases(sheet: Sheet, whole: Whole) -> Iterator[Finding]:
    """What the total grew from is what its parts grew from, all told against one base."""
    for against in ("previous_year", "previous_month", "previous_quarter"):
        rates = [_rate(result, against) for result in (*whole.parts, whole.result)]
        known = [rate for rate in rates if rate is not None]
        if len(known) < len(rates) or len(known) < 3:
            continue
        figures = [sheet.compared(r, c) for r, c in zip((*whole.parts, whole.result), known, strict=True)]
        levels = [*whole.figures, whole.figure]

        def grown(intervals: Sequence[Interval], count: int = len(whole.parts)) -> Interval:
            """Levels of parts and total, then growths of the parts → growth of the total."""
            bases = [base(level, rate) for level, rate in zip(intervals, intervals[count + 1 :], strict=False)]
            return 100 * (intervals[count] / total(bases) - 1)

        values = {"whole": whole.result.indicator, "rate": figures[-1]}
        yield relate("growth-of-parts", [*levels, *figures], grown, values, whole.span)


def _differences(sheet: Sheet, whole: Whole) -> Iterator[Finding]:
    """The difference of the total is the differences of its parts together."""
    for against in ("previous_year", "previous_month", "previous_quarter"):
        told = [_difference(result, against) for result in (*whole.parts, whole.result)]
        known = [step for step in told if step is not None]
        if len(known) < len(told) or len(known) < 3:
            continue
        figures = [sheet.compared(r, c) for r, c in zip((*whole.parts, whole.result), known, strict=True)]
        values = {"whole": whole.result.indicator, "difference": figures[-1]}
        yield relate("differences-of-parts", figures, added, values, whole.span)


def _difference(result: Result, against: str) -> Comparison | None:
    told = [c for c in result.comparisons if c.base == against and c.change in ("increase", "decrease")]
    return next((c for c in told if c.unit == result.unit and c.unit != "%"), None)


def _rate(result: Result, against: str) -> Comparison | None:
    told = [c for c in result.comparisons if c.base == against and c.change in ("increase", "decrease")]
    return next((c for c in told if c.unit == "%"), None)


def _plans(sheet: Sheet, whole: Whole) -> Iterator[Finding]:
    """The plan of the total is not less than the plans of its parts, each value ÷ share; equal when they are all."""
    shares = [_share_of_plan(result) for result in (*whole.parts, whole.result)]
    known = [share for share in shares if share is not None]
    if len(known) < len(shares) or len(known) < 3:
        return
    figures = [sheet.compared(r, c) for r, c in zip((*whole.parts, whole.result), known, strict=True)]
    levels = [*whole.figures, whole.figure]

    def of_plan(intervals: Sequence[Interval], count: int = len(whole.parts)) -> Interval:
        """Levels of parts and total, then shares of the parts → share of the total."""
        plans = [plan(level, ratio) for level, ratio in zip(intervals, intervals[count + 1 :], strict=False)]
        return 100 * intervals[count] / total(plans)

    if any(0 in figure.interval for figure in figures):
        return
    implied = plan(whole.figure.interval, figures[-1].interval)
    values = {"whole": whole.result.indicator, "ratio": figures[-1], "low": implied.low, "high": implied.high,
              "unit": whole.figure.unit}  # fmt: skip
    finding = relate("plans-of-parts", [*levels, *figures], of_plan, values, whole.span)
    if finding.verdict is Verdict.CONTRADICTION and not whole.adds_up:
        finding = finding.uncertain()
    yield finding


def _share_of_plan(result: Result) -> Comparison | None:
    told = [c for c in result.comparisons if c.base == "plan" and c.change == "ratio" and c.unit == "%"]
    return told[0] if len(told) == 1 else None
