"""Names: where the name of an agency of its own ends, from its head on.

A ministry's or department's head is completed by a field of work, a local agency's by a place, any other by
capitalised words.

Reads: text and shadow. Writes: offsets.
"""

from __future__ import annotations

import re

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.agencies.words import (
    COMPLETE,
    DATA,
    DEPARTMENT,
    FIELD,
    NAMED,
    STOP,
    UPPER,
    VERBS,
    spaced,
    words,
)
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of, folded
from lotrinh.extraction.rules import lexicon

_TOKEN = rf"(?:[{UPPER}]{{2,}}(?:,[{UPPER}&]{{2,}})+|[{UPPER}][\w&.\-/]*\w|[{UPPER}]|(?!19|20)\d{{4}}\b|\d{{1,3}}\b)"
_SEP = r"(?: ?, ?| ?; ?| và | hoặc | và các | ?/ ?| - )"
_LOCAL = re.compile(words(spaced(DATA["local"])))
_OFFICE = re.compile(words(DATA["office"]))
_FALSE = re.compile(words(DATA["stop"]["false"]))
_INSIDE = re.compile(rf" {words(DATA['inside'])}(?! (?:{any_of(lexicon('deliverables')['product'])})(?!\w))")
# "TX. Hương Trà", "TP.Vinh": the abbreviated kinds of places, with their dot.
_DOTTED = rf"(?:{any_of(DATA['places']['dotted'])})\."
_UNIT = rf"(?:{_DOTTED}|(?:{any_of(DATA['places']['unit'])})(?!\w)(?! (?:ủy|{shadow_of('đoàn')})(?!\w)))"
_DOTTED_UNIT = re.compile(rf" {_DOTTED}")
_LEVEL = rf"(?:{any_of(DATA['places']['level'])})(?!\w)"
_UNITS = re.compile(rf" (?:các |cấp |hai |ba |bốn |\d{{1,3}} )?{_UNIT}")
# … or at its end, before a place, a verb or a mark: "Trung tâm Phát triển quỹ đất tỉnh".
_LOWER_END = re.compile(
    rf"(?: [^\W\d_]+){{1,6}}?(?=(?: (?:{_UNIT}|{any_of([*VERBS, *DATA['stop']['role']])})(?!\w))|[,;:]|\.?$)"
)
_MORE_UNITS = re.compile(rf"{_SEP}(?:các )?{_UNIT}")
_AT_LEVEL = re.compile(rf" (?!đảng (?:đoàn|bộ|ủy))(?:{_LEVEL}|{any_of(DATA['collective']['qualifier'])})(?!\w)")
_NEXT_LEVEL = pattern(r"(?: ?,| và|,? và| ?/) ?cấp (?:tỉnh|huyện|xã|cơ sở|thành phố)(?!\w)")
_BRANCH = re.compile(r"(?: -)? chi nhánh\b")
_PLACE_NAME = re.compile(rf"(?: |(?<=\.))(?:[-–] )?(?:{_TOKEN}(?: (?:[-–] )?{_TOKEN}){{0,4}})")
_BRANCHES = (" khu vực ", " chi nhánh", " - chi nhánh")
_ZONES = pattern(r" và (?:các )?khu (?:công nghiệp|chế xuất|kinh tế)(?!\w)")
_PERSON = re.compile(rf" [{UPPER}]\w*(?: [{UPPER}]\w*){{1,3}}")
_PLACE_LIST = re.compile(
    rf": [{UPPER}]\w* [{UPPER}]\w*(?: [{UPPER}]\w*){{0,2}}"
    rf"(?:,? (?:và )?[{UPPER}]\w* [{UPPER}]\w*(?: [{UPPER}]\w*){{0,2}}){{0,20}}"
)
_MORE_PLACES = re.compile(rf"(?:, | và )([{UPPER}]\w* [{UPPER}]\w*(?: [{UPPER}]\w*){{0,2}})")
_RANGE = re.compile(
    rf" từ {_TOKEN}(?: {_TOKEN}){{1,3}} (?:đến|tới|trở vào|trở ra)(?: {_TOKEN}(?: {_TOKEN}){{1,3}})?(?!\w)"
)
_STEP = re.compile(rf"(?: [-–](?! (?:Phó|Trưởng|Ủy viên|[Cc]ơ quan) ))? {_TOKEN}|-{_TOKEN}")
_SHORT = re.compile(rf"(?:(?<=Cục)|(?<=Vụ)|(?<=Sở)) [{UPPER}&]{{2,7}}(?= (?!và)[^\W{UPPER}])")  # "Cục CNTT họp …"
_NUMERAL = re.compile(r" [IVX]+")  # ends a name: "Khu Quản lý đường bộ II | sửa cầu"
_SYLLABLE = re.compile(r" [^\W\d_]+(?!\w)")
_AND_STEP = re.compile(rf"(?: và|,| &) (?={_TOKEN})")
# "Phòng Cảnh sát Phòng cháy, chữa cháy và …": a topic of two words is one step.
_COMPOUND = re.compile(rf" (?:- |và )?(?:{any_of(DATA['compound'])})(?!\w)")
_NO_TOPIC = rf"(?!(?:{any_of(DATA['no_topic'])})(?!\w))"
_TOPIC_WORD = rf"(?: [\"“]?{_NO_TOPIC}(?:[^\W\d_]+(?:-\d+)?|\d\d)[\"”]?)"
_TOPIC_END = rf" (?:{_UNIT}|{_LEVEL})"
# "Ban chỉ đạo diệt trừ cây Mai dương huyện phối hợp với …": a committee whose topic is printed in lower case.
_COMMITTEE = re.compile(
    rf"(?:{any_of(DATA['committee'])})"
    rf"(?:(?= (?:{any_of([*DATA['compound'], *DATA['topic']])})(?!\w))(?: {any_of(DATA['compound'])}(?!\w))?"
    rf"(?:{_TOPIC_WORD}|,? (?:{any_of(DATA['compound'])})(?!\w)){{0,12}}?(?={_TOPIC_END})"
    rf"|{_TOPIC_WORD}{{1,10}}?(?={_TOPIC_END} (?:chủ trì|phối hợp|có trách nhiệm)(?!\w)))"
)
_LOWER_WORD = rf"(?![{UPPER}])[^\W\d_]+"
# "Hiệp hội Gỗ và lâm sản tỉnh": what else the members of a union deal in, before its place.
_UNIONS = (shadow_of("hội "), shadow_of("hiệp hội "), shadow_of("liên hiệp "))
_UNION_END = re.compile(
    rf" và (?!(?:các|đoàn|hội|cơ quan|đơn vị|địa phương|doanh)(?!\w)){_LOWER_WORD}(?: {_LOWER_WORD}){{0,3}}(?= {_UNIT})"
)
_PARTY = pattern(r" (?:tỉnh|thành|huyện|quận|thị|đảng) ủy(?!\w)")
_POSTS = tuple(map(shadow_of, ("công chức ", "cán bộ ", "chuyên viên ")))
_PLAIN_HEADS = (shadow_of("sở "), "ngành ")  # printed in lower case too …
_PLAIN_BEFORE_NAME = (shadow_of("phòng "), "ban ", "chi ", "cục ", "bộ ")  # … and these before a capitalised field
# "Sở Tài chính Quảng Trị chủ trì …": a department's province without its word.
_BARE_PLACE = re.compile(rf"(?: (?!Sở|Ban|Cục|Công|Ủy|Chi|Hội|Bộ)[{UPPER}]\w+){{1,3}}")
_GOES_ON = re.compile(rf" (?:{any_of([*VERBS, *DATA['stop']['role']])})(?!\w)|[,;:.]")
_LOWER = rf"(?: (?![{UPPER}])[^\W\d_]+)"
# "Công ty Cổ phần Cấp thoát nước Lạng Sơn": lower-case syllables between the capitalised words of a name …
_LOWER_RUN = re.compile(rf"{_LOWER}{{1,5}}(?= {_TOKEN})")
# … also before one that "và" joins: "Cục Bảo tồn thiên nhiên và Đa dạng sinh học".
_LOWER_JOINED = re.compile(rf"{_LOWER}{{1,3}}(?= và {_TOKEN})")
# Heads of one or two syllables are everyday words too ("hội", "thanh tra"): they need their capital letter.
_PLACE_NEEDED = folded(DATA["place_needed"])
_LOWER_CASE = folded(DATA["lower_case"])


