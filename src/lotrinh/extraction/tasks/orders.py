"""Orders: the work an authority is told to have given, wherever in a sentence of an article that is said.

"Ngày 5/6, UBND tỉnh có Công văn số 12/UBND-NN, yêu cầu Sở X kiểm tra …"; "ông Lê Văn A chỉ đạo: Sở Y cần …".

Reads: `Prose`. Writes: `Assignment`s.
"""

from __future__ import annotations

import re

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.agencies import UPPER, Agency, find_agencies
from lotrinh.extraction.language.patterns import pattern, whole_words
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.tasks.agency_lists import agency_list, rest_of_list
from lotrinh.extraction.tasks.assignments import Assignment, read_assignment
from lotrinh.extraction.tasks.offices import read_office
from lotrinh.extraction.tasks.verbs import has_predicate, has_verb

_WORDS = lexicon("task_words")
_ORDER = pattern(
    whole_words(
        [
            "đề nghị",
            "yêu cầu",
            "chỉ đạo",
            "chỉ thị",
            "thông báo đến",
            "thông báo tới",
            *sorted(_WORDS["hand_over"], key=len, reverse=True),
        ]
    )
    + r'(?: ?: ?"?| )(?:các đồng chí |đồng chí )?(?=\w)'
)
_ASKED_WITHIN = pattern(r"([^.;:]{10,240}?,) ?(?:yêu cầu|đề nghị|giao) ")
_ORDER_WORDS = tuple(
    map(shadow_of, ("yêu cầu", "đề nghị", "chỉ đạo", "giao ", "giao:", "phân công", "chỉ thị", "thông báo "))
)
# What may stand before the word of order in its sentence: who orders, or the letter that says it.
_AUTHORITY = re.compile(rf"(?<!\w)(?:{any_of([*_WORDS['superior'], *_WORDS['ordering']])})(?!\w)")
_PLACE = pattern(  # "Để đạt được mục tiêu, tỉnh yêu cầu các sở …"
    r"(?:^|, )(?:lãnh đạo )?(?:tỉnh|thành phố|huyện|thị xã|quận)(?: [^\W\d_]+){0,3}(?: cũng| tiếp tục)? $"
)
_LETTER = pattern(
    r"(?<!\w)(?:công văn|công điện|chỉ thị|văn bản|thông báo|kế hoạch|nghị quyết)(?!\w)"
    r"(?:[^;:]{0,400}, |[^;:,]{0,60} )$"
)
_SPEAKER = re.compile(rf"(?<!\w)(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí)(?: [{UPPER}]\w*){{0,4}}(?= )")
_DONE = shadow_of(" đã ")
_TOLD = tuple(map(shadow_of, (" được ", " theo ", " do ", " của ", " đã cùng ")))
_GROUNDS = pattern(r"(?:thực hiện|căn cứ|xét|theo đề nghị|trên cơ sở|triển khai)(?!\w)")
_COMMANDS = (shadow_of("chỉ đạo"), "giao")  # only one in charge does that
_ASKS = shadow_of("đề nghị")
_ABOVE = pattern(
    r"(?:chính phủ|quốc hội|thủ tướng(?: chính phủ)?|(?:ubnd|hđnd|ủy ban nhân dân) (?:tỉnh|thành phố)|bộ [^,;]*)"
)
_WATCHES = pattern(
    r"(?<!\w)(?:hđnd|hội đồng nhân dân|(?:tỉnh|thành) ủy|chính phủ|thủ tướng|quốc hội|bộ|thanh tra|kiểm toán"
    r"|đoàn giám sát)(?!\w)"
)
_PASSED_ON = pattern(r"(?:đề nghị|yêu cầu|kiến nghị|đề xuất|trình|giúp|tham mưu(?: cho| giúp)?) $")
_TELLING = pattern(r"(?<!\w)(?:cho biết|cho rằng|báo cáo|trình bày|đã|tiếp thu|mong)(?!\w)")
_TO_KNOW = pattern(r"biết(?:, | và |; ?)(?=\w)")
_SENDS = shadow_of(" gửi ")
_ADDRESSING = pattern(r"(?<!\w)(?:công văn|công điện|chỉ thị|văn bản|thông báo|thư)(?!\w)")
_ALONE = pattern(r"(?<!\w)(?:ông|bà|đồng chí) (?:cũng |tiếp tục )?$")
_NOTE = re.compile(r"^ ?\([^()]{1,40}\)")  # "Sở Giáo dục và Đào tạo (GDĐT) yêu cầu …"
_AIM = pattern(r"(?:để|nhằm)(?!\w)")  # "Để đạt hiệu quả cao, thành phố đã chỉ đạo các phòng …"
_DIRECTED = pattern(r" đã (?:tập trung|kịp thời|chủ động|tích cực|quan tâm|thường xuyên|tiếp tục|quyết liệt) $")
_VOICED = pattern(r"(?<!\w)(?:có|ra) (?:ý kiến )?(?:chỉ đạo|chỉ thị|văn bản|công văn)(?: khẩn| hỏa tốc)?,? $")
_BETWEEN = ("", "cũng", "tiếp tục", "trân trọng")
# "… vừa có Công điện số 5/CĐ-UBND. Theo đó, yêu cầu Sở X …": the letter named before says it.
_LEADS_ON = tuple(map(shadow_of, ("theo đó,", "cụ thể,", "trong đó,", "đồng thời,", "ngoài ra,", "bên cạnh đó,")))
_LONGEST_SUBJECT = 420
_LONGEST_REST = 160
_NEAR = 90


