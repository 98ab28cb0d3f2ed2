"""A measure with what it measures: the record of a statement, and what neighbours in a list share.

Reads: statements of one line. Writes: `Measured`; the last statements completed by what stands behind the last only.
"""

from __future__ import annotations

import re

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.measure import Measure


class Measured(msgspec.Struct, frozen=True, gc=False):
    """A measure with its indicator. All offsets are prose offsets.

    * `start`, `end`: the fact's span: from the indicator's first word (the value's, when it comes first) to the last
      word of value and unit, or of the noun phrase behind the value.
    * `change`: level | increase | decrease | multiple. `per`: "year" for yearly or average-yearly rates.
    * `lead`: what stands before the indicator in its clause (mood words, period). `rest`: what stands behind the value.
    * `sentence`: where the sentence starts. `clause`: the clause it stands in.
    * `shape`: "before", "behind" (value first), "same" (as the measure before).
    * `linked`: a verb, colon or bound joins indicator and value. `bracketed`: in a bracket behind another value.
    * `part_of`: index of the statement this one is a part of ("trong đó"), -1 none. `place`: "Hà Nội" of
      "Hà Nội có tối thiểu 200 công trình".
    * `reasons`: indicator_far, unit_shared, and those of the measure.
    """

    measure: Measure
    start: int
    end: int
    indicator: str
    change: str
    per: str | None
    lead: tuple[int, int]
    rest: tuple[int, int]
    sentence: int
    clause: tuple[int, int]
    shape: str
    linked: bool = False
    bracketed: bool = False
    part_of: int = -1
    place: str | None = None
    reasons: tuple[str, ...] = ()


def share(found: list[Measured], shadow: str) -> None:
    """Complete the last statements of `found` by what a list tells but once: a unit, a verb, a bound."""
    if len(found) > 1:
        _share_unit(found)
        _share_verb(found)
        _share_bound(found, shadow)
        _share_change(found, shadow)
        _share_whole(found)
        _share_year(found)
        _share_name(found, shadow)


def _share_unit(found: list[Measured]) -> None:
    """ "45,7 giường; 14,5 bác sĩ/vạn dân": the first is per ten thousand people, too."""
    before, last = found[-2:]
    over = _PER_PEOPLE.search(shadow_of(last.measure.unit or "")) if last.measure.kind == "count" else None
    unit = before.measure.unit
    if over is None or unit is None or before.measure.kind != "count" or before.shape != "behind":
        return
    if "/" in unit or before.rest[1] - before.measure.tail > 4 or SCALES.match(shadow_of(unit)):
        return
    shared = unit + (last.measure.unit or "")[over.start() :]
    measure = msgspec.structs.replace(before.measure, unit=shared)
    reasons = (*before.reasons, "unit_shared")
    found[-2] = msgspec.structs.replace(before, measure=measure, indicator=shared, reasons=reasons)


def _share_verb(found: list[Measured]) -> None:
    """ "90% hồ sơ cấp tỉnh, 60% hồ sơ cấp xã được xử lý trên mạng": what is said of the last is said of all."""
    last = found[-1]
    verb = _SAID_OF_ALL.search(last.indicator)
    if verb is None or last.shape != "behind" or last.measure.kind not in ("share", "count"):
        return
    for at in range(len(found) - 2, max(-1, len(found) - 5), -1):
        other = found[at]
        level = other.change == last.change == "level"
        listed = other.clause == last.clause or (level and other.sentence == last.sentence)
        alike = other.shape == "behind" and other.measure.kind == last.measure.kind and listed
        if not alike or _SAYS.search(other.indicator) or other.rest[1] - other.end > _JOINT:
            return
        if last.measure.kind == "count" and (other.linked or other.indicator != other.measure.unit):
            return
        indicator = f"{other.indicator} {last.indicator[verb.start() + 1 :]}"
        found[at] = msgspec.structs.replace(other, indicator=indicator)


def _share_bound(found: list[Measured], shadow: str) -> None:
    """ "khoảng 85 hợp tác xã và 6.600 tổ hợp tác": both are about."""
    before, last = found[-2:]
    first, second = before.measure, last.measure
    gap = shadow[first.tail : second.head]
    if first.comparator == "about" and second.comparator == "eq" and gap == _AND and second.kind == "count":
        measure = msgspec.structs.replace(second, comparator="about")
        found[-1] = msgspec.structs.replace(last, measure=measure)


def _share_change(found: list[Measured], shadow: str) -> None:
    """ "giảm 25% số ca do tiêm chích và 20% số ca do đường khác": both go down."""
    before, last = found[-2:]
    alike = before.shape == last.shape == "behind" and before.clause == last.clause and last.change == "level"
    if not alike or before.change not in ("increase", "decrease") or before.measure.unit != last.measure.unit:
        return
    if last.measure.kind == "share" and not last.linked and shadow[before.end : last.start] in (_AND, ", "):
        found[-1] = msgspec.structs.replace(last, change=before.change)


