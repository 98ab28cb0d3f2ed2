"""A document with everything read from it: text, facts, contradictions. One call for all faces.

Reads: a file. Writes: `Paper`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec

from lotrinh.checking import check
from lotrinh.extraction.facts import Facts, Warning
from lotrinh.extraction.pipeline import extract
from lotrinh.reading import Document, read_document


@dataclass(frozen=True, slots=True)
class Paper:
    """A document with its facts."""

    document: Document
    facts: Facts


def read_paper(source: Path | str | bytes | BinaryIO, name: str = "") -> Paper:
    """Read a file into a document and its facts. Raises `lotrinh.reading.ReadingError`."""
    document = read_document(source, name)
    facts = extract(document)
    findings = tuple(
        Warning(
            code="inconsistent_figures",
            message={language: finding.sentence(language) for language in ("vi", "en")},
            start=finding.start,
            end=finding.end,
        )
        for finding in check(facts)
    )
    if findings:
        warnings = sorted((*facts.warnings, *findings), key=lambda w: (w.start, w.end, w.code))
        facts = msgspec.structs.replace(facts, warnings=tuple(warnings))
    return Paper(document, facts)
