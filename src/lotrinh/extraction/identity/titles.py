"""Kind and title: what a document calls itself.

Reads: `Prose`, head lines. Writes: `Title`.

The kind stands alone in capitals above the title ("KẾ HOẠCH"), or opens it ("Quyết định về việc …"); a
letter has neither and begins "V/v …". The title (trích yếu) runs over several lines, up to the issuer
or the first recital. Pages of law sites may have lost both and keep them in their own heading (page_titles.py).
"""

from __future__ import annotations

import re

import msgspec

from lotrinh.core.vietnamese.text import fold, shadow
from lotrinh.extraction.identity.head import is_recital
from lotrinh.extraction.identity.letterhead import Field
from lotrinh.extraction.identity.named_bodies import parts_of, session_end
from lotrinh.extraction.identity.title_edges import (
    ABOUT,
    ADDRESSED,
    LONGEST_TITLE,
    NUMBERED,
    UNFINISHED,
    behind_own_name,
    body_end,
    capitals_end,
)
from lotrinh.extraction.identity.title_kinds import kind_line, opening_kind
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.references.issuance import ENCLOSED
from lotrinh.extraction.references.kinds import Kind
from lotrinh.extraction.structure.markers import Marker
from lotrinh.reading.document import BlockKind

_FULL_LINE = 40  # characters from which a line was broken because it was full
_PLACES = tuple(map(shadow, ("tỉnh ", "thành phố ", "huyện ", "quận ", "thị xã ")))
_QUOTES = frozenset('“"„')
_FEWEST_WORDS = 4
_OPENING_LINES = 3
_LETTER_LINES = 4
_LONGEST_SUBJECT_LINE = 120
_OF = re.compile(r" của ")
_ABOUT_LATER = re.compile(r"(?<!\w)(?:về|v/v)(?!\w)")
_REPORTS = pattern(r" (?:đạt|tăng|giảm|có|còn|là|ước|bằng)(?: (?:khoảng|trên|hơn|gần))? [0-9]|\([0-9][0-9,.]* ?%")


class Title(msgspec.Struct, frozen=True):
    """Kind and title as fields; `kind_line`, `title_line`: where they stand (-1: nowhere).

    `issuer`: the body named between them ("Nghị quyết của Quốc hội …").
    """

    kind: Field | None
    title: Field | None
    kind_line: int = -1
    title_line: int = -1
    issuer: Field | None = None


def title_of(prose: Prose, head: tuple[Line, ...], markers: list[Marker | None], symbol: Kind | None = None) -> Title:
    """Kind and title from the head of a document; both None when it bears no kind.

    `symbol`: the kind its number speaks of. A sentence that happens to open with another is no title.
    """
    for line in head:
        found = kind_line(prose, line)
        if found is not None:
            kind, rest = found
            return _titled(prose, line, kind, rest, markers, _behind(head, line))
    for place, line in enumerate(head):
        opening = opening_kind(prose, line)
        if opening is None or (symbol is not None and set(symbol.symbols).isdisjoint(opening[0].symbols)):
            continue
        sure = symbol is not None or opening[1] == line.end or prose.text[line.start : opening[1]].isupper()
        if sure or place < _OPENING_LINES:
            return _opened(prose, line, *opening, markers)
    return _letter(prose, head)


def _opened(prose: Prose, line: Line, kind: Kind, rest: int, markers: list[Marker | None]) -> Title:
    """The title behind the kind on its line; below it where the line goes on with the issuer ("… của Chính phủ")."""
    of = _OF.match(prose.shadow, rest, line.end)
    issuer = body_end(prose, of.end(), line.end) if of else None
    by: Field | None = None
    if of is not None and issuer is not None:
        by = Field(prose.text[of.end() : issuer], of.end(), issuer, "document.opening")
        issuer = session_end(prose, issuer, line.end)
        about = _ABOUT_LATER.search(prose.shadow, issuer, line.end)
        rest = about.start() if about else issuer
        few = prose.text.count(" ", issuer, line.end) < _FEWEST_WORDS  # nothing, or the rest of the issuer's name
        if about is None and (few or NUMBERED.match(prose.shadow, issuer, line.end)):
            return msgspec.structs.replace(_titled(prose, line, kind, issuer, markers), issuer=by)
    end = capitals_end(prose, line)
    title = prose.text[rest:end].strip(" .*:")
    if not title:
        return _titled(prose, line, kind, rest, markers)
    start = rest + len(prose.text[rest:end]) - len(prose.text[rest:end].lstrip(" .*:"))
    field = Field(title, start, end, "document.opening")
    return Title(Field(kind.name, line.start, rest, "document.opening"), field, line.index, line.index, by)


