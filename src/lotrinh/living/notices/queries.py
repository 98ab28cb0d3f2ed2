"""What pages ask about notices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from lotrinh.living.access.rules import Person
from lotrinh.living.notices.models import Notice
from lotrinh.living.notices.roster import load_roster
from lotrinh.living.notices.rules import reach
from lotrinh.living.notices.telling import Telling, tellings
from lotrinh.living.notices.values import clocks_on
from lotrinh.living.people.models import User
from lotrinh.living.workdays.queries import calendar_for


def notices_of(person: Person, *, unread: bool = False) -> QuerySet[Notice]:
    """What the person was told, the newest first."""
    rows = Notice.objects.filter(person=person.id)
    return rows.filter(seen_at__isnull=True) if unread else rows


def unread_count(person: Person) -> int:
    """How much the person has not seen: for the head of every page. One query; none for a visitor."""
    return notices_of(person, unread=True).count() if person.signed_in else 0


@dataclass(frozen=True, slots=True)
class Previewed:
    """A telling to come, with the names of those it goes to."""

    telling: Telling
    names: Sequence[str]


def preview(first: date, last: date, on: date) -> list[Previewed]:
    """Who would be told what from `first` to `last`, as things stand on the day `on`."""
    before, after = reach()
    clocks = clocks_on(on, last + timedelta(before), first - timedelta(after))
    told = tellings(clocks, load_roster(), first, last, calendar_for())
    ids = {person for one in told for person in one.people}
    names = {user.pk: str(user) for user in User.objects.filter(pk__in=ids)}
    return [Previewed(one, [names[person] for person in one.people]) for one in told]