def own_name(text: str, shadow: str, position: int, end: int, kinds: frozenset[str]) -> int | None:
    """End of the name at `position`: the longest head the lexicon knows decides how it goes on."""
    upper = text[position : position + 1].isupper() or text is shadow
    local = _LOCAL.match(shadow, position, end) if "local" in kinds else None
    known = local.end() if local else position
    complete = COMPLETE.match(shadow, position, end) if "complete" in kinds else None
    if complete and complete.end() >= known and (upper or complete[0] in _LOWER_CASE):
        person = _PERSON.match(text, complete.end(), end) if "thủ tướng" in complete[0] else None
        region = place_end(text, shadow, complete.end(), end) if shadow.startswith(_BRANCHES, complete.end()) else None
        return person.end() if person else region or complete.end()
    department = DEPARTMENT.match(shadow, position, end) if "department" in kinds else None
    named = department is not None and text[department.start(1)].isupper()
    plain = (*_PLAIN_HEADS, *_PLAIN_BEFORE_NAME) if named else _PLAIN_HEADS
    if department and department.end() >= known and (upper or shadow.startswith(plain, position)):
        printed_as_name = text is shadow or named or " " in department[1]
        if printed_as_name:  # "sở tài chính" is, "sở tc" in lower case is not
            over = department.end()
            if bare := _BARE_PLACE.match(text, over, end) if shadow.startswith(_PLAIN_HEADS[0], position) else None:
                over = bare.end() if _GOES_ON.match(shadow, bare.end(), end) else over
            return place_end(text, shadow, over, end)
    committee = _COMMITTEE.match(shadow, position, end) if upper and "committee" in kinds else None
    if committee and committee.end() > known:
        return place_end(text, shadow, committee.end(), end)
    if local and (stop := _local_end(text, shadow, local, end, upper=upper)):
        return stop
    if (
        "named" not in kinds
        or not (upper or shadow.startswith(_POSTS, position))
        or text is shadow
        or _FALSE.match(shadow, position, end)
    ):
        return None
    head = NAMED.match(shadow, position, end)
    if head is None or _STEP.match(text, head.end(), end) is None:
        return None
    stop = _lower_end(text, shadow, _name_end(text, shadow, head.end(), end), end)
    joined = _UNION_END.match(text, stop, end) if shadow.startswith(_UNIONS, position) else None
    if joined and not STOP.search(shadow, stop + len(" và"), joined.end()):
        stop = joined.end()
    return place_end(text, shadow, stop, end)


