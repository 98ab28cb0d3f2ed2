"""What changed in public since a day: new versions, new figures, answers; the same for the page and the feeds.

Reads: published rows. Writes: `Event`s, the newest first. Four queries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.urls import reverse
from django.utils import timezone

from lotrinh.living.observations.words import period_words, value_words
from lotrinh.living.plans.models import Plan, Target
from lotrinh.living.portal import publicity
from lotrinh.living.words import Words

MOST = 200
EARLIEST = date(1990, 1, 1)  # nothing was published before; the first days of the calendar have no time zone


@dataclass(frozen=True, slots=True)
class Event:
    """Something became public. `id`: stable, unique; `url`: an address on this site."""

    id: str
    at: datetime
    kind: str
    title: Words
    about: str
    url: str


KINDS = {
    "figure": Words("Số liệu", "Figure"),
    "version": Words("Phiên bản kế hoạch", "Version of a plan"),
    "answer": Words("Trả lời", "Answer"),
}


def events(since: date | None = None, plan: Plan | None = None, most: int = MOST) -> list[Event]:
    """The newest `most` events, of one plan or of all, since a day where one is given."""
    start = None if since is None else timezone.make_aware(datetime.combine(max(since, EARLIEST), time.min))
    found = [*_versions(start, plan, most), *_figures(start, plan, most), *_answers(start, plan, most)]
    found.sort(key=lambda event: (event.at, event.id), reverse=True)
    return found[:most]


def _versions(start: datetime | None, plan: Plan | None, most: int) -> Sequence[Event]:
    rows = publicity.versions().select_related("plan", "document")
    rows = rows.filter(plan=plan) if plan else rows
    rows = rows.filter(published_at__gte=start) if start else rows
    return [
        Event(
            f"version-{row.pk}", row.published_at, "version",
            Words(f"{row.plan.short}: phiên bản {row.number}", f"{row.plan.short}: version {row.number}"),
            publicity.document_named(row.document), reverse("portal:plan", args=[row.plan.slug]),
        )
        for row in rows.order_by("-published_at")[:most]
    ]  # fmt: skip


def _figures(start: datetime | None, plan: Plan | None, most: int) -> Sequence[Event]:
    rows = publicity.current(publicity.figures()).filter(value__isnull=False)
    targets = publicity.targets().select_related("plan")
    if plan is not None:
        targets = targets.filter(plan=plan)
        rows = rows.filter(indicator__in=targets.values("indicator"))
    rows = rows.filter(entered_at__gte=start) if start else rows
    shown = list(rows.order_by("-entered_at")[:most])
    pages: dict[int, Target] = {}
    for target in targets.filter(indicator__in={row.indicator_id for row in shown}).order_by("-pk"):
        pages[target.indicator_id] = target
    return [
        Event(
            f"figure-{row.pk}", row.entered_at, "figure", Words(row.indicator.name, row.indicator.name),
            f"{value_words(row.value, row.unit, row.comparator)} ({period_words(row.period)})"
            + (f", {row.area.name}" if row.area else ""),
            reverse("portal:target", args=[page.plan.slug, page.pk]),
        )
        for row in shown
        if (page := pages.get(row.indicator_id)) is not None
    ]  # fmt: skip


def _answers(start: datetime | None, plan: Plan | None, most: int) -> Sequence[Event]:
    rows = publicity.answers().select_related("question__target__plan", "question__target__indicator")
    rows = rows.filter(question__target__plan=plan) if plan else rows
    rows = rows.filter(at__gte=start) if start else rows
    return [
        Event(
            f"answer-{row.pk}", row.at, "answer",
            Words(
                f"Trả lời về {row.question.target.indicator.name}",
                f"An answer on {row.question.target.indicator.name}",
            ),
            row.text[:200],
            reverse("portal:target", args=[row.question.target.plan.slug, row.question.target_id]) + "#hoi-dap",
        )
        for row in rows.order_by("-at")[:most]
    ]  # fmt: skip
