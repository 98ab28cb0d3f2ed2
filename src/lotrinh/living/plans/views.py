"""The list of plans, and a plan's home: the answer and the table of its targets."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from lotrinh.living.access.doors import door, person_in
from lotrinh.living.access.public import same_for_visitors
from lotrinh.living.access.rules import may
from lotrinh.living.plans import chain, exports
from lotrinh.living.plans.answer import Counts, answer_of, counts_of
from lotrinh.living.plans.columns import TARGET_COLUMNS, target_values
from lotrinh.living.plans.models import Plan
from lotrinh.living.plans.queries import listed_plans, plan_in, plans_for, verdict_counts
from lotrinh.living.plans.table import GROUPS, OFFICIAL, STATUSES, grouped, status_words, table_of
from lotrinh.living.words import Words

PAGE = 200
LABELS = {  # made once: a template would make them for every row
    "target": Words("Mức mục tiêu", "Target"),
    "latest": Words("Mới nhất", "Latest"),
    "required": Words("Cần mỗi năm", "Needed a year"),
    "observed": Words("Đang đạt mỗi năm", "Made a year"),
    "verdict": Words("Đánh giá", "Verdict"),
    "agency": Words("Cơ quan", "Agency"),
}


@require_GET
@door("plan.read")
@same_for_visitors
def plans(request: HttpRequest) -> HttpResponse:
    """All plans that the person may see."""
    person = person_in(request)
    page = Paginator(listed_plans(person).order_by("-year_to", "kind", "id"), PAGE).get_page(request.GET.get("trang"))

    def rows() -> list[tuple[Plan, Counts]]:
        counts = verdict_counts(list(page.object_list), person)
        return [(plan, counts_of(plan, counts.get(plan.pk, {}))) for plan in page.object_list]

    internal = may(person, "internal.read")
    return render(request, "plans/list.html", {"page": page, "rows": rows, "internal": internal})


@require_GET
@door("plan.read")
@same_for_visitors
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Will we make it: the sentence, then the table, the most threatened target first."""
    plan = plan_in(request, slug)
    table = table_of(plan, request.GET, person_in(request))
    page = Paginator(table.rows, PAGE).get_page(request.GET.get("trang"))
    person = person_in(request)
    return render(
        request,
        "plans/plan.html",
        {
            "plan": plan,
            "table": table,
            "page": page,
            "groups": grouped(list(page.object_list), table.filters.group),
            "answer": answer_of(plan, table),
            "crumbs": chain.ancestors(plan, internal=may(person, "internal.read")),
            "children": list(plans_for(person).filter(parent=plan)),
            "group_names": GROUPS,
            "official_word": OFFICIAL[table.filters.official][1] if table.filters.official else "",
            "statuses": [(status, status_words(status), table.counts.get(status, 0)) for status in STATUSES],
            "labels": {key: str(words) for key, words in LABELS.items()},
            "figure_base": reverse("observations:figure", args=[0])[:-2],
            "internal": may(person, "internal.read"),
            "here": "targets",
        },
    )


@require_GET
@door("plan.read")
def export(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Exactly the table that the address shows, as a file."""
    plan = plan_in(request, slug)
    table = table_of(plan, request.GET, person_in(request))
    rows = [target_values(row, table.as_of) for row in table.rows]
    return exports.file_of(kind, f"{plan.slug}-muc-tieu", plan.short, TARGET_COLUMNS, rows)
