"""Words of office: what stands between the agencies and their work ("chủ trì, phối hợp với Sở Y …").

Reads: `Prose`. Writes: partners, where the action begins, whether words of office stood before it.
"""

from __future__ import annotations

import re

from lotrinh.extraction.agencies import Agency
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.tasks.agency_lists import agency_list
from lotrinh.extraction.tasks.verbs import OFFICE_STARTS, has_verb

_WORDS = lexicon("task_words")
_ROLE = re.compile(rf"(?:{any_of(_WORDS['role'])})(?!\w)")
_PROOF = re.compile(any_of(_WORDS["proof"]))
_IN_ROLE = pattern(r"với (?:vai trò|tư cách) là [^.;:,]{2,120}(?=,)")
_OFFICE_OF = pattern(
    r"(?:là|làm) (?:cơ quan|đơn vị|đầu mối|bộ phận)(?:[^,;:.]|(?<=phòng),){0,80}?"
    r"(?=(?<!phòng)[,;]|(?: chủ trì| và| trong việc| giúp| giải đáp| nghiên cứu| tham mưu)(?!\w))"
)
# "Bộ Tư lệnh Thủ đô được UBND thành phố giao là cơ quan thường trực …"
_GIVEN_BY = pattern(
    r"được (?:[^.;:,]{2,60} )?(?:giao|phân công)(?: nhiệm vụ)?"
    r"(?= (?:(?:là|làm) (?:cơ quan|đơn vị|đầu mối)|chủ trì)(?!\w))"
)
# "Sở Văn hóa và Thể thao được giao xây dựng kế hoạch …": of a group the same words tell which of it.
_GIVEN_WORK = re.compile(
    r"(?:cũng )?được (?:giao|phân công|yêu cầu)(?: (?:trong|trước) [^.;:,]{3,24}?)?(?: phải)?"
    rf"(?= (?:{any_of(v for v in _WORDS['verb'] if ' ' in v)}) [^\W\d_]+ [^\W\d_])"
)
_HELPS = pattern(
    r"(?= phối hợp (?:với|cùng) )| (?:cùng )?phối hợp(?!\w)(?: (?:triển khai |tổ chức )?thực hiện(?=[,.;:)]| và |$))?"
)
_TOGETHER_ALONE = pattern(r"phối hợp(?:(?:,| cùng)? (?:triển khai |tổ chức )?thực hiện)? ?:?$")
# "phối hợp tham mưu với Sở X" tells with whom, "phối hợp tham mưu UBND tỉnh" for whom.
_REPORTING = pattern(r"(?:tham mưu|báo cáo)(?= (?:với|cùng) )").pattern
_TOGETHER = re.compile(
    rf"(?:{any_of(_WORDS['together'])})(?:(?:,| và|)? (?:{any_of(_WORDS['manner'])}|{_REPORTING})(?!\w)){{0,4}}"
    r"(?: cùng với| cùng| với)?(?: các đồng chí| đồng chí)? "
)
# "làm việc, thống nhất với UBND tỉnh …", "tổ chức cuộc họp với Bộ Y tế": whom the work is done with, in other words.
_MEETS = pattern(
    r"(?:tổ chức (?:cuộc |buổi )?(?:họp|làm việc)|(?<!buổi )(?<!cuộc )(?<!chương trình )(?<!đoàn )(?<!để )làm việc"
    r"|trao đổi|(?<!hệ )thống nhất|thỏa thuận|bàn bạc)(?: (?:trực tiếp|cụ thể|thống nhất|ý kiến|nghiệp vụ))?$"
)
_LONGEST_MEETING = 34
_POWERS_BEGIN = (
    r"(?:căn cứ|theo(?! dõi)|trong phạm vi|trên cơ sở|tùy theo|bám sát|với (?:vai trò|chức năng|trách nhiệm))"
)
_POWERS_END = rf"(?:{any_of(_WORDS['powers'])})(?=[ ,:;])"
# "… được giao tại Kế hoạch này", "… nhiệm vụ giao tại mục VII của đề án,"
_POWERS_TOLD = (
    r"(?: (?:được )?(?:giao |nêu |quy định )?(?:tại|trong)"
    r" (?:[^.;:,]{2,60}?(?:này|nêu trên)(?!\w)|[^.;:,]{2,80}(?=,))| (?:của|tại|ở) [^.;:,()]{2,60}(?=,))?"
)
_POWERS = re.compile(
    rf"{_POWERS_BEGIN}(?!\w)[^.;:]{{0,160}}?{_POWERS_END}(?:(?: ?,| và)? {_POWERS_END}){{0,5}}{_POWERS_TOLD}"
)
_BASES = pattern(r"(?:quy định|văn bản|hướng dẫn|điều kiện|tình hình|khả năng|nguồn|yêu cầu|đặc điểm)").pattern
_GROUND = pattern(r"(?:căn cứ|trên cơ sở)(?!\w)[^.;:]{3,}")
_MORE_POWERS = re.compile(
    rf"(?: ?,| và) [^.;:]{{2,120}}? (?=để )"
    rf"|(?: ?,| và) (?:các |những )?{_BASES}(?!\w)[^.;:,]{{2,80}}?,? "
    rf"(?=(?:{any_of(v for v in _WORDS['verb'] if ' ' in v)})(?!\w))"
)  # "căn cứ Kế hoạch này( và tình hình của đơn vị) để …"
_PURPOSE = pattern(r"(?:để|trong việc|nhằm)(?: cùng(?: nhau)?)? (?=[^\W\d_])")
_LONGEST_LIST = 300
_COMMA = re.compile(", ")
_KEEPS_TO = "bám sát"
_BESIDE = ("cùng", "cùng với")
_WITH = " với "
_ASIDE = pattern(r"được (?:giao|phân công)(?!\w)[^.;:]{0,150}?(?=(?:có trách nhiệm|chịu trách nhiệm|căn cứ)(?!\w))")
_FILL = pattern(r"(?:[ ,:;\-–.]|\((?:i|1|a)\) )+")  # "Sở X: (i) tổ chức …; (ii) xử lý …"
_FILLS = frozenset(" ,:;-–.")


