"""Sentences: the figures that one sentence reports, and what is set against each.

Reads: `Prose`, the sentence's `Measure`s. Writes: `Figure`s in text order, not yet dated.

A sentence is read from value to value with a little memory (sentence_state.py): the figure that is open, and how far
the text is used up. A value whose gap to the one before holds nothing but a joint and a verb ("…, tăng 8,3%", "(giảm
26 ha)", "và đạt 53,53% kế hoạch năm") goes with the open figure (joined_values.py); any other value opens a new one
(named_figures.py, counted_figures.py).

Names: read_sentence.
"""

from __future__ import annotations

import re

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern, spelled
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.measures.quantities import Measure
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.results.bases import Base, base_at, last_one_at
from lotrinh.extraction.results.bases_before import base_before, growth_against
from lotrinh.extraction.results.bounds import PART, after_setting, clause_start, parts_end
from lotrinh.extraction.results.figures import (
    GROWTHS,
    OVER_OTHERS,
    Figure,
    Sentence,
    counted_noun,
    is_embedded,
    sets_scene,
)
from lotrinh.extraction.results.growth_asides import aside_at, counted_at, past_aside
from lotrinh.extraction.results.in_turn import told_in_turn, told_of_two
from lotrinh.extraction.results.joined_values import (
    count_of,
    counted_alike,
    gives_amount,
    goes_on,
    is_former,
    is_in_amount,
    is_in_percent,
    is_respective,
    join,
    past_area,
    ranks_on,
    same_growth,
    settle,
    tells_of_count,
    told_of,
)
from lotrinh.extraction.results.named_figures import new_reported
from lotrinh.extraction.results.periods import Reporting
from lotrinh.extraction.results.result_names import subject_of
from lotrinh.extraction.results.roles import Role, role_before
from lotrinh.extraction.results.sentence_state import Reading, begin_reading

