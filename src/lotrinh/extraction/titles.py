"""Kind and title: what a document calls itself.

Reads: `Prose`, head lines. Writes: `Title`.

The kind stands alone in capitals above the title ("KẾ HOẠCH"), or opens it ("Quyết định về việc …"); a
letter has neither and begins "V/v …". The title (trích yếu) runs over several lines, up to the issuer
or the first recital. Pages of law sites may have lost both and keep them in their own heading.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from lotrinh.core.vietnamese.text import fold
from lotrinh.extraction.kinds import LONGEST_KIND, Kind, kinds
from lotrinh.extraction.letterhead import ENCLOSED, Field, is_recital
from lotrinh.extraction.markers import Marker
from lotrinh.extraction.prose import Line, Prose
from lotrinh.reading.document import BlockKind

_LONGEST_TITLE = 700
_LONGEST_HEADLINE = 400
_ABOUT = re.compile(r" *\(?(?:v/ ?v|v\.v|về việc|về|vw)(?!\w)")
_SITE_HEADING = re.compile(
    r"(?P<kind>[^\W\d]+(?: [^\W\d]+){0,3}) (?P<number>[0-9]\S*)(?: năm [0-9]{4}| ngày [0-9/]{6,10})? (?P<title>.+?)"
    r"(?: do .{3,60} ban hành)?$"
)
_ADDRESSED = re.compile(r" *\W{0,3}(?:kính )?gửi ?:")


class Title(msgspec.Struct, frozen=True):
    """Kind and title as fields; `kind_line`, `title_line`: where they stand (-1: nowhere)."""

    kind: Field | None
    title: Field | None
    kind_line: int = -1
    title_line: int = -1


@cache
def _kinds_folded() -> dict[str, Kind]:
    return {fold(name): kind for kind in kinds() if kind.body for name in (kind.name, *kind.aliases) if len(name) > 4}


def title_of(prose: Prose, head: tuple[Line, ...], markers: list[Marker | None]) -> Title:
    """Kind and title from the head of a document; both None when it bears no kind."""
    for line in head:
        found = _kind_line(prose, line)
        if found is not None:
            kind, rest = found
            return _titled(prose, line, kind, rest, markers)
    for line in head[:3]:
        opening = _opening_kind(prose, line)
        if opening is not None:
            kind, rest = opening
            title = prose.text[rest : line.end].strip(" .*:")
            start = rest + len(prose.text[rest : line.end]) - len(prose.text[rest : line.end].lstrip())
            return Title(
                Field(kind.name, line.start, rest, "document.opening"),
                Field(title, start, line.end, "document.opening") if title else None,
                line.index,
                line.index,
            )
    return _letter(prose, head)


def _kind_line(prose: Prose, line: Line) -> tuple[Kind, int] | None:
    """The kind a line consists of, or ends with where a scan ran lines together; and where it ends."""
    printed = prose.text[line.start : line.end]
    if line.kind is BlockKind.CELL or len(printed) > 160:
        return None
    alone = _kinds_folded().get(fold(printed)) if len(printed) < 60 else None
    if alone is not None and (printed.isupper() or line.kind is BlockKind.HEADING):
        return alone, line.end
    words = printed.rstrip(" .:*").split(" ")
    shade = prose.shadow[line.start : line.end]
    if not ("hạnh phúc" in shade or "ngày" in shade or "việt nam" in shade):
        return None
    for size in range(min(LONGEST_KIND, len(words) - 1), 1, -1):
        tail = " ".join(words[-size:])
        if tail.isupper() and fold(tail) in _kinds_folded():
            return _kinds_folded()[fold(tail)], line.end
    return None


def _opening_kind(prose: Prose, line: Line) -> tuple[Kind, int] | None:
    """The kind that opens a title: "Quyết định về việc …", "KẾ HOẠCH Kiểm tra …"."""
    if line.kind is BlockKind.CELL or line.end - line.start > _LONGEST_TITLE:
        return None
    words = prose.text[line.start : min(line.end, line.start + 60)].split(" ")
    for size in range(min(LONGEST_KIND, len(words) - 1), 0, -1):
        kind = _kinds_folded().get(fold(" ".join(words[:size])))
        if kind is not None and words[0][:1].isupper():
            after = line.start + len(" ".join(words[:size]))
            return None if prose.text[after + 1 : after + 2].isdecimal() or words[size][:2] == "số" else (kind, after)
    return None


def _titled(prose: Prose, line: Line, kind: Kind, end: int, markers: list[Marker | None]) -> Title:
    """The lines below the kind, as far as they are one title."""
    field = Field(kind.name, line.start, end, "document.kind")
    lines: list[Line] = []
    size = 0
    for after in prose.lines[line.index + 1 : line.index + 9]:
        if after.end == after.start or after.kind is BlockKind.FURNITURE:
            continue
        size += after.end - after.start
        if size > _LONGEST_TITLE or not _goes_on(prose, lines, after, markers[after.index]):
            break
        lines.append(after)
    if not lines:
        return Title(field, None, line.index, line.index)
    title = " ".join(prose.text[one.start : one.end].strip(" *") for one in lines).strip(" .:*")
    last = lines[-1]
    return Title(field, Field(title, lines[0].start, lines[0].end, "document.title"), line.index, last.index)


def _goes_on(prose: Prose, lines: list[Line], line: Line, marker: Marker | None) -> bool:
    """Whether `line` belongs to the title begun by `lines`."""
    if line.kind in (BlockKind.CELL, BlockKind.NOTE) or (marker is not None and marker.kind != "letter"):
        return False
    shade = prose.shadow[line.start : line.end]
    if ENCLOSED.match(shade) or _ADDRESSED.match(shade) or not any(c.isalpha() for c in shade):
        return False
    printed = prose.text[line.start : line.end]
    if not lines:
        return not is_recital(prose, line) or len(printed) < 300
    if is_recital(prose, line) or _names_issuer(printed):
        return False
    before = prose.text[lines[-1].start : lines[-1].end]
    if before.isupper():
        return printed.isupper()
    if lines[-1].kind is BlockKind.HEADING and line.kind is BlockKind.HEADING:
        return not printed.isupper()
    return len(before) < 12 or printed[0].islower()


def _names_issuer(printed: str) -> bool:
    key = fold(printed)
    return len(key) < 90 and key.startswith(
        (
            "quoc hoi", "quoc hoi", "chinh phu", "thu tuong chinh phu", "uy ban", "hoi dong nhan dan", "bo truong", "chu tich",
            "giam doc", "tong cuc truong", "cuc truong", "ban chap hanh", "ban thuong vu", "bo chinh tri", "thong doc",
        )
    )  # fmt: skip


def _letter(prose: Prose, head: tuple[Line, ...]) -> Title:
    """"V/v …" of a letter (công văn)."""
    for line in head:
        about = _ABOUT.match(prose.shadow, line.start, line.end)
        if about is not None and prose.shadow[line.start : about.end()].lstrip(" (").startswith("v"):
            title = prose.text[line.start : line.end].strip(" .()*")
            field = Field(title, line.start, line.end, "document.letter")
            return Title(Field("Công văn", line.start, about.end(), "document.letter"), field, line.index, line.index)
    return Title(None, None)


def site_title(prose: Prose, head: tuple[Line, ...], number: str | None) -> Field | None:
    """The title in a law site's heading: "Kế hoạch 23/KH-UBND năm 2023 thực hiện … do tỉnh Lạng Sơn ban hành"."""
    for line in head[:2]:
        found = _SITE_HEADING.match(prose.text, line.start, line.end)
        if found is not None and number is not None and found["number"].lower() == number.lower():
            return Field(found["title"].strip(" ."), found.start("title"), found.end("title"), "document.box")
    return None


def headline(prose: Prose) -> Field | None:
    """The headline of an article: its first line that is not site furniture."""
    for line in prose.lines[:12]:
        if line.kind is BlockKind.FURNITURE or line.end - line.start < 8:
            continue
        if line.end - line.start > _LONGEST_HEADLINE:
            return None
        return Field(prose.text[line.start : line.end].strip(" *"), line.start, line.end, "document.article")
    return None
