"""Task records: what a clause that is a task tells, as one `Task`.

Reads: a `Walk`, a `Clause`, who holds it. Writes: the walk's `found`, and what the lines below have to know.
"""

from __future__ import annotations

import msgspec

from lotrinh.extraction.facts import Task
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Line
from lotrinh.extraction.tasks.assignments import read_assignment
from lotrinh.extraction.tasks.cited_grounds import past_cited_ground
from lotrinh.extraction.tasks.closings import is_closing, is_empty, past_answering
from lotrinh.extraction.tasks.deadlines import find_deadline
from lotrinh.extraction.tasks.deliverables import find_deliverable
from lotrinh.extraction.tasks.flow import told_above
from lotrinh.extraction.tasks.holder_stack import hold_below
from lotrinh.extraction.tasks.holders import Holder, names_of, rule_of
from lotrinh.extraction.tasks.offices import cooperating, met_with
from lotrinh.extraction.tasks.orders import sums_up
from lotrinh.extraction.tasks.task_context import cited
from lotrinh.extraction.tasks.task_doubts import doubts
from lotrinh.extraction.tasks.task_parts import Part
from lotrinh.extraction.tasks.verbs import has_verb
from lotrinh.extraction.tasks.walk import Clause, Walk, is_marked

_APART = (" .", " ;")
_SHORTEST = 8  # characters of an action
# An order that says no more than that it is one, and by when.
_BARE = pattern(
    r" ?(?:(?:tổ chức )?(?:triển khai|thực hiện)(?: thực hiện)?|tham mưu(?: thực hiện)?)?"
    r"(?:,? ?(?:hoàn thành|xong|thời gian)[^.;]{0,60}|,? (?:trước|trong|đến) [^.;]{0,40})?[ .;]*"
)


def add_task(walk: Walk, clause: Clause, holder: Holder | None) -> None:
    """Add the task of the clause, of the agencies it names or of its `holder`, unless no action is left of it."""
    assignment = clause.assignment
    own = names_of(assignment.leads) if assignment and holder is None else ()
    leads = own or (holder.leads if holder else ())
    start, end = clause.part.start, clause.part.first_end
    action = _action(walk, clause, leads, holder, named=bool(own))
    if action is None:
        return
    if other := _named_behind_answer(walk, clause, action):
        add_task(walk, other, None)
        return
    end = _trimmed(walk, action, end if action < end else clause.part.end)
    if end - action < _SHORTEST:
        return
    partners = _partners(walk, clause, end, leads, holder)
    skip = cited(walk.source, start, end)
    deadline = find_deadline(walk.prose.shadow, start, end, action=action, year=walk.year, skip=skip)
    if deadline is None and action < start:  # the sentence before tells the work, and may tell when
        skip = cited(walk.source, action, start)
        deadline = find_deadline(walk.prose.shadow, action, start, action=action, year=walk.year, skip=skip)
    if walk.summary is None and walk.context.tells and assignment and sums_up(walk.prose, start, assignment):
        walk.summary = len(walk.found)
    why = doubts(
        walk.prose.shadow, action, clause.part.end, leads, partners, first_part=clause.part.first_end < clause.part.end,
        concludes=walk.context.concludes, inferred=holder is not None and holder.inferred,
        remote=holder is not None and (holder.far or holder.remote),
    )  # fmt: skip
    walk.found.append(
        Task(
            start=action,
            end=_trimmed(walk, action, clause.part.end),
            rule=rule_of(assignment, holder),
            reasons=(*(deadline.reasons if deadline else ()), *why),
            lead=leads,
            partners=partners,
            due=deadline.due if deadline else None,
            due_kind=deadline.kind if deadline else "none",
            due_text=walk.prose.text[deadline.start : deadline.end] if deadline else None,
            recurrence=deadline.recurrence if deadline else None,
            deliverable=find_deliverable(walk.prose, action, end),
            section=walk.context.section_id(clause.line.index),
            inherited={"lead": holder.section or ""} if holder is not None else {},
        )
    )
    _note_told(walk, clause, leads, holder)
    if clause.first:
        hold_below(walk, clause, leads, holder)


