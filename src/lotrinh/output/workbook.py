"""Workbooks: tables in Excel files that are the same bytes for the same content.

Text is always written as text, so that nothing in a document can become a formula.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

_CREATED = datetime(2000, 1, 1)  # a clock reading would change the bytes
_WIDE = {"indicator", "quote", "title", "lead", "partners", "message_vi", "message_en", "deliverable", "reason"}


def workbook(
    tables: Mapping[str, Sequence[Mapping[str, Any]]],
    columns: Mapping[str, Sequence[str]],
    wide: Collection[str] = _WIDE,
) -> bytes:
    """An .xlsx file: a sheet per table, a bold header row that stays in view, filters.

    `columns[name]`: keys of the rows in order; a table without an entry takes the keys of all its rows. Numbers and
    days are written as such. `wide`: columns of long text.
    """
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _CREATED, "author": "Lộ Trình"})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
    for name, rows in tables.items():
        sheet = book.add_worksheet(name[:31])
        keys = list(columns.get(name) or dict.fromkeys(key for row in rows for key in row)) or ["—"]
        for column, key in enumerate(keys):
            sheet.write_string(0, column, key, head)
            sheet.set_column(column, column, 48 if key in wide else 14)
        for line, row in enumerate(rows, start=1):
            for column, key in enumerate(keys):
                value = row.get(key)
                if value is None:
                    continue
                if isinstance(value, bool):
                    sheet.write_boolean(line, column, value, body)
                elif isinstance(value, int | float):
                    sheet.write_number(line, column, value, body)
                elif isinstance(value, date):
                    sheet.write_datetime(line, column, datetime.combine(value, time()), day)
                else:
                    sheet.write_string(line, column, str(value)[:32767], body)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(rows)), max(0, len(keys) - 1))
    book.close()
    return target.getvalue()
