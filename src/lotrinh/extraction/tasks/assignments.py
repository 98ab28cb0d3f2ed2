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
from lotrinh.extraction.agencies import BEGINNINGS, UPPER, Agency, agencies_at
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.rules import lexicon


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
_HAND_OVER = re.compile(rf"(?:đồng thời,? )?(?:{any_of(_WORDS['hand_over'])})(?: các đồng chí| đồng chí)?(?: ?: ?| )")
_ASK = re.compile(rf"(?:đồng thời,? )?(?:{any_of(_WORDS['ask'])})(?: các đồng chí| đồng chí)?(?: ?: ?| )")
_ABOUT = re.compile(rf"(?:{any_of(_WORDS['about'])})(?: ?: ?| )")
_GROUND = re.compile(rf"(?:{any_of(_WORDS['ground'])})(?!\w)")
_ROLE = re.compile(rf"(?:{any_of(_WORDS['role'])})(?!\w)")
_PROOF = re.compile(any_of(_WORDS["proof"]))
_ESPECIALLY = pattern(
    r",? (?:nhất là|đặc biệt là) [^;:.]{2,260}? "
    r"(?=(?:cần|phải|có trách nhiệm|chủ động|khẩn trương|tiếp tục|chủ trì)(?!\w))"
)
_IN_ROLE = pattern(r"với (?:vai trò|tư cách) là [^.;:,]{2,120}(?=,)")
_OFFICE_OF = pattern(
    r"(?:là|làm) (?:cơ quan|đơn vị|đầu mối|bộ phận)[^,;:.]{0,80}?(?=[,;]|(?: chủ trì| và| trong việc| giúp| giải đáp))"
)
# "Bộ Tư lệnh Thủ đô được UBND thành phố giao là cơ quan thường trực …"
_GIVEN_BY = pattern(
    r"được (?:[^.;:,]{2,60} )?(?:giao|phân công)(?: nhiệm vụ)?"
    r"(?= (?:(?:là|làm) (?:cơ quan|đơn vị|đầu mối)|chủ trì)(?!\w))"
)
# "Sở Văn hóa và Thể thao được giao xây dựng kế hoạch …": of a group the same words tell which of it.
_GIVEN_WORK = re.compile(
    rf"được (?:giao|phân công)(?= (?:{any_of(v for v in _WORDS['verb'] if ' ' in v)}) [^\W\d_]+ [^\W\d_])"
)
_TOGETHER_ALONE = pattern(r"phối hợp(?:(?:,| cùng)? (?:triển khai |tổ chức )?thực hiện)? ?:?$")
_TOGETHER = re.compile(
    rf"(?:{any_of(_WORDS['together'])})(?:(?:,| và|)? (?:{any_of(_WORDS['manner'])})(?!\w)){{0,4}}"
    r"(?: cùng với| cùng| với)?(?: các đồng chí| đồng chí)? "
)
_POWERS_BEGIN = (
    r"(?:căn cứ|theo(?! dõi)|trong phạm vi|trên cơ sở|tùy theo|bám sát|với (?:vai trò|chức năng|trách nhiệm))"
)
_POWERS_END = rf"(?:{any_of(_WORDS['powers'])})(?=[ ,:;])"
_POWERS = re.compile(rf"{_POWERS_BEGIN}(?!\w)[^.;:]{{0,160}}?{_POWERS_END}(?:(?:,| và)? {_POWERS_END}){{0,5}}")
# "các cơ quan được giao chủ trì nhiệm vụ tại Kế hoạch này có trách nhiệm …"
_RELATIVE = re.compile(
    rf"( (?:{any_of(_WORDS['relative'])})(?!\w)[^.;:,]{{2,120}}?) (?:{any_of(_WORDS['resumed'])})(?!\w)"
)
# "Các tổ chức, cá nhân khai thác nước dưới đất có trách nhiệm …"
_NOT_MEANT = pattern(r"căn cứ |theo |phối hợp|chủ trì|chỉ đạo|trong phạm vi|để |trên cơ sở|[.;:]")
_DUTY = " trách nhiệm"
_BEARS = ("có", "chịu")
_LONGEST_MEANT = 110
_ASIDE = pattern(r"được (?:giao|phân công)(?!\w)[^.;:]{0,150}?(?=(?:có trách nhiệm|chịu trách nhiệm|căn cứ)(?!\w))")
_GIVEN = any_of([*_WORDS["hand_over"], *_WORDS["ask"]])
_AFTER_COMMA = re.compile(rf"[,;] ?(?=\w)(?=(?P<given>(?:{_GIVEN})(?!\w))?)")
_VERB = re.compile(rf"[ ,:;\-]*(?:{any_of([*_WORDS['verb'], *_WORDS['verb_too']])})(?!\w)")
_SURE_VERB = re.compile(rf"[ ,:;\-]*(?:{any_of(_WORDS['verb'])})(?!\w)")
_FILL = pattern(r"(?:[ ,:;\-–.]|\((?:i|1|a)\) )+")  # "Sở X: (i) tổ chức …; (ii) xử lý …"
_FILLS = frozenset(" ,:;-–.")
_SEPARATOR = re.compile(r" ?[,;/] ?(?:và |cùng |cùng với )?| và | cùng với | cùng | & | - ")
# What stands for a full name told before: "Tổng công ty cần …".
_SHORT_NAME = re.compile(rf"(?:{any_of(_WORDS['short_names'])})(?!\w)")
_SHORT_NAME_LETTERS = frozenset(name[0].upper() for name in _WORDS["short_names"])
# "Sở Y tế (cơ quan thường trực)", "Sở Y tế - Cơ quan thường trực Ban Chỉ đạo:"
_NOTE = pattern(
    r" ?\([^()]{0,200}\)| ?[-–] ?cơ quan (?:thường trực|đầu mối|chủ trì|chủ quản)[^,;:.()]{0,60}?"
    r"(?=[,;:)]|\.?$| (?:giúp|tham mưu|chủ trì|có trách nhiệm|chịu trách nhiệm|căn cứ|phối hợp)(?!\w))"
)
_LONE_END = r"(?= ?[,;:.)]| (?!được |có |do |của )[^\W\d])"
_LONE_GROUP = re.compile(rf"(?:{any_of(_WORDS['lone'])}){_LONE_END}")
_LONE_PARTNER = re.compile(rf"(?:{any_of(_WORDS['lone_partner'])}){_LONE_END}")
# "tỉnh Phú Thọ", "Các tỉnh Nghệ An, Quảng Ngãi": a province stands for its authorities.
_NAME = rf"[{UPPER}]\w* [{UPPER}]\w*(?: [{UPPER}]\w*){{0,2}}"
_PLACE_AGENT = re.compile(rf"(?:[Cc]ác )?(?:[Tt]ỉnh|[Tt]hành phố)(?:, thành phố)? {_NAME}(?:(?:,| và) {_NAME}){{0,20}}")
# What tells a group more closely, when a colon ends it: "các doanh nghiệp xuất khẩu:".
_GROUP_TAIL = pattern(
    r" (?!có trách|chủ trì|phối hợp|căn cứ|theo |trong )[^\W\d][^,;:.()0-9]{0,44}[^ ,;:.()0-9](?= ?:)"
)
# "Đồng chí Nguyễn Văn A, Phó Chủ tịch UBND tỉnh"
_PERSON = re.compile(rf"(?:[Đđ]ồng chí|[Ôô]ng|[Bb]à) (?P<name>{_NAME},? (?:- )?)?(?=\w)")
_PARTY_OFFICE = pattern(
    r"(?:ủy viên|bí thư|phó bí thư) [^,;:.()]{2,60}, (?=(?:phó )?(?:chủ tịch|giám đốc|trưởng)(?!\w))"
)
# "…, Tạp chí Thuế và các Cục Thuế": a capitalised name before further members of a list.
_MEMBER = pattern(r"([^\W\d_]+(?: [^\W\d_]+){1,7}?)(?: ?, ?(?:và )?| và )(?=[^\W\d_])")
# "Ban chỉ đạo diệt trừ cây Mai dương huyện phối hợp với …": a committee whose topic no lexicon knows.
_COMMITTEE = pattern(
    r"ban (?:chỉ đạo|quản lý)(?: (?!(?:các|cho|đến|của|và|có|chủ trì|phối hợp)(?!\w))[^\W\d_]+){1,10}?"
    r" (?:tỉnh|thành phố|huyện|thị xã|quận|phường|xã)(?= (?:chủ trì|phối hợp|có trách nhiệm)(?!\w))"
)
_IN_NAME_VERB = re.compile(rf" (?:{any_of(v for v in _WORDS['verb'] if ' ' in v)}|chủ trì|phối hợp)(?!\w)")
_BRACKET = re.compile(r"\(([^()]{6,240})\)[ .;:]*$")
_BRACKET_LABEL = pattern(
    r"(?:(?:cơ quan|đơn vị|tổ chức|giao|do) )?(?:chủ trì|thực hiện|đầu mối|phụ trách)?(?: thực hiện)?(?: ?: ?| |)"
)
_BRACKET_HELPED = pattern(r" ?[;,.] ?(?:cơ quan |đơn vị )?phối hợp(?: thực hiện)? ?: ?")
_BRACKET_ENDS = frozenset(map(shadow_of, ("thực hiện", "chủ trì", "chủ trì thực hiện", "phụ trách", "triển khai")))
_SUPERIOR = re.compile(any_of(_WORDS["superior"]))
# "Thủ tướng giao Bộ X …", "Lãnh đạo thành phố cũng giao Sở X …": those who order, told by no full name.
_ORDERING = re.compile(rf"(?:{any_of(_WORDS['ordering'])})(?= )")
_COMMAND = re.compile(rf" (?:trân trọng |cũng |tiếp tục )?(?:{any_of(_WORDS['command'])})(?: các đồng chí)?(?: ?: ?| )")
_DIRECTS = pattern(r" chỉ đạo(?: ?: ?| )")  # behind "Theo đó, ", of a superior
_ACCORDINGLY = "theo đó, "
_ORDER = pattern(r" (?:đã |cũng |tiếp tục )?(?:yêu cầu|giao) ")  # of anybody to those below
# "Căn cứ chỉ tiêu kế hoạch được giao, Sở X …": work that follows from what this document or another one gives.
_FROM_PLAN = pattern(
    r"căn cứ (?:[^\W\d_]+ ){0,6}?(?:kế hoạch|chỉ tiêu|đề án|chương trình|dự toán|nhiệm vụ)(?!\w)[^.]{0,160}?"
    r"(?:được (?:giao|phân công|phê duyệt)|phê duyệt|này)(?!\w)"
)
_LABEL_END = re.compile(r": ")
_PURPOSE = " để"
_BELOW = (" sau đây", " dưới đây")
# "các hội đoàn khu dân cư vận động …": what stands between a group that gets an order and its verb, names it.
_TO_VERB = re.compile(
    rf"(?P<tail>(?: [^\W\d_]+){{1,6}}?)(?= (?:{any_of(v for v in _WORDS['verb'] if ' ' in v)})(?!\w))"
)


