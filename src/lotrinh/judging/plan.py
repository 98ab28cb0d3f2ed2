"""The judged plan: matching, judging, what counts.

Reads: the facts of a plan and of results reports, rows of series files, settings. Writes: `Judgement`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from lotrinh.assessment.direction import propose_direction
from lotrinh.assessment.intervals import IntervalTable
from lotrinh.assessment.matching import SURE, Named, match
from lotrinh.assessment.observation import Observation
from lotrinh.assessment.settings import Setting, terms_for
from lotrinh.assessment.terms import adjusted
from lotrinh.assessment.verdict import Status, Verdict
from lotrinh.assessment.yardsticks import Yardstick, yardstick
from lotrinh.core.target import Goal
from lotrinh.extraction.facts import Facts, Target
from lotrinh.judging.figures import Figure, figure_of_row, figures_of, observations_for
from lotrinh.judging.goals import goal_of, groups_of, own_targets
from lotrinh.judging.tally import ReportedCount, Tally, reported_counts, tally_of
from lotrinh.judging.targets import Asked, judge_targets, shaped
from lotrinh.papers import Paper
from lotrinh.reading.series import SeriesRow


@dataclass(frozen=True, slots=True)
class Row:
    """One target of the plan. `also`: further places where the plan states the same; `likeness` of the best match.

    `yardsticks`: its figures against yearly plans. `counted`: whether it stands for itself, its structure or path in
    counts. `mandatory`: as set. `under`: place of the row that it is shown and counted with, None for its own.
    """

    target: Target
    also: tuple[Target, ...]
    goal: Goal
    verdict: Verdict
    likeness: float = 0.0
    yardsticks: tuple[tuple[Observation, Yardstick], ...] = ()
    counted: bool = True
    mandatory: bool = False
    under: int | None = None

    @property
    def sub(self) -> bool:
        """Whether it is a part of another target ("trong đó")."""
        return self.target.parent is not None


class Measured(NamedTuple):
    """A reported figure and the yearly plans it is measured by: one verdict for each, never merged."""

    indicator: str
    figure: Observation
    unit: str | None
    plans: tuple[Yardstick, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A plan, what was reported, and the verdicts, as of a date (None: neither a figure nor the plan tells one).

    `unused`: settings that met no target. `measured`: figures that the reports set against yearly plans.
    """

    plan: Paper
    results: tuple[Paper, ...]
    rows: tuple[Row, ...]
    as_of: date | None
    unused: tuple[Setting, ...] = ()
    measured: tuple[Measured, ...] = ()

    def counting(self) -> tuple[Row, ...]:
        """The rows that count: no parts of others, one row for a structure or a path, nothing that has ended."""
        return tuple(row for row in self.rows if row.counted and not row.sub and row.verdict.rule != "ended")

    def counts(self) -> dict[Status, int]:
        """Targets per status, counted once each."""
        seen = Counter(row.verdict.status for row in self.counting())
        return {status: seen.get(status, 0) for status in Status}

    def tally(self) -> Tally:
        """What was counted, by official words and by progress, at the vintage of the day."""
        counted = [row.verdict for row in self.rows if row.counted and not row.sub]
        return tally_of(counted, len(self.rows) - len(counted))

    def reported(self) -> tuple[ReportedCount, ...]:
        """Counts that the reports state of their own year, or of the plan in view, known by the day of judging."""
        number = self.plan.facts.document.number
        counts: dict[tuple[object, ...], ReportedCount] = {}
        for count in (count for paper in self.results for count in reported_counts(paper)):
            ours = count.plan is not None and number is not None and number in count.plan
            later = self.as_of is not None and count.day is not None and count.day > self.as_of
            if not later and (ours or (count.plan is None and count.own)):
                counts.setdefault((count.file, count.good, count.total, count.year, count.plan), count)
        return tuple(counts.values())


def _own_day(plan: Paper) -> date | None:
    """The plan's own date, where it prints one: without a figure nothing later is known, and no clock is asked."""
    printed = plan.facts.document.date
    return date.fromisoformat(printed) if printed else None


def _latest_day(told: Sequence[_Told], figures: Sequence[Figure], goals: Sequence[Goal]) -> date | None:
    """The end of the latest period that a matched figure speaks of, else any figure; None without figures.

    A period that begins after all targets were due for a year is a slip ("2099") and no day to judge on.
    """
    dues = [goal.due.year for goal in goals if goal.due is not None]
    end = date(min(max(dues, default=9999) + 1, 9999), 12, 31)
    matched = [o.period.last for spoken in told for o in spoken.observations if o.period.last <= end]
    return max(matched, default=max((f.period.last for f in figures if f.period.last <= end), default=None))


