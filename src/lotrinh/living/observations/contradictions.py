"""Figures that cannot both hold: two sources of one period and vintage; a share of a plan against the plan itself.

Reads: current figures with their sentences, targets of the year. Writes: `Contradiction`s, each with both sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count

from lotrinh.core.period import Kind, Period
from lotrinh.core.quantity import exactly_of, printed_decimals
from lotrinh.core.unit import convert, parse_unit
from lotrinh.core.vietnamese.text import fold
from lotrinh.living.observations.models import Observation, Yardstick
from lotrinh.living.observations.queries import HEAVY
from lotrinh.living.plans.models import TargetRevision

MOST = 200
_FIELDS = ("indicator_id", "area_id", "first", "last", "vintage", "change")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two figures of one thing that differ by more than rounding."""

    one: Observation
    other: Observation


@dataclass(frozen=True, slots=True)
class AgainstPlan:
    """A figure and its share of a plan imply another planned value than the plan's own target says."""

    figure: Observation
    yardstick: Yardstick
    implied: float
    target: TargetRevision
    unit: str


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
        other = next((one for one in group[:place] if _apart(one, row)), None)
        if other is not None:
            yield Contradiction(other, row)


def _apart(one: Observation, other: Observation) -> bool:
    if one.value is None or other.value is None:
        return False
    factor = convert(1, parse_unit(other.unit), parse_unit(one.unit))
    if factor is None:
        return False  # of other units: growth beside level; nothing to compare
    slack = _half(one.value) + _half(other.value) * factor
    return abs(exactly_of(one.value) - exactly_of(other.value) * factor) > slack


def _half(value: float) -> Fraction:
    return Fraction(1, 2 * 10 ** printed_decimals(value))


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
    if row.value is None or revision.low is None:
        return True
    planned = convert(revision.low, parse_unit(_unit(revision)), parse_unit(row.unit))
    factor = convert(1, parse_unit(_unit(revision)), parse_unit(row.unit))
    if planned is None or factor is None:
        return True
    value, share = exactly_of(row.value), exactly_of(yardstick.value)
    low = 100 * (value - _half(row.value)) / (share + _half(yardstick.value))
    high = 100 * (value + _half(row.value)) / max(Fraction(1, 10**9), share - _half(yardstick.value))
    slack = _half(revision.low) * factor
    return low <= planned + slack and planned - slack <= high
