"""What a person does to proposals. The same addresses serve forms without JavaScript and the page's own module.

The module asks for JSON and gets what changed as HTML; without it the answer is a redirect to the next item.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from lotrinh.living.access.doors import account_in, door
from lotrinh.living.documents.told import KINDS as KIND_WORDS
from lotrinh.living.review import drafts, queries, services
from lotrinh.living.review.answers import asks_conflict, changed_many, decided, form_of, fragment, review_at
from lotrinh.living.review.deciding import ACTS
from lotrinh.living.review.forms import SlotsForm, slots_form
from lotrinh.living.review.models import Proposal, Review
from lotrinh.living.review.opening import KINDS
from lotrinh.living.words import Words

_SIMPLE: dict[str, Callable[..., Proposal]] = {
    "chap-nhan": services.accept,
    "bo": services.reject,
    "mo-lai": services.reopen,
}


def _proposal(pk: int, proposal: int) -> Proposal:
    proposals = Proposal.objects.select_related("review__document", "review__plan")
    return get_object_or_404(proposals, pk=proposal, review=pk)


def _version(request: HttpRequest, name: str = "version") -> int:
    told = request.POST.get(name, "")
    if not (told.isdecimal() and len(told) < 10):
        raise Http404
    return int(told)


def _seen(request: HttpRequest, proposal: Proposal) -> int:
    """The version of the card that the person had before them, which a form fetched later must carry on."""
    told = request.POST.get("version") or request.GET.get("v", "")
    return int(told) if told.isdecimal() and len(told) < 10 else proposal.version


@require_POST
@door("review.decide")
@asks_conflict
def decide(request: HttpRequest, pk: int, proposal: int, act: str) -> HttpResponse:
    """Accept, reject or reopen; then on to the next open item."""
    if act not in _SIMPLE:
        raise Http404
    changed = _SIMPLE[act](_proposal(pk, proposal), version=_version(request), by=account_in(request))
    return decided(request, pk, changed, moves=act != "mo-lai")


@require_http_methods(["GET", "POST"])
@door("review.decide")
@asks_conflict
def edit(request: HttpRequest, pk: int, proposal: int) -> HttpResponse:
    """The form of one item; saving accepts it as corrected."""
    found = _proposal(pk, proposal)
    if request.method == "GET":
        return _form_page(request, found, form_of(found.review, found), 200)
    form = form_of(found.review, found, request.POST)
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
    return decided(request, pk, changed, moves=True)


@require_POST
@door("review.decide")
@asks_conflict
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
    return changed_many(request, pk, made.pk)


@require_http_methods(["GET", "POST"])
@door("review.decide")
@asks_conflict
def split(request: HttpRequest, pk: int, proposal: int) -> HttpResponse:
    """Choose where the text of an item is cut."""
    found = _proposal(pk, proposal)
    text = found.review.document.text
    if request.method == "GET":
        places = [(at, text[found.start : at], text[at : found.end]) for at in drafts.cuts(found)]
        context = {"review": found.review, "document": found.review.document, "proposal": found, "places": places}
        context["version"] = _seen(request, found)
        return fragment(request, "split", context, 200)
    at = request.POST.get("at", "")
    made = services.split(
        found, int(at) if at.isdecimal() and len(at) < 10 else -1, version=_version(request), by=account_in(request)
    )
    return changed_many(request, pk, made[0].pk)


@require_http_methods(["GET", "POST"])
@door("review.decide")
@asks_conflict
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new item from text that was selected, or pasted and found again in the document."""
    review = review_at(pk)
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
        return fragment(request, "add", context, 400 if context["sought"] else 200)
    start, end = place
    slots = drafts.draft(review, kind, start, end)
    data = request.POST if request.method == "POST" and "start" in request.POST else None
    form = slots_form(kind, data, slots=slots, start=start, end=end, plan=review.plan, purpose=review.purpose)
    context |= {"form": form, "place": review.document.text[start:end], "start": start, "end": end}
    if data is None or not form.is_valid():
        return fragment(request, "add", context, 200 if data is None else 400)
    made = services.add(review, kind, start, end, form.cleaned_slots, by=account_in(request))
    return changed_many(request, pk, made.pk)


@require_POST
@door("review.decide")
@asks_conflict
def accept_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept everything that nothing speaks against."""
    count = services.accept_all(review_at(pk), by=account_in(request))
    told = Words("Đã chấp nhận {n} mục. Bấm u để hoàn tác.", "Accepted {n:item|items}. Press u to undo.")
    messages.success(request, told.format(n=count))
    return changed_many(request, pk, None)


@require_POST
@door("review.decide")
@asks_conflict
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back one's own last step."""
    step = services.undo(review_at(pk), by=account_in(request))
    messages.info(request, Words("Đã hoàn tác: {act}.", "Undone: {act}.").format(act=ACTS[step.act]))
    back = [int(key) for key, state in step.before.items() if state is not None]
    first = Proposal.objects.filter(review=pk, pk__in=back).order_by("start", "order", "pk").first()
    return changed_many(request, pk, first.pk if first else None)


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
    context["version"] = _seen(request, proposal)
    return fragment(request, "edit", context, status)
