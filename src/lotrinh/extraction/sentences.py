"""Sentences: the figures that one sentence reports, and what is set against each.

Reads: `Prose`, the sentence's `Measure`s. Writes: `Figure`s in text order, not yet dated.

A sentence is read from value to value with a little memory: the figure that is open, and how far the text is used up.
A value whose gap to the one before holds nothing but a joint and a verb ("…, tăng 8,3%", "(giảm 26 ha)", "và đạt
53,53% kế hoạch năm") goes with the open figure as a comparison; any other value opens a new one.

Names: read_sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.bounds import PART, after_setting, clause_start, parts_end
from lotrinh.extraction.comparisons import Base, Role, base_at, leading_base, past_aside, role_before
from lotrinh.extraction.facts import Comparison
from lotrinh.extraction.figures import (
    Figure,
    Sentence,
    counted_noun,
    ends_in_deed,
    is_embedded,
    new_figure,
    new_unit,
    opens_with_deed,
    sets_scene,
)
from lotrinh.extraction.patterns import pattern, spelled
from lotrinh.extraction.periods import Reporting, Stated
from lotrinh.extraction.phrases import folded
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.quantities import Measure
from lotrinh.extraction.result_names import (
    Name,
    counted_name,
    deed_before,
    is_headed,
    is_place,
    name_before,
    noun_list,
    subject_of,
)
from lotrinh.extraction.rules import lexicon

_JOINT = pattern(rf"[ ,;()]*(?:(?:{'|'.join(lexicon('result_words')['figure']['joints'])})[ ,]*){{0,3}}")
_BRACKETED = re.compile(r"\([^()]*\)")
_SUBJECTLESS = pattern(r"(?:[^;:.()]{0,40})(?:,| và|, và) *| *")
_PLANNED = pattern(
    r"(?:\( ?(?:kế hoạch|kh|mục tiêu|dự toán|chỉ tiêu)(?!\w)[^()]{0,30}"
    r"|(?:so với|vượt|xa) (?:kế hoạch|mục tiêu|chỉ tiêu)(?: là)? )$"
)
_BEYOND = pattern(r"(?:cao|thấp|lớn|nhỏ|nhiều|ít|nhanh|chậm) hơn(?: so)?(?: với)? (?:mức )?")
_RESPECTIVELY = pattern(r"lần lượt(?! là)|tương ứng")
_RESPECTIVE = spelled("lần lượt")
_COMPARED = pattern(r" ?(so với [^,;:]{3,80}?)(?: thì|,) ([^,;:]{2,40}?) (?:đứng|xếp)")
_GROWTH = {Role.INCREASE: "increase", Role.DECREASE: "decrease"}
_BASED = frozenset({*_GROWTH, Role.MULTIPLE, Role.EXCEED})
_PER_KM = ".km"  # "triệu lượt người.km", the unit of traffic
_AND = folded(["và"])
_LIST_MARKS = folded([",", "và", "của", ", của", ";"])
_HAS = folded(["có", "với", "gồm", "thêm", "khoảng", "là", "làm", "khiến"])
_IS_SHARE = pattern(r"(?:tỷ trọng|tỷ lệ|cơ cấu|thị phần)(?!\w)")
_PLAN = pattern(r"(?:kế hoạch|kh|dự toán|mục tiêu|chỉ tiêu|kịch bản)(?!\w)")
_BARE_END = pattern(r"[,;.)\n]| và (?![0-9])|$")
_POSSESSED = pattern(r"(?<!\w)(?:có|gồm)(?: (?:khoảng|trên|hơn|gần))? ?$")
_LONG_OWNER = 40  # characters; a longer subject of "có" is a clause, no owner
_COMPLETED = spelled("hoàn thành")
_FOR = tuple(f" {word}" for word in folded(["cho", "đối với"]))
# "(so với tháng 3 là 89,6%)", "(T4/2025: 26,08%)", "(cùng kỳ tăng 5,2%)": what the figure before had been.
_FORMER = pattern(
    r" ?\( ?(?:so với )?(?:(?:cùng kỳ|tháng|quý|năm|đầu năm|cuối năm)(?!\w)|[tq](?=[0-9]))"
    r"[^()0-9,;:]{0,20}(?:[0-9]{1,2}(?!\w)[/-]?)?(?:[0-9]{4}(?!\w))?[^()0-9,;:]{0,12}?"
    r"(?: ?:| là| đạt| ở mức| chỉ| tăng| giảm)+ ?"
)
_OF_TOTAL = pattern(r" (?:tổng|số|của|trên|trong)(?!\w)[^()]{1,80}\)")  # "8.000 trạm (7,72% số trạm 4G)"
_INTRODUCES = pattern(r"(?:như|sau|là|gồm|đó|cụ thể|thể)[ ,]*$")
_GLOSS = re.compile(r" \([^()0-9]{1,200}\)")
_EXPECTING = pattern(r"(?: \([^()]*\))? (?:dự kiến|sẽ|phấn đấu|cần|phải)(?!\w)")
_BALANCE = pattern(r"(?P<what>cán cân [^,;:]{2,60}) (?:thặng dư|thâm hụt|xuất siêu|nhập siêu)$")
_NEAR = 200
_EXCEEDED = 100  # "vượt 8,2% kế hoạch" is a share of 108,2 %


def read_sentence(prose: Prose, sentence: Sentence, reporting: Reporting) -> list[Figure]:
    """The figures of a sentence, in text order."""
    return _Reader(prose, sentence, reporting).read()


class _Reader:
    """Where the reading of a sentence stands."""

    def __init__(self, prose: Prose, sentence: Sentence, reporting: Reporting) -> None:
        self.text, self.shadow = prose.text, prose.shadow
        self.sentence, self.reporting = sentence, reporting
        self.found: list[Figure] = []
        self.parts_end = sentence.start  # up to here figures are parts of the one before "trong đó"
        self.ranked = ""  # whom a rank was told of
        self.label = sentence.label  # what the clause opens with before a colon
        self.subject = ""  # of the sentence, where its first value stands in a later clause
        self.pairs: list[Figure] = []
        self.pair_role = Role.NONE
        self.outer: list[Figure] = []  # figures whose brackets are open
        self.cursor = sentence.start  # text before it is used up
        self.starts = [period.start for period in sentence.periods]
        self.colon = self.shadow.find(":", max(sentence.start, sentence.label_end), sentence.end)
        self.leading = leading_base(self.shadow, sentence.start, sentence.end, reporting)

    def read(self) -> list[Figure]:
        measures = self.sentence.measures
        for index, measure in enumerate(measures):
            self.take(measure, measures[index + 1] if index + 1 < len(measures) else None)
        return self.found

    def take(self, measure: Measure, following: Measure | None) -> None:
        """Put one value where it belongs."""
        shadow = self.shadow
        end = max(measure.end, measure.tail)
        if measure.start < self.cursor or measure.role != "value" or measure.kind == "duration":
            return
        role, verb = role_before(shadow, self.cursor, measure.head)
        if role is Role.NONE and measure.kind == "share":
            role = self.pair_role if self.pairs else self.same_growth(measure)
        until = following.head if following else self.sentence.end
        base = None
        if measure.kind in ("share", "bare") or role in _BASED or measure.unit == "lần":
            base = base_at(shadow, end, until, self.reporting)
        if _PLANNED.search(shadow, self.cursor, measure.head) or self.is_former(measure):
            self.cursor = end
            return
        if self.is_respective(measure, verb, following):
            self.pairs, self.pair_role = [made for made in self.found[-6:] if not made.aside][-2:], role
        if self.tells_of_count(measure, role, verb):
            self.cursor = self.found[-1].end = base.end if base else end
            return
        open_ = (role in _GROWTH and self.respective()) or self.open_figure(measure.head)
        if open_ and self.goes_on(verb, role, base) and self.join(open_, measure, role, base):
            self.cursor = open_.end = base.end if base else past_aside(shadow, end, until)
            return
        self.pairs = []
        if is_embedded(shadow, measure, role, following):
            return
        self.open(measure, role, verb, base, until)

    def is_former(self, measure: Measure) -> bool:
        """Whether a bracket behind a figure says what that had been in an earlier period."""
        if not self.found or not self.shadow.startswith((" (", "("), self.cursor):
            return False
        before = self.found[-1]
        return _alike(measure.unit or "", before.unit or "") and _FORMER.fullmatch(self.shadow, self.cursor, measure.head) is not None

    def open_figure(self, at: int) -> Figure | None:
        """The figure that a comparison at `at` belongs to: the one whose bracket just closed, or the last."""
        if not self.found:
            return None
        for _ in range(self.shadow.count(")", self.cursor, at)):
            if self.outer:
                return self.outer.pop()
        return next((made for made in reversed(self.found) if not made.aside), None)

    def tells_of_count(self, measure: Measure, role: Role, verb: int) -> bool:
        """ "09/10 huyện, thành phố đạt trên 50% dự toán": the share says which were counted."""
        if role is not Role.LEVEL or not self.found or not (measure.kind == "share" or measure.of):
            return False
        before = self.found[-1]
        return (
            before.rule == "result.count" and before.end == self.cursor and not self.shadow[self.cursor : verb].strip()
        )

    def goes_on(self, verb: int, role: Role, base: Base | None) -> bool:
        """Whether the words up to the verb leave its subject to the statement before: a joint, or a comma.

        "70.102 cuộc thanh tra, kiểm tra, đạt 78,58% kế hoạch (…), bằng 97,33% so với cùng kỳ".
        """
        if _JOINT.fullmatch(self.shadow, self.cursor, verb):
            return True
        if role is Role.NONE or (base is None and role not in _GROWTH):
            return False
        gap = _BRACKETED.sub("", self.shadow[self.cursor : verb])
        return _SUBJECTLESS.fullmatch(gap) is not None

    def is_respective(self, measure: Measure, verb: int, following: Measure | None) -> bool:
        """ "lần lượt tăng 11,48% … và 14,16% …", "tương ứng tăng 1,67% và 1,75%"."""
        told = _RESPECTIVELY.search(self.shadow, self.cursor, verb)
        if told is None or len(self.found) < 2:
            return False
        if told.group() == _RESPECTIVE:
            return True
        return following is not None and self.shadow[measure.end : following.head].strip() in _AND

    def same_growth(self, measure: Measure) -> Role:
        """The growth that a second value leaves out: "tăng 12% về số doanh nghiệp và 20% về vốn"."""
        if not self.found or self.shadow[self.cursor : measure.head].strip() not in _AND:
            return Role.NONE
        last = self.found[-1].comparisons[-1:]
        change = last[0].change if last and last[0].unit == measure.unit else ""
        return next((role for role, named in _GROWTH.items() if named == change), Role.NONE)

    def respective(self) -> Figure | None:
        """The next of two figures whose growths or shares are told "lần lượt", one after the other."""
        return self.pairs.pop(0) if self.pairs else None

    # -- values that go with an open figure ------------------------------------------------------------------

    def join(self, open_: Figure, measure: Measure, role: Role, base: Base | None) -> bool:
        """Add the value to the open figure when it compares; else False."""
        value, unit = measure.value, measure.unit or ""
        multiple = role is Role.MULTIPLE or measure.unit == "lần"
        if multiple and (role in _GROWTH or role is Role.MULTIPLE or base):
            added = self.comparison(open_, base, "multiple", value, "lần")
        elif role in _GROWTH:
            added = self.comparison(open_, base, _GROWTH[role], value, unit)
        elif role is Role.EXCEED and measure.kind != "share" and measure.of is None:
            added = self.comparison(open_, base or Base("plan", 0), "increase", value, unit)
        elif role is Role.EXCEED and measure.kind == "share":
            added = self.comparison(open_, base or Base("plan", 0), "ratio", _rounded(_EXCEEDED + value), "%")
        elif role in (Role.LEVEL, Role.NONE) and base is not None and measure.kind == "share":
            added = self.comparison(open_, base, "ratio", value, "%")
        elif role is Role.REMAIN and open_.change in _GROWTH.values() and open_.unit == measure.unit and not measure.of:
            added = Comparison(
                base=self.usual_base(open_), change=open_.change, value=open_.measure.value, unit=open_.unit or ""
            )
            open_.rule, open_.change, open_.measure = "result.level_after_change", "level", measure
            open_.comparator, open_.low, open_.high = measure.comparator, measure.low, measure.high
        elif role is Role.LEVEL and self.repeats_plan(open_, measure):
            added = Comparison(base="plan", change="ratio", value=value, unit="%")
            open_.reasons.append("base_from_context")
        else:
            return False
        open_.comparisons.append(added)
        return True

    def repeats_plan(self, open_: Figure, measure: Measure) -> bool:
        """ "… đạt 70,7% kế hoạch; doanh thu 2.931 tỷ đồng, đạt 65,1%": the plan is left out the second time."""
        if measure.kind != "share" or open_.measure.kind == "share" or len(self.found) < 2:
            return False
        bare = _BARE_END.match(self.shadow, measure.end) is not None
        return bare and any(c.base == "plan" for c in self.found[-2].comparisons)

    def comparison(self, open_: Figure, base: Base | None, change: str, value: float, unit: str) -> Comparison:
        kind = base.kind if base else self.usual_base(open_)
        return Comparison(base=kind, change=change, value=value, unit=unit, plan_of=base.plan_of if base else None)

    def usual_base(self, open_: Figure) -> str:
        """The base of a growth that names none: that of the growth beside it, that of the sentence, the year before."""
        for earlier in reversed(open_.comparisons):
            if earlier.base != "plan" and earlier.change in _GROWTH.values():
                return earlier.base
        base = open_.base or self.leading
        return base.kind if base else self.sentence.base

    # -- values that open a figure -----------------------------------------------------------------------------

    def open(self, measure: Measure, role: Role, verb: int, base: Base | None, until: int) -> None:
        shadow = self.shadow
        clause, bracket = clause_start(shadow, self.cursor, verb, joined=bool(self.found))
        if sets_scene(shadow, clause, measure):
            self.cursor = after_setting(shadow, max(measure.end, measure.tail), until, self.sentence.end)
            return
        if not self.found and clause > self.sentence.start and not PART.match(shadow, self.sentence.start):
            self.subject = subject_of(self.text, shadow, self.sentence.start, clause, self.periods(self.sentence.start))
        made = self.figure(measure, role, verb, clause, base, until)
        if made is None:
            gloss = _GLOSS.match(shadow, max(measure.end, measure.tail))
            self.cursor = gloss.end() if gloss else max(measure.end, measure.tail)
            return
        span = (self.sentence.start, self.sentence.end)
        parts = parts_end(shadow, span, self.cursor, measure.head, bracket=bracket)
        self.parts_end = parts if parts is not None else self.parts_end
        made.part = bool(self.found) and measure.head < self.parts_end
        if bracket and self.found:
            self.outer.append(self.found[-1])
        self.found.append(made)
        self.cursor = made.end

    def periods(self, start: int, end: int | None = None) -> list[Stated]:
        """The mentions of periods about ``[start, end)``."""
        low = max(0, bisect_left(self.starts, start) - 1)
        return self.sentence.periods[low : bisect_right(self.starts, end if end is not None else start + _NEAR)]

    def is_listed(self, clause: int) -> bool:
        """Whether the clause is an item of a list that a colon opened."""
        return self.shadow[clause - 1] in ";:" and 0 <= self.colon < clause

    def figure(
        self, measure: Measure, role: Role, verb: int, clause: int, base: Base | None, until: int
    ) -> Figure | None:
        """A new figure, or None when the number is no result."""
        end = max(measure.end, measure.tail)
        periods = self.periods(clause, end)
        named = role is not Role.NONE
        self.label = self.sentence.label
        name = name_before(self.text, self.shadow, clause, verb, periods, verb=named, listed=self.is_listed(clause))
        if name is None and self.shadow[clause - 1 : clause] == "(":
            if role is Role.NONE:
                return self.in_brackets(measure, clause, end, until)
            name = name_before(self.text, self.shadow, self.cursor, clause - 1, periods)
        elif name is None and self.shadow[clause - 1 : clause] == ":" and not self.shadow[clause:verb].strip():
            name = self.before_colon(measure, clause - 1, until)
        made = new_figure(measure, clause, end)
        if stop := new_unit(self.shadow, measure):
            made.unit, made.end = self.text[measure.end - len(measure.unit or "") : stop], stop
        if self.shadow.startswith(_PER_KM, end):
            made.end, made.unit = end + len(_PER_KM), f"{made.unit}{_PER_KM}"
        if measure.comparator == "top" and role is not Role.RANK:
            return None
        if role is Role.RANK:
            return self.rank(made, name, until)
        if role is Role.SHARE or role is Role.CONTRIBUTION or self.shares_too(measure, role, name, end, until):
            return self.share(made, role, name, until)
        if role is Role.EXCEED and measure.kind == "share":
            made.low = made.high = _rounded(_EXCEEDED + measure.value)
            return self.share_of_plan(made, name, base or Base("plan", end))
        planned = base is not None and base.kind == "plan" and role is Role.NONE and name is not None
        if base is not None and measure.kind == "share" and (role is Role.LEVEL or planned):
            return self.share_of_plan(made, name, base)
        if role is Role.MULTIPLE:
            made.change, made.base, made.rule = "multiple", base, "result.growth_only"
            made.end = base.end if base else end
            return self.named(made, name)
        if self.is_count(measure, role, clause, verb, name, until):
            return self.count(made, role, clause, name, until)
        if role in _GROWTH:
            return self.growth(made, role, name, base)
        return self.named(made, name)

    def before_colon(self, measure: Measure, colon: int, until: int) -> Name | None:
        """The name that a colon parts from its value: "…; Tỷ lệ hộ dùng cáp quang: 83,4%".

        A count is named so by a noun of quantity or its own noun ("Số doanh nghiệp: 12 doanh nghiệp") only: "Bệnh
        sởi: 3 ca mắc" counts cases, and measles are what the clause is about.
        """
        begin, _ = clause_start(self.shadow, self.cursor, colon, joined=bool(self.found))
        if _INTRODUCES.search(self.shadow, begin, colon):
            return None
        name = name_before(self.text, self.shadow, begin, colon, self.periods(begin, colon))
        counts = measure.kind == "count" or self.followed(measure, until)
        if name is None or not counts or is_headed(name.text, counted_noun(measure.unit)):
            return name
        self.label = name.text
        return None

    def in_brackets(self, measure: Measure, clause: int, end: int, until: int) -> Figure | None:
        """A value that its brackets open with: that of the name before them, or a count of parts."""
        shadow, periods = self.shadow, self.periods(self.cursor, end)
        begin = max(self.cursor, *(shadow.rfind(mark, self.cursor, clause - 1) + 1 for mark in ";:"))
        if beyond := _BEYOND.search(shadow, begin, clause - 1):
            begin = beyond.end()
        name = name_before(self.text, shadow, begin, clause - 1, periods)
        made = new_figure(measure, clause, end)
        if name is not None and _PLAN.match(shadow_of(name.text)):
            return None  # "thấp hơn so với dự toán (3,6%)"
        if name is None:
            if measure.kind == "share" and (shadow[end : end + 1] == ")" or _OF_TOTAL.match(shadow, end)):
                return None  # "8.000 trạm (10,5%)": the same figure again
            return (
                self.count(made, Role.NONE, clause, name, until)
                if self.is_count(measure, Role.NONE, clause, measure.head, name, until)
                else None
            )
        made.rule, made.indicator, made.start = "result.in_brackets", name.text, name.start
        if measure.kind == "share" and (self.sentence.label or 0 <= self.colon < clause) and not is_headed(name.text):
            told = self.sentence.label or self.about(clause)  # "Thị phần: Shopee (66,7%), TikTok Shop (26,9%)"
            made.indicator = f"{told} {name.text}" if _IS_SHARE.match(shadow_of(told)) else name.text
        before = self.found[-1] if self.found else None
        if beyond and before and before.rule == "result.share_of_plan" and measure.unit == before.unit:
            made.comparisons = [msgspec.structs.replace(before.comparisons[0], value=measure.value, plan_of=None)]
        return made

    def named(self, made: Figure, name: Name | None) -> Figure | None:
        """Name the figure by the words before it, or by what the sentence is about."""
        if name is None:
            topic = self.topic()
            if not topic:
                return None
            counted = bool(self.found) and self.found[-1].measure.kind == "count" and made.measure.kind == "share"
            made.indicator = f"tỷ lệ {topic}" if counted else topic
            made.reasons.append("indicator_from_context")
            return made
        made.indicator, made.start = name.text, name.start
        if balance := _BALANCE.match(shadow_of(name.text)):
            made.indicator = name.text[: balance.end("what")]
        if is_place(name.text):
            made.scope, made.about = name.text, self.about(made.clause)
            made.indicator = f"{made.about} {name.text}".strip()
        return made

    def about(self, clause: int) -> str:
        """What a list of places tells of: the figure whose brackets it stands in, the words before its colon."""
        if self.found and self.found[-1].scope:
            return self.found[-1].about
        if self.shadow[clause - 1] == "(" or self.outer:
            open_ = self.outer[-1] if self.outer else self.found[-1] if self.found else None
            return open_.indicator if open_ else ""
        if not 0 <= self.colon < clause:
            return ""
        told = subject_of(self.text, self.shadow, self.sentence.start, self.colon, self.periods(self.sentence.start))
        return told or self.sentence.topic

    def topic(self) -> str:
        """What a nameless clause is about: the figure before it, the label or first words of its sentence."""
        if open_ := self.open_figure(self.cursor):
            return open_.indicator
        return self.sentence.label or self.subject or self.sentence.topic

    def growth(self, made: Figure, role: Role, name: Name | None, base: Base | None) -> Figure | None:
        made.change, made.rule = _GROWTH[role], "result.growth_only"
        made.base = base or self.leading
        if base:
            made.end = base.end
        return self.named(made, name)

    def share_of_plan(self, made: Figure, name: Name | None, base: Base) -> Figure | None:
        made.rule, made.end = "result.share_of_plan", base.end
        made.comparisons = [
            Comparison(base=base.kind, change="ratio", value=made.low or 0, unit="%", plan_of=base.plan_of)
        ]
        return self.named(made, name)

    def share(self, made: Figure, role: Role, name: Name | None, until: int) -> Figure | None:
        respective = self.respective() if name is None else None
        whole = name.text.rpartition(" là ")[2] if name else respective.indicator if respective else self.topic()
        if not whole:
            return None
        made.rule, made.aside = "result.share", name is None and bool(self.found)
        after = counted_name(self.text, self.shadow, made.end, until, self.periods(made.end, until))
        if role is Role.CONTRIBUTION:
            made.indicator = f"đóng góp của {whole} {after.text if after else ''}".rstrip()
        else:
            total = after.text.removeprefix("trong ").removeprefix("của ") if after else ""
            prefix = "" if _IS_SHARE.match(shadow_of(whole)) else "tỷ trọng "
            made.indicator = f"{prefix}{whole}" + (f" trong {total}" if total else "")
        if name:
            made.start = name.start
        if after:
            made.end = after.end
        return made

    def shares_too(self, measure: Measure, role: Role, name: Name | None, end: int, until: int) -> bool:
        """Shares without their verb: "chiếm 34,44% và 36,22%", "7.880 tỷ đồng, đạt 61,37% số thuế tăng thu"."""
        if measure.kind != "share" or name is not None or not self.found:
            return False
        if role is Role.NONE and self.found[-1].rule == "result.share":
            return self.shadow[self.cursor : measure.head].strip() in _AND
        amount = role is Role.LEVEL and self.found[-1].measure.kind == "money"
        return amount and counted_name(self.text, self.shadow, end, until, []) is not None

    def rank(self, made: Figure, name: Name | None, until: int) -> Figure | None:
        after = counted_name(self.text, self.shadow, made.end, until, self.periods(made.end, until))
        told = name.text if name else self.topic().removeprefix("xếp hạng ")
        if compared := _COMPARED.match(self.shadow, made.clause, made.measure.head):
            told = f"của {self.text[slice(*compared.span(2))]} {self.text[slice(*compared.span(1))]}"
            self.ranked = f"của {self.text[slice(*compared.span(2))]}"
        elif name is None and self.ranked:
            told = self.ranked
        if not told:
            return None
        made.rule, made.comparator = "result.rank", "top"
        made.indicator = " ".join(part for part in ("xếp hạng", told, after.text if after else "") if part)
        made.low = made.high = made.measure.value
        if "unit_guessed" in made.reasons:  # "xếp thứ 7 toàn tỉnh"
            made.indicator, made.unit = f"{made.indicator} {made.unit}", None
            made.reasons.remove("unit_guessed")
        if name:
            made.start = name.start
        if after:
            made.end = after.end
        return made

    # -- counts: the value stands before its name -------------------------------------------------------------------

    def is_count(self, measure: Measure, role: Role, clause: int, verb: int, name: Name | None, until: int) -> bool:
        """Whether the name follows the value."""
        if measure.of is not None:
            return True
        if measure.kind not in ("count", "share", "physical"):
            return False
        before = self.shadow[clause : measure.head].rstrip()
        if role is Role.LEVEL or role is Role.REMAIN:
            unnamed = name is None or before.endswith(_COMPLETED) or self.shadow[verb - 2 : verb] == ", "
            return measure.kind == "count" and unnamed
        if before.endswith(_FOR):
            return measure.kind == "count"
        if before.rpartition(" ")[2] in _HAS and measure.kind != "physical":
            return measure.kind == "count" or self.followed(measure, until)
        done = ends_in_deed(before) and (not self.is_listed(clause) or name is None or opens_with_deed(name.text))
        if measure.kind == "count":
            return name is None or done
        return (name is None or done) and self.followed(measure, until)

    def followed(self, measure: Measure, until: int) -> bool:
        return counted_name(self.text, self.shadow, measure.end, until, []) is not None

    def count(self, made: Figure, role: Role, clause: int, name: Name | None, until: int) -> Figure | None:
        measure, periods = made.measure, self.periods(clause, until + _NEAR)
        if measure.kind == "count" and (stop := noun_list(self.shadow, made.end, until)):
            made.end, made.unit = stop, f"{made.unit}{self.text[made.end : stop]}"
        after = counted_name(self.text, self.shadow, made.end, until, periods, peek=1)
        deed = deed_before(self.text, self.shadow, clause, measure.head, periods)
        made.deed = deed.text if deed else ""
        if after is None and deed is None and _EXPECTING.match(self.shadow, made.end):
            return None  # "3 doanh nghiệp (A, B, C) dự kiến …": who will do it
        made.rule = "result.count"
        if measure.of is not None:  # "hoàn thành vượt mức 19/19 chỉ tiêu" bounds nothing
            made.comparator, made.low, made.high = "eq", measure.value, measure.value
        if role is Role.INCREASE:
            made.change = "increase"
        self.coordinate(made, measure, name)
        made.bare = after is None and not made.deed
        if after and self.borrows(measure):
            self.found[-1].indicator += f" {after.text}"
        noun = counted_noun(made.unit) if measure.kind == "count" else ""
        possessed = _POSSESSED.search(self.shadow, clause, measure.head) is not None
        of = f"của {name.text}" if name and not deed and possessed and len(name.text) < _LONG_OWNER else ""
        label = self.label if made.bare and not of else ""
        parts = (noun, after.text if after else "", made.deed or of or label)
        made.indicator = " ".join(part for part in parts if part)
        if deed:
            made.start = deed.start
        if after:
            made.end = after.end
        return made if made.indicator else None

    def borrows(self, measure: Measure) -> bool:
        """ "ít nhất 9 xã và 15 thôn … thoát khỏi tình trạng …": the first count is of the same kind."""
        return bool(self.found) and self.found[-1].bare and self.shadow[self.cursor : measure.head].strip() in _AND

    def coordinate(self, made: Figure, measure: Measure, name: Name | None) -> None:
        """A further member of a list of counts goes like the one before: "có thêm 11 xã …, 6 xã …, 4 xã …"."""
        if not self.found or made.deed or name or self.found[-1].rule != "result.count":
            return
        before = self.found[-1]
        gap = self.shadow[self.cursor : measure.head].strip()
        if gap not in _LIST_MARKS:
            return
        made.deed = before.deed if gap != ";" else ""
        made.change = before.change
        if gap == "và" and made.comparator == "eq" and before.comparator in ("ge", "gt"):
            made.comparator, made.high = before.comparator, None


def _alike(unit: str, other: str) -> bool:
    """Whether two units are one, perhaps shortened: "ca mắc", "ca"."""
    return unit.startswith(other) or other.startswith(unit) if unit and other else unit == other


def _rounded(value: float) -> float:
    return round(value, 6)