def judge_plan(
    plan: Paper,
    results: Sequence[Paper] = (),
    series: Iterable[tuple[str, SeriesRow]] = (),
    as_of: date | None = None,
    intervals: IntervalTable | None = None,
    settings: Sequence[Setting] = (),
) -> Judgement:
    """Match and judge. `series`: (file, row) pairs. `as_of` None: the end of the latest matched figure's period.

    `intervals`: one's own table for the outlook (`lotrinh calibrate`); None takes the built-in one.
    `settings`: the rule table of single targets.
    """
    groups = own_targets(plan.facts)
    figures = [figure for paper in results for figure in figures_of(paper)]
    figures += [figure for file, row in series if (figure := figure_of_row(file, row)) is not None]
    firsts = [group[0] for group in groups]
    proposed = [goal_of(target) for target in firsts]
    terms = [
        terms_for(settings, number, target.indicator, goal.due)
        for number, (target, (goal, _)) in enumerate(zip(firsts, proposed, strict=True), start=1)
    ]
    goals = [adjusted(goal, own) for (goal, _), own in zip(proposed, terms, strict=True)]
    together = groups_of(firsts, goals, plan.document.text)
    goals = shaped(goals, together)
    told = _told_of(firsts, goals, figures, _places(plan.facts))
    known = as_of or _latest_day(told, figures, goals) or _own_day(plan)
    day = known or date.min  # without a figure no verdict depends on the day
    asked = [
        Asked(target.indicator, goal, direction, own, tuple(spoken.observations))
        for target, goal, (_, direction), own, spoken in zip(firsts, goals, proposed, terms, told, strict=True)
    ]
    judged = judge_targets(
        asked, together, day, lambda place, verdict: _other_unit(firsts[place], figures, verdict, _places(plan.facts))
    )
    parts = _parents(plan.facts, groups)
    rows = tuple(
        Row(group[0], tuple(group[1:]), goal, replace(one.verdict, intervals=intervals), spoken.likeness,
            spoken.yardsticks, one.counted, own.mandatory, above if one.counted else one.under)
        for group, goal, one, spoken, own, above in zip(groups, goals, judged, told, terms, parts, strict=True)
    )  # fmt: skip
    unused = tuple(setting for setting in settings if all(setting.terms is not own for own in terms))
    measured = tuple(
        Measured(figure.named.name, yards[0][0], figure.named.unit, tuple(yard for _, yard in yards))
        for figure in figures
        if (yards := yardsticks_of(figure))
    )
    return Judgement(plan, tuple(results), rows, known, unused, measured)


def _parents(facts: Facts, groups: Sequence[Sequence[Target]]) -> list[int | None]:
    """Per row the place of the row whose part it is ("trong đó")."""
    index = {id(target): at for at, target in enumerate(facts.targets)}
    place_of = {index[id(target)]: place for place, group in enumerate(groups) for target in group}
    return [None if (parent := group[0].parent) is None else place_of.get(parent) for group in groups]


def _places(facts: Facts) -> list[str]:
    """The plan's own area: its name adds nothing to the name of an indicator."""
    issuer = facts.document.issuer or ""
    for kind in ("tỉnh ", "thành phố ", "huyện ", "xã ", "phường "):
        if kind in issuer:
            return [issuer.split(kind, 1)[1]]
    return []


@dataclass(slots=True)
class _Told:
    """What the figures say of one target."""

    observations: list[Observation] = field(default_factory=list)
    likeness: float = 0.0
    yardsticks: tuple[tuple[Observation, Yardstick], ...] = ()


def _told_of(
    targets: Sequence[Target], goals: Sequence[Goal], figures: Sequence[Figure], places: Sequence[str]
) -> list[_Told]:
    """Per target its observations, the likeness of the best match, and the plans that its figures are measured by."""
    spoken = [
        [observations_for(target, goal, figure) for figure in figures]
        for target, goal in zip(targets, goals, strict=True)
    ]
    comparable = [[bool(observations) for observations in row] for row in spoken]
    named = [Named(target.indicator, target.unit, target.scope) for target in targets]
    told = [_Told() for _ in goals]
    for pair in match(named, [f.named for f in figures], comparable, places):
        own = told[pair.goal]
        if pair.likeness < own.likeness:
            continue  # pairs come best first: a weaker name must not add to a stronger one
        own.likeness = pair.likeness
        own.observations.extend(spoken[pair.goal][pair.figure])
        own.yardsticks += yardsticks_of(figures[pair.figure])
    return told


def yardsticks_of(figure: Figure) -> tuple[tuple[Observation, Yardstick], ...]:
    """One verdict for every yearly plan that a figure is measured by."""
    if not figure.plans:
        return ()
    up = propose_direction(figure.named.name, "level", None).up
    value = figure.level or Observation(figure.period, figure.change or 0.0, figure.vintage, figure.source)
    return tuple((value, yardstick(plan_of, share, value, up=up)) for plan_of, share in figure.plans)


def _other_unit(target: Target, figures: Sequence[Figure], verdict: Verdict, places: Sequence[str]) -> Verdict:
    """Say so when the plan's indicator is reported, but in a unit that cannot be compared."""
    pairs = match([Named(target.indicator)], [f.named for f in figures], None, places)
    same = next((pair for pair in pairs if pair.likeness >= SURE), None)
    if same is None:
        return verdict
    found = figures[same.figure]
    unit = found.named.unit or found.change_unit or "?"
    return replace(verdict, reason="unit_differs", values={"found": unit, "wanted": target.unit or "?"})