def _local_end(text: str, shadow: str, local: re.Match[str], end: int, *, upper: bool) -> int | None:
    """End of a name whose head a place completes; None for an everyday word that looks like one."""
    long = local[0].count(" ") >= 2
    if not (upper or long or local[0] in _LOWER_CASE):
        return None
    stop = local.end()
    lower = text[stop + 1 : stop + 2].islower()
    if _DOTTED_UNIT.match(shadow, stop, end):
        pass  # the place comes at once
    elif (lower and local[0] not in _PLACE_NEEDED) or not (lower or _head_at(shadow, stop + 1, end)):
        stop = _name_end(text, shadow, stop, end)
    if zones := _ZONES.match(shadow, stop, end):  # "Ban Quản lý Khu kinh tế Vân Phong và các khu công nghiệp"
        stop = zones.end()
    stop = place_end(text, shadow, stop, end)
    if stop > local.end():
        return stop
    return stop if (upper or long) and local[0] not in _PLACE_NEEDED else None


def place_end(text: str, shadow: str, position: int, end: int) -> int:
    """Past the place or level that follows a name: "tỉnh Lạng Sơn", "các huyện, thành phố", "cấp xã"."""
    if position >= end or shadow[position] != " ":
        return position
    if branch := _BRANCH.match(shadow, position, end):
        position = branch.end()
    if (party := _PARTY.match(shadow, position, end)) and text[position + 1].isupper():
        position = party.end()  # "Ban Dân vận Huyện ủy"
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
    return _level_end(shadow, stop, end, placed=stop > position)


