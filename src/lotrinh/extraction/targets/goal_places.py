"""Goal places: which lines stand under a heading, a paragraph or an introduction of goals.

Reads: `Outline`, `Prose`. Writes: for each line what it stands under.

Headings say it ("II. CHỈ TIÊU CHỦ YẾU"), or the paragraph that a line goes on with ("- Mục tiêu: …"), or the line that
introduces its list ("Phấn đấu đến năm 2030 đạt các chỉ tiêu sau:"). Words are data: `data/mood_words.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.structure.sections import Outline
from lotrinh.extraction.targets.mood import blanks, mood_patterns
from lotrinh.reading.document import BlockKind

GOALS, AIMS, REPORTS, OTHER = "goals", "aims", "reports", "other"

_NOUN = r"(?:chỉ tiêu|mục tiêu)(?! quốc gia)"
_KIND = r"(?: cụ thể| chủ yếu| phấn đấu| chính| cơ bản| trọng tâm)"
_FIELDS = r"(?:về|phát triển|kinh tế|xã hội|văn hóa|môi trường|dân số|quy hoạch|sử dụng đất|xây dựng|quốc phòng)"
_NOUNS = ("chỉ tiêu", "mục tiêu")
_NO_HEADINGS = frozenset({BlockKind.FURNITURE, BlockKind.LETTERHEAD, BlockKind.CELL})
_BEFORE = frozenset({"", "các", "một số", "những", "hệ thống"})
# "Mục tiêu đến năm 2030: …" at the beginning of a paragraph.
_OPENS = pattern(rf"{_NOUN}(?P<number> (?:số )?[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{0,2}}\.?)?[^\n.:;]{{0,45}}:")
# A short paragraph without a full stop that names the goals below it.
_NAMES = pattern(rf"{_NOUN}{_KIND}[^\n.:;]{{0,110}}(?=\n)")
# A line that is a heading without a number: "PHƯƠNG HƯỚNG, MỤC TIÊU NHIỆM KỲ 2020-2025", "Các chỉ tiêu chủ yếu (2022)".
_HEADS = pattern(
    r"[ *]*(?:(?:phương hướng|định hướng|quan điểm|nhiệm vụ)(?: chung)?(?:,| và| -)? ){0,2}"
    rf"(?:các |một số |những |hệ thống |[0-9]{{1,2}} )?{_NOUN}(?! chung| tổng quát| của| này| là)"
    rf"(?:(?P<kind>{_KIND}|(?<=chỉ tiêu) {_FIELDS}(?!\w))|[^\n.;]{{0,80}}(?P<dated>(?:19|20)[0-9]{{2}}))?"
    r"[^\n.;]{0,80}(?=\n)"
)
_POINTS_BACK = pattern(
    r"[ *]*để (?:đạt|đạt được|thực hiện|hoàn thành|hiện thực hóa|thực hiện được|thực hiện thành công|triển khai)"
    r"(?: được)?(?: các| những)? (?:mục tiêu|chỉ tiêu)(?: này| trên| đó| nêu trên| đề ra| nói trên)(?!\w)"
)
_LINES_OF_GOALS = 2
_SHORTEST = 40  # characters of a paragraph
_MILESTONE = pattern(r"(?:đến|tới)(?: hết| cuối)? năm (?:19|20)[0-9]{2} ?,")
_TASKS, _VISION = "nhiệm vụ", "tầm nhìn"
_HIGH = frozenset({"annex", "part", "chapter", "division", "article", "capital", "roman"})
_STRETCH = 80  # lines that may stand under a heading without a number
# "… đạt các chỉ tiêu sau:", "Phấn đấu đến năm 2030:" at the end of a paragraph.
_INTRODUCES = pattern(
    rf"(?:{_NOUN}{_KIND}?(?: (?:được )?(?:đặt|đề) ra)?(?:[;,]? (?:trong đó|cụ thể|gồm|như|là))?(?: sau(?: đây)?)?"
    rf"|(?:[0-9] |các |một số |những |nhóm ){_NOUN}(?:[^\n.:;,0-9]|(?<= )(?:19|20)[0-9]{{2}}){{0,60}}"
    r"(?:, (?:bao gồm|gồm|như sau|cụ thể))?"
    rf"|{_NOUN}{_KIND}? (?:đến|giai đoạn|trong|năm|của)[^\n.:;]{{2,60}}(?:như sau|sau đây|gồm)"
    r"|phấn đấu(?: đến(?: hết| cuối)? năm [0-9]{4})?(?: đạt(?: được)?)?[^\n.:0-9]{0,60}) ?:\n"
)
# A heading without one of these says nothing about goals or reports (they are parts of the lists' phrases).
_TELLING = re.compile(
    any_of([
        "tiêu", "phấn đấu", "mục đích", "tầm nhìn", "kết quả", "tình hình", "thực trạng", "đánh giá", "thu ngân sách",
        "dự toán thu", "kế hoạch thu", "định hướng", "phân kỳ", "quy hoạch sử dụng", "ưu điểm", "tồn tại", "chỉ số",
    ])
)  # fmt: skip
_TAIL = 130  # characters before the colon of an introduction that are looked at
_SENTENCES = pattern(r"\w\w\. [^\W\d]")
_AHEAD = pattern(r"phấn đấu|mục tiêu|chỉ tiêu|đến (?:cuối |hết )?năm|quyết tâm|bảo đảm|đảm bảo")
_NEAR = 200  # characters back in which a word of reports undoes an introduction
_PARAGRAPH = 6  # lines that may go on with a paragraph
# What a paragraph of goals begins with, in a list whose items have no marks.
_LIKE_GOALS = pattern(
    r"(?:(?:ít nhất|tối thiểu|trên|hơn|khoảng|từ|có|đạt|phấn đấu) )*(?:[0-9]|t[ỷỉ] (?:lệ|trọng|suất) |tốc độ tăng |số )"
)
_ENDS = ".;"  # an item that ends so has no more lines
_LIST = 60  # lines that a list may have
# "Số hóa 100% hồ sơ, kết quả giải quyết thủ tục": results that are things, not what was achieved.
_OUTCOMES = pattern(r"kết quả (?:giải quyết|học tập|khám|xét nghiệm|quan trắc|rèn luyện|thủ tục)(?!\w)")
_BEGINNING = 40  # characters of a heading in which a word of reports counts: a longer item only mentions it
_SHARE_OF_GOAL = pattern(r"[0-9] ?% (?:so với )?(?:chỉ tiêu|mục tiêu)")  # "6. Quốc phòng: … đạt 100% chỉ tiêu"
_TITLE = 200  # characters of a heading that are looked at


class GoalPlaces:
    """What the lines of one document stand under. `plans`: the document is of a kind that sets goals."""

    def __init__(self, outline: Outline, prose: Prose, *, plans: bool) -> None:
        self.outline = outline
        self.prose = prose
        self.plans = plans
        self._sections = self._section_states()
        self._nouns = [(at, prose.line_at(at)) for noun in _NOUNS for at in _occurrences(prose.shadow, noun)]
        self._opened = frozenset((*self._goal_paragraphs(), *self._goal_lists()))
        self._headed = dict(self._under_bare_headings())
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
        return _VISION in self.prose.shadow[section.start : min(section.end, section.start + _BEGINNING)]

    def _is_mixed(self, heading: int) -> bool:
        """Whether a heading names tasks beside goals: what stands below without a number may be either."""
        place = self.prose.lines[heading]
        return _TASKS in self.prose.shadow[place.start : place.end]

    def _section_states(self) -> list[str]:
        """What each section holds; a section comes after its parent."""
        held: list[str] = []
        for section in self.outline.sections:
            above = held[section.parent] if section.parent >= 0 else ""
            end = min(section.end, section.start + _TITLE)
            title = self.prose.shadow[section.start : end] if section.title else ""
            if "%" in title:
                title = _SHARE_OF_GOAL.sub("", title)
            held.append(_of_heading(title, above, plans=self.plans))
        return held

    def _goal_paragraphs(self) -> Iterator[int]:
        """Lines that begin with "Mục tiêu:" or are but a name of goals, and those that go on with them."""
        shadow, words = self.prose.shadow, mood_patterns()
        for at, line in self._nouns:
            marker = self.outline.markers[line.index]
            begin = marker.body if marker is not None else line.start
            if at - begin > _BEGINNING or shadow[begin:at].strip() not in _BEFORE:
                continue
            if opened := _OPENS.match(shadow, at):
                yield line.index
                if not words["report.words"].search(shadow, line.start, opened.end()):
                    yield from self._unmarked(line.index)
                    if opened["number"]:  # "Mục tiêu 3.1: …", and the values to reach below it
                        yield from self._list_below(line.index)
            elif _NAMES.match(shadow, at) and not words["heading.other"].search(shadow, line.start, line.end):
                yield from self._unmarked(line.index)
                yield from self._list_below(line.index)

    def _told_above(self) -> Iterator[int]:
        """The paragraphs that "Để đạt được mục tiêu trên, …" points back at, when they report nothing."""
        shadow, reported = self.prose.shadow, mood_patterns()["report.words"]
        for at, line in self._nouns:
            if at - line.start > _BEGINNING or not _POINTS_BACK.match(shadow, line.start, line.end):
                continue
            for above in range(line.index - 1, max(line.index - _LINES_OF_GOALS, 0) - 1, -1):
                place = self.prose.lines[above]
                told = reported.search(shadow, place.start, place.end) is not None
                if told or self.outline.markers[above] is not None or place.kind in _NO_HEADINGS:
                    break
                yield above

    def _milestones(self) -> Iterator[int]:
        """The paragraphs "Đến năm 2025, …", "Đến năm 2030, …" behind one that speaks of goals, in running text."""
        if self.outline.sections:
            return
        shadow, words = self.prose.shadow, mood_patterns()
        aimed = -_LINES_OF_GOALS  # the last line that speaks of goals
        for line in self.prose.lines:
            if line.kind in _NO_HEADINGS or line.end - line.start < _SHORTEST:
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

    def _goal_lists(self) -> Iterator[int]:
        """Lists that "phấn đấu …:" introduces."""
        shadow = self.prose.shadow
        for at in _occurrences(shadow, ":\n"):
            line = self.prose.line_at(at)
            found = _INTRODUCES.search(shadow, max(line.start, at - _TAIL), at + 2)
            if found and not mood_patterns()["report.words"].search(shadow, max(line.start, at - _NEAR), at):
                yield from self._list_below(line.index)

    def _under_bare_headings(self) -> Iterator[tuple[int, int]]:
        """(line, its heading): lines under a heading of goals without a number, up to the next heading of its rank."""
        for line in sorted({line.index for _, line in self._nouns}):
            if self._is_bare_heading(line):
                yield from ((below, line) for below in self._stretch_below(line))
            elif self._is_numbered_heading(line):
                yield from ((below, line) for below in self._restarted_below(line))

    def _is_bare_heading(self, line: int) -> bool:
        place = self.prose.lines[line]
        if self.outline.markers[line] is not None or place.kind in _NO_HEADINGS:
            return False
        found = _HEADS.match(self.prose.shadow, place.start, place.end + 1)
        if found is None or mood_patterns()["report.words"].search(found[0]):
            return False
        return bool(found["kind"] or found["dated"] or self._in_capitals(line))

    def _is_numbered_heading(self, line: int) -> bool:
        marker, place = self.outline.markers[line], self.prose.lines[line]
        found = _HEADS.match(self.prose.shadow, marker.body, place.end + 1) if marker is not None else None
        return found is not None and bool(found["kind"]) and not mood_patterns()["report.words"].search(found[0])

    def _restarted_below(self, line: int) -> Iterator[int]:
        """The items of a list numbered as its heading is, from one on: "2. Chỉ tiêu …", "1. …", "2. …"."""
        own, expected = self.outline.markers[line], 1
        for after in range(line + 1, min(line + _STRETCH, len(self.outline.markers))):
            marker = self.outline.markers[after]
            if own is None or (marker is not None and marker.kind in _HIGH):
                return
            if marker is not None and marker.style == own.style:
                if marker.value != expected or own.value == 1:
                    return
                expected += 1
            elif expected == 1:
                return
            yield after

    def _in_capitals(self, line: int) -> bool:
        place = self.prose.lines[line]
        return self.prose.text[place.start : place.end].isupper()

    def _stretch_below(self, line: int) -> Iterator[int]:
        listed = False
        for after in range(line + 1, min(line + _STRETCH, len(self.outline.markers))):
            marker, section = self.outline.markers[after], self.outline.section_of[after]
            if marker is None and (self._in_capitals(after) or self.prose.lines[after].kind is BlockKind.HEADING):
                return
            if marker is not None and marker.kind in _HIGH:
                return
            if self.section(section) in (REPORTS, OTHER, AIMS) and self.outline.sections[section].line > line:
                return
            listed = listed or marker is not None
            if not listed and after > line + 1 and self._is_told(after):
                return
            yield after

    def _is_told(self, line: int) -> bool:
        """Whether a paragraph tells more than goals: sentences, and no word of goals nor a year to come."""
        place, shadow = self.prose.lines[line], self.prose.shadow
        if _SENTENCES.search(shadow, place.start, place.end) is None:
            return False
        return _AHEAD.search(shadow, place.start, place.end) is None

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
            if marker is None and not style:
                place = self.prose.lines[after]
                if _LIKE_GOALS.match(self.prose.shadow, place.start, place.end) is None:
                    return
            elif marker is None:
                if self.prose.shadow[self.prose.lines[after - 1].end - 1] in _ENDS:
                    return
            elif own is not None and marker.level_hint <= own.level_hint:
                return
            elif not style:
                style, level = marker.style, marker.level_hint
            elif marker.style != style and marker.level_hint <= level:
                return
            yield after


def _occurrences(shadow: str, phrase: str) -> Iterator[int]:
    at = shadow.find(phrase)
    while at >= 0:
        yield at
        at = shadow.find(phrase, at + 1)


def _of_heading(title: str, above: str, *, plans: bool) -> str:
    if above not in (GOALS, AIMS) and _TELLING.search(title) is None:
        return above
    found = mood_patterns()
    goal, aim = found["heading.goal"].search(title), found["heading.general"].search(title)
    if not goal and plans:
        goal = found["heading.revenue"].search(title)
    report = found["heading.report"].search(_OUTCOMES.sub(blanks, title), 0, _BEGINNING)
    if report and (not goal or report.start() < goal.start()):
        return REPORTS
    if not goal and not aim and above not in (GOALS, AIMS):
        return above
    if goal:
        title = found["goal.not_goal"].sub(blanks, title)
        goal = found["heading.goal"].search(title) or found["heading.revenue"].search(title)
    other = found["heading.other"].search(title, 0, _BEGINNING if above in (GOALS, AIMS) else len(title))
    if goal and (not other or goal.start() < other.start()):
        return AIMS if aim and aim.start() <= goal.start() else GOALS
    if aim and aim[0] == _VISION and above == GOALS:
        return GOALS
    if aim:
        return AIMS
    return OTHER if other else above
