"""Task tables: one task a row, its slots from the columns.

Reads: `Source` (tables of the document; cell blocks are prose lines). Writes: `Task`s and the lines of their tables.

A table is one of tasks when its header names the work and who does it or by when. Group rows ("I. Hoàn
thiện thể chế") make no task, but one that is an agency's name leads the rows below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.agencies import find_agencies, names
from lotrinh.extraction.facts import Task
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of, folded
from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.source import Source
from lotrinh.extraction.tasks.agency_lists import agency_list
from lotrinh.extraction.tasks.assignments import read_assignment
from lotrinh.extraction.tasks.deadlines import cell_deadline, find_deadline
from lotrinh.extraction.tasks.deliverables import find_deliverable
from lotrinh.extraction.tasks.due_days import Deadline
from lotrinh.extraction.tasks.offices import cooperating
from lotrinh.extraction.tasks.task_context import cited, year_of
from lotrinh.extraction.tasks.verbs import has_verb
from lotrinh.reading.document import Cell

_COLUMNS = lexicon("task_words")["columns"]
_HEADERS = {kind: folded(listed) for kind, listed in _COLUMNS.items()}
_ROLES = ("number", "action", "lead", "partner", "time", "product", "not_tasks")
_BRACKETS = re.compile(r" ?\([^)]*\)")
_MARK = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{1,2})*[.)]|[a-zđ][.)]|[ivx]{1,5}\.|[-+*•])? *")
_NO_PRODUCTS = folded(lexicon("task_words")["no_products"]["words"])
_DITTO = pattern(r'\W*(?:-?nt-?|như trên|"|〃|nhu tren)\W*')
_NOTHING = re.compile(r"[\s.…\-/]*$")
_SPLIT = re.compile(r"\s*[;•]\s*|\s*/\s*(?=[A-ZĐỦ]\w+ \w)")
_SHORT_REST = 2  # words that may be a verb elsewhere: "Ban Quản lý quy hoạch"
_LOWER_REST = re.compile(r"(?: (?!của|và|thuộc|tại|trong|các|chủ|phối|tham|là|đủ)[^\W\d_]+){1,6}")
_ALTERNATIVE = pattern(r"([^/,;]{3,40}?)(?:(?:/|, | và | hoặc )[^/,;]{2,30}){1,3}$")
# Headers that no list holds tell their role by the words in them.
_TELLING = tuple(
    (role, re.compile(rf"(?:{any_of(listed)})(?!\w)")) for role, listed in lexicon("task_words")["column_words"].items()
)
_OF_TARGETS = pattern(r"[* ]*(?:mức phấn đấu|chỉ tiêu(?: giao| phấn đấu| kế hoạch)?(?: đến)?(?: hết| cuối)? ?năm)")
_TOGETHER, _CHAIR = map(shadow_of, ("phối hợp", "chủ trì"))
_LONGEST_HEADER = 60  # characters
_HEADER_ROWS = 3
_WEIGHED_ROWS = 20  # below the header, to tell the column of the work from that of its groups
_SHORTEST = 5  # characters that can name a piece of work

Grid = list[dict[int, Line]]


def table_tasks(source: Source) -> tuple[list[Task], set[int]]:
    """The tasks of all task tables, and the prose lines of these tables."""
    tasks: list[Task] = []
    taken: set[int] = set()
    before: dict[str, int] | None = None
    width_before = 0
    for table in source.prose.document.tables:
        columns, first = _columns(source.prose, _grid(source.prose, table.rows[: _HEADER_ROWS + _WEIGHED_ROWS]))
        if columns is None and before is None:
            continue  # no need to look at the rest
        grid = _grid(source.prose, table.rows)
        width = 1 + max((column for row in grid for column in row), default=0)
        if columns is None and before is not None and width == width_before and first == 0:
            columns = before  # a table that goes on without its header
        if columns is None:
            before = None
            continue
        before, width_before = columns, width
        tasks += _rows(source, grid[first:], columns)
        taken.update(cell.block for row in table.rows for cell in row if cell.block >= 0)
    return tasks, taken


def _grid(prose: Prose, rows: Sequence[Sequence[Cell]]) -> Grid:
    """Per row: column → line; a merged cell stands in every row it spans."""
    grid: Grid = [{} for _ in rows]
    for index, row in enumerate(rows):
        for cell in row:
            if cell.block < 0:
                continue
            line = prose.lines[cell.block]
            for spanned in grid[index : index + max(1, cell.row_span)]:
                spanned.setdefault(cell.column, line)
    return grid


def _columns(prose: Prose, grid: Grid) -> tuple[dict[str, int] | None, int]:
    """Role → column, and the first row below the header; (None, 0) when there is no header, else (None, 1)."""
    roles: dict[str, list[int]] = {}
    last = 0
    for index, row in enumerate(grid[:_HEADER_ROWS]):
        found = {column: role for column, line in row.items() if (role := _role(prose, line, told=True))}
        if not found or (index and len(found) < 2 and len(row) > 2 and not set(found.values()) & {"lead", "partner"}):
            break
        for column, role in found.items():
            if column not in roles.setdefault(role, []):
                roles[role].append(column)
        last = index + 1
    if any(_OF_TARGETS.match(prose.shadow, line.start, line.end) for row in grid[:last] for line in row.values()):
        return None, 1  # its leads are those of targets
    who = "lead" in roles or "partner" in roles
    if "action" not in roles or not (who or "time" in roles) or (roles.get("not_tasks") and "lead" not in roles):
        return None, min(last, 1)
    columns = {role: listed[0] for role, listed in roles.items() if role != "not_tasks"}
    leads = [column for column in roles.get("lead", ()) if column not in roles.get("partner", ())]
    if leads:  # of "Cơ quan chịu trách nhiệm" and "Đơn vị chủ trì" the one that chairs; where it is empty the other
        columns["lead"] = next((c for c in leads if _is_chair(prose, grid[:last], c)), leads[0])
        columns["lead_else"] = next((c for c in leads if c != columns["lead"]), columns["lead"])
    for role in ("action", "time"):  # of "Kết thúc" and "Thời hạn" the one that is filled in
        if role in roles:
            columns[role] = max(roles[role], key=lambda column: _weight(grid[last : last + _WEIGHED_ROWS], column))
    return columns, last


def _is_chair(prose: Prose, header: Grid, column: int) -> bool:
    """Whether the header of a column speaks of who chairs."""
    lines = [row[column] for row in header if column in row]
    return any(prose.shadow.find(_CHAIR, line.start, line.end) >= 0 for line in lines)


def _role(prose: Prose, line: Line, *, told: bool = False) -> str | None:
    """What a header's cell names; `told`: its first words may tell, where no list holds it."""
    title = _BRACKETS.sub("", prose.shadow[line.start : line.end]).strip(" .:*")
    title = title.replace(" / ", "/").replace(" ,", ",")
    known = next((role for role in _ROLES if title in _HEADERS[role]), None)
    if (
        known is None and len(title) <= _LONGEST_HEADER and (parted := _ALTERNATIVE.match(title))
    ):  # "Tên nhiệm vụ/dự án", "Chủ trì và thực hiện"
        known = next((role for role in _ROLES if parted[1] in _HEADERS[role]), None)
    if known is None and told and len(title) <= _LONGEST_HEADER:
        known = next((role for role, words in _TELLING if words.match(title)), None)
    return known


