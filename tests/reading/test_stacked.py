"""Tables whose cells stand one to a line."""

from __future__ import annotations

import pytest

from lotrinh.extraction.facts import Target
from lotrinh.extraction.pipeline import extract
from lotrinh.reading import read_document
from lotrinh.reading.stacked import stack_at

TABLE = """PHỤ LỤC
CHỈ TIÊU CHỦ YẾU ĐẾN NĂM 2030
TT
Chỉ tiêu
Đơn vị tính
Năm 2025
Năm 2030
Đơn vị chủ trì
1
Tỷ lệ hồ sơ giải quyết trực tuyến
%
70
90
Văn phòng UBND tỉnh
2
Số doanh nghiệp số
Doanh nghiệp
150
600
Sở Khoa học và Công nghệ
3
Tỷ lệ dân số có chữ ký số cá nhân
%
20
70
Sở Khoa học và Công nghệ
Các đơn vị chủ trì báo cáo kết quả trước ngày 15 tháng 12 hằng năm.
"""


def goals(text: str) -> list[Target]:
    return list(extract(read_document(text.encode(), "phu-luc.txt")).targets)


@pytest.mark.parametrize("text", [TABLE, TABLE.replace("\n", "\n\n")], ids=["one below the other", "with blank lines"])
def test_every_row_is_a_target_of_its_agency(text: str) -> None:
    found = [(one.indicator, one.low, one.unit, one.due, one.agency) for one in goals(text)]
    assert found == [
        ("Tỷ lệ hồ sơ giải quyết trực tuyến", 90, "%", 2030, "Văn phòng UBND tỉnh"),
        ("Số doanh nghiệp số", 600, "Doanh nghiệp", 2030, "Sở Khoa học và Công nghệ"),
        ("Tỷ lệ dân số có chữ ký số cá nhân", 70, "%", 2030, "Sở Khoa học và Công nghệ"),
    ]


def test_what_follows_the_last_row_is_running_text() -> None:
    document = read_document(TABLE.encode(), "phu-luc.txt")
    (table,) = document.tables
    assert document.text[table.start : table.end].startswith("TT\n")
    assert document.text[table.end :].strip().startswith("Các đơn vị chủ trì")
    assert [notice.code for notice in document.notices] == ["tables_flattened"]


def test_a_row_that_lacks_a_cell_ends_the_table() -> None:
    lines = TABLE.replace("Doanh nghiệp\n150\n600", "Doanh nghiệp\n600").split("\n")
    assert stack_at(lines, lines.index("TT")) is None  # of three rows one is whole


@pytest.mark.parametrize(
    "text", ["TT\nhuyện A\nxã B\n", "STT\n1\n2\n3\n4\n", "TT\n" + "a" * 80 + "\nb\n1\nx\ny\n2\nx\ny\n"]
)
def test_other_lines_are_no_table(text: str) -> None:
    assert stack_at(text.split("\n"), 0) is None
