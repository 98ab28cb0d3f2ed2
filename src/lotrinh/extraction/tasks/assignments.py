"""Assignments: who is told to do the work of a clause, with whom, and where the work itself begins.

Reads: text and shadow of one clause. Writes: `Assignment`.

"Căn cứ Kế hoạch này, Sở X chủ trì, phối hợp với Sở Y, UBND các xã xây dựng …": a statement of grounds,
the lead, words of office, the partners, the action. Any of these may be missing or stand alone on a
line ("Sở X", "Chủ trì, phối hợp với Sở Y:"); then the lines below belong to it.
"""

from __future__ import annotations

import re

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.agencies import BEGINNINGS, Agency
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.tasks.agency_lists import agency_list, rest_of_list
from lotrinh.extraction.tasks.offices import read_office
from lotrinh.extraction.tasks.verbs import TO_VERB, first_words, goes_on, has_verb, unknown_name


class Assignment(msgspec.Struct, frozen=True, gc=False):
    """`leads`, `partners`: agencies named for the work (partners only from words of cooperation at the head).

    `action`: where the work begins (the clause's end when the clause only names who). `stem`: where the
    words of the assignment begin. `ordered`: "giao", "đề nghị" stand before the lead; `handed`: the stronger
    "giao". `proven`: words of office follow ("chủ trì", "có trách nhiệm", "phối hợp với"). `behind`: the leads
    stand in a bracket behind the work.
    """

    stem: int
    action: int
    leads: tuple[Agency, ...] = ()
    partners: tuple[Agency, ...] = ()
    ordered: bool = False
    handed: bool = False
    proven: bool = False
    behind: bool = False


