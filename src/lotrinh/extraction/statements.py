"""Statements: the measured clauses of one sentence, with what belongs to each value.

Reads: `Prose`, the sentence's `Measure`s. Writes: `Statement`s in text order, not yet dated.

A sentence is read from value to value with a little memory: the statement that is open, and how far the text is
used up. A value whose gap to the one before holds nothing but a joint and a verb ("…, tăng 8,3%", "(giảm 26 ha)",
"và đạt 53,53% kế hoạch năm") goes with the open statement as a comparison; any other value opens a new one.

Names: Statement, Sentence, read_sentence.
"""

from __future__ import annotations

from itertools import pairwise

import msgspec

from lotrinh.extraction.comparisons import PREVIOUS_YEAR, Base, Role, base_at, leading_base, role_before
from lotrinh.extraction.facts import Comparison
from lotrinh.extraction.patterns import pattern
from lotrinh.extraction.periods import Reporting, Stated
from lotrinh.extraction.phrases import folded
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.quantities import Measure
from lotrinh.extraction.result_names import Name, action_before, counted_name, name_before
from lotrinh.extraction.rules import lexicon


class Statement(msgspec.Struct):
    """One measured statement while its sentence is read. `clause`: where the clause that names it begins."""

    start: int
    end: int
    clause: int
    rule: str
    indicator: str
    change: str
    comparator: str
    low: float | None
    high: float | None
    unit: str | None
    measure: Measure
    comparisons: list[Comparison] = []
    part: bool = False  # told as a part of the statement before ("trong đó", in brackets)
    value_first: bool = False
    action: str = ""
    base: Base | None = None  # what a growth that is the statement itself is against
    reasons: list[str] = []


class Sentence(msgspec.Struct, frozen=True):
    """A stretch of one line. `periods`: the mentions in it; `topic`: the indicator that a nameless clause means."""

    start: int
    end: int
    measures: tuple[Measure, ...]
    periods: list[Stated]
    topic: str = ""


_JOINT = pattern(
    r"[ ,;(]*(?:(?:và|đồng thời|tương ứng|tương đương|tương đương với|tương ứng với|hay|hoặc|tức|tức là|lần lượt|cũng|đã|ước|ước tính|nhưng|song"
    r"|dự kiến|với mức|với tốc độ|với|mức|trong đó|chỉ|mới|số vốn|đều|tiếp tục)[ ,]*){0,3}"
)
_STRONG = pattern(r"[;:()]|\.(?= )")
_SOFT = pattern(r"^ ?, ?| (?:và|với|của|tại|trên) |^(?:và|với) ")
_PART = pattern(r"(?:trong đó|gồm|bao gồm|cụ thể|chia ra|phân theo)(?!\w)")
_PLAN_IN_BRACKETS = pattern(r"\( ?(?:kế hoạch|kh|mục tiêu|dự toán|chỉ tiêu)(?!\w)[^()]{0,30}$")
_GROWTH = {Role.INCREASE: "increase", Role.DECREASE: "decrease"}
_EXCEEDED = 100


def read_sentence(prose: Prose, sentence: Sentence, reporting: Reporting) -> list[Statement]:
    """The statements of a sentence, in text order."""
    return _Reader(prose, sentence, reporting).read()


