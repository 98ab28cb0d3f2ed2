"""What is told to a person before a figure is written: whether it is plausible beside what is here.

Reads: the figure, the current figures of its indicator and place. Writes: `Doubt`s, none of which forbids anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from lotrinh.assessment.observation import Vintage, stands_for_year
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
_RANK = {str(vintage): rank for rank, vintage in enumerate(Vintage)}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to look at again before saving."""

    code: str
    words: Words


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
    found = []
    period = told.period
    if period.first > today:
        found.append(
            Doubt(
                "future",
                Words(
                    f"Kỳ {period_told(period)} chưa bắt đầu. Kiểm tra lại năm.",
                    f"The period {period_told(period, 'en')} has not begun. Check the year.",
                ),
            )
        )
    elif period.last > today and told.vintage != "estimate":
        found.append(
            Doubt(
                "unfinished",
                Words(
                    f"Kỳ {period_told(period)} chưa kết thúc: số liệu thường là ước tính.",
                    f"The period {period_told(period, 'en')} is not over: such a figure is usually an estimate.",
                ),
            )
        )
    key = key_of_told(told)
    held = next((row for row in near if key_of(row) == key), None)
    if held is not None and not same_value(told, held):
        found.append(
            Doubt(
                "held",
                Words(
                    f"Kỳ này đã có số {row_words(held, 'vi')}. Ghi số mới sẽ thay số đó; số cũ vẫn xem được.",
                    f"The period already has {row_words(held, 'en')}. The new figure will replace it; "
                    "the old one stays readable.",
                ),
            )
        )
    beside = next(
        (row for row in near if _other_source(key, row) and row.value is not None and not same_value(told, row)), None
    )
    if held is None and beside is not None and told.value is not None:
        said = beside.agency.name if beside.agency else str(beside.document or "")
        found.append(
            Doubt(
                "other_source",
                Words(
                    f"Nguồn khác ({said}) nói {row_words(beside, 'vi')} cho cùng kỳ: hai số sẽ đứng ở trang Mâu thuẫn.",
                    f"Another source ({said}) tells {row_words(beside, 'en')} for the period: both will be listed "
                    "under Contradictions.",
                ),
            )
        )
    final = [row for row in near if (row.first, row.last) == (period.first, period.last) and row.value is not None]
    later = [row for row in final if _RANK.get(row.vintage, 0) > _RANK.get(str(told.vintage), 0)]
    if later:
        row = max(later, key=lambda row: _RANK.get(row.vintage, 0))
        label = row.get_vintage_display()
        found.append(
            Doubt(
                "later_vintage",
                Words(
                    f"Kỳ này đã có số {label} {row_words(row, 'vi')}: đánh giá vẫn dùng số đó.",
                    f"The period already has a more final figure, {row_words(row, 'en')}: verdicts go on using it.",
                ),
            )
        )
    return found


def earlier_vintage(told: Told, here: Sequence[Observation]) -> Words | None:
    """The less final figure of the same thing and period that tells another value; it stays beside the new one."""
    area, period, rank = told.area.pk if told.area else None, told.period, _RANK.get(str(told.vintage), 0)
    found = [
        row
        for row in here
        if (row.area_id, row.first, row.last, row.change) == (area, period.first, period.last, told.change)
        and _scope(row, told)
        and row.value is not None
        and _RANK.get(row.vintage, 0) < rank
        and not same_value(told, row)
    ]
    if not found:
        return None
    row = max(found, key=lambda row: _RANK.get(row.vintage, 0))
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
    own, wanted = parse_unit(told.unit), parse_unit(told.indicator.unit)
    found = []
    if told.change == "level" and told.indicator.unit and not same_dimension(own, wanted):
        points = {own.kind, wanted.kind} == {Kind.SHARE, Kind.POINTS}
        found.append(
            Doubt(
                "percent_or_points" if points else "unit",
                Words(
                    f"Chỉ tiêu tính bằng «{told.indicator.unit}», số này ghi «{told.unit or 'không có đơn vị'}»"
                    + (": phần trăm và điểm phần trăm là hai đơn vị." if points else ": không đổi được sang nhau."),
                    f"The indicator is told in “{told.indicator.unit}”, this figure in “{told.unit or 'no unit'}”"
                    + (
                        ": percent and percentage points are two units." if points else ": one cannot become the other."
                    ),
                ),
            )
        )
    share = wanted.kind is Kind.SHARE or names_share(told.indicator.name)
    if share and told.change != "level" and own.kind is Kind.SHARE:
        found.append(
            Doubt(
                "percent_or_points",
                Words(
                    "Một tỷ lệ tăng, giảm thường tính bằng «điểm %», không phải «%».",
                    "The change of a share is usually told in percentage points, not in percent.",
                ),
            )
        )
    if told.change == "level" and share and own.kind is Kind.SHARE and told.value is not None:
        percent = float(convert(told.value, own, parse_unit("%")) or 0)
        if not 0 <= percent <= 100 and names_share(told.indicator.name):
            found.append(
                Doubt("beyond", Words("Một tỷ lệ không ra ngoài 0 - 100%.", "A share lies between 0 and 100%."))
            )
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
    if told.value is None or told.change != "level":
        return []
    earlier = [
        row
        for row in near
        if row.last < told.period.last
        and row.value is not None
        and row.change == "level"
        and _alike(Period.parse(row.period), told.period)
    ]  # fmt: skip
    if not earlier:
        return []
    row = max(earlier, key=lambda row: (row.last, _RANK.get(row.vintage, 0)))
    converted = convert(told.value, parse_unit(told.unit), parse_unit(row.unit))
    if converted is None or row.value is None:
        return []
    value = float(converted)
    when = {lang: period_told(Period.parse(row.period), lang) for lang in ("vi", "en")}
    if told.indicator.accumulation == Accumulation.CUMULATIVE and value < row.value:
        return [
            Doubt(
                "fell",
                Words(
                    f"Số lũy kế nhỏ hơn số {when['vi']} ({row_words(row, 'vi')}).",
                    f"A running total is smaller than that of {when['en']} ({row_words(row, 'en')}).",
                ),
            )
        ]
    if parse_unit(row.unit).kind is Kind.SHARE:
        moved = abs(value - row.value)
        if moved < POINTS:
            return []
        told_by = {lang: f"{format_number(round(moved, 2), lang=lang)}" for lang in ("vi", "en")}
        words = Words(f"chênh {told_by['vi']} điểm %", f"differs by {told_by['en']} points")
    elif row.value and value and (value / row.value >= TIMES or value / row.value <= 1 / TIMES):
        times = max(value / row.value, row.value / value)
        shown = {lang: format_number(round(times, 1), lang=lang) for lang in ("vi", "en")}
        words = (
            Words(f"gấp {shown['vi']} lần", f"is {shown['en']} times as much")
            if value / row.value > 0 and abs(value) > abs(row.value)
            else Words(f"chỉ bằng 1/{shown['vi']}", f"is only 1/{shown['en']}")
            if value / row.value > 0
            else Words("trái dấu", "has the other sign")
        )
    else:
        return []
    return [
        Doubt(
            "jump",
            Words(
                f"So với số {when['vi']} ({row_words(row, 'vi')}), số này {words.vi}. Kiểm tra đơn vị và dấu phẩy.",
                f"Against {when['en']} ({row_words(row, 'en')}) this figure {words.en}. Check unit and decimal mark.",
            ),
        )
    ]
