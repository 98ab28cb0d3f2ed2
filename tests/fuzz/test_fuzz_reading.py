"""A short run of the fuzz target, so that it keeps working."""

from __future__ import annotations

from tests.fuzz.fuzz_reading import SEEDS, search
from tests.reading.builders import docx, p, pdf, table, tc, text


def test_a_short_search_finds_nothing() -> None:
    made = (docx(p("Kế hoạch") + table([tc("a"), tc("b")])), pdf(text(80, 700, "Kế hoạch")))
    assert search((*SEEDS, *made), seconds=1.0, seed=2026).total() > 50
