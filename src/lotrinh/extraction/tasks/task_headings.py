"""Task headings: lines that say by their place who does the work below, and lines that are headings only.

Reads: `Source`, `Context`, what the words of a line say (`Assignment`). Writes: `Assignment`s; plain answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.agencies import Agency, find_agencies
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.source import Source
from lotrinh.extraction.tasks.assignments import (
    Assignment,
    bracketed_assignment,
    may_begin,
    past_about,
    read_assignment,
)
from lotrinh.extraction.tasks.offices import read_office
from lotrinh.extraction.tasks.task_context import Context
from lotrinh.extraction.tasks.task_lines import is_actor, is_topic, past_lead_in, tells
from lotrinh.extraction.tasks.verbs import first_verb, has_verb
from lotrinh.reading.document import BlockKind

_LONGEST_LEAD = 130
_LONGEST_OPENING = 40
_LONGEST_ACTOR = 70  # "Tổ trưởng chuyên môn điều phối …": from the actor to the verb
_LONGEST_GROUP_TAIL = 60
_LONGEST_FIELD_TAIL = 140  # "hoạt động trong lĩnh vực … trên địa bàn …"
_FIELDS = tuple(map(shadow_of, (" hoạt động trong", " hoạt động trên", " trong lĩnh vực", " kinh doanh trong")))
_DUTY = pattern(r" có (?:trách nhiệm|nhiệm vụ) ")
# "Các bậc phụ huynh có trách nhiệm …": whoever stands before words of office has to act.
_OFFICE_AHEAD = pattern(
    r"[^;:.()0-9]{2,75}? (?<!cơ quan )(?<!đơn vị )"
    r"(?=(?:chủ trì|có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|phối hợp với|phối hợp cùng)(?!\w))"
)
# "Cơ quan chủ trì soạn thảo (…) phải …": who has to act is told by what he was charged with.
_CHARGED = pattern(
    r"(?:các )?(?:cơ quan|đơn vị|tổ chức)(?:, (?:đơn vị|tổ chức|cá nhân))? (?:được (?:giao|phân công)|chủ trì|thẩm định"
    r"|soạn thảo|tiếp nhận|chịu trách nhiệm)(?!\w)(?P<rest>[^.;:,()]{0,70}?)(?P<note> ?\([^()]{0,90}\))? "
    r"(?=(?:có trách nhiệm|có nhiệm vụ|phải|cần)(?!\w))"
)
_MEASURES = pattern(
    r"(?:tổ chức |tập trung |chỉ đạo )?(?:thực hiện|triển khai)(?: thực hiện)? (?:tốt )?(?:một số|các|những) "
    r"(?:nhóm )?(?:nhiệm vụ|công việc|nội dung|giải pháp|biện pháp|hoạt động|việc)(?!\w)"
)
_BELOW = (" sau đây", " dưới đây")  # "Các cơ quan sau đây …:" names nobody yet
_NO_ACTOR = pattern(r"(?<!\w)(?:do|được|để|khi|nếu|theo|giao|cần|phải|đã|là|và tổ chức)(?!\w)")
_ACTORS = tuple(map(shadow_of, ("các ", "những ", "người ", "mỗi ", "mọi ", "thành viên ", "cơ sở ")))
_TOWARDS = shadow_of("đối với ")
_SEVERAL = shadow_of("; các ")
_CLAUSE_END = re.compile(r"[.;] ")
_ENDS = (".", ";", "./.", ",", "…")


def told_by_place(
    source: Source, context: Context, line: Line, span: tuple[int, int], assignment: Assignment | None, *, among: bool
) -> Assignment | None:
    """The lead that stands in a bracket behind the work, or that the lexicon does not know (wholly).

    `span`: of the clause. `assignment`: what its words say. `among`: headings of this style named agencies before.
    """
    start, end = span
    if assignment is not None and assignment.leads:
        if assignment.proven:
            told = _bold_heading(source, line, assignment, end)
            return told or _group_heading(source, context, line, assignment, end, among=among)
        return _group_heading(source, context, line, assignment, end, among=among)
    if assignment is not None and assignment.proven:
        return None
    if ")" in source.prose.shadow[end - 3 : end] and (bracketed := bracketed_assignment(source.prose, start, end)):
        return bracketed
    return _unlisted(source, context, line, span, among=among)


def _unlisted(source: Source, context: Context, line: Line, span: tuple[int, int], *, among: bool) -> Assignment | None:
    """A lead that is no known agency, told by its place: a heading among headings of agencies, or a person."""
    shadow, text = source.prose.shadow, source.prose.text
    titled = context.titled[line.index]
    if source.outline.markers[line.index] is not None and (charged := _charged(source.prose, *span)):
        return charged
    if not titled and not shadow.startswith(_TOWARDS, span[0]):
        return None
    start, end = past_about(shadow, span[0], span[1]), span[1]
    marker = source.outline.markers[line.index]
    actor = is_actor(shadow, start)
    if not (titled or (actor and ": " in shadow[start : min(end, start + _LONGEST_LEAD)])):
        return None  # "Đối với nhà trường: Tổng vệ sinh …" needs no title of tasks above
    if actor and text[start].isupper() and (duty := _DUTY.search(shadow, start, min(end, start + _LONGEST_ACTOR))):
        lead = Agency(start, duty.start(), text[start : duty.start()])
        return Assignment(start, duty.end(), (lead,), proven=True)
    ended = shadow[end - 1] in ".;/" or end - start > _LONGEST_LEAD
    if ended and text[start].isupper() and (office := _before_office(source.prose, start, end)):
        return office
    if marker is None:
        return None
    if marker.kind == "bullet" and not (actor and ": " in shadow[start : min(end, start + _LONGEST_LEAD)]):
        return None
    if not (actor or (among and text[start].isupper() and not is_topic(shadow, start))):
        return None
    colon = shadow.find(":", start, min(end, start + _LONGEST_LEAD))
    stop = colon if colon >= 0 else end
    if (
        actor
        and colon < 0
        and shadow[end - 1] in ".;"
        and (verb := first_verb(shadow, start, min(end, start + _LONGEST_ACTOR)))
    ):
        return Assignment(start, verb, (Agency(start, verb - 1, text[start:verb].strip(" ,")),), proven=True)
    if (
        stop - start > _LONGEST_LEAD
        or (colon < 0 and shadow[end - 1] in ".;,")
        or has_verb(shadow, start, stop, sure=True)
    ):
        return None
    name = text[start:stop].strip(" :.")
    return Assignment(start, min(end, stop + 2) if colon >= 0 else end, (Agency(start, stop, name),), proven=True)


def _charged(prose: Prose, start: int, end: int) -> Assignment | None:
    """Whoever is told by what he was charged with, before words of duty."""
    found = _CHARGED.match(prose.shadow, start, end) if prose.shadow[start] in "cđt" else None
    if found is None:
        return None
    stop = found.start("note") if found["note"] else found.end() - 1
    partners, action, _ = read_office(prose, found.end() - 1, end, named=True)
    lead = Agency(start, stop, prose.text[start:stop].rstrip())
    return Assignment(start, action, (lead,), tuple(partners), proven=True)


def _before_office(prose: Prose, start: int, end: int) -> Assignment | None:
    """Whoever stands at `start` before words of office, when no lexicon knows the name."""
    shadow = prose.shadow
    found = _OFFICE_AHEAD.match(shadow, start, end)
    if found is None or has_verb(shadow, start, end, sure=True) or _NO_ACTOR.search(shadow, start, found.end()):
        return None
    if is_topic(shadow, start) and not shadow.startswith(_ACTORS, start):
        return None
    stop = found.end() - 1
    partners, action, proven = read_office(prose, stop, end, named=True)
    if shadow.endswith(_BELOW, start, stop):
        return None
    if not proven or action >= end:
        return None
    return Assignment(start, action, (Agency(start, stop, prose.text[start:stop]),), tuple(partners), proven=True)


def _group_heading(
    source: Source, context: Context, line: Line, assignment: Assignment, end: int, *, among: bool
) -> Assignment | None:
    """A numbered heading that tells a group more closely: "Các chủ rừng là tổ chức (các Ban quản lý …)"."""
    marker = source.outline.markers[line.index]
    last = assignment.leads[-1]
    if not last.group or marker is None or marker.kind == "bullet":
        return None
    if not (among or context.titled[line.index]):
        return None
    shadow = source.prose.shadow
    close = end - 1 if shadow[end - 1] == ":" else end
    bracket = shadow.find(" (", last.end, close)
    stop = bracket if bracket >= 0 and shadow[close - 1] in ")." else close
    section = source.outline.section_of[line.index]
    heads = section >= 0 and source.outline.sections[section].line == line.index
    holds = heads and source.outline.sections[section].last_line > line.index
    fields = shadow.startswith(_FIELDS, last.end)
    longest = _LONGEST_FIELD_TAIL if fields else _LONGEST_GROUP_TAIL
    if not holds or stop <= last.end or stop - last.end > longest or shadow[stop - 1] in ".;,:":
        return None
    if has_verb(shadow, last.end, stop, sure=True) or tells(shadow, last.end, stop, proven=True):
        return None
    whole = Agency(last.start, stop, source.prose.text[last.start : stop].rstrip(), group=True)
    return Assignment(assignment.stem, end, (*assignment.leads[:-1], whole), proven=True)


def _bold_heading(source: Source, line: Line, assignment: Assignment, end: int) -> Assignment | None:
    """A printed heading whose words of office tell which of a group: "Các sở, ngành chủ trì các dự án"."""
    shadow, last = source.prose.shadow, assignment.leads[-1]
    if line.kind is not BlockKind.HEADING or not last.group or assignment.partners or assignment.action >= end:
        return None
    long = end - last.start > _LONGEST_FIELD_TAIL
    if long or shadow[end - 1] in ".;,:" or not is_title_line(source, line, assignment):
        return None
    whole = Agency(last.start, end, source.prose.text[last.start : end], group=True)
    return Assignment(assignment.stem, end, (*assignment.leads[:-1], whole), proven=True)


def named_starts(prose: Prose, start: int, end: int, held: Sequence[str]) -> list[int]:
    """Where later clauses begin that name another agency and at once its work: "…. Bộ Y tế …", "…; Công an xã …".

    `held`: who does the work when the first sentence does not say; a heading's agencies share what stands below it.
    """
    shadow, text = prose.shadow, prose.text
    found: list[int] = []
    ends = [mark.end() for mark in _CLAUSE_END.finditer(shadow, start, end)]
    several = not held
    marks = [at for at in ends if text[at : at + 1].isupper() or (several and _several_at(prose, start, at))]
    marks = [at for at in marks if _may_name(shadow, at, end)]
    if not marks:
        return found
    first = read_assignment(prose, start, end)
    if first is None or not first.leads:
        marks = [at for at in marks if text[at].isupper()]
    named = [agency.name for agency in first.leads] if first and first.leads else list(held)
    sharing = {name.casefold() for name in held}
    for at in marks:
        begin = past_lead_in(shadow, at, end)
        said = read_assignment(prose, begin, end)
        if said is not None and said.leads and said.leads[0].start == begin and said.stem == begin:
            behind = text[said.leads[-1].end : said.action]
            names = [agency.name for agency in said.leads]
            others = names != named and not sharing.issuperset(map(str.casefold, names)) and ":" not in behind
            works = has_verb(shadow, said.action, end, sure=True)
            if others and works and not tells(shadow, said.action, end, proven=said.proven):
                found.append(at)
    return found


def _several_at(prose: Prose, start: int, position: int) -> bool:
    """Whether a clause about a group begins here ("; các xã rà soát …"), and not the next of those just listed."""
    if not prose.shadow.startswith(_SEVERAL, position - 2):
        return False
    before = find_agencies(prose, max(start, position - _LONGEST_LEAD), position - 2)
    return not before or before[-1].end < position - 2 or not before[-1].group


def _may_name(shadow: str, start: int, end: int) -> bool:
    """Whether the name of an agency can begin here, or behind "Trong đó, "."""
    begin = past_lead_in(shadow, start, end)
    return may_begin(shadow, begin, begin + _LONGEST_OPENING)


def is_letterhead(source: Source, context: Context, line: Line, assignment: Assignment) -> bool:
    """Whether a line of agencies is the issuer's name above or below the text, or one of a mere list."""
    marker = source.outline.markers[line.index]
    closing = source.prose.shadow[line.end - 1]
    if (closing == ";" and not assignment.proven) or (
        closing == "." and marker is not None and marker.kind == "bullet"
    ):
        return True  # one of a list of addressees or members
    if not assignment.leads:
        return False  # "phối hợp với các xã:"
    if marker is not None or (closing == ":" and not assignment.leads[0].name.isupper()):
        return False
    if line.index < context.first_item and closing != ":":
        return True
    names = [agency.name for agency in assignment.leads]
    return any(name.isupper() or name.casefold() in context.issuers for name in names)


