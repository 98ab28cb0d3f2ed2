"""Weighing: which facts are told to be doubtful, from how much each of their doubts counts.

Reads: facts of one kind and the codes of their doubts, `data/doubt_points.toml`. Writes: the same facts; `reasons` are
the codes, the heaviest first, where they count enough together, else none.

A reader has time for one record in seven. A doubt that was found to mean little alone is told beside another only, and
a text most of whose records are doubtful counts against the rest: one period that was taken wrongly is wrong in every
figure of the page. What the doubts count was measured on annotated documents; `python -m tools.doubts` remeasures it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TypeVar

from msgspec.structs import replace

from lotrinh.extraction.facts import Fact
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.source import Source

AnyFact = TypeVar("AnyFact", bound=Fact)
Points = Mapping[str, Mapping[str, int]]  # kind → code → how much it counts

ENOUGH = 2  # points from which a fact's doubts are told; also what a code counts that the table does not name
COMPANY = "most_doubted"
_FEWEST = 3  # facts: of fewer, a share tells nothing
_MOST = 0.6  # share of a text's facts
_BROKEN = 0.12  # share of a text's lines that go on in small letters
_SMALL = 10


@cache
def doubt_points() -> Points:
    """How much each doubt counts, by kind of fact.

    >>> doubt_points()["result"]["day_in_paragraph"]
    1
    """
    return {
        kind: {code: entry["points"] for code, entry in codes.items()}
        for kind, codes in lexicon("doubt_points").items()
    }


def weighed(
    kind: str,
    facts: tuple[AnyFact, ...],
    codes_of: Callable[[AnyFact], Iterable[str]],
    points: Points,
) -> tuple[AnyFact, ...]:
    """The facts of one `kind` with the doubts that are told of them. `codes_of`: all doubts of a fact."""
    counts = points.get(kind, {})
    codes = [tuple(dict.fromkeys(codes_of(fact))) for fact in facts]
    totals = [sum(counts.get(code, ENOUGH) for code in own) if own else 0 for own in codes]
    doubtful = sum(total >= ENOUGH for total in totals)
    company = counts.get(COMPANY, 0) if len(facts) >= _FEWEST and doubtful >= _MOST * len(facts) else 0
    found = []
    for fact, own, total in zip(facts, codes, totals, strict=True):
        if total < ENOUGH:
            own = (*own, COMPANY) if total and total + company >= ENOUGH else ()
        told = own if len(own) < 2 else tuple(sorted(own, key=lambda code: -counts.get(code, ENOUGH)))
        found.append(fact if told == fact.reasons else replace(fact, reasons=told))
    return tuple(found)


def is_small(low: float | None, high: float | None) -> bool:
    """Whether a value is one of the few that texts also tell in passing: "02 lớp".

    >>> is_small(2, 2), is_small(2, None), is_small(2.5, 2.5)
    (True, False, False)
    """
    return low is not None and low == high and low < _SMALL and low % 1 == 0


def is_piece(source: Source) -> bool:
    """Whether the text seems a piece cut out of a document: no date, and lines that begin within sentences."""
    if source.info.date is not None:
        return False
    text, markers = source.prose.text, source.outline.markers
    lines = [line for line in source.prose.lines if line.end > line.start]
    return sum(text[line.start].islower() and markers[line.index] is None for line in lines) > _BROKEN * len(lines)
