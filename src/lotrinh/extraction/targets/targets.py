"""Targets: the goals a document states.

Reads: `Source`. Writes: `Target`s in text order, prose offsets.

A measure is a target when its clause is in the mood of a goal (moods.py, measured_moods.py), or goes on with one
(continued_goals.py), and it is more than an aside (asides.py). Its indicator is read by indicators.py, its due year by
dues.py, the record is made by target_records.py. Tables of targets are read by target_tables.py, outcomes without a
number by target_events.py.
"""

from __future__ import annotations

import re

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import Target
from lotrinh.extraction.language.horizons import Horizon
from lotrinh.extraction.language.patterns import holds_any, pattern
from lotrinh.extraction.measures.indicators import measured_in
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.measures.measured import Measured
from lotrinh.extraction.source import Source
from lotrinh.extraction.targets.asides import is_aside
from lotrinh.extraction.targets.continued_goals import goes_on_with, is_untold_goal, is_weighed
from lotrinh.extraction.targets.dues import Due, Dues
from lotrinh.extraction.targets.goal_headings import AIMS, GOALS, REPORTS
from lotrinh.extraction.targets.measured_moods import UNTOLD, mood_of
from lotrinh.extraction.targets.mood import GOAL, REPORT, Mood
from lotrinh.extraction.targets.moods import Moods
from lotrinh.extraction.targets.names_above import name_above
from lotrinh.extraction.targets.picture_captions import is_caption
from lotrinh.extraction.targets.plain_goals import may_order
from lotrinh.extraction.targets.target_events import find_events
from lotrinh.extraction.targets.target_records import Recorder, is_yearly
from lotrinh.extraction.targets.target_tables import find_table_targets
from lotrinh.reading.document import BlockKind

_NOT_PROSE = frozenset({BlockKind.FURNITURE, BlockKind.LETTERHEAD, BlockKind.CELL})
_CLOSE = 32  # characters from the beginning of an item to its value
_CUES = tuple(
    shadow_of(words)
    for words in (
        "phấn đấu", "mục tiêu", "chỉ tiêu", "quyết tâm", "đảm bảo", "bảo đảm", "hướng tới", "hướng đến", "giai đoạn 20",
        "đặt ra yêu cầu", "đặt yêu cầu", "yêu cầu đạt", "cần đạt", "phải đạt", "giao kế hoạch", " nhằm ",
        "theo kế hoạch", " ra trong năm", " ra cho năm",
    )
)  # fmt: skip
_COMING_YEARS = tuple(shadow_of(f"{word} năm 20") for word in ("đến", "vào", "trước", "tới", "hết", "cuối"))
_WORD = re.compile(r"[^\W\d_]{2}")
_YEARS = ("năm 20", "năm 19", shadow_of("thời kỳ 20"))  # enough in a document of goals
_OPENS_YEAR = pattern(r"(?:trong |kết thúc |hết )?năm ((?:19|20)[0-9]{2})[, ]")
# "Căn cứ Nghị quyết số 25/NQ-CP … bảo đảm mục tiêu tăng trưởng đạt 8% trở lên;": the title of what a document stands on
_GROUND = pattern(
    r"căn cứ (?:(?:bộ )?luật|hiến pháp|nghị (?:quyết|định)|quyết định|chỉ thị|thông tư|kết luận|công văn"
    r"|thông báo)(?!\w)"
    r"(?![^.]*(?<!\w)(?:phấn đấu|đặt ra|đề ra)(?!\w))"
)
_PART_LINE = pattern(r"(?:trong đó|riêng)(?!\w)")


def find_targets(source: Source) -> tuple[Target, ...]:
    """All targets of the document. Linear in its length."""
    moods = Moods(source.outline, source.info, source.prose)
    dues = Dues(source, moods.places)
    reader = _Reader(source, moods, dues)
    for line, measures in source.measures_by_line.items():
        if source.prose.lines[line].kind not in _NOT_PROSE or is_caption(source.prose, line):
            reader.read_line(line, measures)
    events = find_events(source, moods, dues, reader.found)
    return _ordered([*reader.found, *events], find_table_targets(source, dues, moods))


