"""Figures of a plan as a file that can be edited and sent back: Excel with a protected structure, or CSV.

Reads: current figures. Writes: bytes. What a file says of a figure, `tables.read_table` reads back the same; text that
a workbook could take for a formula is guarded.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lotrinh.core.period import Period
from lotrinh.core.vietnamese.numbers import format_number
from lotrinh.core.vietnamese.period_words import period_told
from lotrinh.living.observations.cells import NO_FIGURE, measure_text
from lotrinh.living.observations.differences import code_of
from lotrinh.living.observations.models import Observation, Vintage
from lotrinh.living.observations.records import measures_of
from lotrinh.living.plans.models import Indicator
from lotrinh.living.words import Words
from lotrinh.output.formulas import harmless, looks_like_formula

HEADERS = (
    "Mã số liệu", "Chỉ tiêu", "Đơn vị", "Địa bàn", "Phạm vi", "Kỳ", "Loại số liệu", "Dạng", "Số liệu", "Cơ quan",
    "Thước đo", "Ghi chú", "Văn bản và câu gốc (chỉ để xem)",
)  # fmt: skip
_WIDTHS = (10, 46, 18, 20, 18, 20, 13, 8, 16, 26, 34, 28, 60)
_VALUE, _FREE = 8, (8, 10, 11)  # columns of a written figure that may be edited: its value, yardsticks, note
_BLANK_ROWS = 200
_CREATED = datetime(2000, 1, 1)  # a clock reading would change the bytes
_CHANGES = {"level": "mức", "increase": "tăng", "decrease": "giảm", "multiple": "gấp"}
_COMPARED = {"gt": "trên", "ge": "từ", "lt": "dưới", "le": "không quá", "about": "khoảng", "top": "tốp"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A figure that is asked for: all of its row but the value."""

    indicator: Indicator
    unit: str
    area: str
    period: str


def cells_of(row: Observation, *, quotes: bool = True) -> list[str | float]:
    """One figure as the cells of a file. `quotes`: for people inside; also of documents not public, and notes."""
    told = value_cell(row)
    shown = row.document is not None and (quotes or row.document.public)
    document = str(row.document) if shown else ""
    return [
        code_of(row.pk), row.indicator.name, row.unit, row.area.name if row.area else "", row.scope,
        period_told(Period.parse(row.period)), _vi(Vintage(row.vintage).label), _CHANGES.get(row.change, row.change),
        told, row.agency.name if row.agency else "", "; ".join(measure_text(one) for one in measures_of(row)),
        row.note if quotes else "",
        ": ".join(filter(None, (document, row.quote[:400] if shown else ""))),
    ]  # fmt: skip


def _vi(label: Any) -> str:
    return label.vi if isinstance(label, Words) else str(label)


def value_cell(row: Observation) -> str | float:
    """The value of a figure as a file or a form field has it."""
    if row.value is None:
        return NO_FIGURE
    if row.comparator == "eq":
        return row.value
    if row.comparator == "range" and row.high is not None:
        return f"{format_number(row.value)} - {format_number(row.high)}"
    word = _COMPARED.get(row.comparator)
    return f"{word} {format_number(row.value)}" if word else row.value