def joined_to_bullet(walk: Walk, line: Line) -> bool:
    """Whether a line is the next sentence of the bullet just above, in a text that puts each on a line of its own.

    Such a text was cut into words: blanks stand before its marks. The bullet's task then reaches to the line's end.
    """
    if is_marked(walk, line) or not walk.found or not line.index:
        return False
    text, above, last = walk.prose.text, walk.prose.lines[line.index - 1], walk.found[-1]
    marker = walk.context.outline.markers[above.index]
    if marker is None or marker.kind != "bullet" or not above.start <= last.start < above.end:
        return False
    if not text.endswith(_APART, above.start, above.end) or text[above.end : line.start].count("\n") != 1:
        return False
    if not has_verb(walk.prose.shadow, line.start, line.end, sure=True):
        return False
    walk.found[-1] = msgspec.structs.replace(last, end=_trimmed(walk, line.start, line.end))
    skip = cited(walk.source, line.start, line.end)
    deadline = find_deadline(walk.prose.shadow, line.start, line.end, year=walk.year, skip=skip)
    if deadline is not None and last.due_kind == "none":
        walk.found[-1] = msgspec.structs.replace(
            walk.found[-1], due=deadline.due, due_kind=deadline.kind, recurrence=deadline.recurrence,
            due_text=text[deadline.start : deadline.end],
        )  # fmt: skip
    return True


def _action(walk: Walk, clause: Clause, leads: tuple[str, ...], holder: Holder | None, *, named: bool) -> int | None:
    """Where the action begins; None for a closing formula, or words without work. `named`: the clause names who."""
    shadow, assignment = walk.prose.shadow, clause.assignment
    start, end = clause.part.start, clause.part.first_end
    stated = assignment.action if assignment else start
    if not clause.first and assignment is not None and assignment.leads and _BARE.fullmatch(shadow, stated, end):
        return _told_before(walk, clause)
    action = start if holder is not None and assignment is not None and assignment.leads else stated
    if action == start and holder is not None:
        action = past_cited_ground(walk.prose, start, end)
    told = action if assignment is not None and assignment.handed else start  # what stands before is the order
    if is_closing(shadow, told, action, end, leads, named=named and is_marked(walk, clause.line)):
        return None
    if not (assignment and assignment.partners) and is_empty(shadow, stated, clause.part.end):
        return None
    return past_answering(shadow, action, clause.part.end)


def _told_before(walk: Walk, clause: Clause) -> int | None:
    """Where the work begins that the sentence before a bare order tells: "(Nâng cấp …). Giao Sở X thực hiện"."""
    marker = walk.context.outline.markers[clause.line.index]
    body = marker.body if marker else clause.line.start
    if marker is None or (walk.found and walk.found[-1].end > body):
        return None
    return body if has_verb(walk.prose.shadow, body, clause.part.start, sure=True) else None


def _named_behind_answer(walk: Walk, clause: Clause, action: int) -> Clause | None:
    """The clause behind what somebody answers for, when it names who does its work; else None."""
    stated = clause.assignment.action if clause.assignment else clause.part.start
    said = read_assignment(walk.prose, action, clause.part.end) if action > stated else None
    if said is None or not said.leads:
        return None
    part = Part(action, max(action, clause.part.first_end), clause.part.end)
    return Clause(clause.line, part, clause.standing, said, clause.first)


def _partners(walk: Walk, clause: Clause, end: int, leads: tuple[str, ...], holder: Holder | None) -> tuple[str, ...]:
    """Whom the leads work with: as told at the head, in the action, or by the holder; else whom they meet with."""
    start, assignment = clause.part.start, clause.assignment
    head = names_of(assignment.partners) if assignment else ()
    partners = [*head, *(agency.name for agency in cooperating(walk.prose, start, end))]
    if holder is not None and holder.hands_partners and not head:
        partners = [*holder.partners, *partners]
    partners = partners or [agency.name for agency in met_with(walk.prose, start, end)]
    taken = {name.casefold() for name in leads}
    return tuple(dict.fromkeys(name for name in partners if name.casefold() not in taken))


def _note_told(walk: Walk, clause: Clause, leads: tuple[str, ...], holder: Holder | None) -> None:
    """In an article, paragraphs below may go on with the order that this one tells."""
    flow, line = walk.flow, clause.line
    if not walk.context.tells or is_marked(walk, line):
        return
    told = clause.assignment is not None and clause.assignment.handed
    if told or told_above(flow, line.index) or (holder is not None and leads == flow.leads):
        flow.leads, flow.last = leads, line.index


def _trimmed(walk: Walk, start: int, end: int) -> int:
    """Where ``[start, end)`` ends without its closing marks."""
    return start + len(walk.prose.text[start:end].rstrip(" .;:/"))
