"""Agency lists: the agencies named one after another in a clause of work, with what only such a list may hold.

Beside agencies proper it may hold persons of office, provinces, plain nouns ("địa phương") and names no lexicon knows.

Reads: `Prose`. Writes: `Agency`s and where their list ends.
"""

from __future__ import annotations

import re

from lotrinh.extraction.agencies import UPPER, Agency, agencies_at
from lotrinh.extraction.agencies.words import FIELDS
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.tasks.verbs import goes_on, has_verb, verb_ahead

_WORDS = lexicon("task_words")
_SEPARATOR = re.compile(r" ?[,;/] ?(?:và |cùng |cùng với )?| và | cùng với | cùng | & | - ")
# What stands for a full name told before: "Tổng công ty cần …".
_SHORT_NAME = re.compile(rf"(?:{any_of(_WORDS['short_names'])})(?!\w)")
_SHORT_NAME_LETTERS = frozenset(name[0].upper() for name in _WORDS["short_names"])
# "Sở Y tế (cơ quan thường trực)", "Sở Y tế - Cơ quan thường trực Ban Chỉ đạo:", "Hội Nông dân, Tỉnh Đoàn... vận động"
_NOTE = pattern(
    r" ?\([^()]{0,200}\)| ?(?:\.{3}|…)(?= [^\W\d])"
    r"| ?[-–] ?cơ quan (?:thường trực|đầu mối|chủ trì|chủ quản)[^,;:.()]{0,60}?"
    r"(?=[,;:)]|\.?$| (?:giúp|tham mưu|chủ trì|có trách nhiệm|chịu trách nhiệm|căn cứ|phối hợp|theo dõi|đôn đốc"
    r"|kiểm tra|tổng hợp|hướng dẫn|rà soát|xây dựng|tổ chức|triển khai|báo cáo)(?!\w))"
)
_LEVELS = pattern(r" (?:các ngành, các cấp|các cấp, các ngành|các cấp)(?=[ ,;:.])")  # of one agency's name
_SAID = pattern(r" (?:(?:nói|nêu) trên(?!\w)|trên(?= (?:phải|cần|có trách nhiệm|khẩn trương|tập trung)(?!\w)))")
_LONE_END = r"(?= ?[,;:.)]| (?!được |có |do |của )[^\W\d])"
_LONE_GROUP = re.compile(rf"(?:{any_of(_WORDS['lone'])}){_LONE_END}")
_LONE_PARTNER = re.compile(rf"(?:{any_of(_WORDS['lone_partner'])}|ngành (?:{FIELDS})){_LONE_END}")
# "Mỗi đơn vị cần …": each of a group has to act.
_EACH = pattern(
    r"mỗi (?:cơ quan|đơn vị|địa phương|sở|ngành|tổ chức|xã|phường|trường|thôn)"
    r"(?:(?:, | và )(?:cơ quan|đơn vị|địa phương|ngành|tổ chức|phường|đặc khu|thị trấn))*"
    r"(?= (?:cần|phải|có trách nhiệm)(?!\w))"
)
# "tỉnh Phú Thọ", "Các xã: Tân Lập, Hòa Bình", "Huyện Vân Đồn, Cô Tô": a place stands for its authorities.
_NAME = rf"[{UPPER}]\w* [{UPPER}]\w*(?: [{UPPER}]\w*){{0,2}}"
_UNIT = "[Tt]ỉnh|[Tt]hành phố|[Tt]hị xã|[Hh]uyện|[Qq]uận|[Xx]ã|[Pp]hường|[Tt]hị trấn|[Đđ]ặc khu"
_SMALL = re.compile(r"[TtHhQqXxPpĐđ](?:hị|uyện|uận|ã|hường|ặc)(?!\w)")  # "Xã Tân Lập: lấy mẫu …" tells where
_PLACE_AGENT = re.compile(
    rf"(?:(?:[Cc]ác )?(?:{_UNIT})(?:, (?:{_UNIT}))*|[Cc]ác địa phương):? (?!Đoàn|Ủy|Hội|Đội){_NAME}"
    rf"(?:(?:,| và) {_NAME}){{0,20}}|T[Pp]\.? ?HCM(?!\w)"
)
# "Đồng chí Nguyễn Văn A, Phó Chủ tịch UBND tỉnh"
_PERSON = re.compile(rf"(?:[Đđ]ồng chí|[Ôô]ng|[Bb]à) (?P<name>{_NAME},? (?:- )?)?(?=\w)")
_PARTY_OFFICE = pattern(
    r"(?:ủy viên|bí thư|phó bí thư) [^,;:.()]{2,60}, (?=(?:phó )?(?:chủ tịch|giám đốc|trưởng)(?!\w))"
)
# "…, Tạp chí Thuế và các Cục Thuế": a capitalised name before further members of a list.
_MEMBER = pattern(r"([^\W\d_]+(?: [^\W\d_]+){1,7}?)(?: ?, ?(?:và )?| và )(?=[^\W\d_])")
_MISSING = pattern(r" (?=(?:ubnd|ủy ban nhân dân) )")  # the comma before it was forgotten
# "các đơn vị: Công ty …", "Các Sở quản lý công trình xây dựng: Sở Y …"
_NAMED_BELOW = pattern(r"(?: [^\W\d_]+){0,9}? ?: ?(?=\w)")
_SECOND_OFFICE = pattern(r" - (?:phó |trưởng |chủ tịch|bí thư|ủy viên)")
# Behind a comma or "và" a name goes on in lower case ("Sở Giáo dục, khoa học và công nghệ"), another begins so:
_NEXT_NAME = re.compile(rf"(?:,| và|, và) (?=[{UPPER}]|(?:các|những|từng|toàn thể) )")
_LONGEST_REST = 260
_OFFICES = ("Phó ", "Trưởng ", "Chủ ", "Bí ", "Giám ", "Ủy ")
# What begins no lower-case member of a list.
_NO_MEMBER = re.compile(
    rf"(?:{any_of([*_WORDS['function'], *_WORDS['role'], *_WORDS['ground'], *_WORDS['together']])})(?!\w)"
)
_IN_NAME_VERB = re.compile(rf" (?:{any_of(v for v in _WORDS['verb'] if ' ' in v)}|chủ trì|phối hợp)(?!\w)")


