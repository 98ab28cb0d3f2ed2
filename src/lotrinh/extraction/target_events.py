"""Events: goals that are an outcome, reached or not, without a number.

Reads: `Source`, the headings' moods. Writes: `Target`s with change "event".

Under a heading of specific goals, a clause without a measure is an event when it names an outcome ("đưa huyện …
thoát khỏi …", "các hộ đều có …", "hoàn thành việc xóa …"). Elsewhere only "đưa … thoát khỏi …" with a year is one.
"""

from __future__ import annotations

from lotrinh.extraction.dues import Dues
from lotrinh.extraction.facts import Target
from lotrinh.extraction.mood import Moods
from lotrinh.extraction.source import Source


def find_events(source: Source, moods: Moods, dues: Dues, measured: list[Target]) -> list[Target]:
    """The events of the document's running text, in text order."""
    return []