_WORDS = lexicon("task_words")
_ADDRESSED = r"(?:(?: các)? (?:đồng chí|ông \(bà\)|ông, bà|ông bà|ông/bà))?"
_HAND_OVER = re.compile(rf"(?:đồng thời,? )?(?:{any_of(_WORDS['hand_over'])}){_ADDRESSED}(?: ?: ?| )")
_ASK = re.compile(rf"(?:đồng thời,? )?(?:{any_of(_WORDS['ask'])}){_ADDRESSED}(?: ?: ?| )")
_ABOUT = re.compile(rf"(?:{any_of(_WORDS['about'])})(?: ?: ?| )")
_GROUND = re.compile(rf"(?:{any_of(_WORDS['ground'])})(?!\w)")
_ESPECIALLY = pattern(
    r",? (?:nhất là|đặc biệt là) [^;:.]{2,260}? "
    r"(?=(?:cần|phải|có trách nhiệm|chủ động|khẩn trương|tiếp tục|chủ trì)(?!\w))"
)
# "các cơ quan được giao chủ trì nhiệm vụ tại Kế hoạch này có trách nhiệm …"
_RELATIVE = re.compile(
    rf"( (?:{any_of(_WORDS['relative'])})(?!\w)[^.;:]{{2,200}}?),? (?:{any_of(_WORDS['resumed'])})(?!\w)"
)
# "Các tổ chức, cá nhân khai thác nước dưới đất có trách nhiệm …"
_NOT_MEANT = pattern(r"căn cứ |theo |phối hợp|chủ trì|chỉ đạo|trong phạm vi|để |trên cơ sở|[.;:]")
# "Các sở quản lý quy hoạch theo chức năng, nhiệm vụ được giao có trách nhiệm …"
_BY_POWERS = pattern(r",? theo (?:đúng )?(?:chức năng|lĩnh vực|phân cấp|nhiệm vụ|thẩm quyền)[^.;:]{0,60}$")
_DUTY = " trách nhiệm"
_BEARS = ("có", "chịu")
_LONGEST_MEANT = 110
_GIVEN = any_of([*_WORDS["hand_over"], *_WORDS["ask"]])
_AFTER_COMMA = re.compile(rf"(?:[,;] ?| thì )(?=\w)(?=(?P<given>(?:{_GIVEN})(?!\w))?)")
# What tells a group more closely, when a colon ends it: "các doanh nghiệp xuất khẩu:".
_GROUP_TAIL = pattern(
    r" (?!có trách|chủ trì|phối hợp|căn cứ|theo |trong )[^\W\d][^,;:.()0-9]{0,44}[^ ,;:.()0-9](?= ?:)"
)
_BRACKET = re.compile(r"\(([^()]{6,240})\)[ .;:]*$")
_BRACKET_LABEL = pattern(
    r"(?:(?:cơ quan|đơn vị|tổ chức|giao|do) )?(?:chủ trì|thực hiện|đầu mối|phụ trách)?(?: thực hiện)?(?: ?: ?| |)"
)
_BRACKET_HELPED = pattern(r" ?[;,.] ?(?:cơ quan |đơn vị )?phối hợp(?: thực hiện)? ?: ?")
# Behind the agencies of a bracket: "(Sở X chủ trì)", "(Sở X, hoàn thành trong năm 2023)"
_BRACKET_ENDS = pattern(
    r"[ :]*(?:chủ trì thực hiện|chủ trì|thực hiện|phụ trách|triển khai)[ :]*"
    r"|[ :]*(?:(?:chủ trì thực hiện|chủ trì|thực hiện|phụ trách) ?)?[,;–-]? ?"
    r"(?:hoàn thành|xong|thời gian|thời hạn|tiến độ|trong|trước|quý|tháng|năm|từ|giai đoạn|ngày)(?!\w).*"
)
_SUPERIOR = re.compile(any_of(_WORDS["superior"]))
# "Thủ tướng giao Bộ X …", "Lãnh đạo thành phố cũng giao Sở X …": those who order, told by no full name.
_ORDERING = re.compile(rf"(?:{any_of(_WORDS['ordering'])})(?= )")
_COMMAND = re.compile(
    rf" (?:trân trọng |cũng |tiếp tục )?(?:{any_of(_WORDS['command'])})(?: các đồng chí)?(?: ?: ?| |, (?=các ))"
)
_ASKED_BEHIND = pattern(r" ?[,:] (?=[^\W\d])")
_DIRECTS = pattern(r" chỉ đạo(?: ?: ?| )")  # behind "Theo đó, ", of a superior
_ACCORDINGLY = "theo đó, "
_ORDER = pattern(r" (?:đã |cũng |tiếp tục )?(?:yêu cầu|giao) ")  # of anybody to those below
# "Căn cứ chỉ tiêu kế hoạch được giao, Sở X …": work that follows from what this document or another one gives.
_FROM_PLAN = pattern(
    r"căn cứ (?:[^\W\d_]+ ){0,6}?(?:kế hoạch|chỉ tiêu|đề án|chương trình|dự toán|nhiệm vụ)(?!\w)[^.]{0,160}?"
    r"(?:được (?:giao|phân công|phê duyệt)|phê duyệt|này)(?!\w)"
)
# "yêu cầu các hội hiếu tuyên truyền …": a group no lexicon knows, between the order and its verb.
_UNKNOWN_GROUP = re.compile(
    rf"(?:các|những|toàn thể) (?!\w+ (?:{any_of(_WORDS['function'])})(?!\w))\w+{TO_VERB.pattern}"
)
_LABEL_END = re.compile(r": ")
DIRECTS = shadow_of("chỉ đạo ")
_GOES_ON_DIRECTING = pattern(
    r"(?:(?:tiếp tục|trực tiếp|khẩn trương|tập trung|tăng cường|thường xuyên|kịp thời|,) ?)*chỉ đạo "
)
_PURPOSE = " để"
_WIRES = " điện"
_BELOW = (" sau đây", " dưới đây")


_PREFIX_STARTS = re.compile(rf"(?:{first_words('hand_over', 'ask', 'about')}|đồng)(?!\w)")
# The words that can begin an assignment, and those of the grounds that may stand before it.
_STARTING = ("hand_over", "ask", "about", "role", "together")
_BEGINNINGS = {
    *(
        "các",
        "đồng",
        "ông",
        "bà",
        "tỉnh",
        "thành",
        "tp",
        "tphcm",
        "thị",
        "huyện",
        "quận",
        "xã",
        "phường",
        "đặc",
        "là",
        "làm",
        "với",
        "mỗi",
    ),
    *BEGINNINGS,
    *(phrase for key in _STARTING for phrase in _WORDS[key]),
}
_STARTS = re.compile(rf"(?:{any_of(_BEGINNINGS)}|[,;:. -])(?!\w)")
_MAY_BEGIN = re.compile(rf"(?:{any_of({*_BEGINNINGS, *_WORDS['ground']})}|[,;:. -])(?!\w)")
_REGULARLY = pattern(r"(?:hằng|hàng|mỗi) (?:năm|quý|tháng|tuần),? ")  # "Hàng năm Sở X phối hợp với …"
_TOWARDS = shadow_of("đối với ")
_LONGEST_GROUND = 900
_SHORTEST_WORK = 12  # less is the rest of a name or of "… do UBND tỉnh giao"
_LONGEST_LABEL = 170
_MATTER = pattern(
    r"(?:về|đối với|công tác|việc|nội dung|vấn đề|lĩnh vực|nhiệm vụ|nhóm|phần|chế độ"
    r"|cấp (?:tỉnh|huyện|xã|cơ sở)|kinh phí|nguồn)(?!\w)"
)
_SPOKEN = tuple(map(shadow_of, ("như sau: ", "chỉ đạo: ", "ý kiến: ")))  # a label that only says who speaks


