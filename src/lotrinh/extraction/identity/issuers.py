"""The issuer: who issued the document, in full and in proper case.

Reads: `Prose`, `Letterhead`, `data/letterhead.toml`. Writes: a `Field`.

Letterheads print the body above, then the issuer, in capitals and often on split lines ("ỦY BAN NHÂN
DÂN | TỈNH LẠNG SƠN"); sites shorten it ("Tỉnh Lạng Sơn"), scans cut it ("ỦY BAN NHÂN DÂN"). Acts of the
National Assembly and many retyped texts name the issuer below the title instead.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from lotrinh.core.vietnamese.text import fold, shadow
from lotrinh.extraction.agencies import agency_at
from lotrinh.extraction.identity.head import MOTTO, is_motto
from lotrinh.extraction.identity.kinds import kinds_by_words
from lotrinh.extraction.identity.letterhead import Field, Letterhead
from lotrinh.extraction.identity.places import level_starts, missing_place, place_in, place_told
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.rules import lexicon
from lotrinh.reading.document import BlockKind

_LONGEST = 160
# Where scans let motto, number or date run on behind the issuer.
_RUNS_ON = re.compile(
    r"c[oộ]ng h[oòỏ][aàả]?|đ[oộ]c l[aậ]p|doc lap|đảng cộng sản việt nam|s(?<!\ws)[ốô] ?:|--+|_|\||, ngày |v(?<!\wv)/v"
)
_TERM = re.compile(r" ?,? ?kh[óo][aá] (?:[ivx]+|[0-9]+)|[ -]+kỳ họp|(?: |^)điện ?:?$|[ :*]+$")
_SESSION = re.compile(r"[ (*]*(?:khóa (?:thứ )?(?:[ivx]+|[0-9]+)(?!\w)|kỳ họp (?:thứ|chuyên đề|bất thường))")
_TERM_OR_SESSION = re.compile(
    r"[ ,(*-]+(?:khóa (?:thứ )?(?:[ivx]+|[0-9]+)|kỳ họp (?:thứ (?:[0-9]+|[^\W\d]+)|chuyên đề|bất thường))(?!\w)"
)
# Joint documents bear the names of all who issued them, side by side or below one another.
_JOINT = re.compile(r"/(?:TT|NQ|KH|HD|QC|CT|CTr)?(?:LT|LB|LS|LN)[-/]|[-/](?:TT|NQ|KH|HD)(?:LT|LB|LS|LN)$")
_SIDE_BY_SIDE = re.compile(
    r" ?[-–] ?(?=(?:BỘ|ỦY BAN|UỶ BAN|TỔNG|TÒA|TOÀ|VIỆN|NGÂN HÀNG|THANH TRA|BAN|HỘI|ĐOÀN|TRUNG ƯƠNG"
    r"|SỞ|CỤC|CÔNG AN|KHO BẠC) )"
)
_FEWEST_JOINT = 2
_WORD = re.compile(r"[^\W_]+")
_SPACES = re.compile(r" {2,}|\n")
_BROKEN = re.compile(r"(?:^|\n)(?P<first>ủy|hội đồng)\n$")
_LONGEST_BROKEN = 12
_REST_OF_NAME = 6  # words behind a motto that cut a name in two
_SHORTEST_REST = 4
_LONGEST_PLACE = 5  # words
_LOST_LETTER = re.compile(r"u?y (?=ban nhân dân)")


@cache
def _words() -> dict[str, Any]:
    data: dict[str, Any] = lexicon("letterhead")["issuers"]
    return data


@cache
def _known() -> dict[str, str]:
    """Names that are complete in themselves, by their letters alone: scans lose marks and blanks."""
    names: list[str] = lexicon("agencies")["complete"]
    return {fold(name).replace(" ", ""): name for name in names if " " in name}


@cache
def _proper_phrases() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    phrases = sorted(_words()["proper"], key=len, reverse=True)
    folded = [(shadow(phrase), phrase) for phrase in phrases]
    return tuple((shade, re.compile(rf"(?<!\w){re.escape(shade)}(?!\w)"), phrase) for shade, phrase in folded)


def issuer_of(
    prose: Prose, letterhead: Letterhead, title_line: int, kind_line: int, by: Field | None = None
) -> Field | None:
    """The issuer, from the letterhead, else from the title or below it, else from a site's box or an annex's note.

    `by`: the body that the title names.
    """
    above = _above(prose, [line for line in letterhead.head if line.index <= kind_line])
    if above:
        return _whole(prose, letterhead, above, "document.letterhead")
    if by is not None:
        return told(prose, letterhead, by)
    below = [p for line in letterhead.head if line.index > max(title_line, kind_line) for p in parts_of(prose, line)]
    if below:
        return _whole(prose, letterhead, below[:1], "document.title")
    boxed = letterhead.box.get("issuer")
    if boxed is not None:
        return Field(_from_box(boxed.value, letterhead), boxed.start, boxed.end, boxed.rule)
    noted = letterhead.annex.get("issuer")
    if noted is not None and (place := place_told(prose, shadow(noted.value))):
        return Field(f"{noted.value} {place}", noted.start, noted.end, noted.rule)
    return noted


def told(prose: Prose, letterhead: Letterhead, named: Field) -> Field:
    """A body that a sentence names, in proper case and with the place it lacks."""
    name = proper(prose, named.value)
    place = missing_place(prose, letterhead, shadow(name))
    return Field(f"{name} {place}" if place else name, named.start, named.end, named.rule)


def _above(prose: Prose, head: list[Line]) -> list[tuple[int, int]]:
    """The bodies that the lines of a letterhead name, each with the rest of its name from the next line.

    In print of two columns the motto stands between ("BỘ LAO ĐỘNG - THƯƠNG … BINH VÀ XÃ HỘI"); above the first motto
    the rest follows at once ("ỦY BAN AN TOÀN ⏎ GIAO THÔNG QUỐC GIA").
    """
    bodies: list[tuple[int, int]] = []
    mottoes = [is_motto(prose.shadow[line.start : line.end]) for line in head]
    top = mottoes.index(True) if True in mottoes else 0
    for place, line in enumerate(head):
        if named := parts_of(prose, line):
            bodies += named
            continue
        beside = mottoes[place - 1 : place] == mottoes[place + 1 : place + 2] == [True]
        below = bool(bodies) and place < top and bodies[-1][1] + 1 == line.start
        if bodies and (beside or below) and _ends_name(prose, bodies[-1], line):
            bodies[-1] = (bodies[-1][0], line.end)
    return bodies


def _ends_name(prose: Prose, body: tuple[int, int], line: Line) -> bool:
    """Whether `line` may be the rest of a body's name: a few words in capitals."""
    printed = prose.text[line.start : line.end]
    few = len(printed.split()) <= _REST_OF_NAME and line.start - body[1] <= _LONGEST and len(printed) >= _SHORTEST_REST
    return few and printed.isupper() and all(c.isalpha() or c in " -–," for c in printed)


