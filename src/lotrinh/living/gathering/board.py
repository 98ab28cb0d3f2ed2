"""Who has reported: completeness and timeliness of a period, by level and by agency.

Reads: requests, form rows, entries of one period. Writes: `Board`. Five queries, however many agencies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from lotrinh.living.reporting.models import Entry, FormRow, Level, Period, Request, State

SENT = frozenset({State.SUBMITTED, State.ACCEPTED, State.LOCKED})
BACK = frozenset({State.RETURNED, State.REOPENED})
"""States of a report that was sent and lies with its agency again."""


@dataclass(frozen=True, slots=True)
class Line:
    """One agency in a period. `told` of `asked` required lines have a figure or say why there is none.

    `days_late`: after the due day, of the first sending, or until today while nothing was sent; 0 when in time.
    """

    request: Request
    asked: int
    told: int
    unknown: int
    days_late: int

    @property
    def sent(self) -> bool:
        """Whether a report lies with its receiver."""
        return self.request.state in SENT

    @property
    def back(self) -> bool:
        """Whether it was sent and lies with its agency again."""
        return self.request.state in BACK

    @property
    def complete(self) -> bool:
        """Whether every required line says something."""
        return self.told >= self.asked


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many: the denominator is always printed."""

    count: int
    of: int

    @property
    def percent(self) -> float | None:
        """The share; None of nothing."""
        return 100 * self.count / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Board:
    """A period at a glance."""

    period: Period
    levels: Sequence[tuple[Level, Sequence[Line]]]
    states: Mapping[str, int]
    sent: Share
    in_time: Share  # of those that were due by the day: sent on or before it
    accepted: Share
    lines_told: Share

    @property
    def lines(self) -> list[Line]:
        """All agencies, level by level."""
        return [line for _, lines in self.levels for line in lines]

    @property
    def missing(self) -> list[Line]:
        """Those that have not sent, the latest first. What came back or was opened again had been sent."""
        found = (line for line in self.lines if not line.sent and not line.back)
        return sorted(found, key=lambda line: -line.days_late)

    @property
    def returned(self) -> list[Line]:
        """Reports that were sent back to be mended."""
        return [line for line in self.lines if line.request.state == State.RETURNED]

    @property
    def reopened(self) -> list[Line]:
        """Reports that were opened again after the period was locked."""
        return [line for line in self.lines if line.request.state == State.REOPENED]

    @property
    def overdue(self) -> list[Line]:
        """Who has not sent, is past the day, and can be written to: not the one that receives its own report."""
        return [one for one in self.missing if one.days_late and one.request.agency_id != one.request.receiver_id]

    @property
    def received(self) -> Share:
        """How many have come, those that were opened again too."""
        return Share(self.sent.count + len(self.reopened), self.sent.of)


def board_of(period: Period, on: date | None = None) -> Board:
    """The board of a period as of a day."""
    day = on or timezone.localdate()
    requests = list(
        period.requests.select_related("agency", "receiver", "delegated_to", "level").order_by(
            "level__order", "agency__name", "pk"
        )
    )
    asked = rows_asked(period, requests)
    told = {
        row["request"]: (row["told"], row["unknown"])
        for row in Entry.objects.filter(request__period=period)
        .values("request")
        .annotate(told=Count("id", filter=Q(row__required=True)), unknown=Count("id", filter=Q(value=None)))
    }
    lines = [Line(one, asked[one.pk], *told.get(one.pk, (0, 0)), days_late=_days_late(one, day)) for one in requests]
    by_level: dict[int, list[Line]] = {}
    for line in lines:
        by_level.setdefault(line.request.level_id, []).append(line)
    due = [line for line in lines if line.request.due < day or line.request.first_submitted_at is not None]
    return Board(
        period,
        [(found[0].request.level, found) for found in by_level.values()],
        Counter(one.state for one in requests),
        Share(sum(line.sent for line in lines), len(lines)),
        Share(sum(line.days_late == 0 for line in due), len(due)),
        Share(sum(one.state in (State.ACCEPTED, State.LOCKED) for one in requests), len(lines)),
        Share(sum(min(line.told, line.asked) for line in lines), sum(line.asked for line in lines)),
    )


def rows_asked(period: Period, requests: Sequence[Request]) -> dict[int, int]:
    """Request → how many required lines its form has. One query."""
    rows = list(
        FormRow.objects.filter(regime=period.regime_id, required=True)
        .filter(Q(valid_from=None) | Q(valid_from__lte=period.cut_off))
        .filter(Q(valid_to=None) | Q(valid_to__gte=period.cut_off))
        .values_list("level_id", "agency_id")
    )
    found = Counter(rows)
    return {
        one.pk: sum(
            count
            for (level, agency), count in found.items()
            if level in (None, one.level_id) and agency in (None, one.agency_id)
        )
        for one in requests
    }


def _days_late(request: Request, on: date) -> int:
    first = request.first_submitted_at
    sent = timezone.localtime(first).date() if first is not None else on
    return max(0, (sent - request.due).days)


def periods_listed(locked: bool | None = None) -> Sequence[tuple[Period, Counter[str]]]:
    """Periods with the count of their requests by state, the newest first. Two queries."""
    periods = Period.objects.select_related("regime", "regime__receiver").order_by("-cut_off", "regime__name")
    if locked is not None:
        periods = periods.filter(locked_at__isnull=not locked)
    found = list(periods[:200])
    counts: dict[int, Counter[str]] = {one.pk: Counter() for one in found}
    rows = Request.objects.filter(period__in=counts).values_list("period", "state").annotate(count=Count("id"))
    for period, state, count in rows:
        counts[period][state] += count
    return [(one, counts[one.pk]) for one in found]
