"""Checking and series take time in proportion to the text."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from lotrinh.checking import Sheet, findings_of, together
from lotrinh.extraction.pipeline import extract
from lotrinh.reading import read_document
from lotrinh.series import series_of

MONTH = (
    "Thu ngân sách nhà nước xã {0} năm 2024 đạt 2.618 tỷ đồng, giảm 17,19% so với năm trước. Trong đó: "
    "thu nội địa 2.153 tỷ đồng, giảm 23,86%, chiếm tỷ trọng 82,24%; "
    "thuế xuất nhập khẩu 465 tỷ đồng, tăng 39,13%, chiếm tỷ trọng 17,76%.\n"
)


def sheet(paragraphs: int) -> Sheet:
    body = "\n".join(MONTH.format(number) for number in range(paragraphs))
    document = read_document(f"Tình hình kinh tế - xã hội tỉnh năm 2024\n\n{body}".encode(), "x.txt")
    return Sheet(extract(document), document.text, document.tables, document.blocks)


def again(one: Sheet) -> Sheet:
    """The same document, nothing remembered."""
    return Sheet(one.facts, one.text, one.tables, one.blocks)


@pytest.mark.parametrize(
    "work",
    [findings_of, lambda one: together([one, again(one)]), lambda one: series_of([one, again(one)])],
    ids=["one", "together", "series"],
)
def test_twice_the_text_takes_about_twice_the_time(work: Callable[[Sheet], object]) -> None:
    small, large = sheet(60), sheet(120)
    work(again(small))  # caches of units and words are warm

    def best(one: Sheet) -> float:
        times = []
        for _ in range(4):
            fresh, before = again(one), process_time()
            work(fresh)
            times.append(process_time() - before)
        return min(times)

    assert best(large) < 2.9 * best(small) + 0.005