def is_session(prose: Prose, line: Line) -> bool:
    """Whether a line tells the term and session of the issuer above it: "KHÓA XVI, KỲ HỌP THỨ TƯ"."""
    return _SESSION.match(prose.shadow, line.start, line.end) is not None


def session_end(prose: Prose, position: int, limit: int) -> int:
    """Where the term and session told at `position` end ("khóa XI, kỳ họp thứ 8"); `position` when none is told."""
    while (found := _TERM_OR_SESSION.match(prose.shadow, position, limit)) is not None:
        position = found.end()
    return position


def parts_of(prose: Prose, line: Line) -> list[tuple[int, int]]:
    """Spans of the bodies that a line names; none when it names no body."""
    if line.kind is BlockKind.CELL or line.end - line.start > _LONGEST:
        return []
    first = _WORD.search(prose.text, line.start, line.end)
    if first is None or not _may_open_a_body(first[0]):
        return []
    end = line.end
    if cut := _RUNS_ON.search(prose.shadow, line.start, line.end):
        end = cut.start()
    if term := _TERM.search(prose.shadow, line.start, end):
        end = term.start()
    start = line.start + len(prose.text[line.start : end]) - len(prose.text[line.start : end].lstrip(" *_-–“\"'.,/"))
    while end > start and prose.text[end - 1] in " *_-–=.:,":
        end -= 1
    printed = prose.text[start:end]
    if len(printed) < 4 or not (printed.isupper() or _is_body(prose, start, end)):
        return []
    key = fold(printed)
    if shadow(printed).startswith(_kind_openings()):
        return []
    if key.startswith(tuple(_words()["not_issuers"])) or not _begins_a_body(key):
        return []
    return _split(prose, start, end)


@cache
def _kind_openings() -> tuple[str, ...]:
    """Kinds of documents that no body's name begins with ("QUY ĐỊNH VỀ …")."""
    return tuple(sorted({name for name in kinds_by_words() if " " in name} | {"hợp đồng"}))


