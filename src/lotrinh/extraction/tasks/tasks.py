"""Tasks: the pieces of work a document gives to agencies, one record for each that is tracked on its own.

Reads: `Source`. Writes: `Task`s in text order.

A line is a task when it names who has to do it, or stands under a line that does: the heading "2. Sở X
chủ trì, phối hợp với các sở, ban, ngành", "Chủ trì, phối hợp với …:" on a line of its own, "Chính phủ
yêu cầu … thực hiện các nhiệm vụ sau:". Such lines are holders; each holds the lines of its section or list.
Rows of task tables and works with labelled attributes ("Cơ quan chủ trì: …") are read by their own modules.

For each clause of a line: sayings.py tells who has to act, holder_stack.py who holds it, given_work.py and works.py
whether it is work, task_records.py makes the record. What they share is the `Walk`.
"""

from __future__ import annotations

import msgspec

from lotrinh.extraction.facts import Task
from lotrinh.extraction.prose import Line
from lotrinh.extraction.source import Source
from lotrinh.extraction.tasks.assignments import Assignment, may_begin
from lotrinh.extraction.tasks.deadlines import find_deadline
from lotrinh.extraction.tasks.flow import goes_on_working, tells_of_document, tells_on, told_above
from lotrinh.extraction.tasks.given_work import gives_work, stays_with_holder
from lotrinh.extraction.tasks.holder_stack import hold, hold_introduced, leave_ended
from lotrinh.extraction.tasks.holders import Holder, meant_by_place, names_the_same
from lotrinh.extraction.tasks.listed_things import last_of_things
from lotrinh.extraction.tasks.orders import may_order
from lotrinh.extraction.tasks.relays import opens_orders, relays
from lotrinh.extraction.tasks.sayings import said_in, turns_to_another
from lotrinh.extraction.tasks.task_context import Context, Standing, context_of
from lotrinh.extraction.tasks.task_headings import heads_measures, heads_work, is_letterhead, is_title_line
from lotrinh.extraction.tasks.task_labels import labelled_tasks
from lotrinh.extraction.tasks.task_lines import (
    Turn,
    goes_on,
    is_dating,
    is_group,
    is_nominal,
    past_lead_in,
    past_ordinal,
    past_powers,
    past_source,
    past_topic,
    turns,
)
from lotrinh.extraction.tasks.task_parts import Part, later_starts, parts_of
from lotrinh.extraction.tasks.task_records import add_task, joined_to_bullet
from lotrinh.extraction.tasks.task_tables import table_tasks
from lotrinh.extraction.tasks.verbs import has_verb
from lotrinh.extraction.tasks.walk import Clause, Walk, introduces, is_marked, walk_of
from lotrinh.extraction.tasks.works import is_work

_ORDERS = ("Công điện", "Chỉ thị")
_BRACKETED = (")", ").", ");")


def find_tasks(source: Source) -> tuple[Task, ...]:
    """All tasks of the document, in text order."""
    context = context_of(source)
    rows, row_lines = table_tasks(source)
    labelled, label_lines = labelled_tasks(source, context)
    found = [*rows, *labelled, *_told_tasks(source, context, row_lines | label_lines)]
    found.sort(key=lambda task: (task.start, task.end))
    return tuple(found)


def _told_tasks(source: Source, context: Context, taken: set[int]) -> list[Task]:
    """The tasks of the running text, without the lines `taken`."""
    walk, turned = walk_of(source, context), turns(source.prose)
    for line in source.prose.lines:
        standing = context.standing[line.index]
        if standing is Standing.OUTSIDE or line.index in taken or line.index <= walk.things:
            if walk.flow.last == line.index - 1:  # a caption between two paragraphs
                walk.flow.last = line.index
            continue
        leave_ended(walk, line)
        _read_line(walk, line, standing, turned.get(line.index))
    told = walk.summary
    if told is not None and walk.found[-1].start > source.prose.line_at(walk.found[told].start).end:
        del walk.found[told]  # its parts are told below
    return walk.found


