"""A line of measures being read: what is known half-way, and the statement that comes out of a measure.

Reads: `Prose`, the measures of a line and their places. Writes: `MeasuredLine`, a little memory with the questions
asked of it, and `Measured` statements.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.clauses import Place
from lotrinh.extraction.measures.fronts import Front
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.measures.measured import Measured
from lotrinh.extraction.measures.repeats import FOLD
from lotrinh.extraction.measures.tails import Tail
from lotrinh.extraction.measures.ties import Around
from lotrinh.extraction.measures.yearly_rates import is_average_growth, is_yearly
from lotrinh.extraction.prose import Prose


class MeasuredLine(msgspec.Struct, gc=False):
    """What is known half-way through a line. `above`: the indicator that the line over a list tells for its items."""

    prose: Prose
    measures: Sequence[Measure]
    places: list[Place]
    above: str
    found: list[Measured] = []
    of: dict[int, int] = {}  # measure → its statement
    cuts: dict[int, int] = {}  # measure → where the words before it begin; -1: it stands inside a phrase
    bases: dict[int, tuple[Front, Tail]] = {}  # measure → the words before the starting point it replaces

    def floor(self, index: int) -> int:
        """Where the words before a measure may begin."""
        return self.cuts.get(index, self.places[index].floor)

    def following(self, index: int) -> Measure | None:
        """The next measure of the same clause."""
        following = index + 1
        same = following < len(self.measures) and self.places[following].before == index
        return self.measures[following] if same else None

    def furthest(self, index: int) -> int:
        """How far the words behind a value could go: to the next measure of its clause."""
        after = self.following(index)
        return min(self.places[index].limit, after.head) if after is not None else self.places[index].limit

    def earlier(self, index: int) -> Measured | None:
        """The statement whose indicator a value without words of its own repeats."""
        place = self.places[index]
        for other in (place.before, place.bracket, index - 1):
            if other in self.of:
                return self.found[self.of[other]]
        return None

    def alike(self, index: int) -> Measured | None:
        """The last statement that counts the same: communes in all, behind "thêm 05 xã …, 02 huyện …"."""
        unit = self.measures[index].unit
        return next((other for other in reversed(self.found) if other.measure.unit == unit), self.earlier(index))


_MULTIPLIED = pattern(r"\b(?:gấp|tăng)\b")
_EACH_YEAR = pattern(r" (?:hằng|hàng|mỗi) năm(?!\w)")
_PER_YEAR = pattern(r" ?/ ?năm$")


def stated(
    line: MeasuredLine,
    around: Around,
    span: tuple[int, int],
    indicator: str,
    change: str,
    shape: str,
    *,
    yearly: bool = False,
    linked: bool = False,
    place: str | None = None,
    reasons: tuple[str, ...] = (),
) -> Measured:
    """The statement of a measure; what it leaves open (yearly, part of, a multiple) is read from the words around."""
    measure, shadow, where = around.measure, line.prose.shadow, line.places[around.number]
    part_of = -1
    if around.front.part and line.found:
        part_of = line.of.get(where.bracket, len(line.found) - 1)
    elif shape == "behind" and where.bracket in line.of and _breaks_down(line, measure, where.bracket):
        part_of = line.of[where.bracket]
    if measure.unit == FOLD and shape in ("before", "same") and measure.value > 1:
        change = "multiple" if _MULTIPLIED.search(shadow, around.floor, measure.head) else change
    if change == "decrease" and measure.comparator in ("lt", "le"):
        change = "level"  # "đến năm 2025 giảm dưới 1%": what is left
    if per_year := _PER_YEAR.search(shadow_of(indicator)):
        indicator, yearly = indicator[: per_year.start()], True
    yearly = yearly or measure.per is not None or is_yearly(shadow, around.floor, measure.head)
    yearly = yearly or (measure.kind == "share" and is_average_growth(shadow, around.floor, measure.head))
    yearly = yearly or (shape == "behind" and measure.kind != "share" and _EACH_YEAR.match(shadow, span[1]) is not None)
    first = span[0] if shape == "before" or place or linked else measure.head
    return Measured(
        measure=measure,
        start=span[0],
        end=span[1],
        indicator=indicator,
        change=change,
        per="year" if yearly else None,
        lead=(around.floor, first),
        rest=(span[1], around.rest[1]),
        sentence=where.sentence,
        clause=where.clause,
        shape=shape,
        linked=linked,
        bracketed=where.bracket >= 0,
        part_of=part_of,
        place=place,
        reasons=(*reasons, *measure.reasons),
    )


_AND = shadow_of(" và")


def _breaks_down(line: MeasuredLine, measure: Measure, bracket: int) -> bool:
    """Whether an item of a bracket counts some of the things counted before it: "40 trạm (12 trạm vùng cao; …)"."""
    whole = line.measures[bracket]
    if measure.kind != "count" or whole.kind != "count" or not measure.value < whole.value:
        return False
    if shadow_of(measure.unit or "").split(" ")[0] != shadow_of(whole.unit or "").split(" ")[0]:
        return False
    before = line.prose.shadow[max(0, measure.head - _NEAR) : measure.head].rstrip(" ")
    return before.endswith(("(", ";", ",", _AND))


_NEAR = 8  # characters before an item in which its joint stands
