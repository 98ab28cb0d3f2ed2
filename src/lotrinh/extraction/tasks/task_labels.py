"""Works with labelled attributes: "Cơ quan chủ trì: …", "Thời gian hoàn thành: …" below what is to be done.

Reads: `Source`, `Context`. Writes: `Task`s, and the lines that they are made of.

The labels (labels.py) belong to the lines above them in the same item (labelled_works.py): each of these is a task
with the labels' lead, partners, time and product (label_values.py); where there are none, the item's own heading is
the task.
"""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.extraction.agencies import names
from lotrinh.extraction.facts import Task
from lotrinh.extraction.prose import Line
from lotrinh.extraction.source import Source
from lotrinh.extraction.tasks.deadlines import cell_deadline, find_deadline
from lotrinh.extraction.tasks.deliverables import find_deliverable
from lotrinh.extraction.tasks.label_values import Attributes, attributes_of
from lotrinh.extraction.tasks.labelled_works import is_dated_step, own_deadline, works_of
from lotrinh.extraction.tasks.labels import Label, group_from, inline_label, labels_of
from lotrinh.extraction.tasks.offices import cooperating
from lotrinh.extraction.tasks.task_context import Context, Standing, cited, year_of

_SHORTEST_WORK = 12  # characters


def labelled_tasks(source: Source, context: Context) -> tuple[list[Task], set[int]]:
    """The tasks told with labels, and the lines used for them."""
    prose, labels = source.prose, labels_of(source, context)
    tasks: list[Task] = []
    taken: set[int] = set()
    done = passed = -1  # the last line of an item, and of labels that name no lead
    for line, start, stop, label in _told_on_one_line(source, context, labels):
        attributes = attributes_of(prose, [label])
        if attributes.leads:
            tasks.append(_task(source, context, attributes, start, stop, line.index, line.index))
            taken.add(line.index)
    for index in sorted(labels):
        if index <= max(done, passed) or labels[index].kind in ("content", "other"):
            continue
        group, last = group_from(source, labels, index)
        attributes = attributes_of(prose, group)
        if not attributes.leads:
            taken.update(label.line for label in group if label.kind == "partner")  # whom to work with is no work
            passed = last
            continue
        unit, content = works_of(source, context, labels, index, done)
        for at, start in content:
            tasks.append(_task(source, context, attributes, start, prose.lines[at].end, at, index))
        for at, said in attributes.own:
            doing = Attributes(list(names(said.leads)), list(names(said.partners)))
            tasks.append(_task(source, context, doing, said.action, prose.lines[at].end, at, index))
        taken.update(range(unit if len(content) == 1 and content[0][0] == unit else unit + 1, last + 1))
        taken.update(at for at, _ in content)
        done = last
    return tasks, taken


def _told_on_one_line(
    source: Source, context: Context, labels: dict[int, Label]
) -> Iterator[tuple[Line, int, int, Label]]:
    """Items whose labels stand behind their work: the line, where the work begins and ends, the first label."""
    for line, marker, standing in zip(source.prose.lines, source.outline.markers, context.standing, strict=True):
        if marker is None or line.index in labels or standing in (Standing.OUTSIDE, Standing.REPORT):
            continue
        found = inline_label(source.prose, line, marker.body)
        if found is not None and found[0] - marker.body >= _SHORTEST_WORK:
            yield line, marker.body, *found


def _task(
    source: Source, context: Context, attributes: Attributes, start: int, end: int, line: int, label: int
) -> Task:
    prose = source.prose
    year = year_of(source)
    if attributes.time is not None:
        deadline = cell_deadline(prose.shadow, *attributes.time, year=year)
        if is_dated_step(source, line, start, label):
            deadline = own_deadline(source, start, end)
    else:
        deadline = find_deadline(prose.shadow, start, end, year=year, skip=cited(source, start, end))
    while end > start and prose.text[end - 1] in " .;:":
        end -= 1
    leads = tuple(dict.fromkeys(attributes.leads))
    taken = {name.casefold() for name in leads}
    partners = [*attributes.partners, *names(cooperating(prose, start, end))]  # the work may name more of them
    return Task(
        start=start,
        end=end,
        rule="task.labelled",
        reasons=deadline.reasons if deadline else (),
        lead=leads,
        partners=tuple(dict.fromkeys(name for name in partners if name.casefold() not in taken)),
        due=deadline.due if deadline else None,
        due_kind=deadline.kind if deadline else "none",
        due_text=prose.text[deadline.start : deadline.end] if deadline else None,
        recurrence=deadline.recurrence if deadline else None,
        deliverable=attributes.product or find_deliverable(prose, start, end),
        section=context.section_id(line),
    )
