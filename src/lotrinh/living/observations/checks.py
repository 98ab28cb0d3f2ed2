"""What is told to a person before a figure is written: whether it is plausible beside what is here.

Reads: the figure, the current figures of its indicator and place. Writes: `Doubt`s, none of which forbids anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from lotrinh.assessment.observation import FINALITY, stands_for_year
from lotrinh.core.period import Kind as PeriodKind
from lotrinh.core.period import Period
from lotrinh.core.target import names_share
from lotrinh.core.unit import Kind, convert, parse_unit, same_dimension
from lotrinh.core.vietnamese.numbers import format_number
from lotrinh.core.vietnamese.period_words import period_told
from lotrinh.core.vietnamese.text import fold
from lotrinh.living.observations.models import Observation
from lotrinh.living.observations.models import Vintage as Vintages
from lotrinh.living.observations.records import Key, Told, key_of, key_of_told, same_value
from lotrinh.living.observations.words import row_words
from lotrinh.living.plans.models import Accumulation
from lotrinh.living.words import Words, words_of

TIMES = 3.0
"""A figure this many times the last one (or this fraction of it) is asked about."""
POINTS = 20.0
"""A share this many points from the last one is asked about."""


_WORDS = {
    "future": Words(
        "Kỳ {period} chưa bắt đầu. Kiểm tra lại năm.", "The period {period} has not begun. Check the year."
    ),
    "unfinished": Words(
        "Kỳ {period} chưa kết thúc: số liệu thường là ước tính.",
        "The period {period} is not over: such a figure is usually an estimate.",
    ),
    "held": Words(
        "Kỳ này đã có số {row}. Ghi số mới sẽ thay số đó; số cũ vẫn xem được.",
        "The period already has {row}. The new figure will replace it; the old one stays readable.",
    ),
    "other_source": Words(
        "Nguồn khác ({source}) nói {row} cho cùng kỳ: hai số sẽ đứng ở trang Mâu thuẫn.",
        "Another source ({source}) tells {row} for the period: both will be listed under Contradictions.",
    ),
    "later_vintage": Words(
        "Kỳ này đã có số {vintage} {row}: đánh giá vẫn dùng số đó.",
        "The period already has a figure that is {vintage}, {row}: verdicts go on using it.",
    ),
    "unit": Words(
        "Chỉ tiêu tính bằng «{wanted}», số này ghi «{own}»: không đổi được sang nhau.",
        "The indicator is told in “{wanted}”, this figure in “{own}”: one cannot become the other.",
    ),
    "percent_or_points": Words(
        "Chỉ tiêu tính bằng «{wanted}», số này ghi «{own}»: phần trăm và điểm phần trăm là hai đơn vị.",
        "The indicator is told in “{wanted}”, this figure in “{own}”: percent and percentage points are two units.",
    ),
    "beyond": Words("Một tỷ lệ không ra ngoài 0 - 100%.", "A share lies between 0 and 100%."),
    "fell": Words("Số lũy kế nhỏ hơn số {when} ({row}).", "A running total is smaller than that of {when} ({row})."),
    "jump": Words(
        "So với số {when} ({row}), số này {moved}. Kiểm tra đơn vị và dấu phẩy.",
        "Against {when} ({row}) this figure {moved}. Check unit and decimal mark.",
    ),
}
_CHANGE_IN_PERCENT = Words(
    "Một tỷ lệ tăng, giảm thường tính bằng «điểm %», không phải «%».",
    "The change of a share is usually told in percentage points, not in percent.",
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to look at again before saving."""

    code: str
    words: Words


def _doubt(code: str, **values: object) -> Doubt:
    return Doubt(code, _WORDS[code].filled(**values))


def _named(period: Period) -> Words:
    return Words(period_told(period), period_told(period, "en"))


def _value(row: Observation) -> Words:
    return Words(row_words(row, "vi"), row_words(row, "en"))


def _number(value: float, decimals: int) -> Words:
    rounded = round(value, decimals)
    return Words(format_number(rounded), format_number(rounded, lang="en"))


def doubts(told: Told, here: Sequence[Observation], today: date) -> tuple[Doubt, ...]:
    """Why a person may want to look again. `here`: current figures of the same indicator."""
    near = [row for row in here if row.area_id == (told.area.pk if told.area else None) and _scope(row, told)]
    found = [
        *_of_period(told, near, today),
        *_of_unit(told),
        *_of_jump(told, near),
    ]
    return tuple(found)


def _scope(row: Observation, told: Told) -> bool:
    return fold(row.scope) == fold(told.scope)


def _of_period(told: Told, near: Sequence[Observation], today: date) -> list[Doubt]:
    """Against the calendar, and the figures of the same period: its own, another source's, a more final one."""
    found, period = [], told.period
    if period.first > today:
        found.append(_doubt("future", period=_named(period)))
    elif period.last > today and told.vintage != "estimate":
        found.append(_doubt("unfinished", period=_named(period)))
    key = key_of_told(told)
    held = next((row for row in near if key_of(row) == key), None)
    if held is not None and not same_value(told, held):
        found.append(_doubt("held", row=_value(held)))
    beside = next(
        (row for row in near if _other_source(key, row) and row.value is not None and not same_value(told, row)), None
    )
    if held is None and beside is not None and told.value is not None:
        said = beside.agency.name if beside.agency else str(beside.document or "")
        found.append(_doubt("other_source", source=said, row=_value(beside)))
    final = [row for row in near if (row.first, row.last) == (period.first, period.last) and row.value is not None]
    later = [row for row in final if FINALITY.get(row.vintage, 0) > FINALITY.get(str(told.vintage), 0)]
    if later:
        row = max(later, key=lambda row: FINALITY.get(row.vintage, 0))
        found.append(_doubt("later_vintage", vintage=words_of(Vintages(row.vintage)), row=_value(row)))
    return found


