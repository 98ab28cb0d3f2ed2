"""Clauses: which stretch of a line each measure stands in.

Reads: text and shadow of one line, its measures. Writes: one `Place` per measure: its clause (ended by ";", by the
end of a sentence or by the bracket around it), where the words before it may begin and the words after it must end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from lotrinh.extraction.quantities import Measure


class Place(msgspec.Struct, frozen=True, gc=False):
    """Offsets of one measure's surroundings: ``clause[0] <= floor <= measure.head``, ``measure.tail <= limit <= clause[1]``.

    `before`: index of the measure before it in the same clause (-1: none). `bracket`: index of the measure that the
    bracket around this one follows (-1: not in a bracket). `sentence`: where its sentence starts.
    """

    clause: tuple[int, int]
    floor: int
    limit: int
    before: int
    bracket: int
    sentence: int


class _Open(msgspec.Struct):
    """A clause being read."""

    start: int
    floor: int
    sentence: int
    last: int = -1
    bracket: int = -1
    members: list[int] = []


_BREAK = re.compile(r"[;()]|[.…](?= |\n|$)|[?!](?= |$)")
_ABBREVIATION = re.compile(r"\b(?:tp|tx|tt|th|ts|gs|pgs|bs|ths|ks|st|no|[^\W\d_])$")


def places_of(text: str, shadow: str, start: int, end: int, measures: Sequence[Measure]) -> list[Place]:
    """The place of every measure of a line (``text[start:end]``), in their order."""
    opened = [_Open(start, start, start)]
    rows: list[list[int]] = [[0, 0, 0, 0, -1, -1, start] for _ in measures]
    upcoming = 0

    def close(at: int) -> _Open:
        clause = opened.pop()
        for index in clause.members:
            rows[index][0], rows[index][1] = clause.start, at
            rows[index][3] = min(rows[index][3], at) if rows[index][3] else at
        return clause

    def take(until: int) -> None:
        nonlocal upcoming
        while upcoming < len(measures) and measures[upcoming].head < until:
            clause, measure = opened[-1], measures[upcoming]
            row = rows[upcoming]
            row[2], row[4], row[5], row[6] = (
                max(clause.floor, clause.start),
                clause.last,
                clause.bracket,
                clause.sentence,
            )
            if clause.last >= 0:
                row[2] = max(row[2], measures[clause.last].tail)
                if not rows[clause.last][3]:
                    rows[clause.last][3] = measure.head
            clause.last, clause.floor = upcoming, max(clause.floor, measure.tail)
            clause.members = [*clause.members, upcoming]
            upcoming += 1

    for found in _BREAK.finditer(shadow, start, end):
        at, mark = found.start(), found[0]
        if upcoming and at < measures[upcoming - 1].tail:
            continue  # the bracket of "đô la Mỹ (USD)"
        take(at)
        if mark == "(":
            if len(opened) < 4:
                opened.append(_Open(at + 1, at + 1, opened[-1].sentence, bracket=opened[-1].last))
        elif mark == ")":
            if len(opened) > 1:
                inner = close(at)
                if inner.members:
                    outer = opened[-1]
                    outer.floor = max(outer.floor, at + 1)
                    if outer.last >= 0 and not rows[outer.last][3]:
                        rows[outer.last][3] = inner.start - 1
        elif mark == ";" or _ends_sentence(text, shadow, at, end):
            sentence = opened[0].sentence if mark == ";" else at + 1
            inside = opened[-1] if mark == ";" and len(opened) > 1 else None
            bracket = inside.bracket if inside else -1
            if inside:
                close(at)
            else:
                while opened:
                    close(at)
            opened.append(_Open(at + 1, at + 1, sentence, bracket=bracket))
    take(end)
    while opened:
        close(end)
    return [Place((row[0], row[1]), row[2], row[3], row[4], row[5], row[6]) for row in rows]


def _ends_sentence(text: str, shadow: str, at: int, end: int) -> bool:
    after = at + 1
    while after < end and shadow[after] in ' "-':
        after += 1
    if after < end and not (text[after].isupper() or text[after].isdigit()):
        return False
    return shadow[at] != "." or _ABBREVIATION.search(shadow, max(0, at - 4), at) is None or after >= end
