"""Mood: whether a clause is a goal, a report, or neither.

Reads: shadow text, the outline, the document's identity. Writes: `Mood` with the reason for doubt, if any.

The nearest evidence decides: words before and behind the value, then the headings above, then the year named
("đến năm 2030 …" in a plan of 2023). Words are data: `data/mood_words.toml`. Goals and results are told apart here
and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import DocumentInfo
from lotrinh.extraction.horizons import horizons_in
from lotrinh.extraction.patterns import pattern
from lotrinh.extraction.phrases import any_of
from lotrinh.extraction.prose import Prose
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


_FAR = 4000  # characters back in a sentence without an end
_PLAN_KINDS = pattern(r"kế hoạch|nghị quyết|chương trình|đề án|quyết định|chỉ thị|chiến lược|quy hoạch|công văn")
_OPENS_GOALS = pattern(
    r"(?:mục|chỉ) tiêu(?! quốc gia)(?: cụ thể| chủ yếu| phấn đấu| chính| đến năm [0-9]{4}| năm [0-9]{4})? ?:"
)
# "Phấn đấu đến năm 2030 đạt các chỉ tiêu sau:" at the end of a paragraph.
_INTRODUCES = pattern(
    r"(?:phấn đấu|(?:các|một số) (?:chỉ tiêu|mục tiêu)|mục tiêu cụ thể|chỉ tiêu (?:cụ thể|chủ yếu))[^\n;.:]{0,120}:\n"
)
_NEAR = 200  # characters back in which a word of reports undoes an introduction
_STRIVING = shadow_of("phấn đấu")
_PARAGRAPH = 6  # lines that may go on with a paragraph
_LIST = 60  # lines that a list may have
_NAMED_WITH_GOAL = pattern(r"(?:kế hoạch|nghị quyết|chương trình|đề án|chiến lược)(?! này)[^;.:]{3,160}với $")


class Moods:
    """What the headings of one document say, looked up once per section."""

    def __init__(self, outline: Outline, info: DocumentInfo, prose: Prose) -> None:
        self.outline = outline
        self.prose = prose
        self.year = int(info.date[:4]) if info.date else None
        self.plans = bool(info.kind and _PLAN_KINDS.search(shadow_of(info.kind)))
        self._sections: dict[int, str] = {}
        self._dated_sections: dict[int, bool] = {}
        self._paragraphs = self._goal_paragraphs()
        self._opened = self._paragraphs | self._goal_lists()

    def section(self, index: int) -> str:
        """ "goal" (specific targets), "general" (overall aims), "other", or "" for a section without a word on it."""
        if index < 0:
            return ""
        known = self._sections.get(index)
        if known is None:
            section = self.outline.sections[index]
            above = self.section(section.parent)
            title = self.prose.shadow[section.start : min(section.end, section.start + 200)] if section.title else ""
            known = self._sections[index] = self._heading(title, above)
        return known

    def over(self, line: int) -> str:
        """What a line stands under: its section, or a paragraph that began with "Mục tiêu:"."""
        known = self.section(self.outline.section_of[line])
        return "goal" if line in self._opened else known

    def names_outcomes(self, line: int) -> bool:
        """Whether a line stands under specific goals, so that an outcome without a number is one, too."""
        return line in self._paragraphs or self.section(self.outline.section_of[line]) == "goal"

    def _goal_paragraphs(self) -> frozenset[int]:
        """Lines that begin with "Mục tiêu:" and those that go on with them."""
        lines: set[int] = set()
        for found in _OPENS_GOALS.finditer(self.prose.shadow):
            line = self.prose.line_at(found.start())
            marker = self.outline.markers[line.index]
            if found.start() == (marker.body if marker is not None else line.start):
                lines.add(line.index)
                lines.update(self._going_on(line.index))
        return frozenset(lines)

    def _goal_lists(self) -> frozenset[int]:
        """Lists that "phấn đấu …:" introduces."""
        lines: set[int] = set()
        for found in _INTRODUCES.finditer(self.prose.shadow):
            line = self.prose.line_at(found.start())
            since = max(line.start, found.start() - _NEAR)
            told = _patterns()["report.words"].search(self.prose.shadow, since, found.end())
            if told is None and (self.plans or found[0].startswith(_STRIVING)):
                lines.update(self._list_below(line.index))
        return frozenset(lines)

    def _going_on(self, line: int) -> Iterator[int]:
        """Unmarked lines right behind a line."""
        for after in range(line + 1, min(line + _PARAGRAPH, len(self.outline.markers))):
            if self.outline.markers[after] is not None:
                return
            yield after

    def _list_below(self, line: int) -> Iterator[int]:
        """The items of the list that a line introduces, and what stands under them."""
        own = self.outline.markers[line]
        style, level = "", 0
        for after in range(line + 1, min(line + _LIST, len(self.outline.markers))):
            marker = self.outline.markers[after]
            if marker is None:
                if not style:
                    return
            elif own is not None and marker.level_hint <= own.level_hint:
                return
            elif not style:
                style, level = marker.style, marker.level_hint
            elif marker.style != style and marker.level_hint <= level:
                return
            yield after

    @staticmethod
    def _heading(title: str, above: str) -> str:
        found = _patterns()
        goal, general = found["heading.goal"].search(title), found["heading.general"].search(title)
        if not goal and not general and above not in ("goal", "general"):
            return above
        if goal:
            goal = found["heading.goal"].search(found["goal.not_goal"].sub(_blanks, title))
        other = found["heading.other"].search(title)
        if goal and (not other or goal.start() < other.start()):
            return "general" if general and general.start() <= goal.start() else "goal"
        if general:
            return "general"
        return "other" if other else above

    def of(self, shadow: str, clause: tuple[int, int], sentence: int, value: tuple[int, int], line: int) -> Mood:
        """Mood of the value at ``shadow[value]`` in its clause and sentence; `line` is its line's index."""
        words = _patterns()
        before, after = (
            shadow[max(sentence, value[0] - _FAR) : value[0]],
            shadow[value[1] : min(clause[1], value[1] + 60)],
        )
        near = shadow[max(clause[0], value[0] - 90) : value[0]]
        if words["neither.after"].match(after.lstrip(" ,")) or words["neither.before"].search(near):
            return Mood(NEITHER, "condition")
        heading = self.over(line)
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
        index = self.outline.section_of[line]
        while index >= 0:
            section = self.outline.sections[index]
            if index not in self._dated_sections:
                self._dated_sections[index] = _BY.search(self.prose.shadow, section.start, section.end) is not None
            if self._dated_sections[index]:
                return True
            index = section.parent
        return False


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