def may_order(shadow: str, start: int, end: int) -> bool:
    """Whether a word of order stands in ``[start, end)`` at all (a quick look)."""
    for word in _ORDER_WORDS:  # noqa: SIM110 - half the time of any() with a generator
        if shadow.find(word, start, end) >= 0:
            return True
    return False


def ordered_within(prose: Prose, start: int, end: int) -> Assignment | None:
    """Whom an authority orders in the sentences of ``[start, end)``, the first that says so; else None."""
    shadow = prose.shadow
    if not may_order(shadow, start, end):
        return None
    if _GROUNDS.match(shadow, start, end):  # "Thực hiện Công văn số 5/SYT của Sở Y tế, …"
        start = shadow.find(", ", start, end) + 2
        if start < 2:
            return None
    for order in _ORDER.finditer(shadow, start, end):
        at = order.start()
        begin = max(start, at - _LONGEST_SUBJECT)
        mark = max(shadow.rfind(". ", begin, at), shadow.rfind("; ", begin, at))
        begin = mark + 2 if mark >= 0 else begin
        if addressed := _addressed(prose, start, order, end):
            return addressed
        if not _is_told_by(prose, begin, at):
            continue
        leads, after = rest_of_list(prose, *agency_list(prose, order.end(), end), end)
        if not leads or (order[0].startswith(_ASKS) and _asks_above(shadow, begin, at, leads[0])):
            continue
        single = len(leads) == 1 and not leads[0].group
        partners, action, proven = read_office(prose, after, end, named=True, single=single)
        if told := _TO_KNOW.match(shadow, action, end):  # "thông báo đến các xã biết, thực hiện …"
            action = told.end()
        if action >= end or not (proven or has_predicate(prose.text, shadow, action, end)):
            continue
        return Assignment(begin, action, tuple(leads), tuple(partners), ordered=True, handed=True, proven=proven)
    return None


def sums_up(prose: Prose, start: int, assignment: Assignment) -> bool:
    """Whether a sentence only tells of the letter that directs groups: "… đã có văn bản chỉ đạo các sở, ngành …"."""
    if not assignment.leads or not all(lead.group for lead in assignment.leads):
        return False
    shadow, at = prose.shadow, assignment.leads[0].start - 1
    directs = shadow.endswith(_COMMANDS[0], start, at)
    return directs and _LETTER.search(shadow, start, at - len(_COMMANDS[0])) is not None


def in_ordered(prose: Prose, start: int, position: int, end: int) -> bool:
    """Whether `position` lies among those a sentence from `start` on orders: "… yêu cầu Sở X; Sở Y và …"."""
    begin = max(start, position - _LONGEST_SUBJECT)
    for order in _ORDER.finditer(prose.shadow, begin, position):
        leads, after = agency_list(prose, order.end(), end)
        if leads and leads[-1].start >= position and after > position:
            return True
    return False


