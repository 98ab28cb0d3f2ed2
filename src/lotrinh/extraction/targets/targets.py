"""Targets: the goals a document states.

Reads: `Source`. Writes: `Target`s in text order, prose offsets.

A measure is a target when its clause is in the mood of a goal (mood.py). Its indicator is read by indicators.py, its
due year by dues.py. Tables of targets are read by target_tables.py, outcomes without a number by target_events.py.
"""

from __future__ import annotations

import re

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.agencies import agencies_at
from lotrinh.extraction.facts import Target
from lotrinh.extraction.language.patterns import holds_any, pattern
from lotrinh.extraction.language.phrases import any_of, folded, words_of
from lotrinh.extraction.measures.indicator_edges import is_headed
from lotrinh.extraction.measures.indicators import measured_in
from lotrinh.extraction.measures.measured import Measured
from lotrinh.extraction.measures.quantities import Measure
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.source import Source
from lotrinh.extraction.targets.dues import Due, Dues
from lotrinh.extraction.targets.goal_places import AIMS, GOALS, REPORTS
from lotrinh.extraction.targets.horizons import Horizon, horizons_in
from lotrinh.extraction.targets.mood import GOAL, NEITHER, REPORT, Mood, Moods
from lotrinh.extraction.targets.names_above import name_above
from lotrinh.extraction.targets.plain_goals import is_ordered, is_paid, may_order, sets_share
from lotrinh.extraction.targets.target_events import NONE_LEFT, find_events
from lotrinh.extraction.targets.target_tables import find_table_targets
from lotrinh.reading.document import BlockKind

