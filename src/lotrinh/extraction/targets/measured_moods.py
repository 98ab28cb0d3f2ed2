"""Moods of measured values: the mood of a value's words, mended by what kind of value it is and where it stands.

Reads: `Source`, `Moods`, a value with its indicator. Writes: `Mood`.
"""

from __future__ import annotations

import re

from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import words_of
from lotrinh.extraction.measures.measured import Measured
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.source import Source
from lotrinh.extraction.targets.goal_headings import AIMS, REPORTS
from lotrinh.extraction.targets.mood import GOAL, NEITHER, Mood
from lotrinh.extraction.targets.moods import Moods
from lotrinh.extraction.targets.plain_goals import is_ordered, sets_share

UNTOLD = Mood(NEITHER, "")
_ASSURED = re.compile(words_of(lexicon("mood_words")["goal"]["assured"]))
_ASSURED_BEFORE = pattern(r"(?<!phải )(?:bảo đảm|đảm bảo|phấn đấu)(?: đạt)? $")
_UNTIL = pattern(r"(?:đến|tới|vào|trước|giai đoạn|thời kỳ)(?: hết| cuối)?(?: năm)? ?[0-9]")
# "giảm 10% số vụ năm 2027 và 20% vào năm 2030"
_PATH = pattern(
    r"[^;.:0-9]{3,120} năm [0-9]{4}(?:,| và) (?:[^\W\d_]+ ){0,2}[0-9]{1,3}(?:,[0-9]+)? ?%"
    r" (?:vào|đến|trong) năm [0-9]{4}"
)


def mood_of(source: Source, moods: Moods, measured: Measured, line: int) -> Mood:
    """The mood of a value in the line `line`; `UNTOLD` when nothing near it tells."""
    measure, shadow = measured.measure, source.prose.shadow
    value = (measure.head, max(measure.tail, measured.end))
    mood = moods.of(measured.clause, measured.sentence, value, line)
    if mood.mood == GOAL and mood.by == "year" and not _is_planned(shadow, measured):
        mood = Mood(NEITHER, "year")
    elif mood.by == "issued" and measure.kind != "share" and measured.change == "level":
        mood = UNTOLD
    elif mood.mood == GOAL or mood.by:
        return mood
    told = _plain_by(source, moods, measured, line)
    return Mood(GOAL, told, "mood_uncertain") if told is not None else mood


def _plain_by(source: Source, moods: Moods, measured: Measured, line: int) -> str | None:
    """What makes a value a goal that neither words nor a year make one: `by` of its mood; None when nothing does."""
    measure, shadow, marker = measured.measure, source.prose.shadow, source.outline.markers[line]
    if measured.shape == "behind" and measure.kind == "share":
        if _ASSURED.search(shadow, measured.lead[0], measure.head):
            return "assured"
        settled = moods.over(line) in (AIMS, REPORTS)
        if not settled and moods.plans and marker is not None and measured.start - marker.body <= 1:
            return "item"
    elif measured.shape == "before" and _ASSURED_BEFORE.search(shadow, measured.start, measure.head):
        return "assured"
    if is_ordered(shadow, measured):
        return "ordered"
    if moods.may_set(line):
        item = marker.body if marker is not None else source.prose.lines[line].start
        if sets_share(shadow, measured, item, moods.year):
            return "plain"
    return None


def _is_planned(shadow: str, measured: Measured) -> bool:
    """Whether a value that only its year makes a goal is told as one: "đến năm 2020 phát triển 39 siêu thị"."""
    if measured.shape == "behind":
        counted = measured.measure.kind in ("share", "count")
        dated = _UNTIL.search(shadow, measured.lead[0], measured.rest[1]) or _PATH.match(shadow, measured.measure.tail)
        return counted and dated is not None
    return measured.linked or measured.shape == "same" or measured.part_of >= 0
