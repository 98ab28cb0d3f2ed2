"""Cited laws: laws, codes and ordinances by name, and the Constitution.

Reads: `Prose`, the citations found by number. Writes: `Citation` facts (prose offsets).

Anchors are the kind words; laws.py tells where the name ends. After "các Luật" one kind word serves a
list of names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from lotrinh.extraction.facts import Citation
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.references.issuance import issuance_at
from lotrinh.extraction.references.kinds import kinds_by_words
from lotrinh.extraction.references.laws import GLUED_DATE, law_name_end, listed_law_end

SERIES = re.compile(r" ?(?:, ?(?:và )?|; ?(?:và )?|và |hoặc |& |- )(?:các )?")
_KINDS = ("luật", "pháp lệnh", "hiến pháp")
_NOT_A_LAW = re.compile(r"(?<!\w)(?:pháp|kỷ|trường|khoa|học|hội|viện|ngành|môn|nhân|sĩ|cấp) $")
_NOT_A_LAW_UNLESS_CAPITAL = re.compile(r"(?<!\w)(?:quy|định|phạm|trái|đúng|theo|ra|làm) $")
_DRAFT = re.compile(rf"(?:{any_of(('dự thảo', 'dự án', 'xây dựng', 'soạn thảo', 'dự'))})(?: các)?(?: luật)?:? $")
_YEAR = re.compile(r" ?(?:,? (?:năm )?((?:1[89]|20)[0-9]{2})(?![0-9/%]| ?-)|\( ?(?:năm )?((?:1[89]|20)[0-9]{2}) ?\))")


def occurrences(shadow: str, needle: str) -> Iterator[int]:
    """Where `needle` begins a word in `shadow`, in order."""
    at = shadow.find(needle)
    while at >= 0:
        if not shadow[at - 1 : at].isalnum():
            yield at
        at = shadow.find(needle, at + len(needle))


def is_draft(prose: Prose, start: int, line: Line) -> bool:
    """Whether "dự thảo", "dự án" or the like stands right before a citation."""
    return _DRAFT.search(prose.shadow, max(line.start, start - 30), start) is not None


def find_laws(prose: Prose, numbered: Sequence[Citation]) -> Iterator[Citation]:
    """Laws by name, kind by kind; not those that a number identifies (`numbered`, in text order)."""
    starts = [c.start for c in numbered]
    for kind in _KINDS:
        done = 0
        for at in occurrences(prose.shadow, kind):
            start = at - 3 if kind == "luật" and prose.shadow.startswith("bộ ", at - 3) else at
            place = bisect_right(starts, start) - 1
            if start < done or (place >= 0 and start < numbered[place].end):
                continue
            following = starts[place + 1] if place + 1 < len(starts) else len(prose.shadow)
            for law in _laws_at(prose, prose.shadow[start : at + len(kind)], start, at + len(kind)):
                if law.end <= following:
                    yield law
                done = law.end


def _laws_at(prose: Prose, kind: str, start: int, after: int) -> Iterator[Citation]:
    """The law whose kind word is ``[start, after)``; several after "các Luật"."""
    text, shade = prose.text, prose.shadow
    glued = shade[after : after + 1] not in (" ", ":")  # "LuậtTổ chức Hội đồng nhân dân …": a blank was lost
    if kind != "hiến pháp" and glued and not listed_law_end(shade, kind, after, len(shade)):
        return
    capital = text[start].isupper()
    if kind == "hiến pháp" and not capital:
        return
    line = prose.line_at(start)
    left = shade[max(line.start, start - 12) : start]
    if _NOT_A_LAW.search(left) or (not capital and _NOT_A_LAW_UNLESS_CAPITAL.search(left)):
        return
    several = left.endswith("các ")
    position = after + 1 if several and shade.startswith(":", after) else after
    end = law_name_end(text, shade, kind, position, line.end)
    if end is None or (shade[end : end + 1].isalnum() and not shade.startswith(GLUED_DATE, end)):
        return
    if not capital and not listed_law_end(shade, kind, position + 1, line.end):
        return
    yield _law(prose, kind, start, end, line)
    several = several or (kind != "hiến pháp" and _names_follow(prose, kind, end, line))
    while several and (series := SERIES.match(shade, end, line.end)):
        listed = listed_law_end(shade, kind, series.end(), line.end)
        if listed is None or not text[series.end()].isupper():
            return
        yield _law(prose, kind, series.end(), listed, line)
        end = listed


def _names_follow(prose: Prose, kind: str, end: int, line: Line) -> bool:
    """Whether only names of laws follow, the last behind "và": "Luật Đất đai, Nhà ở và Kinh doanh bất động sản"."""
    while (series := SERIES.match(prose.shadow, end, line.end)) is not None:
        listed = listed_law_end(prose.shadow, kind, series.end(), line.end)
        if listed is None or not prose.text[series.end()].isupper():
            return False
        if "và " in series[0]:
            return not prose.shadow.startswith((", ", " và "), listed)
        end = listed
    return False


def _law(prose: Prose, kind: str, start: int, end: int, line: Line) -> Citation:
    name = prose.text[start:end].rstrip(" :")
    year = _YEAR.match(prose.shadow, end, line.end)
    issued = issuance_at(prose, year.end() if year else end, line.end)
    printed_year = int(year[1] or year[2]) if year else int(issued.date[:4]) if issued.date else None
    revised = prose.shadow[start:end].rstrip(" )").endswith("sửa đổi") or prose.shadow.startswith(" sửa đổi", end)
    return Citation(
        start=start,
        end=issued.end,
        rule="citation.constitution" if kind == "hiến pháp" else "citation.law",
        kind=kinds_by_words()[kind].name,
        date=issued.date,
        issuer=issued.issuer,
        name=name,
        year=printed_year,
        draft=not printed_year and (revised or is_draft(prose, start, line)),
    )
