"""Where a plan comes from and how it changed: documents, versions, any two days compared."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lotrinh.living.access.doors import door, person_in
from lotrinh.living.access.public import same_for_visitors
from lotrinh.living.access.rules import may
from lotrinh.living.documents.graph import svg
from lotrinh.living.fields import day_field
from lotrinh.living.plans.chain import chain_of
from lotrinh.living.plans.comparison import Comparison, compare
from lotrinh.living.plans.queries import changes_of, plan_in, plans_for, versions_of
from lotrinh.living.words import Words


@require_GET
@door("plan.read")
@same_for_visitors
def chain(request: HttpRequest, slug: str) -> HttpResponse:
    """What the plan carries out, what carries it out: a picture and the same as a list."""
    plan = plan_in(request, slug)
    person = person_in(request)
    children = list(plans_for(person).filter(parent=plan))
    found = chain_of(plan, children, internal=may(person, "internal.read"))
    context = {
        "plan": plan,
        "chain": found,
        "picture": svg(found.graph) if found.graph else "",
        "document": plan.document,
        "readable": plan.document.public or may(person, "internal.read"),
        "here": "chain",
    }
    return render(request, "plans/chain.html", context)


@require_GET
@door("plan.read")
@same_for_visitors
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """The versions of the plan: from when, on which document, what they changed."""
    plan = plan_in(request, slug)
    rows = list(versions_of(plan))
    changes = changes_of(plan)
    told = [(version, changes.get(version.pk, {})) for version in rows]
    internal = may(person_in(request), "internal.read")
    return render(
        request, "plans/versions.html", {"plan": plan, "versions": told, "internal": internal, "here": "versions"}
    )


class DaysForm(forms.Form):
    """Two days of the plan."""

    tu = day_field(Words("Từ ngày", "From"))
    den = day_field(Words("Đến ngày", "To"))


@require_GET
@door("plan.read")
@same_for_visitors
def comparison(request: HttpRequest, slug: str) -> HttpResponse:
    """Any two days of the whole plan."""
    plan, today = plan_in(request, slug), timezone.localdate()
    days = [version.effective_on for version in versions_of(plan)]
    first = min(days, default=today)
    default = {"tu": max(first, today - timedelta(days=365)), "den": today}
    form = DaysForm(request.GET if request.GET.get("tu") or request.GET.get("den") else None, initial=default)
    told = form.cleaned_data if form.is_bound and form.is_valid() else default
    one, other = sorted((told["tu"], told["den"]))
    found = (
        None
        if form.is_bound and not form.is_valid()
        else compare(plan, _bounded(one), _bounded(other), person_in(request))
    )
    context = {"plan": plan, "form": form, "found": found, "counts": _counts(found), "here": "comparison"}
    return render(request, "plans/comparison.html", context)


def _bounded(day: date) -> date:
    """Days far away would only make arithmetic overflow."""
    return min(max(day, date(1990, 1, 1)), date(2100, 12, 31))


def _counts(found: Comparison | None) -> list[tuple[Words, int]]:
    """What happened to targets, in words, with how many of them."""
    if found is None:
        return []
    words = {
        "added": Words("thêm", "added"),
        "value": Words("đổi mức mục tiêu", "changed in value"),
        "ended": Words("hết áp dụng", "ended"),
        "figure": Words("có số liệu mới", "with new figures"),
        "verdict": Words("đổi đánh giá", "with another verdict"),
    }
    return [(told, n) for kind, told in words.items() if (n := found.count(kind))]
