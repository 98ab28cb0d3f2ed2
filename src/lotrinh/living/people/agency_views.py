"""Pages of agencies: which there are on a day, who one is, what became of it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lotrinh.living.access.doors import door, person_in
from lotrinh.living.access.public import same_for_visitors
from lotrinh.living.access.rules import may
from lotrinh.living.fields import day_in
from lotrinh.living.journal.queries import history
from lotrinh.living.people.agency_queries import by_level, holders, memberships, search, timeline
from lotrinh.living.people.models import Agency, AgencyKind
from lotrinh.living.people.queries import Given, answers_for_all
from lotrinh.living.people.resolution import resolve
from lotrinh.living.words import Words

PAGE = 200
SEVERAL_DOUBTS = Words(
    "việc được chia theo địa bàn, theo chức năng; lời văn không đủ để xác định một cơ quan",
    "the work was divided by area and by function; its words do not decide for one",
)


@require_GET
@door("plan.read")
@same_for_visitors
def agencies(request: HttpRequest) -> HttpResponse:
    """The list; ?q= words of any name, ?loai= the kind, ?ngay= the day on which they exist ("moi": of all times)."""
    today = timezone.localdate()
    asked = request.GET.get("q", "")[:120].strip()
    kind = request.GET.get("loai", "")
    kind = kind if kind in AgencyKind.values else ""
    told = request.GET.get("ngay", "")
    day = day_in(told) or today
    always = told == "moi" or bool(asked and not told)  # who looks for an old name must find it
    rows = by_level(search(asked, None if always else day, kind))
    page = Paginator(rows, PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "asked": asked,
        "kind": kind,
        "kinds": AgencyKind.choices,
        "day": day,
        "today": today,
        "always": always,
        "wrong_day": told not in ("", "moi") and day_in(told) is None,
        "may_edit": may(person_in(request), "agencies.edit"),
    }
    return render(request, "people/agencies.html", context)


@require_GET
@door("plan.read")
@same_for_visitors
def agency(request: HttpRequest, pk: int) -> HttpResponse:
    """One agency: names, mergers, groups, who holds roles there (for those who may see what is internal)."""
    today = timezone.localdate()
    person = person_in(request)
    found = get_object_or_404(Agency.objects.select_related("area", "area__parent").prefetch_related("names"), pk=pk)
    internal = may(person, "internal.read")
    ended = found.valid_to is not None and found.valid_to < today
    answers = answers_for_all([Given(found.name, found, found.valid_to or today)], today)[0] if ended else ()
    context = {
        "agency": found,
        "ended": ended,
        "answers": answers,
        "names": [name for name in found.names.all() if name.name != found.name],
        "moments": timeline(found),
        "memberships": memberships(found),
        "holders": holders(found, today)[:PAGE] if internal else None,
        "history": history("agency", found.pk) if internal else None,
        "may_edit": may(person, "agencies.edit"),
    }
    return render(request, "people/agency.html", context)


@require_GET
@door("plan.read")
def who_answers(request: HttpRequest) -> HttpResponse:
    """Who answers for what was given to somebody: ?ten= as printed, ?khi= day of the document, ?viec= the task."""
    today = timezone.localdate()
    printed = request.GET.get("ten", "")[:200].strip()
    about = request.GET.get("viec", "")[:2_000].strip()
    given_on = day_in(request.GET.get("khi", "")) or today
    on = day_in(request.GET.get("ngay", "")) or today
    meant = resolve(printed, given_on) if printed else None
    answers = answers_for_all([Given(printed, meant, given_on, about)], on)[0] if printed else ()
    doubts = {answer.doubt for answer in answers}
    context = {
        "printed": printed,
        "about": about,
        "given_on": given_on,
        "on": on,
        "answers": answers,
        "doubt": doubts.pop() if len(doubts) == 1 else SEVERAL_DOUBTS,
    }
    return render(request, "people/who_answers.html", context)