def _read_line(walk: Walk, line: Line, standing: Standing, turned: list[tuple[int, Turn]] | None) -> None:
    """Add the tasks of one line; `turned`: its words that may turn to somebody else."""
    context, shadow = walk.context, walk.prose.shadow
    marker = context.outline.markers[line.index]
    start = marker.body if marker else line.start
    if marker is None and line.index and walk.prose.text[start : start + 1].islower():
        return  # the end of a paragraph that the source broke
    start = past_ordinal(shadow, past_source(shadow, start, line.end), line.end)
    if start >= line.end or shadow[start] in "(|*" or is_group(shadow, start, line.end):
        return
    opens_on = goes_on(shadow, start, line.end)
    continues = opens_on and not turns_to_another(walk, line, start)
    if continues and turned is None:
        return
    start = past_topic(shadow, past_lead_in(shadow, start, line.end) if opens_on else start, line.end)
    start = past_powers(shadow, start, line.end)
    if marker is None and not continues and _dates_the_last(walk, line):
        return
    starts = _later_starts(walk, line, start, turned)
    more_follows = introduces(walk, line, start)
    _note_orders(walk, line, start, standing, introduces=more_follows)
    if not (starts or more_follows or _may_tell(walk, line, start)):
        return
    parts = parts_of(walk.prose, start, line.end, () if more_follows else starts, tells=context.may_order)
    for part in parts[1:] if continues else parts:
        _read_clause(walk, line, part, standing, first=part.start == start)


def _note_orders(walk: Walk, line: Line, start: int, standing: Standing, *, introduces: bool) -> None:
    """Keep where orders are announced, and whether an article tells of a document that has just been issued."""
    shadow, flow = walk.prose.shadow, walk.flow
    if (introduces and opens_orders(shadow, start, line.end)) or (
        standing is Standing.RELAYED and relays(shadow, start, line.end)
    ):
        flow.ordered = line.index
    if flow.tells and not flow.issued:
        flow.issued = tells_of_document(shadow, start, line.end)


def _may_tell(walk: Walk, line: Line, start: int) -> bool:
    """Whether a line in one part may be a task at all (a quick look)."""
    context, shadow = walk.context, walk.prose.shadow
    if walk.holders or context.place or told_above(walk.flow, line.index):
        return True
    if (context.may_order and may_order(shadow, start, line.end)) or may_begin(shadow, start, line.end):
        return True
    marked, titled = context.outline.markers[line.index] is not None, context.titled[line.index]
    return (marked and titled) or ((marked or titled) and shadow.endswith(_BRACKETED, start, line.end))


def _later_starts(walk: Walk, line: Line, start: int, turned: list[tuple[int, Turn]] | None) -> list[int]:
    """Where parts of a line begin, after the first, that give work or ask somebody."""
    context = walk.context
    standing = context.standing[line.index]
    titled = context.titled[line.index] and standing is not Standing.REPORT
    holder = walk.holders[-1] if walk.holders else None
    told = titled or standing is Standing.RELAYED or tells_on(walk.flow, line.index) or _is_all_orders(walk, standing)
    return later_starts(
        walk.prose, (start, line.end), turned, holder.leads if holder else (),
        told=told, free=holder is None or holder.far,
        tells=context.may_order and holder is None and not context.relays_below(line.index)
        and may_order(walk.prose.shadow, start, line.end),
    )  # fmt: skip


def _is_all_orders(walk: Walk, standing: Standing) -> bool:
    """Whether whoever the document names with a verb has to act: a conclusion, a letter, a directive."""
    orders = walk.context.concludes or walk.context.letter or walk.source.info.kind in _ORDERS
    return orders and standing is Standing.OPEN


