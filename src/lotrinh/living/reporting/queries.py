"""What the pages of reports ask."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, QuerySet

from lotrinh.living.access.rules import Person
from lotrinh.living.reporting.models import Period, Regime, Request, State, Step, Upload
from lotrinh.living.reporting.owed import requests_of
from lotrinh.living.reporting.rights import RECEIVE, WRITE, covered

MOST = 200


def waiting_for(person: Person) -> list[Request]:
    """Reports that were sent to the person's agencies and wait there, the longest first. One query."""
    rows = Request.objects.filter(receiver__in=covered(person, RECEIVE), state=State.SUBMITTED)
    return list(_told(rows).order_by("submitted_at", "pk")[:MOST])


def overdue_for(person: Person, on: date) -> list[Request]:
    """Reports that the person's agencies should have and that never came, by period, the longest overdue first.

    One query.
    """
    rows = Request.objects.filter(
        receiver__in=covered(person, RECEIVE), state__in=(State.NOT_STARTED, State.DRAFT), due__lt=on,
        period__locked_at=None,
    )  # fmt: skip
    return list(_told(rows).order_by("due", "period", "agency__name", "pk"))


def sent_by(person: Person) -> list[Request]:
    """Reports of the person's agencies that are with their receiver or done, the newest first. One query."""
    rows = requests_of(covered(person, WRITE)).filter(state__in=(State.SUBMITTED, State.ACCEPTED, State.LOCKED))
    return list(_told(rows).order_by("-submitted_at", "-pk")[:50])


def _told(rows: QuerySet[Request]) -> QuerySet[Request]:
    return rows.select_related("period__regime", "agency", "receiver", "level")


def steps_of(request: Request) -> list[Step]:
    """The history of a report, the newest first; contents are left unread. One query."""
    return list(request.steps.select_related("by", "agency").defer("content").order_by("-number"))


def last_sent(request: Request, before: int | None = None) -> Step | None:
    """The last sending of a report, `before` a step's number. One query."""
    rows = request.steps.filter(transition="submit")
    return (rows.filter(number__lt=before) if before else rows).order_by("-number").first()


def uploads_of(request: Request) -> list[Upload]:
    """What came back for a report, the newest first. One query."""
    return list(request.uploads.select_related("by").defer("rows").order_by("-pk")[:20])


def regimes() -> QuerySet[Regime]:
    """All regimes with how many periods and rows they have. One query."""
    return Regime.objects.select_related("plan", "receiver").annotate(
        period_count=Count("periods", distinct=True), row_count=Count("rows", distinct=True)
    )


def periods_of(regime: Regime) -> list[Period]:
    """The periods of a regime with their requests in figures, the newest first. One query."""
    sent = Q(requests__state__in=(State.SUBMITTED, State.ACCEPTED, State.LOCKED))
    rows = regime.periods.annotate(asked=Count("requests"), sent=Count("requests", filter=sent))
    return list(rows.order_by("-cut_off", "-pk")[:MOST])
