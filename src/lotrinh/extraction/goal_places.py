"""Goal places: which lines stand under a heading, a paragraph or an introduction of goals.

Reads: `Outline`, `Prose`. Writes: for each line what it stands under.

Headings say it ("II. CHỈ TIÊU CHỦ YẾU"), or the paragraph that a line goes on with ("- Mục tiêu: …"), or the line that
introduces its list ("Phấn đấu đến năm 2030 đạt các chỉ tiêu sau:"). Words are data: `data/mood_words.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lotrinh.extraction.patterns import pattern
from lotrinh.extraction.phrases import any_of
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.sections import Outline

GOALS, AIMS, REPORTS, OTHER = "goals", "aims", "reports", "other"

_NOUN = r"(?:chỉ tiêu|mục tiêu)(?! quốc gia)"
_KIND = r"(?: cụ thể| chủ yếu| phấn đấu| chính| cơ bản| trọng tâm)"
_OPENS = pattern(rf"(?:các |một số |những )?{_NOUN}[^\n.:;]{{0,45}}:")
# "… đạt các chỉ tiêu sau:", "Phấn đấu đến năm 2030:" at the end of a paragraph.
_INTRODUCES = pattern(
    rf"(?:{_NOUN}{_KIND}?(?:[;,]? (?:trong đó|cụ thể|gồm|như|là))?(?: sau(?: đây)?)?"
    rf"|(?:[0-9] |các |một số |những |nhóm ){_NOUN}[^\n.:;,0-9]{{0,60}}"
    r"|phấn đấu(?: đến(?: hết| cuối)? năm [0-9]{4})?(?: đạt(?: được)?)?[^\n.:0-9]{0,60}) ?:\n"
)
# A short paragraph without a full stop that names the goals below it.
_NAMES = pattern(rf"\n(?:các |một số |những |hệ thống )?{_NOUN}{_KIND}[^\n.:;]{{0,110}}(?=\n)")
_NEAR = 200  # characters back in which a word of reports undoes an introduction
_PARAGRAPH = 6  # lines that may go on with a paragraph
_LIST = 60  # lines that a list may have
_BEGINNING = 40  # characters of a heading in which a word of reports counts: a longer item only mentions it
_TITLE = 200  # characters of a heading that are looked at


@cache
def mood_patterns() -> dict[str, re.Pattern[str]]:
    """The word lists of `data/mood_words.toml` as patterns, by group and name ("goal.words")."""
    data = lexicon("mood_words")
    return {
        f"{group}.{name}": re.compile(rf"(?<!\w)(?:{any_of(words)})(?!\w)")
        for group, lists in data.items()
        for name, words in lists.items()
    }


class GoalPlaces:
    """What the lines of one document stand under, looked up once per section."""

    def __init__(self, outline: Outline, prose: Prose) -> None:
        self.outline = outline
        self.prose = prose
        self._sections: dict[int, str] = {}
        self._paragraphs = frozenset(self._goal_paragraphs())
        self._lists = frozenset(self._goal_lists())

    def over(self, line: int) -> str:
        """GOALS (specific targets), AIMS (overall ones), REPORTS, OTHER, or "" where no word tells."""
        known = self.section(self.outline.section_of[line])
        return GOALS if known != GOALS and (line in self._paragraphs or line in self._lists) else known

    def names_outcomes(self, line: int) -> bool:
        """Whether a line stands under specific goals, so that an outcome without a number is one, too."""
        return self.over(line) == GOALS

    def section(self, index: int) -> str:
        """What a section holds, by its heading, else by the heading above."""
        if index < 0:
            return ""
        known = self._sections.get(index)
        if known is None:
            section = self.outline.sections[index]
            above = self.section(section.parent)
            end = min(section.end, section.start + _TITLE)
            title = self.prose.shadow[section.start : end] if section.title else ""
            known = self._sections[index] = _of_heading(title, above)
        return known

    def _goal_paragraphs(self) -> Iterator[int]:
        """Lines that begin with "Mục tiêu:" and those that go on with them."""
        for found in _OPENS.finditer(self.prose.shadow):
            line = self.prose.line_at(found.start())
            marker = self.outline.markers[line.index]
            if found.start() == (marker.body if marker is not None else line.start):
                yield line.index
                if not mood_patterns()["report.words"].search(self.prose.shadow, line.start, found.end()):
                    yield from self._unmarked(line.index)

    def _goal_lists(self) -> Iterator[int]:
        for found in _INTRODUCES.finditer(self.prose.shadow):
            line = self.prose.line_at(found.start())
            since = max(line.start, found.start() - _NEAR)
            if not mood_patterns()["report.words"].search(self.prose.shadow, since, found.end()):
                yield from self._list_below(line.index)
        for found in _NAMES.finditer(self.prose.shadow):
            line = self.prose.line_at(found.start() + 1)
            if not mood_patterns()["heading.other"].search(self.prose.shadow, line.start, line.end):
                yield from self._unmarked(line.index)
                yield from self._list_below(line.index)

    def _unmarked(self, line: int) -> Iterator[int]:
        """Unmarked lines of the same section right behind a line."""
        section = self.outline.section_of[line]
        for after in range(line + 1, min(line + _PARAGRAPH, len(self.outline.markers))):
            if self.outline.markers[after] is not None or self.outline.section_of[after] != section:
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


def _of_heading(title: str, above: str) -> str:
    found = mood_patterns()
    goal, aim = found["heading.goal"].search(title), found["heading.general"].search(title)
    report = found["heading.report"].search(title)
    if report and report.start() < _BEGINNING and (not goal or report.start() < goal.start()):
        return REPORTS
    if not goal and not aim and above not in (GOALS, AIMS):
        return above
    if goal:
        goal = found["heading.goal"].search(found["goal.not_goal"].sub(_blanks, title))
    other = found["heading.other"].search(title)
    if goal and (not other or goal.start() < other.start()):
        return AIMS if aim and aim.start() <= goal.start() else GOALS
    if aim:
        return AIMS
    return OTHER if other else above


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match[0])