def agency_list(
    prose: Prose, start: int, end: int, *, partners: bool = False, below: bool = True
) -> tuple[list[Agency], int]:
    """The agencies listed from `start` on, and where their list ends (`start` when there is none).

    `partners`: behind "phối hợp với", where a bare noun names a group ("nhà trường", "chính quyền").
    `below`: a group may be followed by its members: "các đơn vị: Công ty Điện lực, …".
    """
    shadow = prose.shadow
    found: list[Agency] = []
    at = done = start
    while at < end:
        person = _PERSON.match(prose.text, at, end) if shadow[at] in "đôb" else None
        if person and (party := _PARTY_OFFICE.match(shadow, person.end(), end)):  # of the two offices that of the work
            at, person = party.end(), None
        here = _place_or_each(prose, at, end, first=not found) or _one_here(prose, at, end, person)
        lones = _LONE_GROUP if found else _LONE_PARTNER if partners else None
        if not here and found and prose.text[at].islower() and (stop := _unknown_member(prose, at, end)):
            here = [Agency(at, stop, prose.text[at:stop], True)]
        if not here and lones is not None and (lone := lones.match(shadow, at, end)):
            here = [Agency(lone.start(), lone.end(), prose.text[lone.start() : lone.end()], True)]
        may_be_short = not (here or found) and prose.text[at] in _SHORT_NAME_LETTERS
        short = _SHORT_NAME.match(shadow, at, end) if may_be_short else None
        if short and goes_on(shadow, short.end(), end):
            here = [Agency(at, short.end(), prose.text[at : short.end()])]
        if not here and found and (stop := _unknown_member(prose, at, end)):
            here = [Agency(at, stop, prose.text[at:stop])]
        if not here:
            break
        here = _of_levels(prose, here, end)
        found.extend(here)
        done = here[-1].end
        named = _NAMED_BELOW.match(shadow, done, end) if below and here[0].group else None
        if named:
            members, after = agency_list(prose, named.end(), end, partners=partners, below=False)
            told = goes_on(shadow, after, end) or not has_verb(shadow, done, end, sure=True)
            if len(members) > 1 and told:  # "các đơn vị: Công ty Điện lực, Công ty Cấp nước khẩn trương …"
                return [*found[:-1], *members], after
        while note := _NOTE.match(shadow, done, end):
            done = note.end()
        separator = _SEPARATOR.match(shadow, done, end) or (
            _MISSING.match(shadow, done, end) if here[0].group else None
        )
        if separator is None:
            break
        at = separator.end()
    return found, done


