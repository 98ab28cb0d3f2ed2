"""Several documents together: what one says against what another says of the same thing.

Reads: `Sheet`s. Writes: `Finding`s, each with figures of two documents. Linear: everything is looked up by name, unit,
place and period; no two documents are compared figure by figure.

Two documents speak of one thing only when they are of one place, or one cites the other. A report that comes later may
have better figures: a changed value is a revision, asked about and not called a contradiction.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lotrinh.assessment.matching import wording
from lotrinh.checking.findings import Finding, Verdict
from lotrinh.checking.printed import Figure, Sheet
from lotrinh.checking.relations import relate, share
from lotrinh.checking.repeats import apart, target_told
from lotrinh.checking.settled import settled
from lotrinh.core.period import Kind, Period
from lotrinh.core.unit import parse_unit
from lotrinh.core.vietnamese.text import fold
from lotrinh.extraction.facts import Comparison, Facts, Result, Target

_PLACE = re.compile(r"(?<!\w)(?:[Tt]ỉnh|[Tt]hành phố|TỈNH|THÀNH PHỐ) ([^\W\d_]+) ([^\W\d_]+)")
_LOOKED_THROUGH = 20_000  # characters
_ENOUGH = 3  # mentions that make a place the document's own
_SYLLABLES = 2


@dataclass(frozen=True, slots=True)
class _Paper:
    """A document with what it is known by."""

    sheet: Sheet
    place: str
    number: str
    cites: frozenset[str]
    related: bool = False


def together(sheets: Sequence[Sheet], *, related: bool = False) -> tuple[Finding, ...]:
    """All that can be said of several documents, in the order given. `related`: they are known to cite each other."""
    papers = [replace(_paper(sheet), related=related) for sheet in sheets]
    found = [*_targets(papers), *_plans(papers), *settled(_by_place(papers))]
    return tuple(found)


def place_of(facts: Facts, text: str) -> str:
    """The province a document is of, folded: that of its issuer, else the one it names most; "" when none."""
    return fold(place_name(facts, text))


def place_name(facts: Facts, text: str) -> str:
    """The same as it is printed."""
    for told in (facts.document.issuer, facts.document.title):
        if places := list(_places(told or "")):
            return places[0]
    counted = Counter(_places(text[:_LOOKED_THROUGH])).most_common(1)
    return counted[0][0] if counted and counted[0][1] >= _ENOUGH else ""


def _places(text: str) -> Iterator[str]:
    """The first two words of each name behind "tỉnh" or "thành phố"."""
    for match in _PLACE.finditer(text):
        if match[1][0].isupper() and match[2][0].isupper():
            yield f"{match[1]} {match[2]}".title()


def _paper(sheet: Sheet) -> _Paper:
    facts = sheet.facts
    cites = frozenset(fold(citation.number) for citation in facts.citations if citation.number)
    return _Paper(sheet, place_of(facts, sheet.text), fold(facts.document.number or ""), cites)


def _by_place(papers: Sequence[_Paper]) -> dict[str, list[Sheet]]:
    """The documents of each place in order of their dates."""
    groups: dict[str, list[Sheet]] = defaultdict(list)
    for paper in papers:
        if paper.place:
            groups[paper.place].append(paper.sheet)
    return groups


def _linked(one: _Paper, other: _Paper) -> bool:
    """Whether one document carries out, or tells of, the other."""
    return one.related or bool(
        (one.number and one.number in other.cites) or (other.number and other.number in one.cites)
    )


def target_key(target: Target) -> tuple[object, ...]:
    """What two statements of one target have in common."""
    name = wording(target.indicator)
    words = name if len(name.split()) >= _SYLLABLES else fold(target.indicator)
    unit = parse_unit(target.unit)
    return words, str(target.due), target.change, target.per, unit.base, unit.per, fold(target.scope or "")


def _told(facts: Facts) -> Iterator[Target]:
    for target in facts.targets:
        valued = target.low is not None or target.high is not None
        if valued and target.due is not None and not target.duplicate and target.parent is None:
            yield target


def _targets(papers: Sequence[_Paper]) -> Iterator[Finding]:
    """One target told by two documents: news against plan, a plan against the resolution it carries out."""
    seen: dict[tuple[object, ...], list[tuple[_Paper, Target]]] = defaultdict(list)
    for paper in papers:
        own: set[tuple[object, ...]] = set()
        for target in _told(paper.sheet.facts):
            key = target_key(target)
            if key in own:
                continue
            own.add(key)
            for other, first in seen[key][:4]:
                linked = _linked(paper, other)
                if linked or (paper.place and paper.place == other.place):
                    yield from _pair(other, first, paper, target, linked)
            seen[key].append((paper, target))


def _pair(one: _Paper, first: Target, other: _Paper, second: Target, linked: bool) -> Iterator[Finding]:
    if parse_unit(first.unit).factor != parse_unit(second.unit).factor:
        return
    news = "Bài viết" in (one.sheet.facts.document.kind, other.sheet.facts.document.kind)
    rule = "news-and-plan" if news else "plan-and-resolution" if linked else "told-by-two"
    figures = tuple(_figure(paper, target) for paper, target in ((one, first), (other, second)))
    values: Mapping[str, object] = {
        "indicator": second.indicator, "due": str(second.due),
        "first": target_told(first), "second": target_told(second),
        "one": one.sheet.name, "other": other.sheet.name,
    }  # fmt: skip
    verdict = Verdict.CONSISTENT
    if apart(first, second):
        same_place = not one.place or not other.place or one.place == other.place
        verdict = Verdict.CONTRADICTION if same_place else Verdict.FLAG  # a province may ask for more than the country
    yield Finding(rule, verdict, first.start, first.end, figures, values)


def _figure(paper: _Paper, target: Target) -> Figure:
    """The figure of a target; a range or a bound by one of its ends, with its whole span."""
    figure = paper.sheet.of(target)
    return figure or paper.sheet.bound(target)


def _plans(papers: Sequence[_Paper]) -> Iterator[Finding]:
    """ "đạt 105% kế hoạch" in a report, against the target of that year in the plan."""
    targets: dict[tuple[object, ...], list[tuple[_Paper, Target]]] = defaultdict(list)
    for paper in papers:
        for target in _told(paper.sheet.facts):
            if target.change == "level" and target.comparator == "eq" and not target.approx:
                unit = parse_unit(target.unit)
                key = wording(target.indicator), str(target.due), unit.base, unit.per, fold(target.scope or "")
                targets[key].append((paper, target))
    for paper in papers if targets else ():
        for result, comparison in _shares_of_plan(paper.sheet.facts.results):
            unit = parse_unit(result.unit)
            year = _year(result.period)
            key = wording(result.indicator), year, unit.base, unit.per, fold(result.scope or "")
            for other, target in targets.get(key, ())[:4]:
                if other is not paper and (_linked(paper, other) or (paper.place and paper.place == other.place)):
                    yield from _share(paper, result, comparison, other, target)


def _shares_of_plan(results: Sequence[Result]) -> Iterator[tuple[Result, Comparison]]:
    for result in results:
        ratios = [c for c in result.comparisons if c.base == "plan" and c.change == "ratio" and c.unit == "%"]
        if len(ratios) == 1 and result.change == "level" and not result.duplicate and ratios[0].value:
            yield result, ratios[0]


def _share(paper: _Paper, result: Result, told: Comparison, other: _Paper, target: Target) -> Iterator[Finding]:
    value, planned = paper.sheet.of(result), other.sheet.of(target)
    if value is None or planned is None or 0 in planned.interval:
        return
    factor = parse_unit(result.unit).factor / parse_unit(target.unit).factor
    ratio = paper.sheet.compared(result, told)
    values = {"value": value, "plan": planned, "ratio": ratio, "one": paper.sheet.name,
              "other": other.sheet.name}  # fmt: skip
    yield relate(
        "result-and-plan", (value, planned, ratio), lambda known: factor * share(known), values,
        (result.start, result.end),
    )  # fmt: skip


def _year(period: str | None) -> str:
    known = Period.read(period)
    return str(known.last.year) if known and known.kind in (Kind.YEAR, Kind.AS_OF, Kind.MONTHS, Kind.MONTH) else ""
