"""Phrased events: outcomes told in a phrase of their own, in any line.

Reads: shadow text. Writes: `Event`s.

"đưa huyện … thoát khỏi …", "phấn đấu đạt và vượt dự toán được giao", "phấn đấu đến năm 2030 xã … đạt …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.targets.event_words import Event, before_year, event_patterns, overlaps, past_year

_ANYWHERE = tuple(shadow_of(words) for words in ("thoát khỏi", "ra khỏi", "đạt và vượt", "thành và vượt"))
_ENDINGS = ("khỏi", "và vượt")  # of these phrases
_STRIVING = shadow_of("phấn đấu ")
_LONGEST_BEGINNING = 10
_DONE_BY = pattern(
    r"p(?<!\wp)hấn đấu (?P<what>(?:cơ bản )?hoàn thành [^;.,()%]{3,140}?)"
    r"(?= (?:(?:chậm nhất|muộn nhất)(?: là)? )?(?:trước|vào|trong|đến)(?: hết| cuối)?"
    r" (?:(?:quý|tháng) [0-9ivx]{1,3}(?: ?/ ?| năm ))?(?:năm )?20[0-9]{2}(?![0-9]))"
)
_OUTER = pattern(r"(?:đẩy mạnh|tăng|tăng cường|bảo đảm|tập trung) (?P<what>[^;.,()]{4,60}?) ?$")
_LED_ASIDE = pattern(r"[,:]|(?<!\w)(?:đưa|để|hoàn thành|đạt|có|và)(?!\w)")  # the words before tell another outcome
_DIGIT = re.compile("[0-9]")


def lines_with_phrases(prose: Prose) -> Iterator[int]:
    """Indices of the lines that hold one of `_ANYWHERE`."""
    for ending in _ENDINGS:
        at = prose.shadow.find(ending)
        while at >= 0:
            if prose.shadow.endswith(_ANYWHERE, max(0, at - _LONGEST_BEGINNING), at + len(ending)):
                yield prose.line_at(at).index
            at = prose.shadow.find(ending, at + len(ending))
    at = prose.shadow.find(_STRIVING)
    while at >= 0:
        line = prose.line_at(at)
        if event_patterns()["striven"].search(prose.shadow, at, line.end) or _DONE_BY.match(prose.shadow, at, line.end):
            yield line.index
        at = prose.shadow.find(_STRIVING, line.end)


def lifted(shadow: str, start: int, end: int, *, goals: bool) -> list[Event]:
    """ "đến năm 2025 đưa huyện Văn Quan thoát khỏi huyện nghèo"."""
    found = []
    for match in event_patterns()["lifted"].finditer(shadow, start, end):
        if not goals and not any(words in match[0] for words in _ANYWHERE):
            continue
        stop = match.end()
        while shadow[stop - 1] in " ,":
            stop -= 1
        found.append(Event(match.start(), stop, match.start("what"), "target.event_lifted"))
    return found


def striven(shadow: str, start: int, end: int, spans: list[tuple[int, int]]) -> Iterator[Event]:
    """ "Phấn đấu đến năm 2030 xã Tân Lập đạt xã nông thôn mới nâng cao": what somebody is to become by a year."""
    for match in event_patterns()["striven"].finditer(shadow, start, end):
        first = past_year(shadow, match.start("lead"), match.start("what"))
        if _LED_ASIDE.search(shadow, first, match.start("what")):
            first = match.start("what")
        last = before_year(shadow, first, match.end())
        if not (_DIGIT.search(shadow, first, last) or overlaps(spans, first, last)):
            yield Event(first, last, first, "target.event_lifted")


def done_by(shadow: str, start: int, end: int, spans: list[tuple[int, int]]) -> Iterator[Event]:
    """ "Phấn đấu hoàn thành đường Vành đai 4 trước năm 2027": what is to be finished by a year."""
    for match in _DONE_BY.finditer(shadow, start, end):
        first, last = match.span("what")
        if not overlaps(spans, first, last):
            yield Event(first, last, first, "target.event_lifted")


def matched(shadow: str, start: int, end: int) -> list[Event]:
    """ "tăng thu ngân sách (phấn đấu đạt và vượt dự toán được giao)"."""
    found = []
    for match in event_patterns()["matched"].finditer(shadow, start, end):
        bracket = shadow.rfind("(", start, match.start())
        outer = _OUTER.search(shadow, max(start, bracket - 90), bracket) if 0 <= match.start() - bracket <= 2 else None
        if any(letter.isdigit() for letter in match["what"]):
            continue
        prefix = outer["what"].strip() if outer else ""
        found.append(Event(match.start("what"), match.end(), match.start("what"), "target.event_matched", prefix))
    return found
