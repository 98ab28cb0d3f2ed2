"""Signatures: who signed the document.

Reads: `Prose`, `data/letterhead.toml`. Writes: a `Field`; the lines that signatures fill.

Power and office are in capitals, the name below is not ("KT. CHỦ TỊCH | PHÓ CHỦ TỊCH | Nguyễn Văn A"),
on one line or on several, with "(Đã ký)" in between. An official who signs an article names his office
behind his name; a journalist's name alone is no signature.
"""

from __future__ import annotations

import re
from functools import cache

from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.agencies import agency_at
from lotrinh.extraction.identity.letterhead import Field
from lotrinh.extraction.language.persons import is_person, surnames
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.rules import lexicon
from lotrinh.reading.document import BlockKind

_LONGEST_LINE = 260
_LINES_BELOW = 6
_SHORTEST_OFFICE = 5
_LONGEST_OFFICE = 80
_SYLLABLE = r"[^\W\d_]+(?:['’][^\W\d_]+)?"  # "H'Phik"
_NAME = re.compile(rf"{_SYLLABLE}(?: {_SYLLABLE}){{1,4}}")
_STAMP = re.compile(r"[\[(]? ?(?:đ[ãa] ?k[ýí]|chữ ký|ký|signed|dấu|\(k)[\])]?:?(?: *$)?")
# "Đã ký: Phạm Văn An", "(Đã ký, đóng dấu) Phạm Văn An"
_NAME_BESIDE = re.compile(r" *(?:[\[(]?đ[ãa] ?k[ýí][\])]? ?:|[\[(]đ[ãa] ?k[ýí][^\])\n]{0,20}[\])]) ?(?=[^\W\d])")
_RANK = re.compile(
    r"(?:(?:thượng|trung|đại|thiếu) (?:tướng|tá|úy)|(?:gs|pgs|ts|ths|bs|cn|ks|luật sư)\.?(?:ts\.?)?|"
    r"ông|bà|đồng chí)[. ]+"
    r"(?:(?:gs|pgs|ts|ths|bs|cn|ks)\.?(?:ts\.?)?[. ]+){0,2}"
)
_FEWEST_IN_CAPITALS, _MOST_IN_CAPITALS = 3, 4  # words
_TAIL_LINES = 8
_RECIPIENT_LINES = 30
_RECIPIENTS = re.compile(r" *n[ơo]i nh[âaậạ]n")
_GLUED = re.compile(r"(?<=[^\W\d_a-z])[^\W\d_a-z][a-zà-ỹ]+$")


@cache
def _openings() -> tuple[str, ...]:
    words = lexicon("letterhead")["signatures"]
    powers = tuple(f"{power}{mark}" for power in words["powers"] for mark in (".", " .", " "))
    offices = {shadow(office) for office in (*lexicon("agencies")["office"], *words["more_offices"])}
    return powers + tuple(sorted(offices))


@cache
def _power() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(lexicon('letterhead')['signatures']['powers'])}) ?\.")


@cache
def _officials() -> tuple[str, ...]:
    return tuple(shadow(word) for word in lexicon("letterhead")["signatures"]["officials"])


def signer_of(prose: Prose, after: int) -> Field | None:
    """The signer of the first signature below line `after`; None when no name can be read."""
    openings = _openings()
    for line in prose.lines[after + 1 :]:
        size = line.end - line.start
        if size > _LONGEST_LINE or size < _SHORTEST_OFFICE or line.kind is BlockKind.FURNITURE:
            continue
        if not prose.text[line.start : line.start + 2].isupper():
            continue
        if not prose.shadow.startswith(openings, line.start) or not _begins_in_capitals(prose, line):
            continue
        found = _name_at_end(prose, line) or _name_below(prose, line)
        if found is not None:
            return found
    return _last_name(prose, after)


def _last_name(prose: Prose, after: int) -> Field | None:
    """A name alone among the last lines, below "(đã ký)" or the recipients: the office over it stands beside those."""
    seen = 0
    name: Field | None = None
    for line in reversed(prose.lines[after + 1 :]):
        if line.kind is BlockKind.FURNITURE or line.end == line.start:
            continue
        seen += 1
        if name is None:
            if seen > _TAIL_LINES:
                return None
            if line.end - line.start <= _LONGEST_OFFICE and is_person(prose.text[line.start : line.end].strip(" *|.")):
                name = _field(prose, line.start, line.start + len(prose.text[line.start : line.end].rstrip(" *|.")))
        elif _STAMP.match(prose.shadow, line.start) or _RECIPIENTS.match(prose.shadow, line.start):
            return name
        elif seen > _RECIPIENT_LINES:
            return None
    return None


def signature_lines(prose: Prose) -> frozenset[int]:
    """Indices of the lines of every signature: power and office, stamp, and the name below them.

    An office alone may be a heading; only a name that begins with a family name makes a signature of it.
    """
    openings = _openings()
    found: set[int] = set()
    for line in prose.lines:
        size = line.end - line.start
        if size > _LONGEST_LINE or size < _SHORTEST_OFFICE or line.index in found:
            continue
        if prose.text[line.start : line.start + 2].isupper() and prose.shadow.startswith(openings, line.start):
            found.update(_signature_from(prose, line))
    return frozenset(found)


