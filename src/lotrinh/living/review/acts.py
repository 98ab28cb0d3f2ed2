"""What a person does to proposals. The same addresses serve forms without JavaScript and the page's own module.

The module asks for JSON and gets what changed as HTML; without it the answer is a redirect to the next item.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from lotrinh.living.documents.told import KINDS as KIND_WORDS
from lotrinh.living.people.doors import account_in, door
from lotrinh.living.review import drafts, queries, services
from lotrinh.living.review.deciding import ACTS
from lotrinh.living.review.forms import SlotsForm, slots_form
from lotrinh.living.review.models import Proposal, Review, ReviewState
from lotrinh.living.review.opening import KINDS
from lotrinh.living.words import Words

_SIMPLE: dict[str, Callable[..., Proposal]] = {
    "chap-nhan": services.accept,
    "bo": services.reject,
    "mo-lai": services.reopen,
}
_FIELDS = ("csrfmiddlewaretoken", "version", "other_version")


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _review(pk: int) -> Review:
    return get_object_or_404(Review.objects.select_related("document", "plan"), pk=pk)


def _proposal(pk: int, proposal: int) -> Proposal:
    proposals = Proposal.objects.select_related("review__document", "review__plan")
    return get_object_or_404(proposals, pk=proposal, review=pk)


def _version(request: HttpRequest, name: str = "version") -> int:
    told = request.POST.get(name, "")
    if not (told.isdecimal() and len(told) < 10):
        raise Http404
    return int(told)


def _asks_conflict(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A conflict shows both states and asks; a refusal says why."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, pk, *args, **kwargs)
        except services.Conflict as conflict:
            return _conflict(request, pk, conflict)
        except services.Refused as refused:
            if _wants_json(request):
                return JsonResponse({"refused": str(refused.words)}, status=400)
            messages.error(request, str(refused.words))
            return redirect("review:review", pk=pk)

    return guarded


def _conflict(request: HttpRequest, pk: int, conflict: services.Conflict) -> HttpResponse:
    review = _review(pk)
    [card] = queries.cards(review, [conflict.proposal])
    kept = [(key, value) for key, values in request.POST.lists() if key not in _FIELDS for value in values]
    context = {
        "review": review,
        "document": review.document,
        "card": card,
        "last": conflict.last,
        "last_act": ACTS[conflict.last.act] if conflict.last else "",
        "kept": kept,
        "yours": _yours(request, review, conflict.proposal),
        "action": request.path,
        "other_version": request.POST.get("other_version", ""),
        "again": conflict.proposal.standing != "replaced",
        "decides": True,
    }
    if _wants_json(request):
        html = render_to_string("review/conflict_box.html", context, request)
        return JsonResponse({"conflict": html, "card": conflict.proposal.pk}, status=409)
    return render(request, "review/conflict.html", context, status=409)


def _yours(request: HttpRequest, review: Review, proposal: Proposal) -> queries.Card | None:
    """What the person was about to write, where it was an edit."""
    if "start" not in request.POST:
        return None
    form = _form(review, proposal, request.POST)
    if not form.is_valid():
        return None
    mine = Proposal(
        kind=proposal.kind, slots=form.cleaned_slots, start=form.cleaned_data["start"], end=form.cleaned_data["end"]
    )
    mine.pk, mine.standing = proposal.pk, "accepted"
    return queries.cards(review, [mine])[0]


@require_POST
@door("review.decide")
@_asks_conflict
def decide(request: HttpRequest, pk: int, proposal: int, act: str) -> HttpResponse:
    """Accept, reject or reopen; then on to the next open item."""
    if act not in _SIMPLE:
        raise Http404
    changed = _SIMPLE[act](_proposal(pk, proposal), version=_version(request), by=account_in(request))
    return _decided(request, pk, changed, moves=act != "mo-lai")


@require_http_methods(["GET", "POST"])
@door("review.decide")
@_asks_conflict
def edit(request: HttpRequest, pk: int, proposal: int) -> HttpResponse:
    """The form of one item; saving accepts it as corrected."""
    found = _proposal(pk, proposal)
    if request.method == "GET":
        return _form_page(request, found, _form(found.review, found), 200)
    form = _form(found.review, found, request.POST)
    if not form.is_valid():
        return _form_page(request, found, form, 400)
    changed = services.edit(
        found,
        form.cleaned_slots,
        version=_version(request),
        by=account_in(request),
        start=form.cleaned_data["start"],
        end=form.cleaned_data["end"],
    )
    return _decided(request, pk, changed, moves=True)


@require_POST
@door("review.decide")
@_asks_conflict
def merge(request: HttpRequest, pk: int, proposal: int) -> HttpResponse:
    """Merge with the next item of the same kind."""
    mine = _proposal(pk, proposal)
    following = queries.neighbour(queries.proposals_of(mine.review), mine)  # services.merge reads it again
    if following is None:
        raise services.Refused(
            Words("Không có mục nào cùng loại đứng sau để gộp.", "There is no item after it to merge with.")
        )
    told = request.POST.get("other_version")
    version = _version(request, "other_version") if told else following.version
    made = services.merge(mine, following, version=_version(request), other_version=version, by=account_in(request))
    return _changed(request, pk, made.pk)


@require_http_methods(["GET", "POST"])
@door("review.decide")
@_asks_conflict
def split(request: HttpRequest, pk: int, proposal: int) -> HttpResponse:
    """Choose where the text of an item is cut."""
    found = _proposal(pk, proposal)
    text = found.review.document.text
    if request.method == "GET":
        places = [(at, text[found.start : at], text[at : found.end]) for at in drafts.cuts(found)]
        context = {"review": found.review, "document": found.review.document, "proposal": found, "places": places}
        return _fragment(request, "split", context, 200)
    at = request.POST.get("at", "")
    made = services.split(
        found, int(at) if at.isdecimal() and len(at) < 10 else -1, version=_version(request), by=account_in(request)
    )
    return _changed(request, pk, made[0].pk)


@require_http_methods(["GET", "POST"])
@door("review.decide")
@_asks_conflict
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new item from text that was selected, or pasted and found again in the document."""
    review = _review(pk)
    asked = request.POST if request.method == "POST" else request.GET
    kind = asked.get("kind") or KINDS[review.purpose][0]
    if kind not in KINDS[review.purpose]:
        raise Http404
    place = _selected(review, asked)
    context: dict[str, Any] = {
        "review": review,
        "document": review.document,
        "kind": kind,
        "kinds": [(one, KIND_WORDS[one]) for one in KINDS[review.purpose]],
        "quote": asked.get("quote", "")[:2_000],
    }
    if place is None:
        context["sought"] = bool(asked.get("quote") or asked.get("tu"))
        return _fragment(request, "add", context, 400 if context["sought"] else 200)
    start, end = place
    slots = drafts.draft(review, kind, start, end)
    data = request.POST if request.method == "POST" and "start" in request.POST else None
    form = slots_form(kind, data, slots=slots, start=start, end=end, plan=review.plan, purpose=review.purpose)
    context |= {"form": form, "place": review.document.text[start:end], "start": start, "end": end}
    if data is None or not form.is_valid():
        return _fragment(request, "add", context, 200 if data is None else 400)
    made = services.add(review, kind, start, end, form.cleaned_slots, by=account_in(request))
    return _changed(request, pk, made.pk)