def _level_end(shadow: str, stop: int, end: int, *, placed: bool) -> int:
    """Past the levels that follow a name: "các cấp", "cấp tỉnh, cấp xã"; `placed`: a place did before."""
    start = stop
    for _ in range(3):
        level = _AT_LEVEL.match(shadow, stop, end)
        if level is None:
            break
        stop = level.end()
    while (placed or stop > start) and (level := _NEXT_LEVEL.match(shadow, stop, end)):
        stop = level.end()
    return stop


def _head_at(shadow: str, position: int, end: int) -> bool:
    """Whether the head of another agency stands here ("UBND tỉnh, Sở …")."""
    return not _FALSE.match(shadow, position, end) and bool(
        DEPARTMENT.match(shadow, position, end)
        or _LOCAL.match(shadow, position, end)
        or COMPLETE.match(shadow, position, end)
        or NAMED.match(shadow, position, end)
    )


def _name_end(text: str, shadow: str, position: int, end: int) -> int:
    """Past the capitalised words of a name, with the lower-case syllables that belong to them."""
    if short := _SHORT.match(text, position, end):
        return short.end()
    stop = position
    for _ in range(24):
        if compound := _COMPOUND.match(shadow, stop, end):
            stop = compound.end()
        elif step := _STEP.match(text, stop, end):
            stop = step.end()
            syllable = None if _NUMERAL.fullmatch(step[0]) else _SYLLABLE.match(text, stop, end)
            if syllable and not STOP.match(shadow, stop, end) and syllable[0][1].islower():
                stop = syllable.end()
        elif inside := _INSIDE.match(shadow, stop, end):
            stop = inside.end()
        elif stop > position and (join := _AND_STEP.match(text, stop, end)):
            apart = _head_at(shadow, join.end(), end) or _OFFICE.match(shadow, join.end(), end) is not None
            if shadow[join.start()] == ",":  # "Viện Văn hóa, Nghệ thuật và Du lịch", but not "Viện X, Lạng Sơn"
                apart = apart or FIELD.match(shadow, join.end(), end) is None
            step = None if apart else _STEP.match(text, join.end() - 1, end)
            if step is None:
                break
            stop = join.end() - 1
        elif stop > position and (lower := _lower_stretch(text, shadow, stop, end)):
            stop = lower
        else:
            break
    return stop


def _lower_stretch(text: str, shadow: str, position: int, end: int) -> int | None:
    """End of the lower-case words within a name: a field of work, or what stands before the next capitalised words."""
    field = FIELD.match(shadow, position + 1, end) if text[position + 1 : position + 2].islower() else None
    if field and not STOP.match(shadow, position, end):
        return field.end()  # "Trung tâm Truyền thông tài nguyên và môi trường"
    if run := _LOWER_JOINED.match(text, position, end):
        behind = run.end() + len(" và ")
        apart = _head_at(shadow, behind, end) or _OFFICE.match(shadow, behind, end) is not None
    elif run := _LOWER_RUN.match(text, position, end):
        apart = _head_at(shadow, run.end() + 1, end)
    else:
        return None
    return None if apart or STOP.search(shadow, position, run.end()) else run.end()


def _lower_end(text: str, shadow: str, position: int, end: int) -> int:
    """Past the lower-case syllables that end a name told by its place between capitals and a place or a verb."""
    if text[position - 2 : position].isupper() or not text[position + 1 : position + 2].islower():
        return position  # nothing ends an abbreviation
    tail = _LOWER_END.match(shadow, position, end)
    if tail is None or STOP.search(shadow, position, tail.end()) or _UNITS.match(shadow, position, end):
        return position
    ends = text[position : tail.end()].islower() and not _AT_LEVEL.match(shadow, position, end)
    return tail.end() if ends else position
