"""Groups: agencies with no name of their own ("các sở, ban, ngành"), and names under an office ("Giám đốc Sở …").

Reads: text and shadow. Writes: the end of a name, and whether it is a group.
"""

from __future__ import annotations

import re

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.agencies.beginnings import kinds_at
from lotrinh.extraction.agencies.own_names import own_name, place_end
from lotrinh.extraction.agencies.words import DATA, DEEDS, DEPARTMENT, FIELD, NAMED, STOP, VERBS, spaced, words
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of, folded

OFFICE = re.compile(rf"{words(DATA['office'])}(?: (?:các )?|(?= các ))")
_STRONG_OFFICES = [office for office in DATA["office"] if office not in DATA["weak_office"]]
_LONE_OFFICE = re.compile(rf"(?:các )?{words(_STRONG_OFFICES)}(?= ?, )")
_SHARED_OFFICES = [office for office in _STRONG_OFFICES if office not in DATA["whole_office"]]
# "Giám đốc, Thủ trưởng các sở": offices that share what they are offices of.
_SHARING = re.compile(rf"(?:{words(_SHARED_OFFICES)}(?: ?, ?| và )){{1,3}}(?={words(DATA['office'])})")
_OF_SEVERAL = " các "
_SEVERAL = pattern(r"các (?:đồng chí )?")
_OFFICES_ALONE = re.compile(rf"{words(_STRONG_OFFICES)}(?: khác)?(?!\w)(?! \()")
_NOUNS = any_of(spaced(DATA["collective"]["noun"]))
# "các thôn, tổ dân phố, tổ chức phổ biến …": there a verb, elsewhere a noun.
_NO_VERB = rf"(?!tổ chức (?:{any_of(DATA['collective']['organised'])})(?!\w))"
_JOINED = _NO_VERB + any_of(spaced(DATA["collective"]["noun"]) - set(DATA["collective"]["apart"]))
_QUALIFIERS = rf"(?: (?!đảng (?:đoàn|bộ|ủy))(?:{any_of(DATA['collective']['qualifier'])})(?!\w)){{0,3}}"
_FIXED = re.compile(words(DATA["collective"]["fixed"]))
GROUP = re.compile(
    rf"{words(DATA['collective']['quantifier'])} (?:{_NOUNS})(?!\w)"
    rf"(?:(?: ?, ?| và | hoặc | ?/ ?| - )(?:{_JOINED})(?!\w)){{0,8}}{_QUALIFIERS}"
)
_BARE = re.compile(
    rf"\b(?:{any_of(DATA['collective']['bare'])})(?!\w)(?:(?: ?, ?| và |/)(?:{_JOINED})(?!\w)){{0,8}}{_QUALIFIERS}"
)
_QUANTIFIER = re.compile(rf"{words(DATA['collective']['quantifier'])} ")
_NOUN = re.compile(rf"(?:{_JOINED})(?!\w)")
_JOINT = re.compile(r" ?, ?| và | hoặc | ?/ ?| - ")
OF = re.compile(r" (?:thuộc|trực thuộc|của) ")
# "các đơn vị cấp nước thuộc phạm vi quản lý": what a group does, and which of these are meant.
_ALSO_OF = pattern(r"(?: ?,| và) của (?:tỉnh|thành phố|huyện|xã|địa phương|trung ương|ngành)(?!\w)")
_TRADE = re.compile(rf"(?P<trade>(?: [^\W\d_]+){{1,7}}?) (?:{any_of(DATA['collective']['telling_which'])})(?!\w)")
_BUSINESS = re.compile(
    rf"(?P<what>(?: [^\W\d_]+){{1,8}}?) (?:{any_of([*DATA['collective']['begins_doing'], *VERBS])})(?!\w)"
)
_NOT_YET = shadow_of(" chưa")  # "các đơn vị chưa kết nối …": no business
_IN_BUSINESS = tuple(f" {noun}" for noun in folded(DATA["collective"]["in_business"]))
_DOING = re.compile(rf" (?:{any_of(DEEDS)})(?!\w)")
_FIELD_WORD = " trong ngành"
_IN_FIELD = re.compile(rf"{_FIELD_WORD} {FIELD.pattern}")  # "các đơn vị trong ngành( Công Thương)"
_HEADED = "ban "  # a head that the office of whoever leads it takes in
_SCHOOL = shadow_of("trường ")
_OWN_HEADS = (" bộ", " sở")
_CONCERNED = (" liên quan", " có liên quan")  # of all members of a group, no part of its last one's name
_MEMBERS = tuple(map(shadow_of, ("thành viên", "ủy viên")))
# Too everyday to be a group on their own; "chính quyền địa phương" is none of them.
_BARE_WORDS = folded(noun for noun in DATA["collective"]["bare"] if noun.count(" ") < 2)


def read_name(text: str, shadow: str, position: int, end: int, kinds: frozenset[str]) -> tuple[int, bool] | None:
    """End of the agency at `position` and whether it is a group. `kinds`: of names its first word may begin."""
    if "office" in kinds:
        several = _SEVERAL.match(shadow, position, end)
        begin = several.end() if several else position
        sharing = _SHARING.match(shadow, begin, end)
        if office := OFFICE.match(shadow, sharing.end() if sharing else begin, end):
            inner = office.end() - 4 if shadow.startswith("các ", office.end() - 4) else office.end()
            own = (
                office.end() - len(_HEADED) if office[0].endswith(_HEADED) else inner
            )  # "Trưởng | Ban Dân vận Tỉnh ủy"
            own += len(_SCHOOL) if shadow.startswith(_SCHOOL, own) else 0  # "Hiệu trưởng trường | Đại học Vinh"
            for at in dict.fromkeys((inner, office.end(), own)):
                if under := _unit(text, shadow, at, end, kinds_at(shadow, at, end)):
                    return under
            bare = _BARE.match(shadow, office.end(), end)  # "Giám đốc Sở, Thủ trưởng cơ quan, ban, ngành"
            if bare and text[position].isupper():
                return bare.end(), True
        if several and (alone := _OFFICES_ALONE.match(shadow, begin, end)):
            return alone.end(), True
    return _unit(text, shadow, position, end, kinds)


