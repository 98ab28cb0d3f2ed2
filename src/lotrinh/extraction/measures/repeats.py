"""Values without words of their own: they go on with a statement before.

Reads: the statements of a line so far, a measure. Writes: the statement a measure repeats ("80% vào năm 2025 và 90% vào
năm 2030"), or None.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.measures.measured import SCALES, Measured

FOLD, _BARE = "lần", "bare"
_TIMES = shadow_of("lượt")
_RECENT = 30  # statements back in which a value without words may find its like
_ENDED = pattern(r"\b(?:còn|xuống|lên|chiếm)\b")
_FAR = 3  # times that a second growth is the first, or the first the second


def like(
    found: Sequence[Measured], measure: Measure, earlier: Measured | None, noun: str, *, told: bool
) -> Measured | None:
    """The statement whose value is of the same unit, else the one before when its value is of the same kind.

    `noun`: what the measure counts, "" for nothing. `told`: words tie the value to `earlier`.
    """
    if earlier is not None and (measure.kind == _BARE or (told and _may_repeat(measure, noun))):
        return earlier
    if earlier is None or not noun or earlier.measure.unit == measure.unit:
        same = next((other for other in found[: -_RECENT - 1 : -1] if other.measure.unit == measure.unit), None)
        if earlier is None or earlier.measure.kind == measure.kind or measure.kind == "share":
            return same or earlier
        return same
    return None


def is_second(words: str, old: Measure, new: Measure) -> bool:
    """ "tăng 6,5 - 7%, phấn đấu đạt 7 - 7,5%" is a second growth; "tăng 3% (để đạt 84%)" tells the level."""
    return not _ENDED.search(words) and old.unit == new.unit and old.value / _FAR <= new.value <= old.value * _FAR


def counted_as(measure: Measure, earlier: Measure) -> Measure:
    """A value in the unit of the one it goes on with: "20.000 ngôi nhà … và 22.000 vào năm 2030", "10/100.000"."""
    unit = measure.unit or ""
    rate = unit.startswith("/") and (earlier.unit or "").startswith(f"{unit} ")
    if measure.kind != _BARE and not rate:
        return measure
    return msgspec.structs.replace(measure, unit=earlier.unit, kind=earlier.kind, reasons=("unit_shared",))


def _may_repeat(measure: Measure, noun: str) -> bool:
    return measure.unit == FOLD or measure.kind == "share" or not noun


def counted_noun(measure: Measure) -> str:
    """The noun in a unit: "lao động" of "nghìn lao động"; "" when the unit counts nothing."""
    if measure.unit is None or measure.kind != "count" or measure.unit.startswith("/"):
        return ""
    found = SCALES.match(shadow_of(measure.unit))
    noun = measure.unit[found.end() :] if found else measure.unit
    return "" if shadow_of(noun) == _TIMES else noun