def _first_words(*keys: str) -> str:
    return any_of({phrase.split()[0].rstrip(",") for key in keys for phrase in _WORDS[key]})


_PREFIX_STARTS = re.compile(rf"(?:{_first_words('hand_over', 'ask', 'about')}|đồng)(?!\w)")
_OFFICE_STARTS = re.compile(
    rf"(?:{_first_words('role', 'together')}|là|làm|được|căn|theo|trong|trên|tùy|bám|với)(?!\w)"
)
# The words that can begin an assignment, and those of the grounds that may stand before it.
_STARTING = ("hand_over", "ask", "about", "role", "together")
_BEGINNINGS = {
    *("các", "đồng", "ông", "bà", "tỉnh", "thành", "là", "làm", "với"),
    *BEGINNINGS,
    *(phrase for key in _STARTING for phrase in _WORDS[key]),
}
_STARTS = re.compile(rf"(?:{any_of(_BEGINNINGS)}|[,;:. -])(?!\w)")
_MAY_BEGIN = re.compile(rf"(?:{any_of({*_BEGINNINGS, *_WORDS['ground']})}|[,;:. -])(?!\w)")
_REGULARLY = pattern(r"(?:hằng|hàng) (?:năm|quý|tháng) ")  # "Hàng năm Sở X phối hợp với …"
_LONGEST_GROUND = 420
_SHORTEST_WORK = 12  # less is the rest of a name or of "… do UBND tỉnh giao"
_LONGEST_LABEL = 170