def _signature_from(prose: Prose, line: Line) -> tuple[int, ...]:
    """The lines of the signature whose power or office stands on `line`; none when no name follows."""
    power = _power().match(prose.shadow, line.start, line.end) is not None
    if not (power or _begins_in_capitals(prose, line)):
        return ()
    if _name_at_end(prose, line) is not None:
        return (line.index,)
    if not power and not prose.text[line.start : line.end].isupper():
        return ()
    for below in prose.lines[line.index + 1 : line.index + 1 + _LINES_BELOW]:
        printed = prose.text[below.start : below.end]
        if not printed.strip(" *|") or _STAMP.match(prose.shadow, below.start) or _is_office(printed):
            continue
        if prose.shadow.startswith("nơi nhận", below.start):
            continue
        name = _signed_name(prose, below)
        if name is None or not (power or name.split(" ", 1)[0] in surnames()):
            return ()
        return tuple(range(line.index, below.index + 1))
    return ()


def _is_office(printed: str) -> bool:
    return printed.isupper() and len(printed) < _LONGEST_OFFICE


def _signed_name(prose: Prose, line: Line) -> str | None:
    """The name that fills the line, without the signer's rank."""
    printed = prose.text[line.start : line.end]
    start = line.start + len(printed) - len(printed.lstrip(" *|"))
    rank = _RANK.match(prose.shadow, start, line.end)
    field = _field(prose, rank.end() if rank else start, line.start + len(printed.rstrip(" *|.")))
    return field.value if field else None


def _begins_in_capitals(prose: Prose, line: Line) -> bool:
    printed = prose.text[line.start : line.end]
    words = [word for word in printed.replace(".", " ").replace(",", " ").split() if any(c.isalpha() for c in word)]
    return len(words) >= 2 and words[0].isupper() and words[1].isupper() and not printed.rstrip().endswith((":", ";"))


def _name_at_end(prose: Prose, line: Line) -> Field | None:
    """The capitalised words behind the capitals: "KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Văn A"."""
    printed = prose.text[line.start : line.end].rstrip(" .*|")
    at = len(printed)
    while at > 0:
        start = printed.rfind(" ", 0, at) + 1
        word = printed[start:at]
        if word[:2].isupper() and (glued := _GLUED.search(word)):  # "CHÁNH VĂN PHÒNGThái Hữu Phép"
            return _field(prose, line.start + start + glued.start(), line.start + len(printed))
        if not word.replace("'", "").replace("’", "").isalpha() or word.isupper() or not word[0].isupper():
            break
        at = start - 1
    begin = at + 1 if at >= 0 else 0
    return _field(prose, line.start + begin, line.start + len(printed))


def _name_below(prose: Prose, line: Line) -> Field | None:
    for below in prose.lines[line.index + 1 : line.index + 1 + _LINES_BELOW]:
        printed = prose.text[below.start : below.end]
        shade = prose.shadow[below.start : below.end]
        beside = _NAME_BESIDE.match(shade)
        if beside is None and (
            not printed.strip(" *|") or _STAMP.match(shade.lstrip(" *")) or shade.startswith("nơi nhận")
        ):
            continue
        if below.kind is BlockKind.CELL and printed.startswith("-"):
            continue  # the recipients, in the column beside
        if _is_office(printed):
            if (name := _name_in_capitals(prose, below)) is not None:
                return name
            continue  # another line of the office
        start = below.start + (beside.end() if beside else len(printed) - len(printed.lstrip(" *|")))
        printed = prose.text[start : below.end]
        rank = _RANK.match(prose.shadow, start, below.end)
        return _field(prose, rank.end() if rank else start, start + len(printed.rstrip(" *|./")))
    return None


def _name_in_capitals(prose: Prose, line: Line) -> Field | None:
    """A person printed in capitals, in proper case: three words and more that begin with a family name, and no body."""
    printed = prose.text[line.start : line.end].strip(" *|./")
    words = [word.capitalize() for word in printed.split()]
    if not _FEWEST_IN_CAPITALS <= len(words) <= _MOST_IN_CAPITALS or words[0] not in surnames():
        return None
    start = line.start + prose.text[line.start : line.end].find(printed)
    if agency_at(prose.shadow, start) is not None or prose.shadow.startswith(_openings(), start):
        return None
    return Field(" ".join(words), start, start + len(printed), "document.signature")


def _field(prose: Prose, start: int, end: int) -> Field | None:
    name = prose.text[start:end]
    words = name.split()
    if not _NAME.fullmatch(name) or not all(word[0].isupper() and not word[1:].isupper() for word in words):
        return None
    return Field(name, start, end, "document.signature")


_HONORIFICS = ("Ông", "Bà")  # the first is a surname, too


def author_of(prose: Prose) -> Field | None:
    """The official who signs an article: "Hồ Tiến Thiệu, Phó Bí thư Tỉnh ủy, …" among its last lines."""
    seen = 0
    for line in reversed(prose.lines):
        if line.kind is BlockKind.FURNITURE or line.end == line.start:
            continue
        seen += 1
        if seen > _TAIL_LINES:
            return None
        if line.end - line.start > _LONGEST_LINE:
            continue
        found = _NAME.match(prose.text, line.start, line.end)
        if found is None:
            continue
        behind = prose.shadow[found.end() : line.end].lstrip(" ,-–(")
        first, _, rest = found[0].partition(" ")
        told_of = first in _HONORIFICS and rest.partition(" ")[0] in surnames()  # "Ông Lê Văn A, Phó Chủ tịch … vừa ký"
        if (
            first in surnames()
            and not told_of
            and behind.startswith(_officials())
            and (author := _field(prose, found.start(), found.end()))
        ):
            return Field(author.value, author.start, author.end, "document.article")
    return None
