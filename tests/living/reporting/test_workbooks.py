"""The workbook of a report goes back and forth and loses nothing; what is wrong in one is said with its cell."""

from __future__ import annotations

import io
from typing import Any
from zipfile import ZipFile

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from lotrinh.living.observations.workbooks import Refused
from lotrinh.living.reporting.differences import differences, kept_rows
from lotrinh.living.reporting.entering import Figure, save
from lotrinh.living.reporting.filling import form_of
from lotrinh.living.reporting.models import Entry, Request
from lotrinh.living.reporting.workbooks.reading import Book, read_workbook
from lotrinh.living.reporting.workbooks.writing import FIGURES, HEADER_ROW, KEYS, PLACE, file_name, workbook
from tests.living.reporting.world import OUTLINE, Province


@pytest.fixture
def report(province: Province) -> Request:
    """The report of health, with a figure, a zero that is one, a figure that is not known, texts."""
    cast = province.cast
    request = province.request(cast.health)
    figures = [
        Figure(province.beds.pk, 33.6, vintage="estimate", note="ước, cả tư nhân\nhai dòng"),
        Figure(province.revenue.pk, 0.0, explanation="chưa phát sinh"),
        Figure(province.all_clinics.pk, None, note="chờ các xã"),
    ]
    save(request, figures, {OUTLINE[0]: "Dòng một.\nDòng hai: 1.234,5 tỷ đồng."}, cast.reporter, request.version)
    return Request.objects.get(pk=request.pk)


def _cells(content: bytes, sheet: str = FIGURES) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def _changed(content: bytes, changes: dict[tuple[int, str], Any]) -> bytes:
    """The workbook with other values in some cells, as Excel would save it: (line of the form, column) → value."""
    sheets = {name: _cells(content, name) for name in (FIGURES, "Lời văn", KEYS)}
    lines = [cells for row, cells in enumerate(sheets[FIGURES]) if row > HEADER_ROW and cells[PLACE["row"]]]
    for (line, key), value in changes.items():
        lines[line][PLACE[key]] = value
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell == "#N/A":
                    sheet.write_formula(row, column, "=NA()", None, "#N/A")
                else:
                    sheet.write(row, column, cell)
    book.close()
    return out.getvalue()


def _kinds(report: Request, book: Book) -> list[str]:
    return [one.kind for one in differences(form_of(report), kept_rows(book.came))]


def test_ten_times_back_and_forth_loses_nothing(report: Request, province: Province) -> None:
    def held() -> list[tuple[object, ...]]:
        rows = Entry.objects.filter(request=report).order_by("row__order")
        return list(rows.values_list("row", "value", "vintage", "note", "explanation"))

    before, text = held(), dict(report.text)
    for _ in range(10):
        form = form_of(Request.objects.get(pk=report.pk))
        book = read_workbook(form, workbook(form))
        assert book.ours
        assert book.made_from == form.request.version
        rows = differences(form, kept_rows(book.came))
        assert {one.kind for one in rows} == {"same"}
        figures = [one.figure for one in rows if one.figure is not None]
        save(form.request, figures, book.texts, province.cast.reporter, form.request.version)
        assert held() == before
        assert Request.objects.get(pk=report.pk).text == text


def test_rows_may_be_sorted_and_changed_in_excel(report: Request) -> None:
    content = workbook(form_of(report))
    book = read_workbook(form_of(report), _changed(content, {(0, "value"): 34.5, (1, "value"): "chưa có số liệu"}))
    shown = differences(form_of(report), kept_rows(book.came))
    assert [(one.kind, one.was, one.told) for one in shown[:2]] == [
        ("changes", shown[0].was, "34,5\xa0giường bệnh/vạn dân"),
        ("changes", "0\xa0tỷ đồng", "chưa có số liệu"),
    ]
    rows = _cells(content)
    out = io.BytesIO()
    mixed = xlsxwriter.Workbook(out)
    for name in (FIGURES, KEYS):
        sheet = mixed.add_worksheet(name)
        cells = rows[: HEADER_ROW + 1] + rows[:HEADER_ROW:-1] if name == FIGURES else _cells(content, name)
        for row, values in enumerate(cells):
            for column, value in enumerate(values):
                sheet.write(row, column, value)
    mixed.close()
    assert set(_kinds(report, read_workbook(form_of(report), out.getvalue()))) == {"same"}


def test_what_is_wrong_is_said_with_its_cell(report: Request) -> None:
    content = workbook(form_of(report))
    book = read_workbook(form_of(report), _changed(content, {(0, "value"): "khoảng 30", (1, "value"): "#N/A"}))
    first, second = book.came[:2]
    assert first.cell.fault is not None
    assert first.where == f"H{HEADER_ROW + 3}"  # under the heading of its group
    assert second.cell.fault is not None
    assert "lỗi" in second.cell.fault.vi


def test_a_cell_that_was_emptied_empties_only_when_chosen(report: Request) -> None:
    book = read_workbook(form_of(report), _changed(workbook(form_of(report)), {(0, "value"): "", (0, "note"): ""}))
    [first, *_] = differences(form_of(report), kept_rows(book.came))
    assert (first.kind, first.sure) == ("empties", False)


def test_the_workbook_of_another_report_is_refused(report: Request, province: Province) -> None:
    other = form_of(province.request(province.cast.education))
    with pytest.raises(Refused, match="báo cáo khác"):
        read_workbook(form_of(report), workbook(other))


def test_somebodys_own_table_is_read_by_its_names(report: Request) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Của tôi")
    sheet.write_row(0, 0, ["Chỉ tiêu", "Thực hiện", "Ghi chú"])
    sheet.write_row(1, 0, ["Số giường bệnh trên một vạn dân", 35.25, "tự tính"])
    book.close()
    read = read_workbook(form_of(report), out.getvalue())
    assert not read.ours
    [came] = read.came
    assert (came.cell.typed.value, came.cell.typed.note) == (35.25, "tự tính")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", b"a;b\n1;2"])
def test_what_is_no_workbook_is_refused_in_words(report: Request, content: bytes) -> None:
    with pytest.raises(Refused):
        read_workbook(form_of(report), content)


def test_only_the_open_cells_are_open_and_the_keys_are_hidden(report: Request) -> None:
    content = workbook(form_of(report))
    with ZipFile(io.BytesIO(content)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        book = parts.read("xl/workbook.xml").decode()
    assert "<sheetProtection" in sheet
    assert 'type="list"' in sheet
    assert "Ước tính" in sheet or "ước tính" in sheet
    assert 'state="veryHidden"' in book
    assert file_name(report) == "bao-cao-2025-q3-so-y-te.xlsx"
