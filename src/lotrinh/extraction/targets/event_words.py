"""Event words: what tells an outcome, and where its words begin and end.

Reads: shadow text. Writes: `Event`, offsets. Words are data: `data/event_words.toml`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from lotrinh.extraction.language.horizons import horizons_in
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.fronts import front_of
from lotrinh.extraction.rules import lexicon

NONE_LEFT = pattern(r"không (?:còn|có|để)(?= )[^,;:.()0-9]{2,60}")  # "không còn xã dưới 15 tiêu chí"
_COMPLETED = pattern(r"hoàn thành việc ")  # "việc" names the work itself
_STRIVES = pattern(r"(?:phấn đấu|quyết tâm)(?: để)? ")


class Event(NamedTuple):
    """An outcome: its span, where the words of its indicator begin, its rule."""

    start: int
    end: int
    words: int
    rule: str
    prefix: str = ""


@cache
def event_patterns() -> dict[str, re.Pattern[str]]:
    """The word lists of `data/event_words.toml` as patterns, by name ("lifted")."""
    data = lexicon("event_words")
    joined = {name: "|".join(words) for name, words in data.items()}
    return {
        "lifted": pattern(rf"đ(?<!\wđ)ưa (?P<what>[^;.,()]{{3,80}}? (?:{joined['lifted']})(?!\w)[^;.,()]{{0,80}})"),
        "holds": pattern(rf"(?<!\w)(?:{joined['holds']})(?!\w)"),
        "begins": pattern(rf"(?:{joined['begins']})(?!\w)"),
        "builds": pattern(rf"(?:{joined['builds']})"),
        "matched": pattern(rf"p(?<!\wp)hấn đấu (?P<what>{joined['matched']}(?!\w)[^;.,()]{{0,120}})"),
        "striven": pattern(
            rf"p(?<!\wp)hấn đấu (?P<lead>[^;.()]{{0,70}}?)(?P<what>(?:{joined['striven']})(?!\w)[^;.,()]{{4,110}})"
        ),
        "means": pattern(rf"(?:{joined['means']})(?!\w)"),
    }


def outcome_at(shadow: str, start: int, end: int, *, dated: bool, labelled: bool) -> int | None:
    """Where the outcome of a clause begins; None when it names none. `dated`: what is built counts, too."""
    words = event_patterns()
    at, body = front_of(shadow, start, end).at, past_year(shadow, start, end)
    if words["begins"].match(shadow, body):
        return at if _COMPLETED.match(shadow, body) else body  # the verb is the outcome: "Hoàn thành cơ bản …"
    if held := words["holds"].search(shadow, min(at, body), end):
        return min(at, held.start())  # "đạt xã nông thôn mới nâng cao"
    return at if labelled or (dated and words["builds"].match(shadow, body)) else None


def overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the sorted, short `spans` shares a character with ``[start, end)``."""
    at = bisect_left(spans, (end, end))
    return any(spans[index][1] > start for index in range(max(0, at - 4), at))


_AT_LATEST = pattern(r" (?:chậm|muộn) nhất(?: là)?$")


def past_year(shadow: str, start: int, end: int) -> int:
    """Past "phấn đấu", a year and marks at the beginning: "- Phấn đấu đến năm 2030, …"."""
    while start < end and shadow[start] in " -+*,":
        start += 1
    if strives := _STRIVES.match(shadow, start, end):
        start = strives.end()
    for horizon in horizons_in(shadow, start, min(end, start + 40)):
        if horizon.start == start:
            start = horizon.end
            while start < end and shadow[start] in " ,:":
                start += 1
            break
    return start


def before_year(shadow: str, start: int, end: int) -> int:
    """Before a year at the very end: "… vào năm 2020"."""
    horizons = horizons_in(shadow, start, end)
    if horizons and not shadow[horizons[-1].end : end].strip(" .,)"):
        end = horizons[-1].start
        while shadow[end - 1] in " ,(":
            end -= 1
        if latest := _AT_LATEST.search(shadow, start, end):
            end = latest.start()
    return end
