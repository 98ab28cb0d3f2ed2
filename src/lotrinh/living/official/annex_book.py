"""The annexes of a report as an Excel workbook: one sheet each, numbers as text just as printed."""

from __future__ import annotations

import io

import xlsxwriter

from lotrinh.living.official.draft import Annex, Draft, sources_annex
from lotrinh.living.official.layout import roman

_BAD = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def workbook(draft: Draft) -> bytes:
    """The bytes of the .xlsx."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "align": "center", "valign": "vcenter"})
    cell = book.add_format({"text_wrap": True, "border": 1, "valign": "top"})
    title = book.add_format({"bold": True, "font_size": 13})
    for place, annex in enumerate((*draft.annexes, sources_annex(draft)), 1):
        _sheet(book, annex, place, head, cell, title)
    book.close()
    return out.getvalue()


def _sheet(book: xlsxwriter.Workbook, annex: Annex, place: int, head: object, cell: object, title: object) -> None:
    sheet = book.add_worksheet(f"{roman(place)} {annex.title.translate(_BAD)}"[:31].strip())
    sheet.write_string(0, 0, f"Phụ lục {roman(place)}. {annex.title}", title)
    for column, (name, width) in enumerate(zip(annex.columns, annex.widths, strict=True)):
        sheet.set_column(column, column, max(6, width))
        sheet.write_string(2, column, name, head)
    for number, row in enumerate(annex.rows, 3):
        for column, told in enumerate(row):
            sheet.write_string(number, column, told, cell)
    sheet.freeze_panes(3, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