_NOT_PROSE = frozenset({BlockKind.FURNITURE, BlockKind.LETTERHEAD, BlockKind.CELL})


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
        self.commas = any(measure.decimals and not measure.reasons for measure in source.measures)
        self.found: list[Target] = []
        self._open: tuple[int, Target] | None = None  # the last unmarked line that ends with a goal, and that goal
        self._since = ""  # the first year that the goals of a paragraph name
        self._agencies: dict[int, str | None] = {}

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
            mood = self._mood(measured, line)
            if before is not None and _WEIGHED.search(prose.shadow, before.end, measured.measure.head):
                before = None
            if mood == _UNTOLD and self._is_untold_goal(measured, before, line, start):
                mood = Mood(GOAL, "goes_on", "mood_uncertain")
            if mood.mood == REPORT and mood.by != "now":
                before = None
            if mood.mood != GOAL or _is_aside(prose.shadow, measured):
                carried = outside if measured.bracketed else carried  # the year in a bracket is the bracket's
                continue
            due = self._due(index, statements, carried, line)
            if measured.shape == "same" and due.section is not None and index - 1 in numbers:
                before = self.found[numbers[index - 1]]
                due = Due(before.due, before.from_, before.inherited.get("due"))
            dated = carried is not None or self.dues.own(measured) is not None
            if due.due is None and before is not None and not _EACH_YEAR.match(prose.shadow, measured.sentence):
                due = Due(before.due, before.from_)  # what goes on with a goal is for its year
            parent = numbers.get(measured.part_of)
            if index == 0 and self.found and _PART_LINE.match(prose.shadow, start):
                parent = len(self.found) - 1 if self.found[-1].section == self._section(line) else None
            numbers[index] = len(self.found)
            going = before is not None
            before = self._target(measured, mood, due, parent, line, named_at if index == 0 else -1)
            since_year = str(before.from_ or before.due)[:4] if dated else ""  # what goes on is not for an earlier one
            self._since = min(self._since or since_year, since_year or self._since) if going else since_year
            self.found.append(before)
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
        near = all(self._is_furniture(at) for at in range(above + 1, line))
        return target if near and not self.moods.over(line) else None

    def _is_furniture(self, line: int) -> bool:
        """Whether a line is a caption, a menu, a picture: nothing that paragraphs stop at."""
        place = self.source.prose.lines[line]
        return place.kind in _NOT_PROSE or not _WORDS.search(self.source.prose.shadow, place.start, place.end)

    def _is_untold_goal(self, measured: Measured, before: Target | None, line: int, start: int) -> bool:
        """Whether a value goes on with a goal, or tells what the sentence before wants: "… mục tiêu. Tức là 90% …"."""
        if before is not None:
            return self._goes_on(measured, before, line)
        if is_headed(self.source.prose.shadow, measured.start) and self.moods.of_plan(measured.sentence):
            return True
        first = measured.measure.kind == "share" and measured.sentence > start
        first = first and (measured.shape == "behind" or is_headed(self.source.prose.shadow, measured.start))
        return first and not self.moods.reports and self.moods.strove(start, measured.sentence)

    def _goes_on(self, measured: Measured, before: Target, line: int) -> bool:
        """Whether a value that no word makes a goal goes on with the goals before it: "… 14 triệu người được …"."""
        shadow, kind = self.source.prose.shadow, measured.measure.kind
        if self.moods.reports or self.moods.over(line) not in ("", AIMS):
            return False
        if _MAYBE.search(shadow, measured.sentence, measured.measure.head) or is_paid(shadow, measured):
            return False
        same = before.start >= measured.sentence
        colon = shadow.endswith((":", ": "), measured.start, measured.measure.head)
        told = (
            colon or measured.linked or measured.shape == "same" or measured.part_of >= 0 or (same and kind != "money")
        )
        if measured.shape == "behind" and not same:
            counted = kind == "count" and _PASSIVE.search(shadow, *_span(measured)) is not None
            dated = measured.linked or _OPENS_WITH_YEAR.match(shadow, measured.sentence)
            told = kind == "share" or counted or bool(dated and not self.moods.plans)
        elif measured.shape == "before" and is_headed(shadow, measured.start):
            told = True
        elif kind == "share" and measured.measure.head < measured.measure.start:
            told = True  # "chủ động cung ứng trên 50% nhu cầu …"
        if kind == "money" and not measured.linked and measured.shape != "same":
            listed = same and before.unit == measured.measure.unit
            told = listed or (told and _YIELDS.match(shadow, measured.start) is not None)
        if not told:
            return False
        years = horizons_in(shadow, measured.sentence, measured.rest[1])
        since = self._since or str(self.moods.told_year or "")
        return all(str(horizon.due)[:4] >= since for horizon in years)

    def _may_hold(self, line: int, start: int, measures: tuple[Measure, ...]) -> bool:
        """Whether a line is worth reading: under a heading of goals, with a word of one, or an item of a plan."""
        over = self.moods.over(line)
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

    def _mood(self, measured: Measured, line: int) -> Mood:
        measure, shadow = measured.measure, self.source.prose.shadow
        value = (measure.head, max(measure.tail, measured.end))
        mood = self.moods.of(measured.clause, measured.sentence, value, line)
        if mood.mood == GOAL and mood.by == "year" and not self._is_planned(measured):
            mood = Mood(NEITHER, "year")
        elif mood.by == "issued" and measure.kind != "share" and measured.change == "level":
            mood = _UNTOLD
        elif mood.mood == GOAL or mood.by:
            return mood
        if measured.shape == "behind" and measure.kind == "share":
            if _ASSURED.search(shadow, measured.lead[0], measure.head):
                return Mood(GOAL, "assured", "mood_uncertain")
            marker = self.source.outline.markers[line]
            settled = self.moods.over(line) in (AIMS, REPORTS)
            if not settled and self.moods.plans and marker is not None and measured.start - marker.body <= 1:
                return Mood(GOAL, "item", "mood_uncertain")
        elif measured.shape == "before" and _ASSURED_BEFORE.search(shadow, measured.start, measure.head):
            return Mood(GOAL, "assured", "mood_uncertain")
        if is_ordered(shadow, measured):
            return Mood(GOAL, "ordered", "mood_uncertain")
        if self.moods.may_set(line):
            marker = self.source.outline.markers[line]
            item = marker.body if marker is not None else self.source.prose.lines[line].start
            if sets_share(shadow, measured, item, self.moods.year):
                return Mood(GOAL, "plain", "mood_uncertain")
        return mood

    def _is_planned(self, measured: Measured) -> bool:
        """Whether a value that only its year makes a goal is told as one: "đến năm 2020 phát triển 39 siêu thị"."""
        shadow = self.source.prose.shadow
        if measured.shape == "behind":
            counted = measured.measure.kind in ("share", "count")
            dated = _UNTIL.search(shadow, measured.lead[0], measured.rest[1]) or _PATH.match(
                shadow, measured.measure.tail
            )
            return counted and dated is not None
        return measured.linked or measured.shape == "same" or measured.part_of >= 0

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

    def _target(self, measured: Measured, mood: Mood, due: Due, parent: int | None, line: int, named_at: int) -> Target:
        measure = measured.measure
        reasons = [*measured.reasons]
        reasons += [doubt for doubt in (mood.doubt, due.doubt) if doubt]
        if self.commas:
            reasons = [reason for reason in reasons if reason not in _OF_NUMBERS]
        if len(measured.indicator) > _LONG or _GLOSS.search(shadow_of(measured.indicator)):
            reasons.append("indicator_long")
        inherited = {"due": due.section} if due.section else {}
        if named_at >= 0 and measured.shape == "same" and (named_in := self._section(named_at)):
            inherited["indicator"] = named_in
        goals = self.moods.over(line) == GOALS
        agency = None if goals else self._agency(line, inherited)
        low, high, comparator = _bounded(self.source.prose.shadow, measured)
        return Target(
            start=measured.start,
            end=measured.end,
            rule=f"target.{_shape(measured)}",
            reasons=tuple(dict.fromkeys(reasons)),
            indicator=measured.indicator,
            change=measured.change,
            comparator=comparator,
            approx=measure.approx,
            low=low,
            high=high,
            unit=_unit(self.source.prose.shadow, measured),
            per=measured.per or ("year" if _EACH_YEAR.match(self.source.prose.shadow, measured.sentence) else None),
            from_=due.first,
            due=due.due,
            scope=measured.place,
            agency=agency,
            parent=parent,
            section=self._section(line),
            inherited=inherited,
        )

    def _section(self, line: int) -> str | None:
        index = self.source.outline.section_of[line]
        return self.source.outline.sections[index].id if index >= 0 else None

    def _agency(self, line: int, inherited: dict[str, str]) -> str | None:
        """The agency whose heading the line stands under."""
        index = self.source.outline.section_of[line]
        while index >= 0:
            section = self.source.outline.sections[index]
            if index not in self._agencies:
                marker = self.source.outline.markers[section.line]
                body = marker.body if marker is not None else section.start
                named = agencies_at(self.source.prose, body, section.end)
                self._agencies[index] = named[0].name if named and not named[0].group else None
            name = self._agencies[index]
            if name is not None:
                inherited["agency"] = section.id
                return name
            index = section.parent
        return None


