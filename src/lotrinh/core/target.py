"""Targets: the forms a goal can take, and the goal itself as a value.

How progress is judged depends on the form, so the form is derived from the printed slots by named rules,
each with an explanation. The direction (whether more or less is better) is taken only from words that state
it; it is never guessed from a base and a value.

>>> derived = form_of("level", "range", per="year", from_=2021, due=2030, unit=parse_unit("%"))
>>> derived.form, derived.rule
(<Form.AVERAGE_GROWTH: 'average_growth'>, 'form.average_growth')
>>> stated_direction("decrease", "range"), stated_direction("level", "ge"), stated_direction("level", "eq")
(<Direction.LESS: 'less'>, <Direction.MORE: 'more'>, None)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lotrinh.core.quantity import Comparator, Quantity
from lotrinh.core.unit import Kind, Unit, parse_unit
from lotrinh.core.unit_table import LEVELS
from lotrinh.core.vietnamese.text import nfc, shadow


class Form(StrEnum):
    """The shapes of targets; each has its own rule of judgement."""

    LEVEL = "level"  # a value to be reached by a date
    RANGE = "range"
    ONE_SIDED = "one_sided"
    AVERAGE_GROWTH = "average_growth"  # the mean yearly growth over a period
    YEARLY_CHANGE = "yearly_change"  # so many points or units more or less every year
    HOLD = "hold"  # a value to be kept, or reached anew every year
    DIRECTION_ONLY = "direction_only"  # "giảm dần": no value at all
    MILESTONES = "milestones"  # several years, each with its value
    COUNT = "count"  # so many communes, schools, clusters: each of them can be named
    EVENT = "event"  # done or not done
    STRUCTURE = "structure"  # shares of one whole, judged together
    WORD = "word"  # "cơ bản hoàn thành": a person decides


CHANGES = frozenset({Form.YEARLY_CHANGE, Form.AVERAGE_GROWTH})
"""Forms whose value is a change, not a level that is reached."""


class Direction(StrEnum):
    """What is better."""

    MORE = "more"
    LESS = "less"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Slots:
    """What the rules of form look at: the slots of a target as the facts have them.

    `share`: the indicator is itself a share ("tỷ lệ hộ nghèo"), so that percent of it are points.
    `milestones`, `parts`: how many values of other years, or shares of one whole, belong together.
    """

    change: str
    comparator: str | None
    per: str | None
    from_: int | None
    due: date | None
    unit: Unit
    share: bool
    hold: bool
    milestones: int
    parts: int

    @property
    def moves(self) -> bool:
        """Whether an increase or a decrease is stated, not a level."""
        return self.change in ("increase", "decrease")

    @property
    def counted(self) -> bool:
        """Whether members can be named: units of administration, or more of anything that is counted."""
        if self.unit.kind is not Kind.COUNT or self.unit.per or self.comparator == Comparator.TOP:
            return False
        return self.moves or _LEVELS.issuperset(self.unit.base.split(", "))


@dataclass(frozen=True, slots=True)
class FormRule:
    """A rule of form: the first whose `applies` holds decides. Explanations are shown to readers."""

    id: str
    form: Form
    applies: Callable[[Slots], bool]
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Derived:
    """A form, the rule that gave it, and the rule's explanation in Vietnamese and English."""

    form: Form
    rule: str
    vi: str
    en: str


_LEVELS = frozenset(map(shadow, LEVELS))
# How indicators begin that are shares of a whole.
_SHARE_HEADS = tuple(
    shadow(head) for head in ("tỷ lệ", "tỉ lệ", "tỷ trọng", "tỉ trọng", "tỷ suất", "tỉ suất", "độ che phủ", "cơ cấu")
)
_YEARLY = "year"
_ONE_SIDED = frozenset({Comparator.GE, Comparator.GT, Comparator.LE, Comparator.LT, Comparator.TOP})

FORM_RULES = (
    FormRule(
        "form.event",
        Form.EVENT,
        lambda slots: slots.change == "event",
        "Việc có hoặc không hoàn thành, không có số.",
        "An outcome that is reached or not; it has no number.",
    ),
    FormRule(
        "form.direction_only",
        Form.DIRECTION_ONLY,
        lambda slots: slots.comparator is None and slots.moves,
        "Chỉ nêu tăng hoặc giảm, không nêu mức.",
        "Only an increase or a decrease is stated, no value.",
    ),
    FormRule(
        "form.word",
        Form.WORD,
        lambda slots: slots.comparator is None,
        "Mục tiêu bằng lời, không có số; cần người đánh giá.",
        "A target in words without a number; a person must judge it.",
    ),
    FormRule(
        "form.milestones",
        Form.MILESTONES,
        lambda slots: slots.milestones > 1,
        "Nhiều mốc năm của cùng một chỉ tiêu; đánh giá theo mốc kế tiếp.",
        "Several years of one indicator; the next one decides.",
    ),
    FormRule(
        "form.structure",
        Form.STRUCTURE,
        lambda slots: slots.parts > 1,
        "Các phần của một tổng thể; phải đạt đồng thời.",
        "Shares of one whole; they must be met together.",
    ),
    FormRule(
        "form.hold",
        Form.HOLD,
        lambda slots: slots.hold,
        "Duy trì mức đã nêu trong suốt thời gian.",
        "The value must be kept throughout.",
    ),
    FormRule(
        "form.yearly_points",
        Form.YEARLY_CHANGE,
        lambda slots: slots.per == _YEARLY and slots.moves and (slots.share or slots.unit.kind is not Kind.SHARE),
        "Mỗi năm tăng hoặc giảm một số điểm phần trăm hay một lượng nhất định.",
        "Every year so many percentage points or units more or less.",
    ),
    FormRule(
        "form.average_growth",
        Form.AVERAGE_GROWTH,
        lambda slots: slots.per == _YEARLY and slots.unit.kind is Kind.SHARE and not slots.share,
        "Tốc độ tăng bình quân hằng năm của cả giai đoạn.",
        "The mean yearly growth over the period.",
    ),
    FormRule(
        "form.every_year",
        Form.HOLD,
        lambda slots: slots.per == _YEARLY,
        "Mức phải đạt trong từng năm.",
        "A value to be reached in every single year.",
    ),
    FormRule(
        "form.count",
        Form.COUNT,
        lambda slots: slots.counted,
        "Số đơn vị đếm được, có thể kể tên.",
        "A number of units that can be named.",
    ),
    FormRule(
        "form.change_in_year",
        Form.YEARLY_CHANGE,
        lambda slots: (
            slots.moves and slots.due is not None and (slots.from_ is None or slots.due.year - slots.from_ <= 1)
        ),
        "Mức tăng hoặc giảm trong một năm.",
        "The increase or decrease within one year.",
    ),
    FormRule(
        "form.range",
        Form.RANGE,
        lambda slots: slots.comparator == Comparator.RANGE,
        "Một khoảng giá trị; cận yếu hơn là mức phải đạt.",
        "A range; its weaker bound is what must be reached.",
    ),
    FormRule(
        "form.one_sided",
        Form.ONE_SIDED,
        lambda slots: slots.comparator in _ONE_SIDED,
        "Chỉ có cận dưới hoặc cận trên.",
        "Only a lower or an upper bound.",
    ),
    FormRule(
        "form.level",
        Form.LEVEL,
        lambda _: True,
        "Một mức phải đạt vào thời hạn.",
        "A value to be reached by its date.",
    ),
)


