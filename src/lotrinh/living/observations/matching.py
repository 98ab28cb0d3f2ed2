"""Which indicator of a plan a reported figure speaks of.

The judge's own rules decide (lotrinh.assessment.matching): names in one wording, units that can be compared, scopes
that do not part them. A figure that is asked about alone is matched as it would be among others of its report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from django.db.models import Prefetch

from lotrinh.assessment.matching import ENOUGH, SURE, Named, likenesses, match
from lotrinh.assessment.observation import Source
from lotrinh.core.target import Goal
from lotrinh.extraction.facts import Result
from lotrinh.extraction.facts import Target as Stated
from lotrinh.judging.figures import Figure, figure_of, observations_for
from lotrinh.judging.goals import goal_of
from lotrinh.living.plans.models import Indicator, Plan, Target, TargetRevision

__all__ = ["ENOUGH", "SURE", "Candidate", "Known", "candidates", "indicator_for", "known_of"]

_NOWHERE = {"start": 0, "end": 0, "rule": ""}


@dataclass(frozen=True, slots=True)
class Aim:
    """A target as the matcher needs it."""

    indicator: Indicator
    named: Named
    stated: Stated
    goal: Goal


@dataclass(frozen=True, slots=True)
class Known:
    """What a plan measures: made once for a whole report (two queries)."""

    aims: tuple[Aim, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator that a figure may speak of. `comparable`: whether its target can take the figure's value."""

    indicator: Indicator
    likeness: float
    comparable: bool


def known_of(plan: Plan) -> Known:
    """The targets of `plan`, each as its newest revision states it."""
    newest = TargetRevision.objects.order_by("-version__number")
    targets = (
        Target.objects.filter(plan=plan)
        .select_related("indicator", "area")
        .prefetch_related(Prefetch("revisions", newest))
        .order_by("order")
    )
    aims = []
    for target in targets:
        revision = next(iter(target.revisions.all()), None)
        stated = _stated(revision.slots) if revision else None
        if stated is not None:
            named = Named(stated.indicator or target.indicator.name, stated.unit, target.scope or stated.scope)
            aims.append(Aim(target.indicator, named, stated, goal_of(stated)[0]))
    return Known(tuple(aims), _places(plan))


def _stated(slots: Mapping[str, Any]) -> Stated | None:
    try:
        return msgspec.convert({**slots, **_NOWHERE}, Stated, strict=False)
    except msgspec.ValidationError:
        return None


def _places(plan: Plan) -> tuple[str, ...]:
    """The plan's own area, which adds nothing to a name: "tỉnh Lạng Sơn" and "Lạng Sơn"."""
    if plan.area is None:
        return ()
    name = plan.area.name
    bare = next(
        (name.split(kind, 1)[1] for kind in ("Tỉnh ", "Thành phố ", "Huyện ", "Xã ", "Phường ") if kind in name), ""
    )
    return (name, bare) if bare else (name,)


def figure_of_slots(slots: Mapping[str, Any]) -> Figure | None:
    """The figure of a result's slots; None where they tell no value or no period."""
    try:
        result = msgspec.convert({**slots, **_NOWHERE}, Result, strict=False)
    except msgspec.ValidationError:
        return None
    return figure_of(result, Source(""))


def indicator_for(plan: Plan, slots: Mapping[str, Any], known: Known | None = None) -> tuple[Indicator | None, float]:
    """The indicator of the plan that a result speaks of, and how alike the names are (0…1); (None, 0) for none.

    `known`: made before with `known_of`, where many results are asked about.
    """
    found = next(iter(matched(known or known_of(plan), [slots])), None)
    return found or (None, 0.0)


def matched(known: Known, results: Sequence[Mapping[str, Any]]) -> list[tuple[Indicator, float] | None]:
    """For each result its indicator and likeness, all weighed together as the judge does with a report.

    Of two results of one period that resemble the same indicator only the more alike ones speak of it.
    """
    figures = [figure_of_slots(slots) for slots in results]
    placed = [(place, figure) for place, figure in enumerate(figures) if figure is not None]
    comparable = [[bool(observations_for(aim.stated, aim.goal, figure)) for _, figure in placed] for aim in known.aims]
    pairs = match([aim.named for aim in known.aims], [figure.named for _, figure in placed], comparable, known.places)
    best: dict[tuple[int, str], float] = {}
    for pair in pairs:
        key = (known.aims[pair.goal].indicator.pk, str(placed[pair.figure][1].period))
        best[key] = max(best.get(key, 0.0), pair.likeness)
    found: list[tuple[Indicator, float] | None] = [None] * len(results)
    for pair in sorted(pairs, key=lambda pair: pair.likeness):
        place, figure = placed[pair.figure]
        indicator = known.aims[pair.goal].indicator
        if pair.likeness >= best[indicator.pk, str(figure.period)]:
            found[place] = indicator, pair.likeness
    return found


def candidates(
    plan: Plan, slots: Mapping[str, Any], known: Known | None = None, most: int = 5
) -> tuple[Candidate, ...]:
    """Indicators for a person to choose from, the likeliest first; also such whose unit cannot be compared."""
    known = known or known_of(plan)
    figure = figure_of_slots(slots)
    name = str(slots.get("indicator") or "")
    alike = likenesses(name, [aim.named.name for aim in known.aims], known.places)
    best: dict[int, Candidate] = {}
    for aim, like in zip(known.aims, alike, strict=True):
        fits = figure is not None and bool(observations_for(aim.stated, aim.goal, figure))
        held = best.get(aim.indicator.pk)
        if like > 0 and (held is None or (fits, like) > (held.comparable, held.likeness)):
            best[aim.indicator.pk] = Candidate(aim.indicator, round(like, 3), fits)
    ranked = sorted(best.values(), key=lambda candidate: (-candidate.likeness, not candidate.comparable))
    return tuple(ranked[:most])