def read_assignment(prose: Prose, start: int, end: int) -> Assignment | None:
    """Who is told to do the work of the clause ``[start, end)``; None when the clause does not begin with it."""
    shadow = prose.shadow
    if _STARTS.match(shadow, start, end) and (found := _read_at(prose, start, end)):
        return found
    if _GROUND.match(shadow, start, end):
        for comma in _AFTER_COMMA.finditer(shadow, start, min(end, start + _LONGEST_GROUND)):
            at = comma.end()
            if prose.text[at].islower() and comma["given"] is None and not shadow.startswith(("các ", "những "), at):
                continue  # inside a list: "các sở, ban, ngành"
            found = _read_at(prose, at, end)
            if found and found.leads and end - found.action > _SHORTEST_WORK and _is_given(shadow, found, end):
                return msgspec.structs.replace(found, stem=start)
    often = _REGULARLY.match(shadow, start, end) if shadow[start : start + 1] == "h" else None
    if often and (found := _read_at(prose, often.end(), end)) and found.leads:
        return msgspec.structs.replace(found, stem=start)
    label = _LABEL_END.search(shadow, start, min(end, start + _LONGEST_LABEL))
    if label and shadow.count("(", start, label.end()) <= shadow.count(")", start, label.end()):
        found = _read_at(prose, label.end(), end)
        if found is None and _GROUND.match(shadow, label.end(), end):
            found = read_assignment(prose, label.end(), end)
        if found and found.leads and _is_given(shadow, found, end):
            return msgspec.structs.replace(found, stem=start, action=start)
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
    if not (inner.proven or labelled or prose.shadow[inner.action : stop].strip(" :") in _BRACKET_ENDS):
        return None
    if helped:
        partners, _ = agency_list(prose, helped.end(), stop, partners=True)
        inner = msgspec.structs.replace(inner, partners=(*inner.partners, *partners))
    return msgspec.structs.replace(inner, stem=start, action=start, proven=True, behind=True)


