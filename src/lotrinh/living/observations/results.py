"""Accepted results of a report as figures: their indicator, place, period, vintage and yardsticks.

Reads: slots of results (docs/facts.md, as people accepted them), the plan. Writes: `Told`s; indicators of their own for
figures that no target asks for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from lotrinh.assessment.direction import propose_direction
from lotrinh.core.period import Period
from lotrinh.core.unit import parse_unit, same_dimension
from lotrinh.core.vietnamese.text import fold
from lotrinh.living.documents.models import Document
from lotrinh.living.observations.matching import known_of, matched
from lotrinh.living.observations.models import Vintage
from lotrinh.living.observations.records import Measure, Told
from lotrinh.living.people.models import Agency
from lotrinh.living.people.resolution import resolve
from lotrinh.living.places.models import Area
from lotrinh.living.plans.facts import Accepted
from lotrinh.living.plans.indicators import propose_accumulation
from lotrinh.living.plans.models import Indicator, Plan
from lotrinh.output.naming import capital

NONE_OF_THEM = "none"
"""A person said, as `indicator_id` of the slots, that a figure speaks of no target of the plan."""


def tellings_of(plan: Plan, document: Document, results: Sequence[Accepted]) -> list[tuple[Accepted, Told]]:
    """Each result that has a value and a period, as a figure; the others cannot be placed in time and are left out."""
    chosen = _chosen(results)
    found = matched(known_of(plan), [one.slots for one in results])
    day = document.issued_on or timezone.localdate()
    issuer = resolve(document.issuer, day, plan.area) if document.issuer else None
    agency = issuer if isinstance(issuer, Agency) else None
    tellings: list[tuple[Accepted, Told]] = []
    for one, match in zip(results, found, strict=True):
        if one.slots.get("indicator_id") == NONE_OF_THEM:
            match = None
        period, value = Period.read(one.slots.get("period")), _value(one.slots)
        if period is None or value is None:
            continue
        area, scope = _place(plan, str(one.slots.get("scope") or ""), period)
        comparator, high = one.slots.get("comparator") or "eq", one.slots.get("high")
        told = Told(
            indicator=chosen.get(one.proposal) or (match[0] if match else _own_indicator(one.slots)),
            period=period, value=value, unit=str(one.slots.get("unit") or ""), known_on=day,
            vintage=_vintage(one.slots), area=area, agency=agency, scope=scope,
            change=str(one.slots.get("change") or "level"), comparator=comparator,
            high=float(high) if comparator == "range" and high is not None else None,
            measures=tuple(_measure(comparison) for comparison in one.slots.get("comparisons") or ()),
            document=document, start=one.start, end=one.end,
            quote=" ".join(document.text[one.start : one.end].split()),
        )  # fmt: skip
        tellings.append((one, told))
    return tellings


def _value(slots: Mapping[str, Any]) -> float | None:
    low, high = slots.get("low"), slots.get("high")
    value = low if low is not None else high
    return None if value is None else float(value)


def _vintage(slots: Mapping[str, Any]) -> str:
    told = slots.get("vintage")
    if told in Vintage.values:
        return str(told)
    return Vintage.ESTIMATE if slots.get("estimate") else Vintage.REPORTED


def _chosen(results: Sequence[Accepted]) -> dict[int, Indicator]:
    wanted = {
        one.proposal: int(number) for one in results if str(number := one.slots.get("indicator_id") or "").isdecimal()
    }
    known = Indicator.objects.in_bulk(set(wanted.values()))
    return {proposal: known[number] for proposal, number in wanted.items() if number in known}


def _measure(comparison: Mapping[str, Any]) -> Measure:
    return Measure(
        comparison["base"], comparison["change"], float(comparison["value"]), comparison.get("unit") or "",
        comparison.get("plan_of") or "",
    )  # fmt: skip


def _own_indicator(slots: Mapping[str, Any]) -> Indicator:
    """The indicator of a figure that no target asks for: kept, so that a later plan finds its past."""
    name, unit = str(slots.get("indicator") or "")[:300], str(slots.get("unit") or "")[:80]
    if slots.get("change") in ("increase", "decrease", "multiple"):
        unit = ""  # "tăng 8,3%" is a unit of the change
    for known in Indicator.objects.filter(folded=fold(name)).order_by("id"):
        if not unit or not known.unit or same_dimension(parse_unit(known.unit), parse_unit(unit)):
            return known
    proposed = propose_direction(name, "level", None)
    return Indicator.objects.create(
        name=capital(name), folded=fold(name), unit=unit, direction=proposed.direction.value,
        direction_by="lexicon" if proposed.ground == "words" else proposed.ground,
        accumulation=propose_accumulation(name, unit),
    )  # fmt: skip


def _place(plan: Plan, scope: str, period: Period) -> tuple[Area | None, str]:
    """The area that a scope names among those of the plan's place on that day; else the plan's own and the words."""
    if scope and plan.area_id is not None:
        for area in Area.objects.filter(parent=plan.area_id, folded=fold(scope)):
            if (area.valid_from or period.last) <= period.last <= (area.valid_to or period.last):
                return area, ""
    return plan.area, scope
