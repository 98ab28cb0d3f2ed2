"""What pages and services ask about people and agencies."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils import timezone

from lotrinh.living.people.access import Holding, Person
from lotrinh.living.people.models import Role, Succession, User


def person_of(user: User, on: date | None = None) -> Person:
    """The account with the roles it holds on a day (None: today). Two queries."""
    day = on or timezone.localdate()
    roles = list(
        Role.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=day), user=user, valid_from__lte=day
        ).values_list("kind", "agency_id")
    )
    inherited: dict[int, set[int]] = {agency: {agency} for _, agency in roles}
    if roles:
        successions = Succession.objects.filter(successor_id__in=inherited, on__lte=day)
        for old, successor in successions.values_list("old_id", "successor_id"):
            inherited[successor].add(old)
    return Person(user.pk, str(user), tuple(Holding(kind, frozenset(inherited[agency])) for kind, agency in roles))
