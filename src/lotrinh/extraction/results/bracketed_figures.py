"""Figures whose value its brackets open with: that of the name before them, or a count of parts.

Reads: `Reading`, a `Measure`. Writes: a `Figure`, or None: no result.
"""

from __future__ import annotations

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.results.count_signs import followed, is_count
from lotrinh.extraction.results.counted_figures import count
from lotrinh.extraction.results.figures import Figure, counted_noun, new_figure
from lotrinh.extraction.results.growths import ITEM_APART
from lotrinh.extraction.results.name_words import is_headed
from lotrinh.extraction.results.result_names import Name, name_before
from lotrinh.extraction.results.roles import Role
from lotrinh.extraction.results.sentence_state import Reading
from lotrinh.extraction.results.shares_and_ranks import IS_SHARE

_BEYOND = pattern(r"(?:cao|thấp|lớn|nhỏ|nhiều|ít|nhanh|chậm) hơn(?: so)?(?: với)? (?:mức )?")
_SHARE_TOLD = pattern(
    r"(?<!\w)(?P<what>(?:tỷ lệ|tỉ lệ|tỷ trọng|thị phần) [^,;:()0-9]{3,80}?)"
    r" (?:còn |khá |rất |quá )?(?:thấp|cao|tốt|như|gồm|là)(?!\w)[^;()0-9]{0,60}?(?::| là | gồm )"
)
_ENTRIES = folded(["chỉ tiêu", "tiêu chí", "nội dung", "nhiệm vụ", "nhóm chỉ tiêu"])
_NAMED_SO = pattern(r"^.{3,90} (?:là|như) (?=[^ ])")
# "dịch vụ lữ hành có mức tăng cao nhất (71,2%)"
_GROWN = pattern(
    r"(?P<what>.{2,80}?)(?: có| đạt)?(?: (?:mức|tốc độ|tỷ lệ))? (?P<verb>tăng|giảm)(?: trưởng)?"
    r"(?: (?:cao|mạnh|nhanh|thấp|sâu|nhiều|ít|lớn)(?: (?:nhất|thứ \w+|hơn cả))?)?"
)
_PLAN = pattern(r"(?:kế hoạch|kh|dự toán|mục tiêu|chỉ tiêu|kịch bản)(?!\w)")
_OF_TOTAL = pattern(r" (?:tổng|số|của|trên|trong)(?!\w)[^()]{1,80}\)")  # "8.000 trạm (7,72% số trạm 4G)"
_WITH = pattern(r" (?:với|sang|vào) [^,;:.()0-9]{2,60} ")
_PLUS = "+"


def new_in_brackets(reading: Reading, measure: Measure, clause: int, end: int, until: int) -> Figure | None:
    """A value that its brackets open with: that of the name before them, or a count of parts."""
    shadow, periods = reading.shadow, reading.periods(reading.cursor, end)
    begin = max(reading.cursor, *(shadow.rfind(mark, reading.cursor, clause - 1) + 1 for mark in ";:"))
    if beyond := _BEYOND.search(shadow, begin, clause - 1):
        begin = beyond.end()
    name = name_before(reading.text, shadow, begin, clause - 1, periods)
    made = new_figure(measure, clause, end)
    if _is_part_of_count(reading, measure, clause, until):
        return count(reading, made, Role.NONE, clause, None, until)
    share_of = measure.kind == "share" and name is not None and name.text[-1].isdigit()
    if name is not None and (share_of or _PLAN.match(shadow_of(name.text))):
        return None  # "thấp hơn so với dự toán (3,6%)", "tiểu học 206 (75,2%)"
    if name is None:
        if measure.kind == "share" and (shadow[end : end + 1] == ")" or _OF_TOTAL.match(shadow, end)):
            return None  # "8.000 trạm (10,5%)": the same figure again
        return (
            count(reading, made, Role.NONE, clause, name, until)
            if is_count(reading, measure, Role.NONE, clause, measure.head, name, until)
            else None
        )
    if counted_noun(measure.unit) in _ENTRIES:
        return None  # "I. Về kinh tế (11 chỉ tiêu)": how long the list is
    named = name.text
    if listed := _NAMED_SO.match(shadow_of(named)):
        named = named[listed.end() :]  # "khoản thu đạt tỷ lệ cao là lệ phí môn bài"
    made.rule, made.indicator, made.start = "result.in_brackets", named, name.start
    if measure.kind == "share" and _is_growth(reading, made, name, named):
        return made
    share = _SHARE_TOLD.search(shadow, reading.sentence.start, clause) if measure.kind == "share" else None
    listing = reading.sentence.label or 0 <= reading.colon < clause or share
    if measure.kind == "share" and listing and not is_headed(named):
        told = reading.sentence.label or reading.about(clause)  # "Thị phần: Shopee (66,7%), TikTok Shop (26,9%)"
        if share:
            told = reading.text[share.start("what") : share.end("what")]  # "có tỷ lệ giải ngân thấp như: A (49%)"
        made.indicator = f"{told} {named}" if IS_SHARE.match(shadow_of(told)) else named
    before = reading.found[-1] if reading.found else None
    if beyond and before and before.rule == "result.share_of_plan" and measure.unit == before.unit:
        made.comparisons = [msgspec.structs.replace(before.comparisons[0], value=measure.value, plan_of=None)]
    return made


def _is_growth(reading: Reading, made: Figure, name: Name, named: str) -> bool:
    """Whether a sign or the name makes a share the growth it then is: "một số sản phẩm tăng: xi măng (+15,2%)"."""
    measure = made.measure
    if measure.value < 0 or reading.shadow.startswith(_PLUS, measure.start - 1):
        made.rule, made.change = "result.growth_only", "increase" if measure.value > 0 else "decrease"
        made.low = made.high = abs(measure.value)
    elif grown := _grown(reading, name, named):
        made.rule, (made.indicator, made.change) = "result.growth_only", grown
    return made.rule == "result.growth_only"


def _grown(reading: Reading, name: Name, named: str) -> tuple[str, str] | None:
    """What a share in brackets is the growth of, and how: "dịch vụ tăng cao nhất (7%)"; None when it is no growth.

    An item that a comma alone parts from such a one grows alike: "công nghiệp (tăng 4,7%), thủy sản (5%)".
    """
    if grown := _GROWN.fullmatch(shadow_of(named)):
        return named[: grown.end("what")], "increase" if grown["verb"] == "tăng" else "decrease"
    before = reading.found[-1] if reading.found else None
    if before is None or before.rule != "result.growth_only" or before.unit != "%" or is_headed(name.text):
        return None
    told = reading.shadow.startswith(")", before.end) and name.start - before.end <= ITEM_APART
    return (named, before.change) if told else None


def _is_part_of_count(reading: Reading, measure: Measure, clause: int, until: int) -> bool:
    """ "64 đơn khiếu nại, tố cáo (48 đơn khiếu nại và 16 đơn tố cáo)": the bracket counts the same things, by kind.

    Or other things, behind what was done with the first: "tích hợp 40 nghìn hồ sơ với dữ liệu thuế (9 nghìn hộ)".
    """
    if measure.kind != "count" or not reading.found or reading.found[-1].rule != "result.count":
        return False
    same = counted_noun(reading.found[-1].unit) == counted_noun(measure.unit)
    goes_on = same or _WITH.fullmatch(reading.shadow, reading.found[-1].end, clause - 1) is not None
    return goes_on and followed(reading, measure, until)
