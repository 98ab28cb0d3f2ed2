"""Figures of places and short periods added up, by the kind of accumulation; computed when asked, never stored.

Reads: current figures of an indicator (of a ratio those of its two sides). Writes: `Rolled` figures of the library with
what is reported beside them, so that a sum that differs from the printed total is seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from lotrinh.assessment.accumulation import Figure, Flaw, Rolled, over_places, over_time
from lotrinh.assessment.observation import FINALITY
from lotrinh.core.period import Period
from lotrinh.core.unit import Kind, convert, parse_unit, same_dimension
from lotrinh.living.documents.models import HEAVY
from lotrinh.living.observations.models import Observation
from lotrinh.living.observations.records import kind_of, same_number
from lotrinh.living.places.models import Area
from lotrinh.living.plans.models import Accumulation, Indicator
from lotrinh.living.words import Words

MOST_AREAS = 400
FLAWS = {
    Flaw.NOTHING: Words("chưa có số liệu", "no figure"),
    Flaw.PARTIAL: Words("chưa đủ", "incomplete"),
    Flaw.NOT_ADDITIVE: Words("không cộng được giữa các địa bàn", "does not add up over places"),
    Flaw.UNWEIGHTED: Words("bình quân không trọng số", "unweighted mean"),
    Flaw.NO_DENOMINATOR: Words("mẫu số bằng 0", "denominator is 0"),
    Flaw.FELL: Words("số lũy kế giảm", "a running total fell"),
}


@dataclass(frozen=True, slots=True)
class Sum:
    """A computed figure of a place and period. `printed`: the reported figure of the same; `apart`: they differ."""

    period: Period
    rolled: Rolled
    printed: Observation | None
    apart: bool

    @property
    def flaws(self) -> list[Words]:
        """What the computed figure lacks, in words."""
        return [FLAWS[flaw] for flaw in self.rolled.flaws]


@dataclass(frozen=True, slots=True)
class Series:
    """The current figures of an indicator by place and period. `unit`: the one that its sums are told in."""

    indicator: Indicator
    unit: str
    rows: Mapping[tuple[int | None, Period], Observation]
    sides: tuple[Mapping[tuple[int | None, Period], float], Mapping[tuple[int | None, Period], float]] | None

    def figure(self, area: int | None, period: Period) -> Figure:
        """What adds up of one place and period: the value, or the two sides of a ratio."""
        if self.sides is not None:
            upper, lower = self.sides
            return Figure(numerator=upper.get((area, period)), denominator=lower.get((area, period)))
        row = self.rows.get((area, period))
        return Figure(None if row is None else _value(row, self.unit))


def series_of(indicator: Indicator, areas: Sequence[Area | None], *, internal: bool = True) -> Series:
    """Read the figures of the indicator (and of the sides of its ratio) for these places. Two to four queries.

    Without `internal` those that are held back from the public are left out.
    """
    wanted = [indicator.pk, indicator.numerator_id, indicator.denominator_id]
    numbers = [area.pk for area in areas if area is not None]
    found = Observation.objects.filter(
        Q(area__in=numbers) | Q(area__isnull=True), indicator__in=[pk for pk in wanted if pk is not None],
        superseded_by=None, change="level", scope="",
    )  # fmt: skip
    found = found if internal else found.filter(public=True)
    by_indicator: dict[int, list[Observation]] = {}
    rows = found.select_related("indicator", "area", "agency", "document").defer(*HEAVY).prefetch_related("yardsticks")
    for row in rows:
        by_indicator.setdefault(row.indicator_id, []).append(row)
    sides = None
    if indicator.accumulation == Accumulation.RATIO and indicator.numerator_id and indicator.denominator_id:
        upper, lower = (best(by_indicator.get(pk, ())) for pk in (indicator.numerator_id, indicator.denominator_id))
        sides = _values(upper), _values(lower)
    own = by_indicator.get(indicator.pk, [])
    return Series(indicator, unit_of(indicator, own), best(own), sides)


def unit_of(indicator: Indicator, rows: Iterable[Observation]) -> str:
    """The indicator's own unit; the commonest of its figures where it has none, or one of its change ("tăng 9%")."""
    wanted = parse_unit(indicator.unit)
    units = Counter(row.unit for row in rows if row.value is not None)
    fitting = wanted.kind is not Kind.PLAIN and (not units or any(same_dimension(parse_unit(u), wanted) for u in units))
    return indicator.unit if fitting or not units else units.most_common(1)[0][0]


