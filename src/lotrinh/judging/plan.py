"""The judged plan: matching, judging, what counts.

Reads: the facts of a plan and of results reports, rows of series files, settings. Writes: `Judgement`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from lotrinh.assessment.direction import Proposal, propose_direction
from lotrinh.assessment.intervals import IntervalTable
from lotrinh.assessment.judge import judge
from lotrinh.assessment.matching import SURE, Named, match
from lotrinh.assessment.observation import Observation
from lotrinh.assessment.settings import Setting, terms_for
from lotrinh.assessment.terms import Terms, adjusted
from lotrinh.assessment.together import into_range, judge_path, judge_structure, next_milestone
from lotrinh.assessment.verdict import Status, Verdict
from lotrinh.assessment.yardsticks import Yardstick, yardstick
from lotrinh.core.target import Form, Goal
from lotrinh.extraction.facts import Facts, Target
from lotrinh.judging.figures import Figure, figure_of_row, figures_of, observations_for
from lotrinh.judging.goals import Together, goal_of, groups_of, own_targets
from lotrinh.judging.tally import ReportedCount, Tally, reported_counts, tally_of
from lotrinh.papers import Paper
from lotrinh.reading.series import SeriesRow


@dataclass(frozen=True, slots=True)
class Row:
    """One target of the plan. `also`: further places where the plan states the same; `likeness` of the best match.

    `yardsticks`: its figures against yearly plans. `counted`: whether it stands for itself, its structure or path in
    counts. `mandatory`: as set.
    """

    target: Target
    also: tuple[Target, ...]
    goal: Goal
    verdict: Verdict
    likeness: float = 0.0
    yardsticks: tuple[tuple[Observation, Yardstick], ...] = ()
    counted: bool = True
    mandatory: bool = False

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
    """A plan, what was reported, and the verdicts, as of a date.

    `unused`: settings that met no target. `measured`: figures that the reports set against yearly plans.
    """

    plan: Paper
    results: tuple[Paper, ...]
    rows: tuple[Row, ...]
    as_of: date
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
        """Counts that the reports state themselves."""
        return tuple(count for paper in self.results for count in reported_counts(paper))


def _own_day(plan: Paper) -> date:
    """The plan's own date: without a figure nothing later is known. Today only where it prints none."""
    printed = plan.facts.document.date
    return date.fromisoformat(printed) if printed else date.today()


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
    for group in together:
        form = Form.STRUCTURE if group.kind is Together.STRUCTURE else Form.MILESTONES
        for place in group.places:
            goals[place] = replace(goals[place], form=form)
    told = _told_of(firsts, goals, figures, _places(plan.facts))
    day = as_of or _latest_day(told, figures, goals) or _own_day(plan)
    directions = [direction for _, direction in proposed]
    verdicts = _verdicts(goals, directions, terms, told, day)
    for place, verdict in enumerate(verdicts):
        if verdict.reason == "no_figure":
            verdicts[place] = _other_unit(firsts[place], figures, verdict, _places(plan.facts))
    counted = [True] * len(firsts)
    for group in together:
        members = [verdicts[place] for place in group.places]
        own_goals = [goals[place] for place in group.places]
        if group.kind is Together.STRUCTURE:
            judged = judge_structure([firsts[place].indicator for place in group.places], members)
            counts = group.places[0]
        else:
            judged = judge_path(own_goals, members, day)
            counts = group.places[next_milestone(own_goals, day)]
        for place, verdict in zip(group.places, judged, strict=True):
            verdicts[place] = verdict
            counted[place] = place == counts
    rows = tuple(
        Row(group[0], tuple(group[1:]), goal, replace(verdict, intervals=intervals), spoken.likeness,
            spoken.yardsticks, counts, own.mandatory)
        for group, goal, verdict, spoken, counts, own in zip(
            groups, goals, verdicts, told, counted, terms, strict=True
        )
    )  # fmt: skip
    unused = tuple(setting for setting in settings if all(setting.terms is not own for own in terms))
    measured = tuple(
        Measured(figure.named.name, yards[0][0], figure.named.unit, tuple(yard for _, yard in yards))
        for figure in figures
        if (yards := yardsticks_of(figure))
    )
    return Judgement(plan, tuple(results), rows, day, unused, measured)


def _verdicts(
    goals: Sequence[Goal], directions: Sequence[Proposal], terms: Sequence[Terms], told: Sequence[_Told], day: date
) -> list[Verdict]:
    """Each target on its own; a part of a structure is better towards its range."""
    verdicts = []
    for goal, direction, own, spoken in zip(goals, directions, terms, told, strict=True):
        if goal.form is Form.STRUCTURE and direction.ground != "text" and spoken.observations:
            latest = max(spoken.observations, key=lambda o: o.period.last)
            direction = into_range(goal, latest.value)
        verdicts.append(judge(goal, direction, spoken.observations, day, own))
    return verdicts


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
