"""The issuer: who issued the document, in full and in proper case.

Reads: `Prose`, `Letterhead`, `data/letterhead.toml`. Writes: a `Field`.

Letterheads print the body above, then the issuer, in capitals and often on split lines ("ỦY BAN NHÂN
DÂN | TỈNH LẠNG SƠN"); sites shorten it ("Tỉnh Lạng Sơn"), scans cut it ("ỦY BAN NHÂN DÂN"). Acts of the
National Assembly and many retyped texts name the issuer below the title instead.
"""

from __future__ import annotations

import re

from lotrinh.core.vietnamese.text import fold, shadow
from lotrinh.extraction.identity.head import MOTTO, is_motto
from lotrinh.extraction.identity.issuer_words import bare_heads, bodies_by_symbol, issuer_words, offices, party_starts
from lotrinh.extraction.identity.letterhead import Field, Letterhead
from lotrinh.extraction.identity.named_bodies import LONGEST_NAME, parts_of
from lotrinh.extraction.identity.places import level_starts, missing_place, place_in, place_told
from lotrinh.extraction.identity.proper_names import proper
from lotrinh.extraction.prose import Line, Prose

# Joint documents bear the names of all who issued them, side by side or below one another.
_JOINT = re.compile(r"/(?:TT|NQ|KH|HD|QC|CT|CTr)?(?:LT|LB|LS|LN)[-/]|[-/](?:TT|NQ|KH|HD)(?:LT|LB|LS|LN)$")
_SIDE_BY_SIDE = re.compile(
    r" ?[-–] ?(?=(?:BỘ|ỦY BAN|UỶ BAN|TỔNG|TÒA|TOÀ|VIỆN|NGÂN HÀNG|THANH TRA|BAN|HỘI|ĐOÀN|TRUNG ƯƠNG"
    r"|SỞ|CỤC|CÔNG AN|KHO BẠC) )"
)
_FEWEST_JOINT = 2
_SYMBOL = re.compile(r"/ ?(?P<symbol>[A-ZĐ]{3,6})(?=[ .-])")
_SPACES = re.compile(r" {2,}|\n")
_BROKEN = re.compile(r"(?:^|\n)(?P<first>ủy|hội đồng)\n$")
_LONGEST_BROKEN = 12
_REST_OF_NAME = 6  # words behind a motto that cut a name in two
_SHORTEST_REST = 4


def issuer_of(
    prose: Prose, letterhead: Letterhead, title_line: int, kind_line: int, by: Field | None = None
) -> Field | None:
    """The issuer, from the letterhead, else from the title or below it, else from a site's box or an annex's note.

    `by`: the body that the title names.
    """
    above = _above(prose, [line for line in letterhead.head if line.index <= kind_line])
    if above:
        whole = _whole(prose, letterhead, above, "document.letterhead")
        return _by_symbol(prose, letterhead, whole) or whole
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


def _by_symbol(prose: Prose, letterhead: Letterhead, printed: Field) -> Field | None:
    """The body that the number speaks of, where a scan kept only the line of the ministry above it."""
    ministry = fold(printed.value)
    for line in letterhead.head:
        for found in _SYMBOL.finditer(prose.text, line.start, line.end):
            name, under = bodies_by_symbol().get(found["symbol"], ("", "-"))
            if ministry.startswith(under):
                return Field(name, found.start("symbol"), found.end("symbol"), "document.letterhead")
    return None


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
    near = line.start - body[1] <= LONGEST_NAME and len(printed) >= _SHORTEST_REST
    few = near and len(printed.split()) <= _REST_OF_NAME
    return few and printed.isupper() and all(c.isalpha() or c in " -–," for c in printed)


def _whole(prose: Prose, letterhead: Letterhead, parts: list[tuple[int, int]], rule: str) -> Field:
    """The last body, completed by the one above it where it has no name or place of its own."""
    names: list[str] = []
    parts = [(_whole_start(prose, begin), stop) for begin, stop in parts]
    for begin, stop in parts:
        printed = _SPACES.sub(" ", _without_motto(prose, begin, stop))
        shade = shadow(printed)
        placed = shade.startswith(level_starts()) and not shade.endswith("ủy") and not shade.startswith(party_starts())
        if names and (placed or fold(names[-1]) in bare_heads()):
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
    if len(names) > 1 and shade in issuer_words()["nameless"]:
        name = f"{name} {names[-2]}"
    elif len(names) > 1 and shade.startswith(tuple(f"{word} " for word in issuer_words()["local"])):
        name += place_in(names[-2], shade)
    name = proper(prose, name)
    place = missing_place(prose, letterhead, shadow(name))
    return Field(f"{name} {place}" if place else name, start, max(end, start + 1), rule)


def _without_motto(prose: Prose, start: int, end: int) -> str:
    motto = MOTTO.search(prose.shadow, start, end)
    if motto is None:
        return prose.text[start:end]
    return prose.text[start : motto.start()].rstrip(" -–") + " " + prose.text[motto.end() : end].lstrip(" -–")


def _without_office(names: list[str]) -> str:
    """The last name; without the office of who signs for a body that is named above ("CHỦ TỊCH ỦY BAN NHÂN DÂN …")."""
    name = names[-1]
    shade = shadow(name)
    office = next((one for one in offices() if shade.startswith(f"{one} ")), "")
    body = shade[len(office) + 1 :]
    above = any(body.startswith(other) or other.startswith(body) for other in map(shadow, names[:-1]))
    return name[len(office) + 1 :] if office and body and above else name


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
