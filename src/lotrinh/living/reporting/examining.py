"""The checks over a whole form: which facts each line gives them, and what they find.

Reads: `Form`. Writes: findings by line. No query.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lotrinh.living.observations.models import Observation
from lotrinh.living.plans.models import Accumulation
from lotrinh.living.reporting.checks import Facts, Finding, findings
from lotrinh.living.reporting.lines import Form, Line
from lotrinh.living.reporting.models import Period

_ADDED = frozenset({Accumulation.FLOW, Accumulation.STOCK, Accumulation.CUMULATIVE})


@dataclass(frozen=True, slots=True)
class Typed:
    """What is said in a line before it is written. `said` False: the line is empty; `unit`: printed with the number."""

    value: float | None = None
    said: bool = True
    vintage: str = ""
    note: str = ""
    explanation: str = ""
    unit: str = ""


def examine(form: Form, typed: Mapping[int, Typed] | None = None) -> dict[int, tuple[Finding, ...]]:
    """Row → what is to be looked at in its line, of all lines that give reason. `typed` stands for what is saved."""
    said = {line.row.pk: (typed or {}).get(line.row.pk) or said_in(line) for line in form.lines}
    parts = _parts_of(form)
    found: dict[int, tuple[Finding, ...]] = {}
    for line in form.lines:
        values = [said[part.row.pk].value for part in parts.get(line.row.pk, ()) if part.unit == line.unit]
        told = [value for value in values if value is not None]
        if one := findings(facts_of(line, said[line.row.pk], told, form.request.period)):
            found[line.row.pk] = one
    return found


def open_findings(form: Form) -> dict[int, tuple[Finding, ...]]:
    """What keeps the report from being sent: what must be mended, and what wants an explanation and has none."""
    found = {}
    for pk, ones in examine(form).items():
        line = form.line(pk)
        explanation = line.entry.explanation if line is not None and line.entry else ""
        if still := tuple(one for one in ones if one.open(explanation)):
            found[pk] = still
    return found


def said_in(line: Line) -> Typed:
    """What is saved in a line."""
    entry = line.entry
    if entry is None:
        return Typed(said=False)
    return Typed(entry.value, True, entry.vintage, entry.note, entry.explanation)


def facts_of(line: Line, said: Typed, parts: list[float], period: Period) -> Facts:
    """A line as the checks see it. A line that names no vintage has that of the period's regime."""
    row, below = line.row, line.suggested
    held = line.held if line.entry is None or line.held is None or line.held.pk != line.entry.observation_id else None
    whole = below is not None and below.rolled.whole and row.indicator.accumulation in _ADDED
    return Facts(
        name=row.indicator.name, unit=line.unit, kind=row.indicator.accumulation, change=row.change,
        required=row.required, evidence=row.evidence, placed=line.placed, said=said.said, value=said.value,
        vintage=said.vintage or period.regime.vintage, typed=said.unit, note=said.note, explanation=said.explanation,
        files=len(line.attachments), last=line.in_unit(_last(line, period)), year_before=line.in_unit(line.year_before),
        held=line.in_unit(held), held_vintage=held.vintage if held else "", share=line.share(said.value),
        goal=line.wanted, parts=parts,
        below=below.value if below is not None and whole else None,
    )  # fmt: skip


def _last(line: Line, period: Period) -> Observation | None:
    """The figure before; a running total begins anew each year, so that December says nothing of January's."""
    running = line.row.indicator.accumulation == Accumulation.CUMULATIVE and line.row.change == "level"
    if running and line.last is not None and line.last.last.year != period.last.year:
        return None
    return line.last


def _parts_of(form: Form) -> dict[int, list[Line]]:
    """Row → lines whose targets are parts ("trong đó") of its target, where such parts add up."""
    by_target = {
        goal.target.pk: line for line in form.lines for goal in (line.goal, line.long_goal) if goal is not None
    }
    found: dict[int, list[Line]] = {}
    for line in form.lines:
        for goal in (line.goal, line.long_goal):
            above = by_target.get((goal.target.parent_id if goal else None) or 0)
            if above is None or above is line or above.row.indicator.accumulation not in _ADDED:
                continue
            if line not in (parts := found.setdefault(above.row.pk, [])):
                parts.append(line)
    return found