# A picture's caption is furniture, but what it says of goals is said: "… đặt mục tiêu … 20%. Ảnh: TTXVN"
_CREDIT = pattern(r"(?<=[.\-,(] )ảnh(?: minh họa|:)|\(ảnh|ảnh minh họa$")
_LONGEST_CREDIT, _SHORTEST_CAPTION = 60, 60


def is_caption(prose: Prose, line: int) -> bool:
    """Whether a line of furniture is a picture's caption that tells something: a sentence and whose picture it is."""
    place = prose.lines[line]
    if place.kind is not BlockKind.FURNITURE or place.end - place.start < _SHORTEST_CAPTION:
        return False
    return _CREDIT.search(prose.shadow, max(place.start, place.end - _LONGEST_CREDIT), place.end) is not None


_CLOSE = 32  # characters from the beginning of an item to its value
_MAYBE = pattern(r"(?<!\w)(?:có thể|được phép(?! khác)|cho phép)(?!\w)")
_PLACES = (
    "tiêu",
    "du lịch",
    "dân cư",
    "trường",
    "đến",
    "bán",
    "giao dịch",
    "bưu điện",
    "trung chuyển",
    "tập kết",
    "sáng",
    "toàn xã hội",
    "phát triển toàn xã hội",
)
# "… đạt 90% (hiện nay 82%)", "(ước thực hiện năm 2025 là 82%)"
_BASELINE = pattern(
    r" ?(?:hiện (?:nay|tại|đang|có)|hiện trạng|thực trạng|(?:ước )?(?:thực hiện|kết quả)(?: \w+)? (?:năm )?20[0-9]{2}"
    r"|(?:cuối )?năm 20[0-9]{2} (?:là|ước|mới|đã))(?!\w)"
)
_SHARE_OF_WHOLE = pattern(r"chiếm [^()]{0,20}[0-9] ?% [^\W\d_]{2}")  # "(chiếm 5,7% GDP toàn tỉnh)"
_SPENDING = pattern(r"(?:tổng )?kinh phí [^\W\d_]")
_POINTED_AT = pattern(r" (?:này|nói trên|nêu trên|trên đây|kể trên)(?!\w)")  # "gắn với 02 bến cảng này"
_YIELDS = pattern(r"(?:giá trị|kim ngạch|doanh thu|thu nhập|tổng sản phẩm|grdp|gdp|năng suất|nộp ngân sách)(?!\w)")
_EACH_YEAR = pattern(r"[ \-+*(0-9)]*(?:hằng|hàng|mỗi) năm ?[,:]")
_OPENS_WITH_YEAR = pattern(r"[ \-+*]*(?:vào|đến|tới)(?: cuối| hết)? năm [0-9]{4}")
_UNTOLD = Mood(NEITHER, "")
_WORDS = re.compile(r"[^\W\d_]{2}")
# "… là tỷ trọng khá cao khi so với các ngành": what goes on weighs the goal.
_WEIGHED = pattern(
    r"(?<!\w)(?:khi so với|so sánh với|đứng sau|(?:tương đối|khá|rất) (?:cao|thấp|lớn|nhỏ)"
    r"|đã (?:tạo|đạt|có|giúp|góp phần|đóng góp|trở thành|vươn|hoàn thành|phát triển))(?!\w)"
)
_PASSIVE = pattern(r"(?<!\w)(?:được|có)(?!\w)")