def may_begin(shadow: str, start: int, end: int) -> bool:
    """Whether an assignment can begin here at all (a quick look at the first word, and for a label)."""
    return _MAY_BEGIN.match(shadow, start, end) is not None or ": " in shadow[start : min(end, start + _LONGEST_LABEL)]


def first_verb(shadow: str, start: int, end: int) -> int | None:
    """Where the first verb of two syllables begins behind plain words; None when a mark comes before it."""
    found = _TO_VERB.match(shadow, start - 1, end)
    return found.end() + 1 if found else None


def past_about(shadow: str, start: int, end: int) -> int:
    """Past "Đối với", "Trách nhiệm của" before a heading's agency; else `start`."""
    about = _ABOUT.match(shadow, start, end)
    return about.end() if about else start


def opens_with_ground(shadow: str, position: int, end: int) -> bool:
    """Whether a time or a ground stands before the action: "Trước ngày 15/12, báo cáo …"."""
    return _GROUND.match(shadow, position, end) is not None


def follows_from_plan(shadow: str, assignment: Assignment) -> bool:
    """Whether an approved plan is the ground of the work: "Căn cứ kế hoạch được phê duyệt, Sở Tài chính …"."""
    found = _FROM_PLAN.match(shadow, assignment.stem, assignment.leads[0].start) if assignment.leads else None
    return found is not None


def has_verb(shadow: str, position: int, end: int, *, sure: bool = False) -> bool:
    """Whether an action may begin at `position`; `sure`: by a verb that no name holds ("phụ trách lĩnh vực …")."""
    return (_SURE_VERB if sure else _VERB).match(shadow, position, end) is not None


def _read_at(prose: Prose, start: int, end: int) -> Assignment | None:
    shadow = prose.shadow
    prefix = handed = order = None
    if _PREFIX_STARTS.match(shadow, start, end):
        handed = _HAND_OVER.match(shadow, start, end)
        order = handed or _ASK.match(shadow, start, end)
        prefix = order or _ABOUT.match(shadow, start, end)
    leads, at = agency_list(prose, prefix.end() if prefix else start, end)
    if not leads and prefix:
        leads, at = agency_list(prose, start, end)
        order = handed = None
    at = _past_tail(prose, leads, at, end, ordered=order is not None)
    if leads and (especially := _ESPECIALLY.match(shadow, at, end)):
        at = especially.end() - 1
    if order is None and (not prefix or leads) and (under := _commanded(prose, leads, start, at, end)):
        leads, at, order = under
        handed = order if order.re is not _DIRECTS else None
    if not leads and (rest := _rest_of_together(prose, start, end)):
        return rest
    if leads and (clause := _meant_of(shadow, leads[-1], at, end)):
        if len(leads) == 1:  # else it speaks of all of them
            leads = [Agency(leads[0].start, clause, prose.text[leads[0].start : clause], leads[0].group)]
        at = clause
    if leads and leads[-1].name.endswith(_BELOW):
        return None  # "Các cơ quan sau đây chịu trách nhiệm …:" names nobody yet
    single = len(leads) == 1 and not leads[0].group
    partners, action, proven = _office(prose, at if leads else start, end, named=bool(leads), single=single)
    if not leads and not proven:
        return None
    return Assignment(start, action, tuple(leads), tuple(partners), order is not None, handed is not None, proven)


