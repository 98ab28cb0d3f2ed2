"""A block of cells pasted for a whole form: with the names of lines, or figures alone in the order of the form.

Reads: text with tabs. Writes: `Came` values.
"""

from __future__ import annotations

from collections.abc import Sequence

from lotrinh.assessment.matching import ENOUGH, likenesses
from lotrinh.core.vietnamese.text import fold
from lotrinh.living.observations.cells import vintage_of
from lotrinh.living.observations.grids import MOST_BYTES, grid_of_text
from lotrinh.living.observations.workbooks import Refused
from lotrinh.living.reporting.cells import loose_cell, read_cell
from lotrinh.living.reporting.differences import Came
from lotrinh.living.reporting.lines import Form, Line
from lotrinh.living.words import Words

_HEADS = {
    "name": frozenset({"chi tieu", "ten chi tieu", "noi dung", "indicator", "name"}),
    "value": frozenset({"so lieu", "thuc hien", "ket qua", "gia tri", "value", "figure"}),
    "vintage": frozenset({"loai so lieu", "loai", "vintage"}),
    "note": frozenset({"ghi chu", "note", "notes"}),
    "explanation": frozenset({"giai trinh", "explanation"}),
}
_DEFAULT = {"name": 0, "value": 1, "note": 2}
COUNT = Words(
    "Cột số có {n} ô, biểu mẫu có {lines} dòng. Chép cả cột tên chỉ tiêu để chương trình tìm đúng dòng.",
    "The column has {n:cell|cells}, the form {lines:line|lines}. Copy the names too, so that each finds its line.",
)


def came_in_paste(form: Form, text: str) -> list[Came]:
    """What a pasted block says. Raises Refused when it is no table, or too large."""
    rows = [line.split("\t") for line in text.replace("\r\n", "\n").strip("\n").split("\n")]
    if all(len(row) == 1 for row in rows):
        return _in_order(form, [row[0].strip() for row in rows])
    if len(text) > MOST_BYTES:
        raise Refused(Words("Bảng quá lớn.", "The table is too large."))
    cells = [[str(cell) for cell in row] for row in grid_of_text(text).cells]
    columns = _columns(cells[0])
    skipped = int(columns is not None)
    columns = columns or _guessed(cells)
    found = []
    for number, row in enumerate(cells[skipped:], 1 + skipped):
        name = _at(row, columns, "name")
        if not name or not any(cell.strip() for place, cell in enumerate(row) if place != columns["name"]):
            continue  # a heading
        line, likeness = line_named(form, name)
        said = {part: _at(row, columns, part) for part in ("note", "explanation")}
        vintage = vintage_of(_at(row, columns, "vintage")) or ""
        value = _at(row, columns, "value")
        cell = read_cell(line, value, vintage=vintage, **said) if line else loose_cell(value, vintage=vintage, **said)
        found.append(Came(line.row.pk if line else None, name, cell, f"{number}", likeness=likeness))
    return found


def line_named(form: Form, name: str) -> tuple[Line | None, float]:
    """The line that a name means and how alike they are; None where none is alike enough, or two are as much."""
    wanted = fold(name)
    for line in form.lines:
        if wanted in (fold(line.row.indicator.name), fold(f"{line.row.indicator.name} ({line.unit})")):
            return line, 1.0
    alike = likenesses(name, [line.row.indicator.name for line in form.lines])
    best = max(alike, default=0.0)
    if best < ENOUGH or sum(like >= best - 1e-9 for like in alike) > 1:
        return None, 0.0
    return form.lines[list(alike).index(best)], best


def _in_order(form: Form, cells: Sequence[str]) -> list[Came]:
    if len(cells) != len(form.lines):
        raise Refused(COUNT.filled(n=len(cells), lines=len(form.lines)))
    return [
        Came(line.row.pk, line.row.indicator.name, read_cell(line, cell), f"{number}")
        for number, (line, cell) in enumerate(zip(form.lines, cells, strict=True), 1)
        if cell
    ]


def _columns(head: Sequence[str]) -> dict[str, int] | None:
    """Part → column, by a header row; None where the first row is none."""
    found: dict[str, int] = {}
    for place, cell in enumerate(head):
        for part, words in _HEADS.items():
            if fold(cell) in words:
                found.setdefault(part, place)
    return found if {"name", "value"} <= found.keys() else None


def _guessed(cells: Sequence[Sequence[str]]) -> dict[str, int]:
    """Names stand first, the figure is the first column after them that mostly holds figures."""
    for place in range(1, len(cells[0])):
        numbers = sum(any(char.isdigit() for char in row[place]) for row in cells)
        if 2 * numbers >= len(cells):
            return {"name": 0, "value": place, "note": place + 1}
    return dict(_DEFAULT)


def _at(row: Sequence[str], columns: dict[str, int], part: str) -> str:
    place = columns.get(part)
    return row[place].strip() if place is not None and place < len(row) else ""
