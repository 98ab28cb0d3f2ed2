"""The yearly plans under a long plan, and the yearly targets that its path proposes."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from lotrinh.core.vietnamese.numbers import parse_number
from lotrinh.living.access.doors import account_in, door, person_in, require
from lotrinh.living.access.public import same_for_visitors
from lotrinh.living.access.rules import may
from lotrinh.living.plans import services
from lotrinh.living.plans.answer import counts_of
from lotrinh.living.plans.models import Plan, PlanKind, TargetLink
from lotrinh.living.plans.queries import listed_plans, plan_in, plans_for, verdict_counts
from lotrinh.living.plans.yearly import Proposal, proposals
from lotrinh.living.words import Words


@require_GET
@door("plan.read")
@same_for_visitors
def years(request: HttpRequest, slug: str) -> HttpResponse:
    """The plans under this one, and for which years targets can be proposed."""
    plan, person = plan_in(request, slug), person_in(request)
    children = list(listed_plans(person).filter(parent=plan).order_by("year_to", "id"))
    counts = verdict_counts(children, person)
    this_year = timezone.localdate().year
    last = min(plan.year_to or this_year + 1, this_year + 2)
    context = {
        "plan": plan,
        "rows": [(child, counts_of(child, counts.get(child.pk, {}))) for child in children],
        "years": list(range(this_year, last + 1)) if plan.kind == PlanKind.LONG else [],
        "edits": may(person, "plan.edit"),
        "here": "years",
    }
    return render(request, "plans/years.html", context)


@require_http_methods(["GET", "POST"])
@door("plan.read")
def proposed(request: HttpRequest, slug: str, year: int) -> HttpResponseBase:
    """Yearly targets proposed from the long path; accepted ones enter the plan of that year."""
    plan, person = plan_in(request, slug), person_in(request)
    if plan.kind != PlanKind.LONG or not (plan.year_from or 2000) <= year <= (plan.year_to or 2100):
        raise Http404
    yearly = plans_for(person).filter(parent=plan, kind=PlanKind.YEARLY, year_to=year).first()
    rows = proposals(plan, year, timezone.localdate(), person, _taken(yearly))
    wrong: dict[int, str] = {}
    if request.method == "POST":
        require(request, "plan.edit")
        if yearly is None:
            raise Http404
        values, wrong = _chosen(request, rows)
        if values and not wrong:
            made = services.adopt(yearly, values, account_in(request))
            words = Words("Đã thêm {n} mục tiêu năm.", "{n:yearly target was|yearly targets were} added.")
            messages.success(request, words.format(n=len(made)))
            return redirect("plans:plan", yearly.slug)
        if not values and not wrong:
            messages.warning(request, str(Words("Chưa chọn mục tiêu nào.", "No target was chosen.")))
    context = {
        "plan": plan,
        "year": year,
        "yearly": yearly,
        "rows": [(row, wrong.get(row.target.pk, "")) for row in rows],
        "proposed": sum(row.value is not None for row in rows),
        "edits": may(person, "plan.edit"),
        "here": "years",
    }
    return render(request, "plans/proposed.html", context, status=422 if wrong else 200)


def _taken(yearly: Plan | None) -> frozenset[int]:
    if yearly is None:
        return frozenset()
    links = TargetLink.objects.filter(one__plan=yearly, kind=TargetLink.Kind.YEAR_OF)
    return frozenset(links.values_list("other_id", flat=True))


def _chosen(request: HttpRequest, rows: list[Proposal]) -> tuple[dict[int, float], dict[int, str]]:
    """The values of the ticked rows, and what is wrong with the others. Only rows on the page can be ticked."""
    values: dict[int, float] = {}
    wrong: dict[int, str] = {}
    for row in rows:
        key = row.target.pk
        if row.taken or request.POST.get(f"chon-{key}") != "1":
            continue
        number = parse_number(request.POST.get(f"muc-{key}", "").strip())
        if number is None or abs(float(number.value)) >= 1e15:
            wrong[key] = str(Words("Không phải là số. Hãy viết như 1.234,5.", "Not a number. Write it like 1.234,5."))
        else:
            values[key] = float(number.value)
    return values, wrong
