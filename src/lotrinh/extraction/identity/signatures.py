"""Signatures: who signed the document.

Reads: `Prose`, `data/letterhead.toml`. Writes: a `Field`.

Power and office are in capitals, the name below is not ("KT. CHỦ TỊCH | PHÓ CHỦ TỊCH | Nguyễn Văn A"),
on one line or on several, with "(Đã ký)" in between. An official who signs an article names his office
behind his name; a journalist's name alone is no signature.
"""

from __future__ import annotations

import re
from functools import cache

from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.identity.letterhead import Field
from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.rules import lexicon
from lotrinh.reading.document import BlockKind

_LONGEST_LINE = 260
_LINES_BELOW = 6
_NAME = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){1,4}")
_STAMP = re.compile(r"[\[(]?(?:đã k[ýí]|ký|signed|dấu|\(k)")
_RANK = re.compile(
    r"(?:(?:thượng|trung|đại|thiếu) (?:tướng|tá|úy)|(?:gs|pgs|ts|ths|bs|cn|ks|luật sư)\.?(?:ts\.?)?|"
    r"ông|bà|đồng chí)[. ]+"
)
_TAIL_LINES = 8


@cache
def _openings() -> tuple[str, ...]:
    words = lexicon("letterhead")["signatures"]
    powers = tuple(f"{power}{mark}" for power in words["powers"] for mark in (".", " .", " "))
    offices = {shadow(office) for office in (*lexicon("agencies")["office"], *words["more_offices"])}
    return powers + tuple(sorted(offices))


@cache
def _surnames() -> frozenset[str]:
    return frozenset(lexicon("letterhead")["signatures"]["surnames"])


@cache
def _officials() -> tuple[str, ...]:
    return tuple(shadow(word) for word in lexicon("letterhead")["signatures"]["officials"])


def signer_of(prose: Prose, after: int) -> Field | None:
    """The signer of the first signature below line `after`; None when no name can be read."""
    openings = _openings()
    for line in prose.lines[after + 1 :]:
        size = line.end - line.start
        if size > _LONGEST_LINE or size < 5 or line.kind is BlockKind.FURNITURE:
            continue
        if not prose.text[line.start : line.start + 2].isupper():
            continue
        if not prose.shadow.startswith(openings, line.start) or not _begins_in_capitals(prose, line):
            continue
        found = _name_at_end(prose, line) or _name_below(prose, line)
        if found is not None:
            return found
    return None


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
        if not word.isalpha() or word.isupper() or not word[0].isupper():
            break
        at = start - 1
    begin = at + 1 if at >= 0 else 0
    return _field(prose, line.start + begin, line.start + len(printed))


def _name_below(prose: Prose, line: Line) -> Field | None:
    for below in prose.lines[line.index + 1 : line.index + 1 + _LINES_BELOW]:
        printed = prose.text[below.start : below.end]
        shade = prose.shadow[below.start : below.end]
        if not printed.strip(" *|") or _STAMP.match(shade.lstrip(" *")) or shade.startswith("nơi nhận"):
            continue
        if printed.isupper() and len(printed) < 80:
            continue  # another line of the office
        start = below.start + len(printed) - len(printed.lstrip(" *|"))
        rank = _RANK.match(prose.shadow, start, below.end)
        return _field(prose, rank.end() if rank else start, start + len(printed.strip(" *|.")))
    return None


def _field(prose: Prose, start: int, end: int) -> Field | None:
    name = prose.text[start:end]
    words = name.split()
    if not _NAME.fullmatch(name) or not all(word[0].isupper() and not word[1:].isupper() for word in words):
        return None
    return Field(name, start, end, "document.signature")


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
        known = found[0].split(" ", 1)[0] in _surnames()
        if known and behind.startswith(_officials()) and (author := _field(prose, found.start(), found.end())):
            return Field(author.value, author.start, author.end, "document.article")
    return None
