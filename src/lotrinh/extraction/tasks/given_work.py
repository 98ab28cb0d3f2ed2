"""Given work: whether a clause gives work to the agencies it names, or only tells of them.

Reads: a `Walk`, a `Clause`, who holds it. Writes: plain answers, and in the walk's flow where orders were given.
"""

from __future__ import annotations

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.agencies import Agency
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Line
from lotrinh.extraction.tasks.assignments import DIRECTS, Assignment, follows_from_plan, is_superior
from lotrinh.extraction.tasks.deadlines import find_deadline
from lotrinh.extraction.tasks.flow import charged, orders_go_on, passes_on
from lotrinh.extraction.tasks.holders import Holder
from lotrinh.extraction.tasks.relays import tells_news
from lotrinh.extraction.tasks.task_context import Standing
from lotrinh.extraction.tasks.task_lines import is_nominal, issues_act, reports_by_day, tells
from lotrinh.extraction.tasks.verbs import has_predicate, has_verb
from lotrinh.extraction.tasks.walk import Clause, Walk, is_marked

_REPORTING_OFFICE = "văn phòng"  # tells what its head concluded, and what it has to do itself
_ON_RECEIPT = "nhận được "  # "Nhận được công văn này, yêu cầu …" ends the items of a letter
_ENDS = (".", ";", "/")
# Articles of a resolution: "… đại biểu Hội đồng nhân dân giám sát việc thực hiện Nghị quyết", "… phân bổ chỉ tiêu".
_CARRIES_OUT = pattern(
    r"(?:(?:kiểm tra|đôn đốc|theo dõi|tăng cường)(?: ?,| và)? )*giám sát (?:chặt chẽ )?(?:việc |quá trình |tình hình )?"
    r"(?:(?:tổ chức|triển khai|thi hành|thực hiện)(?: ?,| và)? ){1,3}(?:nghị quyết|kế hoạch|chương trình|đề án)"
    r"|(?:tiến hành |thực hiện )?(?:phân bổ|phân giao|giao)(?! dịch)[^.;]{0,40} (?:chỉ tiêu|dự toán|kế hoạch vốn)"
)
_MANNER = pattern(
    r" ?(?:cần|phải|khẩn trương|chủ động|tiến hành|tập trung|tăng cường|nghiêm túc|kịp thời|đẩy mạnh)"
    r"(?! (?:đã|được))(?!\w)(?![^.;]{0,80} đã )"
)
_EACH_OF = " các "
_ORDERING, _DONE = ("Công điện", "Chỉ thị"), shadow_of(" đã ")
_DEMANDS = "yêu cầu "
# Bodies that a government asks rather than orders: in their section a request is for them.
_UNIONS = (
    "các tổ chức",
    "các đoàn thể",
    "các hội",
    "các hiệp hội",
    "các doanh nghiệp",
    "các cơ quan khác",
    "các đơn vị khác",
)


def gives_work(walk: Walk, clause: Clause, assignment: Assignment, holder: Holder | None) -> bool:
    """Whether the clause gives work to the agencies that its `assignment` names."""
    shadow, line, standing, end = walk.prose.shadow, clause.line, clause.standing, clause.part.first_end
    if assignment.handed:
        _note_order(walk, line)
        return True
    # "Về vốn: Sở X cần …": the work is told from its label on.
    behind_label = assignment.leads[-1].start > assignment.action
    said = assignment.leads[-1].end if behind_label else assignment.action
    if standing is Standing.NEVER and not _orders_anywhere(walk, assignment, said, end):
        return False
    if tells(shadow, said, end, proven=assignment.proven):
        return False
    if not _says_what(walk, clause, assignment, said, holder):
        return False
    if standing is Standing.REPORT and not _is_task_of_report(walk, line, assignment, said):
        return False
    if assignment.proven or assignment.ordered:
        _note_order(walk, line)
        return True
    if standing is Standing.SELDOM and reports_by_day(shadow, assignment.action, end):
        return True
    if standing is Standing.ARTICLE and (
        follows_from_plan(shadow, assignment)
        or issues_act(shadow, assignment.action, end)
        or _CARRIES_OUT.match(shadow, assignment.action, end)
        or _is_due(walk, assignment.action, end)
    ):
        return True
    commanded = holder is not None and holder.far and walk.context.titled[line.index]
    if standing in (Standing.SELDOM, Standing.ARTICLE) and not commanded:
        return False
    return _stands_among_work(walk, clause, assignment, said, holder)


def _orders_anywhere(walk: Walk, assignment: Assignment, said: int, end: int) -> bool:
    """Whether a directive or a letter orders below any heading: "Căn cứ …, yêu cầu các sở khẩn trương đánh giá …"."""
    orders = walk.context.letter or walk.source.info.kind in _ORDERING
    if not orders or _DONE in walk.prose.shadow[said:end]:
        return False
    return assignment.ordered or _guides(walk, assignment.leads[0], said)


