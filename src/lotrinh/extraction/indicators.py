"""Statements: what each measure of a line measures.

Reads: `Prose`, the measures of one line. Writes: `Measured` statements: indicator, direction of change, span, and where in the
clause they were found. Goals and reports share this reading; whether a statement is a goal is decided elsewhere.

The indicator is the noun phrase before the value ("Tỷ lệ đô thị hóa đạt khoảng 40%"), or behind it when the value
comes first ("Trên 99% dân cư nông thôn được …"), or that of the measure before ("80% vào năm 2025 và 90% vào năm
2030"). The words around it are data: `data/indicator_words.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.clauses import Place, places_of
from lotrinh.extraction.horizons import horizons_in
from lotrinh.extraction.patterns import pattern
from lotrinh.extraction.phrases import any_of, folded
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.quantities import Measure
from lotrinh.extraction.rules import lexicon


class Measured(msgspec.Struct, frozen=True, gc=False):
    """A measure with its indicator. All offsets are prose offsets.

    * `start`, `end`: the fact's span: from the indicator's first word (the value's, when it comes first) to the last
      word of value and unit, or of the noun phrase behind the value.
    * `change`: level | increase | decrease | multiple. `per`: "year" for yearly or average-yearly rates.
    * `lead`: what stands before the indicator in its clause (mood words, period). `rest`: what stands behind the value.
    * `sentence`: where the sentence starts. `shape`: "before", "behind" (value first), "same" (as the measure before).
    * `linked`: a verb or colon joins indicator and value.
    * `clause`: the clause it stands in. `bracketed`: it stands in a bracket behind another value.
    * `part_of`: index of the statement this one is a part of ("trong đó"), -1 none. `place`: "Hà Nội" of
      "Hà Nội có tối thiểu 200 công trình".
    * `reasons`: indicator_far, indicator_missing, and those of the measure.
    """

    measure: Measure
    start: int
    end: int
    indicator: str
    change: str
    per: str | None
    lead: tuple[int, int]
    rest: tuple[int, int]
    sentence: int
    shape: str
    clause: tuple[int, int]
    bracketed: bool = False
    linked: bool = False
    part_of: int = -1
    place: str | None = None
    reasons: tuple[str, ...] = ()


class _Front(NamedTuple):
    """What the front of a clause says before the indicator begins at `at`."""

    at: int
    change: str | None
    part: bool


class _Tail(NamedTuple):
    """What the verbs before a value say; the indicator ends at `at`."""

    at: int
    change: str | None
    verb: bool
    possessed: bool
    yearly: bool


@cache
def _words() -> dict[str, re.Pattern[str]]:
    data = lexicon("indicator_words")
    lead = data["lead"]
    fronts = [*lead["plain"], *lead["parent"], *lead["increase"], *lead["decrease"]]
    tail = data["tail"]
    tails = [word for kind in tail.values() for word in kind]
    return {
        "front": re.compile(rf"(?P<word>{any_of(fronts)})(?![\w/])(?: (?=[^\W\d_]| )|(?= ?[,:])| ?$)"),
        "tail": re.compile(rf" ?(?P<word>{any_of(word[::-1] for word in map(shadow_of, tails))})(?!\w)"),
        "head": re.compile(rf"(?:{any_of(data['heads'])})(?!\w)"),
        "anchor": re.compile(rf"(?<!\w)(?:{any_of(data['anchors'])})(?!\w)"),
        "verb": re.compile(rf"(?:{any_of(data['verbs'])})(?!\w)"),
        "stop": re.compile(rf" (?:{any_of(data['end']['words'])})(?!\w)"),
    }


@cache
def _front_kinds() -> dict[str, str]:
    lead = lexicon("indicator_words")["lead"]
    return {shadow_of(word): kind for kind in ("plain", "parent", "increase", "decrease") for word in lead[kind]}


@cache
def _tail_kinds() -> dict[str, str]:
    return {shadow_of(word): kind for kind, words in lexicon("indicator_words")["tail"].items() for word in words}


_LABEL = pattern(r"(?:chỉ tiêu|mục tiêu|nhóm chỉ tiêu|tiêu chí)(?: số)? ?[0-9.]{0,5} ?[:.] ?")
_SKIPPED = re.compile(r"[ ,.:\-+*\"'“”]+|\([0-9a-zđivx]{1,3}\) ?|[0-9a-zđ]{1,2}[).] ")
_AREA = pattern(
    r"(?:tại|đối với|ở|trên địa bàn|riêng|khu vực|trong lĩnh vực|trên lĩnh vực|về lĩnh vực)(?= )[^,:;()0-9]{2,70}[,:] ?"
)
_TOPIC = pattern(r"[^:;]{2,100} ?: ?")
_SEPARATOR = pattern(r",|:|\)|(?<![0-9]) - | và | đồng thời | còn | trong đó | hoặc | cùng với ")
_HARD = pattern(r",| và | đồng thời ")
_PERIOD_JOIN = re.compile(r"[ ,:\-]*")
_YEARLY = pattern(r"(?<!cây )(?:bình quân|trung bình)? ?(?:hằng|hàng|mỗi|một) năm(?! tuổi)|bình quân năm")
_ALWAYS_LEVEL = pattern(
    r"(?:tỷ lệ|tỉ lệ|tốc độ|mức)(?: \w+){0,2} (?:tăng|giảm)|tốc độ|tỷ lệ|tỉ lệ|chỉ số|tỷ trọng|tỉ trọng|tỷ suất|hệ số"
)
_SCALES = pattern(r"(?:(?:trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ|chục) ?)+|lượt (?=khách|người|hộ|học)")
_PLACE = re.compile(
    r"(?:(?:tỉnh|thành phố|tp\.?|huyện|thị xã|quận|xã|phường|vùng|khu vực|địa bàn|miền) )?[^\W\d_]+(?: [^\W\d_]+){0,4}"
)
_UPWARD = pattern(r"(\w+(?: \w+){0,3}) trở lên(?: |$)")
_EMPTY_BRACKET = re.compile(r"\(\s*\)|^\([0-9 /]+\) ?")
_PURPOSE = pattern(r" (?:để|nhằm) (?:đạt|bảo đảm|đảm bảo|nâng|giảm|tăng|đưa) ")
_GROWTH_NOUN = pattern(r"(?<!\w)tăng trưởng(?: kinh tế| grdp| gdp)?(?!\w)")
_EXCEEDED = pattern(r" vượt (?:mục tiêu|kế hoạch|chỉ tiêu|mức|dự toán)[^(;.]{0,60}$")
_LONGEST_ACT = 14  # words before a counted noun that still say what is done with it
_LONGEST = 60  # words of an indicator that still reads as one noun phrase


def statements_of(prose: Prose, start: int, end: int, measures: Sequence[Measure]) -> list[Measured]:
    """A statement for every measure of ``[start, end)`` that measures something, in order.

    Left out: second units in brackets, starting points ("từ 60%" of "từ 60% lên 70%"), and numbers inside the noun
    phrase of another value ("100% xã có ít nhất 04 tin, bài").
    """
    places = places_of(prose.text, prose.shadow, start, end, measures)
    reader = _Reader(prose, measures, places)
    return reader.read()


class _Reader:
    """One line's measures, read left to right."""

    def __init__(self, prose: Prose, measures: Sequence[Measure], places: list[Place]) -> None:
        self.prose = prose
        self.measures = measures
        self.places = places
        self.found: list[Measured] = []
        self.of: dict[int, int] = {}  # measure → its statement
        self.cuts: dict[int, int] = {}  # measure → where the words before it begin
        self.bases: dict[int, tuple[_Front, _Tail]] = {}  # measure → the words before the starting point it replaces

    def read(self) -> list[Measured]:
        for index, measure in enumerate(self.measures):
            statement = self._statement(index, measure)
            if statement is not None:
                self.of[index] = len(self.found)
                self.found.append(statement)
        return self.found

    def _statement(self, index: int, measure: Measure) -> Measured | None:
        if measure.role == "equivalent":
            return None
        shadow, place = self.prose.shadow, self.places[index]
        floor = self.cuts.get(index, place.floor)
        if index in self.cuts and self.cuts[index] < 0:
            return None  # inside the noun phrase of the value before
        tail = _tail_of(shadow, floor, measure.head)
        front = _front_of(shadow, floor, tail.at)
        named = front.at < tail.at
        if not named and tail.verb and tail.at > floor and _blank(shadow, measure.tail, self._furthest(index)):
            front = _front_of(shadow, floor, tail.at, anchored=False)
            named = front.at < tail.at
        reaches = named and self._reaches(measure, tail, (measure.tail, self._furthest(index)), front)
        limit = self._limit(index, place, value_first=not reaches)
        rest = (measure.tail, limit)
        if measure.role == "base":
            if named and index + 1 < len(self.measures):
                self.bases[index + 1] = (front, tail)
            return None
        if index in self.bases:
            front, base_tail = self.bases[index]
            tail = base_tail._replace(
                change=None if _LEVEL_WORDS.search(shadow, place.floor, measure.head) else base_tail.change
            )
            return self._before(index, measure, front, tail, rest, front.at)
        change = front.change or "level"
        if named and not reaches:
            return self._acted(index, measure, front, tail, rest, floor)
        if named:
            return self._before(index, measure, front, tail, rest, floor)
        if tail.change:
            change = tail.change
        if _LEVEL_WORDS.search(shadow, floor, measure.head):
            change = "reached"
        return self._behind(index, measure, front, change, rest, floor)

    def _furthest(self, index: int) -> int:
        """How far the words behind a value could go: to the next measure of its clause."""
        place = self.places[index]
        following = index + 1
        if following < len(self.measures) and self.places[following].before == index:
            return min(place.limit, self.measures[following].head)
        return place.limit

    def _limit(self, index: int, place: Place, *, value_first: bool) -> int:
        """Where the words behind the value end; marks where the words before the next measure begin."""
        following = index + 1
        measure = self.measures[index]
        if following >= len(self.measures) or self.places[following].before != index:
            return place.limit
        head = self.measures[following].head
        if place.limit < head:
            return place.limit
        cut = _cut(self.prose, measure.tail, head, value_first=value_first)
        if cut is None:
            if value_first and self.measures[following].role != "base":
                self.cuts[following] = -1
                clause_end = self.places[following].limit
                return clause_end if clause_end > head else place.limit
            return head
        self.cuts[following] = cut
        return cut

    def _reaches(self, measure: Measure, tail: _Tail, rest: tuple[int, int], front: _Front) -> bool:
        """Whether the words before the value are its indicator: a verb or bound between, or nothing behind."""
        shadow, words = self.prose.shadow, _words()
        acts = words["verb"].match(shadow, front.at)
        if tail.verb:
            added = tail.change == "increase" and acts is not None and not shadow[acts.end() : tail.at].strip()
            return not added or _blank(shadow, *rest)
        if tail.possessed and is_place(self.prose.text, front.at, tail.at):
            return False
        if _blank(shadow, *rest):
            return not (acts and measure.kind == "count")
        if tail.possessed or acts:
            return False
        phrase, _ = _start_of_phrase(shadow, front.at, tail.at)
        return measure.head < measure.start or words["head"].match(shadow, phrase) is not None

    def _before(
        self, index: int, measure: Measure, front: _Front, tail: _Tail, rest: tuple[int, int], floor: int
    ) -> Measured | None:
        text, shadow = self.prose.text, self.prose.shadow
        at, reasons = _start_of_phrase(shadow, front.at, tail.at)
        indicator = cleaned(text, shadow, at, tail.at)
        if sum(letter.isalpha() for letter in indicator) < 2:
            return self._behind(index, measure, front, tail.change or "level", rest, floor)
        change = _change(shadow, at, tail, front, measure)
        yearly = tail.yearly or _YEARLY.search(shadow, floor, measure.head) is not None
        end = _share_of(shadow, measure, rest)
        if plan := _PLAN_BEHIND.match(shadow, measure.tail, rest[1]) if measure.kind == "share" else None:
            end = _phrase_end(shadow, measure.tail, plan.end())
            indicator = f"{indicator} {cleaned(text, shadow, measure.tail, end)}"
        return self._made(index, measure, (at, end), indicator, change, yearly, (floor, at), (end, rest[1]), "before",
                          front, reasons, linked=self._is_linked(measure, tail, at))  # fmt: skip

    def _is_linked(self, measure: Measure, tail: _Tail, at: int) -> bool:
        bounded = measure.head < measure.start and _words()["head"].match(self.prose.shadow, at) is not None
        return tail.verb or bounded

    def _acted(
        self, index: int, measure: Measure, front: _Front, tail: _Tail, rest: tuple[int, int], floor: int
    ) -> Measured | None:
        """ "thành lập mới 3 cụm công nghiệp", "cả nước có 1.200 công trình xây dựng xanh"."""
        text, shadow = self.prose.text, self.prose.shadow
        if topic := _last_topic(shadow, front.at, tail.at):
            front = front._replace(at=topic)
        before = cleaned(text, shadow, front.at, tail.at)
        noun = _counted(measure)
        end = _phrase_end(shadow, *rest)
        behind = cleaned(text, shadow, measure.tail, end)
        if measure.kind in ("share", "money", "physical") and not behind:
            return None
        if not tail.possessed and not _words()["verb"].match(shadow, front.at):
            return None  # a number inside a noun phrase: "đường 4 làn xe"
        if before.count(" ") > _LONGEST_ACT:
            before = ""
        place = before if tail.possessed and is_place(text, front.at, tail.at) else None
        parts = (noun, behind) if place else (before, noun, behind)
        if place and not behind and self.found:
            parts = (self.found[-1].indicator,)
        indicator = " ".join(part for part in parts if part)
        if indicator.endswith("/năm"):
            indicator, measure = indicator.removesuffix("/năm").rstrip(), msgspec.structs.replace(measure, per="year")
        yearly = _YEARLY.search(shadow, floor, measure.head) is not None
        change = front.change or ("increase" if tail.change == "increase" else "level")
        return self._made(index, measure, (front.at, max(end, measure.tail)), indicator, change, yearly,
                          (floor, front.at), (max(end, measure.tail), rest[1]), "behind", front, (), place, linked=True)  # fmt: skip

    def _behind(
        self, index: int, measure: Measure, front: _Front, change: str, rest: tuple[int, int], floor: int
    ) -> Measured | None:
        text, shadow = self.prose.text, self.prose.shadow
        end = _phrase_end(shadow, *rest)
        behind = cleaned(text, shadow, measure.tail, end)
        if upward := _UPWARD.match(shadow_of(behind)):
            behind = f"{behind[: upward.end(1)]} {behind[upward.end():]}".strip()
            measure = msgspec.structs.replace(measure, comparator="ge", low=measure.value, high=None)
        noun = _counted(measure)
        earlier = self._earlier(index)
        if shadow.startswith((",", " ,"), measure.tail) or self._told_again(measure, earlier, behind):
            behind, end = "", measure.tail
        growth = _GROWTH_NOUN.search(shadow, floor, measure.head)
        if growth and measure.kind == "share":
            tail = _Tail(growth.end(), None, True, False, False)
            return self._before(index, measure, front._replace(at=growth.start()), tail, rest, floor)
        if not behind and (exceeded := self._exceeded(index, measure, front, rest)):
            return exceeded
        reasons: tuple[str, ...] = ()
        shape = "behind"
        if not behind and earlier is not None and (not noun or earlier.measure.unit == measure.unit):
            indicator, shape, end = earlier.indicator, "same", measure.tail
            change = earlier.change if change == "level" else change
        elif not behind and (like := self._like(measure, earlier)) is not None:
            indicator, shape, end = like.indicator, "same", measure.tail
        elif behind or (noun and measure.kind == "count"):
            indicator = f"{noun} {behind}".strip() if measure.kind == "count" else behind
            if measure.kind in ("money", "physical") and behind.startswith("/"):
                return None
        else:
            return None
        if behind.endswith("/năm"):
            indicator, measure = indicator.removesuffix("/năm").rstrip(), msgspec.structs.replace(measure, per="year")
        same_rate = earlier is not None and shape == "same" and earlier.per is not None and change != "reached"
        yearly = same_rate or _YEARLY.search(shadow, floor, measure.head) is not None
        change = "level" if change == "reached" else change
        return self._made(index, measure, (measure.head, max(end, measure.tail)), indicator, change, yearly,
                          (floor, measure.head), (max(end, measure.tail), rest[1]), shape, front, reasons)  # fmt: skip

    def _told_again(self, measure: Measure, earlier: Measured | None, behind: str) -> bool:
        """ "chiếm 12 - 15 % đất xây dựng đô thị, … chiếm 18 - 20 % đất xây dựng đô thị": the whole is told twice."""
        if earlier is None or earlier.shape == "behind" or earlier.measure.unit != measure.unit or not behind:
            return False
        return self.prose.quote(earlier.measure.tail, earlier.rest[1]).strip(" ,").startswith(behind)

    def _like(self, measure: Measure, earlier: Measured | None) -> Measured | None:
        """The statement before with the same unit, else the one before of the same kind."""
        if earlier is None or measure.kind not in ("money", "physical", "bare"):
            return None
        for other in reversed(self.found):
            if other.measure.unit == measure.unit:
                return other
        return earlier if earlier.measure.kind == measure.kind else None

    def _exceeded(self, index: int, measure: Measure, front: _Front, rest: tuple[int, int]) -> Measured | None:
        """ "phấn đấu tăng trưởng kinh tế vượt mục tiêu Chính phủ giao (10%)"."""
        shadow, place = self.prose.shadow, self.places[index]
        opening = place.clause[0] - 1
        if opening <= place.sentence or shadow[opening] != "(":
            return None
        since = max(place.sentence, shadow.rfind(";", place.sentence, opening) + 1)
        over = _EXCEEDED.search(shadow, since, opening)
        if over is None:
            return None
        at = _front_of(shadow, since, over.start()).at
        indicator = cleaned(self.prose.text, shadow, at, over.start())
        if not indicator:
            return None
        beyond = msgspec.structs.replace(measure, comparator="gt", low=measure.value, high=None)
        return self._made(
            index,
            beyond,
            (at, measure.tail),
            indicator,
            "level",
            False,
            (since, at),
            rest,
            "before",
            front,
            (),
            linked=True,
        )

    def _earlier(self, index: int) -> Measured | None:
        """The statement whose indicator a value without words of its own repeats."""
        place = self.places[index]
        for other in (place.before, place.bracket):
            if other in self.of:
                return self.found[self.of[other]]
        if self.found and index - 1 in self.of:
            return self.found[-1]
        return None

    def _made(
        self, index: int, measure: Measure, span: tuple[int, int], indicator: str, change: str, yearly: bool,
        lead: tuple[int, int], rest: tuple[int, int], shape: str, front: _Front, reasons: tuple[str, ...],
        place: str | None = None, *, linked: bool = False,
    ) -> Measured:  # fmt: skip
        part_of = -1
        bracket = self.places[index].bracket
        if front.part and self.found:
            part_of = self.of.get(bracket, len(self.found) - 1) if bracket >= 0 else len(self.found) - 1
        if change == "level" and measure.unit and shadow_of(measure.unit) == "lần" and shape == "before":
            change = (
                "multiple" if "gấp" in self.prose.shadow[max(lead[0], measure.head - 12) : measure.head] else change
            )
        return Measured(
            measure=measure,
            start=span[0],
            end=span[1],
            indicator=indicator,
            change=change,
            per="year" if yearly or measure.per else None,
            lead=lead,
            rest=rest,
            sentence=self.places[index].sentence,
            shape=shape,
            clause=self.places[index].clause,
            bracketed=bracket >= 0,
            linked=linked,
            part_of=part_of,
            place=place,
            reasons=(*reasons, *measure.reasons),
        )


def _front_of(shadow: str, start: int, end: int, *, anchored: bool = True) -> _Front:
    """Strip mood words, periods, labels and verbs of doing from the front of ``[start, end)``."""
    words, kinds = _words(), _front_kinds()
    change: str | None = None
    part = False
    at = start
    if anchored:
        for anchor in words["anchor"].finditer(shadow, start, end):
            if kinds.get(anchor[0]) == "parent":
                part = True
            if _front_of(shadow, anchor.end(), end, anchored=False).at < end:
                at = anchor.end()
                part = part and kinds.get(anchor[0]) in ("parent", "plain")
    for _ in range(12):
        before = at
        if skipped := _SKIPPED.match(shadow, at, end):
            at = skipped.end()
        if label := _LABEL.match(shadow, at, end):
            at = label.end()
        elif area := _AREA.match(shadow, at, end):
            at = area.end()
        elif front := words["front"].match(shadow, at, end):
            if words["head"].match(shadow, at, end) and front["word"] not in _STRONG_FRONTS:
                break
            kind = kinds[front["word"]]
            if kind in ("increase", "decrease"):
                change = kind
            part = part or kind == "parent"
            at = front.end()
        else:
            horizons = horizons_in(shadow, at, min(end, at + 60))
            if horizons and not shadow[at : horizons[0].start].strip(" ,:(-"):
                at = horizons[0].end
                while at < end and shadow[at] in " ,:)":
                    at += 1
        if at == before:
            break
    return _Front(min(at, end), change, part)


_LEVEL_WORDS = pattern(r"\b(?:còn|xuống|lên|đạt|đến mức)\b")
_STRONG_FRONTS = folded(["bình quân", "còn"])


def _tail_of(shadow: str, start: int, end: int) -> _Tail:
    """Strip the verbs, and the period among them, that stand between indicator and value."""
    kinds, tail_pattern = _tail_kinds(), _words()["tail"]
    reverse = shadow[start:end][::-1]
    position, change = 0, None
    kept: int | None = None  # "bình quân hằng năm" stays with the indicator unless a verb stands before it
    verb = possessed = yearly = reached = False
    for _ in range(8):
        found = tail_pattern.match(reverse, position)
        if found is None:
            blank = len(reverse) - len(reverse[position:].lstrip(" ,("))
            at = end - blank
            horizons = horizons_in(shadow, max(start, at - 50), at)
            if not horizons or horizons[-1].end < at - 1 or horizons[-1].start <= start:
                break
            position = end - horizons[-1].start
            continue
        word = found["word"][::-1]
        kind = kinds[word]
        if kind in ("increase", "decrease", "multiple"):
            if word.startswith(_GROWTH) and _GROWTH_BEFORE.match(reverse, found.end()):
                break
            if change is None and not (reached and kind != "multiple"):
                change = kind
            verb = True
        elif kind == "level":
            verb = True
            reached = reached or word not in _TOLD
        elif kind == "possess":
            if verb:
                break
            possessed = True
        elif _AVERAGE.search(word):
            yearly = yearly or _YEARLY.search(word) is not None
            kept = position if kept is None else kept
        if kind in ("increase", "decrease", "multiple", "level"):
            kept = None
        position = found.end()
        if kind == "possess":
            break
    position = position if kept is None else kept
    return _Tail(end - position, change, verb, possessed, yearly)


_TOLD = folded(["là", ":", "bằng", "ước", "ước tính", "dự kiến", "=", "tới", "phấn đấu", "được", "mức"])  # "tăng thêm là 5 xã" stays a growth
_AVERAGE = pattern(r"bình quân|trung bình|năm")
_GROWTH = shadow_of("tăng")
_GROWTH_BEFORE = re.compile(
    rf" (?:{any_of(word[::-1] for word in map(shadow_of, ['tốc độ', 'tỷ lệ', 'tỉ lệ', 'mức', 'độ']))})(?!\w)"
)


def front_of(shadow: str, start: int, end: int) -> int:
    """Where the statement in ``[start, end)`` begins behind its mood words, labels and periods."""
    return _front_of(shadow, start, end).at


def _start_of_phrase(shadow: str, at: int, end: int) -> tuple[int, tuple[str, ...]]:
    """Where the indicator starts inside ``[at, end)``, when more stands before it."""
    head = _words()["head"]
    best = at
    if colon := _last_topic(shadow, at, end):
        best = colon
    if not head.match(shadow, best):
        for purpose in _PURPOSE.finditer(shadow, best, end):
            best = purpose.end() if purpose.end() < end else best
    if not head.match(shadow, best):
        for comma in re.finditer(r", ?| - ", shadow[best:end]):
            if head.match(shadow, best + comma.end()) and best + comma.end() < end:
                best = best + comma.end()
                break
    words = shadow.count(" ", best, end)
    if words <= 24 or head.match(shadow, best):
        return best, () if words <= _LONGEST else ("indicator_far",)
    if words <= _LONGEST and shadow[end : end + 3].strip().startswith(":"):
        return best, ()
    comma_at = shadow.rfind(", ", best, end)
    return (comma_at + 2 if comma_at > 0 else best), ("indicator_far",)


def _last_topic(shadow: str, at: int, end: int) -> int | None:
    topic = _TOPIC.match(shadow, at, end)
    return topic.end() if topic and topic.end() < end - 1 else None


def _cut(prose: Prose, start: int, end: int, *, value_first: bool) -> int | None:
    """Where, between two measures of a clause, the words of the second begin; None when they are not parted."""
    shadow, words = prose.shadow, _words()
    candidates = [found.end() for found in _SEPARATOR.finditer(shadow, start, end)]
    if not candidates:
        return None
    if not value_first:
        return candidates[0] if shadow[candidates[0] - 1] != " " else _before_word(shadow, candidates[0])
    for cut in reversed(candidates):
        tail = _tail_of(shadow, cut, end)
        front = _front_of(shadow, cut, tail.at)
        if front.at >= tail.at or words["head"].match(shadow, front.at) or words["verb"].match(shadow, front.at):
            return _before_word(shadow, cut)
        if (tail.possessed or tail.verb) and is_place(prose.text, front.at, tail.at):
            return _before_word(shadow, cut)
    tail = _tail_of(shadow, candidates[-1], end)
    hard = [found.end() for found in _HARD.finditer(shadow, start, end)]
    return hard[-1] if hard and tail.verb else None


def _before_word(shadow: str, cut: int) -> int:
    """ " và ", " trong đó " belong to what follows."""
    if shadow[cut - 1] != " " or shadow[cut - 2] in ",:)-":
        return cut
    return shadow.rfind(" ", 0, cut - 1) + 1 if not shadow[:cut].endswith(_TWO_WORDS) else cut - len(_TWO_WORDS)


_TWO_WORDS = shadow_of("trong đó ")


def _change(shadow: str, at: int, tail: _Tail, front: _Front, measure: Measure) -> str:
    if tail.change:
        return tail.change
    if front.change is None:
        return "level"
    reached = shadow[tail.at : measure.head]
    if any(word in reached.split() for word in ("còn", "xuống", "lên", "đạt", "đến")):
        return front.change if front.change == "decrease" and "đạt" in reached.split() else "level"
    if measure.comparator in ("lt", "le", "gt") and not tail.verb and _ALWAYS_LEVEL.match(shadow, at):
        return "level"
    return front.change


def _blank(shadow: str, start: int, end: int) -> bool:
    """Whether nothing but a period or a mark stands in ``[start, end)``."""
    between = shadow[start:end].strip(" ,.;:()-\"'")
    if not between:
        return True
    horizons = horizons_in(shadow, start, end)
    if horizons and not shadow[start : horizons[0].start].strip(" ,(-"):
        return not shadow[horizons[-1].end : end].strip(" ,.;:()-") or shadow[horizons[-1].end] in " ,.;)"
    return _words()["stop"].match(shadow, start) is not None or between.startswith((",", shadow_of("và ")))


_PLAN_BEHIND = pattern(r" (?:kế hoạch|dự toán) (?!năm|giao|đề ra|được giao|so|và|trung ương)[^,;.()]{3,60}")
_OF_WHOLE = pattern(
    r" (?:grdp|gdp|tổng (?:sản phẩm|giá trị|số|diện tích)[^,;.()]{0,40}|dân số|số hộ|kế hoạch|dự toán)(?: (?:của|cả)[^,;.()]{1,20})?"
)


def _share_of(shadow: str, measure: Measure, rest: tuple[int, int]) -> int:
    """Past the whole that a share is of: "30% GRDP của tỉnh"."""
    if measure.kind != "share":
        return measure.tail
    whole = _OF_WHOLE.match(shadow, measure.tail, rest[1])
    return whole.end() if whole else measure.tail


def _phrase_end(shadow: str, start: int, end: int) -> int:
    """Where the noun phrase behind a value ends."""
    stop = _words()["stop"].search(shadow, start, end)
    end = stop.start() if stop else end
    while end > start and shadow[end - 1] in " ,.;:-(":
        end -= 1
    return end


def cleaned(text: str, shadow: str, start: int, end: int) -> str:
    """The printed words of a span without the periods among them."""
    parts, at = [], start
    for horizon in horizons_in(shadow, start, end):
        parts.append(text[at : horizon.start])
        at = horizon.end
    parts.append(text[at:end])
    words = " ".join(" ".join(parts).split())
    words = " ".join(_EMPTY_BRACKET.sub("", words).split()).strip(" ,.;:-+*\"'“”")
    return words[:-1].rstrip() if words.endswith(")") and words.count("(") < words.count(")") else words


def _counted(measure: Measure) -> str:
    """The noun in a unit: "lao động" of "nghìn lao động"; "" when the unit counts nothing."""
    if measure.unit is None or measure.kind != "count":
        return ""
    found = _SCALES.match(shadow_of(measure.unit))
    noun = measure.unit[found.end() :] if found else measure.unit
    return "" if shadow_of(noun) == _TIMES else noun


_TIMES = shadow_of("lượt")


def is_place(text: str, start: int, end: int) -> bool:
    """Whether a phrase is a place's name: every word with a capital, but for "tỉnh", "thành phố"…"""
    phrase = text[start:end].strip(" ,:")
    if not phrase or not _PLACE.fullmatch(phrase.lower()):
        return False
    own = [word for word in phrase.split() if word.lower() not in _PLACE_NOUNS]
    return all(word[0].isupper() for word in own) and len(phrase.split()) <= 7


_PLACE_NOUNS = frozenset(
    [
        "tỉnh",
        "thành",
        "phố",
        "tp",
        "tp.",
        "huyện",
        "thị",
        "xã",
        "quận",
        "phường",
        "vùng",
        "khu",
        "vực",
        "cả",
        "nước",
        "toàn",
        "địa",
        "bàn",
        "trấn",
    ]
)
