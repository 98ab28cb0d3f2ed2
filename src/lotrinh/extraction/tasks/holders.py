"""Holders: lines that say who does the work of the lines below them.

Reads: what the words of a line say (`Assignment`), `Context`. Writes: `Holder`s and plain answers about them.
"""

from __future__ import annotations

import msgspec

from lotrinh.extraction.agencies import Agency
from lotrinh.extraction.tasks.assignments import Assignment
from lotrinh.extraction.tasks.task_context import Context


class Holder(msgspec.Struct, frozen=True):
    """A line that says who does the work of the lines below it, up to line `last`.

    `hands_partners`: the partners are for every line below. `given`: words of office or "giao" stand
    with the agency. `far`: a sentence that introduces a whole part. `inferred`: no agency is printed.
    """

    leads: tuple[str, ...]
    partners: tuple[str, ...]
    line: int
    last: int
    section: str | None
    style: str
    hands_partners: bool
    given: bool
    far: bool = False
    inferred: bool = False
    works: bool = False  # a task itself, which paragraphs below it go on with
    ahead: bool = False  # what a report says comes next, or an article's orders: its lines are work there, too
    remote: bool = False  # its own leads come from a sentence that introduces a whole part


def meant_by_place(context: Context, line: int) -> Holder | None:
    """Whom the conclusions of a meeting are for, in their sections of tasks."""
    if context.place is None or not context.titled[line]:
        return None
    return Holder((context.place,), (), line, line, context.section_id(line), "", False, False, True, True)


def names_of(agencies: tuple[Agency, ...]) -> tuple[str, ...]:
    """The names of the agencies, each once."""
    return tuple(dict.fromkeys(agency.name for agency in agencies))


def names_the_same(assignment: Assignment, holder: Holder) -> bool:
    """Whether the clause repeats who holds it; one of several says more with partners, or below a sentence."""
    named = {name.casefold() for name in names_of(assignment.leads)}
    held = {name.casefold() for name in holder.leads}
    says_more = bool(named) and named < held and (bool(assignment.partners) or not holder.style)
    return named <= held and not says_more


def is_plain(holder: Holder, section: str | None) -> bool:
    """Whether the holder is an unnumbered line of the same section: the next such line takes its place."""
    return not holder.style and not holder.far and holder.section == section


def is_given(assignment: Assignment | None) -> bool:
    """Whether words of office or "giao" stand with the agency."""
    return assignment is not None and (assignment.ordered or assignment.proven)


def rule_of(assignment: Assignment | None, holder: Holder | None) -> str:
    """The id of the rule by which the line is a task."""
    if holder is not None:
        if holder.inferred:
            return "task.conclusion"
        return "task.cooperate" if assignment and assignment.partners else "task.under_agency"
    assert assignment is not None
    if assignment.behind:
        return "task.lead_behind"
    if assignment.ordered:
        return "task.assigned"
    return "task.lead_named" if assignment.proven else "task.agency_first"