def read_assignment(prose: Prose, start: int, end: int) -> Assignment | None:
    """Who is told to do the work of the clause ``[start, end)``; None when the clause does not begin with it."""
    shadow = prose.shadow
    if _STARTS.match(shadow, start, end) and (found := _read_at(prose, start, end)):
        return found
    if shadow.startswith(_TOWARDS, start) and (found := _behind_label(prose, start, end)):
        return found
    if found := _behind_ground(prose, start, end):
        return found
    often = _REGULARLY.match(shadow, start, end) if shadow[start : start + 1] in ("h", "m") else None
    if often and (found := _read_at(prose, often.end(), end)) and found.leads:
        return msgspec.structs.replace(found, stem=start)
    return _behind_label(prose, start, end)


def _behind_label(prose: Prose, start: int, end: int) -> Assignment | None:
    """Who is told behind a label: "Về kinh phí: Sở Tài chính cân đối …"."""
    shadow = prose.shadow
    label = _LABEL_END.search(shadow, start, min(end, start + _LONGEST_LABEL))
    if label is None or shadow.count("(", start, label.end()) > shadow.count(")", start, label.end()):
        return None
    found = _read_at(prose, label.end(), end) or _behind_ground(prose, label.end(), end)
    if found is None or not found.leads or not _is_given(shadow, found, end):
        return None
    titled = shadow.endswith(_SPOKEN, start, label.end()) or _names_matter(shadow, start, found, end)
    return msgspec.structs.replace(found, stem=start, action=found.action if titled else start)


def _names_matter(shadow: str, start: int, found: Assignment, end: int) -> bool:
    """Whether a label only says what the work is about ("Công tác tuyên truyền: Sở X …"), not what is to be done."""
    works = end - found.action > _SHORTEST_WORK and has_verb(shadow, found.action, end, sure=True)
    return works and (_MATTER.match(shadow, start) is not None or not has_verb(shadow, start, end))


def _behind_ground(prose: Prose, start: int, end: int) -> Assignment | None:
    """Who is told behind the ground that opens the clause: "Căn cứ Luật X, giao Sở Tư pháp …"."""
    shadow = prose.shadow
    matter = shadow.startswith(_TOWARDS, start)  # "Đối với các khoản chưa phân bổ, giao …": what an order is about
    if not (matter or _GROUND.match(shadow, start, end)):
        return None
    for comma in _AFTER_COMMA.finditer(shadow, start, min(end, start + _LONGEST_GROUND)):
        at = comma.end()
        if prose.text[at].islower() and comma["given"] is None and not shadow.startswith(("các ", "những "), at):
            continue  # inside a list: "các sở, ban, ngành"
        found = _read_at(prose, at, end)
        works = found is not None and end - found.action > _SHORTEST_WORK
        if matter and not (found and (found.ordered or found.proven or has_verb(shadow, found.action, end, sure=True))):
            continue
        introduces = found is not None and found.proven and shadow[end - 1] == ":" and found.action >= end - 1
        if found and found.leads and (works or introduces) and _is_given(shadow, found, end):
            return msgspec.structs.replace(found, stem=start)
    return None


def _is_given(shadow: str, assignment: Assignment, end: int) -> bool:
    return assignment.ordered or assignment.proven or has_verb(shadow, assignment.action, end)