def _unit(text: str, shadow: str, position: int, end: int, kinds: frozenset[str]) -> tuple[int, bool] | None:
    if "fixed" in kinds and (fixed := _FIXED.match(shadow, position, end)):
        return fixed.end(), True
    if "quantifier" in kinds and (group := GROUP.match(shadow, position, end)):
        if cut := _another_name(text, shadow, position, group.end(), end):
            return cut, True
        if named := _named_end(text, shadow, position, group.end(), end):
            return named, True
        trade = _TRADE.match(shadow, group.end(), end)
        if trade and not STOP.search(shadow, trade.start(), trade.end("trade")):
            return trade.end(), True
        if business := _business_end(shadow, group.end(), end):
            return business, True
        return _possessed(text, shadow, _members_end(text, shadow, group.end(), end), end), True
    if "office" in kinds and (lone := _LONE_OFFICE.match(shadow, position, end)):
        return lone.end(), False
    if stop := own_name(text, shadow, position, end, kinds):
        return _of_bodies(text, shadow, stop, end), False
    # A bare noun is a group only in a list or with a qualifier ("sở, ngành", "đơn vị liên quan").
    bare = _BARE.match(shadow, position, end) if "bare" in kinds else None
    if bare is None:
        return None
    if (members := _members_end(text, shadow, bare.end(), end)) > bare.end():
        return members, True
    if bare[0] in _BARE_WORDS:
        return None
    return _possessed(text, shadow, bare.end(), end), True


def _of_bodies(text: str, shadow: str, position: int, end: int) -> int:
    """Past the bodies of which a name is a part: "Ban Vì sự tiến bộ phụ nữ( các sở, ngành)"."""
    if not text.startswith(_OF_SEVERAL, position):
        return position
    owners = GROUP.match(shadow, position + 1, end)
    return owners.end() if owners else position


def _business_end(shadow: str, position: int, end: int) -> int | None:
    """Past the business of a group up to what it is to do: "các công ty( điện lực) khẩn trương rà soát"."""
    if field := _IN_FIELD.match(shadow, position - len(_FIELD_WORD), end):
        return field.end()
    if not shadow.endswith(_IN_BUSINESS, 0, position):
        return None
    found = _BUSINESS.match(shadow, position, end)
    if (
        found is None
        or found["what"].startswith(_NOT_YET)
        or _DOING.match(shadow, position, end)
        or STOP.search(shadow, position, found.end("what"))
    ):
        return None
    return found.end("what")


def _another_name(text: str, shadow: str, start: int, stop: int, end: int) -> int | None:
    """Where the group ends before a noun of its list that heads a name: "các sở, ban, ngành, Sở Y tế"."""
    for cut in _JOINT.finditer(shadow, start, stop):
        at = cut.end()
        noun = _NOUN.match(shadow, at, end) if text[at : at + 1].isupper() else None
        name = own_name(text, shadow, at, end, kinds_at(shadow, at, end)) if noun else None
        if noun and name and name > noun.end() and shadow[noun.end() : name] not in _CONCERNED:
            return cut.start()
    return None


def _named_end(text: str, shadow: str, start: int, stop: int, end: int) -> int | None:
    """Where the name ends that the group's only noun heads: "các Viện Vệ sinh dịch tễ"."""
    if not text[stop + 1 : stop + 2].isupper() or _JOINT.search(shadow, start, stop):
        return None
    at = _QUANTIFIER.match(shadow, start, stop)
    if at is None or not text[at.end()].isupper():
        return None
    named = own_name(text, shadow, at.end(), end, kinds_at(shadow, at.end(), end))
    return named if named and named > stop else None


def _members_end(text: str, shadow: str, position: int, end: int) -> int:
    """Past the body whose members are meant: "các thành viên Ban Chỉ đạo tỉnh"."""
    if not shadow.endswith(_MEMBERS, 0, position) or not text[position + 1 : position + 2].isupper():
        return position
    kinds = kinds_at(shadow, position + 1, end)
    return own_name(text, shadow, position + 1, end, kinds) or position


def _possessed(text: str, shadow: str, position: int, end: int) -> int:
    """Past "của Quốc hội", "thuộc Bộ Y tế" after a group."""
    at = position
    if shadow.endswith(_OWN_HEADS, 0, position) and text[position + 1 : position + 2].isupper():
        department = DEPARTMENT.match(shadow, position - 2, end)  # "thuộc Bộ Tài chính", not "thuộc Bộ"
        if department:
            return place_end(text, shadow, department.end(), end)
    if shadow.endswith(" thuộc", 0, position):  # the qualifier took the word: "các cơ quan trực thuộc Bộ Y tế"
        at -= len(" trực thuộc") if shadow.endswith(" trực thuộc", 0, position) else len(" thuộc")
    owner = OF.match(shadow, at, end)
    if owner and text[owner.end() : owner.end() + 1].isupper():
        head = _BARE.match(shadow, owner.end(), end) or NAMED.match(shadow, owner.end(), end)
        kinds = kinds_at(shadow, owner.end(), end)
        stop = own_name(text, shadow, owner.end(), end, kinds) or (head.end() if head else position)
        another = _ALSO_OF.match(shadow, stop, end)  # "các trường của Bộ(, của tỉnh)"
        return another.end() if another else stop
    return position
