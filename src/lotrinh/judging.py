"""From documents to a judged plan: targets once each, the figures that speak of them, a verdict on each.

Reads: the facts of a plan and of results reports, rows of series files. Writes: `Judgement`.
This is where reading and assessment meet; both stay free of each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lotrinh.assessment.direction import Proposal, propose_direction
from lotrinh.assessment.intervals import IntervalTable
from lotrinh.assessment.judge import judge
from lotrinh.assessment.matching import SURE, Named, match
from lotrinh.assessment.observation import Observation, Source, Vintage
from lotrinh.assessment.pace import PaceKind, pace_kind
from lotrinh.assessment.verdict import Status, Verdict
from lotrinh.core.period import Period
from lotrinh.core.quantity import Quantity
from lotrinh.core.target import Form, Goal, due_date, form_of, names_share
from lotrinh.core.unit import convert, parse_unit
from lotrinh.core.vietnamese.text import fold
from lotrinh.extraction.facts import Comparison, Facts, Result, Target
from lotrinh.papers import Paper
from lotrinh.reading.series import SeriesRow


@dataclass(frozen=True, slots=True)
class Row:
    """One target of the plan. `also`: further places where the plan states the same; `likeness` of the best match."""

    target: Target
    also: tuple[Target, ...]
    goal: Goal
    verdict: Verdict
    likeness: float = 0.0

    @property
    def sub(self) -> bool:
        """Whether it is a part of another target ("trong đó")."""
        return self.target.parent is not None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A plan, what was reported, and the verdicts, as of a date."""

    plan: Paper
    results: tuple[Paper, ...]
    rows: tuple[Row, ...]
    as_of: date

    def counts(self) -> dict[Status, int]:
        """Targets per status; parts of other targets are not counted."""
        seen = Counter(row.verdict.status for row in self.rows if not row.sub)
        return {status: seen.get(status, 0) for status in Status}

    def tally(self) -> tuple[int, int, int]:
        """The count "n/m": achieved or on track, assessable, all. Parts of other targets are not counted."""
        counts = self.counts()
        total = sum(counts.values())
        return counts[Status.ACHIEVED] + counts[Status.ON_TRACK], total - counts[Status.NOT_ASSESSABLE], total


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


def judge_plan(
    plan: Paper,
    results: Sequence[Paper] = (),
    series: Iterable[tuple[str, SeriesRow]] = (),
    as_of: date | None = None,
    intervals: IntervalTable | None = None,
) -> Judgement:
    """Match and judge. `series`: (file, row) pairs. `as_of` None: the end of the latest matched figure's period.

    `intervals`: one's own table for the outlook (`lotrinh calibrate`); None takes the built-in one.
    """
    targets = own_targets(plan.facts)
    figures = [figure for paper in results for figure in figures_of(paper)]
    figures += [figure for file, row in series if (figure := figure_of_row(file, row)) is not None]
    firsts = [group[0] for group in targets]
    goals = [goal_of(target) for target in firsts]
    told, likeness = _told_of(firsts, [goal for goal, _ in goals], figures, _places(plan.facts))
    latest = [o.period.last for observations in told for o in observations]
    day = as_of or max(latest, default=max((f.period.last for f in figures), default=date.today()))
    rows = []
    for group, (goal, direction), observations, like in zip(targets, goals, told, likeness, strict=True):
        verdict = replace(judge(goal, direction, observations, day), intervals=intervals)
        if not observations and verdict.reason == "no_figure":
            verdict = _other_unit(group[0], figures, verdict, _places(plan.facts))
        rows.append(Row(group[0], tuple(group[1:]), goal, verdict, like))
    return Judgement(plan, tuple(results), tuple(rows), day)


def own_targets(facts: Facts) -> list[list[Target]]:
    """The plan's targets once each, first the most complete statement, then its repetitions.

    Facts of a duplicated passage are left out; the same indicator, value and year stated in two places
    of the plan (as a target and again inside a task) is one target.
    """
    groups: dict[tuple[object, ...], list[Target]] = {}
    for index, target in enumerate(facts.targets):
        if target.duplicate:
            continue
        key: tuple[object, ...] = (
            fold(target.indicator), target.change, target.comparator, target.low, target.high,
            fold(target.unit or ""), target.due, fold(target.scope or ""), target.parent,
        )  # fmt: skip
        groups.setdefault(key if target.indicator else (index,), []).append(target)
    return list(groups.values())


