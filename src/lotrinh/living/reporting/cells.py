"""What people type, paste or send in a cell of a form: a figure in the line's unit, or why it cannot be taken.

Reads: text or a number. Writes: `Typed`, with a fault where nothing can be made of it. Decimal comma and the dots of
thousands as everywhere (observations.cells).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lotrinh.core.unit import convert, parse_unit
from lotrinh.core.vietnamese.numbers import format_number
from lotrinh.core.vietnamese.text import fold
from lotrinh.living.observations.cells import NO_FIGURE, value_of
from lotrinh.living.observations.models import Vintage
from lotrinh.living.reporting.checks import Facts, findings
from lotrinh.living.reporting.entering import Figure
from lotrinh.living.reporting.examining import Typed
from lotrinh.living.reporting.lines import Form, Line
from lotrinh.living.words import Words

LONGEST = 2_000
NOT_A_NUMBER = Words(
    "Không phải số: «{cell}». Viết như 1.234,5, hoặc ghi «chưa có số liệu».",
    "Not a number: “{cell}”. Write it like 1.234,5, or say “no figure yet”.",
)
A_DASH = Words(
    "Dấu gạch có thể là 0 hoặc chưa biết. Ghi 0, hoặc «chưa có số liệu».",
    "A dash may mean 0 or not known. Write 0, or “no figure yet”.",
)
ONE_NUMBER = Words(
    "Chỉ ghi một số, không ghi khoảng hay «trên», «dưới»: «{cell}».",
    "Write one number, no range and no “above” or “below”: “{cell}”.",
)
NOTHING_TO_NOTE = Words(
    "Có ghi chú nhưng chưa có số liệu. Ghi số, hoặc ghi «chưa có số liệu».",
    "There is a note but no figure. Give the figure, or say “no figure yet”.",
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it came and what it means. `fault`: why it cannot be taken; it is then written nowhere."""

    printed: str
    typed: Typed
    fault: Words | None = None

    def figure(self, row_id: int) -> Figure:
        """The figure to save."""
        typed = self.typed
        return Figure(row_id, typed.value, typed.said, typed.vintage, typed.note, typed.explanation)


def read_cell(
    line: Line, cell: str | float, *, vintage: str = "", note: str = "", explanation: str = ""
) -> Cell:  # fmt: skip
    """What a cell of a line says. An empty one says nothing, which is neither 0 nor "not known"."""
    printed = format_number(cell) if isinstance(cell, float | int) else " ".join(cell.split())[:LONGEST]
    note, explanation = note.strip()[:LONGEST], explanation.strip()[:LONGEST]
    vintage = vintage if vintage in Vintage.values else ""
    if printed == "":
        fault = NOTHING_TO_NOTE if note or explanation else None
        return Cell("", Typed(None, False, vintage, note, explanation), fault)
    value = value_of(cell if isinstance(cell, float | int) else printed)
    if value.fault or value.comparator != "eq" or value.high is not None:
        words = A_DASH if value.fault == "dash" else NOT_A_NUMBER if value.fault else ONE_NUMBER
        fault = words.filled(cell=printed[:60])
        return Cell(printed, Typed(None, True, vintage, note, explanation), fault)
    number = value.low
    if number is not None and value.unit and value.unit != line.unit:
        converted = convert(number, parse_unit(value.unit), parse_unit(line.unit))
        if converted is None:
            found = findings(Facts(unit=line.unit, value=number, typed=value.unit))
            apart = next((one.words for one in found if one.id in ("unit", "points")), None)
            return Cell(printed, Typed(None, True, vintage, note, explanation, value.unit), apart)
        number = float(converted)
    return Cell(printed, Typed(number, True, vintage, note, explanation))


def loose_cell(cell: str, *, vintage: str = "", note: str = "", explanation: str = "") -> Cell:
    """What a cell says that no line is known for: the number as it came, in whatever unit, kept until a line is."""
    printed = " ".join(cell.split())[:LONGEST]
    value = value_of(printed)
    number = None if value.fault or value.high is not None else value.low
    return Cell(
        printed, Typed(number, True, vintage, note.strip()[:LONGEST], explanation.strip()[:LONGEST], value.unit)
    )


def cell_on_line(line: Line, printed: str, *, vintage: str = "", note: str = "", explanation: str = "") -> Cell:
    """What a loose cell says on the line that a person chose for it.

    "35,5 giường" beside "giường bệnh/vạn dân": the sentence has the rest of the unit in its words.
    """
    said = {"vintage": vintage, "note": note, "explanation": explanation}
    cell = read_cell(line, printed, **said)
    short = fold(cell.typed.unit)
    if cell.fault is None or not short or not fold(line.unit).startswith(short):
        return cell
    return read_cell(line, format_number(value_of(printed).low or 0.0), **said)


def cells_of_post(form: Form, data: Mapping[str, str]) -> dict[int, Cell]:
    """Row → what a sent form says in its line; lines that it does not have are left out."""
    found = {}
    for line in form.lines:
        pk = line.row.pk
        if (cell := data.get(f"v-{pk}")) is not None:
            found[pk] = read_cell(
                line, cell, vintage=data.get(f"k-{pk}", ""), note=data.get(f"n-{pk}", ""),
                explanation=data.get(f"e-{pk}", ""),
            )  # fmt: skip
    return found


def texts_of_post(form: Form, data: Mapping[str, str]) -> dict[str, str]:
    """Heading → text, of those that a sent form has."""
    return {heading: data[f"t-{n}"] for n, heading in enumerate(form.outline) if f"t-{n}" in data}


def cell_of(line: Line) -> Cell:
    """A saved line as it would be typed."""
    entry = line.entry
    if entry is None:
        return Cell("", Typed(said=False))
    printed = NO_FIGURE if entry.value is None else format_number(entry.value)
    return Cell(printed, Typed(entry.value, True, entry.vintage, entry.note, entry.explanation))