def _weight(grid: Grid, column: int) -> int:
    return sum(row[column].end - row[column].start for row in grid if column in row)


def _rows(source: Source, grid: Grid, columns: dict[str, int]) -> list[Task]:
    prose = source.prose
    tasks: list[Task] = []
    seen: set[int] = set()
    group: tuple[str, ...] = ()
    above: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    times = _times(prose, grid, columns)
    for index, row in enumerate(grid):
        work = row.get(columns["action"])
        filled = {
            role: row[column] for role, column in columns.items() if column in row and _filled(prose, row[column])
        }
        if time := times.get(index):
            filled["time"] = time
        if "lead" not in filled and "lead_else" in filled:
            filled["lead"] = filled["lead_else"]
        if work is None or work.index in seen or _role(prose, work) == "action":
            group = _group_lead(prose, row) or group if work is None else group
            continue
        if not _filled(prose, work) or not ({"lead", "partner", "time", "product"} & filled.keys()):
            group = _group_lead(prose, row)
            continue
        if _says_one_thing(prose, row, columns.get("number")):
            group = _group_lead(prose, row)
            continue
        seen.add(work.index)
        leads, helping = _both(prose, filled["lead"]) if "lead" in filled else ((), ())
        leads = leads or _agencies(prose, filled.get("lead"), above[0])
        partners = tuple(dict.fromkeys((*_agencies(prose, filled.get("partner"), above[1]), *helping)))
        above = (leads, partners)
        inherited = {} if leads or not group else {"lead": "group"}
        tasks.append(_task(source, work, filled, columns, leads or group, partners, inherited))
    return [task for task in tasks if task.lead and task.end - task.start >= _SHORTEST]


def _times(prose: Prose, grid: Grid, columns: dict[str, int]) -> dict[int, Line]:
    """Row → the time above it, where the column of time stands first and is left empty below what it holds for."""
    times: dict[int, Line] = {}
    if columns.get("time", columns["action"]) >= columns["action"]:
        return times
    last: Line | None = None
    for index, row in enumerate(grid):
        printed = row.get(columns["time"])
        if printed is not None and _filled(prose, printed):
            last = printed if any(c.isdecimal() for c in prose.text[printed.start : printed.end]) else None
        elif last is not None:
            times[index] = last
    return times


def _says_one_thing(prose: Prose, row: dict[int, Line], number: int | None) -> bool:
    """Whether a row has one cell only: merged over the columns, or its text repeated in each by a converter."""
    if len({line.index for line in row.values()}) < 2:
        return True
    texts = [prose.shadow[line.start : line.end] for column, line in row.items() if column != number]
    return len(texts) > 2 and len(set(texts)) == 1


def _filled(prose: Prose, line: Line) -> bool:
    return _NOTHING.match(prose.shadow[line.start : line.end]) is None


