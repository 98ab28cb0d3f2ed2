"""Figures that cannot both hold: of two sources, with the plan, with the year before; found by `lotrinh.checking`.

Reads: current figures with their sentences, targets of the year. Writes: `Contradiction`s, each with both sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import cast

from django.db.models import Count
from django.utils.translation import get_language

from lotrinh.checking import Figure, Finding, Verdict
from lotrinh.checking.relations import base, relate, share
from lotrinh.core.period import Kind, Period
from lotrinh.core.unit import convert, parse_unit
from lotrinh.core.vietnamese.text import fold
from lotrinh.living.documents.models import HEAVY
from lotrinh.living.observations.models import Observation, Vintage, Yardstick
from lotrinh.living.plans.models import TargetRevision

MOST = 200
_FIELDS = ("indicator_id", "area_id", "first", "last", "vintage", "change")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two figures of one thing that differ by more than rounding."""

    one: Observation
    other: Observation
    held: Finding

    @property
    def mend(self) -> str:
        """Which edit of one digit would make them one; empty when none does."""
        return self.held.mend_sentence("en" if (get_language() or "vi").startswith("en") else "vi")


@dataclass(frozen=True, slots=True)
class AgainstPlan:
    """A figure and its share of a plan imply another planned value than the plan's own target says."""

    figure: Observation
    yardstick: Yardstick
    implied: float
    target: TargetRevision
    unit: str


@dataclass(frozen=True, slots=True)
class AgainstLastYear:
    """A figure and its growth imply another figure of the year before than was told."""

    figure: Observation
    yardstick: Yardstick
    before: Observation
    held: Finding

    @property
    def implied(self) -> float:
        """What the year before would have been, in its unit."""
        return round(float(cast("Fraction", self.held.values["implied"])), 4)


def between_sources() -> list[Contradiction]:
    """Current figures of one indicator, place, period and vintage with different values. Two queries and a prefetch."""
    rows = Observation.objects.filter(superseded_by=None, value__isnull=False)
    groups = rows.values(*_FIELDS).annotate(told=Count("id")).filter(told__gt=1).order_by("-last", "indicator_id")
    keys = {tuple(group[field] for field in _FIELDS) for group in groups[:MOST]}
    if not keys:
        return []
    found = (
        rows.filter(indicator__in={key[0] for key in keys}, last__in={key[3] for key in keys})
        .select_related("indicator", "area", "agency", "document")
        .defer(*HEAVY)
        .order_by("-last", "indicator__name", "known_on", "id")
    )
    members: dict[tuple[object, ...], list[Observation]] = {}
    for row in found:
        key = tuple(getattr(row, field) for field in _FIELDS)
        if key in keys:
            members.setdefault((*key, fold(row.scope)), []).append(row)
    return [pair for group in members.values() for pair in _pairs(group)][:MOST]


def _pairs(group: Sequence[Observation]) -> Iterable[Contradiction]:
    """Each figure against the first that it contradicts."""
    for place, row in enumerate(group):
        found = ((one, _held(one, row)) for one in group[:place])
        pair = next(((one, held) for one, held in found if held and held.verdict is Verdict.CONTRADICTION), None)
        if pair is not None:
            yield Contradiction(pair[0], row, pair[1])


def _held(one: Observation, other: Observation) -> Finding | None:
    """The first figure held against the second; None for units that have nothing to compare: growth beside level."""
    factor = convert(1, parse_unit(one.unit), parse_unit(other.unit))
    if one.value is None or other.value is None or factor is None:
        return None
    return relate("told-twice", (_figure(one), _figure(other)), lambda known: factor * known[0], {})


def _figure(row: Observation) -> Figure:
    """An observation as checking sees it: things counted are exact unless they are estimated."""
    estimated = row.vintage == Vintage.ESTIMATE
    return Figure.of(row.value or 0.0, row.unit, row.indicator.name, estimate=estimated)


def against_plans() -> list[AgainstPlan]:
    """Figures whose share of the plan does not fit the target of their year. Two queries."""
    yardsticks = (
        Yardstick.objects.filter(
            base="plan", change="ratio", unit="%", value__gt=0, observation__superseded_by=None,
            observation__value__isnull=False, observation__change="level",
        )
        .select_related("observation__indicator", "observation__area", "observation__document", "observation__agency")
        .defer(*(f"observation__{field}" for field in HEAVY))
        .order_by("-observation__last", "id")[: 10 * MOST]
    )  # fmt: skip
    measured: dict[int, list[Yardstick]] = {}
    for yardstick in yardsticks:
        if Period.parse(yardstick.observation.period).kind in (Kind.YEAR, Kind.AS_OF):
            measured.setdefault(yardstick.observation_id, []).append(yardstick)
    targets = _targets_of({some[0].observation.indicator_id for some in measured.values()})
    found = []
    for some in measured.values():
        row = some[0].observation
        for target in targets.get((row.indicator_id, row.last.year), ()):
            place = target.target.area_id or target.target.plan.area_id
            if row.area_id not in (None, place) or fold(target.target.scope) != fold(row.scope):
                continue
            if not any(_fits(one, target) for one in some):
                closest = some[0]
                found.append(AgainstPlan(row, closest, 100 * (row.value or 0.0) / closest.value, target, _unit(target)))
    return found[:MOST]