_PLANNED = pattern(
    r"(?:\( ?(?:kế hoạch|kh|mục tiêu|dự toán|chỉ tiêu|số(?: liệu)?(?: đã)? (?:báo cáo|công bố|ước))(?!\w)[^()]{0,30}"
    r"|\( ?(?:gần bằng|bằng|cao hơn|thấp hơn|tương đương|so)(?: với)? mức(?: tăng| giảm)?(?: trưởng)? "
    r"|/ ?(?:kế hoạch|kh)(?: là)? ?"
    r"|so với (?:kế hoạch|mục tiêu|chỉ tiêu)(?: là)? |vượt (?:kế hoạch|mục tiêu|chỉ tiêu)(?: là)? "
    r"|(?:so với|xa) (?:kế hoạch|mục tiêu|chỉ tiêu)(?!\w)[^,;:()%]{0,80} là )$"
)
_LONGEST_RISE = 90
_REACHED = tuple(f"{word} " for word in folded(["lên", "xuống", "còn", "tới", "đến", "mức"]))
# "tăng từ 8,86 lên 17,5 triệu tấn": the level that was reached; what it was before is no figure of the period.
_FROM_TO = pattern(
    r"(?<![^\s,;:(])(?:(?:đã |được ){0,2}(?:tăng|giảm|nâng|hạ|rút)(?: mạnh| dần| nhanh)? )?"
    r"từ (?:mức |khoảng |trên |gần |hơn |xấp xỉ )?"
    r"[0-9][0-9.,]{0,14}(?<=[0-9])(?:[ %][^,;:()0-9]{0,30}?)?(?: ?\(?(?:của )?năm (?:19|20)[0-9]{2}\)?)?"
    r" ?(?:(?:tăng|giảm|nâng|hạ) )?(?:lên|xuống)(?: còn| tới| đến| mức){0,2} $"
)
# "so với cùng kỳ năm 2019 (55.317 người)", "so với chỉ tiêu giao của tỉnh (70.544 người)": the base itself
_BASE_ITSELF = pattern(
    r"(?:so với|(?:cao|thấp) hơn(?: so với)?)"
    r" (?:cùng kỳ|(?:kế hoạch|chỉ tiêu|dự toán|mục tiêu|năm|tháng|quý)(?!\w))[^,;:()]{0,40} \($"
)
_LONGEST_PLANNED = 110  # characters
_PLAN_NAMED = pattern(r" (?:kế hoạch|kh|dự toán|chỉ tiêu|mục tiêu)(?: (?:năm|vốn|giao|được giao)){0,2}(?!\w)")
# "6.481 ha/8.313 ha (diện tích gieo trồng), năng suất …"
_WHOLE_NAMED = pattern(
    r" (?!đạt|bằng|tăng|giảm|so|và|trong|chiếm|với|vượt|tương|năng|sản)[^\W\d_]+(?: [^\W\d_]+){0,6}(?=[,;.)]|$)"
)
_OF_ITS_OWN = tuple(f" {word} " for word in folded(["số hộ", "số vụ", "số người", "tỷ lệ", "tổng số"]))
_FEWER = spelled("ít hơn")
_MORE_OR_FEWER = (spelled("nhiều hơn"), _FEWER)
_BEYOND, _NUMBER_OF, _AGAINST = spelled("vượt"), spelled("số "), spelled("so với")
_EQUALS = spelled("bằng")
_STRUCTURE = spelled("cơ cấu")
_PARAGRAPH = 300  # characters, about so far back the sentence before begins
_WHOLE = re.compile(r"/ ?[0-9][0-9.,]{0,16}(?<=[0-9]) ?")
# "2.758 triệu đồng/98.081 hộ vay/2.592 tổ"
_OVER_COUNTS = pattern(
    r"(?:/ ?[0-9][0-9.]{0,12} (?:hộ|khách hàng|lượt|tổ|người|dự án|đơn vị|xã|huyện|thôn)(?: [^\W\d_&/,;]{1,8}){0,3}"
    r"(?:, (?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|bản|tổ dân phố)(?!\w)(?: thuộc tỉnh)?){0,3}){1,3}"
)
_RATE = pattern(r"(?<!\w)(?:tỷ lệ|tỉ lệ|tỷ trọng|độ che phủ|tuổi thọ)(?!\w)")
_AMOUNTS = frozenset({"money", "physical", "count"})
_RISEN_TO = tuple(
    f"{word} " for word in folded(["tăng lên", "tăng lên đến", "tăng lên tới", "tăng lên mức", "gia tăng với"])
)
_UNDECIDED = frozenset({Role.LEVEL, Role.NONE})
_REACHES = tuple(folded(["đạt", "bằng"]))
_BASED = frozenset({*GROWTHS, Role.MULTIPLE, Role.EXCEED})
_BRACKETS = (" (", "(")
_GLOSS_MARKS = (" (", ")")
_AGAIN = pattern(
    r"(?: \( ?(?:(?:tăng|giảm|tương đương|tương ứng|bằng|[-+])(?: với| tăng| giảm)? ?)?[0-9][^();:]{0,24})?\)"
)
_SIGN = re.compile(r" \( ?([-+]) ?")
_GLOSS = re.compile(r" \([^()0-9]{1,200}\)")


def read_sentence(prose: Prose, sentence: Sentence, reporting: Reporting) -> list[Figure]:
    """The figures of a sentence, in text order."""
    reading = begin_reading(prose, sentence, reporting)
    measures = sentence.measures
    for index, measure in enumerate(measures):
        _take(reading, measure, measures[index + 1] if index + 1 < len(measures) else None)
    return reading.found


