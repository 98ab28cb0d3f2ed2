"""Shares: part ÷ whole, shares of one whole that make 100 %, and parts counted out of a number ("trong 11 nhóm").

Reads: `Sheet`. Writes: `Finding`s.

A share seldom says which figure is its whole. Shares told one after another have theirs in common, so the whole is
learnt from them: the figure before them that most of the run agree with. Only a share beside others that agree, or
one that a slip of one digit would make agree, is called a contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from lotrinh.checking.findings import Finding, Verdict
from lotrinh.checking.mending import slip_between
from lotrinh.checking.names import content
from lotrinh.checking.printed import Figure, Sheet
from lotrinh.checking.relations import added, relate, share
from lotrinh.core.interval import total
from lotrinh.core.unit import parse_unit, same_dimension
from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.facts import Result
from lotrinh.extraction.language.patterns import pattern

_SHARE = pattern(r"(?:tỷ trọng|cơ cấu)(?!\w)")
_WHOLE_NAMED = pattern(r"(?<!\w)trong (.+)$")
_STRUCTURE = pattern(r"(?<!\w)cơ cấu(?!\w)")
_REST = pattern(r"(?:.*\s)?(?:khác|còn lại)$")
_RUN = 420  # characters from one share of a run to the next
_PARTS_BACK = 3  # results before a share among which its part is
_WHOLES_BACK = 30  # results before a run among which its whole is
_FAR = 3500  # characters
_NEAR = Fraction(1, 10)
_ABOUT_ALL = 3  # per cent that a complete structure may miss 100 by


@dataclass(frozen=True, slots=True)
class Share:
    """A told share with the figures before it that may be its part, the nearest first."""

    result: Result
    figure: Figure
    parts: tuple[Figure, ...]
    part: frozenset[str]  # words of the part
    whole: frozenset[str]  # words of the whole, where it is named


def shares(sheet: Sheet) -> Iterator[Finding]:
    """All shares of a document."""
    for first, run in _runs(sheet):
        yield from _of_wholes(sheet, first, run)
        yield from _structure(sheet, run)


def _runs(sheet: Sheet) -> Iterator[tuple[int, list[Share]]]:
    """Shares told one after another, with the number of the first one's result."""
    results = sheet.facts.results
    run: list[Share] = []
    first = 0
    for at, result in enumerate(results):
        if (
            result.unit != "%"
            or result.change != "level"
            or result.duplicate
            or not _SHARE.match(shadow(result.indicator))
        ):
            continue
        figure = sheet.of(result)
        if figure is None:
            continue
        if run and result.start - run[-1].result.end > _RUN:
            yield first, run
            run = []
        if not run:
            first = at
        named = _WHOLE_NAMED.search(result.indicator)
        parts = (one for one in reversed(results[max(0, at - 2 * _PARTS_BACK) : at]) if result.start - one.end < _RUN)
        levels = [part for one in parts if _level(one) and (part := sheet.of(one)) is not None]
        named_part = _SHARE.sub("", shadow(result.indicator)[: named.start() if named else None])
        whole = content(named[1]) if named else frozenset()
        run.append(Share(result, figure, tuple(levels[:_PARTS_BACK]), content(named_part), whole))
    if run:
        yield first, run


def _level(result: Result) -> bool:
    return result.change == "level" and result.unit != "%" and not result.duplicate and bool(result.low)


def _of_wholes(sheet: Sheet, first: int, run: Sequence[Share]) -> Iterator[Finding]:
    """Each share against the whole it agrees with, or the one the others of its run agree with."""
    wholes = _wholes(sheet, first, run)
    left = list(run)
    agreed: list[Figure] = []
    while left:
        fitting = {whole.start: [one for one in left if _fitting(one, whole)] for whole in wholes}
        best = max(wholes, key=lambda whole: len(fitting[whole.start]), default=None)
        if best is None or not fitting[best.start]:
            break
        for one in fitting[best.start]:
            yield _finding(one, _fitting(one, best)[0], best)
        if len(fitting[best.start]) > 1:
            agreed.append(best)
        left = [one for one in left if one not in fitting[best.start]]
    for one in left:
        named = [whole for whole in wholes if one.whole and one.whole <= content(whole.name)]
        finding = _misfit(one, agreed or named, agreed)
        yield finding or Finding(
            "share", Verdict.NOT_CHECKABLE, one.result.start, one.result.end, (one.figure,),
            {"part": one.result.indicator, "share": one.figure, "implied": "", "whole": ""},
        )  # fmt: skip


def _wholes(sheet: Sheet, first: int, run: Sequence[Share]) -> list[Figure]:
    """The levels before a run that may be its whole, the nearest first, its parent among them."""
    results = sheet.facts.results
    before = [one for one in results[max(0, first - _WHOLES_BACK) : first] if run[0].result.start - one.end < _FAR]
    parent = run[0].result.parent
    if parent is not None:
        before.append(results[parent])
    figures = (sheet.of(one) for one in reversed(before) if _level(one))
    return list({figure.start: figure for figure in figures if figure is not None}.values())


