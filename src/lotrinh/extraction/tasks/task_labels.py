"""Works with labelled attributes: "Cơ quan chủ trì: …", "Thời gian hoàn thành: …" below what is to be done.

Reads: `Source`, `Context`. Writes: `Task`s, and the lines that they are made of.

The labels belong to the lines above them in the same item: each of these is a task with the labels'
lead, partners, time and product; where there are none, the item's own heading is the task.
"""

from __future__ import annotations

import re

import msgspec

from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.agencies import Agency, agencies_at, find_agencies, names
from lotrinh.extraction.facts import Task
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.source import Source
from lotrinh.extraction.tasks.agency_lists import agency_list
from lotrinh.extraction.tasks.assignments import Assignment, read_assignment
from lotrinh.extraction.tasks.deadlines import cell_deadline, find_deadline
from lotrinh.extraction.tasks.deliverables import find_deliverable
from lotrinh.extraction.tasks.due_days import Deadline
from lotrinh.extraction.tasks.offices import cooperating
from lotrinh.extraction.tasks.task_context import Context, Standing, cited, year_of
from lotrinh.extraction.tasks.task_lines import is_actor, is_nominal
from lotrinh.extraction.tasks.verbs import has_verb

_WORDS = lexicon("task_words")
_LABELS = _WORDS["labels"]
_KIND = {shadow(label): kind for kind, listed in _LABELS.items() for label in listed}
_BODY = "(?:cơ quan|đơn vị|bộ phận)(?:, (?:cơ quan|đơn vị|tổ chức))?"
_OFFICES = ["chủ trì", "chính", "được giao", "thực hiện", "đầu mối", "tham mưu", "chịu trách nhiệm", "soạn thảo"]
_OFFICE = rf"(?:{any_of([*_OFFICES, 'triển khai', 'phối hợp', 'cùng', 'tham gia'])})"
_LABEL = re.compile(rf"(?:({any_of(_KIND)})|({_BODY}(?:,? (?:và )?{_OFFICE}){{1,4}}))(?: ?\([^)]{{0,60}}\))? ?: ?")
_FIRST_LETTERS = frozenset(label[0] for label in (*_KIND, shadow("cơ quan"), shadow("đơn vị"), shadow("bộ phận")))
_BULLETS = frozenset({"bullet", "letter", "item"})
_NUMBERED = frozenset({"number", "dotted", "roman", "article", "capital"})
_MOST = 30  # lines one set of labels may speak for
_MOST_VALUES = 8
_LONGEST_NAME = 120
_LONGEST_TOPIC = 90  # a longer first line of an item is no heading but the work itself
_SHORTEST_WORK = 20
_MARK = pattern(r"[,;] ?")
_NEXT = pattern(r" ?[;.,] (?=\w)")


class _Label(msgspec.Struct, frozen=True):
    """A labelled line: `kind`, and where its value stands; `listed`: one of several lines of values."""

    kind: str
    line: int
    start: int
    end: int
    listed: bool = False


class Attributes(msgspec.Struct):
    """What the labels of one item say."""

    leads: list[str] = []
    partners: list[str] = []
    time: tuple[int, int] | None = None
    product: str | None = None
    own: list[tuple[int, Assignment]] = []  # line, and who does there what is told at once: "+ Sở X đăng tải …"