def _guides(walk: Walk, lead: Agency, said: int) -> bool:
    """Whether a letter tells a group what it has to do: "Các cơ sở giáo dục cần rà soát …"."""
    several = lead.group or _EACH_OF in lead.name
    return walk.context.letter and several and _MANNER.match(walk.prose.shadow, said) is not None


def _is_due(walk: Walk, start: int, end: int) -> bool:
    """Whether a day is told by which the work has to be done: a regulation's duties have none."""
    deadline = find_deadline(walk.prose.shadow, start, end, year=walk.year)
    return deadline is not None and deadline.due is not None and not deadline.recurrence


def stays_with_holder(walk: Walk, clause: Clause, assignment: Assignment, holder: Holder | None) -> bool:
    """Whether the work that the clause gives is still its holder's: "chỉ đạo các xã …", "yêu cầu Sở X …" below it."""
    if holder is None:
        return False
    shadow = walk.prose.shadow
    orders = not holder.far and assignment.ordered and not assignment.handed
    orders = orders and not _asks_members(shadow, assignment, holder)
    under = orders or shadow.startswith(DIRECTS, assignment.stem)
    under = under and not shadow.startswith(_ON_RECEIPT, clause.part.start)
    return under and not (holder.works and not is_marked(walk, clause.line))


def _asks_members(shadow: str, assignment: Assignment, holder: Holder) -> bool:
    """Whether those asked are some of the group that the heading names: "các tổ chức khác", "các đoàn thể"."""
    if not all(name.casefold().startswith(_UNIONS) for name in holder.leads):
        return False
    return not any(lead.group or is_superior(shadow, lead) for lead in assignment.leads)


def _note_order(walk: Walk, line: Line) -> None:
    """An order without a marker is one that the paragraphs below it may go on with."""
    if not is_marked(walk, line):
        walk.flow.ordered = line.index


def _is_labelled(shadow: str, assignment: Assignment) -> bool:
    """Whether a colon follows the agencies: "Công an tỉnh: …"."""
    return ":" in shadow[assignment.leads[-1].end : assignment.action]


def _says_what(walk: Walk, clause: Clause, assignment: Assignment, said: int, holder: Holder | None) -> bool:
    """Whether what is to be done is told from `said` on, in words or by the place of the clause."""
    shadow, line, end = walk.prose.shadow, clause.line, clause.part.first_end
    titled = walk.context.titled[line.index]
    if assignment.proven or (holder is not None and holder.far):
        return True
    if titled and _is_labelled(shadow, assignment) and not is_nominal(shadow, assignment.action):
        return True
    if has_verb(shadow, said, end):
        return True
    if not shadow[said:end].rstrip().endswith(_ENDS) or not has_predicate(walk.prose.text, shadow, said, end):
        return False
    own = not assignment.leads[-1].group and (titled or _is_beside_task(walk, line))
    return assignment.ordered or own


def _is_task_of_report(walk: Walk, line: Line, assignment: Assignment, said: int) -> bool:
    """Whether a line of a document that reports is work to come."""
    return (
        walk.context.titled[line.index]
        or walk.prose.shadow.startswith(_DEMANDS, assignment.stem)
        or (not is_marked(walk, line) and passes_on(walk.flow, walk.prose, line, assignment, said))
        or charged(walk.flow, walk.prose, assignment)
    )


def _stands_among_work(walk: Walk, clause: Clause, assignment: Assignment, said: int, holder: Holder | None) -> bool:
    """Whether agencies with a verb, but no word of office, stand where tasks stand."""
    shadow, line, standing = walk.prose.shadow, clause.line, clause.standing
    lead, marked = assignment.leads[0], is_marked(walk, line)
    reports_on = walk.context.concludes and shadow.startswith(_REPORTING_OFFICE, lead.start)
    if lead.name.casefold() in walk.context.issuers and not reports_on:
        return False
    if standing is Standing.RELAYED and tells_news(shadow, (lead.start, lead.end), said, clause.part.first_end):
        return False
    goes_on = orders_go_on(walk.flow, line.index)
    placed = (
        holder is not None or walk.context.titled[line.index] or marked or goes_on or _is_labelled(shadow, assignment)
    )
    placed = placed or (standing is Standing.REPORT and charged(walk.flow, walk.prose, assignment))
    placed = placed or (walk.context.letter and _is_due(walk, said, clause.part.first_end))
    placed = placed or _guides(walk, lead, said)
    if goes_on and not marked:
        walk.flow.ordered = line.index
    return placed or walk.context.concludes


def _is_beside_task(walk: Walk, line: Line) -> bool:
    """Whether the item just above in the same list is a task of an agency it names itself."""
    markers = walk.context.outline.markers
    marker = markers[line.index]
    if marker is None or not walk.found or walk.found[-1].inherited:
        return False
    last = walk.prose.line_at(walk.found[-1].start).index
    above = markers[last]
    return last == line.index - 1 and above is not None and above.style == marker.style
