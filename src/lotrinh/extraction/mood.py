"""Mood: is a clause a goal, a report, or neither?

Reads: shadow text, the outline, the document's identity. Writes: `Mood` with the reason for doubt, if any.

The nearest evidence decides: words before and behind the value, then the headings above, then the year named
("đến năm 2030 …" in a plan of 2023). Words are data: `data/mood_words.toml`. Goals and results are told apart here
and nowhere else.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import DocumentInfo
from lotrinh.extraction.horizons import horizons_in
from lotrinh.extraction.patterns import pattern
from lotrinh.extraction.phrases import any_of
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.sections import Outline

GOAL, REPORT, NEITHER = "goal", "report", "neither"


class Mood(NamedTuple):
    """`mood`: goal | report | neither. `by`: what told (words, heading, year…). `doubt`: a reason, or None."""

    mood: str
    by: str
    doubt: str | None = None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = lexicon("mood_words")

    def words(group: str, name: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{any_of(data[group][name])})(?!\w)")

    return {f"{group}.{name}": words(group, name) for group, names in data.items() for name in names}


_PLAN_KINDS = pattern(r"kế hoạch|nghị quyết|chương trình|đề án|quyết định|chỉ thị|chiến lược|quy hoạch|công văn")
_OPENS_GOALS = pattern(
    r"(?:mục tiêu|chỉ tiêu)(?! quốc gia)(?: cụ thể| chủ yếu| phấn đấu| chính| đến năm [0-9]{4}| năm [0-9]{4})? ?:"
)
_NAMED_WITH_GOAL = pattern(r"(?:kế hoạch|nghị quyết|chương trình|đề án|chiến lược)(?! này)[^;.:]{3,160}với $")


class Moods:
    """What the headings of one document say, looked up once per section."""

    def __init__(self, outline: Outline, info: DocumentInfo, starts: list[int]) -> None:
        self.outline = outline
        self.starts = starts
        self.year = int(info.date[:4]) if info.date else None
        self.plans = bool(info.kind and _PLAN_KINDS.search(shadow_of(info.kind)))
        self._sections: dict[int, str] = {}

    def section(self, index: int) -> str:
        """ "goal" (specific targets), "general" (overall aims), "other", or "" for a section without a word on it."""
        if index < 0:
            return ""
        known = self._sections.get(index)
        if known is None:
            known = self._heading(shadow_of(self.outline.sections[index].title)[:200])
            known = known or self.section(self.outline.sections[index].parent)
            self._sections[index] = known
        return known

    def over(self, line: int, shadow: str) -> str:
        """What a line stands under: its section, or a paragraph that began with "Mục tiêu:"."""
        known = self.section(self.outline.section_of[line])
        if known == "goal":
            return known
        for above in range(line, max(-1, line - 6), -1):
            start = self.starts[above]
            marker = self.outline.markers[above]
            if _OPENS_GOALS.match(shadow, marker.body if marker is not None else start):
                return "goal"
            if marker is not None:
                break
        return known

    @staticmethod
    def _heading(title: str) -> str:
        found = _patterns()
        title = found["goal.not_goal"].sub("", title)
        goal, other = found["heading.goal"].search(title), found["heading.other"].search(title)
        general = found["heading.general"].search(title)
        if goal and (not other or goal.start() < other.start()):
            return "general" if general and not goal.start() < general.start() else "goal"
        if general:
            return "general"
        return "other" if other else ""

    def of(self, shadow: str, clause: tuple[int, int], sentence: int, value: tuple[int, int], line: int) -> Mood:
        """Mood of the value at ``shadow[value]`` in its clause and sentence; `line` is its line's index."""
        words = _patterns()
        before, after = shadow[sentence : value[0]], shadow[value[1] : min(clause[1], value[1] + 60)]
        near = shadow[max(clause[0], value[0] - 90) : value[0]]
        if words["neither.after"].match(after.lstrip(" ,")) or words["neither.before"].search(near):
            return Mood(NEITHER, "condition")
        heading = self.over(line, shadow)
        goal = _last(words["goal.words"], words["goal.not_goal"].sub(_blanks, before))
        report = _last(words["report.words"], before)
        if words["report.after"].search(after) and goal < 0:
            return Mood(REPORT, "after")
        if goal >= 0 and _NAMED_WITH_GOAL.search(before, 0, goal):
            return Mood(NEITHER, "name")
        if report > goal and not (heading == "goal" and _FORECAST.search(before, report)):
            return Mood(REPORT, "words")
        if goal >= 0:
            return Mood(GOAL, "words")
        if heading == "goal":
            return Mood(GOAL, "heading")
        due = self._due(shadow, clause, value)
        if due is not None and (self.year is None or due >= self.year):
            if heading == "general" or (self.year is not None and due > self.year):
                return Mood(GOAL, "year")
            if self.plans and (self.year is not None or self._dated(line)):
                return Mood(GOAL, "year", "mood_uncertain")
        return Mood(NEITHER, "")

    @staticmethod
    def _due(shadow: str, clause: tuple[int, int], value: tuple[int, int]) -> int | None:
        """The year a clause names as its end ("đến năm", "vào năm", a span), when it stands close to the value."""
        for horizon in reversed(horizons_in(shadow, max(clause[0], value[0] - 160), min(clause[1], value[1] + 60))):
            words = shadow[horizon.start : horizon.end]
            if horizon.first is not None or _BY.match(words):
                return int(str(horizon.due)[:4])
        return None

    def _dated(self, line: int) -> bool:
        """Whether a heading above speaks of a year to come."""
        return any(_BY.search(shadow_of(section.title)) for section in self.outline.path(line))


_BY = pattern(r"(?:giai đoạn )?(?:đến|vào|tới|trước|năm)(?: hết| cuối)? ?(?:năm )?[0-9]")
_FORECAST = pattern(r"ước|dự")


def _last(words: re.Pattern[str], text: str) -> int:
    """Where the last of `words` begins in `text`, -1 when there is none."""
    at = -1
    for found in words.finditer(text):
        at = found.start()
    return at


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match[0])
