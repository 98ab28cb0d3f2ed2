"""Where the tables of a sheet begin and end."""

from __future__ import annotations

import pytest

from lotrinh.reading import BlockKind, Document
from lotrinh.reading.compose import compose
from lotrinh.reading.sheets.headers import header_rows, is_header, is_numbering, stands_below
from lotrinh.reading.sheets.layout import content_of
from lotrinh.reading.sheets.model import Merge, Sheet, Shown, address, place_of

# The headers that offices use for targets, tasks, results and incoming documents.
HEADERS = (
    "STT | Chỉ tiêu | Mức phấn đấu | Đơn vị chủ trì theo dõi | Đơn vị phối hợp | Nguồn số liệu/minh chứng | Thời hạn",
    "STT | Chỉ tiêu | Đến hết năm 2026 | Đến năm 2030 | Tầm nhìn 2045 | Đơn vị chủ trì | Đơn vị phối hợp",
    "STT | Nhóm nhiệm vụ | Nội dung nhiệm vụ | Đơn vị chủ trì | Thời gian thực hiện | Kết quả/sản phẩm",
    "STT | Tên nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Kết quả/Sản phẩm | Thời gian | Ghi chú",
    "STT | Nội dung | Văn bản giao nhiệm vụ | Thời hạn | Chủ trì | Phối hợp",
    "TT | Nhiệm vụ | Đơn vị chủ trì | Phối hợp | Sản phẩm | Số ngày",
    "STT | Giai đoạn | Hạng mục | Đơn vị chủ trì | Bắt đầu | Kết thúc | Thời hạn | Cán bộ chủ trì | Kinh phí",
    "TT | Chỉ tiêu | Đơn vị | Kế hoạch | Ước thực hiện | Đánh giá",
    "Stt | Chỉ tiêu chủ yếu | TH năm trước | KH | Ước TH | Ghi chú",
    "Chỉ tiêu | ĐVT | KH năm | TH tháng | Lũy kế | So KH (%) | So cùng kỳ (%)",
    "Ngày đến | Số đến | Tác giả | Số, ký hiệu | Ngày tháng | Tên loại và trích yếu nội dung | Ghi chú",
)
NOT_HEADERS = (
    "1 | Tốc độ tăng GRDP | % | 8,5",
    "I | Kinh tế",
    "UBND TỈNH | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Kế hoạch vốn đầu tư công năm 2026 được giao theo quyết định của Ủy ban nhân dân tỉnh và cấp trên | Ghi chú | Năm",
    "Chỉ tiêu",
    "2 | Kế hoạch | Thực hiện | 12,5",
)


def row(told: str) -> dict[int, Shown]:
    return {column: Shown(text.strip()) for column, text in enumerate(told.split("|")) if text.strip()}


def sheet(*rows: str, name: str = "Sheet1", merges: tuple[Merge, ...] = ()) -> Sheet:
    made = Sheet(name, merges=list(merges))
    for number, told in enumerate(rows):
        made.cells.update({(number, column): shown for column, shown in row(told).items()})
    return made


def read(*sheets: Sheet) -> Document:
    return compose(content_of(sheets), format="xlsx")


def texts(document: Document, kind: BlockKind) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks if block.kind is kind]


@pytest.mark.parametrize("told", HEADERS)
def test_every_header_of_the_offices_begins_its_table(told: str) -> None:
    assert is_header(row(told))
    document = read(sheet("Biểu số 1", "Đơn vị: tỷ đồng", told, "1 | a | b | c"))
    (table,) = document.tables
    assert [document.text[slice(*_span(document, cell.block))] for cell in table.rows[0]] == [
        part.strip() for part in told.split("|")
    ]
    assert texts(document, BlockKind.PARAGRAPH) == ["Biểu số 1", "Đơn vị: tỷ đồng"]


@pytest.mark.parametrize("told", NOT_HEADERS)
def test_other_rows_are_none(told: str) -> None:
    assert not is_header(row(told))


