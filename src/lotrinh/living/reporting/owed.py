"""What must my agency report, by when: the one query behind the page, the digest, the calendar feed and the clocks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from lotrinh.living.reporting.models import Request, State

WITH_REPORTER = (State.NOT_STARTED, State.DRAFT, State.RETURNED, State.REOPENED)
"""States in which the reporter has something to do."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One report that an agency owes. `days`: until it is due, negative when late. `reason`: why it came back."""

    request: Request
    name: str
    due: date
    days: int
    state: str
    reason: str

    @property
    def late(self) -> bool:
        """Whether the day has passed."""
        return self.days < 0

    @property
    def days_late(self) -> int:
        """Days since it was due; 0 when it is in time."""
        return max(0, -self.days)

    @property
    def url(self) -> str:
        """Where it is written."""
        return reverse("reporting:request", args=[self.request.pk])


def requests_of(agencies: Collection[int] | None) -> QuerySet[Request]:
    """The requests that these agencies answer for, their own and those delegated to them; None: everybody's."""
    rows = Request.objects.select_related("period", "period__regime", "agency", "receiver", "delegated_to", "level")
    if agencies is None:
        return rows
    return rows.filter(Q(agency__in=agencies, delegated_to=None) | Q(delegated_to__in=agencies))


def owed_by(agencies: Collection[int] | None, on: date | None = None, until: date | None = None) -> list[Owed]:
    """What is still to be sent, returned ones first, then by the day it is due. Two queries.

    `until`: leave out what is due later. In a locked period only what was reopened is owed.
    """
    day = on or timezone.localdate()
    rows = requests_of(agencies).filter(state__in=WITH_REPORTER)
    rows = rows.filter(Q(period__locked_at=None) | Q(open_after_lock=True))
    if until is not None:
        rows = rows.filter(due__lte=until)
    found = list(rows.prefetch_related("steps").order_by("due", "pk"))
    owed = [Owed(row, str(row.period), row.due, (row.due - day).days, row.state, _reason(row)) for row in found]
    return sorted(owed, key=lambda one: (one.state not in (State.RETURNED, State.REOPENED), one.due, one.request.pk))


def _reason(row: Request) -> str:
    if row.state not in (State.RETURNED, State.REOPENED):
        return ""
    return next((step.reason for step in row.steps.all() if step.reason), "")
