"""Indicators: what each measure of a line measures.

Reads: `Prose`, the measures of one line. Writes: `Measured` statements: indicator, direction of change, span, and
where in the clause they were found. Whether a statement is a goal is decided elsewhere (moods.py).

The indicator is the noun phrase before the value ("Tỷ lệ đô thị hóa đạt khoảng 40%"), or behind it when the value
comes first ("Trên 99% dân cư nông thôn được …"), or that of the measure before ("80% vào năm 2025 và 90% vào năm
2030").
"""

from __future__ import annotations

from collections.abc import Sequence

from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.clauses import places_of
from lotrinh.extraction.measures.cuts import cut_between
from lotrinh.extraction.measures.fronts import front_of
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.measures.measured import Measured, share
from lotrinh.extraction.measures.measured_line import MeasuredLine
from lotrinh.extraction.measures.named_around import named_around
from lotrinh.extraction.measures.named_before import named_before
from lotrinh.extraction.measures.named_behind import named_behind
from lotrinh.extraction.measures.names_with_numbers import is_in_name, outside_names
from lotrinh.extraction.measures.noun_phrases import is_blank
from lotrinh.extraction.measures.ranks import name_rank
from lotrinh.extraction.measures.respective import tell_apart
from lotrinh.extraction.measures.sides import only_strives, reaches, stands_behind
from lotrinh.extraction.measures.tails import tail_of
from lotrinh.extraction.measures.ties import REACHED, Around
from lotrinh.extraction.prose import Prose


def measured_in(prose: Prose, start: int, end: int, measures: Sequence[Measure], above: str = "") -> list[Measured]:
    """A statement for every measure of ``[start, end)``, a line or a part of one, that measures something, in order.

    `above`: the indicator that the line over a list tells for its items.

    Left out: second units in brackets, starting points ("từ 60%" of "từ 60% lên 70%"), and numbers inside the noun
    phrase of another value ("100% xã có ít nhất 04 tin, bài").
    """
    measures = outside_names(prose.shadow, measures)
    line = MeasuredLine(prose, measures, places_of(prose.text, prose.shadow, start, end, measures), above)
    for index, measure in enumerate(measures):
        statement = _statement(line, index, measure)
        if statement is not None:
            line.of[index] = len(line.found)
            line.found.append(statement)
            share(line.found, prose.shadow)
            name_rank(line.found, prose.text, prose.shadow)
    tell_apart(line.found, prose.shadow)
    return line.found


_LIST_OF = pattern(
    r"[^;:.,0-9]{0,40}(?<!\w)gồm ?: ?(?=\w)"
    r"|[^;:.0-9]{0,40}(?: năm 20[0-9]{2})?,? (?:trong đó|cụ thể|như sau) ?: ?(?=\w)"
)
_PARTS = ("chỉ tiêu", "mục tiêu", "nhóm chỉ tiêu", "nội dung", "tiêu chí", "nhóm")


def _statement(line: MeasuredLine, index: int, measure: Measure) -> Measured | None:
    """What a measure states; marks what it tells of the words before the next."""
    if measure.role == "equivalent" or line.cuts.get(index, 0) < 0 or _counts_list(line, index, measure):
        return None
    shadow, floor, furthest = line.prose.shadow, line.floor(index), line.furthest(index)
    tail = tail_of(shadow, floor, measure.head)
    front = front_of(shadow, floor, tail.at)
    after = line.following(index)
    if after is not None and is_in_name(shadow, measure, after, front, tail):
        line.cuts[index + 1] = floor
        return None
    if front.at >= tail.at > floor and is_blank(shadow, measure.tail, furthest):
        front = front_of(shadow, floor, tail.at, anchored=not tail.verb, areas=False)
    if stands_behind(line, index, tail, floor, furthest):
        front = front._replace(at=tail.at)
    elif only_strives(line, index, front, furthest):
        front = front._replace(at=tail.at, change=None)  # "Chương trình phấn đấu hằng năm khoảng 90% người …"
    named = front.at < tail.at
    leads = named and reaches(line, Around(index, measure, floor, front, tail, (measure.tail, furthest)))
    rest = (measure.tail, _limit(line, index, furthest, value_first=not leads))
    around = Around(index, measure, floor, front, tail, rest)
    if measure.role == "base":
        if named and index + 1 < len(line.measures):
            line.bases[index + 1] = (front, tail)
        return None
    if index in line.bases:
        front, tail = line.bases[index]
        reached = REACHED.search(shadow, line.places[index].floor, measure.head)
        tail = tail._replace(change=None if reached else tail.change)
        around, leads = around._replace(front=front, tail=tail, floor=front.at), True
    if leads:
        return named_before(line, around) or named_behind(line, around)
    return named_around(line, around) if named else named_behind(line, around)


def _counts_list(line: MeasuredLine, index: int, measure: Measure) -> bool:
    """ "có 6 chỉ tiêu gồm: tốc độ tăng trưởng …": the words of the next value begin behind the colon."""
    listed = _LIST_OF.match(line.prose.shadow, measure.tail) if measure.unit in _PARTS else None
    if listed is not None:
        line.cuts[index + 1] = listed.end()
    return listed is not None


def _limit(line: MeasuredLine, index: int, furthest: int, *, value_first: bool) -> int:
    """Where the words behind the value end; marks where the words before the next measure begin."""
    after, following, measure = line.following(index), index + 1, line.measures[index]
    if after is None or furthest < after.head:
        return furthest
    cut = cut_between(line.prose.text, line.prose.shadow, measure.tail, after.head, value_first=value_first)
    if cut is not None:
        line.cuts[following] = cut
        return cut
    if value_first and after.role != "base" and measure.role != "base":
        line.cuts[following] = -1
        return max(line.places[following].limit, furthest)
    return furthest
