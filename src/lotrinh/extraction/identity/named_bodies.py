"""Named bodies: which bodies a line of a letterhead names, in capitals or not, and where a term or session stands.

Reads: `Prose`, a line. Writes: spans; yes or no.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lotrinh.core.vietnamese.text import fold, shadow
from lotrinh.extraction.agencies import agency_at
from lotrinh.extraction.identity.issuer_words import (
    body_openings,
    first_words,
    issuer_words,
    kind_openings,
    level_openings,
    lower_openings,
)
from lotrinh.extraction.prose import Line, Prose
from lotrinh.reading.document import BlockKind

LONGEST_NAME = 160
# Where scans let motto, number or date run on behind the issuer.
_RUNS_ON = re.compile(
    r"c[oộ]ng h[oòỏ][aàả]?|đ[oộ]c l[aậ]p|doc lap|đảng cộng sản việt nam|s(?<!\ws)[ốô] ?:|--+|_|\||, ngày |v(?<!\wv)/v"
)
_TERM = re.compile(r" ?,? ?kh[óo][aá] (?:[ivx]+|[0-9]+)|[ -]+kỳ họp|(?: |^)điện ?:?$|[ :*]+$")
_SESSION = re.compile(r"[ (*]*(?:khóa (?:thứ )?(?:[ivx]+|[0-9]+)(?!\w)|kỳ họp (?:thứ|chuyên đề|bất thường))")
_TERM_OR_SESSION = re.compile(
    r"[ ,(*-]+(?:khóa (?:thứ )?(?:[ivx]+|[0-9]+)|kỳ họp (?:thứ (?:[0-9]+|[^\W\d]+)|chuyên đề|bất thường))(?!\w)"
)
_WORD = re.compile(r"[^\W_]+")
_LONGEST_PLACE = 5  # words


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
    if line.kind is BlockKind.CELL or line.end - line.start > LONGEST_NAME:
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
    if shadow(printed).startswith(kind_openings()):
        return []
    if key.startswith(tuple(issuer_words()["not_issuers"])) or not _begins_a_body(key):
        return []
    return _split(prose, start, end)


@lru_cache(maxsize=2048)  # few words open most lines
def _may_open_a_body(word: str) -> bool:
    """Whether the name of a body may begin with `word`."""
    return fold(word) in first_words()


def _begins_a_body(key: str) -> bool:
    words = key.split(" ", 3)
    return any(" ".join(words[:size]) in body_openings() for size in (1, 2, 3)) or key.startswith(level_openings())


def _is_body(prose: Prose, start: int, end: int) -> bool:
    """Whether the whole span is the name of one body, in small letters too ("Hội đồng nhân dân tỉnh lai châu")."""
    named = agency_at(prose.shadow, start)
    if named is None or named > end:
        return False
    rest = prose.shadow[named:end].strip()
    words = len(rest.split())
    return words <= 3 or (words <= 6 and rest.startswith(tuple(issuer_words()["levels"])))


def _split(prose: Prose, start: int, end: int) -> list[tuple[int, int]]:
    """ "BỘ TÀI CHÍNH TỔNG CỤC THUẾ" on one line: the body above and the issuer."""
    first = agency_at(prose.shadow, start)
    if first is None or first >= end:
        return [(start, end)]
    placed = prose.shadow.endswith(tuple(f" {level}" for level in issuer_words()["levels"]), start, first)
    rest = first + 1
    for _ in range(_LONGEST_PLACE if placed else 1):  # "UBND TỈNH PHÚ THỌ UBND PHƯỜNG …": a place may stand between
        if prose.shadow.startswith(lower_openings(), rest) and agency_at(prose.shadow, rest) is not None:
            return [(start, rest - 1), (rest, end)]
        blank = prose.shadow.find(" ", rest, end)
        if blank < 0:
            break
        rest = blank + 1
    return [(start, end)]
