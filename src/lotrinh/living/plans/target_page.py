"""What the page of one target shows beside its verdict: figures, history, links, tasks, candidates for links.

A fixed number of queries, however many figures and revisions there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Prefetch, Q

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.access.rules import Person
from lotrinh.living.documents.models import HEAVY
from lotrinh.living.plans.assess import in_force
from lotrinh.living.plans.held import figures_seen_by, seen_by
from lotrinh.living.plans.linking import conflict_of
from lotrinh.living.plans.models import Indicator, Plan, Target, TargetLink, TargetRevision
from lotrinh.living.plans.queries import plans_for
from lotrinh.living.plans.wording import revision_told
from lotrinh.living.words import Words

MOST = 200
"""So many figures of a target at most."""

SHOWN = 60
"""So many figures on the page of an indicator; the page of its series has all."""


@dataclass(frozen=True)
class Linked:
    """A target of another document: how it stands to this one, and whether both can hold."""

    link: TargetLink
    target: Target
    kind: str
    told: str
    conflict: Words | None


def series_of(indicator: Indicator, person: Person) -> Any:
    """The newest figures of an indicator in all places, corrected ones too, with their yardsticks."""
    return _series(figures_seen_by(person), indicator)[:SHOWN]


def _series(where: Q, indicator: Indicator) -> Any:
    model: Any = apps.get_model("observations", "Observation")
    rows = (
        model.objects.filter(where, indicator=indicator)
        .select_related("document", "agency", "area", "indicator")
        .defer(*HEAVY)
        .prefetch_related("yardsticks")
    )
    return rows.order_by("-last", "-id")[:MOST]


def observations_of(target: Target, plan: Plan, person: Person) -> list[Any]:
    """As `series_of`, of the target's own place."""
    scope = fold(target.scope)
    here = Q(area__isnull=True) | Q(area_id=target.area_id or plan.area_id)
    rows = _series(here & figures_seen_by(person), target.indicator)
    return [row for row in rows if not row.scope or not scope or fold(row.scope) == scope]


def links_of(target: Target, person: Person, on: date) -> list[Linked]:
    """Links to targets of plans that the person may see, both ways. Three queries."""
    links = list(TargetLink.objects.filter(Q(one=target) | Q(other=target)))
    ids = {pk for link in links for pk in (link.one_id, link.other_id)}
    if not ids:
        return []
    revisions = Prefetch("revisions", TargetRevision.objects.select_related("version"))
    targets = Target.objects.filter(seen_by(person), pk__in=ids, plan__in=plans_for(person)).select_related(
        "indicator", "plan"
    )
    known = {one.pk: one for one in targets.prefetch_related(revisions)}
    told = []
    for link in links:
        other = known.get(link.other_id if link.one_id == target.pk else link.one_id)
        if other is None or target.pk not in known:
            continue
        mine = in_force(list(known[target.pk].revisions.all()), on)
        theirs = in_force(list(other.revisions.all()), on)
        conflict = conflict_of(mine, theirs) if mine and theirs else None
        value = revision_told(theirs) if theirs else ""
        told.append(Linked(link, other, link.get_kind_display(), value, conflict))
    return told


def candidates(target: Target, person: Person) -> list[Target]:
    """Targets of other plans that measure the same, not linked yet."""
    linked = TargetLink.objects.filter(Q(one=target) | Q(other=target)).values_list("one_id", "other_id")
    known = {pk for pair in linked for pk in pair} | {target.pk}
    found = Target.objects.filter(plan__in=plans_for(person)).exclude(plan=target.plan_id).exclude(pk__in=known)
    found = found.filter(Q(indicator=target.indicator_id) | Q(indicator__folded=target.indicator.folded))
    return list(found.select_related("indicator", "plan")[:50])