def earlier_vintage(told: Told, here: Sequence[Observation]) -> Words | None:
    """The less final figure of the same thing and period that tells another value; it stays beside the new one."""
    area, period, rank = told.area.pk if told.area else None, told.period, FINALITY.get(str(told.vintage), 0)
    found = [
        row
        for row in here
        if (row.area_id, row.first, row.last, row.change) == (area, period.first, period.last, told.change)
        and _scope(row, told)
        and row.value is not None
        and FINALITY.get(row.vintage, 0) < rank
        and not same_value(told, row)
    ]
    if not found:
        return None
    row = max(found, key=lambda row: FINALITY.get(row.vintage, 0))
    label = words_of(Vintages(row.vintage))
    return Words(
        f"Kỳ này đã có số {label.vi} {row_words(row, 'vi')}: đánh giá sẽ dùng số mới, số {label.vi} vẫn xem được.",
        f"The period has the figure {row_words(row, 'en')} ({label.en}): verdicts will use the new one, "
        "the other stays readable.",
    )


def _other_source(key: Key, row: Observation) -> bool:
    """Whether a figure is of the same thing, told by somebody else."""
    own = key_of(row)
    return own.agency != key.agency and replace(own, agency=key.agency) == key


def _of_unit(told: Told) -> list[Doubt]:
    """Against the unit of the indicator."""
    own, wanted = parse_unit(told.unit), parse_unit(told.indicator.unit)
    found = []
    if told.change == "level" and told.indicator.unit and not same_dimension(own, wanted):
        code = "percent_or_points" if {own.kind, wanted.kind} == {Kind.SHARE, Kind.POINTS} else "unit"
        printed = told.unit or Words("không có đơn vị", "no unit")
        found.append(_doubt(code, wanted=told.indicator.unit, own=printed))
    share = wanted.kind is Kind.SHARE or names_share(told.indicator.name)
    if share and told.change != "level" and own.kind is Kind.SHARE:
        found.append(Doubt("percent_or_points", _CHANGE_IN_PERCENT))
    if told.change == "level" and share and own.kind is Kind.SHARE and told.value is not None:
        percent = float(convert(told.value, own, parse_unit("%")) or 0)
        if not 0 <= percent <= 100 and names_share(told.indicator.name):
            found.append(_doubt("beyond"))
    return found


def _alike(one: Period, other: Period) -> bool:
    """Whether figures of two periods can be set against each other: of one kind, or both told for a year's end."""
    if one.kind is other.kind and one.kind is not PeriodKind.AS_OF:
        return one.kind is not PeriodKind.MONTHS or one.month_count == other.month_count
    return all(
        period.kind is PeriodKind.YEAR or (period.kind is PeriodKind.AS_OF and stands_for_year(period, flow=True))
        for period in (one, other)
    )


def _of_jump(told: Told, near: Sequence[Observation]) -> list[Doubt]:
    """Against the last figure before it, of a period of the same kind."""
    row = _last_before(told, near)
    if row is None or row.value is None or told.value is None:
        return []
    converted = convert(told.value, parse_unit(told.unit), parse_unit(row.unit))
    if converted is None:
        return []
    value, when = float(converted), _named(Period.parse(row.period))
    if told.indicator.accumulation == Accumulation.CUMULATIVE and value < row.value:
        return [_doubt("fell", when=when, row=_value(row))]
    moved = _moved(value, row.value, share=parse_unit(row.unit).kind is Kind.SHARE)
    return [] if moved is None else [_doubt("jump", when=when, row=_value(row), moved=moved)]


def _last_before(told: Told, near: Sequence[Observation]) -> Observation | None:
    """The last level before a level, the most final of its day."""
    if told.value is None or told.change != "level":
        return None
    earlier = [
        row
        for row in near
        if row.last < told.period.last
        and row.value is not None
        and row.change == "level"
        and _alike(Period.parse(row.period), told.period)
    ]
    return max(earlier, key=lambda row: (row.last, FINALITY.get(row.vintage, 0)), default=None)


def _moved(value: float, last: float, *, share: bool) -> Words | None:
    """How far a figure is from the last one, where that is far; None where it is not."""
    if share:
        points = abs(value - last)
        return None if points < POINTS else _APART.filled(points=_number(points, 2))
    if not last or not value or 1 / TIMES < value / last < TIMES:
        return None
    if value / last < 0:
        return Words("trái dấu", "has the other sign")
    times = _number(max(value / last, last / value), 1)
    return (_TIMES_AS_MUCH if abs(value) > abs(last) else _A_PART).filled(times=times)


_APART = Words("chênh {points} điểm %", "differs by {points} points")
_TIMES_AS_MUCH = Words("gấp {times} lần", "is {times} times as much")
_A_PART = Words("chỉ bằng 1/{times}", "is only 1/{times}")
