"""Figures of a period that cannot both hold: data/contradictions.toml says which, here is how each is found.

Reads: `Told` values. Writes: `Finding`s with both sides, in the order of the table. Pure; linear but for the few
figures of one thing.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from lotrinh.assessment.accumulation import Accumulation, Figure, over_places
from lotrinh.core.quantity import exactly_of, printed_decimals
from lotrinh.living.gathering.told import Told
from lotrinh.living.words import Words


@dataclass(frozen=True, slots=True)
class Finding:
    """A contradiction: `new` is the report's figure, `other` what stands against it; of a sum `parts` say it."""

    rule: str
    new: Told
    other: Told | None
    parts: tuple[Told, ...] = ()
    computed: float | None = None

    @property
    def gap(self) -> float:
        """By how much they differ, in the indicator's unit."""
        against = self.computed if self.computed is not None else self.other.value if self.other else 0.0
        return float(exactly_of(self.new.value) - exactly_of(against))


@cache
def rules() -> Mapping[str, Any]:
    """The table, by rule: `words` and `examples`."""
    text = (files("lotrinh.living.gathering") / "data" / "contradictions.toml").read_text(encoding="utf-8")
    return {
        one["id"]: {"words": Words(one["vi"], one["en"]), "examples": one["examples"]}
        for one in tomllib.loads(text)["rule"]
    }


def contradictions(
    new: Sequence[Told], others: Iterable[Told], whole: int | None, places: Collection[int]
) -> list[Finding]:
    """Every contradiction of the reports' figures among themselves, with others, with their own parts.

    `whole`: the place of the plan; `places`: those that must all have told before their sum is compared.
    """
    mine = {one.observation_id for one in new if one.observation_id is not None}
    by_thing: dict[object, list[Told]] = defaultdict(list)
    for one in others:
        if one.observation_id not in mine:
            by_thing[_thing(one, whole)].append(one)
    found = [*_between(new, whole)]
    for one in new:
        fell: Told | None = None
        for other in by_thing[_thing(one, whole)]:
            rule = _rule_for(one, other)
            if rule == "fell":  # below many earlier figures it is one slip: the last of them is told
                fell = other if fell is None or other.last >= fell.last else fell
            elif rule:
                found.append(Finding(rule, one, other))
        if fell is not None:
            found.append(Finding("fell", one, fell))
    found += _sums(new, whole, places)
    order = list(rules())
    return sorted(found, key=lambda finding: order.index(finding.rule))


def _thing(one: Told, whole: int | None) -> tuple[object, ...]:
    """A figure without a place is one of the plan's place."""
    indicator, area, scope, change = one.thing
    return indicator, area or whole, scope, change


def _between(new: Sequence[Told], whole: int | None) -> Iterable[Finding]:
    """Two reports of the period on one thing; each against the first that it contradicts."""
    groups: dict[object, list[Told]] = defaultdict(list)
    for one in new:
        groups[(*_thing(one, whole), one.first, one.last, one.vintage)].append(one)
    for group in groups.values():
        for place, one in enumerate(group):
            other = next((held for held in group[:place] if apart(held.value, one.value)), None)
            if other is not None:
                yield Finding("two_sources", one, other)


def _rule_for(one: Told, other: Told) -> str:
    same_days = (one.first, one.last) == (other.first, other.last)
    if same_days and one.vintage == other.vintage and apart(one.value, other.value):
        return "revised" if one.agency_id is not None and one.agency_id == other.agency_id else "two_sources"
    if (
        one.accumulation == Accumulation.CUMULATIVE
        and other.last < one.last
        and other.last.year == one.last.year
        and one.agency_id == other.agency_id
        and one.value < other.value
        and apart(one.value, other.value)
    ):
        return "fell"
    return ""


def _sums(new: Sequence[Told], whole: int | None, places: Collection[int]) -> Iterable[Finding]:
    parts: dict[object, dict[int, Told]] = defaultdict(dict)
    for one in new:
        if one.area_id in places and one.area_id is not None:
            parts[(one.indicator_id, *one.thing[2:])].setdefault(one.area_id, one)
    for one in new:
        held = parts.get((one.indicator_id, *one.thing[2:]))
        if one.area_id not in (None, whole) or not held or len(held) < len(places):
            continue
        kind = Accumulation(one.accumulation)
        if kind in (Accumulation.RATIO, Accumulation.AVERAGE):
            continue  # without numerators and weights the parts do not tell the whole
        rolled = over_places(kind, {str(area): Figure(told.value) for area, told in held.items()})
        if rolled.value is not None and rolled.whole and _off(rolled.value, held.values(), one.value):
            yield Finding("parts_total", one, None, tuple(held.values()), rolled.value)


def _off(total: float, parts: Iterable[Told], value: float) -> bool:
    """Whether a sum differs by more than the rounding of its parts and of the printed total can explain."""
    exact = sum((exactly_of(part.value) for part in parts), Fraction(0))
    slack = _half(value) + sum((_half(part.value) for part in parts if part.value % 1), Fraction(0))
    return abs(exact - exactly_of(value)) >= slack if slack else total != value


def apart(one: float, other: float) -> bool:
    """Whether two printed figures differ by more than rounding: half a unit of the last digit of the coarser.

    >>> apart(87.0, 87.04), apart(61.1, 61.14), apart(61.1, 61.2)
    (False, False, True)
    """
    slack = max(_half(one), _half(other))
    return abs(exactly_of(one) - exactly_of(other)) > slack


def _half(value: float) -> Fraction:
    return Fraction(1, 2 * 10 ** printed_decimals(value))