def _group_lead(prose: Prose, row: dict[int, Line]) -> tuple[str, ...]:
    """The agency whose name is all that a group row holds."""
    for line in {line.index: line for line in row.values()}.values():
        mark = _MARK.match(prose.shadow, line.start, line.end)
        start = mark.end() if mark else line.start
        listed, stop = agency_list(prose, start, line.end)
        if listed and not prose.shadow[stop : line.end].strip(" .:;"):
            return names(listed)
    return ()


def _agencies(prose: Prose, line: Line | None, above: tuple[str, ...]) -> tuple[str, ...]:
    """The agencies a cell lists; what the lexicon does not know is taken as printed."""
    if line is None:
        return ()
    if _DITTO.fullmatch(prose.shadow, line.start, line.end):
        return above
    found: list[str] = []
    at = line.start
    for cut in [*_SPLIT.finditer(prose.text, line.start, line.end), None]:
        stop = cut.start() if cut else line.end
        listed = _whole_name(prose, at, stop) or names(find_agencies(prose, at, stop))
        rest = prose.text[at:stop].strip(" .,-+:")
        found += listed or ([rest] if rest and len(rest) <= 90 and not rest[0].isdecimal() else [])
        at = cut.end() if cut else stop
    return tuple(dict.fromkeys(found))


def _whole_name(prose: Prose, start: int, end: int) -> tuple[str, ...]:
    """The one name that a part of a cell is, where it goes on over words the lexicon does not know."""
    mark = _MARK.match(prose.shadow, start, end)
    start = mark.end() if mark else start
    listed = find_agencies(prose, start, end)
    rest = prose.text[listed[0].end : end].rstrip(" .") if len(listed) == 1 and listed[0].start == start else ""
    if not rest or listed[0].group or not _LOWER_REST.fullmatch(rest):
        return ()
    if rest.count(" ") <= _SHORT_REST or not has_verb(prose.shadow, listed[0].end, end):
        return (prose.text[start : listed[0].end] + rest,)
    return ()


def _both(prose: Prose, line: Line) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Leads and partners of a cell that tells both: "Sở X (chủ trì), Sở Y (phối hợp)", "Sở X phối hợp Sở Y"."""
    shadow = prose.shadow
    if shadow.find(_TOGETHER, line.start, line.end) < 0:
        return (), ()
    roles: tuple[list[str], list[str]] = ([], [])
    at, helps = line.start, False
    for cut in [*_SPLIT.finditer(prose.text, line.start, line.end), None]:
        stop = cut.start() if cut else line.end
        word = shadow.find(_TOGETHER, at, stop)
        chair = shadow.rfind(_CHAIR, at, stop if word < 0 else word)
        helps = helps and chair < 0
        behind = names(find_agencies(prose, word + len(_TOGETHER), stop)) if word >= 0 else ()
        first = word if behind else at if word >= 0 else stop  # where partners begin to stand
        if word >= 0 and not behind and chair >= 0:
            first = chair
        begun = at if helps else first
        roles[0].extend(names(find_agencies(prose, at, begun)))
        roles[1].extend(names(find_agencies(prose, begun, stop)))
        helps = helps or bool(behind)
        at = cut.end() if cut else stop
    leads = tuple(dict.fromkeys(roles[0]))
    return leads, tuple(name for name in dict.fromkeys(roles[1]) if name not in leads) if leads else ()


def _task(
    source: Source,
    work: Line,
    filled: dict[str, Line],
    columns: dict[str, int],
    leads: tuple[str, ...],
    partners: tuple[str, ...],
    inherited: dict[str, str],
) -> Task:
    prose = source.prose
    mark = _MARK.match(prose.shadow, work.start, work.end)
    start, end = mark.end() if mark else work.start, work.end
    if not leads and (assignment := read_assignment(prose, start, end)) and assignment.leads:
        leads, start = names(assignment.leads), assignment.action
        partners = partners or names(assignment.partners)
    deadline = _deadline(source, start, end, filled.get("time"))
    product = filled.get("product")
    if product and prose.shadow[product.start : product.end].strip(" .") in _NO_PRODUCTS:
        product = None
    made = None if "product" in columns else find_deliverable(prose, start, end)
    while end > start + 1 and prose.text[end - 1] in " .;":
        end -= 1
    return Task(
        start=start,
        end=end,
        rule="task.table_row",
        reasons=deadline.reasons if deadline else (),
        lead=leads,
        partners=partners or names(cooperating(prose, start, end)),
        due=deadline.due if deadline else None,
        due_kind=deadline.kind if deadline else "none",
        due_text=prose.text[deadline.start : deadline.end] if deadline else None,
        recurrence=deadline.recurrence if deadline else None,
        deliverable=prose.text[product.start : product.end] if product else made,
        section=source.outline.section_id(work.index),
        inherited=inherited,
    )


def _deadline(source: Source, start: int, end: int, cell: Line | None) -> Deadline | None:
    shadow = source.prose.shadow
    year = year_of(source)
    if cell is not None:
        return cell_deadline(shadow, cell.start, cell.end, year=year)
    return find_deadline(shadow, start, end, year=year, skip=cited(source, start, end))
