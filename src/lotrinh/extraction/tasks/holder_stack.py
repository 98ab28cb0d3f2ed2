"""The stack of holders: which lines hold the present one, as lines that name agencies come and end.

Reads: a `Walk`, what the words of a line say (`Assignment`). Writes: the walk's `holders` and `lists_of_agencies`.
"""

from __future__ import annotations

import msgspec

from lotrinh.extraction.agencies import Agency
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Line
from lotrinh.extraction.tasks.assignments import DIRECTS, Assignment, read_assignment
from lotrinh.extraction.tasks.holders import Holder, is_given, is_plain, names_of
from lotrinh.extraction.tasks.task_context import Standing
from lotrinh.extraction.tasks.task_lines import introduces_work, looks_ahead
from lotrinh.extraction.tasks.task_parts import ORDER, is_bound
from lotrinh.extraction.tasks.walk import Clause, Walk, is_marked

# A letter's "… hướng dẫn các đơn vị triển khai … như sau:" is for those it guides.
_GUIDES = pattern(r"(?<!\w)hướng dẫn (?=\w)")
_GUIDED = pattern(r"(?<!\w)hướng dẫn [^.;:]{4,160}? (?:triển khai|thực hiện) [^.;:]{0,200}như sau ?:$")
# The end of a letter turns to whom it is sent to, not to the last whom it names.
_ADDRESSES = pattern(
    r"(?:trân trọng |kính )?(?:đề nghị|yêu cầu|rất mong|mong) (?:các )?"
    r"(?:đồng chí|quý (?:cơ quan|đơn vị|sở|bộ|ủy ban|ngành|địa phương)|ông|bà|cơ quan|đơn vị|địa phương)(?!\w)"
)
_DONE = " đã "
_ACTIVITIES = pattern(r"(?:hoạt động|nhiệm vụ|công việc)[^.;:]{0,30} sau(?: đây)? ?:$")  # no demands
_LONGEST_ORDER = 600  # characters before a closing colon in which its order stands


def leave_ended(walk: Walk, line: Line) -> None:
    """Leave the holders that end above `line`, or whose list it continues."""
    marker, holders = walk.context.outline.markers[line.index], walk.holders
    while holders and holders[-1].last < line.index:
        holders.pop()
    if marker is not None:
        for depth, holder in enumerate(holders):
            if holder.style == marker.style and holder.style:
                del holders[depth:]
                break
    elif walk.context.letter and _ADDRESSES.match(walk.prose.shadow, line.start, line.end):
        while len(holders) > 1 and not holders[-1].far:
            holders.pop()


def is_among_agencies(walk: Walk, line: Line) -> bool:
    """Whether headings of the line's style named agencies before."""
    marker = walk.context.outline.markers[line.index]
    if marker is None or not walk.lists_of_agencies:
        return False
    return (walk.context.section_id(line.index), marker.style) in walk.lists_of_agencies


def hold(walk: Walk, line: Line, assignment: Assignment) -> None:
    """A line that only names agencies holds what stands below it."""
    outer = walk.holders[-1] if walk.holders else None
    leads = names_of(assignment.leads) or (outer.leads if outer else ())
    if leads:
        given = is_given(assignment)
        far = assignment.ordered and not is_marked(walk, line) and walk.prose.shadow[line.end - 1] == ":"
        partners = names_of(assignment.partners)
        walk.holders.append(_holder(walk, line, leads, partners, hands=True, given=given, far=far))
    marker = walk.context.outline.markers[line.index]
    if assignment.leads and marker is not None:
        walk.lists_of_agencies.add((walk.context.section_id(line.index), marker.style))


def hold_introduced(walk: Walk, line: Line, start: int, end: int, assignment: Assignment | None) -> None:
    """A line ``[start, end)`` that ends in a colon holds what it introduces, if it names somebody or one holds it."""
    shadow = walk.prose.shadow
    outer = walk.holders[-1] if walk.holders else None
    near = outer is not None and not outer.far
    if near and assignment and assignment.ordered and not assignment.handed:
        return
    directs = assignment is not None and bool(assignment.leads) and shadow.startswith(DIRECTS, assignment.action)
    bound = assignment is not None and is_bound(shadow, assignment)
    announced = introduces_work(shadow, start, end)
    ahead = looks_ahead(shadow, start, end) or (announced and _among_aims(walk, line, start, assignment))
    below = bound or directs or ahead or announced
    guided = walk.context.letter and assignment is not None and any(lead.group for lead in assignment.leads)
    given = assignment is not None and (is_given(assignment) or below or guided or is_marked(walk, line))
    leads: tuple[Agency, ...] = assignment.leads if assignment and given else ()
    partners = assignment.partners if assignment else ()
    far = False
    asks = _GUIDES if walk.context.letter and _GUIDED.search(shadow, start, end) else ORDER
    for order in asks.finditer(shadow, max(start, end - _LONGEST_ORDER), end):
        told = read_assignment(walk.prose, order.end(), end)
        if told and told.leads and not near and not directs:
            leads, partners, far = told.leads, told.partners, True
    if not leads and (outer is None or not partners):
        return  # the lines below stay with the outer holder
    names = names_of(leads) or (outer.leads if outer else ())
    given = is_given(assignment) or far
    made = _holder(walk, line, names, names_of(partners), hands=bool(partners), given=given, far=far)
    walk.holders.append(msgspec.structs.replace(made, ahead=ahead))


def _among_aims(walk: Walk, line: Line, start: int, assignment: Assignment | None) -> bool:
    """Whether a sentence among aims tells named agencies what they have to do next, not what they did."""
    if walk.context.standing[line.index] is not Standing.NEVER or not (assignment and assignment.leads):
        return False
    sentence = walk.prose.shadow[start : line.end]
    return _DONE not in sentence and _ACTIVITIES.search(sentence) is not None


def hold_below(walk: Walk, clause: Clause, leads: tuple[str, ...], above: Holder | None) -> None:
    """A numbered task holds the paragraphs below it; "Chủ trì, phối hợp với …: …" its unnumbered followers.

    `leads`: of the task that the clause is. `above`: who holds the clause itself.
    """
    line, assignment = clause.line, clause.assignment
    marker = walk.context.outline.markers[line.index]
    head = names_of(assignment.partners) if assignment else ()
    colon = assignment is not None and ":" in walk.prose.shadow[assignment.stem : assignment.action][-3:]
    if marker is not None and marker.kind != "bullet":
        given = (above is not None and above.given) or is_given(assignment)
        remote = above is not None and (above.far or above.remote)
        below = _holder(walk, line, leads, head, hands=colon and bool(head), given=given)
        walk.holders.append(msgspec.structs.replace(below, remote=remote, works=True))
    elif marker is None and colon and head:
        walk.holders.append(_holder(walk, line, leads, head, hands=True, given=True))


def _holder(
    walk: Walk, line: Line, leads: tuple[str, ...], partners: tuple[str, ...],
    *, hands: bool, given: bool, far: bool = False,
) -> Holder:  # fmt: skip
    marker = walk.context.outline.markers[line.index]
    style = marker.style if marker else ""
    last = walk.context.scope_end(line.index, far=far)
    section = walk.context.section_id(line.index)
    while not style and walk.holders and is_plain(walk.holders[-1], section):
        walk.holders.pop()
    return Holder(leads, partners, line.index, last, section, style, hands, given, far)
