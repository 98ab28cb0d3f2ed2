"""Facts tied to the document: offsets in its text, places in its file, doubts of its recognition.

Reads: facts in offsets of the prose, the document. Writes: the same facts in offsets of `Document.text`, those of a
repeated passage marked, those of a scan with the reasons that recognition gives.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from msgspec import UNSET
from msgspec.structs import replace

from lotrinh.extraction.facts import Fact
from lotrinh.extraction.prose import Prose
from lotrinh.reading.document import Document
from lotrinh.reading.duplicates import Copies
from lotrinh.reading.provenance import confidence_of, spots_of

AnyFact = TypeVar("AnyFact", bound=Fact)
_DOUBTFUL_WORD = 0.6  # words that recognition is less sure of are often wrong
_DOUBTFUL_NUMBER = 0.88  # a digit has no neighbours that would betray it


class Grounding:
    """Ties facts to one document."""

    def __init__(self, document: Document, prose: Prose, copies: Copies) -> None:
        self._document = document
        self._prose = prose
        self._copies = copies
        self._has_places = any(
            place.page or place.paragraph or place.sheet or place.part or place.source_offset is not None
            for place in document.places[:1]
        )
        self._is_recognised = any(notice.code == "ocr_used" for notice in document.notices)

    def of(self, facts: Iterable[AnyFact]) -> tuple[AnyFact, ...]:
        """The facts, grounded."""
        return tuple(self.one(fact) for fact in facts)

    def one(self, fact: AnyFact) -> AnyFact:
        """One fact, grounded."""
        start, end = self._prose.raw_offsets(fact.start, fact.end)
        twice = fact.duplicate or self._copies.hold(start, end)
        if not self._has_places:
            return replace(fact, start=start, end=end, duplicate=twice)
        places = spots_of(self._document, start, end) or UNSET
        reasons = fact.reasons
        if self._is_recognised and self._is_doubtful(start, end):
            reasons = (*reasons, "recognition_doubtful")
        return replace(fact, start=start, end=end, duplicate=twice, places=places, reasons=reasons)

    def _is_doubtful(self, start: int, end: int) -> bool:
        document = self._document
        return (
            confidence_of(document, start, end) < _DOUBTFUL_WORD
            or confidence_of(document, start, end, digits=True) < _DOUBTFUL_NUMBER
        )