def _letters(prose: Prose, start: int, end: int) -> str:
    return fold(prose.text[start:end]).replace(" ", "")


def _behind(head: tuple[Line, ...], line: Line) -> tuple[Line, ...]:
    """What ran together with a part of the head behind it."""
    return tuple(part for part in head if part.index == line.index and part.start >= line.end)


def _titled(
    prose: Prose, line: Line, kind: Kind, end: int, markers: list[Marker | None], beside: tuple[Line, ...] = ()
) -> Title:
    """What stands beside the kind and the lines below it, as far as they are one title."""
    field = Field(kind.name, line.start, end, "document.kind")
    parts: list[tuple[Line, int, int]] = []
    size = 0
    for after in (*beside, *prose.lines[line.index + 1 : line.index + 9]):
        if after.end == after.start or after.kind is BlockKind.FURNITURE:
            continue
        if not parts and _letters(prose, after.start, after.end) == fold(kind.name).replace(" ", ""):
            continue  # the kind once more
        if not _goes_on(prose, parts, after, markers[after.index] if after.index > line.index else None):
            break
        stop = capitals_end(prose, after)
        start = after.start if parts else behind_own_name(prose, after.start, stop)
        if not prose.text[start:stop].strip(" .:"):
            continue
        size += stop - start
        if size > LONGEST_TITLE:
            break
        parts.append((after, start, stop))
        if stop < after.end:
            break
    if not parts:
        return Title(field, None, line.index, line.index)
    title = " ".join(prose.text[start:stop].strip(" *") for _, start, stop in parts).strip(" .:*")
    _, start, stop = parts[0]
    return Title(field, Field(title, start, stop, "document.title"), line.index, parts[-1][0].index)


def _goes_on(prose: Prose, parts: list[tuple[Line, int, int]], line: Line, marker: Marker | None) -> bool:
    """Whether `line` belongs to the title begun by `parts`."""
    if line.kind in (BlockKind.CELL, BlockKind.NOTE) or (marker is not None and marker.kind != "letter"):
        return False
    shade = prose.shadow[line.start : line.end]
    if ENCLOSED.match(shade) or ADDRESSED.match(shade) or not any(c.isalpha() for c in shade):
        return False
    printed = prose.text[line.start : line.end]
    if not parts:
        reports = printed.endswith(".") and _REPORTS.search(shade) is not None  # the text itself: a title was left out
        return not reports and (not is_recital(prose, line) or len(printed) < 300)
    last = parts[-1][0]
    before = prose.text[last.start : last.end]
    if before.isupper() and len(before) >= _FULL_LINE and printed.isupper() and shade.startswith(_PLACES):
        return True  # "… TẠI TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG | TỈNH KIÊN GIANG"
    if is_recital(prose, line) or parts_of(prose, line):
        return False
    if prose.shadow.endswith(UNFINISHED, last.start, last.end):
        return True
    if before.isupper():
        return printed[:20].isupper()
    if last.kind is BlockKind.HEADING and line.kind is BlockKind.HEADING:
        return not printed.isupper()
    return len(before) < 12 or printed[0].islower() or printed[0] in _QUOTES


def _letter(prose: Prose, head: tuple[Line, ...]) -> Title:
    """What stands behind "V/v" in a letter (công văn), with the lines that go on with it."""
    for place, line in enumerate(head):
        about = ABOUT.match(prose.shadow, line.start, line.end)
        if about is None:
            continue
        parts = [line]
        for after in head[place + 1 : place + 1 + _LETTER_LINES]:
            if not _continues_subject(prose, parts[-1], after):
                break
            parts.append(after)
        starts = [about.end(), *(part.start for part in parts[1:])]
        ends = [part.end for part in parts]
        title = " ".join(prose.text[start:end].strip(" .:()*") for start, end in zip(starts, ends, strict=True))
        field = Field(title, line.start, parts[-1].end, "document.letter")
        return Title(Field("Công văn", line.start, about.end(), "document.letter"), field, line.index, parts[-1].index)
    return Title(None, None)


def _continues_subject(prose: Prose, above: Line, line: Line) -> bool:
    """Whether a line goes on with the subject of a letter: in small letters, or behind a word that asks for more."""
    if line.end - line.start > _LONGEST_SUBJECT_LINE or not prose.text[above.end - 1].isalnum():
        return False
    first = prose.text[line.start]
    return first.islower() or (first.isdecimal() and prose.shadow.endswith(UNFINISHED, above.start, above.end))
