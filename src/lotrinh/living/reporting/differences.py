"""What came in a table, a workbook or a Word report against what the draft holds: a dry run that anybody can repeat.

Reads: `Came` values, the form. Writes: rows as `Upload.rows` keeps them; differences of kept rows to the form of today.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lotrinh.living.observations.records import same_number
from lotrinh.living.observations.words import value_words
from lotrinh.living.reporting.cells import Cell, cell_on_line
from lotrinh.living.reporting.checks import Finding
from lotrinh.living.reporting.entering import Figure
from lotrinh.living.reporting.examining import Typed, examine
from lotrinh.living.reporting.lines import Form, Line
from lotrinh.living.words import Words

TWICE = Words("Dòng này có hai lần với hai số khác nhau.", "This line comes twice, with two figures.")


@dataclass(frozen=True, slots=True)
class Came:
    """A line as it came. `row_id` None: the form has no such line. `where`: its place ("B5"); `quote`: its sentence."""

    row_id: int | None
    name: str
    cell: Cell
    where: str = ""
    quote: str = ""
    likeness: float = 1.0


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that came beside the draft. `kind`: "new", "changes", "same", "empties", "problem", "loose".

    Of a loose one no line of the form is known; a person may point it to one (`on_line`).

    `sure`: may be put in with all others; a doubtful one only when a person ticks it.
    """

    key: str
    line: Line | None
    name: str
    kind: str
    printed: str
    was: str
    told: str
    figure: Figure | None
    problem: Words | None
    findings: tuple[Finding, ...]
    where: str
    quote: str
    sure: bool

    @property
    def place(self) -> str:
        """Where it stood in what came: a cell, or the number of a row."""
        return str(Words(f"dòng {self.where}", f"row {self.where}")) if self.where.isdecimal() else self.where


def kept_rows(came: Iterable[Came]) -> list[dict[str, Any]]:
    """What came, as an upload keeps it."""
    return [
        {
            "row": one.row_id, "name": one.name[:300], "printed": one.cell.printed, "value": one.cell.typed.value,
            "said": one.cell.typed.said, "vintage": one.cell.typed.vintage, "note": one.cell.typed.note,
            "explanation": one.cell.typed.explanation, "where": one.where, "quote": one.quote[:2_000],
            "likeness": round(one.likeness, 3),
            "fault": {"vi": one.cell.fault.vi, "en": one.cell.fault.en} if one.cell.fault else None,
        }
        for one in came
    ]  # fmt: skip


def on_line(row: Mapping[str, Any], line: Line) -> dict[str, Any]:
    """A kept row put on a line that a person chose for it."""
    cell = cell_on_line(
        line, str(row["printed"]), vintage=row["vintage"], note=row["note"], explanation=row["explanation"]
    )
    return kept_rows([Came(line.row.pk, str(row["name"]), cell, str(row["where"]), str(row["quote"]))])[0]


def differences(form: Form, rows: Sequence[Mapping[str, Any]]) -> list[Difference]:
    """Kept rows against the form as it stands, in their order."""
    twice = _twice(rows)
    typed = {
        row["row"]: _typed(row)
        for row in rows
        if row["row"] is not None and not row["fault"] and row["row"] not in twice
    }
    found = examine(form, typed)
    return [_difference(form, number, row, twice, found) for number, row in enumerate(rows)]


def _typed(row: Mapping[str, Any]) -> Typed:
    return Typed(row["value"], row["said"], row["vintage"], row["note"], row["explanation"])


def _twice(rows: Sequence[Mapping[str, Any]]) -> frozenset[int]:
    """Lines that come with different values."""
    told: dict[int, set[object]] = {}
    for row in rows:
        if row["row"] is not None and not row["fault"]:
            told.setdefault(row["row"], set()).add((row["value"], row["said"]))
    return frozenset(pk for pk, values in told.items() if len(values) > 1)


def _difference(
    form: Form, number: int, row: Mapping[str, Any], twice: frozenset[int],
    found: Mapping[int, tuple[Finding, ...]],
) -> Difference:  # fmt: skip
    line = form.line(row["row"]) if row["row"] is not None else None
    problem = Words(row["fault"]["vi"], row["fault"]["en"]) if row["fault"] else None
    if problem is None and row["row"] in twice and not row["quote"]:
        problem = TWICE
    told, figure, kind = "", None, "problem" if line is not None else "loose"
    if line is not None and problem is None:
        typed = _typed(row)
        vintage = typed.vintage or (line.entry.vintage if line.entry else "")
        # A table that has no column for them leaves note and explanation as they are.
        note = typed.note or (line.entry.note if line.entry and row["said"] else "")
        explanation = typed.explanation or (line.entry.explanation if line.entry and row["said"] else "")
        figure = Figure(line.row.pk, typed.value, typed.said, vintage, note, explanation)
        told = value_words(typed.value, line.unit, change=line.row.change) if typed.said else ""
        kind = _kind(line, figure)
    doubts = found.get(line.row.pk, ()) if line is not None and row["row"] not in twice else ()
    doubts = tuple(one for one in doubts if one.id not in ("evidence", "missing"))
    sure = kind in ("new", "changes") and not doubts and row["likeness"] >= _SURE and row["row"] not in twice
    return Difference(
        str(number), line, str(row["name"]), kind, str(row["printed"]), line.told if line else "", told, figure,
        problem, doubts, str(row["where"]), str(row["quote"]), sure,
    )  # fmt: skip


_SURE = 0.85


def _kind(line: Line, figure: Figure) -> str:
    entry = line.entry
    if not figure.said:
        return "empties" if entry is not None else "same"
    if entry is None:
        return "new"
    same = (
        entry.value is figure.value
        if entry.value is None or figure.value is None
        else same_number(entry.value, figure.value)
    )
    rest = (entry.vintage, entry.note, entry.explanation) == (
        figure.vintage or entry.vintage, figure.note, figure.explanation
    )  # fmt: skip
    return "same" if same and rest else "changes"