def csv_of(rows: Iterable[Observation], *, quotes: bool = True) -> bytes:
    """A CSV file in UTF-8 with the mark by which Excel knows it; decimals with a comma, semicolons between cells."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";")
    writer.writerow(HEADERS)
    for row in rows:
        writer.writerow([_csv_cell(cell) for cell in cells_of(row, quotes=quotes)])
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def _csv_cell(cell: str | float) -> str:
    return harmless(cell) if isinstance(cell, str) else format_number(cell).replace(".", "")


def workbook_of(
    rows: Iterable[Observation], indicators: Sequence[Indicator], title: str, wanted: Sequence[Wanted] = ()
) -> bytes:
    """An Excel file: the figures, rows for new ones, lists to choose from; what may be edited is unlocked.

    `wanted`: rows that are filled in but for their value.
    """
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"created": _CREATED, "author": "Lộ Trình", "title": title})
    sheet = book.add_worksheet("Số liệu")
    lists = book.add_worksheet("Danh mục")
    formats = _Formats(book)
    for column, (header, width) in enumerate(zip(HEADERS, _WIDTHS, strict=True)):
        sheet.write_string(0, column, header, formats.head)
        sheet.set_column(column, column, width)
    last = _write_rows(sheet, formats, rows)
    _write_wanted(sheet, formats, wanted, last + 1)
    last += len(wanted)
    end = last + _BLANK_ROWS
    for line in range(last + 1, end + 1):
        _write_empty(sheet, formats, line)
    _lists(book, lists, indicators)
    if indicators:
        source = f"='Danh mục'!$A$2:$A${len(indicators) + 1}"
        sheet.data_validation(last + 1, 1, end, 1, {"validate": "list", "source": source, "error_type": "warning"})
    vintages = [_vi(label) for label in Vintage.labels]
    sheet.data_validation(1, 6, end, 6, {"validate": "list", "source": vintages})
    sheet.data_validation(1, 7, end, 7, {"validate": "list", "source": list(_CHANGES.values())})
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, end, len(HEADERS) - 1)
    sheet.protect("", {"sort": True, "autofilter": True, "format_columns": True, "format_rows": True})
    lists.protect()
    sheet.set_landscape()
    sheet.repeat_rows(0)
    book.close()
    return target.getvalue()


def _write_rows(sheet: Worksheet, formats: _Formats, rows: Iterable[Observation]) -> int:
    """The figures below the heads; the number of their last line."""
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, cell in enumerate(cells_of(row)):
            if isinstance(cell, float | int):
                sheet.write_number(last, column, cell, formats.number(cell))
            else:
                form = formats.text(column in _FREE, looks_like_formula(cell))
                sheet.write_string(last, column, cell[:32_000], form)
    return last


def _write_wanted(sheet: Worksheet, formats: _Formats, wanted: Sequence[Wanted], first: int) -> None:
    """Lines that only want their value."""
    for line, row in enumerate(wanted, start=first):
        _write_empty(sheet, formats, line)
        for column, cell in ((1, row.indicator.name), (2, row.unit), (3, row.area), (5, row.period)):
            sheet.write_string(line, column, cell, formats.text(True, looks_like_formula(cell)))


def _write_empty(sheet: Worksheet, formats: _Formats, line: int) -> None:
    """A line to be typed into: all of it but the figure's own number and its source."""
    for column in range(1, len(HEADERS) - 1):
        sheet.write_blank(line, column, None, formats.number(0.5) if column == _VALUE else formats.text(True, False))


class _Formats:
    """Cell formats, made once each."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[Any, ...], Format] = {}
        self.head = book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#F3F6F5"}
        )

    def text(self, free: bool, risky: bool) -> Format:
        """Of words. `risky`: they begin like a formula; the cell keeps the sign that they are text."""
        return self._format(("text", free, risky), {"num_format": "@", "quote_prefix": risky, "locked": not free})

    def number(self, value: float) -> Format:
        """Of a number with as many decimals as it has; the program shows it with its own marks."""
        decimals = min(10, len(f"{value:.15g}".partition(".")[2])) if "e" not in f"{value:.15g}" else 0
        shape = "#,##0" + (f".{'0' * decimals}" if decimals else "")
        return self._format(("number", decimals), {"num_format": shape, "locked": False})

    def _format(self, key: tuple[Any, ...], fields: dict[str, Any]) -> Format:
        if key not in self._made:
            self._made[key] = self._book.add_format({**fields, "valign": "top", "text_wrap": key[0] == "text"})
        return self._made[key]


def _lists(book: xlsxwriter.Workbook, sheet: Any, indicators: Sequence[Indicator]) -> None:
    sheet.set_column(0, 0, 60)
    sheet.set_column(1, 1, 24)
    sheet.set_column(3, 3, 90)
    bold = book.add_format({"bold": True})
    for column, header in ((0, "Chỉ tiêu của kế hoạch"), (1, "Đơn vị"), (3, "Cách điền")):
        sheet.write_string(0, column, header, bold)
    for line, indicator in enumerate(indicators, start=1):
        sheet.write_string(line, 0, indicator.name)
        sheet.write_string(line, 1, indicator.unit)
    for line, text in enumerate(_HOW, start=1):
        sheet.write_string(line, 3, text)


_HOW = (
    "Sửa số ở cột «Số liệu»; thêm số mới ở các dòng trống phía dưới.",
    "Ô trống: không nói gì. Số 0: bằng không. «chưa có số liệu»: đã hỏi mà chưa có.",
    "Kỳ: 2024; quý III/2024; 11 tháng 2024; tháng 7/2024; đến 26/12/2024; giai đoạn 2021 - 2025.",
    "Thước đo: «đạt 105% so với kế hoạch (Trung ương giao); tăng 6,1% so với năm trước».",
    "Tải tệp này lên ở trang «Nhập bảng»: chương trình cho xem khác biệt từng dòng trước khi ghi.",
)