def bracketed_assignment(prose: Prose, start: int, end: int) -> Assignment | None:
    """Who does the work according to a bracket behind it: "… (Sở Y tế chủ trì)", "… (đơn vị thực hiện: Sở Y tế)"."""
    bracket = _BRACKET.search(prose.shadow, max(start, end - 260), end)
    if bracket is None:
        return None
    begin, stop = bracket.span(1)
    label = _BRACKET_LABEL.match(prose.shadow, begin, stop)
    helped = _BRACKET_HELPED.search(prose.shadow, begin, stop)
    inner = _read_at(prose, label.end() if label else begin, helped.start() if helped else stop)
    if inner is None or not inner.leads:
        return None
    labelled = label is not None and label[0].strip(" :") != ""
    if not (inner.proven or labelled or _BRACKET_ENDS.fullmatch(prose.shadow, inner.action, stop)):
        return None
    if helped:
        partners, _ = agency_list(prose, helped.end(), stop, partners=True)
        inner = msgspec.structs.replace(inner, partners=(*inner.partners, *partners))
    return msgspec.structs.replace(inner, stem=start, action=start, proven=True, behind=True)


def may_begin(shadow: str, start: int, end: int) -> bool:
    """Whether an assignment can begin here at all (a quick look at the first word, and for a label)."""
    return _MAY_BEGIN.match(shadow, start, end) is not None or ": " in shadow[start : min(end, start + _LONGEST_LABEL)]


def past_about(shadow: str, start: int, end: int) -> int:
    """Past "Đối với", "Trách nhiệm của" before a heading's agency; else `start`."""
    about = _ABOUT.match(shadow, start, end)
    return about.end() if about else start


def directs(shadow: str, assignment: Assignment) -> bool:
    """Whether an agency that is no authority has to direct others: "Bộ X chỉ đạo Cục Y …", below an order to it."""
    if not assignment.leads or not _GOES_ON_DIRECTING.match(shadow, assignment.action):
        return False
    return not is_superior(shadow, assignment.leads[0])


def is_superior(shadow: str, agency: Agency) -> bool:
    """Whether the agency is one that orders others: a government, a council, their heads."""
    return _SUPERIOR.match(shadow, agency.start) is not None


def opens_with_ground(shadow: str, position: int, end: int) -> bool:
    """Whether a time or a ground stands before the action: "Trước ngày 15/12, báo cáo …"."""
    return _GROUND.match(shadow, position, end) is not None


def follows_from_plan(shadow: str, assignment: Assignment) -> bool:
    """Whether an approved plan is the ground of the work: "Căn cứ kế hoạch được phê duyệt, Sở Tài chính …"."""
    found = _FROM_PLAN.match(shadow, assignment.stem, assignment.leads[0].start) if assignment.leads else None
    return found is not None


def _read_at(prose: Prose, start: int, end: int) -> Assignment | None:
    shadow = prose.shadow
    prefix = handed = order = None
    if _PREFIX_STARTS.match(shadow, start, end):
        handed = _HAND_OVER.match(shadow, start, end)
        order = handed or _ASK.match(shadow, start, end)
        prefix = order or _ABOUT.match(shadow, start, end)
    leads, at = agency_list(prose, prefix.end() if prefix else start, end)
    if not leads and order and (unknown := _unknown_lead(prose, order.end(), end)):
        leads, at = [unknown], unknown.end
    if not leads and prefix:
        leads, at = agency_list(prose, start, end)
        order = handed = None
    at = _past_tail(prose, leads, at, end, ordered=order is not None)
    if order is not None:
        leads, at = rest_of_list(prose, leads, at, end)
    if leads and (especially := _ESPECIALLY.match(shadow, at, end)):
        at = especially.end() - 1
    asked = _asked_of(prose, leads, at, end) if prefix is not None and order is None else None
    if order is None and (not prefix or leads) and (under := asked or _commanded(prose, leads, start, at, end)):
        leads, at, order = under
        handed = order if order.re is not _DIRECTS else None
    if not leads and (rest := _rest_of_together(prose, start, end)):
        return rest
    if leads and (clause := _meant_of(shadow, leads[-1], at, end)):
        if len(leads) == 1:  # else it speaks of all of them
            leads = [Agency(leads[0].start, clause, prose.text[leads[0].start : clause], leads[0].group)]
        at = clause
    if leads and (leads[-1].name.endswith((*_BELOW, _WIRES))):
        return None  # "Các cơ quan sau đây chịu trách nhiệm …:" names nobody yet, "CHỦ TỊCH UBND TỈNH điện:" the sender
    single = len(leads) == 1 and not leads[0].group
    partners, action, proven = read_office(prose, at if leads else start, end, named=bool(leads), single=single)
    if not leads and not proven:
        return None
    return Assignment(start, action, tuple(leads), tuple(partners), order is not None, handed is not None, proven)