def read_office(
    prose: Prose, start: int, end: int, *, named: bool, single: bool = False
) -> tuple[list[Agency], int, bool]:
    """Partners, start of the action, and whether words of office stood before it.

    `named`: after the leads; `single`: which are one agency with a name of its own.
    """
    shadow = prose.shadow
    partners: list[Agency] = []
    at = start
    proven = False
    for _ in range(12):
        here = _next_word(shadow, at, end, behind=at > start)
        begins = OFFICE_STARTS.match(shadow, here, end) is not None
        if joining := _joining(prose, here, end, begins=begins, chaired=proven):
            partners.extend(joining[0])
            at, proven = joining[1], True
            continue
        if not begins:
            return partners, here, proven
        if named and _TOGETHER_ALONE.match(shadow, here, end):  # the heading "Đề nghị Ủy ban nhân dân xã phối hợp"
            return partners, end, True
        if named and start == at and (given := _given(shadow, here, end, single=single)):
            at, proven = given.end(), True
        elif office := _office_of(shadow, here, end):
            at, proven = office.end(), True
        elif role := _ROLE.match(shadow, here, end):
            at = role.end()
            proven = proven or _PROOF.search(role[0]) is not None
            if role[0] in _BESIDE and proven:  # "Sở X chủ trì, cùng các địa phương xác định …"
                listed, after = agency_list(prose, at + 1, end, partners=True)
                partners.extend(listed)
                at = after if listed else at
        elif named and start == at and (clause := _ASIDE.match(shadow, here, end)):
            at = clause.end()
        elif named and start == at and (powers := _IN_ROLE.match(shadow, here, end) or _powers(shadow, here, end)):
            at, proven = _past_powers(shadow, powers, end), True
        elif named and start == at and (work := _past_ground(shadow, here, end)):
            at, proven = work, True
        else:
            return partners, here, proven
    return partners, at, proven


def _joining(prose: Prose, position: int, end: int, *, begins: bool, chaired: bool) -> tuple[list[Agency], int] | None:
    """Who works with the leads, and where that is said; `begins`: a word of office does here, `chaired`: one did."""
    together = _TOGETHER.match(prose.shadow, position, end) if begins else None
    listed, after = agency_list(prose, together.end(), end, partners=True) if together else ([], position)
    if listed:
        return listed, after
    return _helping(prose, position, end) if chaired else None


