"""Cited grounds: documents that a line names before its work ("Căn cứ Quyết định số … tổ chức lập Đề án …").

Reads: `Prose`. Writes: offsets.
"""

from __future__ import annotations

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.agencies import agency_at
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.tasks.assignments import opens_with_ground
from lotrinh.extraction.tasks.verbs import has_verb

_GROUND = shadow_of("căn cứ ")
_SIGN = pattern(r"\d/[\w/-]{2,24}(?: ngày (?:[\d/]{6,10}|\d{1,2} tháng \d{1,2} năm \d{4}))?(?=,? )")
_OWNER = shadow_of(" của ")
_COMMA = ", "
_LONGEST = 400


def past_cited_ground(prose: Prose, start: int, end: int) -> int:
    """Where the work begins right behind the documents that are its ground; `start` when none are, or no work is."""
    shadow = prose.shadow
    if not shadow.startswith(_GROUND, start):
        return start
    for sign in _SIGN.finditer(shadow, start, min(end, start + _LONGEST)):
        at = sign.end()
        if shadow.startswith(_OWNER, at):
            at = agency_at(shadow, at + len(_OWNER), prose.text) or at
        at += 2 if shadow.startswith(", ", at) else 1
        if has_verb(shadow, at, end, sure=True) and not opens_with_ground(shadow, at, end):
            return at
    return start


def works_on_ground(shadow: str, start: int, end: int) -> bool:
    """Whether work follows behind a comma on its ground: "Căn cứ Nghị quyết này, xây dựng kế hoạch …"."""
    if not shadow.startswith(_GROUND, start):
        return False
    limit = min(end, start + _LONGEST)
    at = shadow.find(_COMMA, start, limit)
    while at >= 0:
        if has_verb(shadow, at + len(_COMMA), end, sure=True):
            return True
        at = shadow.find(_COMMA, at + 1, limit)
    return False
