"""What pages ask of the journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString

from lotrinh.living.journal.links import links_of
from lotrinh.living.journal.models import Event
from lotrinh.living.journal.wording import sentence

PAGE = 100
HISTORY_MAX = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One act as a reader sees it. `sentence` holds a link and is safe."""

    number: int
    at: datetime
    who: str
    act: str
    sentence: SafeString
    subject_kind: str
    subject_id: str
    plan_id: int | None
    digest: str

    @property
    def day(self) -> date:
        """The day here, for the headings."""
        return timezone.localtime(self.at).date()


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show. Empty fields do not narrow; `before`: rows with smaller numbers only."""

    actor: int | None = None
    act: str = ""
    plan: int | None = None
    kind: str = ""
    subject: str = ""
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines, the newest first. `older`: the number before which the next page begins; None: there is none."""

    lines: tuple[Line, ...]
    older: int | None


def page(wanted: Filter, size: int = PAGE) -> Page:
    """One page of the journal: one query, and one for each kind of thing that it links."""
    events = list(_matching(wanted)[: size + 1])
    older = events[size - 1].number if len(events) > size else None
    return Page(lines_of(events[:size]), older)


def history(kind: str, id: int | str) -> tuple[Line, ...]:
    """What was done to one thing, the newest first, at most `HISTORY_MAX` lines. For journal/history.html."""
    return lines_of(list(_matching(Filter(kind=kind, subject=str(id)))[:HISTORY_MAX]), linked=False)


def lines_of(events: Sequence[Event], linked: bool = True) -> tuple[Line, ...]:
    """Rows as readers see them."""
    urls = links_of(events) if linked else {}
    return tuple(
        Line(
            event.number,
            event.at,
            event.actor_name,
            event.act,
            sentence(event, urls.get((event.subject_kind, event.subject_id), "")),
            event.subject_kind,
            event.subject_id,
            event.plan_id,
            event.digest,
        )
        for event in events
    )


def actors() -> list[tuple[int, str]]:
    """Everybody who has a row, by name. One query."""
    acted = Exists(Event.objects.filter(actor=OuterRef("pk")))
    return sorted(((user.pk, str(user)) for user in get_user_model().objects.filter(acted)), key=lambda row: row[1])


def plan_name(plan: int) -> str:
    """The name of a plan as the journal last knew it."""
    named = Event.objects.filter(subject_kind="plan", subject_id=str(plan))
    return named.values_list("subject_name", flat=True).first() or str(plan)


def subject_name(kind: str, id: str) -> str:
    """The name of a thing as the journal last knew it."""
    named = Event.objects.filter(subject_kind=kind, subject_id=id)
    return named.values_list("subject_name", flat=True).first() or id


def _matching(wanted: Filter) -> QuerySet[Event]:
    events = Event.objects.order_by("-number")
    if wanted.actor is not None:
        events = events.filter(actor_id=wanted.actor)
    if wanted.act:
        events = events.filter(act=wanted.act)
    if wanted.plan is not None:
        events = events.filter(plan_id=wanted.plan)
    if wanted.kind:
        events = events.filter(subject_kind=wanted.kind)
    if wanted.subject:
        events = events.filter(subject_id=wanted.subject)
    if wanted.before is not None:
        events = events.filter(number__lt=wanted.before)
    return events
