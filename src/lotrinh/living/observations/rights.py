"""Whose figures are whose: the agencies of an indicator's targets, and for whom a person reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Q
from django.utils import timezone

from lotrinh.living.access.rules import Person, may
from lotrinh.living.observations.models import Observation
from lotrinh.living.people.models import Agency, Role, RoleKind, Succession
from lotrinh.living.plans.models import Target

ENTER = "observation.enter"


def agencies_of(indicators: Iterable[int]) -> dict[int, set[int]]:
    """Indicator → ids of the agencies that answer for its targets. One query."""
    found: dict[int, set[int]] = defaultdict(set)
    pairs = Target.objects.filter(indicator__in=set(indicators), agency__isnull=False)
    for indicator, agency in pairs.values_list("indicator_id", "agency_id").distinct():
        found[indicator].add(agency)
    return found


def may_enter(person: Person, agencies: Collection[int]) -> bool:
    """Whether the person may enter figures of an indicator that these agencies answer for."""
    return may(person, ENTER, agencies)


def enters_for_all(person: Person) -> bool:
    """Whether the person enters figures of every agency, also of indicators that nobody answers for."""
    return may(person, ENTER)


def reporting_agencies(person: Person) -> dict[int, Agency]:
    """Agency that answers for a target → the agency, held today, in whose name the person reports. Three queries."""
    today = timezone.localdate()
    roles = Role.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=today), user=person.id, valid_from__lte=today
    ).select_related("agency")
    own = {role.agency_id: role.agency for role in sorted(roles, key=lambda role: role.kind != RoleKind.REPORTER)}
    covered = dict(own)
    inherited = Succession.objects.filter(successor__in=own, on__lte=today).values_list("old_id", "successor_id")
    for old, successor in inherited:
        if successor is not None:
            covered.setdefault(old, own[successor])
    return covered


def may_correct(person: Person, row: Observation, agencies: Collection[int]) -> bool:
    """Whether the person may correct a figure: of those that others reported a reporter only tells the own beside."""
    if enters_for_all(person):
        return True
    own = {agency.pk for agency in reporting_agencies(person).values()} if may_enter(person, agencies) else set()
    return row.agency_id in own
