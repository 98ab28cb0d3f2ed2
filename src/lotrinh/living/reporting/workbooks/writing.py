"""A report as a workbook: a protected sheet of its form, what is known beside each line, a sheet for the written part.

Reads: `Form`. Writes: .xlsx. The hidden column and the hidden sheet tell which line and which report a cell is of, so
that rows can be sorted and the file renamed; reading.py reads them back.
"""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.observations.models import Vintage
from lotrinh.living.observations.words import period_words
from lotrinh.living.reporting.cells import cell_of
from lotrinh.living.reporting.lines import Form, Line
from lotrinh.living.reporting.models import Request
from lotrinh.living.words import words_of

KEYS, FIGURES, WRITTEN = "_lotrinh", "Số liệu", "Lời văn"
HEADER_ROW = 5
COLUMNS = (
    # name, width, key
    ("Mã dòng", 6, "row"),
    ("TT", 5, "place"),
    ("Chỉ tiêu", 46, "name"),
    ("Đơn vị", 14, "unit"),
    ("Kế hoạch năm, mục tiêu (ghi rõ năm)", 20, "goal"),
    ("Số gần nhất", 18, "last"),
    ("Cùng kỳ năm trước", 18, "before"),
    ("Số liệu", 16, "value"),
    ("Loại số liệu", 13, "vintage"),
    ("Ghi chú", 30, "note"),
    ("Giải trình", 30, "explanation"),
)
PLACE = {key: place for place, (_, _, key) in enumerate(COLUMNS)}
UNKNOWN = "chưa có số liệu"
MOST_CELL = 32_000  # characters: a cell of a workbook holds 32,767


