"""Values without words of their own: they go on with a statement before.

Reads: the statements of a line so far, a measure. Writes: the statement a measure repeats ("80% vào năm 2025 và 90% vào
năm 2030"), or None.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.measured import Measured
from lotrinh.extraction.measures.quantities import Measure

FOLD, _BARE = "lần", "bare"
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
    """A value without a unit in that of the value it goes on with: "20.000 ngôi nhà … và 22.000 vào năm 2030"."""
    if measure.kind != _BARE:
        return measure
    return msgspec.structs.replace(measure, unit=earlier.unit, kind=earlier.kind, reasons=("unit_shared",))


def _may_repeat(measure: Measure, noun: str) -> bool:
    return measure.unit == FOLD or measure.kind == "share" or not noun
