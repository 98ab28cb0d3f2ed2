"""The public page of one target, its chart as a picture, its figures as a file."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from lotrinh.living.access.doors import door, person_in
from lotrinh.living.access.public import same_for_visitors
from lotrinh.living.access.rules import NOBODY, may
from lotrinh.living.plans.models import Plan, Target
from lotrinh.living.plans.table import rows_of
from lotrinh.living.portal import publicity
from lotrinh.living.portal.sentences import target_sentence
from lotrinh.living.portal.summaries import sector_key, summary_of
from lotrinh.living.portal.target_page import NO_CHART, told_of
from lotrinh.living.portal.views import plan_of

PICTURES = {"svg": "image/svg+xml", "png": "image/png"}


def target_of(slug: str, pk: int) -> tuple[Plan, Target]:
    """A published target of a published plan, else Http404."""
    plan = plan_of(slug)
    targets = publicity.targets().filter(plan=plan).select_related("indicator", "agency", "area", "plan__area")
    return plan, get_object_or_404(targets, pk=pk)


@require_GET
@door("portal.read")
@same_for_visitors
def target(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What was promised, where it stands, how one knows."""
    plan, target = target_of(slug, pk)
    row = next((row for row in rows_of(plan, NOBODY)[0] if row.id == pk), None)
    told = told_of(target, plan)
    person = person_in(request)
    context: dict[str, Any] = {
        "plan": plan,
        "target": target,
        "row": row,
        "told": told,
        "sentence": target_sentence(plan, row, held=not told.detail) if row else "",
        "no_chart": NO_CHART,
        "section_key": sector_key(summary_of(plan), target.section),
        "decides": may(person, "publicity.decide"),
    }
    return render(request, "portal/target.html", context)


@require_GET
@door("portal.read")
def chart(request: HttpRequest, slug: str, pk: int, kind: str) -> HttpResponse:
    """The chart as SVG or PNG; it changes only when the verdict is computed anew."""
    _, target = target_of(slug, pk)
    verdict = publicity.verdicts().filter(target=target).first()
    language = get_language() or "vi"
    spec = verdict.detail.get(language, {}).get("chart") if verdict else None
    if verdict is None or spec is None or kind not in PICTURES:
        raise Http404
    key = f"chart:{kind}:{pk}:{language}:{verdict.computed_at.isoformat()}"
    picture = cache.get(key)
    if picture is None:
        picture = _drawn(spec, kind)
        cache.set(key, picture, 86_400)
    answer = HttpResponse(picture, content_type=PICTURES[kind])
    answer["Cache-Control"] = "public, max-age=300"
    # The picture carries its own styles; nothing in it may run or load anything.
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    if request.GET.get("tai") == "1":
        answer["Content-Disposition"] = content_disposition_header(True, f"muc-tieu-{pk}.{kind}") or "attachment"
    return answer


def _drawn(spec: dict[str, Any], kind: str) -> str | bytes:
    import vl_convert

    if kind == "png":
        return vl_convert.vegalite_to_png(spec, scale=2)
    return vl_convert.vegalite_to_svg(spec)
