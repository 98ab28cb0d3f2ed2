"""Workbooks of Excel and OpenDocument."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from lotrinh.reading import BlockKind, Document, Limits, ReadingError, read_document
from lotrinh.reading.sheets.number_formats import shown
from tests.reading.builders import zipped
from tests.reading.office import opened
from tests.reading.office.excel import Styled, xls, xlsx

TARGETS = [
    ["Biểu số 1"],
    [None, None, None, "Đơn vị: tỷ đồng"],
    ["STT", "Chỉ tiêu", "Năm 2025", "Kế hoạch 2026"],
    ["(1)", "(2)", "(3)", "(4)"],
    [1, "Tốc độ tăng GRDP", Styled(0.0712, form="0.00%"), Styled(0.085, form="0.0%")],
    [],
    [2, "Thu ngân sách", Styled(12345.6, form="#,##0.0"), Styled(15000, form="#,##0")],
    ["Ghi chú: số ước"],
]
BOTH = pytest.mark.parametrize("write", [xls, xlsx], ids=["xls", "xlsx"])


def texts(document: Document, kind: BlockKind | None = None) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks if kind in (None, block.kind)]


def grid(document: Document, number: int = 0) -> list[list[tuple[int, int, int, str]]]:
    return [
        [
            (cell.column, cell.column_span, cell.row_span, texts(document)[cell.block] if cell.block >= 0 else "")
            for cell in row
        ]
        for row in document.tables[number].rows
    ]


@BOTH
def test_a_sheet_is_titles_a_table_and_what_stands_below(write: Callable[..., bytes]) -> None:
    document = read_document(write({"Biểu 1": TARGETS}))
    assert texts(document, BlockKind.PARAGRAPH) == ["Biểu số 1", "Đơn vị: tỷ đồng", "Ghi chú: số ước"]
    assert texts(document, BlockKind.FURNITURE) == ["(1)", "(2)", "(3)", "(4)"]
    assert [[text for *_, text in row] for row in grid(document)] == [
        ["STT", "Chỉ tiêu", "Năm 2025", "Kế hoạch 2026"],
        ["1", "Tốc độ tăng GRDP", "7,12%", "8,5%"],
        ["2", "Thu ngân sách", "12.345,6", "15.000"],
    ]


@BOTH
def test_every_cell_knows_its_address(write: Callable[..., bytes]) -> None:
    document = read_document(write({"Biểu 1": TARGETS}))
    place = document.place_of(document.text.index("15.000"))
    assert place is not None
    assert (place.sheet, place.cell, place.table, place.row, place.column) == ("Biểu 1", "D7", 1, 3, 4)


@BOTH
def test_sheets_begin_with_their_names_and_hidden_ones_are_left_out(write: Callable[..., bytes]) -> None:
    sheets = {
        "Chỉ tiêu": [["STT", "Chỉ tiêu"], [1, "a"]],
        "Ẩn": [["bí mật"]],
        "Nhiệm vụ": [["TT", "Nhiệm vụ"], [1, "b"]],
    }
    document = read_document(write(sheets, hidden=["Ẩn"]))
    assert texts(document, BlockKind.HEADING) == ["Chỉ tiêu", "Nhiệm vụ"]
    assert "bí mật" not in document.text
    assert len(document.tables) == 2


def test_headers_of_two_rows_keep_their_spans() -> None:
    rows = [
        ["STT", "Chỉ tiêu", "Kế hoạch", None, "Ghi chú"],
        [None, None, "2026", "2030", None],
        [1, "GRDP", Styled(8.5, form="0.0"), Styled(10, form="0"), None],
    ]
    for data in (
        xls({"a": rows}, merges=[(0, 1, 0, 0), (0, 1, 1, 1), (0, 0, 2, 3), (0, 1, 4, 4)]),
        xlsx({"a": rows}, merges=["A1:A2", "B1:B2", "C1:D1", "E1:E2"]),
    ):
        assert grid(read_document(data))[:2] == [
            [(0, 1, 2, "STT"), (1, 1, 2, "Chỉ tiêu"), (2, 2, 1, "Kế hoạch"), (4, 1, 2, "Ghi chú")],
            [(2, 1, 1, "2026"), (3, 1, 1, "2030")],
        ]


@BOTH
def test_old_fonts_are_decoded_by_the_font_of_the_cell(write: Callable[..., bytes]) -> None:
    rows = [[Styled("kÕ ho¹ch", 1), Styled("Keá hoaïch", 2), "ê GRDP"], ["a", "b", "c"]]
    document = read_document(write({"a": rows}, fonts=["Arial", ".VnTimeH", "VNI-Times"]))
    assert texts(document)[:3] == ["KẾ HOẠCH", "Kế hoạch", "ê GRDP"]
    assert [notice.code for notice in document.notices] == ["legacy_font"]


def test_a_text_of_two_fonts_and_strings_that_run_over() -> None:
    rows = [[Styled("GRDP n¨m", 0, runs=((5, 1),)), "Đến năm 2030"], ["a", "Ước"]]
    whole = read_document(xls({"a": rows}, fonts=["Arial", ".VnTime"]))
    assert texts(whole) == ["GRDP năm", "Đến năm 2030", "a", "Ước"]
    split = 8 + (3 + 2 + 16 + 4) + 3 + 10  # five characters into "Đến năm 2030"
    assert read_document(xls({"a": rows}, fonts=["Arial", ".VnTime"], split=split)).text == whole.text


@pytest.mark.parametrize(
    ("value", "code", "told"),
    [
        (0.125, "0%", "13%"), (-0.021, "0.0%", "-2,1%"), (1234.5, "#,##0.00;(#,##0.00)", "1.234,50"),
        (-1234.5, "#,##0.00;(#,##0.00)", "-1.234,50"),
        (0, '#,##0;-#,##0;"-"', "-"), (5.4, '0.0" tỷ đồng"', "5,4 tỷ đồng"),
        (2500000, "#,##0,", "2.500"), (0.5, "0.##", "0,5"), (3, "0.##", "3"),
        (46096.25, "dd/mm/yyyy hh:mm", "15/03/2026 06:00"),
        (46096, "mmm-yy", "03/2026"), (46096, "[$-42A]dd mmmm yyyy;@", "15/03/2026"), (1e300, "General", "1e+300"),
        (-0.001, "0.0", "0,0"), (7, "0 [$₫-42A]", "7 ₫"), (12, "@", "12"), (0.1 + 0.2, "General", "0,3"),
        (float("nan"), "0", ""), (1.5, "# ?/?", "1,5"), (5, "", "5"),
    ],
)  # fmt: skip
def test_numbers_as_they_are_shown(value: float, code: str, told: str) -> None:
    assert shown(value, code) == told


def test_dates_that_count_from_1904() -> None:
    assert shown(44634, "dd/mm/yyyy", since_1904=True) == "15/03/2026"
    rows = [["Ngày", "b"], [Styled(44634, form="dd/mm/yyyy"), "c"]]
    assert "15/03/2026" in read_document(xls({"a": rows}, since_1904=True)).text


def test_opendocument_numbers_repeats_and_spans() -> None:
    head = opened.row(
        opened.cell("STT"),
        opened.cell("Chỉ tiêu"),
        opened.cell("Kế hoạch", 'table:number-columns-spanned="2"'),
        "<table:covered-table-cell/>",
    )
    body = opened.row(
        opened.number(1, "1"),
        opened.cell("GRDP"),
        opened.number(0.085, "8.5%", "percentage"),
        opened.number(12345.6, "12,345.60"),
    )
    empty = opened.row(
        opened.cell("", 'table:number-columns-repeated="16384"'), more='table:number-rows-repeated="1048000"'
    )
    document = read_document(opened.ods(a=head + body + empty))
    assert document.format == "ods"
    assert grid(document) == [
        [(0, 1, 1, "STT"), (1, 1, 1, "Chỉ tiêu"), (2, 2, 1, "Kế hoạch")],
        [(0, 1, 1, "1"), (1, 1, 1, "GRDP"), (2, 1, 1, "8,5%"), (3, 1, 1, "12.345,60")],
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (xls({"a": [["x"]]}, locked=True), "encrypted"),
        (xls({"a": []}), "empty"),
        (xlsx({"a": []}), "empty"),
        (xls({"a": TARGETS})[:700], "damaged"),
        (xlsx({"a": TARGETS})[:2000], "damaged"),
        (zipped({"xl/workbook.xml": "<!DOCTYPE a><x/>"}), "forbidden_xml"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x"}), "damaged"),
    ],
)
def test_bad_workbooks_give_one_sentence(data: bytes, code: str) -> None:
    with pytest.raises(ReadingError) as refusal:
        read_document(data, "bieu.xls")
    assert refusal.value.code == code
    assert "{" not in refusal.value.sentence("vi") + refusal.value.sentence("en")


@BOTH
def test_too_many_cells_are_refused(write: Callable[..., bytes]) -> None:
    with pytest.raises(ReadingError) as refusal:
        read_document(write({"a": [["x"] * 20] * 20}), limits=Limits(parts=300))
    assert refusal.value.code == "too_many_parts"


def test_a_row_repeated_without_end_is_bounded() -> None:
    many = opened.ods(
        a=opened.row(
            opened.cell("x", 'table:number-columns-repeated="99999"'), more='table:number-rows-repeated="999999"'
        )
    )
    with pytest.raises(ReadingError) as refusal:
        read_document(many)
    assert refusal.value.code == "too_many_parts"


def test_changed_bytes_never_get_past_the_reader() -> None:
    sound = xls({"a": TARGETS, "b": [[Styled("n¨m", 1)]]}, fonts=["Arial", ".VnTime"], merges=[(0, 1, 0, 1)])
    chance = random.Random(2003)
    for _ in range(400):
        changed = bytearray(sound)
        for _ in range(chance.randrange(1, 30)):
            changed[chance.randrange(len(changed))] = chance.choice((0, 1, 0x7F, 0xFF, chance.randrange(256)))
        try:
            told = read_document(bytes(changed)).text
        except ReadingError as refusal:
            told = refusal.sentence("vi")
        assert told
