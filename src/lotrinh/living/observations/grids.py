"""Tables as they come, as plain cells: pasted from a workbook, a CSV file, an Excel file.

Reads: text or bytes from anybody. Writes: `Grid`s within bounds, or `Refused` with a sentence for the sender.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from datetime import date, datetime

from lotrinh.core.vietnamese.text import nfc
from lotrinh.living.observations.workbooks import Refused, guard, letters
from lotrinh.living.words import Words

Cell = str | float
MOST_BYTES = 8 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 3_000, 120, 60_000
LONGEST_CELL = 2_000
_GUARDED = ("'=", "'+", "'-", "'@", "'\t", "'\r")


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells by row and column, all rows of one length. `faults`: what a cell hides, as "formula" or "error" by "C5"."""

    cells: list[list[Cell]]
    faults: dict[str, str] = field(default_factory=dict)
    sheet: str = ""


def place(row: int, column: int) -> str:
    """The name of a cell as a workbook shows it.

    >>> place(4, 2), place(0, 27)
    ('C5', 'AB1')
    """
    return f"{letters(column)}{row + 1}"


def grid_of_text(text: str) -> Grid:
    """A table pasted from a workbook: tabs between cells, quotes around cells with line breaks."""
    if len(text) > MOST_BYTES:
        raise Refused(_TOO_LARGE)
    if "\t" not in text and ";" not in text and "," not in text:
        raise Refused(
            Words(
                "Nội dung dán không có cột. Hãy chọn các ô trong Excel (kể cả dòng tiêu đề), chép rồi dán vào đây.",
                "What was pasted has no columns. Select the cells in Excel with their header, copy, and paste here.",
            )
        )
    return _separated(text)


def grid_of_csv(data: bytes) -> Grid:
    """A CSV file in UTF-8 (or UTF-16 as Excel writes "Unicode text"), with commas, semicolons or tabs."""
    if len(data) > MOST_BYTES:
        raise Refused(_TOO_LARGE)
    marks = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
    encoding = next((name for mark, name in marks if data.startswith(mark)), "utf-8-sig")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        raise Refused(
            Words(
                "Tệp CSV không theo bảng mã UTF-8. Trong Excel chọn «CSV UTF-8» khi lưu, hoặc tải lên tệp .xlsx.",
                "The CSV file is not UTF-8. Save it from Excel as “CSV UTF-8”, or upload the .xlsx file.",
            )
        ) from problem
    return _separated(text)


def _separated(text: str) -> Grid:
    if "\x00" in text:
        raise Refused(_BINARY)
    head = text[: text.find("\n", 2_000) if len(text) > 2_000 else None]
    delimiter = max("\t;,", key=head.count)
    rows: list[list[Cell]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append([_unguarded(cell) for cell in row])
            _bounded(rows)
    except csv.Error as problem:
        raise Refused(_BINARY) from problem
    return _even(Grid(rows))


def _unguarded(cell: str) -> str:
    """The text of a cell without the apostrophe that keeps a workbook from taking it for a formula."""
    text = nfc(cell).strip(" \ufeff")
    return text[1:] if text.startswith(_GUARDED) else text


def grid_of_workbook(data: bytes) -> Grid:
    """The first sheet of an .xlsx file that has cells; "Số liệu" before all others. Formulas count as their values."""
    from python_calamine import CalamineError, CalamineWorkbook  # only when a workbook is given

    if len(data) > MOST_BYTES:
        raise Refused(_TOO_LARGE)
    faults = guard(data)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            names = sorted(book.sheet_names, key=lambda name: nfc(name) != "Số liệu")
            for name in names:
                sheet = book.get_sheet_by_name(name)
                rows: list[list[Cell]] = []
                for row in sheet.to_python(skip_empty_area=False):
                    rows.append([_plain(cell) for cell in row])
                    _bounded(rows)
                if any(cell != "" for row in rows for cell in row):
                    grid = _even(Grid(rows, faults.get(name, {}), name))
                    return _unmerged(grid, list(sheet.merged_cell_ranges or ()))
    except (CalamineError, ValueError, OverflowError, OSError) as problem:
        raise Refused(_DAMAGED) from problem
    raise Refused(_EMPTY)


def _plain(cell: object) -> Cell:
    match cell:
        case bool():
            return "TRUE" if cell else "FALSE"
        case int() | float():
            return float(cell)
        case datetime() | date():
            return f"{cell.day:02}/{cell.month:02}/{cell.year:04}"
    return _unguarded(str(cell))


def _unmerged(grid: Grid, merged: list[tuple[tuple[int, int], tuple[int, int]]]) -> Grid:
    """Words and years of merged cells in every cell they cover; merged numbers stay where they are."""
    for (top, left), (bottom, right) in merged:
        if top >= len(grid.cells) or left >= len(grid.cells[top]):
            continue
        cell = grid.cells[top][left]
        if cell == "" or (isinstance(cell, float) and not (cell.is_integer() and 1900 <= cell <= 2199)):
            continue
        for row in grid.cells[top : bottom + 1]:
            for column in range(left, min(right + 1, len(row))):
                row[column] = cell
    return grid


def _bounded(rows: list[list[Cell]]) -> None:
    if len(rows) > MOST_ROWS or (rows and len(rows[-1]) > MOST_COLUMNS):
        raise Refused(_TOO_MANY)
    if rows and any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in rows[-1]):
        raise Refused(
            Words(
                f"Dòng {len(rows)} có ô dài hơn 2.000 ký tự. Bảng số liệu chỉ nhận ô ngắn.",
                f"Row {len(rows)} has a cell of more than 2,000 characters. A table of figures takes short cells.",
            )
        )


def _even(grid: Grid) -> Grid:
    width = max((len(row) for row in grid.cells), default=0)
    if not any(cell != "" for row in grid.cells for cell in row):
        raise Refused(_EMPTY)
    if width * len(grid.cells) > MOST_CELLS:
        raise Refused(_TOO_MANY)
    for row in grid.cells:
        row.extend([""] * (width - len(row)))
    return grid


_EMPTY = Words("Bảng không có ô nào có nội dung.", "The table has no cell with content.")
_TOO_LARGE = Words(
    "Bảng lớn hơn 8 MB nên không được đọc. Hãy chia thành nhiều bảng nhỏ hơn.",
    "The table is larger than 8 MB and was not read. Split it into smaller tables.",
)
_TOO_MANY = Words(
    "Bảng có hơn 3.000 dòng, 120 cột hoặc 60.000 ô nên không được đọc. Hãy xóa phần thừa hoặc chia bảng.",
    "The table has more than 3,000 rows, 120 columns or 60,000 cells and was not read. Remove the rest or split it.",
)
_BINARY = Words(
    "Đây không phải bảng chữ. Hãy dán từ Excel, hoặc tải lên tệp .csv, .xlsx.",
    "This is no table of text. Paste from Excel, or upload a .csv or .xlsx file.",
)
_DAMAGED = Words(
    "Tệp Excel bị hỏng hoặc bị cắt cụt. Hãy mở bằng Excel, lưu lại rồi tải lên lần nữa.",
    "The Excel file is damaged or cut short. Open it in Excel, save it again, and upload it once more.",
)
