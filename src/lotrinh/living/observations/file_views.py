"""Files of figures: the workbook to edit and send back, the table as CSV, evidence."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from lotrinh.core.period import Period
from lotrinh.core.vietnamese.period_words import period_told, typed_period
from lotrinh.living.access.doors import account_in, door, person_in, require
from lotrinh.living.observations.evidence import add_evidence
from lotrinh.living.observations.exports import Wanted, workbook_of
from lotrinh.living.observations.models import Evidence, Observation
from lotrinh.living.observations.queries import current_of_plan
from lotrinh.living.observations.rights import ENTER, agencies_of, may_enter
from lotrinh.living.observations.rollups import unit_of
from lotrinh.living.observations.tables import MOST_ENTRIES
from lotrinh.living.observations.workbooks import Refused
from lotrinh.living.plans.models import Indicator, Plan
from lotrinh.living.plans.queries import plan_in
from lotrinh.living.uploads import as_it_came
from lotrinh.living.words import Words

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@door(ENTER)
def workbook(request: HttpRequest, slug: str) -> HttpResponse:
    """The figures that the person may enter, as an Excel file that comes back by "Nhập bảng"."""
    plan = plan_in(request, slug)
    indicators = list(Indicator.objects.filter(targets__plan=plan).distinct().order_by("name"))
    owners = agencies_of(indicator.pk for indicator in indicators)
    mine = [one for one in indicators if may_enter(person_in(request), owners.get(one.pk, set()))]
    rows = current_of_plan(plan).filter(indicator__in=mine)
    shown = list(rows[:MOST_ENTRIES])
    period = typed_period(request.GET.get("ky", "")[:80])
    wanted = _wanted(plan, mine, shown, period) if period else []
    return _sent(workbook_of(shown, mine, plan.short, wanted), _XLSX, f"so-lieu-{plan.slug}.xlsx")


def _wanted(plan: Plan, mine: Sequence[Indicator], shown: Sequence[Observation], period: Period) -> list[Wanted]:
    """A row for each indicator that has no figure of the period yet."""
    told = {row.indicator_id for row in shown if (row.first, row.last) == (period.first, period.last)}
    area = plan.area.name if plan.area else ""
    of_indicator: dict[int, list[Observation]] = {}
    for row in shown:
        of_indicator.setdefault(row.indicator_id, []).append(row)
    return [
        Wanted(one, unit_of(one, of_indicator.get(one.pk, ())), area, period_told(period))
        for one in mine
        if one.pk not in told
    ]


def _sent(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = content_disposition_header(True, name)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_POST
@door(ENTER)
def prove(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Add an evidence file to a figure."""
    row = get_object_or_404(Observation.objects.select_related("indicator"), pk=pk)
    require(request, ENTER, agencies_of([row.indicator_id]).get(row.indicator_id, set()))
    upload = request.FILES.get("evidence")
    if upload is None:
        messages.error(request, str(Words("Chưa chọn tệp chứng cứ.", "No evidence file was chosen.")))
        return redirect("observations:figure", pk)
    try:
        add_evidence(row, upload, account_in(request))
    except Refused as refused:
        messages.error(request, str(refused.words))
    else:
        messages.success(request, str(Words("Đã thêm tệp chứng cứ.", "The evidence file was added.")))
    return redirect("observations:figure", pk)


@require_GET
@door("internal.read")
def evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An evidence file. It is always saved, never shown."""
    found = get_object_or_404(Evidence, pk=pk)
    return as_it_came(found.file, found.name)
