"""What is held back from the public, and deciding about it; the rules for everybody to read."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from lotrinh.living.access.doors import account_in, door, require
from lotrinh.living.access.public import same_for_visitors
from lotrinh.living.portal import holding, publicity
from lotrinh.living.portal.forms import ReleaseForm
from lotrinh.living.portal.models import Release
from lotrinh.living.words import Words


@require_GET
@door("portal.read")
@same_for_visitors
def rules(request: HttpRequest) -> HttpResponse:
    """What is published, and what is not and why: the table that the program itself goes by."""
    return render(request, "portal/rules.html", {"kinds": [_row(kind) for kind in publicity.kinds().values()]})


def _row(kind: publicity.Kind) -> dict[str, object]:
    return {
        "id": kind.id,
        "name": kind.name,
        "words": kind.words,
        "open": sorted(kind.open - {"id"}),
        "closed": [(Words(*map(str.strip, why.split(" / ", 1))), names) for why, names in _by_reason(kind)],
    }


def _by_reason(kind: publicity.Kind) -> list[tuple[str, list[str]]]:
    told: dict[str, list[str]] = {}
    for name, why in sorted(kind.closed.items()):
        told.setdefault(why, []).append(name)
    return sorted(told.items())


@require_GET
@door("publicity.decide")
def held(request: HttpRequest) -> HttpResponse:
    """Everything that is held back now, with the reason."""
    require(request, "publicity.decide")
    return render(request, "portal/held.html", {"rows": holding.held_back()})


@require_http_methods(["GET", "POST"])
@door("publicity.decide")
def decide(request: HttpRequest, kind: str, pk: int) -> HttpResponseBase:
    """Hold one thing back, or release it."""
    require(request, "publicity.decide")
    if kind not in Release.Kind.values:
        raise Http404
    thing = holding.subject_of(kind, pk)
    if thing is None:
        raise Http404
    form = ReleaseForm(request.POST if request.method == "POST" else None, initial={"public": not thing.public})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            holding.decide(kind, pk, public=told["public"], reason=told["reason"], by=account_in(request))
        except holding.Refused as refused:
            form.add_error(None, str(refused.words))
        else:
            done = Words("Đã công bố.", "Released.") if told["public"] else Words("Đã giữ lại.", "Held back.")
            messages.success(request, str(done))
            return redirect("portal:held")
    context = {
        "kind": Release.Kind(kind).label,
        "thing": thing,
        "form": form,
        "history": holding.history(kind, pk),
    }
    return render(request, "portal/decide.html", context, status=422 if form.is_bound else 200)