def labelled_tasks(source: Source, context: Context) -> tuple[list[Task], set[int]]:
    """The tasks told with labels, and the lines used for them."""
    prose, text = source.prose, source.prose.shadow
    labels: dict[int, _Label] = {}
    for line, marker, standing in zip(prose.lines, source.outline.markers, context.standing, strict=True):
        if standing is Standing.OUTSIDE:
            continue
        start = marker.body if marker else line.start
        if text[start : start + 1] not in _FIRST_LETTERS or ":" not in text[start : start + 70]:
            continue
        if found := _LABEL.match(text, start, line.end):
            labels[line.index] = _Label(_kind(found), line.index, found.end(), line.end)
    tasks: list[Task] = []
    taken: set[int] = set()
    done = passed = -1  # the last line of an item, and of labels that name no lead
    for index in sorted(labels):
        if index <= max(done, passed) or labels[index].kind in ("content", "other"):
            continue
        group, last = _group(source, labels, index)
        attributes = _attributes(prose, group)
        if not attributes.leads:
            taken.update(label.line for label in group if label.kind == "partner")  # whom to work with is no work
            passed = last
            continue
        unit, content = _content(source, context, labels, index, done)
        for at, start in content:
            tasks.append(_task(source, context, attributes, start, prose.lines[at].end, at, index))
        for at, said in attributes.own:
            doing = Attributes(list(names(said.leads)), list(names(said.partners)))
            tasks.append(_task(source, context, doing, said.action, prose.lines[at].end, at, index))
        taken.update(range(unit if len(content) == 1 and content[0][0] == unit else unit + 1, last + 1))
        taken.update(at for at, _ in content)
        done = last
    return tasks, taken


def _kind(label: re.Match[str]) -> str:
    """What a label tells; "Đơn vị chủ trì tham mưu thực hiện" and its like are known by their words."""
    if label[1]:
        return str(_KIND[label[1]])
    helps = ("phối hợp", "tham gia", "cùng")
    return "partner" if "chủ trì" not in label[2] and any(word in label[2] for word in helps) else "lead"


def _group(source: Source, labels: dict[int, _Label], first: int) -> tuple[list[_Label], int]:
    """The labelled lines that follow each other from `first` on, and the last line they fill."""
    group: list[_Label] = []
    index = first
    lines = source.prose.lines
    last = first
    while index < len(lines) and index - last <= 1:
        label = labels.get(index)
        if label is not None and label.kind == "content":
            break
        if label is not None:
            group.append(label)
            last = index
        elif group and group[-1].start >= group[-1].end and index - group[-1].line <= _MOST_VALUES:
            marker = source.outline.markers[index]
            body = marker.body if marker else lines[index].start
            if marker is None or marker.kind not in _BULLETS:
                break
            group.insert(-1, _Label(group[-1].kind, index, body, lines[index].end, listed=True))
            last = index
        index += 1
    return group, last


def _attributes(prose: Prose, group: list[_Label]) -> Attributes:
    attributes = Attributes()
    for label in (piece for printed in group for piece in _parts(prose, printed)):
        if label.start >= label.end:
            continue
        if label.kind == "lead":
            _read_leads(prose, label, attributes)
        elif label.kind == "partner":
            attributes.partners += _partners(prose, label.start, label.end)
        elif label.kind == "time" and attributes.time is None:
            attributes.time = (label.start, label.end)
        elif label.kind == "product":
            attributes.product = prose.text[label.start : label.end].strip(" .;") or None
    return attributes


def _parts(prose: Prose, label: _Label) -> list[_Label]:
    """The labels of one line: "Chủ trì: Sở X; phối hợp: các huyện, thành phố; thời gian: Quý II"."""
    parts, text = [label], prose.shadow
    for mark in _NEXT.finditer(text, label.start, label.end):
        if found := _LABEL.match(text, mark.end(), label.end):
            parts[-1] = msgspec.structs.replace(parts[-1], end=mark.start())
            parts.append(_Label(_kind(found), label.line, found.end(), label.end))
    return parts


def _read_leads(prose: Prose, label: _Label, attributes: Attributes) -> None:
    """Lead and partners of each part of "Sở X chủ trì, phối hợp với Sở Y; Sở Z …"."""
    at = label.start
    while at < label.end:
        stop = prose.shadow.find(";", at, label.end)
        stop = label.end if stop < 0 else stop
        assignment = read_assignment(prose, at, stop)
        if assignment is not None and _is_person_at_length(prose, assignment, stop):
            assignment = None
        if assignment is not None and label.listed and attributes.leads and _does(prose, assignment, stop):
            attributes.own.append((label.line, assignment))
        elif assignment is not None:
            attributes.leads += names(assignment.leads)
            attributes.partners += names(assignment.partners)
        else:
            listed, after = agency_list(prose, at, stop)
            if is_actor(prose.shadow, at) and prose.shadow[after:stop].strip(" .;"):
                listed, after = [], stop  # "Đồng chí Phó Chủ tịch, phụ trách lĩnh vực …" is one person
            attributes.leads += names([*listed, *_joined(prose, after, stop)]) or _as_printed(prose, at, stop)
        at = stop + 1
        while at < label.end and prose.shadow[at] == " ":
            at += 1


