"""Excel files from anybody: read where they are tables, refused with a sentence where they are not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from lotrinh.living.observations.grids import MOST_BYTES, grid_of_text, grid_of_workbook
from lotrinh.living.observations.tables import read_table
from lotrinh.living.observations.workbooks import Refused


def workbook(write: Callable[[Worksheet, xlsxwriter.Workbook], None], name: str = "Trang 1") -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    write(book.add_worksheet(name), book)
    book.close()
    return target.getvalue()


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part changed (or added)."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry.filename, change(content) if entry.filename == part else content)
        if part not in old.namelist():
            new.writestr(part, change(b""))
    return target.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def plain(sheet: Worksheet, book: xlsxwriter.Workbook) -> None:
    sheet.write_row(0, 0, ["Chỉ tiêu", "Đơn vị", "Kỳ", "Số liệu"])
    sheet.write_row(1, 0, ["Thu nội địa", "tỷ đồng", 2024, 2483.4])
    sheet.write_row(2, 0, ["Thu nội địa", "tỷ đồng"])
    sheet.write_datetime(2, 2, date(2024, 12, 26), book.add_format({"num_format": "dd/mm/yyyy"}))  # type: ignore[arg-type]
    sheet.write_number(2, 3, 0)


def test_numbers_years_and_dates_of_a_sheet() -> None:
    read = read_table(grid_of_workbook(workbook(plain)))
    assert [(entry.period, entry.value) for entry in read.entries] == [("2024", 2483.4), ("as-of 2024-12-26", 0.0)]


def test_merged_headers_and_names_stand_in_every_cell_they_cover() -> None:
    def write(sheet: Worksheet, book: xlsxwriter.Workbook) -> None:
        sheet.merge_range(0, 0, 1, 0, "Chỉ tiêu")
        sheet.merge_range(0, 1, 1, 1, "ĐVT")
        sheet.merge_range(0, 2, 0, 4, "Năm 2024")
        sheet.write_row(1, 2, ["Kế hoạch", "Thực hiện", "So với KH (%)"])
        sheet.write_row(2, 0, ["Thu nội địa", "tỷ đồng", 2365, 2483.4, 105])

    entry = read_table(grid_of_workbook(workbook(write))).entries[0]
    assert (entry.name, entry.period, entry.value, entry.cell) == ("Thu nội địa", "2024", 2483.4, "D3")
    assert entry.measures[0].value == 105.0


def test_formulas_count_as_their_values_and_hidden_faults_are_named() -> None:
    def write(sheet: Worksheet, book: xlsxwriter.Workbook) -> None:
        sheet.write_row(0, 0, ["Chỉ tiêu", "Kỳ", "Số liệu"])
        for row, (formula, value) in enumerate((("=1+1", "2"), ("=1/0", "#DIV/0!"), ("=2+2", "")), start=1):
            sheet.write_row(row, 0, ["A", 2020 + row])
            sheet.write_formula(row, 2, formula, None, float(value) if value == "2" else value)

    data = changed(workbook(write), SHEET, lambda xml: xml.replace(b"<f>2+2</f><v></v>", b"<f>2+2</f>"))
    entries = read_table(grid_of_workbook(data)).entries
    assert [(e.cell, e.value, [p.code for p in e.problems]) for e in entries] == [
        ("C2", 2.0, []), ("C3", None, ["error"]), ("C4", None, ["formula"]),
    ]  # fmt: skip


def test_the_sheet_of_figures_goes_before_others() -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.add_worksheet("Hướng dẫn").write(0, 0, "Đọc trước khi điền")
    plain(book.add_worksheet("Số liệu"), book)
    book.close()
    assert grid_of_workbook(target.getvalue()).sheet == "Số liệu"


def far(xml: bytes) -> bytes:
    return xml.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')


def dtd(xml: bytes) -> bytes:
    return xml.replace(b"?>", b'?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>', 1)


HOSTILE = {
    "empty": b"",
    "text": b"not a workbook",
    "old or encrypted": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512,
    "truncated": workbook(plain)[:-300],
    "zip without a workbook": changed(workbook(plain), "xl/workbook.xml", lambda _: b"")[:0]
    or b"PK\x05\x06" + b"\x00" * 18,
    "bomb": changed(workbook(plain), "xl/media/x.bin", lambda _: b"\x00" * (60 << 20)),
    "far corner": changed(workbook(plain), SHEET, far),
    "entities": changed(workbook(plain), SHEET, dtd),
    "broken xml": changed(workbook(plain), SHEET, lambda xml: xml[:400]),
    "empty workbook": changed(workbook(plain), "xl/workbook.xml", lambda _: b"<workbook/>"),
    "too large": b"PK\x03\x04" + b"\x00" * MOST_BYTES,
    "blank": workbook(lambda sheet, book: None),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_or_broken_file_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        grid_of_workbook(data)
    assert refused.value.words.vi.endswith(".") and refused.value.words.en.endswith(".")


def test_too_many_rows_columns_or_characters_are_refused() -> None:
    for pasted in ("Chỉ tiêu\tKỳ\n" * 3_001, "\t" * 200, "Chỉ tiêu\t" + "x" * 2_001):
        with pytest.raises(Refused):
            grid_of_text(pasted)
