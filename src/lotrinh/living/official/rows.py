"""What a report tells of each target in a period: the planned value, the figure, its measures, the verdict.

Reads: verdicts at the end of the period, figures of the period and of the same period a year before, yearly plans,
what reports explain. Writes: `TargetRow`s in the plan's order. A fixed number of queries.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lotrinh.assessment.states import Word
from lotrinh.core.period import Period
from lotrinh.core.unit import convert, parse_unit
from lotrinh.core.vietnamese.numbers import format_number
from lotrinh.core.vietnamese.text import fold
from lotrinh.living.documents.models import HEAVY
from lotrinh.living.observations.models import Observation, Yardstick
from lotrinh.living.observations.words import period_words, row_words
from lotrinh.living.official.draft import Source
from lotrinh.living.plans.assess import AssessedRow, assess
from lotrinh.living.plans.models import Plan, PlanKind, Target
from lotrinh.living.plans.wording import revision_told
from lotrinh.living.reporting.models import Entry


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure against something: 105 % of the plan, up 8.3 % on the year before. `told`: printed, not computed.

    `of`: the yardstick in the sentence's own words ("dự toán tỉnh giao"), or whose plan it is, "" where nobody says.
    """

    base: str  # plan | previous_year
    change: str  # ratio | increase | decrease
    value: float
    unit: str
    of: str
    source: Source
    told: bool


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target in a report. `figure` None: nothing was told for the period. `year_told`: the year's planned value."""

    assessed: AssessedRow
    figure: Observation | None
    year_told: str
    measures: tuple[Measure, ...]
    explanation: str
    current: bool = True  # the verdict rests on a figure of the period told of, not on an older or a newer one

    @property
    def target(self) -> Target:
        """The target."""
        return self.assessed.target

    @property
    def name(self) -> str:
        """Its indicator, with the part of the place or people it speaks of."""
        scope = self.target.scope
        return f"{self.target.indicator.name} ({scope})" if scope else self.target.indicator.name

    @property
    def goal_told(self) -> str:
        """The target in words."""
        return revision_told(self.assessed.revision)

    @property
    def word(self) -> Word | None:
        """The official word, of a person where one gave it.

        What asks for a number and has none for the period has no word in it: that of an earlier figure is not of it.
        """
        person = self.assessed.row.verdict.person
        if person is not None and person.word:
            return person.word
        asks = self.assessed.revision.low is not None or self.assessed.revision.high is not None
        return None if asks and not (self.figure and self.current) else self.assessed.row.verdict.word

    @property
    def counted(self) -> bool:
        """Whether it stands for itself in counts."""
        return self.assessed.counted

    def source(self) -> Source:
        """Where its figure comes from."""
        assert self.figure is not None
        return source_of(self.figure)


def source_of(row: Observation) -> Source:
    """Who told a figure, for which period, in which words."""
    who = str(row.document) if row.document else str(row.agency or "số nhập tay")
    if row.document and row.agency:
        who = f"{row.agency}, {row.document}"
    vintage = row.get_vintage_display()
    return Source("figure", row.pk, f"Số liệu {period_words(row.period)} ({vintage}) của {who}", row.quote)


def rows_of(plan: Plan, period: Period, on: date) -> list[TargetRow]:
    """The targets of a plan with what is known for the period as of a day, judged at the period's end."""
    assessed = [row for row in assess(plan, on, of=period) if not row.ended]
    figures = _figures(plan, assessed, period, on)
    before = _figures(plan, assessed, period.year_before(), on)
    yearly = _year_goals(plan, period)
    explained = _explanations(plan, period)
    rows = []
    for row in assessed:
        figure = figures.get(_key(row.target))
        goal = yearly.get(_key(row.target))
        told = "" if goal is None else revision_told(goal[1])
        measures = () if figure is None else _measures(figure, before.get(_key(row.target)), goal)
        explanation = explained.get((row.target.indicator_id, fold(row.target.scope)), "")
        latest = row.row.verdict.latest
        current = latest is None or period.first <= latest.period.last <= period.last
        rows.append(TargetRow(row, figure, told, measures, explanation, current))
    return rows


def _key(target: Target) -> tuple[int, str]:
    return target.indicator_id, fold(target.scope)


def _figures(
    plan: Plan, assessed: Sequence[AssessedRow], period: Period, on: date
) -> dict[tuple[int, str], Observation]:
    """(indicator, scope) → the figure of the period in the plan's place: the most final, then the last known.

    A report of a year also takes the state reached within it ("tính đến 26/12").
    """
    rows = (
        Observation.objects.filter(
            indicator__in={row.target.indicator_id for row in assessed},
            superseded_by=None,
            known_on__lte=on,
            last__gte=period.first,
            last__lte=period.last,
        )
        .exclude(value=None, high=None)
        .select_related("indicator", "area", "agency", "document")
        .defer(*HEAVY)
        .prefetch_related("yardsticks")
        .order_by("known_on", "pk")
    )
    found: dict[tuple[int, str], tuple[Any, Observation]] = {}
    vintages = [str(one) for one in ("estimate", "preliminary", "reported", "official")]
    for row in rows:
        told = Period.parse(row.period)
        same = (told.first, told.last) == (period.first, period.last)
        if row.area_id not in (None, plan.area_id) or not (same or told.cumulative or told.last == period.last):
            continue
        rank = (same, row.change == "level", told.last, vintages.index(row.vintage), row.known_on, row.pk)
        key = (row.indicator_id, fold(row.scope))
        for one in {key, (row.indicator_id, "")} if not row.scope else {key}:
            if one not in found or found[one][0] <= rank:
                found[one] = (rank, row)
    return {key: row for key, (_, row) in found.items()}


