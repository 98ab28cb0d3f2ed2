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


def test_a_header_of_two_rows_groups_and_rows_without_a_number() -> None:
    text = """BÁO CÁO
Tiến độ sản xuất vụ đông năm 2024
STT
Chỉ tiêu
ĐVT
TH cùng kỳ 2023
TH trong kỳ
So sánh
%
+,-
I
Trồng trọt
1
Ngô
Ha
8.713,3
8.097,9
92,9
-615,4
Năng suất
tạ/ha
51,3
52,0
101,4
0,7
II
Chăn nuôi
1
Đàn lợn
con
12.500
13.000
104,0
500
2
Đàn bò
con
3.000
2.900
96,7
-100
Các xã tiếp tục chỉ đạo sản xuất.
"""
    found = extract(read_document(text.encode(), "bao-cao.txt")).results
    assert [
        (one.indicator, one.low, one.unit, [(c.base, c.change, c.value, c.unit) for c in one.comparisons])
        for one in found
    ] == [
        ("Ngô", 8097.9, "Ha", [("previous_year", "ratio", 92.9, "%"), ("previous_year", "decrease", 615.4, "Ha")]),
        (
            "Năng suất",
            52,
            "tạ/ha",
            [("previous_year", "ratio", 101.4, "%"), ("previous_year", "increase", 0.7, "tạ/ha")],
        ),
        ("Đàn lợn", 13000, "con", [("previous_year", "ratio", 104, "%"), ("previous_year", "increase", 500, "con")]),
        ("Đàn bò", 2900, "con", [("previous_year", "ratio", 96.7, "%"), ("previous_year", "decrease", 100, "con")]),
    ]


def test_a_row_without_its_last_note_and_numbers_that_do_not_count() -> None:
    cells = ["TT", "Chỉ tiêu", "Đơn vị", "Kế hoạch năm 2022", "Ước thực hiện năm 2022", "Đánh giá"]
    cells += ["1.", "Tốc độ tăng GRDP", "%", "6,5-7", "7,2", "Vượt", "1.", "Tỷ lệ hộ nghèo", "%", "4", "3,5", "Vượt"]
    cells += ["- Trong đó: Vùng cao", "%", "9", "Dưới 8", "1.", "Tỷ lệ che phủ rừng", "%", "41,85", "41,9", "Đạt"]
    document = read_document("\n".join(["BÁO CÁO", "Kết quả năm 2022", *cells]).encode(), "bao-cao.txt")
    assert [len(row) for row in document.tables[0].rows] == [6, 6, 6, 4, 6]
    assert [one.low if one.low is not None else one.high for one in extract(document).results] == [7.2, 3.5, 8, 41.9]


def test_a_row_that_lacks_a_cell_ends_the_table() -> None:
    lines = TABLE.replace("Doanh nghiệp\n150\n600", "Doanh nghiệp\n600").split("\n")
    assert stack_at(lines, lines.index("TT")) is None  # of three rows one is whole


@pytest.mark.parametrize(
    "text", ["TT\nhuyện A\nxã B\n", "STT\n1\n2\n3\n4\n", "TT\n" + "a" * 80 + "\nb\n1\nx\ny\n2\nx\ny\n"]
)
def test_other_lines_are_no_table(text: str) -> None:
    assert stack_at(text.split("\n"), 0) is None
