"""Names that are those of places."""

from __future__ import annotations

import pytest

from lotrinh.extraction.results.place_names import is_place


@pytest.mark.parametrize(
    ("name", "place"), [("Ninh Bình", True), ("huyện Ân Thi", True), ("Ngô", False), ("Thu nội địa", False)]
)
def test_places(name: str, place: bool) -> None:
    assert is_place(name) is place
