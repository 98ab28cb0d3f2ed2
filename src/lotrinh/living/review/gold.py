"""Reviewed facts as examples for later reading: one JSON record a line, in the form of the hand annotations.

Reads: a review. Writes: JSON lines: the document, its citations as read, every accepted proposal as people left it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lotrinh.living.review.models import Review, Standing

_SKIPPED = frozenset({"inherited", "amends", "indicator_id", "vintage", "due_text", "section"})


def lines(review: Review) -> Iterator[str]:
    """The records in the order of the text, each with its quotation and offsets."""
    document = review.document
    facts: dict[str, Any] = document.facts or {}
    told = facts.get("document", {})
    identity = {key: told.get(key) for key in ("kind", "number", "issuer", "date", "signer", "title")}
    yield _line({"type": "document", "file": document.name, "region": None, **identity})
    seen: dict[str, int] = {}
    for record in sorted(_records(review), key=lambda one: (one["start"], one["end"])):
        quote = document.text[record["start"] : record["end"]]
        seen[quote] = seen.get(quote, 0) + 1
        kind, start, end = record.pop("type"), record.pop("start"), record.pop("end")
        yield _line({"type": kind, "quote": quote, "nth": seen[quote], **record, "start": start, "end": end})


def _records(review: Review) -> Iterator[dict[str, Any]]:
    for citation in (review.document.facts or {}).get("citations", ()):
        if not citation["duplicate"]:
            kept = ("kind", "number", "date", "issuer", "name", "year", "start", "end")
            yield {"type": "citation", **{key: citation[key] for key in kept if citation.get(key) is not None}}
    for proposal in review.proposals.filter(standing=Standing.ACCEPTED):
        slots = {key: value for key, value in proposal.slots.items() if key not in _SKIPPED}
        corrected = {"corrected": True} if proposal.read is None or proposal.corrected else {}
        yield {"type": proposal.kind, **slots, **corrected, "start": proposal.start, "end": proposal.end}


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"
