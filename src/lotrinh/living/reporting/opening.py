"""Opening periods: the rows of what is due, and one request for every agency that owes a report.

Reads: regimes with levels and reporters, groups, successions. Writes: `Period`, `Request`, the journal. Opening twice
adds nothing: what is there stays, and an agency that was forgotten gets its request.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from lotrinh.core.period import Period as Span
from lotrinh.living.journal.services import record
from lotrinh.living.people.models import Agency, User
from lotrinh.living.people.queries import members_on
from lotrinh.living.people.succession import load_reorganisations
from lotrinh.living.reporting.answering import answering, holds, successor
from lotrinh.living.reporting.models import Level, Period, Regime, Reporter, Request
from lotrinh.living.reporting.periods import spans
from lotrinh.living.workdays.queries import calendar_for

AHEAD = timedelta(days=45)
"""How long before its cut-off a period is opened, so that agencies see it coming."""


@dataclass(frozen=True, slots=True)
class Owing:
    """An agency that owes the report of a period, to whom, and why it is this one."""

    agency: Agency
    level: Level
    receiver: Agency
    ground: str = ""


def open_due(on: date | None = None, by: User | None = None) -> int:
    """Open every period of every regime in force whose cut-off comes within `AHEAD`; how many were opened."""
    day = on or timezone.localdate()
    made = 0
    for regime in Regime.objects.select_related("receiver").order_by("pk"):
        made += len(open_periods(regime, regime.begins, day + AHEAD, by))
    return made


@transaction.atomic
def open_periods(regime: Regime, since: date, until: date, by: User | None) -> list[Period]:
    """Open the periods of a regime whose cut-off lies between two days and within its validity."""
    last = min(until, regime.valid_to) if regime.valid_to else until
    there = set(regime.periods.values_list("period", flat=True))
    coming = spans(regime.frequency, regime.windows, regime.own_window, max(since, regime.valid_from), last)
    return [_open(regime, one.period, one.opens, one.cut_off, by) for one in coming if str(one.period) not in there]


@transaction.atomic
def open_once(regime: Regime, covers: Span, cut_off: date, by: User | None) -> Period:
    """Open a period that no calendar gives: of a thematic or ad hoc report."""
    return _open(regime, covers, covers.first, cut_off, by)


def _open(regime: Regime, covers: Span, opens: date, cut_off: date, by: User | None) -> Period:
    period = Period.objects.create(
        regime=regime, period=str(covers), first=covers.first, last=covers.last, opens=opens, cut_off=cut_off
    )
    count = complete(period)
    record("period.opened", by, period, plan=regime.plan_id, requests=count, cut_off=cut_off.isoformat())
    return period


def complete(period: Period) -> int:
    """Give a request to every agency that owes one and has none; how many were given."""
    owing = owing_for(period.regime, period.cut_off)
    there = set(period.requests.values_list("agency_id", flat=True))
    calendar = calendar_for()
    due = {one.level.pk: calendar.add_working_days(period.cut_off, one.level.days) for one in owing}
    made = Request.objects.bulk_create(
        Request(
            period=period, level=one.level, agency=one.agency, receiver=one.receiver, ground=one.ground,
            due=due[one.level.pk],
        )
        for one in owing
        if one.agency.pk not in there
    )  # fmt: skip
    return len(made)


def owing_for(regime: Regime, on: date) -> list[Owing]:
    """Who owes a report on a day: reporters of the regime, members of groups, carried to their successors.

    An agency that several reporters lead to owes one report, at the first level that names it. The receiver is no
    member that reports to itself; named as a reporter it hands in its own figures like everybody.
    """
    reporters = [
        one
        for one in Reporter.objects.filter(level__regime=regime)
        .select_related("level", "agency", "receiver", "group")
        .order_by("level__order", "pk")
        if holds(one.valid_from, one.valid_to, on)
    ]
    members = members_on({one.group_id: on for one in reporters if one.group_id is not None})
    named = [
        (one, agency)
        for one in reporters
        for agency in ([one.agency] if one.agency is not None else members[one.group_id or 0])
    ]
    receivers = {one.receiver_id or regime.receiver_id: one.receiver or regime.receiver for one in reporters}
    known = load_reorganisations({agency.pk for _, agency in named} | set(receivers), on)
    today = {pk: successor(agency, on, known) for pk, agency in receivers.items()}
    found: dict[int, Owing] = {}
    for one, agency in named:
        receiver = today[one.receiver_id or regime.receiver_id]
        for heir, ground in answering(agency, on, known):
            if heir.pk != receiver.pk or one.group_id is None:
                found.setdefault(heir.pk, Owing(heir, one.level, receiver, ground))
    return sorted(found.values(), key=lambda owing: (owing.level.order, owing.agency.name, owing.agency.pk))
