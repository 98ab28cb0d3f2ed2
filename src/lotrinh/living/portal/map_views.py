"""Maps of the provinces, and of the communes of one; taking outlines in."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from lotrinh.living.access.doors import account_in, door, person_in, require
from lotrinh.living.access.public import same_for_visitors
from lotrinh.living.access.rules import may
from lotrinh.living.places.models import Area, AreaKind
from lotrinh.living.places.queries import existing
from lotrinh.living.portal import boundaries, maps, publicity
from lotrinh.living.portal.forms import BoundaryForm
from lotrinh.living.portal.outlines import NoOutlines
from lotrinh.living.words import Words

MOST_BYTES = 16 * 1024 * 1024


@require_GET
@door("portal.read")
@same_for_visitors
def nation(request: HttpRequest) -> HttpResponse:
    """The provinces: how many plans each has here, or its figure of an indicator (?chi-tieu=)."""
    areas = maps.areas_under(None)
    return _page(request, None, areas, _plans(areas))


@require_GET
@door("portal.read")
@same_for_visitors
def province(request: HttpRequest, code: str) -> HttpResponse:
    """The communes of a province with their figures of an indicator (?chi-tieu=)."""
    here = publicity.areas().filter(existing(timezone.localdate()), kind=AreaKind.PROVINCE, code=code).first()
    if here is None:
        raise Http404
    return _page(request, here, maps.areas_under(here), {})


def _page(request: HttpRequest, above: Area | None, areas: list[Area], others: dict[int, maps.Value]) -> HttpResponse:
    indicators = maps.indicators_under(areas)
    asked = request.GET.get("chi-tieu", "")
    chosen = next((one for one in indicators if str(one.pk) == asked), None)
    if chosen is None and above is not None:
        chosen = next(iter(indicators), None)
    outlined = request.GET.get("hinh") == "ranh-gioi"
    values = maps.values_of(chosen, areas) if chosen else others
    context = {
        "above": above,
        "map": maps.map_of(above, areas, values, outlines=outlined),
        "indicators": indicators,
        "chosen": chosen,
        "outlined": outlined,
        "has_outlines": publicity.boundaries().filter(area__in=areas).exists(),
        "known": sum(1 for value in values.values() if value.told),
        "imports": may(person_in(request), "boundary.import"),
        "tile": maps.SIZE,
    }
    return render(request, "portal/map.html", context)


def _plans(areas: list[Area]) -> dict[int, maps.Value]:
    """Area → its published plans."""
    rows = publicity.public_plans().filter(area__in=areas).order_by().values_list("area").annotate(n=Count("pk"))
    codes = {area.pk: area.code for area in areas}
    words = Words("{n} kế hoạch", "{n:plan|plans}")
    return {
        area: maps.Value(None, words.format(n=n), rank=3, url=reverse("portal:province", args=[codes[area]]))
        for area, n in rows
    }


@require_http_methods(["GET", "POST"])
@door("boundary.import")
def outlines(request: HttpRequest) -> HttpResponseBase:
    """Take a file of outlines in."""
    require(request, "boundary.import")
    form = BoundaryForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read(MOST_BYTES + 1)
        try:
            if len(content) > MOST_BYTES:
                raise NoOutlines("too large")
            taken = boundaries.take_in(content, form.cleaned_data["source"], account_in(request))
        except NoOutlines:
            form.add_error("file", str(_UNREADABLE))
        else:
            words = Words(
                "Đã nạp {n} ranh giới; {m} mã không có.", "{n:outline|outlines} taken in; unknown codes: {m}."
            )
            messages.success(request, words.format(n=taken.count, m=len(taken.unknown)))
            return redirect("portal:map")
    return render(request, "portal/outlines.html", {"form": form}, status=422 if form.is_bound else 200)


_UNREADABLE = Words(
    "Không đọc được ranh giới trong tệp. Cần GeoJSON hoặc TopoJSON có đa giác và thuộc tính «code», tối đa 16 MB.",
    "No outlines could be read from the file. It must be GeoJSON or TopoJSON of polygons with a “code”, at most 16 MB.",
)