def asked_within(prose: Prose, start: int, end: int) -> Assignment | None:
    """Who a conclusion's sentence asks behind a comma: "Việc triển khai dự án …, yêu cầu Tổng công ty …"."""
    asked = _ASKED_WITHIN.match(prose.shadow, start, end)
    found = read_assignment(prose, asked.end(1) + 1, end) if asked else None
    return msgspec.structs.replace(found, stem=start) if found and found.ordered and found.leads else None


def _asks_above(shadow: str, begin: int, at: int, lead: Agency) -> bool:
    """Whether somebody asks those above him: no order, unless one that watches over them asks."""
    return _ABOVE.fullmatch(shadow, lead.start, lead.end) is not None and not _WATCHES.search(shadow, begin, at)


def _addressed(prose: Prose, start: int, order: re.Match[str], end: int) -> Assignment | None:
    """Those a letter goes to that orders something: "… có văn bản gửi các Sở Y tế đề nghị tăng cường …"."""
    shadow = prose.shadow
    if not has_verb(shadow, order.end(), end):
        return None
    sends = shadow.rfind(_SENDS, max(start, order.start() - _LONGEST_SUBJECT), order.start())
    if sends < 0 or _ADDRESSING.search(shadow, max(start, sends - _LONGEST_SUBJECT), sends + 1) is None:
        return None
    leads, after = agency_list(prose, sends + len(_SENDS), end)
    rest = shadow[after : order.start()]  # of names that no lexicon knows
    listed = ";" in rest or "," in rest
    if not leads or (rest.strip(" ,") and (not listed or len(rest) > _LONGEST_REST or ". " in rest or ":" in rest)):
        return None
    return Assignment(start, order.end(), tuple(leads), ordered=True, handed=True)


def _is_told_by(prose: Prose, begin: int, at: int) -> bool:
    """Whether the words ``[begin, at)`` before a word of order name who orders, or the letter that does."""
    shadow = prose.shadow
    directs = shadow.startswith(_COMMANDS[0], at)
    if shadow.endswith(_DONE, begin, at) and not (directs and _AIM.match(shadow, begin, at) is None):
        at -= len(_DONE) - 1  # "Mới đây, UBND tỉnh đã giao Sở X …"
    if shadow.endswith((_DONE, *_TOLD), begin, at):
        return False
    if shadow[begin:at].strip() in _LEADS_ON and not shadow.startswith(_COMMANDS[0], at):
        return True
    near = max(begin, at - _NEAR)
    if _PLACE.search(shadow[begin:at]):
        return True
    if directs and _DIRECTED.search(shadow, near, at):
        return False
    if _VOICED.search(shadow, near, at) and _AUTHORITY.search(shadow, begin, at):
        return True
    letter = _LETTER.search(shadow, begin, at)
    if letter is not None:
        return (
            letter.start() == begin
            or _AUTHORITY.search(shadow, begin, at) is not None
            or bool(find_agencies(prose, begin, letter.start()))
        )
    if _ALONE.search(shadow, near, at):  # "đồng chí cũng đề nghị …", of somebody named before
        return True
    spoken = _SPEAKER.search(prose.text, begin, at)
    if spoken and (_AUTHORITY.search(shadow, spoken.end(), at) or shadow.startswith(_COMMANDS, at)):
        return _TELLING.search(shadow, spoken.end(), at) is None
    named = find_agencies(prose, begin, at)
    own = named and (" các " in shadow[named[-1].start : at] or _PASSED_ON.search(shadow, begin, named[-1].start))
    if own and shadow.startswith(_COMMANDS[0], at):
        return False  # "UBND các huyện chỉ đạo các xã …": their own work; "đề nghị UBND tỉnh chỉ đạo …"
    if any(shadow.count(",", found.end(), at) == 0 for found in _AUTHORITY.finditer(shadow, near, at)):
        return True
    return bool(named) and _NOTE.sub("", prose.text[named[-1].end : at]).strip() in _BETWEEN