def _is_person_at_length(prose: Prose, assignment: Assignment, stop: int) -> bool:
    """Whether the value goes on telling who a person is: "Đồng chí Phó Chủ tịch, phụ trách lĩnh vực …"."""
    told = prose.shadow[assignment.action : stop].strip(" .;")
    return bool(told) and not assignment.proven and is_actor(prose.shadow, assignment.stem)


def _does(prose: Prose, assignment: Assignment, stop: int) -> bool:
    """Whether a listed value tells at once what its agency does ("+ Sở X đăng tải …"), after who does the item."""
    told = stop - assignment.action >= _SHORTEST_WORK and has_verb(prose.shadow, assignment.action, stop)
    return told and bool(assignment.leads) and not assignment.proven


def _joined(prose: Prose, start: int, end: int) -> list[Agency]:
    """The agencies that join a list after words on its last member: "… trong phạm vi chức năng của mình và Sở X"."""
    if start >= end or "phối hợp" in prose.shadow[start:end]:
        return []
    found = find_agencies(prose, start, end)
    return [agency for agency in found if prose.shadow.endswith((" và ", ", "), 0, agency.start)]


def _partners(prose: Prose, start: int, end: int) -> list[str]:
    """Agencies, and people with the words that tell them: "Trưởng các đoàn thể xã, Sở Y tế"."""
    found: list[str] = []
    at = start
    for cut in [*_MARK.finditer(prose.shadow, start, end), None]:
        begin, stop = (cut.end(), cut.start()) if cut else (end, end)
        if cut and not is_actor(prose.shadow, begin) and not is_actor(prose.shadow, at):
            continue  # one list with what follows
        whole = agencies_at(prose, at, stop)
        if is_actor(prose.shadow, at) and not (whole and whole[-1].end >= stop):
            found += _as_printed(prose, at, stop)
        else:
            found += names(find_agencies(prose, at, stop)) or _as_printed(prose, at, stop)
        at = begin
    return list(dict.fromkeys(found))


def _as_printed(prose: Prose, start: int, end: int) -> list[str]:
    """What a label names when the lexicon knows no agency in it: people, small units."""
    parts = (part.strip(" .,-+") for part in prose.text[start:end].split(";"))
    return [part for part in parts if 2 < len(part) <= _LONGEST_NAME]


def _content(
    source: Source, context: Context, labels: dict[int, _Label], index: int, done: int
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
        apart = [(at, start) for at, start in found if _is_dated_step(source, at, start, index)]
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


def _is_dated_step(source: Source, at: int, start: int, index: int) -> bool:
    """Whether a line among the details is a step with a day of its own: "(1) Tổ chức …: chậm nhất ngày …"."""
    marker, label = source.outline.markers[at], source.outline.markers[index]
    if marker is None or label is None or marker.style == label.style:
        return False
    return _own_deadline(source, start, source.prose.lines[at].end) is not None


def _own_deadline(source: Source, start: int, end: int) -> Deadline | None:
    """The day that a step's own words name."""
    year = year_of(source)
    found = find_deadline(source.prose.shadow, start, end, year=year, skip=cited(source, start, end))
    return found if found is not None and found.due is not None else None


def _is_work(prose: Prose, start: int, end: int) -> bool:
    if not is_nominal(prose.shadow, start):
        return True
    assignment = read_assignment(prose, start, end)
    return assignment is not None and bool(assignment.leads)


def _task(
    source: Source, context: Context, attributes: Attributes, start: int, end: int, line: int, label: int
) -> Task:
    prose = source.prose
    year = year_of(source)
    if attributes.time is not None:
        deadline = cell_deadline(prose.shadow, *attributes.time, year=year)
        if _is_dated_step(source, line, start, label):
            deadline = _own_deadline(source, start, end)
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
