"""How a document stands to each one it cites: by the words before the citation (data/relations.toml).

Reads: a text, its blocks, its citations in order. Writes: a relation for each citation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from enum import StrEnum
from functools import cache

import msgspec

from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.rules import lexicon

_OPENING = 1_500  # characters of a text without headings that count as its opening
_FAR = 200  # characters before a citation that are looked at
_JOINED = re.compile(r"(?:[,;]|\bvà)\s*$")
_NAMED_AGAIN = re.compile(r"\([^()]{0,30}gọi [^()]{0,20}$")
_COORDINATED = ("và", ",", ";", "đồng thời")
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[^\W\d_a-zđ])")


class Relation(StrEnum):
    """How a document stands to one it cites."""

    GROUND = "ground"  # căn cứ
    CARRIES_OUT = "carries_out"  # thực hiện
    AMENDS = "amends"  # sửa đổi, bổ sung
    REPLACES = "replaces"  # thay thế
    ISSUED_WITH = "issued_with"  # ban hành kèm theo
    MENTIONS = "mentions"


_CHANGES = frozenset({Relation.AMENDS, Relation.REPLACES})


class Cue(msgspec.Struct, frozen=True):
    """A phrase that tells a relation."""

    phrase: str
    relation: Relation
    reach: int
    opening: bool


class Stands(msgspec.Struct, frozen=True):
    """The relation to one citation. `through`: index of the citation that carries this one out, None: directly."""

    relation: Relation
    through: int | None = None


@cache
def cues() -> tuple[Cue, ...]:
    """All phrases."""
    return tuple(
        Cue(shadow(phrase), Relation(relation), entry["reach"], where == "opening")
        for relation, entry in lexicon("relations").items()
        for where in ("before", "opening")
        for phrase in entry.get(where, ())
    )


def relations(
    text: str, low: str, blocks: Sequence[tuple[int, int]], citations: Sequence[tuple[int, int]], opening: int | None
) -> list[Stands]:
    """The relation of each citation (start, end), in the order of the text. `low`: its shadow.

    `opening`: where the first heading stands; None: there is none.
    """
    limit = _OPENING if opening is None else opening
    starts = [start for start, _ in blocks]
    found: list[Stands] = []
    last = -1  # the citation before, that is not only named again in a bracket: "(gọi tắt là Nghị quyết số 5)"
    for index, (start, _) in enumerate(citations):
        block = max(0, bisect_right(starts, start) - 1)
        floor = blocks[block][0] if blocks else 0
        before = citations[index - 1][1] if index else -1
        same_block = before > floor
        between = low[max(before, floor, start - _FAR) : start]
        ends = [end.end() for end in _SENTENCE_END.finditer(text, max(before, floor, start - _FAR), start)]
        clause = low[ends[-1] : start] if ends else between
        near = same_block and not ends
        if near and _NAMED_AGAIN.search(clause):
            found.append(Stands(Relation.MENTIONS))
            continue
        found.append(_stands(clause, start < limit, found[last] if near else None, last))
        last = index
    return found


def _stands(clause: str, opens: bool, previous: Stands | None, index: int) -> Stands:
    """`previous`: the relation of the citation before in the same sentence, whose number is `index`."""
    at, cue = _nearest(clause, opens)
    if cue is None:
        joined = previous is not None and _JOINED.search(clause.rstrip()) is not None
        return previous if joined and previous is not None else Stands(Relation.MENTIONS)
    if previous is None or cue.relation in (Relation.GROUND, Relation.ISSUED_WITH):
        return Stands(cue.relation)
    if previous.relation is Relation.GROUND:
        return previous  # what stands in the name of a ground says nothing of this document
    if cue.relation is Relation.CARRIES_OUT:
        return Stands(cue.relation, index)
    if previous.relation in _CHANGES and clause[:at].rstrip().endswith(_COORDINATED):
        return Stands(cue.relation)  # "thay thế Quyết định số 1 và bãi bỏ Quyết định số 2"
    return Stands(Relation.MENTIONS)  # one cited document amends or replaces another


def _nearest(clause: str, opens: bool) -> tuple[int, Cue | None]:
    """The phrase that decides, and where it begins in `clause`."""
    best: tuple[int, int] = (-1, 0)
    chosen = None
    for cue in cues():
        if cue.opening and not opens:
            continue
        at = clause.rfind(cue.phrase)
        if at < 0 or len(clause) - at - len(cue.phrase) > cue.reach:
            continue
        place = (at + len(cue.phrase), len(cue.phrase))
        if place > best:
            best, chosen = place, cue
    return best[0] - best[1], chosen