def _span(measured: Measured) -> tuple[int, int]:
    return measured.measure.tail, measured.end


def _span_of(measure: Measure) -> tuple[int, int]:
    return measure.head, measure.tail


_LONG = 120  # characters: an indicator so long goes on, most likely, with what else is to be done
_GLOSS = pattern(r"\( ?(?:có|gồm|bao gồm|trong đó|kể cả)(?!\w)")
_OF_NUMBERS = frozenset({"one_dot_group", "three_comma_decimals"})  # a decimal comma elsewhere settles what a dot is
_CUES = tuple(
    shadow_of(words)
    for words in (
        "phấn đấu", "mục tiêu", "chỉ tiêu", "quyết tâm", "đảm bảo", "bảo đảm", "hướng tới", "hướng đến", "giai đoạn 20",
        "đặt ra yêu cầu", "đặt yêu cầu", "yêu cầu đạt", "cần đạt", "phải đạt", "giao kế hoạch", " nhằm ",
        "theo kế hoạch", " ra trong năm", " ra cho năm",
    )
)  # fmt: skip
_COMING_YEARS = tuple(shadow_of(f"{word} năm 20") for word in ("đến", "vào", "trước", "tới", "hết", "cuối"))
_YEARS = ("năm 20", "năm 19", shadow_of("thời kỳ 20"))  # enough in a document of goals
_ASSURED = re.compile(words_of(lexicon("mood_words")["goal"]["assured"]))
_ASSURED_BEFORE = pattern(r"(?<!phải )(?:bảo đảm|đảm bảo|phấn đấu)(?: đạt)? $")
_UNTIL = pattern(r"(?:đến|tới|vào|trước|giai đoạn|thời kỳ)(?: hết| cuối)?(?: năm)? ?[0-9]")
# "giảm 10% số vụ năm 2027 và 20% vào năm 2030"
_PATH = pattern(
    r"[^;.:0-9]{3,120} năm [0-9]{4}(?:,| và) (?:[^\W\d_]+ ){0,2}[0-9]{1,3}(?:,[0-9]+)? ?%"
    r" (?:vào|đến|trong) năm [0-9]{4}"
)
_NOT_INDICATORS = re.compile(
    rf"(?:{any_of(lexicon('mood_words')['neither']['indicators'])})(?!\w)(?! (?:{any_of(_PLACES)})(?!\w))"
)
_OWN_PARTS = folded(lexicon("mood_words")["neither"]["own_parts"])
_PART_LINE = pattern(r"(?:trong đó|riêng)(?!\w)")
_TOLD = pattern(r"\b(?:còn|đạt|tăng|giảm|trong đó|riêng|lên|xuống|là)\b")
_EXCEEDED = pattern(r"vượt (?:mục tiêu|kế hoạch|chỉ tiêu|mức|dự toán)[^(;.]{0,60}$")
_AND = shadow_of(" và")
_EQUIVALENT = pattern(r" ?(?:tương đương|tức là|tương ứng)(?!\w)")
_BY_STANDARD = pattern(r"\((?:theo|tính theo) (?:tiêu chí|chuẩn|mức)")
_LOWER_IN_NAME = pattern(r"\b(?:tối thiểu|ít nhất)\b")
_UPPER_IN_NAME = pattern(r"\b(?:tối đa|nhiều nhất)\b")
_OF_PLAN = pattern(r" kế hoạch(?= ?[,;.)]| ?$|\n)")


