"""Edges of titles: where a title begins behind issuer, number and date, and ends before what ran together with it.

Reads: `Prose`, a line. Writes: offsets.
"""

from __future__ import annotations

import re
from functools import cache

from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.agencies import agency_at
from lotrinh.extraction.identity.head import is_recital
from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.references.issuance import BEGINS_TITLE, end_in_capitals, issuance_at
from lotrinh.extraction.references.signs import find_signs
from lotrinh.extraction.rules import lexicon

LONGEST_TITLE = 700
# The body behind is a part of the title.
_GOVERNING = (" của", " và", " do", " cho", " giữa", " với", " trình", " thuộc", ",")
# Words that no title ends with.
UNFINISHED = (
    " của", " và", " do", " cho", " giữa", " với", " thuộc", ",", " trong", " về", " tại", " theo", " các", " những",
    " trên", " một số", " đối với", " đến", " từ", " bởi", " để",
)  # fmt: skip
_ISSUER_WORDS = 12
ABOUT = re.compile(r" *\(?(?:v/ ?v|v\.v|vw|v/v:)(?!\w)")
_OF_FIRST = re.compile(r" ?của ")
NUMBERED = re.compile(r",? s[ốô] ?:?")
ADDRESSED = re.compile(r" *\W{0,3}(?:kính )?gửi ?:|.*[, ]điện ?:$")


def body_end(prose: Prose, position: int, limit: int) -> int | None:
    """Where the body named at `position` ends, in capitals or not."""
    capitals = prose.text[position : position + 20].isupper()
    if capitals:
        end = end_in_capitals(prose.shadow, position)
    else:
        end = agency_at(prose.shadow, position, prose.text) or agency_at(prose.shadow, position)
    return end if end is not None and end <= limit else None


def behind_own_name(prose: Prose, start: int, end: int) -> int:
    """Where a title begins below its kind, behind issuer, number and date: "CỦA CHÍNH PHỦ SỐ 94/CP NGÀY 17/11 …"."""
    of = _OF_FIRST.match(prose.shadow, start, end)
    body = body_end(prose, of.end(), end) if of else None
    if body is None:
        return start
    sign = next(iter(find_signs(prose, body, end)), None) if NUMBERED.match(prose.shadow, body, end) else None
    if sign is not None:
        return issuance_at(prose, sign.end, end).end
    told = BEGINS_TITLE.match(prose.shadow, body, end) or ABOUT.match(prose.shadow, body, end)
    return body if told or not prose.text[body:end].strip(" .:") else start


def capitals_end(prose: Prose, line: Line) -> int:
    """Where a title in capitals ends that body and issuer run on behind: "… NĂM 2045 THỦ TƯỚNG CHÍNH PHỦ Căn cứ …"."""
    printed = prose.text[line.start : line.end]
    below = prose.lines[line.index + 1] if line.index + 1 < len(prose.lines) else line
    if not printed[:30].isupper() or (printed.isupper() and not is_recital(prose, below)):
        return line.end
    at = 0
    while at < len(printed):
        blank = printed.find(" ", at)
        word = printed[at : blank if blank >= 0 else len(printed)]
        if any(c.islower() for c in word):
            break
        at = blank + 1 if blank >= 0 else len(printed)
    end = begun = line.start + len(printed[:at].rstrip())
    at = prose.text.rfind(" ", line.start, end)
    for _ in range(_ISSUER_WORDS):
        if at <= line.start:
            break
        if end_in_capitals(prose.shadow, at + 1) == end:  # "CHÍNH PHỦ" is one too, "THỦ TƯỚNG CHÍNH PHỦ" the whole
            begun = at
        at = prose.text.rfind(" ", line.start, at)
    ahead = prose.shadow[line.start : begun].rstrip()
    if ahead.endswith((*_GOVERNING, *_companies())):
        return end
    office = next((word for word in _offices() if ahead.endswith(f" {word}")), "")
    return begun if not office else _before_office(ahead, office, line.start, end)


def _before_office(ahead: str, office: str, start: int, end: int) -> int:
    """Where the office begins that an issuer in capitals is told with; it stays where the words ahead govern it."""
    title = ahead[: len(ahead) - len(office)].rstrip()
    return end if title.endswith(_GOVERNING) else start + len(title)


@cache
def _companies() -> tuple[str, ...]:
    """What a name goes on behind: "TẬP ĐOÀN ĐIỆN LỰC VIỆT NAM"."""
    return tuple(shadow(word) for word in (" tập đoàn", " công ty", " tổng công ty"))


@cache
def _offices() -> tuple[str, ...]:
    """What may stand before an issuer ("CHỦ TỊCH ỦY BAN …", "ĐOÀN CHỦ TỊCH …"), the longest first."""
    offices = ("đoàn", *lexicon("agencies")["office"])
    return tuple(sorted((shadow(office) for office in offices), key=len, reverse=True))
