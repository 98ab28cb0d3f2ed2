"""Reported figures in the terms of targets.

Reads: facts of results reports, rows of series files. Writes: `Figure`s, and the observations they are for a goal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import isfinite

from lotrinh.assessment.matching import Named
from lotrinh.assessment.observation import Observation, Source, Vintage
from lotrinh.assessment.pace import PaceKind, pace_kind
from lotrinh.core.period import Period
from lotrinh.core.target import Form, Goal
from lotrinh.core.unit import Kind, Unit, convert, parse_unit, same_dimension
from lotrinh.extraction.facts import Comparison, Result, Target
from lotrinh.papers import Paper
from lotrinh.reading.series import SeriesRow


@dataclass(frozen=True, slots=True)
class Figure:
    """A reported figure before it is matched: what it is called, and the facts it can speak."""

    named: Named
    period: Period
    level: Observation | None
    change: float | None  # signed change to the year before, in `change_unit`
    change_unit: str | None
    source: Source
    vintage: Vintage
    plans: tuple[tuple[str | None, float], ...] = ()  # whose plan, and per cent of it


def figures_of(paper: Paper) -> Iterable[Figure]:
    """The figures of one report, in its order. Figures without a period are left out: they cannot be placed in time."""
    for result in paper.facts.results:
        if not result.duplicate:
            quote = " ".join(paper.document.text[result.start : result.end].split())
            figure = figure_of(result, Source(paper.facts.file, result.start, result.end, quote))
            if figure is not None:
                yield figure


def figure_of(result: Result, source: Source) -> Figure | None:
    """The figure that one result tells; None where it tells no value or no period."""
    period = Period.read(result.period)
    if period is None:
        return None
    vintage = Vintage.ESTIMATE if result.estimate else Vintage.REPORTED
    named = Named(result.indicator, result.unit, result.scope)
    value = result.low if result.low is not None else result.high
    yearly = next((c for c in result.comparisons if c.base == "previous_year" and c.change != "ratio"), None)
    plans = tuple(
        (c.plan_of, c.value) for c in result.comparisons if c.base == "plan" and c.change == "ratio" and c.unit == "%"
    )
    if result.change == "level":
        level = None if value is None else Observation(period, value, vintage, source)
        change, unit = _signed(yearly)
        return Figure(named, period, level, change, unit, source, vintage, plans)
    if value is not None and result.change in ("increase", "decrease"):
        return Figure(named, period, None, _sign(result) * value, result.unit, source, vintage, plans)
    return None


def _sign(told: Result | Comparison) -> int:
    return -1 if told.change == "decrease" else 1


def _signed(comparison: Comparison | None) -> tuple[float | None, str | None]:
    if comparison is None or comparison.change not in ("increase", "decrease"):
        return None, None
    return _sign(comparison) * comparison.value, comparison.unit


def figure_of_row(file: str, row: SeriesRow) -> Figure | None:
    """The figure of one row of a series file; None where the value is missing."""
    if row.value is None:
        return None
    source = Source(file, quote=row.source or "", row=row.line)
    vintage = {"ước tính": Vintage.ESTIMATE, "estimate": Vintage.ESTIMATE, "sơ bộ": Vintage.PRELIMINARY,
               "preliminary": Vintage.PRELIMINARY, "chính thức": Vintage.OFFICIAL, "official": Vintage.OFFICIAL,
               }.get((row.vintage or "").lower(), Vintage.REPORTED)  # fmt: skip
    named = Named(row.indicator, row.unit, row.scope)
    return Figure(named, row.period, Observation(row.period, row.value, vintage, source), None, None, source, vintage)


def observations_for(target: Target, goal: Goal, figure: Figure) -> list[Observation]:
    """What `figure` says in the terms of `goal`; empty when it says nothing comparable.

    A goal of change takes the figure's change, as a magnitude in the goal's own direction; a goal of a level
    takes its level, and from a told change also the level of the year before, marked as derived.
    """
    if goal.form is Form.EVENT:
        return [] if figure.level is None or figure.named.unit else [figure.level]
    if goal.form is Form.DIRECTION_ONLY:
        return [] if figure.level is None else [figure.level]
    if goal.quantity is None:
        return []
    if goal.moves and goal.base is not None and goal.form is not Form.YEARLY_CHANGE:
        return _levels(figure, None if goal.quantity.unit.kind is Kind.SHARE and not goal.share else goal.quantity.unit)
    if target.change in ("increase", "decrease", "multiple") or goal.form is Form.AVERAGE_GROWTH:
        rate = _change_for(target, figure)
        return [] if rate is None else [Observation(figure.period, rate, figure.vintage, figure.source)]
    return _levels(figure, goal.quantity.unit)


def _levels(figure: Figure, unit: Unit | None) -> list[Observation]:
    """The figure's level in `unit` (None: as it is), and the level of the year before where a change tells it."""
    if figure.level is None:
        return []
    own = parse_unit(figure.named.unit)
    if not isfinite(figure.level.value):  # no number, and so in every unit: the judge says so
        return [figure.level] if same_dimension(own, unit or own) else []
    value = convert(figure.level.value, own, unit or own)
    if value is None:
        return []
    level = replace(figure.level, value=float(value))
    before = _year_before(figure, level)
    return [level] if before is None else [before, level]


def _change_for(target: Target, figure: Figure) -> float | None:
    unit = target.unit or ""
    if target.change == "level":  # "tốc độ tăng trưởng … đạt 8 - 9%": a growth told as a level
        grows = figure.level is not None and figure.named.unit == unit and "tăng" in figure.named.name.lower()
        if grows and figure.level is not None:
            return figure.level.value
        return figure.change if figure.level is None and figure.change_unit == unit else None
    if figure.change is None or figure.change_unit != unit or target.change == "multiple":
        return None
    return -figure.change if target.change == "decrease" else figure.change


def _year_before(figure: Figure, level: Observation) -> Observation | None:
    """The level one year earlier, computed from the told change."""
    if figure.change is None or figure.named.unit is None:
        return None
    points = pace_kind(figure.named.unit) is PaceKind.POINTS  # "đạt 64%, tăng 2%" are points
    if figure.change_unit == "%" and not points:
        earlier = level.value / (1 + figure.change / 100) if figure.change > -100 else None
    elif figure.change_unit in ("%", "điểm %", "điểm phần trăm") or figure.change_unit == figure.named.unit:
        earlier = level.value - figure.change
    else:
        earlier = None
    if earlier is None:
        return None
    try:
        period = figure.period.year_before()
    except ValueError:
        return None
    return Observation(period, round(earlier, 6), figure.vintage, figure.source, derived="previous_year")