def _year_goals(plan: Plan, period: Period) -> dict[tuple[int, str], tuple[Target, Any]]:
    """(indicator, scope) → the target of the yearly plan under this one, with its revision."""
    targets = (
        Target.objects.filter(plan__parent=plan, plan__kind=PlanKind.YEARLY, plan__year_to=period.last.year)
        .select_related("indicator", "plan")
        .prefetch_related("revisions__version")
    )
    found = {}
    for target in targets:
        revision = next(iter(target.revisions.all()), None)
        if revision is not None:
            found[_key(target)] = (target, revision)
    return found


def _explanations(plan: Plan, period: Period) -> dict[tuple[int, str], str]:
    """(indicator, scope) → what accepted reports of the period explain."""
    entries = (
        Entry.objects.filter(request__period__regime__plan=plan, request__period__period=str(period))
        .exclude(explanation="", note="")
        .exclude(request__accepted_at=None)
        .select_related("row")
    )
    found: dict[tuple[int, str], str] = {}
    for entry in entries:
        if entry.area_id in (None, plan.area_id):
            found[(entry.row.indicator_id, fold(entry.row.scope))] = entry.explanation or entry.note
    return found


def _measures(figure: Observation, before: Observation | None, goal: tuple[Target, Any] | None) -> tuple[Measure, ...]:
    """What the figure's own sentence measures it by; what it does not say is computed where both sides are known."""
    source = source_of(figure)
    told = [
        Measure(one.base, one.change, one.value, _points(figure, one), _yardstick(figure, one), source, told=True)
        for one in sorted(figure.yardsticks.all(), key=lambda one: one.pk)
        if one.base in ("plan", "previous_year")
    ]
    if goal is not None and figure.change == "level" and not any(one.base == "plan" for one in told):
        told += _share(figure, goal, source)
    if before is not None and figure.change == "level" and not any(one.base == "previous_year" for one in told):
        told += _growth(figure, before, source)
    return tuple(told)


def _yardstick(figure: Observation, told: Yardstick) -> str:
    """What the sentence itself calls the yardstick: "140,7% dự toán tỉnh giao" → "dự toán tỉnh giao"; else whose plan.

    A budget is no plan: who reports on it may not call it one.
    """
    if told.base != "plan" or told.change != "ratio":
        return told.plan_of
    value = re.escape(format_number(told.value))
    found = re.search(rf"(?<![\d.,]){value}\s?%\s*{_BASIS}", " ".join(figure.quote.split()))
    return found[1] if found else told.plan_of


_BASIS = (
    r"(?:so với )?((?:dự toán|kế hoạch|chỉ tiêu|nghị quyết|kịch bản)(?: [^\W\d_]+){0,5}?)"
    r"(?=$|[,;.:()]| \d| (?:và|tăng|giảm|bằng|so|đạt|vượt|cao|thấp|trong|là)\b)"
)


def _points(figure: Observation, told: Yardstick) -> str:
    """The unit of a told measure: "đạt 64%, tăng 2%" speaks of percentage points."""
    moved = told.base == "previous_year" and told.change in ("increase", "decrease")
    return "điểm %" if moved and told.unit == "%" and figure.unit.strip().startswith("%") else told.unit


def _share(figure: Observation, goal: tuple[Target, Any], source: Source) -> list[Measure]:
    target, revision = goal
    planned = _in_unit(revision.low, str(revision.slots.get("unit") or target.indicator.unit), figure.unit)
    of_a_whole = figure.unit.strip().startswith("%")  # nobody prints a share of a share
    if not planned or figure.value is None or of_a_whole or revision.slots.get("change", "level") != "level":
        return []
    aim = Source("target", target.pk, f"Mục tiêu {target.plan.short}: {revision_told(revision)}", revision.quote)
    return [Measure("plan", "ratio", 100 * figure.value / planned, "%", "", _both(source, aim), told=False)]


def _growth(figure: Observation, before: Observation, source: Source) -> list[Measure]:
    earlier = _in_unit(before.value, before.unit, figure.unit)
    if figure.value is None or earlier is None or before.change != "level":
        return []
    both = _both(source, source_of(before))
    if figure.unit.strip().startswith("%"):
        points = figure.value - earlier
        change = "increase" if points >= 0 else "decrease"
        return [Measure("previous_year", change, abs(points), "điểm %", "", both, told=False)]
    if not earlier:
        return []
    share = 100 * (figure.value / earlier - 1)
    change = "increase" if share >= 0 else "decrease"
    return [Measure("previous_year", change, abs(share), "%", "", both, told=False)]


def _both(one: Source, other: Source) -> Source:
    quote = " … ".join(filter(None, (one.quote, other.quote)))
    return Source("figure", one.id, f"Tính từ: {one.words}; {other.words}", quote)


def _in_unit(value: float | None, unit: str, wanted: str) -> float | None:
    if value is None or unit == wanted:
        return value
    converted = convert(value, parse_unit(unit), parse_unit(wanted))
    return None if converted is None else float(converted)


def told_value(row: TargetRow) -> str:
    """The figure in words; what is not known is said."""
    return row_words(row.figure, "vi") if row.figure is not None else "chưa có số liệu"
