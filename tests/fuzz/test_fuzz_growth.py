"""Lines repeated a thousand times are read, and those whose time once grew with the square read in step."""

from __future__ import annotations

import pytest

from lotrinh.extraction.pipeline import extract
from lotrinh.reading import read_document
from tests.fuzz.fuzz_growth import example_lines, repeated
from tests.growth import assert_linear

_SHARES = 8

ONCE_SLOW = [
    "- Thời gian hoàn thành: Quý IV/2026;",
    "- Cơ quan phối hợp: Sở Y tế; UBND các phường.",
    "Thu đủ các khoản phí năm 2026; tăng thu ngân sách (phấn đấu vượt dự toán được giao).",
    "CỦA CHÍNH PHỦ SỐ 47/2003/NĐ-CP NGÀY 12 THÁNG 5 NĂM 2003",
    "Các đơn vị:",
    "Theo Luật, năm nay là:",
]


@pytest.mark.parametrize("share", range(_SHARES))
def test_repeated_examples_are_read(share: int) -> None:
    for line in example_lines()[share::_SHARES]:
        extract(read_document(repeated(line, 8_000), "repeated.txt"))


@pytest.mark.parametrize("between", [" ", "\n"])
@pytest.mark.parametrize("line", ONCE_SLOW)
def test_time_grows_with_the_text(line: str, between: str) -> None:
    assert_linear(lambda size: extract(read_document(repeated(line, size, between), "repeated.txt")), 5_000)
