"""Values of cells: a bare number is one, other words make it none."""

from __future__ import annotations

import pytest

from lotrinh.extraction.measures.cell_values import measure_of
from lotrinh.extraction.prose import prose_of
from lotrinh.reading import read_document


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("375", ("eq", 375, 375)),
        ("≥ 30", ("ge", 30, None)),
        ("8 - 10", ("range", 8, 10)),
        ("Trên 6,5", ("gt", 6.5, None)),
        ("-4,13", ("eq", -4.13, -4.13)),
        ("90 trở lên", ("ge", 90, None)),
    ],
)
def test_cell(cell: str, expected: tuple[str, float | None, float | None]) -> None:
    page = prose_of(read_document(cell.encode(), "text.txt"))
    measure = measure_of(page, 0, len(page.text), 0)
    assert measure is not None
    assert (measure.comparator, measure.low, measure.high) == expected


def test_cell_with_other_words_is_none() -> None:
    page = prose_of(read_document("Quyết định số 12".encode(), "text.txt"))
    assert measure_of(page, 0, len(page.text), 0) is None
