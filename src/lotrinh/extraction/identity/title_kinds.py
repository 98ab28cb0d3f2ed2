"""Kinds of titles: the kind that a line of the head consists of or opens with ("KẾ HOẠCH", "Quyết định về việc …").

Reads: `Prose`, head lines. Writes: a `Kind` and where it ends.
"""

from __future__ import annotations

import re
from functools import cache

from lotrinh.core.vietnamese.text import fold
from lotrinh.extraction.identity.title_edges import LONGEST_TITLE
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.references.kinds import LONGEST_KIND, Kind, kinds
from lotrinh.extraction.references.signs import find_signs
from lotrinh.reading.document import BlockKind

_NUMBER_BEHIND = re.compile(r" *(?:SỐ|Số|số)? ?:? *$")
_TELLS = pattern(
    r"(?<!\w)(?:cho thấy|cho biết|cho hay|nêu rõ|khẳng định|đã|gửi|thực chất"
    r"|được (?:triển khai|coi là|xem là|đánh giá là)|có (?:ý nghĩa|vai trò))(?!\w)"
)


@cache
def _kinds_folded() -> dict[str, Kind]:
    return {
        fold(name): kind
        for kind in kinds()
        if kind.body
        for name in (kind.name, *kind.aliases)
        if len(name) > 3 and not name.isupper()
    }


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split(" ", 1)[0] for name in _kinds_folded())


def kind_line(prose: Prose, line: Line) -> tuple[Kind, int] | None:
    """The kind a line consists of, or ends with where a scan ran lines together; and where it ends."""
    printed = prose.text[line.start : line.end]
    if line.kind is BlockKind.CELL or len(printed) > 160:
        return None
    if len(printed) < 60 and (printed.isupper() or line.kind is BlockKind.HEADING):
        alone = _kinds_folded().get(fold(printed))
        if alone is not None:
            return alone, line.end
    if (again := _kind_and_number(prose, line)) is not None:
        return again, line.end
    words = printed.rstrip(" .:*").split(" ")
    if not " ".join(words[-2:]).isupper():
        return None
    shade = prose.shadow[line.start : line.end]
    cut = line.start > prose.lines[line.index].start
    if not (cut or "hạnh phúc" in shade or "ngày" in shade or "việt nam" in shade or len(printed) < 40):
        return None
    for size in range(min(LONGEST_KIND, len(words) - 1), 1, -1):
        tail = " ".join(words[-size:])
        if tail.isupper() and fold(tail) in _kinds_folded():
            return _kinds_folded()[fold(tail)], line.end
    return None


def _kind_and_number(prose: Prose, line: Line) -> Kind | None:
    """The kind of a line that tells the document's number once more: "QUYẾT ĐỊNH 16/QĐ-TTg" below "Số: 16/QĐ-TTg"."""
    sign = next(iter(find_signs(prose, line.start, line.end)), None)
    if sign is None or sign.end != line.end or sign.number not in prose.text[: line.start]:
        return None
    before = _NUMBER_BEHIND.sub("", prose.text[line.start : sign.start])
    return _kinds_folded().get(fold(before)) if before.isupper() else None


def opening_kind(prose: Prose, line: Line) -> tuple[Kind, int] | None:
    """The kind that opens a title: "Quyết định về việc …", "KẾ HOẠCH Kiểm tra …"."""
    if line.kind is BlockKind.CELL or line.end - line.start > LONGEST_TITLE:
        return None
    words = prose.text[line.start : min(line.end, line.start + 60)].split(" ")
    if fold(words[0]) not in _first_words():
        return None
    if prose.text[line.end - 1] in ".:" and _TELLS.search(prose.shadow, line.start, line.end):
        return None  # "Báo cáo của Bộ Tài chính cho thấy, …": a sentence about one
    for size in range(min(LONGEST_KIND, len(words)), 0, -1):
        kind = _kinds_folded().get(fold(" ".join(words[:size])))
        if kind is None or len(kind.name.split()) != size or not words[0][:1].isalpha():
            continue
        after = line.start + len(" ".join(words[:size]))
        numbered = prose.text[after + 1 : after + 2].isdecimal() or prose.shadow.startswith(" số", after)
        return None if numbered else (kind, after)
    return None
