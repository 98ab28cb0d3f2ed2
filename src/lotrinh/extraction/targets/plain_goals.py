"""Plain goals: shares that a plan sets in its tasks without a word of intention.

Reads: a value with its indicator, the shadow text. Writes: whether a plan's own words make the value a goal.

"Tỷ lệ hồ sơ đúng hạn đạt từ 98% trở lên", "Cắt giảm ít nhất 30% thời gian …": in an account they would be results, so
whoever asks makes sure that nothing near the value reports. Words are data: `data/mood_words.toml`.
"""

from __future__ import annotations

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.horizons import ANY_YEAR
from lotrinh.extraction.language.patterns import holds_any, pattern
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.measures.measured import Measured
from lotrinh.extraction.rules import lexicon

_WORDS = lexicon("mood_words")["plain"]
_OPENS = r"[ \-+*(]*(?:tiếp tục |phải |cần |tập trung |cơ bản )?"
_RATE = pattern(rf"{_OPENS}(?:(?:{any_of(_WORDS['lead'])}) )?(?:{any_of(_WORDS['rates'])})(?!\w)")
_NO_RATES = pattern(
    r"t[ỷỉ] lệ (?:hỗ trợ|phối trộn|pha trộn|trích|đóng|góp|vay|chi|vốn|lãi|chiết khấu|hưởng|điểm)(?!\w)"
)
_WORK = pattern(rf"{_OPENS}(?:{any_of(_WORDS['work'])})(?: (?!hỗ trợ)[^\W\d_]+){{0,4}} $")
_BY_RULE = shadow_of(" theo ")  # "thực hiện 100% theo quy định" tells how
_PAID = pattern(rf"[ ,]*(?:[^\W\d_]+ )?(?:{any_of(_WORDS['paid'])})(?!\w)")
# "… đề nghị xã cần đưa tỷ lệ hộ nghèo xuống dưới 2%"
_ORDERS = tuple(shadow_of(word) for word in ("yêu cầu ", "đề nghị "))
_ORDERED = pattern(
    r"(?<!\w)(?<!đáp ứng )(?<!theo )(?<!các )(?:yêu cầu|đề nghị) (?:các|tỉnh|huyện|xã|phường|thành phố|thị xã|ubnd"
    r"|ủy ban|sở|địa phương|đơn vị|ngành|chủ đầu tư|trong|đến|phải|cần)(?!\w)"
)
_NOT_ASKED = pattern(r"(?<!\w)(?:đã|đang|hiện nay|theo quy định|nếu)(?!\w)")
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
        if shadow.startswith(_BY_RULE, measure.tail):
            return False
        return _WORK.match(shadow, start, measure.head) is not None
    if measured.shape != "before" or not measured.linked or _NO_RATES.search(shadow, start, measure.head):
        return False
    return _RATE.match(shadow, start, measure.head) is not None


def may_order(line: str) -> bool:
    """Whether the shadow of a line may ask somebody for a measure: a look that spares most lines the reading."""
    return holds_any(line, _ORDERS)


def is_ordered(shadow: str, measured: Measured) -> bool:
    """Whether the sentence asks somebody to reach a share or a bound: "yêu cầu các xã giải ngân tối thiểu 70%"."""
    measure = measured.measure
    if measured.bracketed or is_paid(shadow, measured) or measure.kind == "duration":
        return False
    bounded = measure.comparator in ("ge", "gt", "le", "lt")
    told = measured.linked and measured.shape == "before"
    if not (told and bounded if measure.kind != "share" else told or bounded):
        return False
    asked = _ORDERED.search(shadow, max(measured.sentence, measure.head - _ASKED), measure.head)
    return asked is not None and _NOT_ASKED.search(shadow, asked.end(), measure.head) is None


_ASKED = 400  # characters back in which somebody is asked


def is_paid(shadow: str, measured: Measured) -> bool:
    """Whether a share says how much of the costs somebody gets: "hỗ trợ 50% chi phí"."""
    measure = measured.measure
    if measure.kind != "share" or _PAID.match(shadow, measure.tail) is None:
        return False
    return _SUPPORTS.search(shadow, max(measured.clause[0], measure.head - _SUPPORT), measure.head) is not None


_SUPPORT = 30  # characters back in which that is said