def _share_whole(found: list[Measured]) -> None:
    """ "đạt 90 tỷ đồng. Trong đó, A là 40 tỷ đồng, tăng 8%; B 20 tỷ đồng; C 15 tỷ đồng": B and C are parts, too."""
    last = found[-1]
    if last.part_of >= 0 or last.shape == "same" or last.bracketed or _NO_PART.match(shadow_of(last.indicator)):
        return
    told = _counted(last)
    for at in range(len(found) - 2, max(-1, len(found) - 2 * _PARTS), -1):
        part = found[at]
        if part.sentence != last.sentence or part.bracketed:
            return
        if part.measure.unit != last.measure.unit or part.change != last.change:
            continue
        told += _counted(part)
        if part.part_of >= 0:
            whole = found[part.part_of]
            if whole.measure.unit == last.measure.unit and whole.change == last.change and told <= _counted(whole):
                found[-1] = msgspec.structs.replace(last, part_of=part.part_of)
            return


def _counted(measured: Measured) -> float:
    """What a value adds to its whole."""
    return float(measured.measure.low or measured.measure.high or 0)


def _share_year(found: list[Measured]) -> None:
    """ "… bình quân hằng năm tăng 7%; trong đó dịch vụ tăng 8%, công nghiệp tăng 9%": the parts' growth is yearly."""
    last = found[-1]
    if last.per is not None:
        return
    for at in range(len(found) - 1, max(-1, len(found) - _PARTS), -1):
        part = found[at]
        if part.sentence != last.sentence or part.change != last.change or part.measure.unit != last.measure.unit:
            return
        if part.part_of >= 0:
            whole = found[part.part_of]
            grows = last.change == "increase" and _RATE_OF_GROWTH.match(shadow_of(whole.indicator))
            alike = whole.change == last.change or grows  # "Tốc độ tăng … đạt 16%, trong đó: … tăng 6%"
            if whole.per is not None and alike and whole.measure.unit == last.measure.unit:
                found[-1] = msgspec.structs.replace(last, per=whole.per)
            return


def _is_path(shadow: str, before: Measured, last: Measured) -> bool:
    """ "Phấn đấu đến năm 2025 đạt 85% và đến năm 2030 đạt 95% số hộ …": a year is all that stands before the first."""
    led = _BY_YEAR.search(shadow, before.lead[0], before.measure.head) is not None
    return led and goes_on_by_year(shadow, before.measure, last.measure)


def goes_on_by_year(shadow: str, measure: Measure, following: Measure) -> bool:
    """Whether nothing but a year stands between two values of one unit: "85% và đến năm 2030 đạt 95%"."""
    alike = measure.unit == following.unit
    return alike and _NEXT_YEAR.fullmatch(shadow, measure.tail, following.head) is not None


def _share_name(found: list[Measured], shadow: str) -> None:
    """ "Chỉ tiêu đến năm 2025 đạt 60% và đến năm 2030 đạt 75% các cơ quan có nữ lãnh đạo": the name comes last."""
    last = found[-1]
    for at in range(len(found) - 2, -1, -1):
        before = found[at]
        if last.shape != "behind" or last.clause != before.clause:
            return
        named = before.shape == "behind" and before.indicator != _AND.strip()
        pathed = at == len(found) - 2 and not named and _is_path(shadow, before, last)
        if not pathed and shadow_of(before.indicator) not in NO_NAMES:
            return
        found[at] = msgspec.structs.replace(before, indicator=last.indicator)


_YEAR = r"(?:đến|vào|tới)(?: hết| cuối)? năm [0-9]{4},?"
_BY_YEAR = pattern(rf"(?:phấn đấu|mục tiêu|[.;:]|^) ?{_YEAR}(?: phấn đấu)?(?: đạt| có| là)? ?$")
_NEXT_YEAR = pattern(rf"(?: và|,| và phấn đấu) {_YEAR}(?: phấn đấu)?(?: đạt| có| là)? ?")
NO_NAMES = frozenset(shadow_of(words) for words in ("chỉ tiêu", "mục tiêu", "lộ trình", "phân kỳ"))
_PARTS = 12  # parts of a whole
_NO_PART = pattern(r"(?:tổng|toàn (?:tỉnh|huyện|xã|ngành)|cả (?:tỉnh|nước))(?!\w)")
_RATE_OF_GROWTH = pattern(r"(?:tốc độ|tỷ lệ|mức) tăng(?!\w)")


SCALES = pattern(r"(?:(?:trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ|chục)(?!\w) ?)+|lượt (?=khách|người|hộ|học)")
_PER_PEOPLE = pattern(r"(?: ?/ ?| trên )(?:[0-9.]+ )?(?:vạn|nghìn|ngàn|triệu)? ?dân$")
_SAID_OF_ALL = re.compile(r" (?:được|đạt) ")
_SAYS = re.compile(
    r" (?:được|có|đạt|sử dụng|tham gia|thực hiện|ứng dụng|hoàn thành|biết|đăng ký|dùng|hưởng|tiếp cận|mua|học|lắp) "
)
_AND = " và "
_JOINT = 6  # characters of ", " or " và " between two parts of a list
