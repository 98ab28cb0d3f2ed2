"""The words of measures: units that stand alone."""

from __future__ import annotations

from lotrinh.extraction.measures.measure_words import is_unit


def test_units_alone() -> None:
    assert is_unit("%") and is_unit("triệu đồng/ha")
    assert not is_unit("GRDP") and not is_unit("R&D")