@require_POST
@door("review.decide")
@_asks_conflict
def accept_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept everything that nothing speaks against."""
    count = services.accept_all(_review(pk), by=account_in(request))
    told = Words("Đã chấp nhận {n} mục. Bấm u để hoàn tác.", "Accepted {n} items. Press u to undo.").format(n=count)
    messages.success(request, told)
    return _changed(request, pk, None)


@require_POST
@door("review.decide")
@_asks_conflict
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back one's own last step."""
    step = services.undo(_review(pk), by=account_in(request))
    messages.info(request, Words("Đã hoàn tác: {act}.", "Undone: {act}.").format(act=ACTS[step.act]))
    back = [int(key) for key, state in step.before.items() if state is not None]
    return _changed(request, pk, back[0] if len(back) == 1 else None)


def _form(review: Review, proposal: Proposal, data: Any = None) -> SlotsForm:
    return slots_form(
        proposal.kind,
        data,
        slots=proposal.slots,
        start=proposal.start,
        end=proposal.end,
        plan=review.plan,
        purpose=review.purpose,
    )


def _selected(review: Review, asked: Any) -> tuple[int, int] | None:
    """The place that was selected, or the one where the pasted words stand."""
    text = review.document.text
    first, last = asked.get("start") or asked.get("tu") or "", asked.get("end") or asked.get("den") or ""
    if first.isdecimal() and last.isdecimal() and len(first + last) < 20:
        start, end = int(first), int(last)
        piece = text[start:end]
        start, end = start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
        return (start, end) if 0 <= start < end <= len(text) else None
    quote = (asked.get("quote") or "").strip()
    at = text.find(quote) if quote else -1
    return (at, at + len(quote)) if at >= 0 else None