class _Reader:
    """Where the reading of a sentence stands."""

    def __init__(self, prose: Prose, sentence: Sentence, reporting: Reporting) -> None:
        self.text, self.shadow = prose.text, prose.shadow
        self.sentence, self.reporting = sentence, reporting
        self.found: list[Statement] = []
        self.cursor = sentence.start  # text before it is used up
        self.leading = leading_base(self.shadow, sentence.start, sentence.end, reporting)
        self.plan_words_end = 0

    def read(self) -> list[Statement]:
        measures = self.sentence.measures
        for index, measure in enumerate(measures):
            following = measures[index + 1] if index + 1 < len(measures) else None
            self.take(measure, following)
        return self.found

    def take(self, measure: Measure, following: Measure | None) -> None:
        """Put one value where it belongs."""
        shadow, limit = self.shadow, self.sentence.end
        role, verb = role_before(shadow, self.cursor, measure.head)
        end = max(measure.end, measure.tail)
        base = None
        if measure.kind in ("share", "bare") or role in _GROWTH or role is Role.MULTIPLE or measure.unit == "lần":
            base = base_at(shadow, end, following.head if following else limit, self.reporting)
        if measure.role != "value" or measure.kind == "duration":
            return
        if _PLAN_IN_BRACKETS.search(shadow, self.cursor, measure.head):
            self.cursor = end
            return
        if self.found and _JOINT.fullmatch(shadow, self.cursor, verb) and self.join(measure, role, base):
            self.cursor = self.found[-1].end = base.end if base else end
            return
        if self.is_embedded(measure, role, following):
            return
        self.open(measure, role, verb, base, following)

    # -- values that go with the open statement ---------------------------------------------------------------

    def join(self, measure: Measure, role: Role, base: Base | None) -> bool:
        """Add the value to the open statement when it compares; else False."""
        open_ = self.found[-1]
        value, unit = measure.value, measure.unit or ""
        if role in _GROWTH:
            if measure.unit == "lần" :
                open_.comparisons.append(self.comparison(base, "multiple", value, unit))
            else:
                open_.comparisons.append(self.comparison(base, _GROWTH[role], value, unit))
        elif role is Role.MULTIPLE or (measure.unit == "lần" and base):
            open_.comparisons.append(self.comparison(base, "multiple", value, "lần"))
        elif role is Role.EXCEED and measure.kind == "share":
            open_.comparisons.append(self.comparison(base or Base("plan", 0), "ratio", _rounded(_EXCEEDED + value), "%"))
        elif role is Role.LEVEL and base is not None and measure.kind == "share":
            open_.comparisons.append(self.comparison(base, "ratio", value, "%"))
        elif role is Role.REMAIN and open_.change in ("increase", "decrease") and not open_.comparisons:
            open_.comparisons.append(
                Comparison(base=PREVIOUS_YEAR, change=open_.change, value=open_.measure.value, unit=open_.unit or "")
            )
            open_.rule, open_.change, open_.measure = "result.level_after_change", "level", measure
            open_.comparator, open_.low, open_.high = measure.comparator, measure.low, measure.high
            open_.unit = measure.unit
        else:
            return False
        return True

    def comparison(self, base: Base | None, change: str, value: float, unit: str) -> Comparison:
        open_ = self.found[-1]
        kind = base.kind if base else self.usual_base(open_)
        return Comparison(
            base=kind, change=change, value=value, unit=unit, plan_of=base.plan_of if base else None
        )

    def usual_base(self, open_: Statement) -> str:
        """The base of a growth that names none: that of the growth beside it, that of the sentence, the year before."""
        for earlier in reversed(open_.comparisons):
            if earlier.base != "plan" and earlier.change in ("increase", "decrease"):
                return earlier.base
        if open_.base is not None:
            return open_.base.kind
        return self.leading.kind if self.leading else PREVIOUS_YEAR

    # -- values that open a statement ---------------------------------------------------------------------------

    def is_embedded(self, measure: Measure, role: Role, following: Measure | None) -> bool:
        """Whether the number belongs to a name: "(dưới 9 chỗ ngồi)", "với sức chứa > 10 kg vải khô một lần giặt"."""
        shadow = self.shadow
        if measure.comparator in ("ge", "gt", "le", "lt") and shadow[measure.head] in "<>≥≤":
            return True
        if role is not Role.NONE or following is None:
            return False
        next_role, verb = role_before(shadow, measure.end, following.head)
        if next_role is Role.NONE:
            return False
        between = shadow[measure.end : verb]
        if between.startswith(")") or (shadow[measure.head - 1] == "(" and ")" in between):
            return "(" in shadow[self.cursor : measure.head] and not between.strip(" )")
        return bool(between.strip()) and not any(mark in between for mark in ",;:.(") and measure.kind == "physical"

    def open(self, measure: Measure, role: Role, verb: int, base: Base | None, following: Measure | None) -> None:
        clause = self.clause_start(verb)
        statement = self.statement(measure, role, verb, clause, base, following)
        if statement is None:
            self.cursor = max(measure.end, measure.tail)
            return
        bracket = self.shadow.rfind("(", self.cursor, measure.head)
        opened = bracket >= 0 and self.shadow.find(")", bracket, measure.head) < 0
        statement.part = bool(opened and self.found) or bool(_PART.search(self.shadow, self.cursor, measure.head))
        self.found.append(statement)
        self.cursor = statement.end

    def clause_start(self, verb: int) -> int:
        """Where the clause that holds the value begins: after the last strong mark, or the joint to the value before."""
        start = self.cursor
        for mark in _STRONG.finditer(self.shadow, self.cursor, verb):
            if mark.group() == "(" and self.shadow.find(")", mark.end(), verb) >= 0:
                continue
            if mark.group() == ")" and self.shadow.find("(", start, mark.start()) >= 0:
                continue
            start = mark.end()
        if start == self.cursor and self.found:
            soft = _SOFT.search(self.shadow, start, verb)
            if soft:
                start = soft.end()
        return start

    def statement(
        self, measure: Measure, role: Role, verb: int, clause: int, base: Base | None, following: Measure | None
    ) -> Statement | None:
        """A new statement, or None when the number is no result."""
        periods = self.sentence.periods
        end = max(measure.end, measure.tail)
        name = name_before(self.text, self.shadow, clause, verb, periods)
        made = _statement(measure, clause, end)
        if role is Role.RANK or measure.comparator == "top":
            return self.rank(made, name)
        if role is Role.SHARE or role is Role.CONTRIBUTION:
            return self.share(made, role, name)
        if role in _GROWTH and not self.is_count(measure, verb, name, following):
            return self.growth(made, role, name, base)
        if role is Role.EXCEED and measure.kind == "share":
            value = _rounded(_EXCEEDED + measure.value)
            made.low = made.high = value
            return self.share_of_plan(made, name, base or Base("plan", end), value)
        if base is not None and measure.kind == "share" and role is Role.LEVEL:
            return self.share_of_plan(made, name, base, measure.value)
        if role is Role.MULTIPLE:
            made.change, made.base, made.rule = "multiple", base, "result.growth_only"
            made.end = base.end if base else end
            return self.named(made, name)
        if self.is_count(measure, verb, name, following):
            return self.count(made, role, verb, name, following)
        return self.named(made, name)

    def named(self, made: Statement, name: Name | None) -> Statement | None:
        """Name the statement by the words before it, or by what the sentence is about."""
        if name is None:
            topic = self.topic()
            if not topic:
                return None
            made.indicator = topic
            made.reasons.append("indicator_from_context")
            return made
        made.indicator, made.start = name.text, name.start
        return made

    def topic(self) -> str:
        return self.found[-1].indicator if self.found else self.sentence.topic

    def growth(self, made: Statement, role: Role, name: Name | None, base: Base | None) -> Statement | None:
        made.change, made.rule = _GROWTH[role], "result.growth_only"
        made.base = base or self.leading
        if base:
            made.end = base.end
        return self.named(made, name) if name or self.sentence.topic else None

    def share_of_plan(self, made: Statement, name: Name | None, base: Base, value: float) -> Statement | None:
        made.rule, made.end = "result.share_of_plan", base.end
        made.comparisons = [
            Comparison(base=base.kind, change="ratio", value=value, unit="%", plan_of=base.plan_of)
        ]
        return self.named(made, name)

    def share(self, made: Statement, role: Role, name: Name | None) -> Statement | None:
        whole = name.text if name else self.topic()
        if not whole:
            return None
        made.rule = "result.share"
        following = counted_name(self.text, self.shadow, made.end, self.sentence.end, self.sentence.periods)
        if role is Role.CONTRIBUTION:
            made.indicator = f"đóng góp của {whole} {following.text if following else ''}".rstrip()
        else:
            made.indicator = f"tỷ trọng {whole}" + (f" trong {following.text}" if following else "")
        if name:
            made.start = name.start
        if following:
            made.end = following.end
        return made

    def rank(self, made: Statement, name: Name | None) -> Statement | None:
        topic = self.topic()
        following = counted_name(self.text, self.shadow, made.end, self.sentence.end, self.sentence.periods)
        told = " ".join(part for part in (name.text if name else topic, following.text if following else "") if part)
        if not told:
            return None
        made.rule, made.indicator, made.comparator = "result.rank", f"xếp hạng {told}", "top"
        made.low = made.high = made.measure.value
        if name:
            made.start = name.start
        if following:
            made.end = following.end
        return made

    # -- counts: the value stands before its name -----------------------------------------------------------------

    def is_count(self, measure: Measure, verb: int, name: Name | None, following: Measure | None) -> bool:
        if measure.kind not in ("count", "share", "physical"):
            return False
        before = self.shadow[self.clause_start(verb) : measure.head].rstrip()
        word = before.rpartition(" ")[2]
        return measure.of is not None or not before or word in _HAS or (measure.kind == "count" and _ends_in_action(before))

    def count(
        self, made: Statement, role: Role, verb: int, name: Name | None, following: Measure | None
    ) -> Statement | None:
        limit = following.head if following else self.sentence.end
        after = counted_name(self.text, self.shadow, made.end, limit, self.sentence.periods)
        deed = action_before(self.text, self.shadow, made.clause, made.measure.head, self.sentence.periods)
        noun = made.unit or "" if made.measure.kind == "count" else ""
        parts = (noun, after.text if after else "", deed.text if deed else "")
        made.indicator = " ".join(part for part in parts if part)
        made.rule, made.value_first = "result.count", True
        if role is Role.INCREASE:
            made.change = "increase"
        if deed:
            made.start = deed.start
        if after:
            made.end = after.end
        return made if made.indicator else None


_HAS = folded(["có", "với", "gồm", "thêm", "khoảng", "còn"])
_ACTIONS = folded(lexicon("result_words")["actions"])


def _ends_in_action(before: str) -> bool:
    words = before.split()
    return any(" ".join(words[-n:]) in _ACTIONS for n in (1, 2, 3) if len(words) >= n)


def _statement(measure: Measure, clause: int, end: int) -> Statement:
    return Statement(
        start=measure.head,
        end=end,
        clause=clause,
        rule="result.level",
        indicator="",
        change="level",
        comparator=measure.comparator,
        low=measure.low,
        high=measure.high,
        unit=measure.unit,
        measure=measure,
        comparisons=[],
        reasons=list(measure.reasons),
    )


def _rounded(value: float) -> float:
    return round(value, 6)
