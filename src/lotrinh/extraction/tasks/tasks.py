"""Tasks: the pieces of work a document gives to agencies, one record for each that is tracked on its own.

Reads: `Source`. Writes: `Task`s in text order.

A line is a task when it names who has to do it, or stands under a line that does: the heading "2. Sở X
chủ trì, phối hợp với các sở, ban, ngành", "Chủ trì, phối hợp với …:" on a line of its own, "Chính phủ
yêu cầu … thực hiện các nhiệm vụ sau:". Such lines are holders; each holds the lines of its section or list.
Rows of task tables and works with labelled attributes ("Cơ quan chủ trì: …") are read by their own modules.
"""

from __future__ import annotations

import msgspec

from lotrinh.extraction.agencies import Agency
from lotrinh.extraction.facts import Task
from lotrinh.extraction.prose import Line
from lotrinh.extraction.source import Source
from lotrinh.extraction.tasks.assignments import (
    Assignment,
    directs,
    follows_from_plan,
    may_begin,
    read_assignment,
)
from lotrinh.extraction.tasks.deadlines import find_deadline
from lotrinh.extraction.tasks.deliverables import find_deliverable
from lotrinh.extraction.tasks.flow import (
    Flow,
    charged,
    goes_on_working,
    orders_go_on,
    passes_on,
    tells_of_document,
    tells_on,
    told_above,
)
from lotrinh.extraction.tasks.holders import (
    Holder,
    is_given,
    is_plain,
    meant_by_place,
    names_of,
    names_the_same,
    rule_of,
)
from lotrinh.extraction.tasks.offices import cooperating, met_with
from lotrinh.extraction.tasks.orders import asked_within, may_order, ordered_within, sums_up
from lotrinh.extraction.tasks.relays import opens_orders, relays, tells_news
from lotrinh.extraction.tasks.task_context import Context, Standing, cited, context_of, year_of
from lotrinh.extraction.tasks.task_doubts import doubts
from lotrinh.extraction.tasks.task_headings import is_letterhead, is_title_line, told_by_place
from lotrinh.extraction.tasks.task_labels import labelled_tasks
from lotrinh.extraction.tasks.task_lines import (
    goes_on,
    introduces_work,
    is_closing,
    is_dating,
    is_empty,
    is_nominal,
    looks_ahead,
    past_answering,
    past_lead_in,
    past_ordinal,
    past_source,
    past_topic,
    reports_by_day,
    tells,
    turns,
)
from lotrinh.extraction.tasks.task_parts import ORDER, Part, is_bound, later_starts, parts_of
from lotrinh.extraction.tasks.task_tables import table_tasks
from lotrinh.extraction.tasks.verbs import has_predicate, has_verb
from lotrinh.extraction.tasks.works import is_work

_ON_RECEIPT = "nhận được "  # "Nhận được công văn này, yêu cầu …" ends the items of a letter
_DIRECTS = "chỉ đạo "
_DEMANDS = "yêu cầu "


def find_tasks(source: Source) -> tuple[Task, ...]:
    """All tasks of the document, in text order."""
    context = context_of(source)
    rows, row_lines = table_tasks(source)
    labelled, label_lines = labelled_tasks(source, context)
    found = [*rows, *labelled, *_Reader(source, context, row_lines | label_lines).read()]
    found.sort(key=lambda task: (task.start, task.end))
    return tuple(found)


