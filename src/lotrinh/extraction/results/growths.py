"""Growths that stand for themselves, and what they say they are of.

Reads: `Reading`, a `Figure` as a level. Writes: the `Figure`, or None: no result.
"""

from __future__ import annotations

from lotrinh.extraction.language.patterns import pattern, spelled
from lotrinh.extraction.results.bases import Base, base_at
from lotrinh.extraction.results.counted_names import counted_name
from lotrinh.extraction.results.figure_names import give_name
from lotrinh.extraction.results.figures import GROWTHS, Figure
from lotrinh.extraction.results.growth_asides import counted_at
from lotrinh.extraction.results.name_words import is_headed
from lotrinh.extraction.results.result_names import Name
from lotrinh.extraction.results.roles import Role
from lotrinh.extraction.results.sentence_state import Reading

MORE_OR_FEWER = (spelled("nhiều hơn"), spelled("ít hơn"))
"""Words of a growth, "nhiều hơn (15 vụ) so với cùng kỳ", which bound nothing."""
# "Một số mặt hàng giảm so với cùng kỳ như gạo 12,5%", "Một số tỉnh đạt tốc độ tăng trưởng thấp gồm: Quảng Ninh 15%"
_SOME_GREW = pattern(
    r"(?:một số|các|những|nhiều) (?:sản phẩm|mặt hàng|nhóm hàng|ngành|thị trường|loại|tỉnh|địa phương)"
    r"(?: [^\s:;,.]+){0,9}?"
    r" (?:(?P<verb>tăng|giảm)(?: [^\s:;,.]+){0,4}? so (?:với )?cùng kỳ[^:;,.0-9]{0,24}?(?:như|là|có|gồm)?[ :]*$"
    r"|(?:tốc độ|tỷ lệ|mức) (?P<rate>tăng|giảm)[^:;.0-9]{0,60}: ?$)"
)
_FELL = spelled("giảm")
_OF, _TIMES = " về", "lần"
ITEM_APART, _ITEM_ENDS = 5, (",", ";", ".", "")  # characters between the items of a list; what ends one


def grown_object(reading: Reading, made: Figure, until: int) -> Name | None:
    """What a growth says behind itself that it is of: "giảm 5% số hộ nghèo"."""
    if made.measure.kind != "share":
        return None
    start = made.end + len(_OF) if reading.shadow.startswith(_OF, made.end) else made.end
    told = counted_name(reading.text, reading.shadow, start, until, [])
    return told if told and is_headed(told.text) else None


def listed_growth(reading: Reading, made: Figure, name: Name | None) -> Role:
    """The growth that an item of a list leaves out: "công nghiệp tăng 19,2%; xây dựng 15,3%; dịch vụ 11,9%"."""
    if name is None or made.measure.comparator != "eq" or is_headed(name.text):
        return Role.NONE
    if reading.shadow[made.measure.tail : made.measure.tail + 1] not in _ITEM_ENDS:
        return Role.NONE
    if opened := _SOME_GREW.match(reading.shadow, reading.sentence.start, name.start):
        return Role.DECREASE if (opened["verb"] or opened["rate"]) == _FELL else Role.INCREASE
    before = reading.found[-1] if reading.found else None
    if before is None or before.rule != "result.growth_only" or before.unit != "%":
        return Role.NONE
    if name.start - before.end > ITEM_APART:
        return Role.NONE
    return next((role for role, change in GROWTHS.items() if change == before.change), Role.NONE)


def new_growth(
    reading: Reading, made: Figure, role: Role, name: Name | None, base: Base | None, until: int
) -> Figure | None:
    """A growth alone; what it is of may stand behind it, too: "tai nạn giao thông giảm 6% số vụ"."""
    counted = ""
    if made.measure.kind == "share" and name is not None and (told := counted_at(reading.shadow, made.end, until)):
        counted = f"{reading.text[made.end + 1 : made.end + 1 + len(told)]} "
        made.end += len(counted)
        base = base or base_at(reading.shadow, made.end, until, reading.reporting)
    made.change, made.rule = "multiple" if made.unit == _TIMES else GROWTHS[role], "result.growth_only"
    made.base = base or reading.leading
    if reading.shadow.startswith(MORE_OR_FEWER, made.measure.head):
        made.comparator, made.low, made.high = "eq", made.measure.value, made.measure.value
    if base:
        made.end = base.end
    named = give_name(reading, made, name)
    if named is not None:
        named.indicator = f"{counted}{named.indicator}"
    return named