def rest_of_list(prose: Prose, leads: list[Agency], at: int, end: int) -> tuple[list[Agency], int]:
    """`leads` with the names no lexicon knows that go on behind them up to the verb, and where those end.

    "… yêu cầu Giám đốc Sở X, Giám đốc Đại học Y và Hiệu trưởng Trường Z xây dựng …"
    """
    if not leads or at != leads[-1].end or goes_on(prose.shadow, at, end):
        return leads, at
    stop = verb_ahead(prose.text, prose.shadow, at, min(end, at + _LONGEST_REST))
    if stop is None or not (marks := list(_NEXT_NAME.finditer(prose.text, at, stop))):
        return leads, at
    starts = [leads[-1].start, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), stop]
    rest = [
        Agency(a, b, prose.text[a:b], leads[-1].group and a == starts[0]) for a, b in zip(starts, ends, strict=True)
    ]
    return [*leads[:-1], *rest], stop


def _place_or_each(prose: Prose, at: int, end: int, *, first: bool) -> list[Agency]:
    """The province at `at` that stands for its authorities, or as the `first` of a list "Mỗi đơn vị"."""
    letter = prose.shadow[at]
    place = _PLACE_AGENT.match(prose.text, at, end) if letter in "cthqxpđ" else None
    if place is not None and not (_SMALL.match(prose.text, at) and prose.text.startswith((":", " :"), place.end())):
        return [Agency(place.start(), place.end(), place[0])]
    each = _EACH.match(prose.shadow, at, end) if first and letter == "m" else None
    return [Agency(at, each.end(), prose.text[at : each.end()], True)] if each else []


def _of_levels(prose: Prose, here: list[Agency], end: int) -> list[Agency]:
    """`here` with what tells its last name more closely: "Ban Chỉ huy … các ngành, các cấp", "các đơn vị nói trên"."""
    last = here[-1]
    levels = (_SAID if last.group else _LEVELS).match(prose.shadow, last.end, end)
    if levels is None:
        return here
    return [*here[:-1], Agency(last.start, levels.end(), prose.text[last.start : levels.end()])]


def _one_here(prose: Prose, at: int, end: int, person: re.Match[str] | None) -> list[Agency]:
    """The agency at `at`, behind a `person` of office, whose name joins it."""
    if person is None:
        return agencies_at(prose, at, end)
    if (person["name"] or "").startswith(_OFFICES):  # no name: "Đồng chí Phó Chủ tịch Thường trực UBND tỉnh"
        here = agencies_at(prose, person.start("name"), end)
        two = here and _SECOND_OFFICE.match(prose.shadow, here[-1].end, end)
        return [] if two else here  # "Đồng chí Phó Trưởng phòng Y tế - Phó Trưởng tiểu ban": told by its place
    here = agencies_at(prose, person.end(), end)
    if person["name"] and here:
        here[0] = Agency(at, here[0].end, prose.text[at : here[0].end])
    return here


def _unknown_member(prose: Prose, start: int, end: int) -> int | None:
    """Where a name that no lexicon knows ends in the midst of a list: "Vụ Kế hoạch, Tạp chí Thuế và các Cục Thuế"."""
    upper = prose.text[start].isupper()
    if not upper and _NO_MEMBER.match(prose.shadow, start, end):
        return None
    member = _MEMBER.match(prose.shadow, start, end)
    if member is None or has_verb(prose.shadow, start, end) or _IN_NAME_VERB.search(prose.shadow, start, member.end(1)):
        return None
    following = agencies_at(prose, member.end(), end)
    if not upper:  # "các hội, đơn vị lực lượng vũ trang cấp tỉnh, Ủy ban nhân dân các huyện"
        return member.end(1) if following and prose.text[member.end()].isupper() else None
    goes_on = bool(following) and (prose.text[member.end()].isupper() or following[0].group)
    return member.end(1) if goes_on else None