def _targets_of(indicators: set[int]) -> dict[tuple[int, int], list[TargetRevision]]:
    """(indicator, year) → the newest revisions of targets that ask for one level in that year."""
    revisions = (
        TargetRevision.objects.filter(target__indicator__in=indicators, due__isnull=False, low__isnull=False)
        .select_related("target__plan", "target__indicator", "document", "version")
        .defer(*HEAVY)
        .order_by("target", "-version__number")
    )
    newest: dict[int, TargetRevision] = {}
    for revision in revisions:
        newest.setdefault(revision.target_id, revision)
    found: dict[tuple[int, int], list[TargetRevision]] = {}
    for revision in newest.values():
        slots = revision.slots
        if slots.get("comparator") == "eq" and slots.get("change") == "level" and revision.due is not None:
            found.setdefault((revision.target.indicator_id, revision.due.year), []).append(revision)
    return found


def _unit(revision: TargetRevision) -> str:
    return str(revision.slots.get("unit") or "")


def _fits(yardstick: Yardstick, revision: TargetRevision) -> bool:
    """Whether value ÷ share can be the planned value, each within half a unit of its last printed digit."""
    row = yardstick.observation
    factor = convert(1, parse_unit(_unit(revision)), parse_unit(row.unit))
    if row.value is None or revision.low is None or factor is None or not row.value:
        return True
    planned, ratio = Figure.of(revision.low, _unit(revision)), Figure.of(yardstick.value, yardstick.unit)
    held = relate(
        "result-and-plan", (_figure(row), planned, ratio), lambda known: share((known[0], factor * known[1])), {}
    )
    return held.verdict is not Verdict.CONTRADICTION


def against_last_year() -> list[AgainstLastYear]:
    """Figures whose level and growth make another level of the year before than was told. Two queries."""
    yardsticks = (
        Yardstick.objects.filter(
            base="previous_year", change__in=("increase", "decrease"), unit="%", value__gt=0,
            observation__superseded_by=None, observation__value__isnull=False, observation__change="level",
        )
        .select_related("observation__indicator", "observation__area", "observation__document", "observation__agency")
        .defer(*(f"observation__{field}" for field in HEAVY))
        .order_by("-observation__last", "id")[: 10 * MOST]
    )  # fmt: skip
    wanted = {key: one for one in yardsticks if (key := _year_before(one.observation)) is not None}
    if not wanted:
        return []
    rows = (
        Observation.objects.filter(superseded_by=None, value__isnull=False, change="level")
        .filter(indicator__in={key[0] for key in wanted}, period__in={key[2] for key in wanted})
        .select_related("indicator", "area", "agency", "document")
        .defer(*HEAVY)
        .order_by("id")
    )
    told: dict[tuple[object, ...], list[Observation]] = {}
    for row in rows:
        told.setdefault((row.indicator_id, row.area_id, row.period, fold(row.scope)), []).append(row)
    found = []
    for key, yardstick in wanted.items():
        held = [(row, _growth(yardstick, row)) for row in told.get(key, ())]
        known = [(row, one) for row, one in held if one is not None]
        if known and all(one.verdict is Verdict.CONTRADICTION for _, one in known):
            row, finding = known[-1]
            found.append(AgainstLastYear(yardstick.observation, yardstick, row, finding))
    return found[:MOST]


def _year_before(row: Observation) -> tuple[object, ...] | None:
    """What the figure of the year before has in common: indicator, place, period, scope."""
    try:
        before = Period.parse(row.period).year_before()
    except ValueError:
        return None
    return row.indicator_id, row.area_id, str(before), fold(row.scope)


def _growth(yardstick: Yardstick, before: Observation) -> Finding | None:
    """Level and growth against the level before; None for units that cannot be compared, and for shares in points."""
    row = yardstick.observation
    factor = convert(1, parse_unit(row.unit), parse_unit(before.unit))
    rate = Figure.of(yardstick.value, "%")
    if factor is None or not row.value or parse_unit(row.unit).base == "%":
        return None
    if yardstick.change == "decrease":
        rate = replace(rate, value=-rate.value)
    if rate.interval.low <= -100:
        return None
    return relate("growth-and-year-before", (_figure(row), rate, _figure(before)),
                  lambda known: factor * base(known[0], known[1]), {})  # fmt: skip
