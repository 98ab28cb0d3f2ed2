"""A document with everything read from it: text, facts, contradictions. One call for all faces.

Reads: a file. Writes: `Paper`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec

from lotrinh.checking import Verdict, check_document
from lotrinh.checking.engine import AT_READING, CHECKS
from lotrinh.extraction.facts import Facts, Warning
from lotrinh.extraction.pipeline import extract
from lotrinh.reading import Document, ReadingError, read_document, read_documents


@dataclass(frozen=True, slots=True)
class Paper:
    """A document with its facts."""

    document: Document
    facts: Facts


def read_paper(source: Path | str | bytes | BinaryIO, name: str = "", *, thorough: bool = False) -> Paper:
    """Read a file into a document and its facts, as `paper_of` does. Raises `lotrinh.reading.ReadingError`."""
    return paper_of(read_document(source, name), thorough=thorough)


def read_papers(source: Path | str | bytes | BinaryIO, name: str = "") -> Iterator[Paper | ReadingError]:
    """Yield each document of a file with its facts, or why it cannot be read: an e-mail and what is attached."""
    for outcome in read_documents(source, name):
        yield outcome if isinstance(outcome, ReadingError) else paper_of(outcome)


def paper_of(document: Document, *, thorough: bool = False) -> Paper:
    """A document with its facts.

    Contradictions become warnings: those told in one place, or with `thorough` all that `lotrinh.checking` finds.
    """
    facts = extract(document)
    findings = tuple(
        Warning(
            code="inconsistent_figures",
            message={language: finding.sentence(language) for language in ("vi", "en")},
            start=finding.start,
            end=finding.end,
        )
        for finding in check_document(document, facts, CHECKS if thorough else AT_READING)
        if finding.verdict is Verdict.CONTRADICTION
    )
    if findings:
        warnings = sorted((*facts.warnings, *findings), key=lambda w: (w.start, w.end, w.code))
        facts = msgspec.structs.replace(facts, warnings=tuple(warnings))
    return Paper(document, facts)
