"""Pages of areas: which there are on a day, and what became of one."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lotrinh.living.access.doors import door, person_in
from lotrinh.living.access.public import same_for_visitors
from lotrinh.living.access.rules import may
from lotrinh.living.fields import day_in
from lotrinh.living.journal.queries import history
from lotrinh.living.places.editing import state_of
from lotrinh.living.places.models import Area, AreaKind
from lotrinh.living.places.queries import became, by_level, ended_ground, existing, formed_from, search

PAGE = 200


@require_GET
@door("site.read")
@same_for_visitors
def areas(request: HttpRequest) -> HttpResponse:
    """The list; ?q= words of the name, ?cap= the level, ?ngay= the day on which they exist ("moi": of all times)."""
    today = timezone.localdate()
    asked = request.GET.get("q", "")[:120].strip()
    kind = request.GET.get("cap", "")
    kind = kind if kind in AreaKind.values else ""
    told = request.GET.get("ngay", "")
    day = day_in(told) or today
    always = told == "moi" or bool(asked and not told)  # who looks for a name looks for the old one too
    rows = search(asked, None if always else day, kind).exclude(kind=AreaKind.NATION)
    page = Paginator(by_level(rows), PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "asked": asked,
        "kind": kind,
        "kinds": [choice for choice in AreaKind.choices if choice[0] != AreaKind.NATION],
        "day": day,
        "today": today,
        "always": always,
        "wrong_day": told not in ("", "moi") and day_in(told) is None,
        "counts": _counts(day),
        "same_name": _same_name(asked, list(page)) if asked else [],
        "edits": may(person_in(request), "agencies.edit"),
    }
    return render(request, "places/areas.html", context)


@require_GET
@door("site.read")
@same_for_visitors
def area(request: HttpRequest, pk: int) -> HttpResponse:
    """One area: what it was formed from, what it became, what lies in it."""
    today = timezone.localdate()
    found = get_object_or_404(Area.objects.select_related("parent", "parent__parent"), pk=pk)
    last_day = min(found.valid_to or today, today)
    person = person_in(request)
    edits = may(person, "agencies.edit")
    inside = Area.objects.filter(existing(last_day), parent=found)
    return render(
        request,
        "places/area.html",
        {
            "area": found,
            "ended": found.valid_to is not None and found.valid_to < today,
            "formed_from": formed_from(found),
            "became": became(found, today),
            "ended_ground": ended_ground(found) if found.valid_to else "",
            "inside": inside.order_by("folded", "pk"),
            "last_day": last_day,
            "recorded": found.became.select_related("new").order_by("on", "pk") if edits else [],
            "edits": edits,
            "seen": state_of(found) if edits else "",
            "history": history("area", found.pk) if may(person, "internal.read") else (),
            "namesakes": Area.objects.filter(_bare(found)).exclude(pk=found.pk).select_related("parent")[:20],
        },
    )


def _counts(day: date) -> list[tuple[str, str, int]]:
    """How many areas of each level there are on a day: (level, its name, number)."""
    rows = dict(
        Area.objects.filter(existing(day)).values_list("kind").annotate(Count("pk")).values_list("kind", "pk__count")
    )
    return [(kind, label, rows.get(kind, 0)) for kind, label in AreaKind.choices if kind != AreaKind.NATION]


def _same_name(asked: str, found: list[Area]) -> list[Area]:
    """The areas of exactly that name, when there are several: the page says how they differ."""
    words = asked.casefold().split()
    same = [area for area in found if area.name.casefold().split()[-len(words) :] == words]
    return same if len(same) > 1 else []


def _bare(area: Area) -> Q:
    """Areas of the same name whatever their rank: "Bình Gia" of the district, the township and the commune."""
    ranks = ("thanh pho", "thi tran", "thi xa", "dac khu", "huyen", "phuong", "tinh", "quan", "xa")
    bare = next((area.folded.removeprefix(f"{rank} ") for rank in ranks if area.folded.startswith(f"{rank} ")), "")
    return Q(folded__in=[f"{rank} {bare}" for rank in ranks]) if bare else Q(pk=area.pk)
