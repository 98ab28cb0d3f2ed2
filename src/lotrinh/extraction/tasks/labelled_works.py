"""Labelled works: the lines of an item that its labels speak for.

Reads: `Source`, `Context`, `Label`s. Writes: line numbers, and where the work begins in each line.

The labels belong to the lines above them in the same item; where these only tell how, the item's own heading is
the work.
"""

from __future__ import annotations

from lotrinh.extraction.prose import Prose
from lotrinh.extraction.source import Source
from lotrinh.extraction.tasks.assignments import read_assignment
from lotrinh.extraction.tasks.deadlines import find_deadline
from lotrinh.extraction.tasks.due_days import Deadline
from lotrinh.extraction.tasks.labels import Label
from lotrinh.extraction.tasks.task_context import Context, Standing, cited, year_of
from lotrinh.extraction.tasks.task_lines import is_nominal
from lotrinh.extraction.tasks.verbs import has_verb

_NUMBERED = frozenset({"number", "dotted", "roman", "article", "capital"})
_MOST = 30  # lines one set of labels may speak for
_LONGEST_TOPIC = 90  # a longer first line of an item is no heading but the work itself


def works_of(
    source: Source, context: Context, labels: dict[int, Label], index: int, done: int
) -> tuple[int, list[tuple[int, int]]]:
    """The item's first line, and the lines the labels speak for with the offset where the work begins."""
    outline, lines = source.outline, source.prose.lines
    section_index = outline.section_of[index]
    if section_index >= 0 and outline.sections[section_index].line == index:
        section_index = outline.sections[section_index].parent
    section_index = _past_steps(source, section_index, index)
    unit = max(done + 1, index - 1) if section_index < 0 else outline.sections[section_index].line
    found: list[tuple[int, int]] = []
    for at in range(max(unit + (section_index >= 0), done + 1, index - _MOST), index):
        line, label = lines[at], labels.get(at)
        if context.standing[at] is Standing.OUTSIDE or line.end <= line.start:
            continue
        if label is not None and label.kind != "content":
            continue
        marker = outline.markers[at]
        start = label.start if label else marker.body if marker else line.start
        if marker is not None and marker.kind in _NUMBERED and label is None:
            found.clear()  # another item of its own
        if line.end - start < 8 or source.prose.shadow[line.end - 1] == ":":
            continue
        found.append((at, start))
    if len(found) > 1:  # what only tells about the work is no work, as long as some is left
        found = [(at, start) for at, start in found if _is_work(source.prose, start, lines[at].end)] or found
    if unit > done and (not found or _heads_details(source, unit, index, found)):
        marker = outline.markers[unit]
        apart = [(at, start) for at, start in found if is_dated_step(source, at, start, index)]
        found = [(unit, marker.body if marker else lines[unit].start), *apart]
    return unit, found


def _past_steps(source: Source, section_index: int, index: int) -> int:
    """The item above steps "(1)", "(2)" whose bullets the labels go on with, else the label's own section."""
    sections, markers = source.outline.sections, source.outline.markers
    label = markers[index]
    if section_index < 0 or label is None:
        return section_index
    section = sections[section_index]
    head = markers[section.line]
    if head is None or head.kind != "item" or section.parent < 0:
        return section_index
    above = (markers[at] for at in range(sections[section.parent].line + 1, section.line))
    return section.parent if any(m is not None and m.style == label.style for m in above) else section_index


def _heads_details(source: Source, unit: int, index: int, found: list[tuple[int, int]]) -> bool:
    """Whether the item's first line is the work itself, and the bullets between it and the labels tell how."""
    markers, prose = source.outline.markers, source.prose
    head, label = markers[unit], markers[index]
    if head is None or head.kind not in _NUMBERED or label is None:
        return False
    among = (markers[at] for at, _ in found)
    if not any(marker is not None and marker.style == label.style for marker in among):
        return False
    line = prose.lines[unit]
    told = prose.shadow[line.end - 1] in ".;" or line.end - head.body > _LONGEST_TOPIC
    return told and prose.shadow[line.end - 1] != ":" and has_verb(prose.shadow, head.body, line.end, sure=True)


def is_dated_step(source: Source, at: int, start: int, index: int) -> bool:
    """Whether a line among the details is a step with a day of its own: "(1) Tổ chức …: chậm nhất ngày …"."""
    marker, label = source.outline.markers[at], source.outline.markers[index]
    if marker is None or label is None or marker.style == label.style:
        return False
    return own_deadline(source, start, source.prose.lines[at].end) is not None


def own_deadline(source: Source, start: int, end: int) -> Deadline | None:
    """The day that a step's own words name."""
    year = year_of(source)
    found = find_deadline(source.prose.shadow, start, end, year=year, skip=cited(source, start, end))
    return found if found is not None and found.due is not None else None


def _is_work(prose: Prose, start: int, end: int) -> bool:
    if not is_nominal(prose.shadow, start):
        return True
    assignment = read_assignment(prose, start, end)
    return assignment is not None and bool(assignment.leads)