def _past_tail(prose: Prose, leads: list[Agency], at: int, end: int, *, ordered: bool) -> int:
    """Past the words that tell a group at the end of `leads` more closely; they join its name."""
    shadow = prose.shadow
    if not leads or not leads[-1].group:
        return at
    tail = None if has_verb(shadow, at, end, sure=True) else _GROUP_TAIL.match(shadow, at, end)
    if tail is None and ordered and not _goes_on(shadow, at, end):
        tail = _TO_VERB.match(shadow, at, end)
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
    superior = told is not None or _SUPERIOR.match(shadow, leads[0].start) is not None
    begin = told.end() if told else at
    command = (_COMMAND if superior else _ORDER).match(shadow, begin, end)
    if command is None and superior and shadow.endswith(_ACCORDINGLY, 0, start):
        command = _DIRECTS.match(shadow, begin, end)
    listed, after = agency_list(prose, command.end(), end) if command else ([], at)
    return (listed, after, command) if command and listed else None


def _rest_of_together(prose: Prose, start: int, end: int) -> Assignment | None:
    """The partners of "Với Sở Y tế …", below a line that ends in "chủ trì, phối hợp:"."""
    shadow = prose.shadow
    if not shadow.startswith("với ", start):
        return None
    listed, after = agency_list(prose, start + 4, end)
    if shadow.startswith(_PURPOSE, after):
        after += len(_PURPOSE)
    return Assignment(start, after, (), tuple(listed), proven=True) if listed and has_verb(shadow, after, end) else None


def _goes_on(shadow: str, position: int, end: int) -> bool:
    """Whether the work or words of office follow the agencies at once."""
    return has_verb(shadow, position, end) or _OFFICE_STARTS.match(shadow, position + 1, end) is not None


def _meant_of(shadow: str, last: Agency, at: int, end: int) -> int | None:
    """End of the clause that says which of several agencies are meant; None when none begins at `at`."""
    plural = last.group or " các " in shadow[last.start : last.end]
    if not plural or at != last.end or at >= end or shadow[at] not in " ,":
        return None
    duty = shadow.find(_DUTY, at, min(end, at + _LONGEST_MEANT)) if last.group else -1
    if duty >= 0:
        stop = shadow.rfind(" ", at, duty)  # before "có", "chịu"
        if stop > at + 2 and shadow[stop + 1 : duty] in _BEARS and _NOT_MEANT.search(shadow, at, stop) is None:
            return stop
    clause = _RELATIVE.match(shadow, at, end) if not has_verb(shadow, at, end) else None
    return clause.end(1) if clause else None


def agency_list(prose: Prose, start: int, end: int, *, partners: bool = False) -> tuple[list[Agency], int]:
    """The agencies listed from `start` on, and where their list ends (`start` when there is none).

    `partners`: behind "phối hợp với", where a bare noun names a group ("nhà trường", "chính quyền").
    """
    shadow = prose.shadow
    found: list[Agency] = []
    at = done = start
    while at < end:
        person = _PERSON.match(prose.text, at, end) if shadow[at] in "đôb" else None
        if person and (party := _PARTY_OFFICE.match(shadow, person.end(), end)):  # of the two offices that of the work
            at, person = party.end(), None
        place = _PLACE_AGENT.match(prose.text, at, end) if shadow[at] in "ct" else None
        here = _agencies_here(prose, person.end() if person else at, end) if place is None else []
        if person and person["name"] and here:
            here[0] = Agency(at, here[0].end, prose.text[at : here[0].end])
        if place:
            here = [Agency(place.start(), place.end(), place[0])]
        lones = _LONE_GROUP if found else _LONE_PARTNER if partners else None
        if not here and lones is not None and (lone := lones.match(shadow, at, end)):
            here = [Agency(lone.start(), lone.end(), prose.text[lone.start() : lone.end()], True)]
        may_be_short = not (here or found) and prose.text[at] in _SHORT_NAME_LETTERS
        short = _SHORT_NAME.match(shadow, at, end) if may_be_short else None
        if short and _goes_on(shadow, short.end(), end):
            here = [Agency(at, short.end(), prose.text[at : short.end()])]
        if not here and found and (stop := _unknown_member(prose, at, end)):
            here = [Agency(at, stop, prose.text[at:stop])]
        if not here:
            break
        found.extend(here)
        done = here[-1].end
        while note := _NOTE.match(shadow, done, end):
            done = note.end()
        separator = _SEPARATOR.match(shadow, done, end)
        if separator is None:
            break
        at = separator.end()
    return found, done