def _is_aside(shadow: str, measured: Measured) -> bool:
    """A bracket that repeats or explains the value before it, or money and marks that are no goal."""
    spent = _NOT_INDICATORS.match(shadow_of(measured.indicator))
    if (
        spent
        and measured.measure.kind == "share"
        and measured.linked
        and _SPENDING.match(shadow_of(measured.indicator))
    ):
        spent = None  # "kinh phí cho nghiên cứu đạt 2% GRDP" is a goal, "kinh phí: 25 tỷ đồng" is none
    if spent or _POINTED_AT.match(shadow, measured.measure.tail):
        return True
    if NONE_LEFT.fullmatch(shadow, measured.start, measured.measure.head):
        return True  # "không còn xã dưới 15 tiêu chí" is an outcome
    named = is_headed(shadow, measured.start) and (measured.linked or not shadow_of(measured.indicator).endswith(_AND))
    counts = measured.shape == "behind" or (measured.change == "level" and not named)
    if counts and measured.measure.unit and shadow_of(measured.measure.unit) in _OWN_PARTS:
        return True
    if shadow[measured.measure.head - 1 : measured.measure.head] == '"':
        return True
    if _BY_STANDARD.match(shadow, measured.clause[0] - 1):
        return True
    if measured.bracketed and measured.measure.kind == "count" and _only_counts(measured):
        return True  # "giảm 15% tỷ lệ hộ nghèo (21 hộ)", "đạt 60% (67/112 thôn, tăng thêm 20 thôn)"
    if measured.bracketed and _EQUIVALENT.match(shadow, measured.clause[0]):
        return True  # "(tương đương giảm 4 xã và 2 thôn)"
    if not measured.bracketed or measured.shape != "same":
        return False
    if _BASELINE.match(shadow, measured.clause[0]):
        return True
    if _SHARE_OF_WHOLE.match(shadow, measured.clause[0]):
        return False
    words = shadow[measured.clause[0] : measured.measure.head]
    return _TOLD.search(words) is None and _EXCEEDED.search(shadow, 0, measured.clause[0] - 1) is None


def _only_counts(measured: Measured) -> bool:
    """Whether a count has no other name than the noun of its unit, or stands alone in its clause."""
    alone = measured.clause == _span_of(measured.measure)
    return alone or (
        measured.shape != "before" and measured.per is None and measured.indicator == measured.measure.unit
    )


def _bounded(shadow: str, measured: Measured) -> tuple[float | None, float | None, str]:
    """Low, high and comparator; a bound told in the indicator ("Số phòng tối thiểu …: 4 phòng") counts."""
    measure = measured.measure
    if measure.comparator == "eq" and measured.shape != "behind":
        same = measured.shape == "same"
        name = shadow_of(measured.indicator) if same else shadow[measured.start : measure.head]
        if _LOWER_IN_NAME.search(name):
            return measure.low, None, "ge"
        if _UPPER_IN_NAME.search(name):
            return None, measure.high, "le"
    return measure.low, measure.high, measure.comparator


def _unit(shadow: str, measured: Measured) -> str | None:
    measure = measured.measure
    if measure.kind == "share" and _OF_PLAN.match(shadow, measure.end):
        return f"{measure.unit} kế hoạch"
    return measure.unit


def _shape(measured: Measured) -> str:
    if measured.change in ("increase", "decrease", "multiple"):
        return measured.change
    if measured.part_of >= 0:
        return "part"
    if measured.shape == "same":
        return "repeated"
    if measured.shape == "behind":
        return "value_first"
    return "range" if measured.measure.comparator == "range" else "level"


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
