"""Indicators: what each measure of a line measures.

Reads: `Prose`, the measures of one line. Writes: `Measured` statements: indicator, direction of change, span, and
where in the clause they were found. Whether a statement is a goal is decided elsewhere (moods.py).

The indicator is the noun phrase before the value ("Tỷ lệ đô thị hóa đạt khoảng 40%"), or behind it when the value
comes first ("Trên 99% dân cư nông thôn được …"), or that of the measure before ("80% vào năm 2025 và 90% vào năm
2030"). Names: measured_in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.clauses import Place, places_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.measures.directions import direction
from lotrinh.extraction.measures.indicator_edges import (
    HARD_JOINT,
    Front,
    Tail,
    cleaned,
    cut_between,
    edges,
    front_of,
    is_average_growth,
    is_blank,
    is_place,
    is_yearly,
    phrase_end,
    start_of_phrase,
    tail_of,
    topic_end,
)
from lotrinh.extraction.measures.measured import Measured, goes_on_by_year, share
from lotrinh.extraction.measures.names import is_in_name, outside_names
from lotrinh.extraction.measures.quantities import Measure
from lotrinh.extraction.measures.repeats import FOLD, counted_as, counted_noun, is_second, like
from lotrinh.extraction.measures.respective import tell_apart
from lotrinh.extraction.measures.ties import REACHED, Around, is_told_of, told_again, told_change
from lotrinh.extraction.measures.wholes import OF_WHOLE, PLAN_UPWARD, whole_end
from lotrinh.extraction.prose import Prose


def measured_in(prose: Prose, start: int, end: int, measures: Sequence[Measure], above: str = "") -> list[Measured]:
    """A statement for every measure of ``[start, end)``, a line or a part of one, that measures something, in order.

    `above`: the indicator that the line over a list tells for its items.

    Left out: second units in brackets, starting points ("từ 60%" of "từ 60% lên 70%"), and numbers inside the noun
    phrase of another value ("100% xã có ít nhất 04 tin, bài").
    """
    measures = outside_names(prose.shadow, measures)
    return _Reader(prose, measures, places_of(prose.text, prose.shadow, start, end, measures), above).read()


_NAMES_ITSELF = pattern(r"(?:xuất khẩu|giới thiệu|cung ứng) (?:lao động|việc làm)")  # "xuất khẩu lao động 300 người"
_LIST_OF = pattern(r"[^;:.,0-9]{0,40}(?<!\w)gồm ?: ?(?=\w)")
_PARTS = ("chỉ tiêu", "mục tiêu", "nhóm chỉ tiêu", "nội dung", "tiêu chí", "nhóm")
_WITH, _COLON = shadow_of(" với "), re.compile(r"(?<=:) ?$")
_GOT = pattern(r" ?được ?")  # "huy động được 1.200 tỷ đồng vốn …"
# "tuyên truyền cho trên 95% hội viên", "phát triển hội viên với 80% số hộ có hội viên": what follows is counted
_THEREWITH = pattern(r" (?:cho|với)(?: (?:trên|hơn|ít nhất|tối thiểu|khoảng|từ))? ?$")
_SAID_OF = pattern(r" (?:đều )?(?:được|đạt|có|trải|sử dụng|tham gia|hoàn thành|cứng hóa|nhựa hóa|bê tông)(?!\w)")
_WHERE = pattern(r"(?:ở|tại|đối với|trên địa bàn)(?!\w)")
_FOR, _OR_MORE = " cho ", " trở lên"
_ONLY_CHANGES = pattern(
    r" ?(?:(?:hằng|hàng|mỗi) năm |(?:(?:đến|trong|vào) )?năm [0-9]{4},? )?"
    r"(?:(?:kéo |cắt )?(?:giảm|tăng)(?: bình quân)?|(?:sẽ )?(?:(?:có|xây dựng|phát triển) )?thêm) ?"
)
_AIMS = ("mục tiêu", "chỉ tiêu")
_GROWTH_ALONE = pattern(
    r"(?: đạt)?(?: mức| tốc độ)? tăng trưởng(?: kinh tế)?(?: trung bình| bình quân)?(?: đạt)?(?: từ)? ?$"
)
_COUNTING = ("share", "count", "physical")
_UNTIL = pattern(
    r"(?:tính )?(?:đến hết|đến cuối|đến|hết|trong|cuối) (?:quý [iv]{1,3}|tháng [0-9]{1,2}|[0-9] tháng đầu năm)"
)
_MEANT = folded(["con số này", "tỷ lệ này", "tỉ lệ này", "chỉ số này", "chỉ tiêu này", "mức này", "và"])
_SHARE_OF = pattern(r"[ \-+]*(?:(?:duy trì|giữ|giữ vững|bảo đảm|đảm bảo|phấn đấu|có|đạt) )*t[ỷỉ] lệ ?")
_TOTALS = folded(["tổng số", "tổng cộng"])
_WORD = re.compile(r"[^\W\d_]{2}")
_AND = " và "
_MULTIPLIED = pattern(r"\b(?:gấp|tăng)\b")
_UPWARD = pattern(r"([^\W\d]+(?: [^\W\d]+){0,3}) trở lên(?: |$)")
_GROWTH = pattern(r"(?<!\w)tăng trưởng(?: kinh tế| grdp| gdp)?(?: bình quân| trung bình)?(?!\w)")
_EXCEEDED = pattern(r" vượt (?:mục tiêu|kế hoạch|chỉ tiêu|mức|dự toán)[^(;.]{0,60}$")
_INTO = pattern(r" (?:vào|cho) (?:grdp|gdp|tăng trưởng|tổng thu|ngân sách)[^,;.()0-9]{0,30}")  # "đóng góp 8% vào GRDP"
_PLAN_BEHIND = pattern(r" (?:kế hoạch|dự toán) (?!năm|giao|đề ra|được giao|so|và|trung ương)[^,;.()]{3,60}")
_ENDS_HERE = pattern(
    r" ?,|/|(?: vào| đến)? năm (?:19|20)[0-9]{2},| và (?:đến )?năm (?:19|20)[0-9]{2} ?:"
    r"| \((?:khu vực|ở|tại|vùng|đối với)[^()0-9]{3,60}\)(?:[,;.\n]|$| vào| đến| năm)"
)
_EACH_YEAR = pattern(r" (?:hằng|hàng|mỗi) năm(?!\w)")
_PER_YEAR = pattern(r" ?/ ?năm$")
_ASSURES = pattern(
    r"(?<!\w)(?:bảo đảm|đảm bảo|góp phần|từng bước|nhằm)"
    r"(?: (?:cắt |kéo )?(?:giảm|tăng|rút ngắn)(?: [^\W\d_]+){0,2})? ?$"
)
_GOAL_OF = pattern(r"(?<!\w)(?:hoàn thành|thực hiện|đạt|đạt được) (?:mục tiêu|chỉ tiêu) ?$")
_FAR = 240  # characters before a bracket in which its "vượt mục tiêu" may stand
_LONGEST_TOPIC = 6  # words before "có 60% giáo viên …" that more than say who has them
_LONGEST_ACT = 14  # words before a counted noun that still say what is done with it


class _Reader:
    """One line's measures, read left to right."""

    def __init__(self, prose: Prose, measures: Sequence[Measure], places: list[Place], above: str) -> None:
        self.prose = prose
        self.above = above
        self.measures = measures
        self.places = places
        self.found: list[Measured] = []
        self.of: dict[int, int] = {}  # measure → its statement
        self.cuts: dict[int, int] = {}  # measure → where the words before it begin; -1: it stands inside a phrase
        self.bases: dict[int, tuple[Front, Tail]] = {}  # measure → the words before the starting point it replaces

    def read(self) -> list[Measured]:
        """All statements of the line."""
        for index, measure in enumerate(self.measures):
            statement = self._statement(index, measure)
            if statement is not None:
                self.of[index] = len(self.found)
                self.found.append(statement)
                share(self.found, self.prose.shadow)
        tell_apart(self.found)
        return self.found

    def _statement(self, index: int, measure: Measure) -> Measured | None:
        if measure.role == "equivalent" or self.cuts.get(index, 0) < 0 or self._counts_list(index, measure):
            return None
        shadow, floor = self.prose.shadow, self.cuts.get(index, self.places[index].floor)
        furthest = self._furthest(index)
        tail = tail_of(shadow, floor, measure.head)
        front = front_of(shadow, floor, tail.at)
        after = self._following(index)
        if after is not None and is_in_name(shadow, measure, after, front, tail):
            self.cuts[index + 1] = floor
            return None
        if front.at >= tail.at > floor and is_blank(shadow, measure.tail, furthest):
            front = front_of(shadow, floor, tail.at, anchored=not tail.verb, areas=False)
        if self._stands_behind(index, tail, floor, furthest):
            front = front._replace(at=tail.at)
        elif self._only_strives(index, front, furthest):
            front = front._replace(at=tail.at, change=None)  # "Chương trình phấn đấu hằng năm khoảng 90% người …"
        named = front.at < tail.at
        reaches = named and self._reaches(Around(index, measure, floor, front, tail, (measure.tail, furthest)))
        rest = (measure.tail, self._limit(index, furthest, value_first=not reaches))
        around = Around(index, measure, floor, front, tail, rest)
        if measure.role == "base":
            if named and index + 1 < len(self.measures):
                self.bases[index + 1] = (front, tail)
            return None
        if index in self.bases:
            front, tail = self.bases[index]
            reached = REACHED.search(shadow, self.places[index].floor, measure.head)
            tail = tail._replace(change=None if reached else tail.change)
            return self._before(around._replace(front=front, tail=tail, floor=front.at))
        if reaches:
            return self._before(around)
        return self._acted(around) if named else self._behind(around)

    def _stands_behind(self, index: int, tail: Tail, floor: int, furthest: int) -> bool:
        """Whether the words before a value are no name of it: what it measures stands behind."""
        measure, shadow = self.measures[index], self.prose.shadow
        if tail.change and not is_blank(shadow, measure.tail, furthest):
            # "…, bảo đảm cắt giảm 30% thời gian", "mở dữ liệu …, tăng 30% dịch vụ"
            begun = measure.kind == "share" and shadow[floor : tail.at].rstrip().endswith(",")
            if begun or _ASSURES.search(shadow, floor, measure.head):
                return True
        goal = _GOAL_OF.search(shadow, floor, measure.head) is not None  # "hoàn thành mục tiêu 3.000 km đường"
        if measure.kind != "share" or (goal and not is_blank(shadow, measure.tail, furthest)):
            return goal
        listed = shadow.endswith(", ", floor, measure.start) and not tail.verb
        if listed and not is_blank(shadow, measure.tail, furthest) and not _SAID_OF.match(shadow, measure.tail):
            return True  # "đủ số lượng giáo viên theo quy định, 90% giáo viên đạt …"
        if _SHARE_OF.fullmatch(shadow, floor, tail.at) and not is_blank(shadow, measure.tail, furthest):
            return True  # "duy trì tỷ lệ 100% rác thải được thu gom trong ngày"
        # "…; vùng trũng và ít nhất 50% hộ ở vùng khác": a list goes on
        return shadow.endswith(_AND, floor, measure.head) and self._goes_on(index)

    def _goes_on(self, index: int) -> bool:
        """Whether a share behind "và" is bounded, or follows a number inside a noun phrase."""
        measure = self.measures[index]
        return measure.head < measure.start or self.cuts.get(index - 1) == -1

    def _counts_list(self, index: int, measure: Measure) -> bool:
        """ "có 6 chỉ tiêu gồm: tốc độ tăng trưởng …": the words of the next value begin behind the colon."""
        listed = _LIST_OF.match(self.prose.shadow, measure.tail) if measure.unit in _PARTS else None
        if listed is not None:
            self.cuts[index + 1] = listed.end()
        return listed is not None

    def _only_strives(self, index: int, front: Front, furthest: int) -> bool:
        """Whether nothing but "phấn đấu" and a period stand right before a value that counts what follows it."""
        measure, shadow, words = self.measures[index], self.prose.shadow, edges()
        floor = self.cuts.get(index, self.places[index].floor)
        anchors = [*words.anchor.finditer(shadow, floor, measure.head)] if measure.kind in _COUNTING else []
        if anchors and anchors[-1][0] in _AIMS and _GROWTH_ALONE.match(shadow, anchors[-1].end(), measure.head):
            return True  # "ngành đã đặt mục tiêu tăng trưởng từ 4 đến 5%"
        if not anchors or is_blank(shadow, measure.tail, furthest):
            return False
        since = anchors[-1].end()
        listed = shadow.rfind(":", since, measure.head) + 1  # "… với các chỉ tiêu về giáo dục như: có 100% xã …"
        if words.head.match(shadow, front.at) and not listed:
            return False
        behind = front_of(shadow, max(since, listed), measure.head, anchored=False)
        if behind.at < measure.head:
            return False
        return behind.change is None or _ONLY_CHANGES.fullmatch(shadow, anchors[-1].end(), measure.head) is not None

    def _following(self, index: int) -> Measure | None:
        """The next measure of the same clause."""
        following = index + 1
        same = following < len(self.measures) and self.places[following].before == index
        return self.measures[following] if same else None

    def _furthest(self, index: int) -> int:
        """How far the words behind a value could go: to the next measure of its clause."""
        after = self._following(index)
        return min(self.places[index].limit, after.head) if after is not None else self.places[index].limit

    def _limit(self, index: int, furthest: int, *, value_first: bool) -> int:
        """Where the words behind the value end; marks where the words before the next measure begin."""
        after, following = self._following(index), index + 1
        if after is None or furthest < after.head:
            return furthest
        cut = cut_between(
            self.prose.text, self.prose.shadow, self.measures[index].tail, after.head, value_first=value_first
        )
        if cut is not None:
            self.cuts[following] = cut
            return cut
        if value_first and after.role != "base" and self.measures[index].role != "base":
            self.cuts[following] = -1
            return max(self.places[following].limit, furthest)
        return furthest

    def _reaches(self, around: Around) -> bool:
        """Whether the words before the value are its indicator: a verb or bound between, or nothing behind."""
        shadow, words = self.prose.shadow, edges()
        measure, front, tail = around.measure, around.front, around.tail
        acts = words.verb.match(shadow, front.at)
        if measure.kind == "share" and _THEREWITH.search(shadow, front.at, measure.head):
            return is_blank(shadow, *around.rest)
        if tail.verb:
            added = (
                tail.change in ("increase", "decrease")
                and acts is not None
                and not shadow[acts.end() : tail.at].strip()
            )
            got = _GOT.fullmatch(shadow, tail.at, measure.head) and words.acts.search(shadow, front.at, tail.at)
            return not (added or got) or (is_blank(shadow, *around.rest) and not (got and measure.kind == "count"))
        if tail.possessed and is_place(self.prose.text, front.at, tail.at):
            return False
        if (
            measure.kind != "share"
            and shadow.startswith(_WITH, measure.tail)
            and _COLON.search(shadow, 0, measure.head)
        ):
            return True  # "Cơ sở lưu trú: 120 cơ sở với 1.500 buồng"
        if is_blank(shadow, *around.rest):
            acts = acts or words.acts.search(
                shadow, front.at, measure.head
            )  # "tỉnh Tuyên Quang sẽ đón 3 triệu lượt khách"
            whose = tail.possessed and not words.head.match(shadow, front.at)  # "mỗi xã có 02 sản phẩm"
            return not ((acts or whose) and measure.kind == "count")
        if tail.possessed or acts:
            return False
        if measure.kind == "share" and OF_WHOLE.match(shadow, measure.tail, around.rest[1]):
            return True
        phrase, _ = start_of_phrase(shadow, front.at, tail.at)
        if words.head.match(shadow, phrase):
            return True
        given = shadow.endswith(_FOR, front.at, measure.head)
        acted = measure.kind == "count" and words.acts.search(shadow, front.at, measure.head) is not None
        return measure.head < measure.start and (given or not acted)  # "mỗi chi hội xóa ít nhất 2 hộ nghèo"

    def _before(self, around: Around) -> Measured | None:
        """The indicator stands before its value."""
        text, shadow = self.prose.text, self.prose.shadow
        measure, front, tail, rest = around.measure, around.front, around.tail, around.rest
        at, reasons = start_of_phrase(shadow, front.at, tail.at)
        if at > front.at and (stripped := front_of(shadow, at, tail.at, anchored=False).at) < tail.at:
            at = stripped  # "chỉ tiêu đề ra là: giữ vững vị trí …"
        indicator = cleaned(text, shadow, at, tail.at)
        if _WORD.search(indicator) is None:
            return self._behind(around)
        if _UNTIL.fullmatch(shadow_of(indicator)):
            return self._behind(around)  # "…, phấn đấu đến hết quý II đạt 35%"
        if shadow_of(indicator) in _MEANT and (earlier := self._earlier(around.number)):
            indicator = earlier.indicator  # "… giảm tỷ lệ A xuống 5%; đến năm 2030, con số này dưới 4%"
        elif shadow_of(indicator) in _TOTALS and (earlier := self._alike(around.number)):
            indicator = f"{indicator} {earlier.indicator}"  # "thêm 01 xã đạt chuẩn, nâng tổng số lên 10/11 xã"
        end = measure.tail
        if measure.kind == "share" and (into := _INTO.match(shadow, measure.tail, rest[1])):
            end, indicator = into.end(), f"{indicator} {text[into.start() + 1 : into.end()]}"
        elif measure.kind == "share":
            if measure.comparator == "eq" and PLAN_UPWARD.match(shadow, measure.tail, rest[1]):
                measure = msgspec.structs.replace(measure, comparator="ge", low=measure.value, high=None)
                around = around._replace(measure=measure)  # "đạt 100% chỉ tiêu trở lên"
            end = whole_end(shadow, measure, rest[1])
            if plan := _PLAN_BEHIND.match(shadow, measure.tail, rest[1]):
                end = phrase_end(shadow, measure.tail, plan.end())
                indicator = f"{indicator} {cleaned(text, shadow, measure.tail, end)}"
        bounded = measure.head < measure.start and edges().head.match(shadow, at) is not None
        return self._made(
            around, (at, end), indicator, direction(shadow, at, measure, front.change, tail), "before",
            reasons=reasons, linked=tail.verb or bounded, yearly=tail.yearly,
        )  # fmt: skip

    def _acted(self, around: Around) -> Measured | None:
        """ "thành lập mới 3 cụm công nghiệp", "cả nước có 1.200 công trình xây dựng xanh"."""
        text, shadow = self.prose.text, self.prose.shadow
        measure, tail = around.measure, around.tail
        start = topic_end(shadow, around.front.at, tail.at) or around.front.at
        end = phrase_end(shadow, *around.rest)
        behind = cleaned(text, shadow, measure.tail, end).removesuffix(_OR_MORE)
        if not behind and measure.kind != "count":
            return None
        given = shadow.endswith(_FOR, start, measure.head)
        if given and (doing := self._last_verb(start, measure.head)):
            start = doing  # "Hội Nông dân các cấp trực tiếp dạy nghề cho 1.800 nông dân"
        acted = tail.possessed or given or edges().verb.match(shadow, start)
        if not acted and measure.kind == "share" and _SAID_OF.match(shadow, measure.tail):
            acted = True  # "đường tỉnh 100% được nhựa hóa"
        if not acted and (done := edges().acts.search(shadow, start, measure.head)):
            acted, start = True, done.start()  # "mỗi chi hội kết nạp 3 hội viên mới"
        if not acted:
            following = self._following(around.number)
            if following and around.rest[1] == following.head and not HARD_JOINT.search(shadow, *around.rest):
                self.cuts[around.number + 1] = around.floor
            return None  # a number inside a noun phrase: "tinh quặng 20 % đồng: đạt …", "đường 4 làn xe"
        before = cleaned(text, shadow, start, tail.at)
        topic = tail.possessed and measure.kind == "share" and (before.count(" ") > _LONGEST_TOPIC or "," in before)
        if topic or before.count(" ") > _LONGEST_ACT:
            before = ""
        place = before if tail.possessed and is_place(text, start, tail.at) else None
        if place and not behind and self.found:
            indicator = self.found[-1].indicator
        else:
            if not behind and before.endswith(_FOR.rstrip()):
                noun, before = "", before.removesuffix(_FOR.rstrip())  # "tạo việc làm cho 30.000 lao động"
            else:
                noun = "" if not behind and _NAMES_ITSELF.fullmatch(shadow_of(before)) else counted_noun(measure)
            indicator = " ".join(part for part in ("" if place else before, noun, behind) if part)
        change = around.front.change or ("increase" if tail.change == "increase" else "level")
        span = (start, max(end, measure.tail))
        return self._made(around, span, indicator, change, "behind", place=place, linked=True)

    def _last_verb(self, start: int, end: int) -> int | None:
        """Where the last verb of doing in ``[start, end)`` begins; None when the words begin with one."""
        shadow, verb = self.prose.shadow, edges().verb
        if verb.match(shadow, start):
            return None
        found = [at.start() for at in verb.finditer(shadow, start, end - len(_FOR)) if shadow[at.start() - 1] == " "]
        return found[-1] if found else None

    def _behind(self, around: Around) -> Measured | None:
        """The indicator stands behind its value, or is that of the value before."""
        text, shadow = self.prose.text, self.prose.shadow
        measure, rest = around.measure, around.rest
        end = phrase_end(shadow, *rest)
        behind = cleaned(text, shadow, measure.tail, end)
        if upward := _UPWARD.match(shadow_of(behind)):
            behind = f"{behind[: upward.end(1)]} {behind[upward.end() :]}".strip()
            measure = msgspec.structs.replace(measure, comparator="ge", low=measure.value, high=None)
            around = around._replace(measure=measure)
        if measure.kind == "share" and _WHERE.match(shadow_of(behind)):
            behind = ""  # "… dưới 5% ở nông thôn và dưới 10% ở thành phố lớn"
        earlier = self._earlier(around.number)
        reached = around.tail.verb and not around.tail.change
        if _ENDS_HERE.match(shadow, measure.tail) or told_again(self.prose, measure, earlier, behind, verb=reached):
            behind, end = "", measure.tail
        growth = _GROWTH.search(shadow, around.floor, measure.head)
        if growth and measure.kind == "share":
            front, tail = around.front._replace(at=growth.start()), Tail(growth.end(), verb=True)
            return self._before(around._replace(front=front, tail=tail))
        noun = counted_noun(measure)
        if not behind:
            exceeded = self._exceeded(around)
            if exceeded is not None:
                return exceeded
            repeated = like(
                self.found, measure, earlier, noun, told=is_told_of(shadow, around, self.places[around.number], earlier)
            )
            if repeated is not None:
                return self._same(around, repeated)
            if self.above and not around.number:
                told = told_change(self.prose.shadow, around).replace("reached", "level")
                return self._made(around, (measure.head, measure.tail), self.above, told, "same")
            after = self._following(around.number)
            if after is not None and measure.kind == "share" and goes_on_by_year(shadow, measure, after):
                return self._made(
                    around, (measure.head, measure.tail), _AIMS[-1], "level", "same"
                )  # its name comes last
        indicator = f"{noun} {behind}".strip() if measure.kind == "count" else behind
        if not indicator or (measure.kind in ("money", "physical") and behind.startswith("/")):
            return None
        span = (measure.head, max(end, measure.tail))
        change = told_change(self.prose.shadow, around)
        return self._made(around, span, indicator, "level" if change == "reached" else change, "behind")

    def _same(self, around: Around, earlier: Measured) -> Measured:
        """A value without words of its own."""
        change = told_change(self.prose.shadow, around)
        words = self.prose.shadow[around.floor : around.measure.head]
        if change == "reached" and is_second(words, earlier.measure, around.measure):
            change = "level"
        yearly = earlier.per is not None and change != "reached"
        change = {"level": earlier.change, "reached": "level"}.get(change, change)
        span = (around.measure.head, around.measure.tail)
        around = around._replace(measure=counted_as(around.measure, earlier.measure))
        return self._made(around, span, earlier.indicator, change, "same", yearly=yearly)

    def _earlier(self, index: int) -> Measured | None:
        """The statement whose indicator a value without words of its own repeats."""
        place = self.places[index]
        for other in (place.before, place.bracket, index - 1):
            if other in self.of:
                return self.found[self.of[other]]
        return None

    def _alike(self, index: int) -> Measured | None:
        """The last statement that counts the same: communes in all, behind "thêm 05 xã …, 02 huyện …"."""
        unit = self.measures[index].unit
        return next((other for other in reversed(self.found) if other.measure.unit == unit), self._earlier(index))

    def _exceeded(self, around: Around) -> Measured | None:
        """ "phấn đấu tăng trưởng kinh tế vượt mục tiêu Chính phủ giao (10%)"."""
        shadow, place, measure = self.prose.shadow, self.places[around.number], around.measure
        opening = place.clause[0] - 1
        if opening <= place.sentence or shadow[opening] != "(":
            return None
        since = max(place.sentence, opening - _FAR)
        since = max(since, shadow.rfind(";", since, opening) + 1)
        over = _EXCEEDED.search(shadow, since, opening)
        at = front_of(shadow, since, over.start()).at if over else 0
        indicator = cleaned(self.prose.text, shadow, at, over.start()) if over else ""
        if not indicator:
            return None
        beyond = msgspec.structs.replace(measure, comparator="gt", low=measure.value, high=None)
        around = around._replace(measure=beyond, floor=since)
        return self._made(around, (at, measure.tail), indicator, "level", "before", linked=True)

    def _made(
        self,
        around: Around,
        span: tuple[int, int],
        indicator: str,
        change: str,
        shape: str,
        *,
        yearly: bool = False,
        linked: bool = False,
        place: str | None = None,
        reasons: tuple[str, ...] = (),
    ) -> Measured:
        measure, shadow, where = around.measure, self.prose.shadow, self.places[around.number]
        part_of = -1
        if around.front.part and self.found:
            part_of = self.of.get(where.bracket, len(self.found) - 1)
        if measure.unit == FOLD and shape in ("before", "same") and measure.value > 1:
            change = "multiple" if _MULTIPLIED.search(shadow, around.floor, measure.head) else change
        if change == "decrease" and measure.comparator in ("lt", "le"):
            change = "level"  # "đến năm 2025 giảm dưới 1%": what is left
        if per_year := _PER_YEAR.search(shadow_of(indicator)):
            indicator, yearly = indicator[: per_year.start()], True
        yearly = yearly or measure.per is not None or is_yearly(shadow, around.floor, measure.head)
        yearly = yearly or (measure.kind == "share" and is_average_growth(shadow, around.floor, measure.head))
        yearly = yearly or (
            shape == "behind" and measure.kind != "share" and _EACH_YEAR.match(shadow, span[1]) is not None
        )
        first = span[0] if shape == "before" or place or linked else measure.head
        return Measured(
            measure=measure,
            start=span[0],
            end=span[1],
            indicator=indicator,
            change=change,
            per="year" if yearly else None,
            lead=(around.floor, first),
            rest=(span[1], around.rest[1]),
            sentence=where.sentence,
            clause=where.clause,
            shape=shape,
            linked=linked,
            bracketed=where.bracket >= 0,
            part_of=part_of,
            place=place,
            reasons=(*reasons, *measure.reasons),
        )