def due_date(due: int | str | None) -> date | None:
    """The last day of a due year or ISO date, as the facts print it. Raises ValueError for anything else.

    >>> due_date(2030), due_date("2025-06-30")
    (datetime.date(2030, 12, 31), datetime.date(2025, 6, 30))
    """
    if due is None:
        return None
    return date(due, 12, 31) if isinstance(due, int) else date.fromisoformat(due)


def names_share(indicator: str) -> bool:
    """Whether the name of an indicator says that it is a share, so that changes of it in % are points.

    >>> names_share("Tỷ lệ hộ nghèo đa chiều"), names_share("Thu nội địa")
    (True, False)
    """
    return shadow(nfc(indicator)).startswith(_SHARE_HEADS)


def form_of(
    change: str,
    comparator: str | None,
    *,
    per: str | None = None,
    from_: int | None = None,
    due: int | str | date | None = None,
    unit: Unit | str | None = None,
    share: bool = False,
    hold: bool = False,
    milestones: int = 1,
    parts: int = 1,
) -> Derived:
    """The form of a target from its slots (see `Slots`), by the first of `FORM_RULES` that applies.

    >>> form_of("decrease", "range", per="year", unit="%", share=True).rule
    'form.yearly_points'
    >>> form_of("increase", "ge", unit="xã", due=2030).form, form_of("level", "gt", unit="%", due=2030).form
    (<Form.COUNT: 'count'>, <Form.ONE_SIDED: 'one_sided'>)
    """
    day = due if isinstance(due, date) else due_date(due)
    unit = unit if isinstance(unit, Unit) else parse_unit(unit)
    slots = Slots(change, comparator, per, from_, day, unit, share, hold, milestones, parts)
    rule = next(rule for rule in FORM_RULES if rule.applies(slots))
    return Derived(rule.form, rule.id, rule.vi, rule.en)


def stated_direction(change: str, comparator: str | None) -> Direction | None:
    """The direction that words of the target state; None when none does.

    "Giảm 3 % trở lên" is a decrease first: the bound is one of the decrease.
    """
    if change == "decrease":
        return Direction.LESS
    if change in ("increase", "multiple") or comparator in (Comparator.GE, Comparator.GT):
        return Direction.MORE
    return Direction.LESS if comparator in _ONE_SIDED else None


@dataclass(frozen=True, slots=True)
class Goal:
    """A target as a value, ready to be judged.

    * `quantity`: None for events, words and directions; the increase or decrease itself where one is stated
      (then `direction` says which).
    * `due`: the last day. `from_year`: the first year of a period. `per`: "year" for yearly rates.
    * `direction`: None when nobody has said it; assessment then asks instead of guessing.
    * `base`, `base_year`: the value that the change counts from, when known.
    * `moves`: the quantity is an increase or decrease, not a level. `share`: the indicator is a share of a whole.
    * `flow`: its figures add up over the year, so that a part of the year is not the year.

    Raises ValueError when form and quantity, or the years, do not go together.
    """

    form: Form
    quantity: Quantity | None = None
    due: date | None = None
    from_year: int | None = None
    per: str | None = None
    direction: Direction | None = None
    base: float | None = None
    base_year: int | None = None
    moves: bool = False
    share: bool = False
    flow: bool = False

    def __post_init__(self) -> None:
        if (self.quantity is None) != (self.form in (Form.EVENT, Form.WORD, Form.DIRECTION_ONLY)):
            raise ValueError(f"a target of form {self.form} with quantity {self.quantity}")
        if self.due is not None and self.from_year is not None and self.from_year > self.due.year:
            raise ValueError(f"a target from {self.from_year} that is due {self.due}")

    @property
    def years(self) -> int | None:
        """Length of the target's period in calendar years, first and last included; None when open.

        >>> growth = Goal(Form.AVERAGE_GROWTH, Quantity.between(8, 9, "%"), date(2030, 12, 31), 2021, "year")
        >>> growth.years
        10
        """
        if self.due is None or self.from_year is None:
            return None
        return self.due.year - self.from_year + 1
