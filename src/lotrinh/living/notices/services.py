"""Telling people: notices in the application, digests by the channels of the site. Both are chores of the worker.

Nothing is told twice: a notice is one row for rule, subject, person and day; a digest is claimed before it goes out.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from lotrinh.living.notices.channels import Channel, NotReachable, channels
from lotrinh.living.notices.digests import digest_of
from lotrinh.living.notices.models import Delivery, Notice, Preference
from lotrinh.living.notices.roster import load_roster
from lotrinh.living.notices.rules import reach
from lotrinh.living.notices.telling import newest, tellings
from lotrinh.living.notices.values import clocks_on
from lotrinh.living.people.models import User
from lotrinh.living.workdays.queries import calendar_for

log = logging.getLogger(__name__)

LOOK_BACK = 7  # days that the worker may have stood still without a reminder being lost
MOST_ATTEMPTS = 5


def tell(on: date | None = None) -> int:
    """Write the notices of a day (None: today), and of days before on which nobody wrote them. How many are new."""
    day = on or timezone.localdate()
    calendar = calendar_for()
    first, (before, after) = day - timedelta(LOOK_BACK), reach()
    clocks = clocks_on(day, day + timedelta(before), first - timedelta(after))
    told = tellings(clocks, load_roster(), first, day, calendar)
    wanted = newest(told)
    known = set(
        Notice.objects.filter(day__gte=day - timedelta(LOOK_BACK)).values_list("rule", "subject", "person_id", "day")
    )
    rows = [
        Notice(
            rule=one.rule,
            kind=one.kind,
            subject=one.subject,
            person_id=person,
            day=one.day,
            due=one.due,
            words={"vi": one.words.vi, "en": one.words.en},
            url=one.url,
        )
        for person, one in wanted
        if (one.rule, one.subject, person, one.day) not in known
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)  # another worker may be writing the same
    return len(rows)


def send(now: datetime | None = None) -> int:
    """Send the digests of the day by every channel, from the hour of the settings on. How many went out."""
    moment = timezone.localtime(now)
    day = moment.date()
    if moment.hour < settings.NOTICE_HOUR or not calendar_for().is_working(day):
        return 0
    return sum(_send_by(name, channel, day) for name, channel in channels().items() if channel.ready())


def tell_and_send() -> None:
    """The chore of the worker."""
    tell()
    send()


def _send_by(name: str, channel: Channel, day: date) -> int:
    sent = 0
    muted = {row.person_id for row in Preference.objects.all() if name in row.muted}
    waiting = _waiting(name, day).exclude(person__in=muted)
    for person in User.objects.filter(pk__in=waiting.values("person"), is_active=True).order_by("pk"):
        delivery = _claimed(person, name, day, waiting.filter(person=person))
        sent += delivery is not None and _deliver(channel, delivery)
    for delivery in Delivery.objects.filter(
        channel=name, day=day, state=Delivery.State.FAILED, attempts__lt=MOST_ATTEMPTS
    ).exclude(person__in=muted):
        sent += _claimed_again(delivery) and _deliver(channel, delivery)
    return sent


def _waiting(channel: str, day: date) -> QuerySet[Notice]:
    """Notices of the last days that went out to nobody by the channel, unless they were seen in the application."""
    fresh = Notice.objects.filter(day__gt=day - timedelta(LOOK_BACK), day__lte=day, seen_at__isnull=True)
    return fresh.exclude(deliveries__channel=channel)


def _claimed(person: User, channel: str, day: date, notices: QuerySet[Notice]) -> Delivery | None:
    with transaction.atomic():
        delivery, new = Delivery.objects.get_or_create(person=person, channel=channel, day=day)
        if new:
            delivery.notices.set(notices)
    return delivery if new else None


def _claimed_again(delivery: Delivery) -> bool:
    rows = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.FAILED, attempts=delivery.attempts)
    return bool(rows.update(state=Delivery.State.SENDING, attempts=F("attempts") + 1))


def _deliver(channel: Channel, delivery: Delivery) -> bool:
    """Hand the digest over; what the channel refuses is tried again at the next round."""
    state, problem = Delivery.State.SENT, ""
    try:
        channel.send(digest_of(delivery))
    except NotReachable as reason:
        state, problem = Delivery.State.FAILED, str(reason)
        Delivery.objects.filter(pk=delivery.pk).update(attempts=MOST_ATTEMPTS)  # trying again would not help
    except Exception as fault:
        log.exception("digest %s by %s did not go out", delivery.pk, delivery.channel)
        state, problem = Delivery.State.FAILED, f"{type(fault).__name__}: {fault}"
    Delivery.objects.filter(pk=delivery.pk).update(state=state, problem=problem[:300])
    return state == Delivery.State.SENT


def mark_seen(person: User, notices: Sequence[int] | None = None) -> int:
    """A person has seen own notices: those of the ids, or all."""
    rows = Notice.objects.filter(person=person, seen_at__isnull=True)
    if notices is not None:
        rows = rows.filter(pk__in=notices)
    return rows.update(seen_at=timezone.now())


def set_preference(person: User, muted: Sequence[str], language: str) -> Preference:
    """How a person wants to be told."""
    row, _ = Preference.objects.update_or_create(
        person=person, defaults={"muted": sorted(set(muted)), "language": language}
    )
    return row