def _take(reading: Reading, measure: Measure, following: Measure | None) -> None:
    """Put one value where it belongs."""
    if measure.start < reading.cursor or measure.kind == "duration":
        return
    if measure.role == "equivalent" and _is_share_of_plan(reading, measure):
        measure = msgspec.structs.replace(measure, role="value")
    if measure.role != "value":
        if gives_amount(reading, measure) or is_in_percent(reading, measure) or is_in_amount(reading, measure):
            reading.cursor = reading.found[-1].end = measure.tail
        return
    bracketed = bool(reading.found) and reading.shadow.startswith(_BRACKETS, reading.cursor)
    if bracketed and is_in_percent(reading, measure):
        reading.cursor = _past_gloss_and_base(reading, measure.tail)
        return
    until = following.head if following else reading.sentence.end
    signed = _signed_gloss(reading, measure) if bracketed else None
    if signed is not None:
        measure, role, verb = signed
        base = base_at(reading.shadow, measure.tail, until, reading.reporting)
    else:
        role, verb, base = _role_and_base(reading, measure, until)
    if (past := _told_aside(reading, measure, bracketed=bracketed)) is not None:
        reading.cursor = past
        return
    if reading.has_pairs and is_respective(reading, measure, verb, following):
        reading.pairs, reading.pair_role = [made for made in reading.found[-6:] if not made.aside][-2:], role
    if role in _UNDECIDED and reading.found and tells_of_count(reading, measure, verb):
        reading.cursor = reading.found[-1].end = base.end if base else reading.found[-1].end
        return
    if _goes_with_open(reading, measure, role, verb, base, until):
        return
    reading.pairs = []
    if is_embedded(reading.shadow, measure, role, following):
        return
    _open(reading, measure, role, verb, base, until)


def _signed_gloss(reading: Reading, measure: Measure) -> tuple[Measure, Role, int] | None:
    """The difference that a signed number tells behind a growth ("40.831 ha, giảm 1,6% (-673 ha)"), and its sign."""
    told = _SIGN.match(reading.shadow, reading.cursor, measure.head + 1)
    if told is None or measure.unit != reading.found[-1].unit or measure.kind == "share":
        return None
    size = abs(measure.value)
    plain = msgspec.structs.replace(measure, value=size, low=size, high=size)
    return plain, Role.DECREASE if told[1] == "-" else Role.INCREASE, told.start(1)


def _past_gloss_and_base(reading: Reading, end: int) -> int:
    """Behind the base that follows a gloss: "giảm 37 người (giảm 2,9%) (so với cùng kỳ), đạt 86% kế hoạch"."""
    if not reading.shadow.startswith(")", end):
        return end
    base = base_at(reading.shadow, end + 1, reading.sentence.end, reading.reporting)
    return base.end if base and base.kind not in ("plan", "other") else end


def _is_share_of_plan(reading: Reading, measure: Measure) -> bool:
    """ "đạt 21.466 tỷ đồng, tương đương 106% kế hoạch năm": no second unit, but what it is of the plan."""
    if measure.kind != "share" or not reading.found or reading.found[-1].measure.kind == "share":
        return False
    base = base_at(reading.shadow, measure.tail, reading.sentence.end, reading.reporting)
    return base is not None and base.kind == "plan"


def _role_and_base(reading: Reading, measure: Measure, until: int) -> tuple[Role, int, Base | None]:
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
    if role is Role.NONE and ranks_on(reading, measure):
        return Role.RANK, verb, None
    if role is Role.NONE and measure.kind == "share":
        role = reading.pair_role if reading.pairs else same_growth(reading, measure)
    risen = role is Role.INCREASE and shadow.endswith(_RISEN_TO, 0, measure.head)
    if risen and (measure.kind in _AMOUNTS or _RATE.search(shadow, reading.cursor, verb)):
        role = Role.LEVEL  # "thu nhập bình quân tăng lên 23 triệu đồng", "tỷ lệ lao động qua đào tạo tăng lên 54%"
    if role in _UNDECIDED and (against := _differs(reading, measure, until)):
        return against
    if measure.kind in ("share", "bare") or role in _BASED or measure.unit == "lần":
        base = base_at(shadow, end, until, reading.reporting) or _untold_base(reading, measure, role, verb, until)
        if base is None and (led := _led_by(reading, role, verb)):
            return role, led[1], Base(led[0].kind, end, led[0].plan_of)
        return role, verb, base
    return role, verb, None


def _untold_base(reading: Reading, measure: Measure, role: Role, verb: int, until: int) -> Base | None:
    """The base of a ratio without "so với" ("bằng 98% vụ mùa năm trước"), or behind the gloss of a growth."""
    shadow, end = reading.shadow, measure.tail
    if measure.kind == "share" and shadow.find(_EQUALS, verb, measure.head) >= 0:
        return last_one_at(shadow, end, until)
    return _base_past_gloss(reading, end) if role in GROWTHS and shadow.startswith(_GLOSS_MARKS, end) else None


