"""What a value is in its sentence: its role, where the words that give it begin, and its base.

Reads: `Reading`, a `Measure`. Writes: a `Role`, a place, a `Base`.
"""

from __future__ import annotations

import re

import msgspec

from lotrinh.extraction.language.patterns import pattern, spelled
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.results.bases import Base, base_at, last_one_at, multiplied_base
from lotrinh.extraction.results.bases_before import base_before, growth_against
from lotrinh.extraction.results.carried_on import ranks_on, same_growth
from lotrinh.extraction.results.figures import GROWTHS, Figure
from lotrinh.extraction.results.growths import MORE_OR_FEWER
from lotrinh.extraction.results.in_turn import told_in_turn
from lotrinh.extraction.results.roles import Role, role_before
from lotrinh.extraction.results.sentence_state import Reading

_LONGEST_RISE = 90
_TIMES = "lần"
_REACHED = tuple(f"{word} " for word in folded(["lên", "xuống", "còn", "tới", "đến", "mức"]))
# "tăng từ 8,86 lên 17,5 triệu tấn": the level that was reached; what it was before is no figure of the period.
_FROM_TO = pattern(
    r"(?<![^\s,;:(])(?:(?:đã |được ){0,2}(?:tăng|giảm|nâng|hạ|rút)(?: mạnh| dần| nhanh)? )?"
    r"từ (?:mức |khoảng |trên |gần |hơn |xấp xỉ )?"
    r"[0-9][0-9.,]{0,14}(?<=[0-9])(?:[ %][^,;:()0-9]{0,30}?)?(?: ?\(?(?:của )?năm (?:19|20)[0-9]{2}\)?)?"
    r" ?(?:(?:tăng|giảm|nâng|hạ) )?(?:lên|xuống)(?: còn| tới| đến| mức){0,2} $"
)
_EQUALS = spelled("bằng")
_RATE = pattern(r"(?<!\w)(?:tỷ lệ|tỉ lệ|tỷ trọng|độ che phủ|tuổi thọ)(?!\w)")
_AMOUNTS = frozenset({"money", "physical", "count"})
_RISEN = pattern(r",? (?P<verb>(?:tăng )?lên(?: mức| tới| đến| ở mức)?) ")  # "giá điện tăng 4,8%, lên 2.103 đồng/kWh"
_RISEN_TO = tuple(
    f"{word} " for word in folded(["tăng lên", "tăng lên đến", "tăng lên tới", "tăng lên mức", "gia tăng với"])
)
UNDECIDED = frozenset({Role.LEVEL, Role.NONE})
_REACHES = tuple(folded(["đạt", "bằng"]))
_BASED = frozenset({*GROWTHS, Role.MULTIPLE, Role.EXCEED})
_GLOSS_MARKS = (" (", ")")
_AGAIN = pattern(
    r"(?: \( ?(?:(?:tăng|giảm|tương đương|tương ứng|bằng|[-+])(?: với| tăng| giảm)? ?)?[0-9][^();:]{0,24})?\)"
)
_SIGN = re.compile(r" \( ?([-+]) ?")


def signed_gloss(reading: Reading, measure: Measure) -> tuple[Measure, Role, int] | None:
    """The difference that a signed number tells behind a growth ("40.831 ha, giảm 1,6% (-673 ha)"), and its sign."""
    told = _SIGN.match(reading.shadow, reading.cursor, measure.head + 1)
    if told is None or not _glosses(reading.found[-1], measure, reading.cursor):
        return None
    size = abs(measure.value)
    plain = msgspec.structs.replace(measure, value=size, low=size, high=size)
    return plain, Role.DECREASE if told[1] == "-" else Role.INCREASE, told.start(1)


def _glosses(before: Figure, measure: Measure, cursor: int) -> bool:
    """Whether a signed number grows the figure before it: in its unit, or in per cent right behind it ("(+3,1%)")."""
    if measure.kind == "share":
        return before.measure.kind != "share" and before.end == cursor
    return measure.unit == before.unit


def past_gloss_and_base(reading: Reading, end: int) -> int:
    """Behind the base that follows a gloss: "giảm 37 người (giảm 2,9%) (so với cùng kỳ), đạt 86% kế hoạch"."""
    if not reading.shadow.startswith(")", end):
        return end
    base = base_at(reading.shadow, end + 1, reading.sentence.end, reading.reporting)
    return base.end if base and base.kind not in ("plan", "other") else end


def is_share_of_plan(reading: Reading, measure: Measure) -> bool:
    """ "đạt 21.466 tỷ đồng, tương đương 106% kế hoạch năm": no second unit, but what it is of the plan."""
    if measure.kind != "share" or not reading.found or reading.found[-1].measure.kind == "share":
        return False
    base = base_at(reading.shadow, measure.tail, reading.sentence.end, reading.reporting)
    return base is not None and base.kind == "plan"