def _dates_the_last(walk: Walk, line: Line) -> bool:
    """A line of its own that only says until when: "Hoàn thành trong quý II năm 2025."."""
    prose = walk.prose
    last = walk.found[-1] if walk.found else None
    if last is None or not is_dating(prose.shadow, line.start, line.end, again=last.due is not None):
        return False
    deadline = find_deadline(prose.shadow, line.start, line.end, year=walk.year)
    if deadline is None or deadline.due is None or prose.line_at(last.start).index < line.index - 2:
        return False
    text = prose.text[deadline.start : deadline.end]
    walk.found[-1] = msgspec.structs.replace(last, due=deadline.due, due_kind=deadline.kind, due_text=text)
    return True


def _read_clause(walk: Walk, line: Line, part: Part, standing: Standing, *, first: bool) -> None:
    """Add the task that one part of a line tells, or keep whom it names for the lines below."""
    shadow = walk.prose.shadow
    start, end = part.start, part.first_end
    if not first and standing is Standing.REPORT and tells_on(walk.flow, line.index):
        standing = Standing.RELAYED
    assignment = said_in(walk, line, start, end, first=first)
    if assignment and not shadow[assignment.action : end].strip(" .:;,-…"):
        if first and not is_letterhead(walk.source, walk.context, line, assignment):
            hold(walk, line, assignment)
        return
    things = last_of_things(walk.prose, walk.context.outline, line, start) if first and walk.holders else None
    if things is not None:
        walk.things = things
    elif first and end == line.end and introduces(walk, line, start):
        hold_introduced(walk, line, start, end, assignment)
        return
    if things is None and is_title_line(walk.source, line, assignment):
        if assignment and assignment.leads and (assignment.action == start or _heads(walk, line, assignment)):
            hold(walk, line, assignment)
        return
    holder = _holder_of(walk, line, start, assignment, first=first)
    repeats = assignment and holder and not holder.far and names_the_same(assignment, holder)
    if assignment and repeats and not is_nominal(shadow, start):  # "Về vốn: Sở X cần …" names who once more
        assignment = msgspec.structs.replace(assignment, leads=())
    clause = Clause(line, part, standing, assignment, first)
    gives = assignment and assignment.leads and gives_work(walk, clause, assignment, holder)
    if assignment and gives and not stays_with_holder(walk, clause, assignment, holder):
        add_task(walk, clause, None)
    elif first and holder is not None:
        work = is_work(walk.prose, walk.context, line, assignment, start, standing, holder)
        if work and not joined_to_bullet(walk, line):
            add_task(walk, clause, holder)


_LONGEST_TAIL = 40  # characters


def _heads(walk: Walk, line: Line, assignment: Assignment) -> bool:
    """Whether a heading tells what its agency does in the list below it."""
    markers, shadow = walk.context.outline.markers, walk.prose.shadow
    listed = line.index + 1 < len(markers) and markers[line.index + 1] is not None
    if heads_measures(shadow, assignment) or (listed and heads_work(shadow, line.end, assignment)):
        return True
    # "4. UBND các quận, thị xã loại hai": words that no lexicon has tell the last of them more closely
    tail = shadow[assignment.action : line.end]
    named = assignment.stem == assignment.leads[0].start and len(tail) < _LONGEST_TAIL
    plain = not any(mark in tail for mark in ",;:.") and not has_verb(shadow, assignment.action, line.end)
    return listed and named and plain


def _holder_of(walk: Walk, line: Line, start: int, assignment: Assignment | None, *, first: bool) -> Holder | None:
    """Who does the work of a clause that names nobody."""
    for holder in reversed(walk.holders):
        if first or holder.line < line.index:
            return holder
    return meant_by_place(walk.context, line.index) or _follows(walk, line, start, assignment)


def _follows(walk: Walk, line: Line, start: int, assignment: Assignment | None) -> Holder | None:
    """Whom a paragraph is for that goes on with the orders an article told in the paragraph above."""
    if is_marked(walk, line) or (assignment and assignment.leads):
        return None
    if not goes_on_working(walk.flow, walk.prose, line, start):
        return None
    section = walk.context.section_id(line.index)
    return Holder(walk.flow.leads, (), line.index, line.index, section, "", False, True, True, ahead=True)