def _differs(reading: Reading, measure: Measure, until: int) -> tuple[Role, int, Base] | None:
    """A growth whose base stands before the value; "nhiều hơn (15 vụ) so với cùng kỳ" is one, and no bound."""
    if not reading.shadow.startswith(_MORE_OR_FEWER, measure.head):
        return growth_against(reading.shadow, reading.cursor, measure.head, measure.tail, reading.reporting)
    role = Role.DECREASE if reading.shadow.startswith(_FEWER, measure.head) else Role.INCREASE
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


def _goes_with_open(reading: Reading, measure: Measure, role: Role, verb: int, base: Base | None, until: int) -> bool:
    """Join the value to the figure it is told of, when it compares one; else False."""
    paired = reading.respective() if role in GROWTHS else None
    open_ = paired or reading.open_figure(measure.head)
    if open_ is None:
        return False
    if role in GROWTHS and base is not None and base.kind == "plan" and reading.found[-1].rule == "result.share":
        open_ = reading.found[-1]  # "chiếm 35% lực lượng lao động, thấp hơn 0,4% so với chỉ tiêu"
    elif role in GROWTHS and measure.kind == "share" and _is_on_share(reading, verb):
        open_ = reading.found[-1]  # "chiếm 55,1% (tăng 2,8% so với năm 2020)"
    elif (
        open_.rule == "result.share" and role in GROWTHS and base is None and not paired and not _of_structure(reading)
    ):
        return False  # "nhóm may mặc chiếm 4,75%, tăng 0,88%": not the share has grown
    aside, past = "", past_aside(reading.shadow, measure.tail, until)
    if role in GROWTHS and paired is None:
        aside = counted = counted_at(reading.shadow, measure.tail, until) if measure.kind == "share" else ""
        if counted and (count := count_of(reading, counted)):
            past += 1 + len(counted)
            open_, base = count, base_at(reading.shadow, past, until, reading.reporting)
        else:
            aside = aside_at(reading.shadow, measure.tail, until) if reading.found else ""
            if (grown := _grown(reading, measure, open_, aside)) is None:
                return False
            open_ = grown
    if not (goes_on(reading, verb, role, base) and join(reading, open_, measure, role, base, verb)):
        return False
    if base is not None and role in GROWTHS:
        base = told_of_two(reading, open_, base)
    if aside:
        settle(reading, open_, base)
    end = base.end if base else max(past, past_area(reading, measure))
    gloss = role in GROWTHS and not aside and reading.shadow.find("(", reading.cursor, measure.head) >= 0
    reading.cursor = _past_gloss_and_base(reading, end) if gloss else end
    if open_ is reading.found[-1] or not aside:
        open_.end = reading.cursor
    return True


def _is_on_share(reading: Reading, verb: int) -> bool:
    """Whether the words that begin at `verb` open a bracket right behind a share."""
    last = reading.found[-1]
    return last.rule == "result.share" and reading.shadow[last.end : verb] == " ("


def _grown(reading: Reading, measure: Measure, open_: Figure, aside: str) -> Figure | None:
    """The figure that a growth is told of, as far as it says ("tăng 3 vụ", "tăng 5% về vốn"); None: one of its own."""
    alone = open_.rule == "result.growth_only"
    if aside:
        if alone and aside.startswith(_NUMBER_OF) and aside not in shadow_of(open_.indicator):
            return None  # "số vụ giảm 6%, giảm 11% về số người bị thương"
        return told_of(reading, open_, aside)
    if reading.shadow.startswith(_OF_ITS_OWN, measure.tail):
        return None  # "tạo việc làm cho 6.200 lao động, giảm 5% số hộ nghèo"
    if measure.kind != "count":
        return open_
    alike = counted_alike(reading, open_, measure)
    counts = alike.rule == "result.growth_only" and alike.measure.kind == "count"
    if counts and counted_noun(measure.unit) != counted_noun(alike.unit):
        return None  # "số vụ giảm 45 vụ, giảm 44 người chết"
    return alike


def _of_structure(reading: Reading) -> bool:
    """Whether the paragraph tells how a whole is made up: there the shares themselves grow and shrink."""
    return reading.shadow.find(_STRUCTURE, max(0, reading.sentence.start - _PARAGRAPH), reading.sentence.end) >= 0


