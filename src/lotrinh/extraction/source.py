"""Source: everything the extractors of targets, tasks and results look at, made once per document."""

from __future__ import annotations

import msgspec

from lotrinh.extraction.facts import Citation, DocumentInfo
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.structure.sections import Outline


class Source(msgspec.Struct, frozen=True):
    """All offsets are prose offsets. `measures` are in text order; `measures_by_line[i]` is line i's slice."""

    prose: Prose
    outline: Outline
    info: DocumentInfo
    citations: tuple[Citation, ...]
    measures: tuple[Measure, ...]
    measures_by_line: dict[int, tuple[Measure, ...]]