def _helping(prose: Prose, position: int, end: int) -> tuple[list[Agency], int] | None:
    """Who helps the leads, and where that is said: "Sở X chủ trì, (Sở Y phối hợp) kiểm tra …"; None when nobody."""
    if not prose.text[position : position + 1].isupper() and not prose.shadow.startswith("các ", position):
        return None
    listed, after = agency_list(prose, position, end, partners=True)
    helps = _HELPS.match(prose.shadow, after, end) if listed else None
    return (listed, helps.end()) if helps else None


def _next_word(shadow: str, position: int, end: int, *, behind: bool) -> int:
    """Past marks, and behind words of office past those of purpose: "phối hợp với Công an tỉnh( để) rà soát …"."""
    fill = _FILL.match(shadow, position, end) if shadow[position : position + 1] in _FILLS else None
    here = fill.end() if fill else position
    purpose = _PURPOSE.match(shadow, here, end) if behind else None
    return purpose.end() if purpose else here


def _office_of(shadow: str, position: int, end: int) -> re.Match[str] | None:
    """ "là cơ quan đầu mối của …", unless the work follows at once: "là đầu mối theo dõi, đôn đốc"."""
    office = _OFFICE_OF.match(shadow, position, end)
    role = _ROLE.match(shadow, position, end) if office else None
    return None if role and has_verb(shadow, role.end(), end, sure=True) else office


def _powers(shadow: str, position: int, end: int) -> re.Match[str] | None:
    """ "theo chức năng, nhiệm vụ được giao", but not the work itself: "bám sát nhiệm vụ được giao; …"."""
    powers = _POWERS.match(shadow, position, end)
    if powers is None or not shadow.startswith(_KEEPS_TO, position):
        return powers
    return None if shadow.startswith((";", " của "), powers.end()) else powers


def _past_ground(shadow: str, position: int, end: int) -> int | None:
    """Where the work begins behind what it is based on: "căn cứ quy hoạch đã duyệt và nguồn vốn, lập kế hoạch …"."""
    ground = _GROUND.match(shadow, position, end)
    for comma in _COMMA.finditer(shadow, *ground.span()) if ground else ():
        if has_verb(shadow, comma.end(), end, sure=True):
            return comma.end()
    return None


def _past_powers(shadow: str, powers: re.Match[str], end: int) -> int:
    """Where a statement of powers ends, over all it goes on to name before its purpose."""
    stop = _before_work(shadow, powers)
    more = _MORE_POWERS.match(shadow, stop, end)
    if more is None or has_verb(shadow, stop, more.end(), sure=True):
        return stop
    return more.end()


def _before_work(shadow: str, powers: re.Match[str]) -> int:
    """Where a statement of powers ends: before work of its own ("Trên cơ sở đề xuất của các xã, thẩm định …")."""
    for comma in _COMMA.finditer(shadow, *powers.span()):
        if has_verb(shadow, comma.end(), powers.end(), sure=True):
            return comma.start()
    return powers.end()


def _given(shadow: str, position: int, end: int, *, single: bool) -> re.Match[str] | None:
    """ "được giao" before an office, or before the work of a single agency."""
    found = _GIVEN_BY.match(shadow, position, end)
    return found or (_GIVEN_WORK.match(shadow, position, end) if single else None)


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


def met_with(prose: Prose, start: int, end: int) -> list[Agency]:
    """The agencies that the first clause of ``[start, end)`` says to meet or agree with."""
    shadow = prose.shadow
    stop = shadow.find("; ", start, end)
    at = shadow.find(_WITH, start, stop if stop >= 0 else end)
    if at < 0 or _MEETS.search(shadow, max(start, at - _LONGEST_MEETING), at) is None:
        return []
    return agency_list(prose, at + len(_WITH), end, partners=True)[0]


def in_partners(prose: Prose, start: int, position: int, end: int) -> bool:
    """Whether `position` lies in the list of those to work together with: "phối hợp với Sở X; Sở Y và …"."""
    shadow = prose.shadow
    at = shadow.rfind("phối hợp ", max(start, position - _LONGEST_LIST), position)
    together = _TOGETHER.match(shadow, at, end) if at >= 0 else None
    if together is None:
        return False
    _, done = agency_list(prose, together.end(), end, partners=True)
    return done > position
