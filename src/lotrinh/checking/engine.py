"""All checks of one document, in text order.

Reads: `Facts`, the document's text and tables. Writes: `Finding`s. Linear in the text: figures are only held against
those of their own sentence, group or name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lotrinh.checking.changes import changes, changes_beside
from lotrinh.checking.cumulative import cumulative
from lotrinh.checking.findings import Finding, Verdict
from lotrinh.checking.per_head import per_head
from lotrinh.checking.plans import plans
from lotrinh.checking.plausible import plausible
from lotrinh.checking.printed import Sheet
from lotrinh.checking.repeats import repeats, target_repeats
from lotrinh.checking.shares import counted_out, shares
from lotrinh.checking.tables import tables
from lotrinh.checking.wholes import wholes
from lotrinh.extraction.facts import Facts
from lotrinh.reading.document import Document

Check = Callable[[Sheet], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    changes, wholes, shares, counted_out, plans, per_head, cumulative, repeats, tables, plausible,
)  # fmt: skip
"""All checks of one document."""

AT_READING: tuple[Check, ...] = (changes_beside, target_repeats)
"""Those that take so little time that every reading makes them."""


def findings_of(sheet: Sheet, checks: Sequence[Check] = CHECKS) -> tuple[Finding, ...]:
    """Everything that could be checked in one document, with its verdict."""
    found = (finding for check_one in checks for finding in check_one(sheet))
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, finding.rule)))


def check_document(document: Document, facts: Facts, checks: Sequence[Check] = CHECKS) -> tuple[Finding, ...]:
    """`findings_of` a document that was read."""
    return findings_of(Sheet(facts, document.text, document.tables, document.blocks), checks)


def check(facts: Facts, text: str = "") -> tuple[Finding, ...]:
    """The contradictions of one document. Without its `text`, decimals count as the values show them."""
    return tuple(one for one in findings_of(Sheet(facts, text)) if one.verdict is Verdict.CONTRADICTION)
