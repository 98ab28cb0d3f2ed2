"""Glosses: values that tell the figure before them again: in per cent, in its unit, or as it had been.

Reads: `Reading`, a `Measure`. Writes: a `Comparison` of the figure that is glossed, or its value.
"""

from __future__ import annotations

from lotrinh.core.period import Kind
from lotrinh.extraction.facts import Comparison
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.results.figures import GROWTHS
from lotrinh.extraction.results.sentence_state import Reading

AMOUNTS = frozenset({"money", "physical", "count"})
_EXPECTED = pattern(r"(?<!\w)(?:ước|dự ước|dự kiến|sơ bộ)(?!\w)")
_GLOSS_OPENS = " ,([+-="  # "giảm 160 lượt = 44,82%"
_FEW = 5  # figures or comparisons that are looked back on
_FORMER = pattern(
    r" ?\( ?(?:so với )?(?:(?:[0-9]{1,2} tháng đầu|cùng kỳ|tháng|quý|năm|đầu năm|cuối năm)(?!\w)|[tq](?=[0-9]))"
    r"[^()0-9,;:]{0,20}(?:[0-9]{1,2}(?!\w)[/-]?)?(?:[0-9]{4}(?!\w))?[^()0-9,;:]{0,12}?"
    r"(?:(?: ?:| là| đạt| ở mức| chỉ| tăng| giảm| bằng| còn| có| tiếp nhận| xảy ra| kết nạp| thực hiện)+ ?"
    r"|(?:(?<=cùng kỳ)|(?<=trước)|(?<=ngoái)) )"
)


def is_former(reading: Reading, measure: Measure) -> bool:
    """Whether a bracket behind a figure says what that had been in an earlier period.

    "(quý III ước đạt 20 nghìn tấn)" in a report on nine months tells of now.
    """
    before = reading.found[-1]
    if _FORMER.fullmatch(reading.shadow, reading.cursor, measure.head) is None:
        return False
    units = [before.unit or "", *(comparison.unit for comparison in before.comparisons[-_FEW:])]
    if not any(alike(measure.unit or "", unit) for unit in units):
        return False
    if _EXPECTED.search(reading.shadow, reading.cursor, measure.head):
        return False
    reported = reading.reporting.period
    inside = [told.period for told in reading.periods(reading.cursor, measure.head) if told.start > reading.cursor]
    if reported is None:
        return True
    return not any(
        period.last >= (reported.first if period.kind is Kind.QUARTER else reported.last) for period in inside
    )


def is_in_percent(reading: Reading, measure: Measure) -> bool:
    """ "giảm 16 vụ (tương đương 42%)": the growth just told, in per cent; the figure then has both."""
    if measure.kind != "share" or reading.shadow[reading.cursor : measure.head].strip(_GLOSS_OPENS) != "":
        return False
    last = reading.found[-1] if reading.found else None
    if last and last.rule == "result.growth_only" and last.measure.kind == "count" and not last.comparisons:
        base = last.base.kind if last.base else reading.usual_base(last)
        last.comparisons.append(Comparison(base=base, change=last.change, value=abs(measure.value), unit="%"))
        return True
    before = reading.compared
    told = before.comparisons[-1] if before else None
    if before is None or told is None or told.change not in GROWTHS.values() or told.unit == "%":
        return False
    if last is not None and last is not before and last.end == reading.cursor:
        return False  # "21 vụ, tăng 3 vụ; đã làm rõ 19/21 vụ (90,5%)": of the figure right before it
    before.comparisons.append(Comparison(base=told.base, change=told.change, value=abs(measure.value), unit="%"))
    return True


def is_in_amount(reading: Reading, measure: Measure) -> bool:
    """ "tăng 7,7%, tương đương 1,6 triệu đồng": the growth just told, in the figure's own unit."""
    before = reading.compared
    told = before.comparisons[-1] if before else None
    if before is None or told is None or told.change not in GROWTHS.values() or told.unit != "%":
        return False
    gap = reading.shadow[reading.cursor : measure.head].strip(_GLOSS_OPENS)
    if gap or measure.kind not in AMOUNTS or not alike(measure.unit or "", before.unit or ""):
        return False
    added = Comparison(base=told.base, change=told.change, value=abs(measure.value), unit=measure.unit or "")
    before.comparisons.append(added)
    return True


def gives_amount(reading: Reading, measure: Measure) -> bool:
    """ "đạt gần 80% kế hoạch năm, tương đương 5.919 tỷ đồng": the amount is the figure, the share its comparison."""
    before = reading.found[-1] if reading.found else None
    if before is None or before.rule != "result.share_of_plan" or measure.kind not in AMOUNTS:
        return False
    if reading.shadow[reading.cursor : measure.head].strip(" ,(") != "":
        return False
    before.rule, before.measure, before.unit = "result.level", measure, measure.unit
    before.comparator, before.low, before.high = measure.comparator, measure.low, measure.high
    return True


def alike(unit: str, other: str) -> bool:
    """Whether two units are one, perhaps shortened: "ca mắc", "ca"."""
    return unit.startswith(other) or other.startswith(unit) if unit and other else unit == other
