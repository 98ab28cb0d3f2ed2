"""Label values: what the labels of one item say, its leads, partners, time and product.

Reads: `Prose`, `Label`s. Writes: `Attributes`.
"""

from __future__ import annotations

import msgspec

from lotrinh.extraction.agencies import Agency, agencies_at, find_agencies, names
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.tasks.agency_lists import agency_list
from lotrinh.extraction.tasks.assignments import Assignment, read_assignment
from lotrinh.extraction.tasks.labels import Label, parts_of_label
from lotrinh.extraction.tasks.task_lines import is_actor
from lotrinh.extraction.tasks.verbs import has_verb

_LONGEST_NAME = 120
_SHORTEST_WORK = 20
_MARK = pattern(r"[,;] ?")


class Attributes(msgspec.Struct):
    """What the labels of one item say."""

    leads: list[str] = []
    partners: list[str] = []
    time: tuple[int, int] | None = None
    product: str | None = None
    own: list[tuple[int, Assignment]] = []  # line, and who does there what is told at once: "+ Sở X đăng tải …"


def attributes_of(prose: Prose, group: list[Label]) -> Attributes:
    """What the labels of a group say together."""
    attributes = Attributes()
    for label in (piece for printed in group for piece in parts_of_label(prose, printed)):
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


def _read_leads(prose: Prose, label: Label, attributes: Attributes) -> None:
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
