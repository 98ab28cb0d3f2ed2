"""Pages for everybody: the start, a plan, one of its sectors, what changed. All people see them as a visitor does."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lotrinh.living.access.doors import door, person_in
from lotrinh.living.access.public import same_for_visitors
from lotrinh.living.access.rules import NOBODY, may
from lotrinh.living.fields import day_in
from lotrinh.living.plans.comparison import compare
from lotrinh.living.plans.models import Plan
from lotrinh.living.portal import changes, publicity
from lotrinh.living.portal.sentences import target_sentence
from lotrinh.living.portal.summaries import Summary, summary_of

PLANS = 40
SINCE = 90
"""Days that the page of changes looks back unless it is asked for others."""


def plan_of(slug: str) -> Plan:
    """A published plan; Http404 for any other, so that its being there is not told."""
    plan = publicity.public_plans().filter(slug=slug).first()
    if plan is None:
        raise Http404
    return plan


@require_GET
@door("portal.read")
@same_for_visitors
def start(request: HttpRequest) -> HttpResponse:
    """Is the province keeping its promises: every published plan in a sentence."""
    plans = publicity.public_plans().order_by("kind", "-year_to", "id")
    context = {
        "summaries": [summary_of(plan) for plan in plans[:PLANS]],
        "more": max(0, plans.count() - PLANS),
        "events": changes.events(most=6),
        "decides": may(person_in(request), "publicity.decide"),
        "moderates": may(person_in(request), "question.moderate"),
    }
    return render(request, "portal/start.html", context)


@require_GET
@door("portal.read")
@same_for_visitors
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """One plan: the count with its rule, sectors, agencies."""
    summary = summary_of(plan_of(slug))
    context = {"plan": summary.plan, "summary": summary, "decides": may(person_in(request), "publicity.decide")}
    return render(request, "portal/plan.html", context)


@require_GET
@door("portal.read")
@same_for_visitors
def sector(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The targets of a section or of an agency, one sentence each."""
    summary = summary_of(plan_of(slug))
    found = summary.sector(key)
    if found is None:
        raise Http404
    held = _held(summary)
    told = [(row, target_sentence(summary.plan, row, held=row.id in held)) for row in found.rows]
    return render(request, "portal/sector.html", {"plan": summary.plan, "sector": found, "rows": told})


def _held(summary: Summary) -> set[int]:
    """Targets of the plan whose verdict is not published."""
    told = set(publicity.verdicts().filter(target__plan=summary.plan).values_list("target_id", flat=True))
    return {row.id for row in summary.whole.rows} - told


@require_GET
@door("portal.read")
@same_for_visitors
def changed(request: HttpRequest) -> HttpResponse:
    """What became public since a day (?tu=), in all plans or in one (?ke-hoach=) with both days side by side."""
    today = timezone.localdate()
    since = day_in(request.GET.get("tu", "")) or today - timedelta(days=SINCE)
    since = min(max(since, changes.EARLIEST), today)
    asked = request.GET.get("ke-hoach", "")
    plans = list(publicity.public_plans().order_by("kind", "-year_to", "id")[:PLANS])
    chosen = next((one for one in plans if one.slug == asked), None)
    context = {
        "since": since,
        "events": changes.events(since, chosen),
        "most": changes.MOST,
        "plans": plans,
        "plan": chosen,
        "comparison": compare(chosen, since, today, NOBODY) if chosen else None,
    }
    return render(request, "portal/changed.html", context)
