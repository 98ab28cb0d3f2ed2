"""Figures whose name stands before the value, in its brackets, or in the sentence: levels, growths, shares, ranks.

Reads: `Reading`, a `Measure` and the role the words before it give. Writes: a `Figure`, or None: no result.
"""

from __future__ import annotations

import re

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.results.bases import Base
from lotrinh.extraction.results.bounds import clause_start
from lotrinh.extraction.results.bracketed_figures import new_in_brackets
from lotrinh.extraction.results.count_signs import followed, is_count
from lotrinh.extraction.results.counted_figures import count
from lotrinh.extraction.results.figure_names import give_name
from lotrinh.extraction.results.figures import GROWTHS, SCALES, Figure, counted_noun, new_figure, new_unit, over_plan
from lotrinh.extraction.results.growths import grown_object, listed_growth, new_growth
from lotrinh.extraction.results.name_words import is_headed
from lotrinh.extraction.results.result_names import Name, name_before
from lotrinh.extraction.results.roles import Role
from lotrinh.extraction.results.sentence_state import Reading
from lotrinh.extraction.results.shares_and_ranks import (
    is_bare_share,
    new_rank,
    new_share,
    plan_of_whole,
    share_of_base,
    share_of_plan,
)

_HAS = tuple(folded([" có", " gồm"]))  # "(đến tháng 9, toàn tỉnh có (12 xã …": a count, not the value of a name
_CONCEDES = pattern(r"(?<!\w)(?:mặc dù|dù|tuy|nhưng|song)(?!\w)")  # "…, nhưng khả quan (quý I tăng 3%)"
# "tăng 8,01% (1) so với cùng kỳ (quý I/2015 tăng 7,9%)": no name of what stands in the bracket
_FOOTNOTE_AND_BASE = pattern(r" \([0-9]{1,2}\) so với [^();:0-9]{3,40}")
_POINTS = "điểm"
_PER_KM = ".km"  # "triệu lượt người.km", the unit of traffic
# "Tổng kế hoạch vốn năm 2023 là 425 tỷ đồng": what may be spent, and nothing done
_ALLOTTED = pattern(
    r"(?:tổng (?:số )?)?(?:kế hoạch vốn|dự toán (?:thu|chi|được giao)|vốn kế hoạch|kế hoạch giao"
    r"|(?:tổng )?nhu cầu)(?!\w)"
)
_LETTER = re.compile(r"[ ,;]*([A-ZĐ]|[IVX]{1,4}|[1-9])")
_ENDS_IN_LETTER = re.compile(r"(.*\w )(?:[A-ZĐ]|[IVX]{1,4}|[1-9])")
_SET = pattern(r" (?:mà )?(?:[^\W\d_]+ ){0,4}(?:đã )?(?:đề|đặt) ra(?!\w)")
_OVER_GOAL = pattern(r"(?:đạt|vượt) (?:mục tiêu|chỉ tiêu) [^,;:.()]{3,60}$")
_DONE = pattern(r" ?(?:đã|chưa|mới|được) ?")
_INTRODUCES = pattern(r"(?:như|sau|là|gồm|đó|cụ thể|thể)[ ,]*$")


def new_reported(
    reading: Reading, measure: Measure, role: Role, verb: int, clause: int, base: Base | None, until: int
) -> Figure | None:
    """A new figure, or None when the number is no result."""
    shadow, end = reading.shadow, measure.tail
    reading.label = reading.sentence.label
    if _SET.match(shadow, end) and _OVER_GOAL.search(shadow, clause, measure.head):
        return None  # "vượt mục tiêu giảm nghèo 1,2% đề ra": what had been asked
    listed, named = reading.is_listed(clause), role is not Role.NONE
    name = name_before(reading.text, shadow, clause, verb, reading.periods(clause, end), verb=named, listed=listed)
    if name is None:
        opening = shadow[clause - 1 : clause]
        told = shadow[clause : measure.head].rstrip().endswith(_HAS)
        if opening == "(" and role is Role.NONE and not told:
            return new_in_brackets(reading, measure, clause, end, until)
        if opening == "(" and not (
            told or _CONCEDES.search(shadow, reading.cursor, clause) or _is_counts(reading, role)
        ):
            based = _FOOTNOTE_AND_BASE.match(shadow, reading.cursor, clause - 1)
            begin = based.end() if based else reading.cursor
            begin = max(begin, shadow.rfind(":", begin, clause - 1) + 1)
            name = name_before(reading.text, shadow, begin, clause - 1, reading.periods(clause, end))
        elif opening == ":" and not shadow[clause:verb].strip():
            name = _before_colon(reading, measure, clause - 1, until)
    if measure.comparator == "top" and role is not Role.RANK:
        return None
    made = _by_role(reading, _plain_level(reading, measure, clause, end), role, verb, name, base, until)
    what = name.text if name else made.indicator if made else ""
    return None if _ALLOTTED.match(shadow_of(what)) else made


