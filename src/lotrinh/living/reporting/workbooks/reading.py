"""A workbook that came back: which report it is of, what its open cells say.

Reads: bytes from anybody. Writes: `Book` with `Came` values, texts by heading; `Refused` in words for its sender.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineWorkbook

from lotrinh.living.observations.cells import vintage_of
from lotrinh.living.observations.grids import MOST_BYTES, place
from lotrinh.living.observations.workbooks import Refused, guard
from lotrinh.living.reporting.cells import Cell, read_cell
from lotrinh.living.reporting.differences import Came
from lotrinh.living.reporting.examining import Typed
from lotrinh.living.reporting.lines import Form
from lotrinh.living.reporting.pasting import came_in_paste
from lotrinh.living.reporting.workbooks.writing import FIGURES, KEYS, PLACE, TOO_LONG, WRITTEN
from lotrinh.living.words import Words

OTHER_REPORT = Words(
    "Tệp này của báo cáo khác ({told}). Hãy tải đúng tệp của báo cáo này.",
    "This file is of another report ({told}). Upload the file of this one.",
)
UNREADABLE = Words(
    "Không đọc được tệp Excel này. Hãy mở bằng Excel, lưu lại thành .xlsx rồi tải lên.",
    "This Excel file cannot be read. Open it in Excel, save it as .xlsx, upload it again.",
)
TOO_LARGE = Words("Tệp Excel lớn hơn 8 MB.", "The Excel file is larger than 8 MB.")
NO_SHEET = Words("Tệp không có trang «Số liệu».", "The file has no sheet “Số liệu”.")
FORMULA = Words(
    "Ô là công thức, chương trình không tính. Hãy dán giá trị (Paste Values).",
    "The cell is a formula, which is not computed here. Paste its value.",
)
ERROR_CELL = Words("Ô bị lỗi (#REF!, #N/A…) nên không đọc được.", "The cell holds an error (#REF!, #N/A…).")


@dataclass(frozen=True, slots=True)
class Book:
    """What a workbook says. `ours`: it was made by this program; `made_from`: the version of the report then."""

    came: tuple[Came, ...]
    texts: dict[str, str]
    made_from: int | None
    ours: bool


def read_workbook(form: Form, content: bytes) -> Book:
    """The figures and texts of a workbook for this report. Raises Refused."""
    if len(content) > MOST_BYTES:
        raise Refused(TOO_LARGE)
    faults = guard(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except (CalamineError, ValueError, OSError) as problem:
        raise Refused(UNREADABLE) from problem
    if KEYS not in sheets:
        return _foreign(form, sheets)
    keys = {str(row[0]): row[1] for row in sheets[KEYS] if len(row) > 1}
    if int(_number(keys.get("request"))) != form.request.pk:
        raise Refused(OTHER_REPORT.filled(told=str(keys.get("period", ""))[:40]))
    if FIGURES not in sheets:
        raise Refused(NO_SHEET)
    came = tuple(_lines(form, sheets[FIGURES], faults.get(FIGURES, {})))
    return Book(came, _texts(form, sheets.get(WRITTEN, [])), int(_number(keys.get("version"))) or None, ours=True)


def _lines(form: Form, rows: Sequence[Sequence[object]], faults: dict[str, str]) -> list[Came]:
    found = []
    for number, row in enumerate(rows):
        pk = int(_number(_at(row, "row")))
        name = str(_at(row, "name")).strip().removesuffix(" *")
        if not pk:
            continue  # a heading, the lines above the table
        line = form.line(pk)
        where = place(number, PLACE["value"])
        if line is None:
            found.append(Came(None, name, Cell(str(_at(row, "value")), Typed(said=False)), where))
            continue
        said = {key: _long(_at(row, key)) for key in ("note", "explanation")}
        vintage = vintage_of(_text(_at(row, "vintage"))) or ""
        value = _at(row, "value")
        cell = read_cell(line, value if isinstance(value, float) else _text(value), vintage=vintage, **said)
        if fault := faults.get(where):
            cell = Cell(cell.printed, cell.typed, FORMULA if fault == "formula" else ERROR_CELL)
        found.append(Came(pk, name, cell, where))
    return found


def _foreign(form: Form, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Book:
    """Somebody's own workbook: its first sheet with cells is read like a pasted table."""
    rows = next((rows for rows in sheets.values() if rows), [])
    lines = ["\t".join(_text(cell).replace("\t", " ") for cell in row) for row in rows]
    text = "\n".join(line for line in lines if line.strip())
    if not text:
        raise Refused(NO_SHEET)
    return Book(tuple(came_in_paste(form, text)), {}, None, ours=False)


def _texts(form: Form, rows: Sequence[Sequence[object]]) -> dict[str, str]:
    told = {str(row[0]).strip(): _long(row[1]) for row in rows[1:] if len(row) > 1}
    return {
        heading: told[heading]
        for heading in form.outline
        if heading in told and told[heading] and told[heading] != TOO_LONG
    }


def _long(cell: object) -> str:
    return str(cell).replace("\r\n", "\n").replace("_x000D_", "").strip()


def _at(row: Sequence[object], key: str) -> object:
    return row[PLACE[key]] if PLACE[key] < len(row) else ""


def _text(cell: object) -> str:
    """A cell as people see it: whole numbers without a fraction."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split()) if cell is not None else ""


def _number(cell: object) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0