class _Reader:
    """Reads the lines of one document in order."""

    def __init__(self, source: Source, moods: Moods, dues: Dues) -> None:
        self.source = source
        self.moods = moods
        self.dues = dues
        self.cues = (*_CUES, *(_YEARS if moods.plans else _COMING_YEARS))
        self.recorder = Recorder(source, moods)
        self.found: list[Target] = []
        self._open: tuple[int, Target] | None = None  # the last unmarked line that ends with a goal, and that goal
        self._since = ""  # the first year that the goals of a paragraph name

    def read_line(self, line: int, measures: tuple[Measure, ...]) -> None:
        """Add the targets of one line."""
        prose, marker = self.source.prose, self.source.outline.markers[line]
        place = prose.lines[line]
        start = marker.body if marker is not None else place.start
        if not self._may_hold(line, start, measures):
            return
        carried: Horizon | None = None
        before = self._goal_above(line)
        self._open, since = None, start
        numbers: dict[int, int] = {}  # statement → target
        near = measures[0].head - start < _CLOSE  # no room for a name
        above, named_at = name_above(self.source, line) if near and marker is not None else ("", -1)
        statements = measured_in(prose, start, place.end, measures, above)
        for index, measured in enumerate(statements):
            outside, carried = carried, self.dues.leading(measured, since) or carried
            since = measured.rest[1]
            if before is not None and is_weighed(prose.shadow, before, measured):
                before = None
            mood = self._mood(measured, before, line, start)
            if mood.mood == REPORT and (mood.by != "now" or (before is not None and measured.sentence > before.end)):
                before = None
            if mood.mood != GOAL or is_aside(prose.shadow, measured):
                carried = outside if measured.bracketed else carried  # the year in a bracket is the bracket's
                continue
            due = self._due(index, statements, carried, line)
            if measured.shape == "same" and due.section is not None and index - 1 in numbers:
                before = self.found[numbers[index - 1]]
                due = Due(before.due, before.from_, before.inherited.get("due"))
            dated = carried is not None or self.dues.own(measured) is not None
            if due.due is None and before is not None and not is_yearly(prose.shadow, measured):
                due = Due(before.due, before.from_)  # what goes on with a goal is for its year
            parent = numbers.get(measured.part_of)
            if index == 0 and self.found and _PART_LINE.match(prose.shadow, start):
                parent = self._last_of(self.source.outline.section_id(line))
            numbers[index] = len(self.found)
            target = self.recorder.target(measured, mood, due, parent, line, named_at if index == 0 else -1)
            self._note_year(target, goes_on=before is not None, dated=dated)
            self.found.append(target)
            before = target
            if carried is not None and (inside := self.dues.inside(measured)):
                carried = inside  # "năm 2024 …, mục tiêu năm 2025 đạt 13,6%. Trong đó, …": the nearest year governs
        if before is not None and marker is None:
            self._open = (line, before)

    def _goal_above(self, line: int) -> Target | None:
        """The goal that the unmarked paragraph above ends with, in a text that is no list of tasks."""
        outline = self.source.outline
        if self._open is None or (self.moods.plans and outline.sections) or outline.markers[line] is not None:
            return None
        above, target = self._open
        past = _OPENS_YEAR.match(self.source.prose.shadow, self.source.prose.lines[line].start)
        if past and past[1] < (self._since or past[1]):
            return None  # "Năm 2023, …" below the goals of 2024 tells of the year before
        near = all(self._is_furniture(at) for at in range(above + 1, line))
        return target if near and not self.moods.over(line) else None

    def _is_furniture(self, line: int) -> bool:
        """Whether a line is a caption, a menu, a picture: nothing that paragraphs stop at."""
        place = self.source.prose.lines[line]
        return place.kind in _NOT_PROSE or not _WORD.search(self.source.prose.shadow, place.start, place.end)

    def _mood(self, measured: Measured, before: Target | None, line: int, start: int) -> Mood:
        """The mood of a value; one of which nothing near tells may go on with a goal, or with what was wanted."""
        mood = mood_of(self.source, self.moods, measured, line)
        if mood != UNTOLD:
            return mood
        if before is not None:
            goal = goes_on_with(self.source, self.moods, measured, before, line, self._since)
        else:
            goal = is_untold_goal(self.source, self.moods, measured, start)
        return Mood(GOAL, "goes_on", "mood_uncertain") if goal else mood

    def _last_of(self, section: str | None) -> int | None:
        """The number of the last target, whose parts a line "Trong đó, …" tells in the same section."""
        return len(self.found) - 1 if self.found[-1].section == section else None

    def _note_year(self, target: Target, *, goes_on: bool, dated: bool) -> None:
        """What goes on with goals is not for a year before theirs."""
        year = str(target.from_ or target.due)[:4] if dated else ""
        self._since = min(self._since or year, year or self._since) if goes_on else year

    def _may_hold(self, line: int, start: int, measures: tuple[Measure, ...]) -> bool:
        """Whether a line is worth reading: under a heading of goals, with a word of one, or an item of a plan."""
        over = self.moods.over(line)
        if _GROUND.match(self.source.prose.shadow, start):
            return False
        if over in (GOALS, AIMS):
            return True
        place = self.source.prose.lines[line]
        if over == REPORTS:
            return self.moods.strives(start, place.end)
        if holds_any(self.source.prose.shadow[place.start : place.end], self.cues) and self.moods.may_tell(
            start, place.end
        ):
            return True
        if self._goal_above(line) is not None or self.moods.details(start):
            return True
        if self.moods.told_year is not None or may_order(self.source.prose.shadow[start : place.end]):
            return True
        return self.moods.plans and any(measure.kind == "share" for measure in measures)

    def _due(self, index: int, statements: list[Measured], carried: Horizon | None, line: int) -> Due:
        horizon = self.dues.own(statements[index]) or carried or self._of_the_next(index, statements)
        if horizon is None:
            horizon = self.dues.of_named_plan(statements[index].sentence, statements[index].start)
        if horizon is not None:
            return Due(horizon.due, horizon.first)
        return self.dues.inherited(line, statements[index].start)

    def _of_the_next(self, index: int, statements: list[Measured]) -> Horizon | None:
        """ "A đạt 5%, B đạt 6% vào năm 2030": the year behind the last value is everybody's."""
        clause = statements[index].clause
        for other in statements[index + 1 : index + 9]:
            if other.clause != clause:
                return None
            own = self.dues.own(other)
            if own is not None:
                return own if own.start > other.measure.head else None
        return None


def _ordered(prose: list[Target], tables: list[Target]) -> tuple[Target, ...]:
    """All targets in text order, their `parent`s renumbered."""
    behind = {at: at + len(prose) for at in range(len(tables))}
    shifted = [_with_parent(target, behind) for target in tables]
    found = [*prose, *shifted]
    order = sorted(range(len(found)), key=lambda at: (found[at].start, found[at].end))
    rank = {old: new for new, old in enumerate(order)}
    return tuple(_with_parent(found[at], rank) for at in order)


def _with_parent(target: Target, numbers: dict[int, int]) -> Target:
    return target if target.parent is None else msgspec.structs.replace(target, parent=numbers[target.parent])
