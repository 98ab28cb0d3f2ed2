"""Pages that show figures: the list, one figure with its source, the series of an indicator, contradictions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from lotrinh.core.unit import convert, parse_unit
from lotrinh.living.access.doors import door, person_in
from lotrinh.living.access.public import same_for_visitors
from lotrinh.living.access.rules import may, may_somewhere
from lotrinh.living.observations import contradictions as contradicting
from lotrinh.living.observations import queries, rollups, tabulating
from lotrinh.living.observations.exports import csv_of
from lotrinh.living.observations.models import Observation
from lotrinh.living.observations.rights import ENTER, agencies_of, may_correct, may_enter
from lotrinh.living.observations.words import value_words
from lotrinh.living.places.models import Area
from lotrinh.living.plans.held import seen_by
from lotrinh.living.plans.models import Indicator, Plan, Target
from lotrinh.living.plans.queries import plans_for

A_PAGE = 50
MOST_EXPORTED = 20_000
MOST_PLANS = 100


def sent_csv(content: bytes, name: str) -> HttpResponse:
    """A CSV file to be saved."""
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def sees_internal(request: HttpRequest) -> bool:
    """Whether whoever asks sees what is not public."""
    return may(person_in(request), "internal.read")


@require_GET
@door("plan.read")
@same_for_visitors
def home(request: HttpRequest) -> HttpResponse:
    """Figures with their filters."""
    internal = sees_internal(request)
    asked = _asked(request, internal=internal)
    return render(
        request,
        "observations/home.html",
        {
            "page": Paginator(queries.listed(asked, internal=internal), A_PAGE).get_page(request.GET.get("trang")),
            "asked": asked,
            "offered": queries.choices(internal=internal),
            "internal": internal,
            "may_enter": may_somewhere(person_in(request), ENTER),
        },
    )


@require_GET
@door("plan.read")
def export(request: HttpRequest) -> HttpResponse:
    """Exactly the list that the filters show, as CSV."""
    internal = sees_internal(request)
    rows = queries.listed(_asked(request, internal=internal), internal=internal)
    return sent_csv(csv_of(rows[:MOST_EXPORTED], quotes=internal), "so-lieu.csv")


def _asked(request: HttpRequest, *, internal: bool) -> queries.Asked:
    given = {key: request.GET.get(name, "")[:100] for key, name in _NAMES.items()}
    asked = queries.Asked(**given, history=request.GET.get("lich-su") == "1", missing=request.GET.get("thieu") == "1")
    return asked if internal else replace(asked, batch="", history=False)


_NAMES = {
    "words": "tim", "plan": "ke-hoach", "year": "nam", "vintage": "loai", "agency": "co-quan", "document": "van-ban",
    "batch": "bang",
}  # fmt: skip


@require_GET
@door("plan.read")
@same_for_visitors
def figure(request: HttpRequest, pk: int) -> HttpResponse:
    """One figure: what it says, where it comes from, what was told before and beside it."""
    internal = sees_internal(request)
    row = queries.figure(pk, internal=internal)
    if row is None:
        raise Http404
    targets = list(queries.targets_of(row, internal=internal))
    owners = agencies_of([row.indicator_id]).get(row.indicator_id, set())
    mine = may_enter(person_in(request), owners)
    shown = row.document is not None and (internal or row.document.public)
    history = queries.history_of(row) if internal else []
    reasons = queries.reasons_of(history) if len(history) > 1 else {}
    context: dict[str, Any] = {
        "row": row,
        "targets": targets,
        "converted": converted(row),
        "history": [(one, reasons.get(one.pk, "")) for one in history],
        "source_shown": shown,
        "internal": internal,
        "may_correct": row.superseded_by is None and may_correct(person_in(request), row, owners),
        "may_prove": mine,
    }
    return render(request, "observations/figure.html", context)


def converted(row: Observation) -> str:
    """The value in the indicator's own unit, where it is told in another that it can become."""
    if row.value is None or not row.indicator.unit or row.unit == row.indicator.unit or row.change != "level":
        return ""
    value = convert(row.value, parse_unit(row.unit), parse_unit(row.indicator.unit))
    return "" if value is None else value_words(float(value), row.indicator.unit, row.comparator)


@require_GET
@door("plan.read")
@same_for_visitors
def series(request: HttpRequest, pk: int) -> HttpResponse:
    """All figures of an indicator: by period and vintage, by place, added up where they add up."""
    internal = sees_internal(request)
    indicator = get_object_or_404(Indicator.objects.select_related("numerator", "denominator"), pk=pk)
    person = person_in(request)
    targets = Target.objects.filter(seen_by(person), indicator=indicator)
    plans = list(plans_for(person).filter(pk__in=targets.values("plan"))[:MOST_PLANS])
    if not internal and not plans:
        raise Http404
    asked = request.GET.get("ke-hoach", "")
    plan = next((one for one in plans if one.slug == asked), plans[0] if plans else None)
    whole, parts = _places(indicator, plan)
    told = rollups.series_of(indicator, [whole, *parts], internal=internal)
    rows = tabulating.rows_of(indicator, [whole, *parts], internal=internal)
    return render(
        request,
        "observations/series.html",
        {
            "indicator": indicator,
            "unit": told.unit,
            "plans": plans,
            "plan": plan,
            "table": tabulating.by_period(rows, whole),
            "places": tabulating.by_place(told, parts),
            "over_places": rollups.by_places(told, whole, parts) if parts else [],
            "over_time": rollups.by_time(told, whole),
            "count": len(rows),
            "may_enter": may_enter(person_in(request), agencies_of([pk]).get(pk, set())),
        },
    )


def _places(indicator: Indicator, plan: Plan | None) -> tuple[Area | None, list[Area]]:
    """The place of the plan, and the places in it that any figure of the indicator speaks of or that exist today."""
    whole = plan.area if plan else None
    if whole is None:
        return None, []
    sides = [pk for pk in (indicator.pk, indicator.numerator_id, indicator.denominator_id) if pk is not None]
    told = Observation.objects.filter(indicator__in=sides, area__parent=whole).values("area__kind").distinct()
    kinds = [row["area__kind"] for row in told]
    parts = Area.objects.filter(parent=whole, kind__in=kinds).order_by("name")[: rollups.MOST_AREAS] if kinds else []
    return whole, list(parts)


@require_GET
@door("internal.read")
def contradictions(request: HttpRequest) -> HttpResponse:
    """Figures that cannot both hold, with both sentences."""
    between = contradicting.between_sources()
    against = contradicting.against_plans()
    growths = contradicting.against_last_year()
    context = {"between": between, "against": against, "growths": growths}
    return render(request, "observations/contradictions.html", context)
