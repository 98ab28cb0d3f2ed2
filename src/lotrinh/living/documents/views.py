"""Pages of documents: the list, one document, its file, the sentence behind a figure."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from lotrinh.living.access.doors import account_in, door, person_in
from lotrinh.living.access.public import same_for_visitors
from lotrinh.living.access.rules import may
from lotrinh.living.documents import graph, layout, queries, services, show
from lotrinh.living.documents.contradictions import MOST, contradictions
from lotrinh.living.documents.difference import difference
from lotrinh.living.documents.models import LARGE, Document
from lotrinh.living.documents.told import KINDS
from lotrinh.living.jobs import queries as jobs
from lotrinh.living.uploads import as_it_came
from lotrinh.living.words import Words
from lotrinh.output.highlight import Mark

NAMED = ("kind", "number", "title", "name")  # what a document is called by


def internal(request: HttpRequest) -> bool:
    """Whether whoever asks sees what is not public."""
    return may(person_in(request), "internal.read")


@require_GET
@door("plan.read")
@same_for_visitors
def documents(request: HttpRequest) -> HttpResponse:
    """All documents that the reader may see."""
    sees = internal(request)
    asked = {key: request.GET.get(key, "")[:100] for key in ("loai", "nam", "tim")}
    found = queries.listed(internal=sees, kind=asked["loai"], year=asked["nam"], words=asked["tim"])
    page = Paginator(found, 100).get_page(request.GET.get("trang"))
    return render(
        request,
        "documents/documents.html",
        {
            "page": page,
            "asked": asked,
            "kinds": queries.kinds(internal=sees),
            "years": queries.years(internal=sees),
            "internal": sees,
            "may_upload": may(person_in(request), "document.upload"),
        },
    )


@require_GET
@door("plan.read")
@same_for_visitors
def document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One document as it looks, with its facts beside it, and its place among the others."""
    found = get_object_or_404(Document.objects.select_related("uploaded_by", "corrects"), pk=pk)
    sees = internal(request)
    if not (sees or found.public):
        return refused(request)
    above, below = queries.cites(found, internal=sees), queries.cited_by(found, internal=sees)
    chain = graph.graph_of(found, above, below)
    context: dict[str, Any] = {
        "document": found,
        "internal": sees,
        "above": [n for n in above if n.relation != "mentions"],
        "mentioned": [n for n in above if n.relation == "mentions"],
        "below": below,
        "chain": graph.svg(chain) if chain else "",
        "left_out": chain.left_out if chain else 0,
        "may_upload": may(person_in(request), "document.upload"),
        "may_review": may(person_in(request), "review.decide"),
    }
    if found.facts is not None:
        context |= _text(request, found, sees)
    elif sees:
        context["job"] = jobs.latest(f"document:{found.pk}")
    if sees:
        facts = found.facts or {}
        counts = [(kind, sum(not f["duplicate"] for f in facts.get(f"{kind}s", ()))) for kind in KINDS]
        context["counts"] = [(KINDS[kind], count) for kind, count in counts if count]
        context["reviews"] = list(found.reviews.select_related("plan").order_by("id"))
        context["warnings"] = queries.warnings(found)
        beside = [n.document for n in (*above, *below) if n.document][:MOST]
        context["contradictions"] = contradictions(found, Document.objects.filter(pk__in=beside).only("facts", *NAMED))
        context["newer"] = found.corrected_by.defer(*LARGE).first()
        if found.corrects is not None and found.facts is not None:
            context["difference"] = difference(found.corrects, found)
    return render(request, "documents/document.html", context)


def _text(request: HttpRequest, found: Document, sees: bool) -> dict[str, Any]:
    """The part of the text that is shown: a long document comes in parts."""
    laid = layout.unpack(found.text, found.blocks)
    ranges = layout.parts(laid)
    at, until = (_offset(request.GET.get(key, "")) for key in ("tu", "den"))
    part = layout.part_at(ranges, at)
    start, end = ranges[part]
    marks, notes = queries.fact_marks(found, start, end) if sees else ([], {})
    marks += queries.heading_marks(found, start, end)
    if until > at:  # where a source sentence led from
        marks.append(Mark(at, until, "here", f"c{at}", "", ""))
    return {
        "text": show.html(layout.cut(laid, start, end), marks, notes if sees else None),
        "parts": [(number, first, number == part + 1) for number, (first, _) in enumerate(ranges, 1)],
        "part": part + 1,
        "next": ranges[part + 1][0] if part + 1 < len(ranges) else None,
        "previous": ranges[part - 1][0] if part else None,
    }


def _offset(told: str) -> int:
    return int(told) if told.isdecimal() and len(told) < 10 else 0


@require_GET
@door("plan.read")
@same_for_visitors
def sentence(request: HttpRequest, pk: int, start: int, end: int) -> HttpResponseBase:
    """The source sentence of a figure in its context: a page, whose article the pop-over shows."""
    found = get_object_or_404(Document, pk=pk)
    if not (internal(request) or found.public):
        return refused(request)
    told = queries.sentence(found, start, end)
    if told is None:
        raise Http404
    return render(request, "documents/sentence.html", {"document": found, "sentence": told})


@require_GET
@door("plan.read")
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it came. It is always saved, never shown."""
    found = get_object_or_404(Document.objects.only("pk", "name", "file", "public"), pk=pk)
    if not (internal(request) or found.public):
        return refused(request)
    return as_it_came(found.file, found.name)


@require_POST
@door("document.upload")
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a document that nothing rests on."""
    found = get_object_or_404(Document, pk=pk)
    try:
        services.remove(found, account_in(request))
    except services.InUse:
        told = Words(
            "Văn bản đang được kế hoạch, rà soát hoặc số liệu dùng đến nên không bỏ được.",
            "The document stands in a plan, a review or figures and is kept.",
        )
        messages.error(request, str(told))
        return redirect("documents:document", pk=pk)
    messages.success(request, Words("Đã bỏ văn bản {name}.", "Removed {name}.").format(name=found))
    return redirect("documents:documents")


@require_POST
@door("document.upload")
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more for the reading of a document that was not read."""
    found = get_object_or_404(Document, pk=pk)
    job = services.ask_reading(found, account_in(request))
    return redirect("jobs:job", pk=job.pk) if job else redirect("documents:document", pk=pk)


def refused(request: HttpRequest) -> HttpResponseBase:
    """A visitor is asked to sign in; whoever is signed in may not see it."""
    if person_in(request).signed_in:
        raise PermissionDenied
    return redirect_to_login(request.get_full_path())