def workbook(form: Form) -> bytes:
    """The bytes of the .xlsx."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    formats = _formats(book)
    _figures(book, form, formats)
    if form.outline:
        _written(book, form, formats)
    _keys(book, form.request)
    book.close()
    return out.getvalue()


def file_name(request: Request) -> str:
    """What the file is called: the period and the agency, in plain letters."""
    told = f"bao-cao-{request.period.period}-{request.agency.name}"
    return "-".join(fold(told).replace("/", "-").split())[:100] + ".xlsx"


def _formats(book: xlsxwriter.Workbook) -> dict[str, Any]:
    border = {"border": 1, "valign": "top", "text_wrap": True}
    open_cell = {**border, "locked": False, "bg_color": "#FFFBE6"}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "plain": book.add_format({"font_size": 11}),
        "head": book.add_format(
            {**border, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E8EEF4"}
        ),
        "group": book.add_format({**border, "bold": True, "bg_color": "#F4F4F4"}),
        "cell": book.add_format(border),
        "right": book.add_format({**border, "align": "right"}),
        # The reader's own Excel writes the marks: 1.234,5 where Windows is Vietnamese.
        "number": book.add_format({**open_cell, "num_format": "#,##0.######", "align": "right"}),
        "whole": book.add_format({"num_format": "#,##0"}),
        "open": book.add_format(open_cell),
        "hidden": book.add_format({"font_color": "#FFFFFF"}),
    }


def _figures(book: xlsxwriter.Workbook, form: Form, formats: dict[str, Any]) -> None:
    request = form.request
    sheet = book.add_worksheet(FIGURES)
    period = request.period
    sheet.write_string(0, 1, f"{period.regime.name}, {period_words(period.period)}", formats["title"])
    sheet.write_string(1, 1, f"Cơ quan: {request.agency.name}. Gửi: {request.receiver.name}.", formats["plain"])
    sheet.write_string(
        2, 1,
        f"Số liệu từ {period.opens:%d/%m/%Y} đến {period.cut_off:%d/%m/%Y}. Hạn gửi {request.due:%d/%m/%Y}.",
        formats["plain"],
    )  # fmt: skip
    sheet.write_string(
        3, 1, f"Chỉ nhập các ô màu vàng. Chưa biết thì ghi «{UNKNOWN}» và nêu lý do ở Ghi chú; số 0 là số 0.",
        formats["plain"],
    )  # fmt: skip
    for column, (name, width, key) in enumerate(COLUMNS):
        hidden = {"hidden": True} if key == "row" else {}
        sheet.set_column(column, column, width, None, hidden)
        sheet.write_string(HEADER_ROW, column, name, formats["head"])
    row = HEADER_ROW
    for heading, lines in form.by_heading:
        if heading:
            row += 1
            for column in range(1, len(COLUMNS)):
                sheet.write_blank(row, column, None, formats["group"])
            sheet.write_string(row, PLACE["name"], heading, formats["group"])
        for line in lines:
            row += 1
            _line(sheet, row, row - HEADER_ROW, line, formats)
    _rules(sheet, HEADER_ROW + 1, max(row, HEADER_ROW + 1), formats)
    sheet.freeze_panes(HEADER_ROW + 1, PLACE["name"] + 1)
    sheet.protect("", {"select_locked_cells": True, "format_columns": True, "format_rows": True, "autofilter": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)


def _line(sheet: Any, row: int, place: int, line: Line, formats: dict[str, Any]) -> None:
    cell = cell_of(line)
    goal = line.goal or line.long_goal
    sheet.write_number(row, PLACE["row"], line.row.pk, formats["hidden"])
    sheet.write_number(row, PLACE["place"], place, formats["cell"])
    name = f"{line.row.indicator.name} ({line.row.scope})" if line.row.scope else line.row.indicator.name
    sheet.write_string(row, PLACE["name"], name + (" *" if line.row.required else ""), formats["cell"])
    sheet.write_string(row, PLACE["unit"], line.unit, formats["cell"])
    sheet.write_string(row, PLACE["goal"], goal.told if goal else "", formats["right"])
    sheet.write_string(row, PLACE["last"], line.last_told, formats["right"])
    sheet.write_string(row, PLACE["before"], line.year_before_told, formats["right"])
    typed = cell.typed
    if typed.said and typed.value is not None:
        sheet.write_number(row, PLACE["value"], typed.value, formats["number"])
    elif typed.said:
        sheet.write_string(row, PLACE["value"], UNKNOWN, formats["number"])
    else:
        sheet.write_blank(row, PLACE["value"], None, formats["number"])
    vintage = str(words_of(Vintage(typed.vintage)).vi) if typed.vintage else ""
    for key, told in (("vintage", vintage), ("note", typed.note), ("explanation", typed.explanation)):
        if told:
            sheet.write_string(row, PLACE[key], told, formats["open"])
        else:
            sheet.write_blank(row, PLACE[key], None, formats["open"])


def _rules(sheet: Any, first: int, last: int, formats: dict[str, Any]) -> None:
    value, vintage = PLACE["value"], PLACE["vintage"]
    cell = f"{chr(ord('A') + value)}{first + 1}"
    sheet.data_validation(first, value, last, value, {
        "validate": "custom",
        "value": f'=OR(ISNUMBER({cell}),{cell}="{UNKNOWN}")',
        "input_title": "Số liệu",
        "input_message": f"Một con số theo đơn vị của dòng, hoặc «{UNKNOWN}».",
        "error_title": "Không phải số",
        "error_message": f"Ghi một con số, hoặc «{UNKNOWN}». Không ghi đơn vị, «khoảng», «trên».",
        "error_type": "warning",
    })  # fmt: skip
    sheet.data_validation(first, vintage, last, vintage, {
        "validate": "list", "source": [words_of(one).vi for one in Vintage], "error_type": "stop",
        "error_title": "Loại số liệu", "error_message": "Chọn một loại trong danh sách.",
    })  # fmt: skip
    whole = f"=AND(ISNUMBER({cell}),MOD({cell},1)=0)"
    sheet.conditional_format(
        first, value, last, value, {"type": "formula", "criteria": whole, "format": formats["whole"]}
    )


def _written(book: xlsxwriter.Workbook, form: Form, formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet(WRITTEN)
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 1, 110)
    for column, name in enumerate(("Mục", "Nội dung")):
        sheet.write_string(0, column, name, formats["head"])
    for row, heading in enumerate(form.outline, 1):
        sheet.write_string(row, 0, heading, formats["cell"])
        text = str(form.request.text.get(heading, ""))
        if len(text) > MOST_CELL:
            sheet.write_string(row, 1, TOO_LONG, formats["cell"])
        else:
            sheet.write(row, 1, text or None, formats["open"])
    sheet.protect("", {"select_locked_cells": True, "format_rows": True})


TOO_LONG = "(Mục này dài quá một ô Excel; sửa trên trang web.)"


def _keys(book: xlsxwriter.Workbook, request: Request) -> None:
    sheet = book.add_worksheet(KEYS)
    for row, (key, value) in enumerate(
        (("request", request.pk), ("version", request.version), ("period", str(request.period.period)))
    ):
        sheet.write_string(row, 0, key)
        sheet.write(row, 1, value)
    sheet.very_hidden()
