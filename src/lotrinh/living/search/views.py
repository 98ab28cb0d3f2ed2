"""The page of results."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lotrinh.living.access.doors import door, person_in
from lotrinh.living.access.public import same_for_visitors
from lotrinh.living.search.kinds import kinds
from lotrinh.living.search.queries import RANKED_MAX, SHOWN, find

ASKED_MAX = 200  # characters


@require_GET
@door("site.read")
@same_for_visitors
def results(request: HttpRequest) -> HttpResponse:
    """What was found, by kind; ?q= the words, ?loai= one kind only."""
    asked = request.GET.get("q", "")[:ASKED_MAX]
    kind = request.GET.get("loai", "")
    kind = kind if kind in kinds() else ""
    answer = find(asked, person_in(request), kind, RANKED_MAX if kind else SHOWN)
    page = {"answer": answer, "kind": kind, "kind_name": kinds().get(kind), "kinds": kinds().items()}
    return render(request, "search/results.html", page)
