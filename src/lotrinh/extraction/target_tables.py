"""Tables of targets."""

from __future__ import annotations

from lotrinh.extraction.dues import Dues
from lotrinh.extraction.facts import Target
from lotrinh.extraction.source import Source


def find_table_targets(source: Source, dues: Dues) -> list[Target]:
    """Targets in tables."""
    return []
