"""What two documents of one chain tell differently: a target, or a plan and the share of it that was reached.

Reads: facts of documents. Writes: pairs of statements that cannot both hold, found by `lotrinh.checking`. Rounding is
no contradiction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from lotrinh.checking import Figure, Finding, Sheet, Verdict, together
from lotrinh.extraction.facts import Facts
from lotrinh.living.documents.models import Document
from lotrinh.living.documents.told import tell

MOST = 6  # documents that one is held against
_KINDS = ("target", "result")


@dataclass(frozen=True)
class Contradiction:
    """Here `start`-`end` says `told`; `other` says `other_told` at `other_start`-`other_end`."""

    told: str
    start: int
    end: int
    other: Document
    other_told: str
    other_start: int
    other_end: int


def contradictions(document: Document, others: Iterable[Document]) -> list[Contradiction]:
    """What `document` and the others, which it cites or which cite it, say of one thing, apart."""
    beside = {str(other.pk): other for other in others if other.facts}
    if not document.facts or not beside:
        return []
    own = str(document.pk)
    sheets = [_sheet(own, document), *(_sheet(key, other) for key, other in beside.items())]
    found = []
    for finding in together(sheets, related=True):
        if finding.verdict in (Verdict.CONTRADICTION, Verdict.FLAG) and (sides := _sides(finding, own)):
            here, there = sides
            mine, theirs = _fact(document, here), _fact(beside[there.document], there)
            if mine is not None and theirs is not None:
                found.append(_contradiction(mine, beside[there.document], theirs))
    return found


def _sheet(key: str, document: Document) -> Sheet:
    facts = msgspec.convert({**(document.facts or {}), "file": key}, Facts)
    return Sheet(msgspec.structs.replace(facts, citations=(), sections=()))


def _sides(finding: Finding, own: str) -> tuple[Figure, Figure] | None:
    """The figure of this document and that of the other; None for what two others say."""
    here = next((figure for figure in finding.figures if figure.document == own), None)
    there = next((figure for figure in finding.figures if figure.document != own), None)
    return None if here is None or there is None else (here, there)


def _fact(document: Document, figure: Figure) -> tuple[str, Mapping[str, Any]] | None:
    """The target or result that a figure is of, with its kind."""
    for kind in _KINDS:
        facts: Sequence[Mapping[str, Any]] = (document.facts or {}).get(f"{kind}s", ())
        for fact in facts:
            if fact["start"] <= figure.start and figure.end <= fact["end"] and fact["indicator"] == figure.name:
                return kind, fact
    return None


def _contradiction(
    mine: tuple[str, Mapping[str, Any]], other: Document, theirs: tuple[str, Mapping[str, Any]]
) -> Contradiction:
    return Contradiction(
        tell(*mine).line, mine[1]["start"], mine[1]["end"], other, tell(*theirs).line,
        theirs[1]["start"], theirs[1]["end"],
    )  # fmt: skip