def is_title_line(source: Source, line: Line, assignment: Assignment | None) -> bool:
    """Whether the line is a heading over others rather than a piece of work."""
    section = source.outline.section_of[line.index]
    if section < 0 or source.outline.sections[section].line != line.index:
        return line.kind is BlockKind.HEADING
    has_lines = source.outline.sections[section].last_line > line.index
    following = line.index + 1
    if has_lines and source.outline.markers[following] is None and _begins_lower(source.prose, following):
        return False  # broken by the source, not ended
    told = assignment is not None and assignment.proven and assignment.leads and assignment.action > assignment.stem
    told = told or (assignment is not None and _is_long_work(source.prose, line, assignment))
    if line.kind is BlockKind.HEADING and assignment is not None and not assignment.partners:
        told = False  # "**2. Các sở chủ trì, quản lý các dự án**" over its bullets
    return has_lines and not source.prose.text[line.start : line.end].endswith(_ENDS) and not told


def _is_long_work(prose: Prose, line: Line, assignment: Assignment) -> bool:
    """Whether a line tells several duties of an agency: too much for a heading, though no mark ends it."""
    if not assignment.leads or not has_verb(prose.shadow, assignment.action, line.end):
        return False
    return line.end - assignment.action > _LONGEST_LEAD and prose.shadow.find("; ", assignment.action, line.end) >= 0


def heads_work(shadow: str, end: int, assignment: Assignment) -> bool:
    """Whether a numbered heading tells with a verb what its agency does below: "2. Sở Tài chính bố trí kinh phí"."""
    return has_verb(shadow, assignment.action, end, sure=True)


def heads_measures(shadow: str, assignment: Assignment) -> bool:
    """Whether a heading hands over what is listed below it: "Điều 3. Giao Chính phủ thực hiện một số biện pháp …"."""
    return assignment.handed and _MEASURES.match(shadow, assignment.action) is not None


def _begins_lower(prose: Prose, line: int) -> bool:
    start = prose.lines[line].start
    return prose.text[start : start + 1].islower()