class _Reader:
    """Walks the lines once, keeping the stack of holders."""

    def __init__(self, source: Source, context: Context, taken: set[int]) -> None:
        self.source = source
        self.prose = source.prose
        self.outline = source.outline
        self.context = context
        self.taken = taken
        self.year = year_of(source)
        self.holders: list[Holder] = []
        self.found: list[Task] = []
        self.turns = turns(self.prose)
        self.summary: int | None = None  # the task that only sums up what an article tells
        self.flow = Flow(context.tells)
        self.lists_of_agencies: set[tuple[str | None, str]] = set()  # section and style of their markers

    def read(self) -> list[Task]:
        """The tasks of the running text."""
        for line in self.prose.lines:
            standing = self.context.standing[line.index]
            if standing is Standing.OUTSIDE or line.index in self.taken:
                if self.flow.last == line.index - 1:  # a caption between two paragraphs
                    self.flow.last = line.index
                continue
            self._close(line)
            self._line(line, standing)
        told = self.summary
        if told is not None and self.found[-1].start > self.prose.line_at(self.found[told].start).end:
            del self.found[told]  # its parts are told below
        return self.found

    def _close(self, line: Line) -> None:
        """Leave the holders that end above `line`, or whose list it continues."""
        marker = self.outline.markers[line.index]
        while self.holders and self.holders[-1].last < line.index:
            self.holders.pop()
        if marker is not None:
            for depth, holder in enumerate(self.holders):
                if holder.style == marker.style and holder.style:
                    del self.holders[depth:]
                    break

    def _line(self, line: Line, standing: Standing) -> None:
        marker = self.outline.markers[line.index]
        start = marker.body if marker else line.start
        shadow = self.prose.shadow
        if marker is None and line.index and self.prose.text[start : start + 1].islower():
            return  # the end of a paragraph that the source broke
        start = past_ordinal(shadow, past_source(shadow, start, line.end), line.end)
        if start >= line.end or shadow[start] in "(|*":
            return
        opens_on = goes_on(shadow, start, line.end)
        continues = opens_on and not self._turns_to_another(line, start)
        if continues and line.index not in self.turns:
            return
        start = past_topic(shadow, past_lead_in(shadow, start, line.end) if opens_on else start, line.end)
        if marker is None and not continues and self._dates_the_last(line):
            return
        starts = self._later_starts(line, start)
        introduces = shadow[line.end - 1] == ":"
        if (introduces and opens_orders(shadow, start, line.end)) or (
            standing is Standing.RELAYED and relays(shadow, start, line.end)
        ):
            self.flow.ordered = line.index
        if self.flow.tells and not self.flow.issued:
            self.flow.issued = tells_of_document(shadow, start, line.end)
        watched = starts or introduces or self.holders or self.context.place or told_above(self.flow, line.index)
        told = self.context.may_order and may_order(shadow, start, line.end)
        idle = not (watched or told) and not may_begin(shadow, start, line.end)
        if idle and not (marker is not None and self.context.titled[line.index]):
            return
        parts = parts_of(self.prose, start, line.end, () if introduces else starts, tells=self.context.may_order)
        for part in parts[1:] if continues else parts:
            self._clause(line, part, standing, first=part.start == start)

    def _turns_to_another(self, line: Line, start: int) -> bool:
        """Whether a line that goes on ("Đồng thời, …") names somebody else with words of office, or below an order."""
        begin = past_lead_in(self.prose.shadow, start, line.end)
        if begin == start:
            return False
        said = self._told_within(begin, line.end, read_assignment(self.prose, begin, line.end))
        if said is None or not said.leads:
            return False
        return said.proven or said.ordered or passes_on(self.flow, self.prose, line, said, said.action)

    def _later_starts(self, line: Line, start: int) -> list[int]:
        """Where parts of a line begin, after the first, that give work or ask somebody."""
        standing = self.context.standing[line.index]
        titled = self.context.titled[line.index] and standing is not Standing.REPORT
        holder = self.holders[-1] if self.holders else None
        told = titled or standing is Standing.RELAYED or tells_on(self.flow, line.index)
        return later_starts(
            self.prose, (start, line.end), self.turns.get(line.index), holder.leads if holder else (),
            told=told, free=holder is None or holder.far,
            tells=self.context.may_order and holder is None and not self.context.relays_below(line.index)
            and may_order(self.prose.shadow, start, line.end),
        )  # fmt: skip

    def _dates_the_last(self, line: Line) -> bool:
        """A line of its own that only says until when: "Hoàn thành trong quý II năm 2025."."""
        shadow = self.prose.shadow
        last = self.found[-1] if self.found else None
        if last is None or not is_dating(shadow, line.start, line.end, again=last.due is not None):
            return False
        deadline = find_deadline(shadow, line.start, line.end, year=self.year)
        if deadline is None or deadline.due is None or self.prose.line_at(last.start).index < line.index - 2:
            return False
        text = self.prose.text[deadline.start : deadline.end]
        self.found[-1] = msgspec.structs.replace(last, due=deadline.due, due_kind=deadline.kind, due_text=text)
        return True

    def _clause(self, line: Line, part: Part, standing: Standing, *, first: bool) -> None:
        shadow = self.prose.shadow
        start, end = part.start, part.first_end
        if not first and standing is Standing.REPORT and tells_on(self.flow, line.index):
            standing = Standing.RELAYED
        assignment = self._said(line, start, end, first=first)
        if assignment and not shadow[assignment.action : end].strip(" .:;,-…"):
            if first and not is_letterhead(self.source, self.context, line, assignment):
                self._hold(line, assignment)
            return
        if first and shadow[end - 1] == ":":
            if introduced := self._introduced(line, start, end, assignment):
                self.holders.append(introduced)
            return
        if is_title_line(self.source, line, assignment):
            if assignment and assignment.action == start and assignment.leads:
                self._hold(line, assignment)
            return
        above = [holder for holder in self.holders if first or holder.line < line.index]
        holder = (
            above[-1] if above else meant_by_place(self.context, line.index) or self._follows(line, start, assignment)
        )
        repeats = assignment and holder and not holder.far and names_the_same(assignment, holder)
        if assignment and repeats and not is_nominal(shadow, start):  # "Về vốn: Sở X cần …" names who once more
            assignment = msgspec.structs.replace(assignment, leads=())
        if assignment and assignment.leads and self._assigned(line, assignment, end, standing, holder):
            under = holder is not None and not holder.far and assignment.ordered and not assignment.handed
            under = under or (holder is not None and shadow.startswith(_DIRECTS, assignment.stem))
            under = under and not shadow.startswith(_ON_RECEIPT, start)
            under = under and not (holder is not None and holder.works and not self._is_marked(line))
            if not under:
                self._add(line, assignment, part, None, first=first)
                return
        if first and holder is not None and self._is_work(line, assignment, start, standing, holder):
            self._add(line, assignment, part, holder, first=first)

    def _said(self, line: Line, start: int, end: int, *, first: bool) -> Assignment | None:
        """What the first words of a line say, or its place; of a later part only its words."""
        said = read_assignment(self.prose, start, end)
        if said is not None and tells_on(self.flow, line.index) and directs(self.prose.shadow, said):
            return said
        if not first:
            return self._told_within(start, end, said)
        if said is None and self.context.concludes:
            said = asked_within(self.prose, start, end)
        if not self.context.relays_below(line.index):
            said = self._told_within(start, end, said)
        told = told_by_place(self.source, self.context, line, (start, end), said, among=self._among(line))
        return told or said

    def _told_within(self, start: int, end: int, said: Assignment | None) -> Assignment | None:
        """What a sentence of an article or a letter tells of an order, when its first words give no work."""
        may_tell = self.context.may_order and not self.holders
        if not may_tell or (said is not None and (said.handed or said.proven)):
            return said
        if said is not None and said.ordered:
            return ordered_within(self.prose, start, end) or said
        if said is not None and directs(self.prose.shadow, said):
            marked = self.outline.markers[self.prose.line_at(start).index] is not None
            if self.context.letter or marked:
                return said
        return ordered_within(self.prose, start, end) or said

    def _is_work(
        self, line: Line, assignment: Assignment | None, start: int, standing: Standing, holder: Holder
    ) -> bool:
        return is_work(self.prose, self.context, line, assignment, start, standing, holder)

    def _follows(self, line: Line, start: int, assignment: Assignment | None) -> Holder | None:
        """Whom a paragraph is for that goes on with the orders an article told in the paragraph above."""
        if self._is_marked(line) or (assignment and assignment.leads):
            return None
        if not goes_on_working(self.flow, self.prose, line, start):
            return None
        section = self.context.section_id(line.index)
        return Holder(self.flow.leads, (), line.index, line.index, section, "", False, True, True, ahead=True)

    def _assigned(
        self, line: Line, assignment: Assignment, end: int, standing: Standing, holder: Holder | None
    ) -> bool:
        """Whether the clause gives work to the agencies it begins with."""
        shadow = self.prose.shadow
        if assignment.handed:
            self.flow.ordered = line.index if not self._is_marked(line) else self.flow.ordered
            return True
        # "Về vốn: Sở X cần …": the work is told from its label on.
        behind_label = assignment.leads[-1].start > assignment.action
        said = assignment.leads[-1].end if behind_label else assignment.action
        if standing is Standing.NEVER or tells(shadow, said, end, proven=assignment.proven):
            return False
        commanded = holder is not None and holder.far
        labelled = ":" in shadow[assignment.leads[-1].end : assignment.action]  # "Công an tỉnh: …"
        told = labelled and self.context.titled[line.index] and not is_nominal(shadow, assignment.action)
        titled = self.context.titled[line.index]
        if not (assignment.proven or commanded or told or has_verb(shadow, said, end)):
            whole = shadow[end - 1] in ".;/" and has_predicate(self.prose.text, shadow, said, end)
            own = not assignment.leads[-1].group and (titled or self._beside_task(line))
            if not (whole and (assignment.ordered or own)):
                return False
        if standing is Standing.REPORT and not (
            titled
            or shadow.startswith(_DEMANDS, assignment.stem)
            or (not self._is_marked(line) and passes_on(self.flow, self.prose, line, assignment, said))
            or charged(self.flow, self.prose, assignment)
        ):
            return False
        if assignment.proven or assignment.ordered:
            self.flow.ordered = line.index if not self._is_marked(line) else self.flow.ordered
            return True
        if standing is Standing.SELDOM and reports_by_day(shadow, assignment.action, end):
            return True
        if standing is Standing.ARTICLE and follows_from_plan(shadow, assignment):
            return True
        if standing in (Standing.SELDOM, Standing.ARTICLE) and not (commanded and titled):
            return False
        names_issuer = assignment.leads[0].name.casefold() in self.context.issuers
        goes_on = orders_go_on(self.flow, line.index)
        placed = holder is not None or titled or labelled or self._is_marked(line) or goes_on
        placed = placed or (standing is Standing.REPORT and charged(self.flow, self.prose, assignment))
        first = (assignment.leads[0].start, assignment.leads[0].end)
        if names_issuer or (standing is Standing.RELAYED and tells_news(shadow, first, said, end)):
            return False
        if goes_on and placed and not self._is_marked(line):
            self.flow.ordered = line.index
        return placed or self.context.concludes

    def _beside_task(self, line: Line) -> bool:
        """Whether the item just above in the same list is a task of an agency it names itself."""
        marker = self.outline.markers[line.index]
        if marker is None or not self.found or self.found[-1].inherited:
            return False
        last = self.prose.line_at(self.found[-1].start).index
        above = self.outline.markers[last]
        return last == line.index - 1 and above is not None and above.style == marker.style

    def _among(self, line: Line) -> bool:
        """Whether headings of the line's style named agencies before."""
        marker = self.outline.markers[line.index]
        if marker is None or not self.lists_of_agencies:
            return False
        return (self.context.section_id(line.index), marker.style) in self.lists_of_agencies

    def _is_marked(self, line: Line) -> bool:
        counted = past_ordinal(self.prose.shadow, line.start, line.end) > line.start
        return counted or self.outline.markers[line.index] is not None

    def _introduced(self, line: Line, start: int, end: int, assignment: Assignment | None) -> Holder | None:
        """The holder that a line ending in a colon makes; None when it names nobody and none holds it."""
        outer = self.holders[-1] if self.holders else None
        near = outer is not None and not outer.far
        if near and assignment and assignment.ordered and not assignment.handed:
            return None
        directs = (
            assignment is not None
            and bool(assignment.leads)
            and self.prose.shadow.startswith(_DIRECTS, assignment.action)
        )
        bound = assignment is not None and is_bound(self.prose.shadow, assignment)
        ahead = looks_ahead(self.prose.shadow, start, end)
        below = bound or directs or ahead or introduces_work(self.prose.shadow, start, end)
        given = assignment is not None and (is_given(assignment) or below or self._is_marked(line))
        leads: tuple[Agency, ...] = assignment.leads if assignment and given else ()
        partners = assignment.partners if assignment else ()
        far = False
        for order in ORDER.finditer(self.prose.shadow, max(start, end - 600), end):
            told = read_assignment(self.prose, order.end(), end)
            if told and told.leads and not near and not directs:
                leads, partners, far = told.leads, told.partners, True
        if not leads and outer is None:
            return None
        if not leads and outer is not None and not partners:
            return None  # the lines below stay with the outer holder
        names = names_of(leads) or (outer.leads if outer else ())
        given = is_given(assignment) or far
        made = self._holder(line, names, names_of(partners), hands=bool(partners), given=given, far=far)
        return msgspec.structs.replace(made, ahead=ahead)

    def _hold(self, line: Line, assignment: Assignment) -> None:
        """A line that only names agencies holds what stands below it."""
        outer = self.holders[-1] if self.holders else None
        leads = names_of(assignment.leads) or (outer.leads if outer else ())
        if leads:
            given = is_given(assignment)
            far = assignment.ordered and not self._is_marked(line) and self.prose.shadow[line.end - 1] == ":"
            partners = names_of(assignment.partners)
            self.holders.append(self._holder(line, leads, partners, hands=True, given=given, far=far))
        marker = self.outline.markers[line.index]
        if assignment.leads and marker is not None:
            self.lists_of_agencies.add((self.context.section_id(line.index), marker.style))

    def _holder(
        self,
        line: Line,
        leads: tuple[str, ...],
        partners: tuple[str, ...],
        *,
        hands: bool,
        given: bool = False,
        far: bool = False,
    ) -> Holder:
        marker = self.outline.markers[line.index]
        style = marker.style if marker else ""
        last = self.context.scope_end(line.index, far=far)
        section = self.context.section_id(line.index)
        while not style and self.holders and is_plain(self.holders[-1], section):
            self.holders.pop()
        return Holder(leads, partners, line.index, last, section, style, hands, given, far)

    def _add(
        self, line: Line, assignment: Assignment | None, part: Part, holder: Holder | None, *, first: bool
    ) -> None:
        shadow, text = self.prose.shadow, self.prose.text
        start, end = part.start, part.first_end
        own = names_of(assignment.leads) if assignment and holder is None else ()
        leads = own or (holder.leads if holder else ())
        action = assignment.action if assignment else start
        if holder is not None and assignment is not None and assignment.leads:
            action = start
        head = names_of(assignment.partners) if assignment else ()
        told = action if assignment is not None and assignment.handed else start  # what stands before is the order
        if is_closing(shadow, told, action, end, leads, named=bool(own) and self._is_marked(line)):
            return
        if not head and is_empty(shadow, assignment.action if assignment else start, end):
            return
        action = past_answering(shadow, action, end)
        end = self._trimmed(action, end)
        if end - action < 8:
            return
        partners = [*head, *(agency.name for agency in cooperating(self.prose, start, end))]
        if holder is not None and holder.hands_partners and not head:
            partners = [*holder.partners, *partners]
        partners = partners or [agency.name for agency in met_with(self.prose, start, end)]
        taken = {name.casefold() for name in leads}
        deadline = find_deadline(shadow, start, end, year=self.year, skip=cited(self.source, start, end))
        remote = holder is not None and (holder.far or holder.remote)
        others = tuple(dict.fromkeys(name for name in partners if name.casefold() not in taken))
        if self.summary is None and self.context.tells and assignment and sums_up(self.prose, start, assignment):
            self.summary = len(self.found)
        why = doubts(
            shadow, action, part.end, leads, others, first_part=part.first_end < part.end,
            concludes=self.context.concludes, inferred=holder is not None and holder.inferred, remote=remote,
        )  # fmt: skip
        reasons = (*(deadline.reasons if deadline else ()), *why)
        inherited = {"lead": holder.section or ""} if holder is not None else {}
        self.found.append(
            Task(
                start=action,
                end=self._trimmed(action, part.end),
                rule=rule_of(assignment, holder),
                reasons=reasons,
                lead=leads,
                partners=others,
                due=deadline.due if deadline else None,
                due_kind=deadline.kind if deadline else "none",
                due_text=text[deadline.start : deadline.end] if deadline else None,
                recurrence=deadline.recurrence if deadline else None,
                deliverable=find_deliverable(self.prose, action, end),
                section=self.context.section_id(line.index),
                inherited=inherited,
            )
        )
        if self.context.tells and not self._is_marked(line):
            told = assignment is not None and assignment.handed
            if told or told_above(self.flow, line.index) or (holder is not None and leads == self.flow.leads):
                self.flow.leads, self.flow.last = leads, line.index
        if first:
            self._hold_below(line, assignment, leads, head, remote=remote, given=holder is not None and holder.given)

    def _trimmed(self, start: int, end: int) -> int:
        """Where ``[start, end)`` ends without its closing marks."""
        return start + len(self.prose.text[start:end].rstrip(" .;/"))

    def _hold_below(
        self,
        line: Line,
        assignment: Assignment | None,
        leads: tuple[str, ...],
        head: tuple[str, ...],
        *,
        remote: bool,
        given: bool,
    ) -> None:
        """A numbered task holds the paragraphs below it; "Chủ trì, phối hợp với …: …" its unnumbered followers."""
        marker = self.outline.markers[line.index]
        colon = assignment is not None and ":" in self.prose.shadow[assignment.stem : assignment.action][-3:]
        if marker is not None and marker.kind != "bullet":
            below = self._holder(line, leads, head, hands=colon and bool(head), given=given or is_given(assignment))
            self.holders.append(msgspec.structs.replace(below, remote=remote, works=True))
        elif marker is None and colon and head:
            self.holders.append(self._holder(line, leads, head, hands=True, given=True))