def goal_of(target: Target) -> tuple[Goal, Proposal]:
    """What the judge needs of a target: its goal, and the direction proposed for it."""
    direction = propose_direction(target.indicator, target.change, target.comparator)
    share = names_share(target.indicator)
    derived = form_of(
        target.change,
        target.comparator,
        per=target.per,
        from_=target.from_,
        due=target.due,
        unit=target.unit,
        share=share,
    )
    quantity = None
    if derived.form not in _WITHOUT_VALUE and target.comparator is not None:
        quantity = Quantity.of(target.comparator, target.low, target.high, target.unit, approx=target.approx)
    form = derived.form if quantity else Form.WORD if derived.form not in _WITHOUT_VALUE else derived.form
    stated = direction.direction if direction.ground == "text" else None
    due = due_date(target.due)
    start = target.from_ if due is None or target.from_ is None or target.from_ <= due.year else None
    return Goal(form, quantity, due, start, target.per, stated), direction


_WITHOUT_VALUE = frozenset({Form.EVENT, Form.WORD, Form.DIRECTION_ONLY})


def figures_of(paper: Paper) -> Iterable[Figure]:
    """The figures of one report, in its order. Figures without a period are left out: they cannot be placed in time."""
    for result in paper.facts.results:
        if result.duplicate or result.period is None:
            continue
        try:
            period = Period.parse(result.period)
        except ValueError:
            continue
        quote = " ".join(paper.document.text[result.start : result.end].split())
        source = Source(paper.facts.file, result.start, result.end, quote)
        vintage = Vintage.ESTIMATE if result.estimate else Vintage.REPORTED
        named = Named(result.indicator, result.unit, result.scope)
        value = result.low if result.low is not None else result.high
        yearly = next((c for c in result.comparisons if c.base == "previous_year" and c.change != "ratio"), None)
        if result.change == "level":
            level = None if value is None else Observation(period, value, vintage, source)
            change, unit = _signed(yearly)
            yield Figure(named, period, level, change, unit, source, vintage)
        elif value is not None and result.change in ("increase", "decrease"):
            yield Figure(named, period, None, _sign(result) * value, result.unit, source, vintage)


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


def _places(facts: Facts) -> list[str]:
    """The plan's own area: its name adds nothing to the name of an indicator."""
    issuer = facts.document.issuer or ""
    for kind in ("tỉnh ", "thành phố ", "huyện ", "xã ", "phường "):
        if kind in issuer:
            return [issuer.split(kind, 1)[1]]
    return []


def _told_of(
    targets: Sequence[Target], goals: Sequence[Goal], figures: Sequence[Figure], places: Sequence[str]
) -> tuple[list[list[Observation]], list[float]]:
    """Per target its observations, and the likeness of the best match."""
    spoken = [
        [observations_for(target, goal, figure) for figure in figures]
        for target, goal in zip(targets, goals, strict=True)
    ]
    comparable = [[bool(observations) for observations in row] for row in spoken]
    named = [Named(target.indicator, target.unit, target.scope) for target in targets]
    pairs = match(named, [f.named for f in figures], comparable, places)
    told: list[list[Observation]] = [[] for _ in goals]
    likeness = [0.0] * len(goals)
    for pair in pairs:
        if pair.likeness < likeness[pair.goal]:
            continue  # pairs come best first: a weaker name must not add to a stronger one
        likeness[pair.goal] = pair.likeness
        told[pair.goal].extend(spoken[pair.goal][pair.figure])
    return told, likeness


def observations_for(target: Target, goal: Goal, figure: Figure) -> list[Observation]:
    """What `figure` says in the terms of `goal`; empty when it says nothing comparable.

    A goal of change takes the figure's change, as a magnitude in the goal's own direction; a goal of a level
    takes its level, and from a told change also the level of the year before, marked as derived.
    """
    if goal.quantity is None:
        return []
    if target.change in ("increase", "decrease", "multiple") or goal.form is Form.AVERAGE_GROWTH:
        rate = _change_for(target, figure)
        return [] if rate is None else [Observation(figure.period, rate, figure.vintage, figure.source)]
    if figure.level is None:
        return []
    value = convert(figure.level.value, parse_unit(figure.named.unit), goal.quantity.unit)
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


def _other_unit(target: Target, figures: Sequence[Figure], verdict: Verdict, places: Sequence[str]) -> Verdict:
    """Say so when the plan's indicator is reported, but in a unit that cannot be compared."""
    pairs = match([Named(target.indicator)], [f.named for f in figures], None, places)
    same = next((pair for pair in pairs if pair.likeness >= SURE), None)
    if same is None:
        return verdict
    found = figures[same.figure]
    unit = found.named.unit or found.change_unit or "?"
    return replace(verdict, reason="unit_differs", values={"found": unit, "wanted": target.unit or "?"})