def _fitting(one: Share, whole: Figure) -> list[Figure]:
    """The parts that make this share of the whole."""
    return [
        part
        for part in one.parts
        if _may_fit(part, whole, one.figure)
        and part.start != whole.start
        and abs(part.value) <= abs(whole.value)
        and part.period == whole.period
        and parse_unit(part.unit) == parse_unit(whole.unit)
        and (100 * part.interval / whole.interval).meets(one.figure.interval.widened(one.figure.slack))
    ]


def _may_fit(part: Figure, whole: Figure, told: Figure) -> bool:
    """Whether a look in floats leaves it open that the share fits: most pairs of a run are far from it."""
    if not whole.value:
        return False
    share_of = abs(100 * float(part.value) / float(whole.value))
    room = float(part.slack / part.value + whole.slack / whole.value) if part.value else 1.0
    return abs(share_of - float(told.value)) <= 1.2 * share_of * abs(room) + 2.1 * float(told.slack) + 1e-9


def _misfit(one: Share, wholes: Sequence[Figure], agreed: Sequence[Figure]) -> Finding | None:
    """The contradiction of a share with its whole; None where it may as well be of another whole.

    `agreed`: wholes that other shares of the run agree with.
    """
    found = []
    for whole in wholes:
        for part in one.parts[:1]:
            if part.start == whole.start or parse_unit(part.unit) != parse_unit(whole.unit) or 0 in whole.interval:
                continue
            if part.period != whole.period or not _same_words(one.part, content(part.name)):
                continue
            finding = _finding(one, part, whole)
            implied = 100 * part.value / whole.value
            right = one.figure.edited(round(implied, one.figure.decimals), one.figure.decimals)
            near = abs(implied - one.figure.value) <= _NEAR * one.figure.value
            slipped = slip_between(one.figure, right, short=whole in agreed)
            if finding.verdict is Verdict.CONTRADICTION and (near or slipped):
                found.append(finding)
    return found[0] if len(found) == 1 else None


def _same_words(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and (one <= other or other <= one)


def _finding(one: Share, part: Figure, whole: Figure) -> Finding:
    values = {"part": part, "whole": whole, "share": one.figure}
    return relate("share", (part, whole, one.figure), share, values)


def _structure(sheet: Sheet, run: Sequence[Share]) -> Iterator[Finding]:
    """Three or more shares of one whole that are meant to be all of it."""
    members = [one for one in run if one.result.parent == run[0].result.parent]
    if len(members) < 3 or any(one.result.period != members[0].result.period for one in members):
        return
    start, end = members[0].result.start, members[-1].result.end
    head = shadow(sheet.text[max(0, start - 200) : start])
    said = bool(_STRUCTURE.search(head)) or bool(_REST.match(shadow(members[-1].result.indicator)))
    figures = [one.figure for one in members]
    summed = total(figure.interval for figure in figures)
    if abs(summed.middle - 100) > _ABOUT_ALL:
        return
    hundred = replace(
        figures[-1], value=Fraction(100), slack=Fraction(0), decimals=0, name="100%", start=start, end=end
    )
    finding = relate("shares-of-one-whole", (*figures, hundred), added, {"low": summed.low, "high": summed.high})
    if finding.verdict is Verdict.CONTRADICTION and not said and summed.high < 100:
        return
    yield replace(finding, start=start, end=end, given=frozenset({len(figures)}))


_OUT_OF = pattern(r"(?<!\w)trong (?:tổng )?(?:số )?([0-9]{1,4}) (?=\w)")


def counted_out(sheet: Sheet) -> Iterator[Finding]:
    """ "Trong 11 nhóm, 07 nhóm tăng, 03 nhóm giảm": the counts of a sentence are no more than what they are out of."""
    folded = shadow(sheet.text)
    results = [one for one in sheet.facts.results if _level(one) and not one.duplicate]
    at = 0
    for match in _OUT_OF.finditer(folded):
        stop = next(
            (found for mark in (". ", ".\n", "\n") if (found := folded.find(mark, match.end())) > 0), len(folded)
        )
        while at < len(results) and results[at].start < match.end():
            at += 1
        members = []
        for one in results[at : at + 8]:
            if one.start >= stop:
                break
            if (
                one.unit
                and folded.startswith(shadow(one.unit), match.end())
                and same_dimension(parse_unit(one.unit), parse_unit(one.unit))
            ):
                members.append(one)
        figures = [figure for one in members if (figure := sheet.of(one)) is not None]
        if len(figures) < 2 or len(figures) < len(members) or any(figure.slack for figure in figures):
            continue
        whole = replace(
            figures[0], value=Fraction(int(match[1])), start=match.start(1), end=match.end(1),
            name=" ".join(sheet.text[match.start() : figures[0].start].split())[:80],
        )  # fmt: skip
        values = {"whole": whole.name, "total": whole, "count": len(figures)}
        finding = relate("parts-and-total", (*figures, whole), added, values, (match.start(), figures[-1].end))
        summed = sum(figure.value for figure in figures)
        if finding.verdict is Verdict.CONTRADICTION and (
            summed < whole.value or summed > whole.value * (1 + 5 * _NEAR)
        ):
            finding = finding.uncertain()
        yield finding
