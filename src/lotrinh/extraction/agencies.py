"""Agencies: where the name of an agency stands in a text, and where it ends.

Names hold commas and "và" ("Sở Văn hóa, Thể thao và Du lịch"), so a list of agencies cannot be split
at its commas. A name is read from its head word on: a ministry's or department's head is completed by
a field of work, a local agency's by a place, any other by capitalised words. Groups with no name of
their own ("các sở, ban, ngành", "UBND các huyện, thành phố") are one agency, as they are printed.

Reads: text and shadow (`Prose`), `data/agencies.toml`. Writes: spans and names in the printed order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of, folded, words_of
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.rules import lexicon


def _spaced(phrases: Iterable[str]) -> set[str]:
    """The phrases, also with the blanks round their dashes that careless typing leaves out."""
    listed = set(phrases)
    return listed | {p.replace(" - ", dash) for p in listed if " - " in p for dash in ("-", "- ", " -")}


def _words(phrases: Iterable[str]) -> str:
    return rf"\b(?:{any_of(phrases)})(?!\w)"


_DATA = lexicon("agencies")
_FIELDS = any_of(_spaced(_DATA["field"]))
_HEADS = any_of(_DATA["department"])
# The Latin letters that Vietnamese needs, those with tones too: a longer list makes every pattern slow to compile.
UPPER = "".join(c for c in map(chr, (*range(0x41, 0x1B1), *range(0x1EA0, 0x1EFA))) if c.isupper())
_TOKEN = rf"(?:[{UPPER}]{{2,}}(?:,[{UPPER}&]{{2,}})+|[{UPPER}][\w&.\-/]*\w|[{UPPER}]|\d{{1,3}}\b)"
_SEP = r"(?: ?, ?| ?; ?| và | hoặc | và các |/)"

_OFFICE = re.compile(rf"{_words(_DATA['office'])}(?: (?:các )?|(?= các ))")
_STRONG_OFFICES = [office for office in _DATA["office"] if office not in _DATA["weak_office"]]
_LONE_OFFICE = re.compile(rf"(?:các )?{_words(_STRONG_OFFICES)}(?= ?, )")
_SHARED_OFFICES = [office for office in _STRONG_OFFICES if office not in _DATA["whole_office"]]
# "Giám đốc, Thủ trưởng các sở": offices that share what they are offices of.
_SHARING = re.compile(rf"(?:{_words(_SHARED_OFFICES)}(?: ?, ?| và )){{1,3}}(?={_words(_DATA['office'])})")
_SEVERAL = pattern(r"các (?:đồng chí )?")
_OFFICES_ALONE = re.compile(rf"{_words(_STRONG_OFFICES)}(?: khác)?(?!\w)(?! \()")
_COMPLETE = re.compile(_words(_DATA["complete"]))
_DEPARTMENT = re.compile(rf"\b(?:{_HEADS}) ({_FIELDS})(?!\w)")
_DEPARTMENTS = re.compile(rf"\b(?:các |những )?({_HEADS})(?: ?: ?| )(?=(?:{_FIELDS})(?!\w))")
_COLON_LIST = re.compile(rf"\b(?:các |những )({_HEADS}) ?: ?(?=[^\W\d_])")  # whose members need not be known
_FIELD = re.compile(rf"(?:{_FIELDS})(?!\w)")
_LOCAL = re.compile(_words(_DATA["local"]))
_NAMED = re.compile(_words(_DATA["named"]))
_FALSE = re.compile(_words(_DATA["stop"]["false"]))
_VERBS = [verb for verb in lexicon("task_words")["verb"] if " " in verb]  # one syllable may be half a name
_STOP = re.compile(rf" {_words([*_DATA['stop']['after'], *_VERBS])}")
_INSIDE = re.compile(rf" {_words(_DATA['inside'])}(?! (?:{any_of(lexicon('deliverables')['product'])})(?!\w))")

_UNIT = rf"(?:{any_of(_DATA['places']['unit'])})(?!\w)(?! (?:ủy|{shadow_of('đoàn')})(?!\w))"
_LEVEL = rf"(?:{any_of(_DATA['places']['level'])})(?!\w)"
_UNITS = re.compile(rf" (?:các |cấp )?{_UNIT}")
# … or at its end, before a place, a verb or a mark: "Trung tâm Phát triển quỹ đất tỉnh".
_LOWER_END = re.compile(
    rf"(?: [^\W\d_]+){{1,5}}?(?=(?: (?:{_UNIT}|{any_of([*_VERBS, *_DATA['stop']['role']])})(?!\w))|[,;:]|\.?$)"
)
_MORE_UNITS = re.compile(rf"{_SEP}(?:các )?{_UNIT}")
_AT_LEVEL = re.compile(rf" (?!đảng (?:đoàn|bộ|ủy))(?:{_LEVEL}|{any_of(_DATA['collective']['qualifier'])})(?!\w)")
_NEXT_LEVEL = pattern(r"(?: ?,| và|,? và| ?/) ?cấp (?:tỉnh|huyện|xã|cơ sở|thành phố)(?!\w)")
_BRANCH = re.compile(r"(?: -)? chi nhánh\b")
_PLACE_NAME = re.compile(rf" (?:[-–] )?(?:{_TOKEN}(?: (?:[-–] )?{_TOKEN}){{0,4}})")
_BRANCHES = (" khu vực ", " chi nhánh", " - chi nhánh")
_ZONES = pattern(r" và các khu (?:công nghiệp|chế xuất|kinh tế)(?!\w)")
_PERSON = re.compile(rf" [{UPPER}]\w*(?: [{UPPER}]\w*){{1,3}}")
_PLACE_LIST = re.compile(
    rf": [{UPPER}]\w* [{UPPER}]\w*(?: [{UPPER}]\w*){{0,2}}"
    rf"(?:,? (?:và )?[{UPPER}]\w* [{UPPER}]\w*(?: [{UPPER}]\w*){{0,2}}){{0,20}}"
)
_MORE_PLACES = re.compile(rf"(?:, | và )([{UPPER}]\w* [{UPPER}]\w*(?: [{UPPER}]\w*){{0,2}})")
_RANGE = re.compile(
    rf" từ {_TOKEN}(?: {_TOKEN}){{1,3}} (?:đến|tới|trở vào|trở ra)(?: {_TOKEN}(?: {_TOKEN}){{1,3}})?(?!\w)"
)
_STEP = re.compile(rf"(?: [-–])? {_TOKEN}|-{_TOKEN}")
_SHORT = re.compile(rf"(?:(?<=Cục)|(?<=Vụ)|(?<=Sở)) [{UPPER}&]{{2,7}}(?= (?!và)[^\W{UPPER}])")  # "Cục CNTT họp …"
_SYLLABLE = re.compile(r" [^\W\d_]+(?!\w)")
_AND_STEP = re.compile(rf"(?: và|,| &) (?={_TOKEN})")
_LOWER = rf"(?: (?![{UPPER}])[^\W\d_]+)"
# "Công ty Cổ phần Cấp thoát nước Lạng Sơn": lower-case syllables between the capitalised words of a name …
_LOWER_RUN = re.compile(rf"{_LOWER}{{1,5}}(?= {_TOKEN})")

_NOUNS = any_of(_spaced(_DATA["collective"]["noun"]))
_JOINED = any_of(_spaced(_DATA["collective"]["noun"]) - set(_DATA["collective"]["apart"]))
_QUALIFIERS = rf"(?: (?!đảng (?:đoàn|bộ|ủy))(?:{any_of(_DATA['collective']['qualifier'])})(?!\w)){{0,3}}"
_FIXED = re.compile(_words(_DATA["collective"]["fixed"]))
_GROUP = re.compile(
    rf"{_words(_DATA['collective']['quantifier'])} (?:{_NOUNS})(?!\w)"
    rf"(?:(?: ?, ?| và | hoặc |/| - )(?:{_JOINED})(?!\w)){{0,8}}{_QUALIFIERS}"
)
_BARE = re.compile(
    rf"\b(?:{any_of(_DATA['collective']['bare'])})(?!\w)(?:(?: ?, ?| và |/)(?:{_JOINED})(?!\w)){{0,8}}{_QUALIFIERS}"
)
_NOUN = re.compile(rf"(?:{_JOINED})(?!\w)")
_JOINT = re.compile(r" ?, ?| và | hoặc |/| - ")
_OF = re.compile(r" (?:thuộc|trực thuộc|của) ")
# "các đơn vị cấp nước thuộc phạm vi quản lý": what a group does, and which of these are meant.
_TRADE = re.compile(rf"(?P<trade>(?: [^\W\d_]+){{1,7}}?) (?:{any_of(_DATA['collective']['telling_which'])})(?!\w)")
_OWN_HEADS = (" bộ", " sở")
_CONCERNED = (" liên quan", " có liên quan")  # of all members of a group, no part of its last one's name
_MEMBERS = tuple(map(shadow_of, ("thành viên", "ủy viên")))
_LIST = re.compile(r" ?, ?| và ")
_MEMBER_ENDS = re.compile(r" ?[,;:.(]| và ")
_LONGEST_MEMBER = 60


def _beginnings(phrase: str) -> tuple[str, str]:
    """The first and the second syllable of a phrase; the second is "" where there is none."""
    first, second = (*shadow_of(phrase).split(maxsplit=2), "")[:2]
    return first.rstrip(",;"), second.rstrip(",;")


def _kinds_by_beginning() -> dict[str, dict[str, frozenset[str]]]:
    """First syllable → second syllable → the kinds of names that may begin so; "" stands for any other second one."""
    kinds: dict[str, dict[str, set[str]]] = {}
    lists = {kind: _DATA[kind] for kind in ("complete", "department", "local", "named", "office")}
    lists |= {kind: _DATA["collective"][kind] for kind in ("quantifier", "bare", "fixed")}
    for kind, phrases in lists.items():
        for first, second in map(_beginnings, phrases):
            kinds.setdefault(first, {"": set()}).setdefault(second, set()).add(kind)
    kinds["các"][""] |= {"department", "office"}  # "các sở: …", "các Bộ trưởng, …"
    return {
        first: {second: frozenset(listed | seconds[""]) for second, listed in seconds.items()}
        for first, seconds in kinds.items()
    }


_KINDS = _kinds_by_beginning()
_ANCHORS = re.compile(words_of(_KINDS))
BEGINNINGS = frozenset(
    f"{first} {second}" if second else first
    for first, seconds in _KINDS.items()
    for second, kinds in seconds.items()
    if kinds
)
"""What a name may begin with: one syllable, or two where the first alone begins none."""
_FIRST_SYLLABLE = re.compile(r"[^\W\d_]++(?!\w)")
_NONE: frozenset[str] = frozenset()
_MARKS = ",;:.)"
# Heads of one or two syllables are everyday words too ("hội", "thanh tra"): they need their capital letter.
_PLACE_NEEDED = folded(_DATA["place_needed"])
_LOWER_CASE = folded(_DATA["lower_case"])


class Agency(msgspec.Struct, frozen=True, gc=False):
    """One agency at ``[start, end)`` of the prose; `name` as printed, or completed from its list's head."""

    start: int
    end: int
    name: str
    group: bool = False  # a group with no name of its own: "các sở, ban, ngành"