def _told_aside(reading: Reading, measure: Measure, *, bracketed: bool) -> int | None:
    """Past a value that says what was planned, or a bracket on the figure before it; None when it is no such value.

    Such a bracket says what the figure had been, or tells it again out of its whole: "(70.102 DN/89.212 DN)".
    """
    begin = max(reading.cursor, measure.head - _LONGEST_PLANNED)
    if (planned := _PLANNED.search(reading.shadow, begin, measure.head)) and not _exceeds(reading, measure, planned):
        return measure.tail
    if reading.found and _BASE_ITSELF.search(reading.shadow, begin, measure.head):
        return measure.tail
    if not bracketed:
        return None
    close = reading.shadow.find(")", measure.tail, reading.sentence.end)
    if is_former(reading, measure):
        return close + 1 if close >= 0 else measure.tail
    again = measure.value == reading.found[-1].measure.value and measure.kind != "share"
    again = again or (measure.of is not None and _of_two_times(reading, measure))
    return close + 1 if again and close >= 0 else None


def _of_two_times(reading: Reading, measure: Measure) -> bool:
    """ "so với cùng kỳ tăng 93 vụ (206/113 vụ)": what there was this time and the time before, told again."""
    opens = reading.shadow.startswith("(", measure.head - 1)
    return opens and reading.shadow.find(_AGAINST, reading.sentence.start, measure.head) >= 0


def _past_whole(shadow: str, made: Figure) -> int:
    """Past what a figure is set over: "36 tỷ đồng/33 tỷ đồng" has what was planned behind it, in the same unit."""
    if "/" in (made.measure.unit or "") and made.unit and OVER_OTHERS.fullmatch(made.measure.unit or ""):
        named = _WHOLE_NAMED.match(shadow, made.end)
        return named.end() if named else made.end
    if not made.unit or not shadow.startswith("/", made.end):
        return made.end
    if over := _OVER_COUNTS.match(shadow, made.end):
        return over.end()
    whole, unit = _WHOLE.match(shadow, made.end), shadow_of(made.unit)
    if whole is None or not shadow.startswith(unit, whole.end()):
        return made.end
    made.planned = True
    end = whole.end() + len(unit)
    named = _PLAN_NAMED.match(shadow, end) or _WHOLE_NAMED.match(shadow, end)
    return named.end() if named else end


def _exceeds(reading: Reading, measure: Measure, planned: re.Match[str]) -> bool:
    """Whether "(đạt 92,1%), vượt chỉ tiêu 2,1%" tells how far beyond, for no goal would be so low."""
    if measure.kind != "share" or not planned.group().startswith(_BEYOND) or not reading.found:
        return False
    return measure.value < reading.found[-1].measure.value / 2


def _open(reading: Reading, measure: Measure, role: Role, verb: int, base: Base | None, until: int) -> None:
    shadow = reading.shadow
    clause, bracket = clause_start(shadow, reading.cursor, verb, joined=bool(reading.found))
    if role is not Role.RANK and sets_scene(shadow, clause, measure):
        reading.cursor = after_setting(shadow, measure.tail, until, reading.sentence.end)
        return
    if not reading.found and clause > reading.sentence.start and not PART.match(shadow, reading.sentence.start):
        reading.subject = subject_of(
            reading.text, shadow, reading.sentence.start, clause, reading.periods(reading.sentence.start)
        )
    made = new_reported(reading, measure, role, verb, clause, base, until)
    if made is None:
        gloss = _GLOSS.match(shadow, measure.tail)
        reading.cursor = gloss.end() if gloss else measure.tail
        return
    if bracket or reading.has_parts:
        span = (reading.sentence.start, reading.sentence.end)
        parts = parts_end(shadow, span, reading.cursor, measure.head, bracket=bracket)
        reading.parts_end = parts if parts is not None else reading.parts_end
    made.part = bool(reading.found) and measure.head < reading.parts_end
    if bracket and reading.found:
        reading.outer.append(reading.found[-1])
    reading.found.append(made)
    reading.cursor = _past_whole(shadow, made)
