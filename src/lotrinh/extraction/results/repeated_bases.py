"""Bases that a ratio or growth leaves out since another figure told them.

Reads: `Reading`, a `Measure`. Writes: the kind of the base; the bases of the growths before, where they are told later.
"""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import Comparison
from lotrinh.extraction.language.patterns import pattern, spelled
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.results.bases import Base, base_at
from lotrinh.extraction.results.bounds import PART
from lotrinh.extraction.results.figures import Figure, counted_noun
from lotrinh.extraction.results.sentence_state import Reading

_TWO = 2
_REACHED, _EQUALS = "đạt", spelled("bằng")
_BRACKETS = (" (", "(")
_MUCH = 90  # per cent: "ước đạt 10.000 tỷ đồng, đạt 101,4%" can only be of plan
_LONGEST_LIST, _NEAR = 24, 12  # values; characters before a share in which its "bằng" stands
# "2,8 triệu tấn, trị giá 1,2 tỷ USD, tăng 6,3% về lượng và 4,9% về trị giá"
_CASES = folded(["hồ sơ", "đơn", "vụ", "vụ việc", "ý kiến", "kiến nghị"])
_AREA, _HARVESTED = "ha", spelled("thu hoạch")
_PLANNED = pattern(r"(?<!\w)(?:kế hoạch|kh)(?!\w)")
_SOWN = pattern(r"(?:gieo trồng|gieo cấy|gieo sạ|xuống giống|đã gieo|đã trồng)(?!\w)")
_THE_SAME = pattern(
    r",? \(?(?:tương (?:ứng|đương)(?: với)? |tức(?: là)? |hay(?: là)? )?(?:đã )?(?:tăng|giảm) (?:thêm )?"
)
_BARE_END = pattern(
    r"[,;.)\n]| và (?![0-9][0-9.,]{0,12}(?<=[0-9]) ?(?:%|[;)]|[.,](?![0-9])|$))| \((?:tăng|giảm|riêng|trong đó)(?!\w)|$"
)


def settle(reading: Reading, open_: Figure, base: Base | None) -> None:
    """The base at the end of a list of growths ("về A, … và … về B so với tháng 9") is that of the whole list."""
    if base is None:
        reading.owed = [*reading.owed, (open_, len(open_.comparisons) - 1)]
        return
    for figure, index in reading.owed:
        figure.comparisons[index] = msgspec.structs.replace(figure.comparisons[index], base=base.kind)
    reading.owed = []


def repeated_base(reading: Reading, open_: Figure, measure: Measure, verb: int) -> str | None:
    """The base that a ratio leaves out since a figure before told it; None when it is no such ratio.

    "… đạt 70,7% kế hoạch; doanh thu 2.931 tỷ đồng, đạt 65,1%", "… bằng 99% cùng kỳ, trong đó ngô 57 ha, bằng 73,4%".
    """
    if measure.kind != "share" or open_.measure.kind == "share":
        return None
    if _BARE_END.match(reading.shadow, measure.end) is None:
        return None
    words = reading.shadow[verb : measure.head]
    told = [c.base for made in reading.found for c in made.comparisons if c.change == "ratio" and made is not open_]
    if _EQUALS in words:
        return told[-1] if told else _base_told_later(reading, measure)
    if open_.planned or (open_.measure.of and open_.measure.kind in ("money", "physical")):
        return "other" if _is_of_sown_area(reading, open_) else "plan"
    if any(c.base == "plan" for made in reading.found[-2:-1] for c in made.comparisons):
        return "plan"
    if counted_noun(open_.unit) in _CASES:
        return None  # "giải quyết đúng hạn 8.150 hồ sơ (đạt 99,3%)": of those received
    sure = open_.measure.kind in ("money", "physical") or reading.shadow.startswith(_BRACKETS, reading.cursor)
    much = open_.measure.kind in ("money", "physical") and _REACHED in words and measure.value >= _MUCH
    return "plan" if much or (sure and reading.sentence.planned) else None


def _is_of_sown_area(reading: Reading, open_: Figure) -> bool:
    """Whether the whole of an area is what was sown, and no plan: "lúa đã thu hoạch 426 ha/887 ha gieo trồng"."""
    behind = reading.shadow[open_.measure.end : reading.cursor]
    if _AREA not in (open_.unit or "") or _PLANNED.search(behind):
        return False
    return _SOWN.search(behind) is not None or _HARVESTED in shadow_of(f"{open_.indicator} {open_.deed}")


def is_bracketed(reading: Reading, measure: Measure) -> bool:
    """Whether a share stands alone in brackets behind an item whose neighbour told one of plan: "32 tỷ đồng (90%)"."""
    shadow = reading.shadow
    alone = shadow.startswith("(", measure.head - 1) and shadow.startswith(")", measure.tail)
    return alone and any(c.base == "plan" for made in reading.found[-2:-1] for c in made.comparisons)


def _base_told_later(reading: Reading, measure: Measure) -> str | None:
    """The base that the last member of a list tells for all: "ngô bằng 83,6%; lạc bằng 95,1% so với cùng kỳ"."""
    measures, shadow = reading.sentence.measures, reading.shadow
    at = bisect_right(measures, measure.start, key=lambda told: told.start)
    for later in measures[at : at + _LONGEST_LIST]:
        if later.kind == "share" and shadow.rfind(_EQUALS, later.head - _NEAR, later.head) >= 0:
            base = base_at(shadow, later.tail, reading.sentence.end, reading.reporting)
            if base is not None:
                return base.kind if base.kind != "plan" else None
    return reading.sentence.base if PART.match(shadow, reading.sentence.start) else None


def told_twice(open_: Figure, base: Base, between: str) -> None:
    """Give the growth before the base of the one just added, when both tell one change: "tăng 90 ha, tăng 2% so với …".

    `between`: the words from one to the other.
    """
    last = len(open_.comparisons) - 1
    if last - 1 not in open_.unbased or _THE_SAME.fullmatch(between) is None:
        return
    before, added = open_.comparisons[last - 1], open_.comparisons[last]
    if before.change == added.change and (before.unit == "%") != (added.unit == "%"):
        open_.comparisons[last - 1] = msgspec.structs.replace(before, base=base.kind)


def paired(reading: Reading, open_: Figure, added: Comparison) -> Comparison:
    """Of two growths that leave out their bases, those of the figure before ("giảm 4,1% và tăng 7,3%")."""
    open_.unbased.append(len(open_.comparisons))
    if len(open_.unbased) != _TWO:
        return added
    told = [
        [c.base for c in earlier.comparisons if c.change != "ratio" and c.base != "plan"]
        for earlier in reversed(reading.found)
        if earlier is not open_
    ]
    for bases in [*told, list(reading.sentence.bases)]:
        if len(set(bases)) == len(bases) == _TWO:
            first = open_.unbased[0]
            open_.comparisons[first] = msgspec.structs.replace(open_.comparisons[first], base=bases[0])
            return msgspec.structs.replace(added, base=bases[1])
    return added