def _agencies_here(prose: Prose, start: int, end: int) -> list[Agency]:
    """The agencies at `start`, a committee with the topic it is named after."""
    here = agencies_at(prose, start, end)
    if here and prose.shadow[start] == "b" and not has_verb(prose.shadow, here[-1].end, end, sure=True):
        begin = here[-1].start
        committee = _COMMITTEE.match(prose.shadow, begin, end)
        if committee and committee.end() > here[-1].end:
            here[-1] = Agency(begin, committee.end(), prose.text[begin : committee.end()])
    return here


def _unknown_member(prose: Prose, start: int, end: int) -> int | None:
    """Where a name that no lexicon knows ends in the midst of a list: "Vụ Kế hoạch, Tạp chí Thuế và các Cục Thuế"."""
    if not prose.text[start].isupper():
        return None
    member = _MEMBER.match(prose.shadow, start, end)
    if member is None or has_verb(prose.shadow, start, end) or _IN_NAME_VERB.search(prose.shadow, start, member.end(1)):
        return None
    following = agencies_at(prose, member.end(), end)
    goes_on = bool(following) and (prose.text[member.end()].isupper() or following[0].group)
    return member.end(1) if goes_on else None


def _given(shadow: str, position: int, end: int, *, single: bool) -> re.Match[str] | None:
    """ "được giao" before an office, or before the work of a single agency."""
    found = _GIVEN_BY.match(shadow, position, end)
    return found or (_GIVEN_WORK.match(shadow, position, end) if single else None)


def _office(prose: Prose, start: int, end: int, *, named: bool, single: bool = False) -> tuple[list[Agency], int, bool]:
    """Partners, start of the action, and whether words of office stood before it.

    `named`: after the leads; `single`: which are one agency with a name of its own.
    """
    shadow = prose.shadow
    partners: list[Agency] = []
    at = start
    proven = False
    for _ in range(12):
        fill = _FILL.match(shadow, at, end) if shadow[at : at + 1] in _FILLS else None
        here = fill.end() if fill else at
        if _OFFICE_STARTS.match(shadow, here, end) is None:
            return partners, here, proven
        if together := _TOGETHER.match(shadow, here, end):
            listed, after = agency_list(prose, together.end(), end, partners=True)
            if listed:
                partners.extend(listed)
                at, proven = after, True
                continue
        if named and _TOGETHER_ALONE.match(shadow, here, end):  # the heading "Đề nghị Ủy ban nhân dân xã phối hợp"
            return partners, end, True
        if named and start == at and (given := _given(shadow, here, end, single=single)):
            at, proven = given.end(), True
        elif office := _OFFICE_OF.match(shadow, here, end):
            at, proven = office.end(), True
        elif role := _ROLE.match(shadow, here, end):
            at = role.end()
            proven = proven or _PROOF.search(role[0]) is not None
        elif named and start == at and (clause := _ASIDE.match(shadow, here, end)):
            at = clause.end()
        elif (
            named and start == at and (powers := _IN_ROLE.match(shadow, here, end) or _POWERS.match(shadow, here, end))
        ):
            at, proven = powers.end(), True
        else:
            return partners, here, proven
    return partners, at, proven


def cooperating(prose: Prose, start: int, end: int) -> list[Agency]:
    """The agencies that the text ``[start, end)`` says to work together with, in order."""
    shadow = prose.shadow
    found: list[Agency] = []
    at = shadow.find("hợp ", start, end)
    while at >= 0:
        begin = shadow.rfind("ph", max(start, at - 9), at)
        together = _TOGETHER.match(shadow, begin, end) if begin >= 0 else None
        if together:
            listed, _ = agency_list(prose, together.end(), end, partners=True)
            found.extend(listed)
        at = shadow.find("hợp ", at + 4, end)
    return found
