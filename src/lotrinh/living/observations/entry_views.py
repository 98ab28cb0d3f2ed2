"""Entering one figure: choose the indicator, type, look at what the program makes of it, confirm."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lotrinh.core.unit import convert, parse_unit
from lotrinh.core.vietnamese.period_words import period_told
from lotrinh.living.access.doors import account_in, door, person_in, require
from lotrinh.living.documents.models import HEAVY
from lotrinh.living.observations.checks import Doubt, doubts
from lotrinh.living.observations.entering import Offer, indicators_for, latest_of, offer_for
from lotrinh.living.observations.evidence import add_evidence
from lotrinh.living.observations.forms import CorrectionForm, FigureForm
from lotrinh.living.observations.models import Observation
from lotrinh.living.observations.prefill import initial_of, other_measures
from lotrinh.living.observations.records import Told, key_of, key_of_told, measures_of, told_again
from lotrinh.living.observations.rights import ENTER, agencies_of, may_correct
from lotrinh.living.observations.rollups import unit_of
from lotrinh.living.observations.services import Conflict, correct, enter
from lotrinh.living.observations.words import language, told_words, value_words
from lotrinh.living.observations.workbooks import Refused
from lotrinh.living.observations.writing import How, Outcome
from lotrinh.living.plans.models import Indicator, Plan
from lotrinh.living.plans.queries import plan_in, plans_for
from lotrinh.living.words import Words


@require_GET
@door(ENTER)
def indicators(request: HttpRequest) -> HttpResponse:
    """The indicators whose figures the person enters, with their last figure."""
    plans = list(plans_for(person_in(request)))
    slug = request.GET.get("ke-hoach", "")
    plan = next((plan for plan in plans if plan.slug == slug), plans[0] if plans else None)
    words = request.GET.get("tim", "")[:100]
    rows = indicators_for(plan, person_in(request), words) if plan else []
    return render(request, "observations/enter.html", {"plans": plans, "plan": plan, "rows": rows, "words": words})


@dataclass(frozen=True, slots=True)
class _Place:
    """What an entry is about."""

    plan: Plan
    indicator: Indicator
    offer: Offer


def _place(request: HttpRequest, slug: str, pk: int) -> _Place:
    plan = plan_in(request, slug)
    indicator = get_object_or_404(Indicator.objects.filter(targets__plan=plan).distinct(), pk=pk)
    owners = agencies_of([pk]).get(pk, set())
    require(request, ENTER, owners)
    return _Place(plan, indicator, offer_for(plan, indicator, person_in(request), owners))


@require_http_methods(["GET", "POST"])
@door(ENTER)
def entry(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """The form of one figure. What is doubtful is told and asked about before anything is written."""
    place = _place(request, slug, pk)
    if request.method == "GET":
        start = {
            "unit": _unit(place), "agency": place.offer.default_agency,
            "area": place.plan.area.name if place.plan.area else "", "period": request.GET.get("ky", "")[:80],
        }  # fmt: skip
        return _entry_page(request, place, _form(place, initial=start))
    form = _form(place, request.POST, request.FILES)
    if not form.is_valid():
        return _entry_page(request, place, form)
    told = _told(place, form.cleaned_data)
    held, found = _doubts(told)
    if found and request.POST.get("confirmed") != _token(told, held, found):
        return _entry_page(request, place, form, told=told, found=found, token=_token(told, held, found))
    try:
        outcome = enter(told, account_in(request), expected=held.pk if held else None)
    except Conflict:
        held, found = _doubts(told)
        return _entry_page(request, place, form, told=told, found=found, token=_token(told, held, found))
    _tell(request, outcome)
    _prove(request, outcome.row, form)
    if "more" in request.POST:
        return redirect("observations:entry", slug, pk)
    return redirect("observations:figure", outcome.row.pk)


@require_POST
@door(ENTER)
def preview(request: HttpRequest, slug: str, pk: int) -> JsonResponse:
    """What the program makes of what is typed so far; nothing is written."""
    place = _place(request, slug, pk)
    form = _form(place, request.POST)
    form.fields.pop("evidence", None)
    if not form.is_valid():
        typed = {name for name in form.errors if request.POST.get(name)}
        return JsonResponse({"errors": {name: " ".join(map(str, form.errors[name])) for name in typed}})
    told = _told(place, form.cleaned_data)
    _, found = _doubts(told)
    return JsonResponse({"read": reading(told, _unit(place)), "doubts": [str(doubt.words) for doubt in found]})


def _form(place: _Place, *args: Any, **kwargs: Any) -> FigureForm:
    offer = place.offer
    return FigureForm(*args, areas=offer.areas, agencies=offer.agencies, documents=offer.documents, **kwargs)


def _told(place: _Place, data: dict[str, Any]) -> Told:
    document = data["document"]
    return Told(
        indicator=place.indicator, period=data["period"], value=data["number"], high=data["high"],
        comparator=data["comparator"], unit=data["unit"] or _unit(place), vintage=data["vintage"],
        known_on=(document.issued_on if document else None) or timezone.localdate(), area=data["area"],
        agency=data["agency"] or place.offer.own_agency, scope=" ".join(data["scope"].split()), change=data["change"],
        measures=data["measures"], note=data["note"].strip(), document=document, start=data["start"], end=data["end"],
        quote=data["quote"],
    )  # fmt: skip


def _unit(place: _Place) -> str:
    """The indicator's unit; that of its last figures where a target only tells a growth."""
    return unit_of(place.indicator, latest_of(place.indicator, place.plan))