@lru_cache(maxsize=2048)  # few words open most lines
def _may_open_a_body(word: str) -> bool:
    """Whether the name of a body may begin with `word`."""
    return fold(word) in _first_words()


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split(" ", 1)[0] for name in (*_heads(), *_levels_folded()))


def _begins_a_body(key: str) -> bool:
    words = key.split(" ", 3)
    return any(" ".join(words[:size]) in _heads() for size in (1, 2, 3)) or key.startswith(_levels_folded())


@cache
def _heads() -> frozenset[str]:
    """How the names of bodies begin, without marks so that scans are understood: one or two words each."""
    agencies = lexicon("agencies")
    phrases = [phrase for key in ("complete", "local", "named", "office") for phrase in agencies[key]]
    beginnings = {" ".join(fold(phrase).split()[:2]) for phrase in phrases}
    return frozenset(beginnings | {fold(head) for head in (*agencies["department"], *_words()["more_heads"])})


@cache
def _levels_folded() -> tuple[str, ...]:
    return tuple(f"{fold(level)} " for level in _words()["levels"])


def _is_body(prose: Prose, start: int, end: int) -> bool:
    """Whether the whole span is the name of one body, in small letters too ("Hội đồng nhân dân tỉnh lai châu")."""
    named = agency_at(prose.shadow, start)
    if named is None or named > end:
        return False
    rest = prose.shadow[named:end].strip()
    return not rest or (len(rest.split()) <= 6 and rest.startswith(tuple(_words()["levels"]))) or len(rest.split()) <= 3


def _split(prose: Prose, start: int, end: int) -> list[tuple[int, int]]:
    """ "BỘ TÀI CHÍNH TỔNG CỤC THUẾ" on one line: the body above and the issuer."""
    first = agency_at(prose.shadow, start)
    if first is None or first >= end:
        return [(start, end)]
    placed = prose.shadow.endswith(tuple(f" {level}" for level in _words()["levels"]), start, first)
    rest = first + 1
    for _ in range(_LONGEST_PLACE if placed else 1):  # "UBND TỈNH PHÚ THỌ UBND PHƯỜNG …": a place may stand between
        if prose.shadow.startswith(_below(), rest) and agency_at(prose.shadow, rest) is not None:
            return [(start, rest - 1), (rest, end)]
        blank = prose.shadow.find(" ", rest, end)
        if blank < 0:
            break
        rest = blank + 1
    return [(start, end)]


@cache
def _below() -> tuple[str, ...]:
    """How a second body on a line begins."""
    return tuple(map(shadow, _words()["below"]))


def _whole(prose: Prose, letterhead: Letterhead, parts: list[tuple[int, int]], rule: str) -> Field:
    """The last body, completed by the one above it where it has no name or place of its own."""
    names: list[str] = []
    parts = [(_whole_start(prose, begin), stop) for begin, stop in parts]
    for begin, stop in parts:
        printed = _SPACES.sub(" ", _without_motto(prose, begin, stop))
        shade = shadow(printed)
        placed = shade.startswith(level_starts()) and not shade.endswith("ủy") and not shade.startswith(_party_starts())
        if names and (placed or fold(names[-1]) in _bare_heads()):
            names[-1] = f"{names[-1]} {printed}"
        else:
            names.append(printed)
    start, end = parts[-1]
    if letterhead.number is not None and _JOINT.search(letterhead.number.value):
        bodies = [body.strip(" -–") for name in names for body in _SIDE_BY_SIDE.split(name)]
        if len(bodies) > _FEWEST_JOINT and shadow(bodies[0]).startswith(("ubnd", "ủy ban nhân dân")):
            del bodies[0]  # the body above them all
        joint = " - ".join(dict.fromkeys(proper(prose, body) for body in bodies))
        return Field(joint, parts[0][0], max(end, start + 1), rule)
    name = _without_office(names)
    shade = shadow(name)
    if len(names) > 1 and shade in _words()["nameless"]:
        name = f"{name} {names[-2]}"
    elif len(names) > 1 and shade.startswith(tuple(f"{word} " for word in _words()["local"])):
        name += place_in(names[-2], shade)
    name = proper(prose, name)
    place = missing_place(prose, letterhead, shadow(name))
    return Field(f"{name} {place}" if place else name, start, max(end, start + 1), rule)


@cache
def _party_starts() -> tuple[str, ...]:
    """Committees of the Party that begin like places: "huyện ủy "."""
    return tuple(f"{committee} " for committee in _PARTY_COMMITTEES)