def role_and_base(reading: Reading, measure: Measure, until: int) -> tuple[Role, int, Base | None]:
    """What the words before a value make of it, where they begin, and what it is set against."""
    shadow, end = reading.shadow, measure.tail
    role, verb = role_before(shadow, reading.cursor, measure.head)
    if shadow.endswith(_REACHED, 0, measure.head):
        rise = _FROM_TO.search(shadow, max(reading.sentence.start, measure.head - _LONGEST_RISE), measure.head)
        if rise is not None:
            return Role.LEVEL, rise.start(), None
    if role is Role.NONE and reading.has_pairs:
        role, verb, base = told_in_turn(reading, measure)
        if base is not None:
            return role, verb, base
    led = _RISEN.fullmatch(shadow, reading.cursor, measure.head) if role in UNDECIDED and reading.found else None
    if led is not None:
        return Role.REMAIN, led.start("verb"), None
    if role is Role.NONE and ranks_on(reading, measure):
        return Role.RANK, verb, None
    if role is Role.NONE and measure.kind == "share":
        role = reading.pair_role if reading.pairs else same_growth(reading, measure)
    risen = role is Role.INCREASE and shadow.endswith(_RISEN_TO, 0, measure.head)
    if risen and (measure.kind in _AMOUNTS or _RATE.search(shadow, reading.cursor, verb)):
        role = Role.LEVEL  # "thu nhập bình quân tăng lên 23 triệu đồng", "tỷ lệ lao động qua đào tạo tăng lên 54%"
    if role in UNDECIDED and (against := _differs(reading, measure, until)):
        return against
    if measure.kind in ("share", "bare") or role in _BASED or measure.unit == "lần":
        base = base_at(shadow, end, until, reading.reporting) or _untold_base(reading, measure, role, verb, until)
        if base is None and (before := _led_by(reading, role, verb)):
            return role, before[1], Base(before[0].kind, end, before[0].plan_of)
        return role, verb, base
    return role, verb, None


def _untold_base(reading: Reading, measure: Measure, role: Role, verb: int, until: int) -> Base | None:
    """The base of a ratio without "so với" ("bằng 98% vụ mùa năm trước"), or behind the gloss of a growth."""
    shadow, end = reading.shadow, measure.tail
    if measure.unit == _TIMES:
        return multiplied_base(shadow, end, until, reading.reporting)
    if measure.kind == "share" and shadow.find(_EQUALS, verb, measure.head) >= 0:
        return last_one_at(shadow, end, until)
    return _base_past_gloss(reading, end) if role in GROWTHS and shadow.startswith(_GLOSS_MARKS, end) else None


def _differs(reading: Reading, measure: Measure, until: int) -> tuple[Role, int, Base] | None:
    """A growth whose base stands before the value; "nhiều hơn (15 vụ) so với cùng kỳ" is one, and no bound."""
    if not reading.shadow.startswith(MORE_OR_FEWER, measure.head):
        return growth_against(reading.shadow, reading.cursor, measure.head, measure.tail, reading.reporting)
    role = Role.DECREASE if reading.shadow.startswith(MORE_OR_FEWER[1], measure.head) else Role.INCREASE
    led = base_before(reading.shadow, reading.cursor, measure.head, reading.reporting)
    if led is not None:
        return role, led[1], Base(led[0].kind, measure.tail)
    base = base_at(reading.shadow, measure.tail, until, reading.reporting)
    return (role, measure.head, base) if base else None


def _led_by(reading: Reading, role: Role, verb: int) -> tuple[Base, int] | None:
    """The base in front of a growth, or of a share of plan: "so với chỉ tiêu giao (8.700 người) đạt 107%"."""
    if role in GROWTHS:
        return base_before(reading.shadow, reading.cursor, verb, reading.reporting)
    if role is not Role.LEVEL or not reading.shadow.startswith(_REACHES, verb):
        return None
    used = reading.found[-1].end if reading.found else reading.cursor
    led = base_before(reading.shadow, used, verb, reading.reporting)
    return led if led and (led[0].kind == "plan" or reading.shadow.startswith(_EQUALS, verb)) else None


def _base_past_gloss(reading: Reading, end: int) -> Base | None:
    """The base told once of a growth and its gloss: "tăng 7,22% (tăng 5.498 tấn) so với cùng kỳ năm trước"."""
    told = _AGAIN.match(reading.shadow, end, reading.sentence.end)
    base = base_at(reading.shadow, told.end(), reading.sentence.end, reading.reporting) if told else None
    return Base(base.kind, end, base.plan_of) if base else None
