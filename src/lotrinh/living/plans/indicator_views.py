"""An indicator: its series, its direction and accumulation with who confirmed them, the targets that measure by it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from lotrinh.living.access.doors import account_in, door, person_in
from lotrinh.living.access.public import same_for_visitors
from lotrinh.living.access.rules import Person, may
from lotrinh.living.journal.models import Event
from lotrinh.living.plans import services
from lotrinh.living.plans.conflicts import Conflict
from lotrinh.living.plans.forms import AccumulationForm, DirectionForm
from lotrinh.living.plans.held import seen_by, verdicts_for, without_figures
from lotrinh.living.plans.models import Indicator, Target
from lotrinh.living.plans.queries import plans_for
from lotrinh.living.plans.returning import again, form_of
from lotrinh.living.plans.target_page import series_of
from lotrinh.living.words import Words

GROUNDS = {
    "text": Words("theo lời văn của mục tiêu", "from the words of the target"),
    "lexicon": Words("đề xuất theo bảng từ, chưa ai xác nhận", "proposed by the lexicon, confirmed by nobody yet"),
    "default": Words("đề xuất mặc định, chưa ai xác nhận", "proposed by default, confirmed by nobody yet"),
    "person": Words("đã xác nhận", "confirmed"),
}


@require_GET
@door("plan.read")
@same_for_visitors
def indicator(request: HttpRequest, pk: int) -> HttpResponse:
    """What is measured, and how."""
    return _page(request, _found(request, pk))


@require_http_methods(["GET", "POST"])
@door("plan.edit")
@form_of("plans:indicator")
def direction(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Confirm what is better."""
    indicator = _found(request, pk)
    form = DirectionForm(request.POST)
    if not form.is_valid():
        return _page(request, indicator, direction_form=form)
    told = form.cleaned_data
    try:
        services.set_direction(indicator, told["direction"], account_in(request), told["seen"])
    except Conflict as conflict:
        return _page(request, _found(request, pk), direction_form=_again(form, conflict, "direction", pk))
    return _done(request, pk)


@require_http_methods(["GET", "POST"])
@door("plan.edit")
@form_of("plans:indicator")
def accumulation(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Confirm how figures add up."""
    indicator = _found(request, pk)
    form = AccumulationForm(request.POST)
    if not form.is_valid():
        return _page(request, indicator, accumulation_form=form)
    told = form.cleaned_data
    try:
        services.set_accumulation(indicator, told["accumulation"], account_in(request), told["seen"])
    except Conflict as conflict:
        return _page(request, _found(request, pk), accumulation_form=_again(form, conflict, "accumulation", pk))
    return _done(request, pk)


def _done(request: HttpRequest, pk: int) -> HttpResponseBase:
    told = Words("Đã xác nhận. Các đánh giá đã tính lại.", "Confirmed; verdicts are computed anew.")
    messages.success(request, str(told))
    return redirect("plans:indicator", pk)


def _found(request: HttpRequest, pk: int) -> Indicator:
    """An indicator that a plan measures by which the person may see."""
    person = person_in(request)
    targets = Target.objects.filter(seen_by(person), plan__in=plans_for(person))
    visible = Indicator.objects.filter(pk__in=targets.values("indicator"))
    return get_object_or_404(visible, pk=pk)


def _again(form: forms.Form, conflict: Conflict, field: str, pk: int) -> forms.Form:
    return again(form, conflict, Indicator.objects.values_list(field, flat=True).get(pk=pk))


def _confirmed(indicator: Indicator) -> dict[str, Event]:
    """The last act of a person on the direction and on the accumulation."""
    acts = ("indicator.direction_set", "indicator.accumulation_set")
    events = Event.objects.filter(subject_kind="indicator", subject_id=str(indicator.pk), act__in=acts)
    told: dict[str, Event] = {}
    for event in events.order_by("-number")[:50]:
        told.setdefault(event.act.partition(".")[2], event)
    return told


def _judged(targets: QuerySet[Target], person: Person) -> list[Target]:
    """The targets with their verdicts as the person may see them. Two queries."""
    kept = Prefetch("assessment", verdicts_for(person).defer("detail"))  # its charts are large
    rows = targets.select_related("plan", "area").prefetch_related(kept).order_by("plan__kind", "plan", "order")
    told = list(rows[:200])
    for one in told:
        if getattr(one, "assessment", None) is not None and one.assessment.held:  # type: ignore[attr-defined]
            without_figures(one.assessment)
    return told


def _page(request: HttpRequest, indicator: Indicator, **given: forms.Form) -> HttpResponse:
    person = person_in(request)
    edits = may(person, "plan.edit")
    targets = Target.objects.filter(seen_by(person), indicator=indicator, plan__in=plans_for(person))
    confirmed = _confirmed(indicator)
    context: dict[str, Any] = {
        "indicator": indicator,
        "direction_ground": GROUNDS.get(indicator.direction_by, GROUNDS["default"]),
        "accumulation_ground": GROUNDS.get(indicator.accumulation_by, GROUNDS["default"]),
        "direction_event": confirmed.get("direction_set"),
        "accumulation_event": confirmed.get("accumulation_set"),
        "targets": partial(_judged, targets, person),  # called where they are not kept
        "observations": series_of(indicator, person),
        "edits": edits,
        "internal": may(person, "internal.read"),
    }
    if edits:
        context["direction_form"] = given.get("direction_form") or DirectionForm(
            initial={"direction": indicator.direction, "seen": indicator.direction}
        )
        context["accumulation_form"] = given.get("accumulation_form") or AccumulationForm(
            initial={"accumulation": indicator.accumulation, "seen": indicator.accumulation}
        )
    for name, form in context.items():  # two forms on one page: each its own ids
        if isinstance(form, forms.Form):
            form.auto_id = f"{name.removesuffix('_form')}_%s"
    return render(request, "plans/indicator.html", context, status=422 if given else 200)