def best(rows: Iterable[Observation]) -> dict[tuple[int | None, Period], Observation]:
    """One figure for each place and period: the most final, then the one known last."""
    ordered = sorted(rows, key=lambda row: (FINALITY.get(row.vintage, 0), row.known_on, row.pk))
    return {(row.area_id, Period.parse(row.period)): row for row in ordered}


def _value(row: Observation, unit: str) -> float | None:
    if row.value is None or row.unit == unit:
        return row.value
    converted = convert(row.value, parse_unit(row.unit), parse_unit(unit))
    return None if converted is None else float(converted)


def _values(rows: Mapping[tuple[int | None, Period], Observation]) -> dict[tuple[int | None, Period], float]:
    """The values of one side of a ratio, in one unit."""
    if not rows:
        return {}
    unit = unit_of(next(iter(rows.values())).indicator, rows.values())
    return {key: value for key, row in rows.items() if (value := _value(row, unit)) is not None}


def by_places(series: Series, whole: Area | None, parts: Sequence[Area]) -> list[Sum]:
    """For each period that some of the places tell: the figure of the whole from theirs, the latest first."""
    within = {part.pk: part for part in parts[:MOST_AREAS]}
    told = {period for source in _sources(series) for area, period in source if area in within}
    sums = []
    for period in sorted(told, reverse=True):
        then = [part for part in within.values() if _existed(part, period)]
        rolled = over_places(
            kind_of(series.indicator), {part.name: series.figure(part.pk, period) for part in then},
            scale=_scale(series.indicator),
        )  # fmt: skip
        sums.append(_sum(series, whole, period, rolled))
    return sums


def by_time(series: Series, area: Area | None) -> list[Sum]:
    """For each year that is told in shorter periods: the figure of the year from theirs, the latest first."""
    number = area.pk if area else None
    periods = {period for source in _sources(series) for place, period in source if place == number}
    shorter = {period for period in periods if period.month_count and period.month_count < 12}
    sums = []
    for year in sorted({period.last.year for period in shorter}, reverse=True):
        whole = Period.year(year)
        parts = {period: series.figure(number, period) for period in shorter if whole.contains(period)}
        if len(parts) < 2:
            continue
        numerator, denominator = series.indicator.numerator, series.indicator.denominator
        kinds = (
            {"numerator": kind_of(numerator), "denominator": kind_of(denominator)}
            if series.sides is not None and numerator is not None and denominator is not None
            else {}
        )
        rolled = over_time(kind_of(series.indicator), parts, whole, scale=_scale(series.indicator), **kinds)
        sums.append(_sum(series, area, whole, rolled))
    return sums


def _sources(series: Series) -> Sequence[Mapping[tuple[int | None, Period], object]]:
    return series.sides if series.sides is not None else (series.rows,)


def _sum(series: Series, area: Area | None, period: Period, rolled: Rolled) -> Sum:
    printed = series.rows.get((area.pk if area else None, period))
    value = None if printed is None else _value(printed, series.unit)
    apart = rolled.value is not None and value is not None and not _near(rolled.value, value)
    return Sum(period, rolled, printed, apart)


def _near(computed: float, printed: float) -> bool:
    """Whether a computed figure is what was printed, at the printed precision."""
    decimals = len(f"{printed:.12g}".partition(".")[2])
    return same_number(round(computed, decimals), printed) or abs(computed - printed) <= 0.5 * 10**-decimals


def _existed(area: Area, period: Period) -> bool:
    return (area.valid_from or period.last) <= period.last <= (area.valid_to or period.last)


def _scale(indicator: Indicator) -> float:
    """What the quotient of a ratio is told in: 100 for percent, 1 for "per head"."""
    unit = parse_unit(indicator.unit)
    return float(100 / unit.factor) if unit.kind is Kind.SHARE else float(1 / unit.factor)
