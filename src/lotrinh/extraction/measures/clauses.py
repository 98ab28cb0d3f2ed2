"""Clauses: which stretch of a line each measure stands in.

Reads: text and shadow of one line, its measures. Writes: one `Place` per measure: its clause (ended by ";", by the
end of a sentence or by the bracket around it), where the words before it may begin and the words behind it must end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from lotrinh.extraction.measures.measure import Measure


class Place(msgspec.Struct, frozen=True, gc=False):
    """Offsets of one measure's surroundings: ``clause[0] <= floor <= head``, ``tail <= limit <= clause[1]``.

    `before`: index of the measure before it in the same clause (-1: none). `bracket`: index of the measure that the
    bracket around this one follows (-1: not in a bracket). `sentence`: where its sentence starts.
    """

    clause: tuple[int, int]
    floor: int
    limit: int
    before: int
    bracket: int
    sentence: int


class _Clause(msgspec.Struct, gc=False):
    """A clause being read. `start`, `floor`: see `Place`; `members`: the measures in it; `last`: the latest."""

    start: int
    sentence: int
    floor: int = 0
    bracket: int = -1
    last: int = -1
    members: list[int] = []


class _Draft(msgspec.Struct, gc=False):
    """A place being found; `limit` 0: not yet known."""

    clause: _Clause
    floor: int
    before: int
    end: int = 0
    limit: int = 0


_BREAK = re.compile(r"[;().…?!](?:(?<=[;()])|(?= |$)|(?<=[.…])(?=\n))")
_ABBREVIATION = re.compile(r"\b(?:tp|tx|tt|th|ts|gs|pgs|bs|ths|ks|st|no|[^\W\d_])$")
_DEEPEST = 4  # brackets in brackets


def places_of(text: str, shadow: str, start: int, end: int, measures: Sequence[Measure]) -> list[Place]:
    """The place of every measure of a line (``text[start:end]``), in their order."""
    reader = _Reader(measures, start)
    for found in _BREAK.finditer(shadow, start, end):
        at, mark = found.start(), found[0]
        if reader.drafts and at < measures[len(reader.drafts) - 1].tail:
            continue  # the bracket of "đô la Mỹ (USD)"
        reader.take(at)
        if mark == "(":
            reader.open_bracket(at)
        elif mark == ")":
            reader.close_bracket(at)
        elif mark == ";":
            reader.next_clause(at)
        elif _ends_sentence(text, shadow, at, end):
            reader.next_sentence(at)
    reader.take(end)
    while reader.open:
        reader.close(end)
    return [
        Place((draft.clause.start, draft.end), draft.floor, draft.limit, draft.before, draft.clause.bracket,
              draft.clause.sentence)
        for draft in reader.drafts
    ]  # fmt: skip


class _Reader:
    """The open clauses of a line (the innermost last) and the places found so far."""

    def __init__(self, measures: Sequence[Measure], start: int) -> None:
        self.measures = measures
        self.open = [_Clause(start, start)]
        self.drafts: list[_Draft] = []

    def take(self, until: int) -> None:
        """Give the measures before `until` to the innermost clause."""
        while len(self.drafts) < len(self.measures) and self.measures[len(self.drafts)].head < until:
            index, clause = len(self.drafts), self.open[-1]
            if clause.last >= 0 and not self.drafts[clause.last].limit:
                self.drafts[clause.last].limit = self.measures[index].head
            self.drafts.append(_Draft(clause, max(clause.floor, clause.start), clause.last))
            clause.floor, clause.last = max(clause.floor, self.measures[index].tail), index
            clause.members.append(index)

    def close(self, at: int) -> _Clause:
        """End the innermost clause."""
        clause = self.open.pop()
        for index in clause.members:
            draft = self.drafts[index]
            draft.end, draft.limit = at, min(draft.limit or at, at)
        return clause

    def open_bracket(self, at: int) -> None:
        """Begin a clause inside a bracket."""
        if len(self.open) < _DEEPEST:
            self.open.append(_Clause(at + 1, self.open[-1].sentence, bracket=self.open[-1].last))

    def close_bracket(self, at: int) -> None:
        """End a bracket; the words around it do not reach over a bracket with measures of its own."""
        if len(self.open) < 2:
            return
        inner, outer = self.close(at), self.open[-1]
        if inner.members:
            outer.floor = max(outer.floor, at + 1)
            if outer.last >= 0 and not self.drafts[outer.last].limit:
                self.drafts[outer.last].limit = inner.start - 1

    def next_clause(self, at: int) -> None:
        """A semicolon ends the clause at its own depth."""
        ended = self.close(at)
        self.open.append(_Clause(at + 1, ended.sentence, bracket=ended.bracket))

    def next_sentence(self, at: int) -> None:
        """A full stop ends all open clauses."""
        while self.open:
            self.close(at)
        self.open.append(_Clause(at + 1, at + 1))


def _ends_sentence(text: str, shadow: str, at: int, end: int) -> bool:
    after = at + 1
    while after < end and shadow[after] in ' "-(':
        after += 1
    if after < end and not (text[after].isupper() or text[after].isdigit()):
        return False
    return shadow[at] != "." or after >= end or _ABBREVIATION.search(shadow, max(0, at - 4), at) is None
