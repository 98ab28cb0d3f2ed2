"""Flow: what the lines above told, for paragraphs that go on with their orders.

Reads: `Prose`, what the words of a line say (`Assignment`). Writes: a `Flow` that its reader keeps; plain answers.
"""

from __future__ import annotations

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.tasks.assignments import Assignment, opens_with_ground
from lotrinh.extraction.tasks.relays import tells_news
from lotrinh.extraction.tasks.task_lines import past_besides
from lotrinh.extraction.tasks.task_parts import is_bound
from lotrinh.extraction.tasks.verbs import has_verb

_DUTY, _CHAIR = map(shadow_of, ("trách nhiệm", "chủ trì"))
_ISSUED = pattern(
    r"(?:vừa|đã) (?:có|ký|ra|ban hành|ký ban hành)(?: ban hành)? "
    r"(?:kế hoạch|quyết định|công văn|chỉ thị|thông báo|văn bản|công điện|phương án|hướng dẫn)(?!\w)"
)
_ENDS = ".…"
_NEAR = 2  # lines


class Flow(msgspec.Struct):
    """Where orders were given so far.

    `tells`: the text may tell what authorities order. `ordered`: the last line without a marker that orders
    somebody. `leads`, `last`: whom an article's last order is for, and its line. `issued`: it told of a document
    just issued.
    """

    tells: bool
    ordered: int | None = None
    leads: tuple[str, ...] = ()
    last: int = -2
    issued: bool = False


def tells_of_document(shadow: str, start: int, end: int) -> bool:
    """Whether an article's line tells that a document has just been issued."""
    return _ISSUED.search(shadow, start, end) is not None


def told_above(flow: Flow, line: int) -> bool:
    """Whether an article told an order in the line just above."""
    return flow.tells and flow.last == line - 1


def tells_on(flow: Flow, line: int) -> bool:
    """Whether an article told an order just above, or tells one in this line: whoever is named next has to act."""
    return flow.tells and flow.last in (line - 1, line)


def orders_go_on(flow: Flow, line: int) -> bool:
    """Whether a paragraph shortly above orders others: the next one tells who else has to act."""
    return flow.ordered is not None and 0 <= line - flow.ordered <= _NEAR


def charged(flow: Flow, prose: Prose, assignment: Assignment) -> bool:
    """Whether an article that told an order above says in words of duty who has to act."""
    office = prose.shadow[assignment.leads[-1].end : assignment.action]
    if not flow.tells:
        return False
    if not assignment.proven:
        return flow.issued and is_bound(prose.shadow, assignment)
    return (flow.last >= 0 and _DUTY in office) or (flow.issued and (_DUTY in office or _CHAIR in office))


def passes_on(flow: Flow, prose: Prose, line: Line, assignment: Assignment, said: int) -> bool:
    """Whether a paragraph of an article right below an order tells who else has to act; `said`: where it says how."""
    if not told_above(flow, line.index):
        return False
    lead = (assignment.leads[0].start, assignment.leads[0].end)
    works = assignment.proven or has_verb(prose.shadow, said, line.end, sure=True)
    return works and prose.shadow[line.end - 1] in _ENDS and not tells_news(prose.shadow, lead, said, line.end)


def goes_on_working(flow: Flow, prose: Prose, line: Line, start: int) -> bool:
    """Whether a paragraph names nobody and goes on with the work that an article told one or two paragraphs above."""
    if not flow.leads or flow.last not in (line.index - 1, line.index - 2):
        return False
    shadow = prose.shadow
    start = past_besides(shadow, start, line.end)
    works = has_verb(shadow, start, line.end, sure=True) and not opens_with_ground(shadow, start, line.end)
    return works and shadow[line.end - 1] == "."
