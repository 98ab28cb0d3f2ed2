"""What the review answers to an act: JSON for the page's module, a page or a redirect without it.

A conflict shows both states and asks; a refusal says why.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse

from lotrinh.living.review import queries, services
from lotrinh.living.review.deciding import ACTS
from lotrinh.living.review.filters import Filters, chips
from lotrinh.living.review.forms import SlotsForm, slots_form
from lotrinh.living.review.models import Proposal, Review, ReviewState
from lotrinh.living.words import Words

_FIELDS = ("csrfmiddlewaretoken", "version", "other_version")


def wants_json(request: HttpRequest) -> bool:
    """Whether the page's own module asks."""
    return "application/json" in request.headers.get("Accept", "")


def review_at(pk: int) -> Review:
    """The review of an address, with its document and plan."""
    return get_object_or_404(Review.objects.select_related("document", "plan"), pk=pk)


def asks_conflict(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A conflict shows both states and asks; a refusal says why."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, pk, *args, **kwargs)
        except services.Conflict as conflict:
            return _conflict(request, pk, conflict)
        except services.Refused as refused:
            if wants_json(request):
                return JsonResponse({"refused": str(refused.words)}, status=400)
            messages.error(request, str(refused.words))
            return redirect("review:review", pk=pk)

    return guarded


def _conflict(request: HttpRequest, pk: int, conflict: services.Conflict) -> HttpResponse:
    review = review_at(pk)
    [card] = queries.cards(review, [conflict.proposal])
    kept = [(key, value) for key, values in request.POST.lists() if key not in _FIELDS for value in values]
    context = {
        "review": review,
        "card": card,
        "last": conflict.last,
        "last_act": ACTS[conflict.last.act] if conflict.last else "",
        "kept": kept,
        "yours": _yours(request, review, conflict.proposal),
        "action": request.path,
        "again": conflict.proposal.standing != "replaced",
    }
    if wants_json(request):
        html = render_to_string("review/conflict_box.html", context, request)
        return JsonResponse({"conflict": html, "card": conflict.proposal.pk}, status=409)
    return render(request, "review/conflict.html", context, status=409)


def _yours(request: HttpRequest, review: Review, proposal: Proposal) -> queries.Card | None:
    """What the person was about to write, where it was an edit."""
    if "start" not in request.POST:
        return None
    form = form_of(review, proposal, request.POST)
    if not form.is_valid():
        return None
    mine = Proposal(
        kind=proposal.kind, slots=form.cleaned_slots, start=form.cleaned_data["start"], end=form.cleaned_data["end"]
    )
    mine.pk, mine.standing = proposal.pk, "accepted"
    return queries.cards(review, [mine])[0]


def form_of(review: Review, proposal: Proposal, data: Any = None) -> SlotsForm:
    """The form of a proposal."""
    return slots_form(
        proposal.kind,
        data,
        slots=proposal.slots,
        start=proposal.start,
        end=proposal.end,
        plan=review.plan,
        purpose=review.purpose,
    )


def fragment(request: HttpRequest, name: str, context: dict[str, Any], status: int) -> HttpResponse:
    """A form: alone for the page's module, on a page of its own without."""
    if request.headers.get("X-Fragment") or wants_json(request):
        html = render_to_string(f"review/{name}_form.html", context, request)
        return JsonResponse({"form": html}, status=status)
    return render(request, "review/form_page.html", {**context, "part": f"review/{name}_form.html"}, status=status)


def decided(request: HttpRequest, pk: int, changed: Proposal, *, moves: bool) -> HttpResponse:
    """What follows a decision on one item."""
    review = review_at(pk)
    proposals = queries.proposals_of(review)
    filters = Filters.of(request.GET)
    shown = [p for p in proposals if filters.fits(p) or p.pk == changed.pk]
    following = queries.next_open(shown, changed) if moves else changed
    if not wants_json(request):
        return redirect(_address(review, filters, following or changed))
    [card] = queries.cards(review, queries.whole([changed]))
    progress = queries.progress(proposals)
    context = {
        "review": review,
        "card": card,
        "decides": True,
        "progress": progress,
        "may_publish": review.state == ReviewState.OPEN,
        "filters": filters,
    }
    return JsonResponse(
        {
            "card": changed.pk,
            "html": render_to_string("review/card.html", context, request),
            "standing": changed.standing,
            "progress": render_to_string("review/progress.html", context, request),
            "chips": render_to_string("review/chips.html", {"chips": chips(proposals, filters)}, request),
            "easy": _EASY.format(n=progress.easy) if progress.easy else "",
            "next": following.pk if following else None,
            "next_url": _address(review, filters, following) if following else "",
        }
    )


_EASY = Words("Chấp nhận {n} mục không có điểm nghi ngờ", "Accept {n:item|items} without doubts")


def changed_many(request: HttpRequest, pk: int, chosen: int | None) -> HttpResponse:
    """Several items changed: the page is asked for anew."""
    filters = Filters.of(request.GET)
    query = filters.query()
    url = reverse("review:review", args=[pk])
    tail = f"o={chosen}" if chosen else ""
    url += "?" + "&".join(part for part in (query, tail) if part) if query or tail else ""
    if wants_json(request):
        return JsonResponse({"go": url})
    return redirect(url + (f"#de-xuat-{chosen}" if chosen else ""))


def _address(review: Review, filters: Filters, proposal: Proposal) -> str:
    query = filters.query()
    url = reverse("review:review", args=[review.pk])
    return f"{url}?{query}{'&' if query else ''}o={proposal.pk}#de-xuat-{proposal.pk}"
