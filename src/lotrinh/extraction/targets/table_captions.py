"""Captions: what the lines above a table say of all its values.

Reads: the lines between the table and the text before it. Writes: `Caption`: their words, the unit and the year that
hold where no column tells.
"""

from __future__ import annotations

from typing import NamedTuple

from lotrinh.extraction.language.horizons import Horizon, horizons_in
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.measure_words import is_unit
from lotrinh.extraction.source import Source
from lotrinh.extraction.structure.captions import lines_above
from lotrinh.extraction.targets.dues import furthest
from lotrinh.reading.document import Table


class Caption(NamedTuple):
    """The shadow text of the lines above a table, the unit and the year they set."""

    text: str = ""
    unit: str | None = None
    horizon: Horizon | None = None


_UNIT = pattern(r"(?:^|[\n(])[ *_]*(?:đơn vị(?: tính)?|đvt) ?: ?(?P<unit>[^\n)]{1,40})")


def caption_of(source: Source, table: Table) -> Caption:
    """The caption of a table; empty when running text stands right above it."""
    prose = source.prose
    above = lines_above(prose, table)
    if above is None:
        return Caption()
    start, end = above
    text = prose.shadow[start:end]
    told = _UNIT.search(text)
    unit = prose.text[start + told.start("unit") : start + told.end("unit")].strip(" .;,*_") if told else None
    return Caption(
        text, unit if unit and is_unit(unit) else None, furthest(horizons_in(text, 0, len(text), named=True))
    )
