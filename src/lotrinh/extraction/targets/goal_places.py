"""Goal places: which lines stand under a heading, a paragraph or an introduction of goals.

Reads: `Outline`, `Prose`. Writes: for each line what it stands under.

Headings say it ("II. CHỈ TIÊU CHỦ YẾU"), or the paragraph that a line goes on with ("- Mục tiêu: …"), or the line that
introduces its list ("Phấn đấu đến năm 2030 đạt các chỉ tiêu sau:"). Sections are read by goal_headings.py, headings
without a number by bare_headings.py, lists by goal_lists.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.structure.sections import Outline
from lotrinh.extraction.targets.bare_headings import under_bare_headings
from lotrinh.extraction.targets.goal_headings import (
    BEGINNING,
    GOALS,
    KIND,
    NO_HEADINGS,
    NOUN,
    VISION,
    states_of,
)
from lotrinh.extraction.targets.goal_lists import going_on, introduced_goals, listed_below, occurrences
from lotrinh.extraction.targets.mood import YARDSTICK, blanks, mood_patterns

_NOUNS = ("chỉ tiêu", "mục tiêu")
_BEFORE = frozenset({"", "các", "một số", "những", "hệ thống"})
# "Mục tiêu đến năm 2030: …" at the beginning of a paragraph.
_OPENS = pattern(rf"{NOUN}(?P<number> (?:số )?[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{0,2}}\.?)?[^\n.:;]{{0,45}}:")
# A short paragraph without a full stop that names the goals below it.
_NAMES = pattern(rf"{NOUN}{KIND}[^\n.:;]{{0,110}}(?=\n)")
_POINTS_BACK = pattern(
    r"[ *]*để (?:đạt|đạt được|thực hiện|hoàn thành|hiện thực hóa|thực hiện được|thực hiện thành công|triển khai)"
    r"(?: được)?(?: các| những)? (?:mục tiêu|chỉ tiêu)(?: này| trên| đó| nêu trên| đề ra| nói trên)(?!\w)"
)
_LINES_OF_GOALS = 2
_SHORTEST = 40  # characters of a paragraph
_MILESTONE = pattern(r"(?:đến|tới)(?: hết| cuối)? năm (?:19|20)[0-9]{2} ?,")
_TASKS = "nhiệm vụ"


class GoalPlaces:
    """What the lines of one document stand under. `plans`: the document is of a kind that sets goals."""

    def __init__(self, outline: Outline, prose: Prose, *, plans: bool, reports: bool) -> None:
        self.outline = outline
        self.prose = prose
        self._sections = states_of(outline, prose, plans=plans, reports=reports)
        self._nouns = list(_goal_nouns(prose))
        self._opened = frozenset((*self._goal_paragraphs(), *introduced_goals(outline, prose)))
        self._headed = dict(
            under_bare_headings(outline, prose, self._sections, (line.index for _, line in self._nouns))
        )
        self._told = frozenset((*self._told_above(), *self._milestones()))

    def over(self, line: int) -> str:
        """GOALS (specific targets), AIMS (overall ones), REPORTS, OTHER, or "" where no word tells.

        Under GOALS an outcome without a number is a goal, too.
        """
        opened = line in self._opened or line in self._headed or line in self._told
        return GOALS if opened else self.section(self.outline.section_of[line])

    def section(self, index: int) -> str:
        """What a section holds, by its heading, else by the heading above."""
        return self._sections[index] if index >= 0 else ""

    def heading_of(self, line: int) -> int | None:
        """The line of the heading without a number that a line stands under; None for most lines."""
        return self._headed.get(line)

    def goal_lines(self) -> list[int]:
        """All lines under GOALS, in order."""
        goals = {index for index, held in enumerate(self._sections) if held == GOALS and not self._is_vision(index)}
        opened = {*self._opened, *(line for line, heading in self._headed.items() if not self._is_mixed(heading))}
        return [line for line, at in enumerate(self.outline.section_of) if at in goals or line in opened]

    def _is_vision(self, index: int) -> bool:
        """Whether a section is an outlook: what it tells without a number is a hope rather than a goal."""
        section = self.outline.sections[index]
        return VISION in self.prose.shadow[section.start : min(section.end, section.start + BEGINNING)]

    def _is_mixed(self, heading: int) -> bool:
        """Whether a heading names tasks beside goals: what stands below without a number may be either."""
        place = self.prose.lines[heading]
        return _TASKS in self.prose.shadow[place.start : place.end]

    def _goal_paragraphs(self) -> Iterator[int]:
        """Lines that begin with "Mục tiêu:" or are but a name of goals, and those that go on with them."""
        shadow, words = self.prose.shadow, mood_patterns()
        for at, line in self._nouns:
            marker = self.outline.markers[line.index]
            begin = marker.body if marker is not None else line.start
            if at - begin > BEGINNING or shadow[begin:at].strip() not in _BEFORE:
                continue
            if opened := _OPENS.match(shadow, at):
                yield line.index
                if not words["report.words"].search(shadow, line.start, opened.end()):
                    yield from going_on(self.outline, line.index)
                    if opened["number"]:  # "Mục tiêu 3.1: …", and the values to reach below it
                        yield from listed_below(self.outline, self.prose, line.index)
            elif _NAMES.match(shadow, at) and not words["heading.other"].search(shadow, line.start, line.end):
                yield from going_on(self.outline, line.index)
                yield from listed_below(self.outline, self.prose, line.index)

    def _told_above(self) -> Iterator[int]:
        """The paragraphs that "Để đạt được mục tiêu trên, …" points back at, when they report nothing."""
        shadow, reported = self.prose.shadow, mood_patterns()["report.words"]
        for at, line in self._nouns:
            if at - line.start > BEGINNING or not _POINTS_BACK.match(shadow, line.start, line.end):
                continue
            for above in range(line.index - 1, max(line.index - _LINES_OF_GOALS, 0) - 1, -1):
                place = self.prose.lines[above]
                told = reported.search(shadow, place.start, place.end) is not None
                if told or self.outline.markers[above] is not None or place.kind in NO_HEADINGS:
                    break
                yield above

    def _milestones(self) -> Iterator[int]:
        """The paragraphs "Đến năm 2025, …", "Đến năm 2030, …" behind one that speaks of goals, in running text."""
        if self.outline.sections:
            return
        shadow, words = self.prose.shadow, mood_patterns()
        aimed = -_LINES_OF_GOALS  # the last line that speaks of goals
        for line in self.prose.lines:
            if line.kind in NO_HEADINGS or line.end - line.start < _SHORTEST:
                continue
            reported = words["report.words"].search(shadow, line.start, line.end) is not None
            if (
                _MILESTONE.match(shadow, line.start, line.end)
                and line.index - aimed <= _LINES_OF_GOALS
                and not reported
            ):
                aimed = line.index
                yield line.index
            elif words["goal.words"].search(shadow, line.start, line.end) and not reported:
                aimed = line.index


def _goal_nouns(prose: Prose) -> Iterator[tuple[int, Line]]:
    """Where "chỉ tiêu" and "mục tiêu" stand, with their lines; not those that a report measures by."""
    weighed: dict[int, str] = {}
    for noun in _NOUNS:
        for at in occurrences(prose.shadow, noun):
            line = prose.line_at(at)
            if line.index not in weighed:
                weighed[line.index] = YARDSTICK.sub(blanks, prose.shadow[line.start : line.end])
            if weighed[line.index].startswith(noun, at - line.start):
                yield at, line