def _form_page(request: HttpRequest, proposal: Proposal, form: SlotsForm, status: int) -> HttpResponse:
    review = proposal.review
    [card] = queries.cards(review, [proposal])
    context = {"review": review, "document": review.document, "card": card, "proposal": proposal, "form": form}
    return _fragment(request, "edit", context, status)


def _fragment(request: HttpRequest, name: str, context: dict[str, Any], status: int) -> HttpResponse:
    """A form: alone for the page's module, on a page of its own without."""
    if request.headers.get("X-Fragment") or _wants_json(request):
        html = render_to_string(f"review/{name}_form.html", context, request)
        return JsonResponse({"form": html}, status=status)
    return render(request, "review/form_page.html", {**context, "part": f"review/{name}_form.html"}, status=status)


def _decided(request: HttpRequest, pk: int, changed: Proposal, *, moves: bool) -> HttpResponse:
    """What follows a decision on one item."""
    review = _review(pk)
    proposals = queries.proposals_of(review)
    filters = queries.Filters.of(request.GET)
    shown = [p for p in proposals if filters.fits(p) or p.pk == changed.pk]
    following = queries.next_open(shown, changed) if moves else changed
    if not _wants_json(request):
        return redirect(_address(review, filters, following or changed))
    [card] = queries.cards(review, queries.whole([changed]))
    context = {
        "review": review,
        "card": card,
        "decides": True,
        "progress": queries.progress(proposals),
        "may_publish": review.state == ReviewState.OPEN,
        "filters": filters,
    }
    return JsonResponse(
        {
            "card": changed.pk,
            "html": render_to_string("review/card.html", context, request),
            "standing": changed.standing,
            "progress": render_to_string("review/progress.html", context, request),
            "next": following.pk if following else None,
            "next_url": _address(review, filters, following) if following else "",
        }
    )


def _changed(request: HttpRequest, pk: int, chosen: int | None) -> HttpResponse:
    """Several items changed: the page is asked for anew."""
    filters = queries.Filters.of(request.GET)
    query = filters.query()
    url = reverse("review:review", args=[pk])
    tail = f"o={chosen}" if chosen else ""
    url += "?" + "&".join(part for part in (query, tail) if part) if query or tail else ""
    if _wants_json(request):
        return JsonResponse({"go": url})
    return redirect(url + (f"#de-xuat-{chosen}" if chosen else ""))


def _address(review: Review, filters: queries.Filters, proposal: Proposal) -> str:
    query = filters.query()
    url = reverse("review:review", args=[review.pk])
    return f"{url}?{query}{'&' if query else ''}o={proposal.pk}#de-xuat-{proposal.pk}"
