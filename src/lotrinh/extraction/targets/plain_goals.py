"""Plain goals: shares that a plan sets in its tasks without a word of intention.

Reads: a value with its indicator, the shadow text. Writes: whether a plan's own words make the value a goal.

"Tỷ lệ hồ sơ đúng hạn đạt từ 98% trở lên", "Cắt giảm ít nhất 30% thời gian …": in an account they would be results, so
whoever asks makes sure that nothing near the value reports. Words are data: `data/mood_words.toml`.
"""

from __future__ import annotations

from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.measures.measured import Measured
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.targets.horizons import ANY_YEAR

_WORDS = lexicon("mood_words")["plain"]
_OPENS = r"[ \-+*(]*(?:tiếp tục |phải |cần |tập trung |cơ bản )?"
_RATE = pattern(rf"{_OPENS}(?:(?:{any_of(_WORDS['lead'])}) )?(?:{any_of(_WORDS['rates'])})(?!\w)")
_WORK = pattern(rf"{_OPENS}(?:{any_of(_WORDS['work'])})(?: (?!hỗ trợ)[^\W\d_]+){{0,4}} $")
_PAID = pattern(rf"[ ,]*(?:[^\W\d_]+ )?(?:{any_of(_WORDS['paid'])})(?!\w)")
_SUPPORTS = pattern(r"(?:hỗ trợ|trợ cấp|chi trả)(?: tối đa| không quá| đến)? $")
_ENDS = ".;:\n"
_SENTENCE = 200  # characters back in which a year past undoes a goal


def sets_share(shadow: str, measured: Measured, item: int, year: int | None) -> bool:
    """Whether a plan of `year` sets a share: a rate to be reached, or how much of a work is to be done.

    `item`: where the text of its line begins. Both stand at the beginning of a sentence or clause.
    """
    measure = measured.measure
    if measure.kind != "share" or measured.bracketed or _PAID.match(shadow, measure.tail):
        return False
    first = max(item, measured.sentence, measure.head - _SENTENCE)
    if year is not None and any(int(found[0]) < year for found in ANY_YEAR.finditer(shadow, first, measured.rest[1])):
        return False
    start = max(item, measured.clause[0])
    if start > item and shadow[start - 1 : start] not in _ENDS and not shadow[item:start].rstrip().endswith((".", ";")):
        return False
    if measured.shape == "behind":
        return _WORK.match(shadow, start, measure.head) is not None
    return measured.shape == "before" and measured.linked and _RATE.match(shadow, start, measure.head) is not None


def is_paid(shadow: str, measured: Measured) -> bool:
    """Whether a share says how much of the costs somebody gets: "hỗ trợ 50% chi phí"."""
    measure = measured.measure
    if measure.kind != "share" or _PAID.match(shadow, measure.tail) is None:
        return False
    return _SUPPORTS.search(shadow, max(measured.clause[0], measure.head - _SUPPORT), measure.head) is not None


_SUPPORT = 30  # characters back in which that is said
