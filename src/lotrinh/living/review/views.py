"""Pages of the review: the list, opening, the review itself, publishing, export."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lotrinh.living.access.doors import account_in, door, person_in
from lotrinh.living.access.rules import may
from lotrinh.living.documents import show
from lotrinh.living.documents.difference import difference
from lotrinh.living.documents.models import Document
from lotrinh.living.documents.queries import heading_marks, warnings
from lotrinh.living.plans.addresses import plan_url
from lotrinh.living.review import gold, queries, services
from lotrinh.living.review.filters import Filters, chips
from lotrinh.living.review.models import Proposal, Purpose, Review, ReviewState
from lotrinh.living.review.open_form import OpenForm
from lotrinh.living.review.opening import KINDS, proposed_purpose
from lotrinh.living.review.publish_forms import AmendForm, PlanForm, PublishForm
from lotrinh.living.words import Words


@require_GET
@door("internal.read")
def reviews(request: HttpRequest) -> HttpResponse:
    """All reviews."""
    standing = request.GET.get("tinh-trang", "")
    page = Paginator(queries.reviews(standing), 100).get_page(request.GET.get("trang"))
    states = [("", Words("Tất cả", "All")), *ReviewState.choices]
    return render(request, "review/reviews.html", {"page": page, "standing": standing, "states": states})


@require_http_methods(["GET", "POST"])
@door("review.decide")
def open_review(request: HttpRequest, document: int) -> HttpResponse:
    """Choose what a document is reviewed for."""
    found = get_object_or_404(Document.objects.select_related("corrects"), pk=document)
    purpose = proposed_purpose(found)
    form = OpenForm(request.POST or None, document=found, initial={"purpose": purpose})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.open_review(
                found, form.cleaned_data["purpose"], form.cleaned_data["plan"], account_in(request)
            )
        except services.Refused as refused:
            form.add_error(None, str(refused.words))
        else:
            return redirect("review:review", pk=made.pk)
    status = 400 if form.errors else 200
    return render(request, "review/open.html", {"form": form, "document": found}, status=status)


@require_GET
@door("internal.read")
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The document on the left, its proposals on the right."""
    found = get_object_or_404(Review.objects.select_related("document", "document__corrects", "plan"), pk=pk)
    context = page_of(request, found)
    return render(request, "review/review.html", context)


def page_of(request: HttpRequest, found: Review) -> dict[str, Any]:
    """Everything that the page of a review shows."""
    filters = Filters.of(request.GET)
    proposals = queries.proposals_of(found)
    chosen = _chosen(request, proposals, filters)
    at = request.GET.get("tu", "")
    offset = int(at) if at.isdecimal() and len(at) < 10 else (chosen.start if chosen else 0)
    laid, window = queries.window(found, offset)
    fitting = [p for p in proposals if filters.fits(p)]
    here = [p for p in fitting if window.start <= p.start < window.end]
    if chosen is None or chosen not in here:
        chosen = here[0] if here else None
    before = [p for p in fitting if p.start < window.start]
    behind = [p for p in fitting if p.start >= window.end]
    marks = queries.marks(found, proposals, window, filters, chosen)
    marks += heading_marks(found.document, window.start, window.end)
    decides = may(person_in(request), "review.decide") and found.state == ReviewState.OPEN
    document = found.document
    return {
        "review": found,
        "document": document,
        "cards": queries.cards(found, queries.whole(here)),
        "chosen": chosen,
        "progress": queries.progress(proposals),
        "chips": chips(proposals, filters),
        "filters": filters,
        "text": show.html(laid, marks),
        "window": window,
        "before": before[-1] if before else None,
        "behind": behind[0] if behind else None,
        "decides": decides,
        "may_publish": may(person_in(request), "plan.publish") and found.state == ReviewState.OPEN,
        "warnings": [note for note in warnings(document) if note.end > note.start],
        "difference": difference(document.corrects, document) if document.corrects else None,
        "kinds": KINDS[found.purpose],
        "plan_url": plan_url(found.plan) if found.plan else "",
    }


def _chosen(request: HttpRequest, proposals: list[Proposal], filters: Filters) -> Proposal | None:
    wanted = request.GET.get("o", "")
    if wanted.isdecimal() and len(wanted) < 12:
        found = next((p for p in proposals if p.pk == int(wanted)), None)
        if found is not None:
            return found
    if request.GET.get("tu"):
        return None
    return queries.next_open([p for p in proposals if filters.fits(p)], None)


@require_http_methods(["GET", "POST"])
@door("plan.publish")
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Put what was accepted into a plan. What is still open is listed."""
    found = get_object_or_404(Review.objects.select_related("document", "plan"), pk=pk)
    if found.state != ReviewState.OPEN:
        return redirect(_result(found))
    form = publish_form(found, request.POST if request.method == "POST" else None)
    waiting: list[Proposal] | None = None
    if request.method == "POST" and form.is_valid():
        try:
            plan = services.publish(found, account_in(request), **form.fields_for_service())
        except services.StillOpen as still:
            waiting = still.proposals
        except services.Refused as refused:
            form.add_error(None, str(refused.words))
        else:
            messages.success(request, Words("Đã đưa vào {plan}.", "Put into {plan}.").format(plan=plan))
            return redirect(plan_url(plan))
    if request.method == "POST":
        found.refresh_from_db(fields=["state", "plan"])
        if found.state != ReviewState.OPEN:  # pressed twice at once: the other press did it
            return redirect(_result(found))
    proposals = queries.proposals_of(found)
    told = queries.progress(proposals)
    if waiting is None:
        waiting = [p for p in proposals if p.standing == "open" and not p.duplicate]
    context = {
        "review": found,
        "document": found.document,
        "form": form,
        "progress": told,
        "waiting": queries.cards(found, queries.whole(waiting[:100])),
    }
    failed = request.method == "POST"
    return render(request, "review/publish.html", context, status=400 if failed else 200)


def _result(found: Review) -> str:
    """Where a review that has ended leads: to the plan that it went into, or to what was decided."""
    if found.state == ReviewState.PUBLISHED and found.plan is not None:
        return plan_url(found.plan)
    return reverse("review:review", args=[found.pk])


def publish_form(found: Review, data: Any) -> PublishForm:
    """The form that fits the purpose."""
    if found.purpose == Purpose.PLAN:
        return PlanForm(data, review=found)
    if found.purpose == Purpose.AMENDMENT:
        return AmendForm(data, review=found)
    return PublishForm(data)


@require_POST
@door("review.decide")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the review up."""
    found = get_object_or_404(Review, pk=pk)
    try:
        services.withdraw(found, account_in(request))
    except services.Refused as refused:
        messages.error(request, str(refused.words))
    return redirect("documents:document", pk=found.document_id)


@require_GET
@door("internal.read")
def examples(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """What was accepted, as examples for later reading."""
    found = get_object_or_404(Review.objects.select_related("document"), pk=pk)
    answer = StreamingHttpResponse(gold.lines(found), content_type="application/x-ndjson; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="ra-soat-{found.pk}.jsonl"'
    return answer