@cache
def _bare_heads() -> frozenset[str]:
    """Heads that are no names yet when a line ends behind them ("TẬP ĐOÀN ⏎ ĐIỆN LỰC VIỆT NAM")."""
    agencies = lexicon("agencies")
    heads = {fold(head) for key in ("department", "named", "office") for head in agencies[key]} | {"thu tuong"}
    return frozenset(heads - {fold(word) for word in _words()["nameless"]})


def _without_motto(prose: Prose, start: int, end: int) -> str:
    motto = MOTTO.search(prose.shadow, start, end)
    if motto is None:
        return prose.text[start:end]
    return prose.text[start : motto.start()].rstrip(" -–") + " " + prose.text[motto.end() : end].lstrip(" -–")


def _without_office(names: list[str]) -> str:
    """The last name; without the office of who signs for a body that is named above ("CHỦ TỊCH ỦY BAN NHÂN DÂN …")."""
    name = names[-1]
    shade = shadow(name)
    office = next((one for one in _offices() if shade.startswith(f"{one} ")), "")
    body = shade[len(office) + 1 :]
    above = any(body.startswith(other) or other.startswith(body) for other in map(shadow, names[:-1]))
    return name[len(office) + 1 :] if office and body and above else name


@cache
def _offices() -> tuple[str, ...]:
    return tuple(sorted((shadow(office) for office in lexicon("agencies")["office"]), key=len, reverse=True))


def _whole_start(prose: Prose, begin: int) -> int:
    """Where a name begins of which a converter put the first word on a line of its own ("ỦY⏎BAN NHÂN DÂN")."""
    if not prose.shadow.startswith(("ban nhân dân", "nhân dân"), begin):
        return begin
    window = max(0, begin - _LONGEST_BROKEN)
    broken = _BROKEN.search(prose.shadow[window:begin])
    return window + broken.start("first") if broken else begin


def _from_box(value: str, letterhead: Letterhead) -> str:
    """Sites call a people's committee by its place; the symbol in the number tells which body it was."""
    number = letterhead.number.value if letterhead.number else ""
    if shadow(value).startswith(level_starts()):
        body = "Hội đồng nhân dân" if "HĐND" in number else "Ủy ban nhân dân" if "UB" in number else ""
        return f"{body} {value[0].lower()}{value[1:]}" if body else value
    return value


def proper(prose: Prose, name: str) -> str:
    """`name` in proper case: as the text prints it elsewhere, else by the rules of names.

    Only names wholly in capitals or small letters are touched, and those whose capitals are misplaced ("ủy Ban").
    """
    known = _known().get(fold(name).replace(" ", ""))
    if known is not None:
        name = known
    elif name.isupper() and (lost := _LOST_LETTER.match(shadow(name))):
        name = f"ỦY {name[lost.end() :]}"  # scans and converters lose the letter with its many marks
    elif not name.isupper() and not name[1:].islower() and not name[0].islower():
        return name
    shade = shadow(name)
    at = prose.shadow.find(shade)
    while at >= 0:
        printed = prose.text[at : at + len(shade)]
        if not printed.isupper() and not printed[1:].islower() and printed[0].isupper():
            return printed
        at = prose.shadow.find(shade, at + len(shade))
    return _by_rule(name.lower(), shade)


_PARTY_COMMITTEES = folded(["tỉnh ủy", "thành ủy", "huyện ủy", "thị ủy", "quận ủy"])  # their place follows at once


def _by_rule(name: str, shade: str) -> str:
    letters = list(name)
    covered: set[int] = set()
    for told, pattern, phrase in _proper_phrases():
        for found in pattern.finditer(shade) if told in shade else ():
            if found.start() in covered:
                continue  # "Cục" within "Tổng cục"
            covered.update(range(*found.span()))
            for offset, char in enumerate(phrase):
                if char.isupper():
                    letters[found.start() + offset] = letters[found.start() + offset].upper()
    words = list(re.finditer(r"\S+", shade))
    in_place = False
    company = shade.startswith(tuple(map(shadow, _words()["companies"]))) and " " in shade
    for place, word in enumerate(words):
        here, before = word[0], words[place - 1][0] if place else ""
        if word.start() in covered:
            in_place = f"{before} {here}" in _PARTY_COMMITTEES
            continue
        level = any(f"{before} {here}" == one or here == one for one in _words()["levels"])
        names_field = before in ("bộ", "sở", "cục", "vụ", "phòng", "viện") or (before in ("và", "-") and not in_place)
        listed = before.endswith(",") and words[0][0] in ("bộ", "sở")
        if place == 0 or listed or company or ((in_place or names_field) and not level):
            letters[word.start()] = letters[word.start()].upper()
        in_place = level or (in_place and here != "và")
    return "".join(letters)
