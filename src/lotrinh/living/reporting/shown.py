"""A report as its page shows it: lines with what is typed, what is to be looked at, what has changed since it was sent.

Reads: `Form`, cells as they were typed, steps. Writes: values for templates and for the live checks. No query.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lotrinh.core.vietnamese.numbers import format_number
from lotrinh.living.observations.words import language, value_words
from lotrinh.living.reporting.cells import Cell, cell_of
from lotrinh.living.reporting.checks import Finding
from lotrinh.living.reporting.examining import Typed, examine
from lotrinh.living.reporting.lines import Form, Line
from lotrinh.living.words import Words


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the page. `before`: what the report said of it when it was sent the last time, "" where nothing new.

    `saved`: what somebody else saved meanwhile, where it is not what was typed.
    """

    line: Line
    cell: Cell
    findings: tuple[Finding, ...]
    before: str = ""
    saved: str = ""

    @property
    def wants(self) -> bool:
        """Whether the line keeps the report from being sent."""
        return self.cell.fault is not None or any(one.open(self.cell.typed.explanation) for one in self.findings)

    @property
    def told(self) -> tuple[Finding, ...]:
        """What is told beside the line. That it is empty is plain to see: the list tells it when the report is sent."""
        return tuple(one for one in self.findings if one.id != "missing")

    @property
    def share(self) -> str:
        """Share of the plan of the year: "70,5%"."""
        return share_told(self.line.share(self.cell.typed.value))


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading."""

    heading: str
    lines: tuple[Shown, ...]


def share_told(share: float | None) -> str:
    """A share in percent, "" where there is none."""
    return "" if share is None else f"{format_number(round(share, 1), lang=language())}%"


def typed_of(cells: Mapping[int, Cell]) -> dict[int, Typed]:
    """What the checks look at; a cell that cannot be taken counts as empty."""
    return {pk: cell.typed for pk, cell in cells.items() if cell.fault is None}


def groups_of(
    form: Form, cells: Mapping[int, Cell] | None = None, sent: Mapping[str, Any] | None = None, *, beside: bool = False
) -> list[Group]:
    """The form for its page. `cells`: as they were typed, in place of what is saved; `sent`: content of a step.

    `beside`: what is saved is told beside what was typed, where they differ.
    """
    typed = dict(cells or {})
    found = examine(form, typed_of(typed))
    before = {line["row"]: line for line in (sent or {}).get("lines", ())}
    return [
        Group(
            heading,
            tuple(
                Shown(
                    line, typed.get(line.row.pk) or cell_of(line),
                    () if (cell := typed.get(line.row.pk)) and cell.fault else found.get(line.row.pk, ()),
                    _before(line, before) if sent else "",
                    _saved(line, typed.get(line.row.pk)) if beside else "",
                )
                for line in lines
            ),
        )
        for heading, lines in form.by_heading
    ]  # fmt: skip


def not_emptied(form: Form, cells: Mapping[int, Cell]) -> dict[int, Cell]:
    """Cells of an older form but for the empty ones of lines that somebody has answered since: these stay as saved."""
    answered = {line.row.pk for line in form.lines if line.entry is not None}
    return {pk: cell for pk, cell in cells.items() if cell.printed or pk not in answered}


def _saved(line: Line, cell: Cell | None) -> str:
    entry = line.entry
    if entry is None or cell is None or (cell.fault is None and cell.typed.value == entry.value):
        return ""
    return value_words(entry.value, line.unit, change=line.row.change)


def _before(line: Line, sent: Mapping[int, Mapping[str, Any]]) -> str:
    held = sent.get(line.row.pk)
    if held is None:
        return str(NOTHING) if line.entry is not None else ""
    entry = line.entry
    same = entry is not None and (entry.value, entry.vintage) == (held["value"], held["vintage"])
    return "" if same else value_words(held["value"], held["unit"], change=held["change"])


NOTHING = Words("không ghi gì", "nothing")


def live(form: Form, cells: Mapping[int, Cell]) -> dict[str, Any]:
    """What is told beside the cells while somebody types: {"lines": {row: …}, "open": lines that want something}."""
    lines = {}
    wanting = 0
    for group in groups_of(form, cells):
        for shown in group.lines:
            wanting += shown.wants
            told = value_words(shown.cell.typed.value, shown.line.unit, change=shown.line.row.change)
            lines[str(shown.line.row.pk)] = {
                "fault": str(shown.cell.fault or ""),
                "findings": [{"level": one.level, "text": str(one.words)} for one in shown.told],
                "share": shown.share,
                "read": told if shown.cell.typed.said and shown.cell.fault is None else "",
                "wants": shown.wants,
            }
    return {"lines": lines, "open": wanting}


@dataclass(frozen=True, slots=True)
class Changed:
    """A line that two contents tell differently."""

    name: str
    was: str
    now: str


def changed_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Changed]:
    """What two contents of steps tell differently, in the order of the later one."""
    old = {line["row"]: line for line in before.get("lines", ())}
    new = {line["row"]: line for line in after.get("lines", ())}
    rows: Sequence[int] = [*new, *(row for row in old if row not in new)]
    found = []
    for row in rows:
        was, now = (_told(lines.get(row)) for lines in (old, new))
        if was != now:
            found.append(Changed((new.get(row) or old[row])["name"], was, now))
    for heading in {**before.get("text", {}), **after.get("text", {})}:
        was, now = (content.get("text", {}).get(heading, "") for content in (before, after))
        if was != now:
            found.append(Changed(heading, was, now))
    return found


def _told(line: Mapping[str, Any] | None) -> str:
    if line is None:
        return ""
    told = value_words(line["value"], line["unit"], change=line["change"])
    extra = " · ".join(filter(None, (line["note"], line["explanation"])))
    return f"{told} ({extra})" if extra else told