def _is_counts(reading: Reading, role: Role) -> bool:
    """Whether a share in brackets is of the count before them: "8 vụ cháy tại nhà ở (chiếm 31,4%)"."""
    return role is Role.SHARE and bool(reading.found) and reading.found[-1].rule == "result.count"


def _plain_level(reading: Reading, measure: Measure, clause: int, end: int) -> Figure:
    """The figure as a level, its unit as the text goes on with it ("nghìn shop", "lượt người.km")."""
    made = new_figure(measure, clause, end)
    if measure.unit in SCALES and (stop := new_unit(reading.shadow, measure)):
        made.unit, made.end = reading.text[measure.end - len(measure.unit or "") : stop], stop
    if reading.shadow[end : end + len(_PER_KM)] == _PER_KM:
        made.end, made.unit = end + len(_PER_KM), f"{made.unit}{_PER_KM}"
    return made


def _by_role(
    reading: Reading, made: Figure, role: Role, verb: int, name: Name | None, base: Base | None, until: int
) -> Figure | None:
    """The figure that the words before the value, and the base behind it, make of a plain level."""
    measure, end = made.measure, made.measure.tail
    if role is Role.RANK:
        return new_rank(reading, made, name, until)
    given = measure.kind in ("count", "physical") and not (measure.unit or "").startswith(_POINTS)
    if role is Role.CONTRIBUTION and given:
        role = Role.NONE  # "đóng góp được 10.000 ngày công": given, and no part of a growth
    if role is Role.SHARE or role is Role.CONTRIBUTION:
        return new_share(reading, made, role, name, until)
    if measure.kind == "share":
        if is_bare_share(reading, measure, role, name, end, until):
            return new_share(reading, made, role, name, until)
        if role is Role.EXCEED:
            made.low = made.high = over_plan(measure.value)
            return share_of_plan(reading, made, name, base or Base("plan", end))
        role = listed_growth(reading, made, name) if role is Role.NONE and base is None else role
        base = base or plan_of_whole(reading, made, role, name)
        planned = base is not None and base.kind == "plan" and role is Role.NONE and name is not None
        if base is not None and (role is Role.LEVEL or planned):
            return share_of_base(reading, made, name, base)
    if role is Role.MULTIPLE:
        made.change, made.base, made.rule = "multiple", base, "result.growth_only"
        made.end = base.end if base else end
        return give_name(reading, made, name)
    if role in GROWTHS and name is None and (of := grown_object(reading, made, until)):
        made.change, made.rule, made.indicator, made.end = GROWTHS[role], "result.growth_only", of.text, of.end
        return made
    if is_count(reading, measure, role, made.clause, verb, name, until):
        return count(reading, made, role, made.clause, name, until)
    return (
        new_growth(reading, made, role, name, base, until) if role in GROWTHS else give_name(reading, made, name, until)
    )


def _before_colon(reading: Reading, measure: Measure, colon: int, until: int) -> Name | None:
    """The name that a colon parts from its value: "…; Tỷ lệ hộ dùng cáp quang: 83,4%".

    A count is named so by a noun of quantity or its own noun ("Số doanh nghiệp: 12 doanh nghiệp") only: "Bệnh
    sởi: 3 ca mắc" counts cases, and measles are what the clause is about. A letter alone goes on with the series
    that the figure before begins: "mức A: 32%, B: 44%".
    """
    begin, _ = clause_start(reading.shadow, reading.cursor, colon, joined=bool(reading.found))
    if _INTRODUCES.search(reading.shadow, begin, colon):
        return None
    name = name_before(reading.text, reading.shadow, begin, colon, reading.periods(begin, colon))
    if name is None and (letter := _LETTER.fullmatch(reading.text, begin, colon)) and reading.found:
        series = _ENDS_IN_LETTER.fullmatch(reading.found[-1].indicator)
        return Name(f"{series[1]}{letter[1]}", letter.start(1), colon) if series else None
    if name is not None and measure.kind == "bare" and _DONE.match(reading.shadow, begin, name.start):
        begin += len(reading.text[begin : name.start]) - len(reading.text[begin : name.start].lstrip())
        return Name(reading.text[begin:colon].rstrip(), begin, colon)  # "(đã làm: 80; đang làm: 30)"
    counts = measure.kind == "count" or followed(reading, measure, until)
    if name is None or not counts or is_headed(name.text, counted_noun(measure.unit)):
        return name
    reading.label = name.text
    return None