def agency_at(shadow: str, position: int, text: str | None = None) -> int | None:
    """Where the agency that begins at `position` ends; None when none begins there.

    `text`: the printed text, equally long; without it only names that the lexicon knows are found.
    """
    kinds = _kinds_at(shadow, position, len(shadow))
    if not kinds:
        return None
    found = _read(text if text is not None else shadow, shadow, position, len(shadow), kinds)
    return found[0] if found else None


def agencies_in(prose: Prose, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the agencies named in ``[start, end)``: lists split, groups whole, in text order."""
    return [(agency.start, agency.end) for agency in find_agencies(prose, start, end)]


def find_agencies(prose: Prose, start: int, end: int) -> list[Agency]:
    """The agencies named in ``[start, end)``, in text order. Linear in its length."""
    found: list[Agency] = []
    done = start
    for anchor in _ANCHORS.finditer(prose.shadow, start, end):
        if anchor.start() < done:
            continue
        for agency in agencies_at(prose, anchor.start(), end):
            found.append(agency)
            done = agency.end
    return found


def agencies_at(prose: Prose, position: int, end: int) -> list[Agency]:
    """The agency that begins at `position`; several when one head serves a list ("các sở: Tài chính, Y tế")."""
    text, shadow = prose.text, prose.shadow
    kinds = _kinds_at(shadow, position, end)
    if not kinds:
        return []
    if ("department" in kinds or "office" in kinds) and (listed := _listed(text, shadow, position, end)):
        return listed
    read = _read(text, shadow, position, end, kinds)
    if read is None:
        return []
    stop, group = read
    owners = _OF.match(shadow, stop, end) if group else None
    if owners and shadow.startswith("các ", owners.end()) and (listed := _listed(text, shadow, owners.end(), end)):
        first = listed[0]  # "các đơn vị liên quan của các Bộ: Tài chính, Y tế"
        return [Agency(position, first.end, text[position : owners.end()] + first.name, True), *listed[1:]]
    return [Agency(position, stop, text[position:stop], group)]


def _kinds_at(shadow: str, position: int, end: int) -> frozenset[str]:
    """The kinds of names that the first two syllables at `position` may begin."""
    blank = shadow.find(" ", position, end)
    seconds = _KINDS.get(shadow[position : blank if blank >= 0 else end])
    if seconds is None:
        first = _FIRST_SYLLABLE.match(shadow, position, end)
        seconds = _KINDS.get(first[0]) if first and first.end() != blank else None
        return frozenset().union(*seconds.values()) if seconds else _NONE
    if blank < 0:
        return seconds[""]
    following = shadow.find(" ", blank + 1, end)
    second = shadow[blank + 1 : following if following >= 0 else end].rstrip(_MARKS)
    kinds = seconds.get(second)
    if kinds is None:
        kinds = seconds[""] if second.isalpha() else frozenset().union(*seconds.values())
    return kinds


def _listed(text: str, shadow: str, position: int, end: int) -> list[Agency]:
    """Agencies that share one head: "các Bộ: Công an, Quốc phòng", "Sở Tài chính, Nội vụ"."""
    office = _OFFICE.match(shadow, position, end)
    begin = office.end() if office else position
    colon = _COLON_LIST.match(shadow, begin, end)
    head = colon or _DEPARTMENTS.match(shadow, begin, end)
    if head is None:
        return []
    if (whole := _COMPLETE.match(shadow, position, end)) and whole.end() > head.end():
        return []  # "Phòng Thương mại và Công nghiệp Việt Nam"
    group = _GROUP.match(shadow, position, end)
    first = _FIELD.match(shadow, head.end(), end)
    if group and first and group.end() > first.end():
        return []  # "các Ban Xây dựng Đảng" is a group of its own
    plural = head.start(1) > head.start() or ":" in head[0] or bool(office and office[0].endswith(" các "))
    if not plural and not text[head.start(1)].isupper():
        return []
    kind = text[head.start(1) : head.end(1)]
    kind = kind[0].upper() + kind[1:]
    agencies: list[Agency] = []
    at = head.end()
    while field := _field_at(text, shadow, at, end, named=colon is not None):
        known = _FIELD.match(shadow, at, end)
        sure = plural and known is not None and known.end() == field
        if agencies and not sure and _read(text, shadow, at, end, _kinds_at(shadow, at, end)):
            break
        begin = position if not agencies else at
        agencies.append(Agency(begin, field, f"{kind} {text[at:field]}"))
        separator = _LIST.match(shadow, field, end)
        if separator is None:
            break
        at = separator.end()
    if plural and colon is None and len(agencies) == 1 and office is None:
        only = agencies[0]
        following = _LIST.match(shadow, only.end, end)
        if following is None or not shadow.startswith(head[1], following.end()):  # "các Sở Y tế" of the land
            return [Agency(position, only.end, text[position : only.end], True)]
    if not plural and len(agencies) == 2 and shadow[agencies[0].end : agencies[1].start] == " và ":
        return [Agency(position, agencies[1].end, text[position : agencies[1].end])]  # "Sở Du lịch và Thương mại"
    return agencies if len(agencies) > 1 or plural else []


def _field_at(text: str, shadow: str, position: int, end: int, *, named: bool) -> int | None:
    """End of the field of work at `position`; `named`: the list's colon says that any capitalised words are one."""
    if position >= end or not text[position].isupper():
        return None
    field = _FIELD.match(shadow, position, end)
    known = field.end() if field else position
    if not named:
        return known if field else None
    stop = _MEMBER_ENDS.search(shadow, known, min(end, position + _LONGEST_MEMBER))
    verb = _STOP.search(shadow, known, stop.start() if stop else min(end, position + _LONGEST_MEMBER))
    if verb is not None:
        return verb.start()
    return stop.start() if stop else known if field else None


def _read(text: str, shadow: str, position: int, end: int, kinds: frozenset[str]) -> tuple[int, bool] | None:
    """End of the agency at `position` and whether it is a group. `kinds`: of names its first word may begin."""
    if "office" in kinds:
        several = _SEVERAL.match(shadow, position, end)
        begin = several.end() if several else position
        sharing = _SHARING.match(shadow, begin, end)
        if office := _OFFICE.match(shadow, sharing.end() if sharing else begin, end):
            inner = office.end() - 4 if shadow.startswith("các ", office.end() - 4) else office.end()
            for at in dict.fromkeys((inner, office.end())):
                if under := _unit(text, shadow, at, end, _kinds_at(shadow, at, end)):
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
    if "quantifier" in kinds and (group := _GROUP.match(shadow, position, end)):
        if cut := _another_name(text, shadow, position, group.end(), end):
            return cut, True
        trade = _TRADE.match(shadow, group.end(), end)
        if trade and not _STOP.search(shadow, trade.start(), trade.end("trade")):
            return trade.end(), True
        return _possessed(text, shadow, _members_end(text, shadow, group.end(), end), end), True
    if "office" in kinds and (lone := _LONE_OFFICE.match(shadow, position, end)):
        return lone.end(), False
    if stop := _own_name(text, shadow, position, end, kinds):
        return stop, False
    # A bare noun is a group only in a list or with a qualifier ("sở, ngành", "đơn vị liên quan").
    bare = _BARE.match(shadow, position, end) if "bare" in kinds else None
    if bare is None:
        return None
    if (members := _members_end(text, shadow, bare.end(), end)) > bare.end():
        return members, True
    if bare[0] in _BARE_WORDS:
        return None
    return _possessed(text, shadow, bare.end(), end), True


# Too everyday to be a group on their own; "chính quyền địa phương" is none of them.
_BARE_WORDS = folded(noun for noun in _DATA["collective"]["bare"] if noun.count(" ") < 2)


def _another_name(text: str, shadow: str, start: int, stop: int, end: int) -> int | None:
    """Where the group ends before a noun of its list that heads a name: "các sở, ban, ngành, Sở Y tế"."""
    for cut in _JOINT.finditer(shadow, start, stop):
        at = cut.end()
        noun = _NOUN.match(shadow, at, end) if text[at : at + 1].isupper() else None
        name = _own_name(text, shadow, at, end, _kinds_at(shadow, at, end)) if noun else None
        if noun and name and name > noun.end() and shadow[noun.end() : name] not in _CONCERNED:
            return cut.start()
    return None


def _members_end(text: str, shadow: str, position: int, end: int) -> int:
    """Past the body whose members are meant: "các thành viên Ban Chỉ đạo tỉnh"."""
    if not shadow.endswith(_MEMBERS, 0, position) or not text[position + 1 : position + 2].isupper():
        return position
    kinds = _kinds_at(shadow, position + 1, end)
    return _own_name(text, shadow, position + 1, end, kinds) or position


def _possessed(text: str, shadow: str, position: int, end: int) -> int:
    """Past "của Quốc hội", "thuộc Bộ Y tế" after a group."""
    at = position
    if shadow.endswith(_OWN_HEADS, 0, position) and text[position + 1 : position + 2].isupper():
        department = _DEPARTMENT.match(shadow, position - 2, end)  # "thuộc Bộ Tài chính", not "thuộc Bộ"
        if department:
            return _place_end(text, shadow, department.end(), end)
    if shadow.endswith(" thuộc", 0, position):  # the qualifier took the word: "các cơ quan trực thuộc Bộ Y tế"
        at -= len(" trực thuộc") if shadow.endswith(" trực thuộc", 0, position) else len(" thuộc")
    owner = _OF.match(shadow, at, end)
    if owner and text[owner.end() : owner.end() + 1].isupper():
        head = _BARE.match(shadow, owner.end(), end) or _NAMED.match(shadow, owner.end(), end)
        kinds = _kinds_at(shadow, owner.end(), end)
        return _own_name(text, shadow, owner.end(), end, kinds) or (head.end() if head else position)
    return position


def _own_name(text: str, shadow: str, position: int, end: int, kinds: frozenset[str]) -> int | None:
    """End of the name at `position`: the longest head the lexicon knows decides how it goes on."""
    upper = text[position : position + 1].isupper() or text is shadow
    local = _LOCAL.match(shadow, position, end) if "local" in kinds else None
    known = local.end() if local else position
    complete = _COMPLETE.match(shadow, position, end) if "complete" in kinds else None
    if complete and complete.end() >= known and (upper or complete[0] in _LOWER_CASE):
        person = _PERSON.match(text, complete.end(), end) if "thủ tướng" in complete[0] else None
        region = _place_end(text, shadow, complete.end(), end) if shadow.startswith(_BRANCHES, complete.end()) else None
        return person.end() if person else region or complete.end()
    department = _DEPARTMENT.match(shadow, position, end) if "department" in kinds else None
    if department and department.end() >= known and (upper or shadow.startswith("sở ", position)):
        printed_as_name = text is shadow or text[department.start(1)].isupper() or " " in department[1]
        if printed_as_name:  # "sở tài chính" is, "sở tc" in lower case is not
            return _place_end(text, shadow, department.end(), end)
    if local and (stop := _local_end(text, shadow, local, end, upper=upper)):
        return stop
    if "named" not in kinds or not upper or text is shadow or _FALSE.match(shadow, position, end):
        return None
    named = _NAMED.match(shadow, position, end)
    if named is None or _STEP.match(text, named.end(), end) is None:
        return None
    stop = _lower_end(text, shadow, _name_end(text, shadow, named.end(), end), end)
    return _place_end(text, shadow, stop, end)


def _local_end(text: str, shadow: str, local: re.Match[str], end: int, *, upper: bool) -> int | None:
    """End of a name whose head a place completes; None for an everyday word that looks like one."""
    long = local[0].count(" ") >= 2
    if not (upper or long or local[0] in _LOWER_CASE):
        return None
    stop = local.end()
    lower = text[stop + 1 : stop + 2].islower()
    if (lower and local[0] not in _PLACE_NEEDED) or not (lower or _head_at(shadow, stop + 1, end)):
        stop = _name_end(text, shadow, stop, end)
    if zones := _ZONES.match(shadow, stop, end):  # "Ban Quản lý Khu kinh tế Vân Phong và các khu công nghiệp"
        stop = zones.end()
    stop = _place_end(text, shadow, stop, end)
    if stop > local.end():
        return stop
    return stop if (upper or long) and local[0] not in _PLACE_NEEDED else None


def _place_end(text: str, shadow: str, position: int, end: int) -> int:
    """Past the place or level that follows a name: "tỉnh Lạng Sơn", "các huyện, thành phố", "cấp xã"."""
    if position >= end or shadow[position] != " ":
        return position
    if branch := _BRANCH.match(shadow, position, end):
        position = branch.end()
    stop = position
    unit = _UNITS.match(shadow, position, end)
    while unit:
        stop = unit.end()
        if name := _PLACE_NAME.match(text, stop, end):
            stop = name.end() if not _head_at(shadow, stop + 1, end) else stop
            while "các " in unit[0] and (more := _MORE_PLACES.match(text, stop, end)):
                if _head_at(shadow, more.start(1), end):
                    break
                stop = more.end()
        unit = _MORE_UNITS.match(shadow, stop, end)
    if stop > position and (places := _PLACE_LIST.match(text, stop, end)) and not _head_at(shadow, stop + 2, end):
        stop = places.end()
    if stop > position and (between := _RANGE.match(text, stop, end)):
        stop = between.end()
    for _ in range(3):
        level = _AT_LEVEL.match(shadow, stop, end)
        if level is None:
            break
        stop = level.end()
    while stop > position and (level := _NEXT_LEVEL.match(shadow, stop, end)):  # "cấp tỉnh, cấp xã"
        stop = level.end()
    return stop


def _head_at(shadow: str, position: int, end: int) -> bool:
    """Whether the head of another agency stands here ("UBND tỉnh, Sở …")."""
    return not _FALSE.match(shadow, position, end) and bool(
        _DEPARTMENT.match(shadow, position, end)
        or _LOCAL.match(shadow, position, end)
        or _COMPLETE.match(shadow, position, end)
        or _NAMED.match(shadow, position, end)
    )


def _name_end(text: str, shadow: str, position: int, end: int) -> int:
    """Past the capitalised words of a name, with the lower-case syllables that belong to them."""
    if short := _SHORT.match(text, position, end):
        return short.end()
    stop = position
    for _ in range(24):
        if step := _STEP.match(text, stop, end):
            stop = step.end()
            syllable = _SYLLABLE.match(text, stop, end)
            if syllable and not _STOP.match(shadow, stop, end) and syllable[0][1].islower():
                stop = syllable.end()
        elif inside := _INSIDE.match(shadow, stop, end):
            stop = inside.end()
        elif stop > position and (join := _AND_STEP.match(text, stop, end)):
            apart = _head_at(shadow, join.end(), end)
            if shadow[join.start()] == ",":  # "Viện Văn hóa, Nghệ thuật và Du lịch", but not "Viện X, Lạng Sơn"
                apart = apart or _FIELD.match(shadow, join.end(), end) is None
            step = None if apart else _STEP.match(text, join.end() - 1, end)
            if step is None:
                break
            stop = join.end() - 1
        elif stop > position and (run := _LOWER_RUN.match(text, stop, end)):
            if _STOP.search(shadow, stop, run.end()) or _head_at(shadow, run.end() + 1, end):
                break
            stop = run.end()
        else:
            break
    return stop


def _lower_end(text: str, shadow: str, position: int, end: int) -> int:
    """Past the lower-case syllables that end a name told by its place between capitals and a place or a verb."""
    if text[position - 2 : position].isupper() or not text[position + 1 : position + 2].islower():
        return position  # nothing ends an abbreviation
    tail = _LOWER_END.match(shadow, position, end)
    if tail is None or _STOP.search(shadow, position, tail.end()) or _UNITS.match(shadow, position, end):
        return position
    ends = text[position : tail.end()].islower() and not _AT_LEVEL.match(shadow, position, end)
    return tail.end() if ends else position


def names(agencies: Iterable[Agency]) -> tuple[str, ...]:
    """The names in order, each once."""
    return tuple(dict.fromkeys(agency.name for agency in agencies))