def _asked_of(prose: Prose, leads: list[Agency], at: int, end: int) -> tuple[list[Agency], int, re.Match[str]] | None:
    """What is asked of those a clause is about: "Đối với Sở X, (Phó Thủ tướng) yêu cầu khẩn trương hoàn thiện …"."""
    shadow = prose.shadow
    if len(leads) > 1 and is_superior(shadow, leads[-1]):
        leads, begin = leads[:-1], at
    else:
        joint = _ASKED_BEHIND.match(shadow, at, end) if leads else None
        above = agency_list(prose, joint.end(), end)[0] if joint else []
        superior = bool(above) and is_superior(shadow, above[0])
        begin = above[0].end if superior else joint.end() - 1 if joint else at
    command = _COMMAND.match(shadow, begin, end) if leads and begin > leads[-1].end else None
    return (leads, command.end(), command) if command and has_verb(shadow, command.end(), end) else None


def _unknown_lead(prose: Prose, start: int, end: int) -> Agency | None:
    """Behind an order, a group or a capitalised name before its verb that no lexicon knows."""
    if group := _UNKNOWN_GROUP.match(prose.shadow, start, end):
        return Agency(start, group.end(), prose.text[start : group.end()], True)
    stop = unknown_name(prose.text, prose.shadow, start, end)
    return Agency(start, stop, prose.text[start:stop]) if stop is not None else None


def _past_tail(prose: Prose, leads: list[Agency], at: int, end: int, *, ordered: bool) -> int:
    """Past the words that tell a group at the end of `leads` more closely; they join its name."""
    shadow = prose.shadow
    if not leads or not leads[-1].group:
        return at
    tail = None if has_verb(shadow, at, end, sure=True) else _GROUP_TAIL.match(shadow, at, end)
    tail = None if tail and TO_VERB.match(shadow, at, tail.end()) else tail
    if tail is None and ordered and not goes_on(shadow, at, end):
        tail = TO_VERB.match(shadow, at, end)
    if tail is None:
        return at
    leads[-1] = Agency(leads[-1].start, tail.end(), prose.text[leads[-1].start : tail.end()], True)
    return tail.end()


def _commanded(
    prose: Prose, leads: list[Agency], start: int, at: int, end: int
) -> tuple[list[Agency], int, re.Match[str]] | None:
    """Whom a superior orders ("UBND tỉnh yêu cầu Sở X …", "Lãnh đạo thành phố cũng giao Sở Y …"), and by what word."""
    shadow = prose.shadow
    told = None if leads else _ORDERING.match(shadow, start, end)
    if not (told or leads):
        return None
    superior = told is not None or is_superior(shadow, leads[0])
    begin = told.end() if told else at
    command = (_COMMAND if superior else _ORDER).match(shadow, begin, end)
    if command is None and superior and shadow.endswith(_ACCORDINGLY, 0, start):
        command = _DIRECTS.match(shadow, begin, end)
    listed, after = agency_list(prose, command.end(), end) if command else ([], at)
    return (*rest_of_list(prose, listed, after, end), command) if command and listed else None


def _rest_of_together(prose: Prose, start: int, end: int) -> Assignment | None:
    """The partners of "Với Sở Y tế …", below a line that ends in "chủ trì, phối hợp:"."""
    shadow = prose.shadow
    if not shadow.startswith("với ", start):
        return None
    listed, after = agency_list(prose, start + 4, end)
    if shadow.startswith(_PURPOSE, after):
        after += len(_PURPOSE)
    return Assignment(start, after, (), tuple(listed), proven=True) if listed and has_verb(shadow, after, end) else None


def _meant_of(shadow: str, last: Agency, at: int, end: int) -> int | None:
    """End of the clause that says which of several agencies are meant; None when none begins at `at`."""
    plural = last.group or " các " in shadow[last.start : last.end]
    if not plural or at != last.end or at >= end or shadow[at] not in " ,":
        return None
    duty = shadow.find(_DUTY, at, min(end, at + _LONGEST_MEANT)) if last.group else -1
    if duty >= 0:
        stop = shadow.rfind(" ", at, duty)  # before "có", "chịu"
        bears = shadow[stop + 1 : duty] in _BEARS
        powers = _BY_POWERS.search(shadow, at, stop)
        stop = powers.start() if powers else stop
        if stop > at + 2 and bears and _NOT_MEANT.search(shadow, at, stop) is None:
            return stop
    clause = _RELATIVE.match(shadow, at, end) if not has_verb(shadow, at, end) else None
    return clause.end(1) if clause else None