def _doubts(told: Told) -> tuple[Observation | None, tuple[Doubt, ...]]:
    """The figure that stands there now, and what to ask about."""
    here = list(
        Observation.objects.filter(indicator=told.indicator, area=told.area, superseded_by=None)
        .select_related("indicator", "agency", "document").defer(*HEAVY).order_by("known_on", "id")
    )  # fmt: skip
    key = key_of_told(told)
    held = [row for row in here if key_of(row) == key]
    return (held[-1] if held else None), doubts(told, here, timezone.localdate())


def _token(told: Told, held: Observation | None, found: tuple[Doubt, ...]) -> str:
    """What a person confirms: this figure, these doubts, that figure standing there."""
    seen = (
        key_of_told(told), told.value, told.high, told.unit, held.pk if held else None, sorted(d.code for d in found)
    )  # fmt: skip
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:32]


def reading(told: Told, wanted: str) -> str:
    """How a typed figure is understood: "quý III/2024 (01/07/2024 - 30/09/2024): 1.234,5 tỷ đồng = …"."""
    period = told.period
    days = (
        f"{period.first:%d/%m/%Y} - {period.last:%d/%m/%Y}"
        if period.first != period.last
        else f"{period.last:%d/%m/%Y}"
    )
    text = f"{period_told(period, language())} ({days}): {told_words(told)}"
    if told.value is not None and wanted and wanted != told.unit and told.change == "level":
        value = convert(told.value, parse_unit(told.unit), parse_unit(wanted))
        if value is not None:
            text += f" = {value_words(float(value), wanted, told.comparator)}"
    return text


def _entry_page(request: HttpRequest, place: _Place, form: FigureForm, **more: Any) -> HttpResponse:
    told = more.get("told")
    context = {
        "plan": place.plan,
        "indicator": place.indicator,
        "form": form,
        "offer": place.offer,
        "latest": latest_of(place.indicator, place.plan),
        "reading": reading(told, _unit(place)) if told else "",
        "file_lost": bool(told and request.FILES),
        **more,
    }
    return render(request, "observations/entry.html", context, status=200 if request.method == "GET" or told else 422)


def _tell(request: HttpRequest, outcome: Outcome) -> None:
    told = {
        How.NEW: Words("Đã ghi số liệu.", "The figure is saved."),
        How.SAME: Words("Số liệu này đã có; không ghi thêm gì.", "This figure is here already; nothing was written."),
        How.REPLACED: Words("Đã ghi; số cũ vẫn xem được ở dưới.", "Saved; the old figure stays readable below."),
        How.LATE: Words(
            "Đã ghi vào lịch sử: văn bản này cũ hơn số đang dùng.", "Kept in the history: a newer figure stands."
        ),
        How.BESIDE: Words(
            "Đã ghi cạnh một số khác cùng kỳ: hai nguồn trái nhau, xem trang Mâu thuẫn.",
            "Saved beside another figure of the period: two sources differ, see Contradictions.",
        ),
    }[outcome.how]
    messages.success(request, str(told))


def _prove(request: HttpRequest, row: Observation, form: FigureForm) -> None:
    upload = form.cleaned_data.get("evidence")
    if upload is None:
        return
    try:
        add_evidence(row, upload, account_in(request))
    except Refused as refused:
        messages.error(request, str(refused.words))


@require_http_methods(["GET", "POST"])
@door(ENTER)
def correction(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put another value in the place of a figure, for a reason; the old one stays readable."""
    rows = Observation.objects.select_related("indicator", "area", "agency", "document", "superseded_by")
    row = get_object_or_404(rows, pk=pk)
    owners = agencies_of([row.indicator_id]).get(row.indicator_id, set())
    if not may_correct(person_in(request), row, owners):
        raise PermissionDenied
    if row.superseded_by_id is not None:
        messages.warning(request, str(_CORRECTED))
        return redirect("observations:figure", row.superseded_by_id)
    plans = plans_for(person_in(request))
    plan = plans.filter(targets__indicator=row.indicator).first() or plans.first()
    if plan is None:
        raise Http404
    offer = offer_for(plan, row.indicator, person_in(request), owners, row)
    measures = measures_of(row)
    options = {"areas": offer.areas, "agencies": offer.agencies, "documents": offer.documents}
    form = CorrectionForm(request.POST or None, request.FILES or None, initial=initial_of(row, measures), **options)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        document = data["document"]
        known = (document.issued_on if document else None) or timezone.localdate()
        told = replace(
            told_again(row), value=data["number"], high=data["high"], comparator=data["comparator"], unit=data["unit"],
            known_on=max(known, row.known_on) if document is None else known, note=data["note"].strip(),
            measures=(*data["measures"], *other_measures(measures)), document=document, start=data["start"],
            end=data["end"], quote=data["quote"],
        )  # fmt: skip
        try:
            outcome = correct(row, told, account_in(request), data["reason"])
        except Conflict as conflict:
            messages.warning(request, str(_CORRECTED))
            return redirect("observations:figure", conflict.now.pk)
        _tell(request, outcome)
        _prove(request, outcome.row, form)
        return redirect("observations:figure", outcome.row.pk)
    status = 422 if request.method == "POST" else 200
    context = {"row": row, "form": form, "kept": other_measures(measures)}
    return render(request, "observations/correct.html", context, status=status)


_CORRECTED = Words(
    "Số này vừa được người khác sửa. Đây là số đang dùng; sửa tiếp từ đây nếu cần.",
    "Somebody else has just corrected this figure. This is the current one; correct it from here if needed.",
)
