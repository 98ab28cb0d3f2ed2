"""Stated events: clauses under specific goals, or among measured ones, that name an outcome without a number.

Reads: `Source`, the goals already found in a line. Writes: `Event`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.extraction.language.horizons import horizons_in
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.source import Source
from lotrinh.extraction.targets.event_words import (
    NONE_LEFT,
    Event,
    before_year,
    event_patterns,
    outcome_at,
    overlaps,
    past_year,
)

_LABELLED = pattern(r"chỉ tiêu(?: số)? ?[0-9]{1,2} ?[:.] ?")
_CLAUSE = re.compile(r"[^;]+")
_SENTENCE = re.compile(r"[^.…]+(?:[.…](?! |$)[^.…]*)*")
_OUTCOMES = "(?:cơ bản )?(?:không còn|không để|hoàn thành|xóa)|đạt (?:xã|huyện|phường|chuẩn|danh hiệu)|giữ vững"
_STRIVES_FOR = pattern(rf"(?<!\w)phấn đấu (?={_OUTCOMES})")
_JOINTS = pattern(rf"(?:,| và) (?={_OUTCOMES})")
_TOO_LONG = 260
_SHORTEST = 30
_PURPOSE = pattern(
    r",(?= (?:áp dụng|bảo đảm|đảm bảo|hướng tới|hướng đến|phục vụ|nhằm|góp phần|tăng cường|từng bước|để|đáp ứng)(?!\w))"
)
FEWEST_LISTED = 2  # measured goals that make a sentence a list of goals
_SHORTEST_OUTCOME = 8


def stated(
    source: Source,
    line: int,
    place: tuple[int, int],
    spans: list[tuple[int, int]],
    others: list[tuple[int, int]],
    *,
    dated: bool,
    listed: bool,
) -> list[Event]:
    """Clauses of a line under specific goals that name an outcome. `dated`: its heading or introduction has a year.

    `listed`: the line stands under no such heading; only what stands among measured goals of a sentence is read.
    `spans`: of the line's measured goals; `others`: of the events that were found in it already.
    """
    shadow, words, (start, end) = source.prose.shadow, event_patterns(), place
    label = _LABELLED.match(shadow, start, end)
    found = []
    targets, bare = sorted((*spans, *others)), [(m.start, m.end) for m in source.measures_by_line.get(line, ())]
    taken = sorted((*targets, *bare))
    for sentence in _SENTENCE.finditer(shadow, start, end):
        if listed and not _is_list(spans, sentence.start(), sentence.end()):
            continue
        clauses = [clause.span() for clause in _CLAUSE.finditer(shadow, sentence.start(), sentence.end())]
        for first, last in _among(shadow, clauses, spans[0][0]) if listed else clauses:
            while last > first and shadow[last - 1] in " .,:;":
                last -= 1
            if last - first > _TOO_LONG and (purpose := _PURPOSE.search(shadow, first + _SHORTEST, last)):
                last = purpose.start()  # what it is for, and how
            if last - first > _TOO_LONG or shadow[last : last + 2].strip() == ":":
                continue
            last = _before_measure(shadow, first, last, bare) if not overlaps(targets, first, last) else last
            none = NONE_LEFT.match(shadow, past_year(shadow, first, last), last) is not None
            if overlaps(targets if none else taken, first, last) or shadow.count("(", first, last) > shadow.count(
                ")", first, last
            ):
                continue
            labelled = label is not None and first <= label.end()
            dates = not listed and (dated or bool(horizons_in(shadow, first, last)))
            at = outcome_at(shadow, first, last, dated=dates, labelled=labelled)
            if at is not None and not words["means"].match(shadow, at) and last - at >= _SHORTEST_OUTCOME:
                found.append(Event(at, before_year(shadow, at, last), at, "target.event"))
    return found


def _is_list(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether the sentence ``[start, end)`` holds several of the measured goals of its line, or stands between them."""
    inside = sum(start <= at < end for at, _ in spans)
    return inside >= FEWEST_LISTED or (len(spans) > FEWEST_LISTED and spans[0][0] < start and end < spans[-1][1])


def _among(shadow: str, clauses: list[tuple[int, int]], goal: int) -> Iterator[tuple[int, int]]:
    """The parts of clauses that may be outcomes in a list of goals, the first of which begins at `goal`."""
    for start, end in clauses:
        since = start
        if start <= goal:  # what leads up to the goals, but for "phấn đấu hoàn thành …"
            strives = _STRIVES_FOR.search(shadow, start, min(end, goal))
            if strives is None and end <= goal:
                continue
            since = strives.start() if strives is not None else goal
        for joint in _JOINTS.finditer(shadow, since + 1, end):
            yield since, joint.start()
            since = joint.end()
        yield since, end


def _before_measure(shadow: str, start: int, end: int, measures: list[tuple[int, int]]) -> int:
    """Before the part of a clause with a number that is no goal: "Hoàn thành việc giao rừng, gắn với … 1 xã"."""
    first = next((at for at, _ in measures if start <= at < end), None)
    comma = shadow.rfind(",", start + _SHORTEST, first) if first is not None else -1
    bracket = shadow.rfind("(", start, first) if first is not None else -1
    comma = bracket if bracket > comma and ")" not in shadow[bracket:first] else comma
    while comma >= 0 and shadow[comma - 1] == " ":
        comma -= 1
    return comma if comma >= 0 else end
