"""What a stretch of text says, read anew: for an item that a person adds, and for the halves of one that is split."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from lotrinh.living.documents.models import Document
from lotrinh.living.plans.facts import sections_of
from lotrinh.living.review.models import Kind, Proposal, Review
from lotrinh.living.review.opening import PLACE
from lotrinh.papers import read_paper
from lotrinh.reading import ReadingError

Slots = dict[str, Any]

_EMPTY: dict[str, Slots] = {
    Kind.TARGET: {"change": "event", "comparator": None, "low": None, "high": None, "unit": None, "due": None},
    Kind.RESULT: {"change": "level", "comparator": "eq", "low": None, "high": None, "unit": None, "period": None},
    Kind.TASK: {"lead": [], "partners": [], "due": None, "due_kind": "none", "recurrence": None, "deliverable": None},
}
_CONTEXT: dict[str, tuple[str, ...]] = {
    Kind.TARGET: ("due", "from", "agency", "scope"),
    Kind.RESULT: ("period",),
    Kind.TASK: ("lead",),
}
"""Slots that a text by itself seldom tells: taken from the item before it in the same section."""

_CUT = re.compile(r"[;,.:]\s+|\n\s*|\s+(?=và\s)")
_MOST_CUTS = 24


def draft(review: Review, kind: str, start: int, end: int) -> Slots:
    """Slots for the text from `start` to `end`, to be looked at by a person before they are saved."""
    document = review.document
    text = document.text[start:end]
    slots = {**_EMPTY[kind], **(read_alone(text, kind) or {})}
    if kind != Kind.TASK and not slots.get("indicator"):
        slots["indicator"] = " ".join(text.split())[:300]
    slots["section"] = section_at(document, start)
    before = review.proposals.filter(kind=kind, start__lt=start).order_by("-start", "-end").first()
    if before is not None and before.slots.get("section") == slots["section"]:
        for field in _CONTEXT[kind]:
            if not slots.get(field):
                slots[field] = before.slots.get(field)
    return slots


def halves(proposal: Proposal, at: int) -> tuple[tuple[int, int, Slots], tuple[int, int, Slots]]:
    """The two items that `proposal` becomes when its text is cut at `at`. Raises ValueError where a half is empty."""
    text = proposal.review.document.text
    first = _trimmed(text, proposal.start, at)
    second = _trimmed(text, at, proposal.end)
    return (*first, _half(proposal, *first)), (*second, _half(proposal, *second))


def cuts(proposal: Proposal) -> list[int]:
    """Where the text may sensibly be cut: behind marks of punctuation, before "và"."""
    text = proposal.review.document.text
    found = [match.end() for match in _CUT.finditer(text, proposal.start, proposal.end)]
    return [at for at in found if text[proposal.start : at].strip() and text[at : proposal.end].strip()][:_MOST_CUTS]


def read_alone(text: str, kind: str) -> Slots | None:
    """The first fact of a kind that the text tells by itself."""
    try:
        facts = read_paper(text.encode("utf-8", "replace"), "").facts
    except ReadingError:
        return None
    found = {Kind.TARGET: facts.targets, Kind.TASK: facts.tasks, Kind.RESULT: facts.results}[Kind(kind)]
    for fact in found:
        slots: Slots = msgspec.to_builtins(fact)
        return {key: value for key, value in slots.items() if key not in PLACE | {"section", "inherited"}}
    return None


def section_at(document: Document, offset: int) -> str | None:
    """The section that holds a place of the text."""
    sections = sections_of(document.facts).values()
    before = [section for section in sections if section["start"] <= offset]
    return max(before, key=lambda section: section["start"])["id"] if before else None


def _half(proposal: Proposal, start: int, end: int) -> Slots:
    told = read_alone(proposal.review.document.text[start:end], proposal.kind) or {}
    return {**proposal.slots, **{key: value for key, value in told.items() if value not in (None, [], "", "none")}}


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(" \t\n;,.:-–+•"))
    end -= len(piece) - len(piece.rstrip(" \t\n;,:-–"))
    if start >= end:
        raise ValueError("nothing is left of one half")
    return start, end