@pytest.mark.parametrize(
    ("told", "numbering"),
    [
        ("A | B | 1 | 2 | 3=2/1", True), ("(1) | (2) | (3)", True), ("1 | 2 | 3 | 4=3/2*100", True), ("1 | 2", False),
        ("1 | GRDP | 7,5", False), ("1 | 3 | 5", False), ("A | B | C", False),
    ],
)  # fmt: skip
def test_rows_that_number_the_columns(told: str, numbering: bool) -> None:
    assert is_numbering(row(told)) is numbering


@pytest.mark.parametrize(
    ("told", "below"),
    [
        ("Ghi chú: số ước", True),
        ("| | Ngày 15 tháng 3 năm 2026", True),
        ("Nơi nhận: | TM. UBND", True),
        ("1 | Giảm nghèo", False),
    ],
)
def test_rows_below_a_table(told: str, below: bool) -> None:
    assert stands_below(row(told)) is below


def test_headers_of_several_rows() -> None:
    two = ("STT | Chỉ tiêu | Kế hoạch | | Thực hiện", " | | 2026 | 2030 | 2025", "1 | a | 2 | 3 | 4")
    assert header_rows({number: row(told) for number, told in enumerate(two)}, 0, ()) == 2
    units = ("Chỉ tiêu | Kế hoạch | Thực hiện", "| Giá trị | Giá trị", "a | 2 | 3")
    assert header_rows({number: row(told) for number, told in enumerate(units)}, 0, [Merge(0, 0, 1, 0)]) == 2
    one = ("STT | Chỉ tiêu | Kế hoạch", "| Kinh tế", "1 | GRDP | 8,5")
    assert header_rows({number: row(told) for number, told in enumerate(one)}, 0, ()) == 1


def test_two_tables_of_one_sheet_and_a_header_that_comes_again() -> None:
    document = read(
        sheet(
            "BIỂU 1", "STT | Chỉ tiêu | KH", "1 | GRDP | 8,5", "STT | Chỉ tiêu | KH", "2 | Thu ngân sách | 100", "",
            "BIỂU 2", "TT | Nhiệm vụ | Chủ trì", "1 | Rà soát | Sở Tài chính", "Nơi nhận:", "- UBND tỉnh",
        )
    )  # fmt: skip
    assert [len(table.rows) for table in document.tables] == [4, 2]
    assert texts(document, BlockKind.PARAGRAPH) == ["BIỂU 1", "BIỂU 2", "Nơi nhận:", "- UBND tỉnh"]


def test_a_letterhead_is_no_table() -> None:
    document = read(
        sheet(
            "UBND TỈNH LẠNG SƠN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SỞ TÀI CHÍNH | Độc lập - Tự do - Hạnh phúc",
            "Số: 12/BC-STC | Lạng Sơn, ngày 5 tháng 3 năm 2026", "", "BÁO CÁO", "STT | Chỉ tiêu | KH", "1 | GRDP | 8,5",
        )
    )  # fmt: skip
    assert texts(document, BlockKind.LETTERHEAD)[:2] == ["UBND TỈNH LẠNG SƠN", "SỞ TÀI CHÍNH"]
    assert len(document.tables) == 1


def test_a_sheet_without_a_header_is_one_table_below_its_titles() -> None:
    document = read(sheet("Số liệu", "a | 1", "b | 2", "c | 3"))
    assert texts(document, BlockKind.PARAGRAPH) == ["Số liệu"]
    assert [len(row) for row in document.tables[0].rows] == [2, 2, 2]


def test_columns_without_a_word_are_left_out() -> None:
    document = read(sheet("STT | | Chỉ tiêu | | | KH", "1 | | GRDP | | | 8,5", "2 | | Thu | | | 9"))
    assert [[cell.column for cell in row] for row in document.tables[0].rows] == [[0, 1, 2]] * 3


@pytest.mark.parametrize(("row_number", "column"), [(0, 0), (6, 2), (99, 25), (0, 26), (1_048_575, 16_383)])
def test_addresses_lead_back(row_number: int, column: int) -> None:
    assert place_of(address(row_number, column)) == (row_number, column)


def _span(document: Document, block: int) -> tuple[int, int]:
    return document.blocks[block].start, document.blocks[block].end
