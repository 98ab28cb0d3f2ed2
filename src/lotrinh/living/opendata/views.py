"""Addresses for machines outside the API: files, the catalogue, feeds, profiles; and the page about them."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lotrinh.living.access.doors import door
from lotrinh.living.access.public import same_for_visitors
from lotrinh.living.opendata import feeds, files, iati, rows, sdmx
from lotrinh.living.opendata.caching import kept, plain, site_of
from lotrinh.living.opendata.catalogue import catalogue as catalogue_of
from lotrinh.living.opendata.records import FigureRecord
from lotrinh.living.opendata.tables import MOST, TABLES
from lotrinh.living.plans.models import Plan
from lotrinh.living.portal import publicity
from lotrinh.living.portal.target_page import figures_of


def _plan(slug: str) -> Plan:
    return get_object_or_404(publicity.public_plans(), slug=slug)


@require_safe
@door("opendata.read")
@same_for_visitors
def home(request: HttpRequest) -> HttpResponse:
    """What there is, in which form, under which address."""
    plans = list(publicity.public_plans().order_by("id")[:100])
    context = {
        "plans": plans,
        "tables": TABLES.items(),
        "kinds": files.KINDS,
        "most": MOST,
        "figure_at": f"{reverse('api-v1:figures')}/…",
        "version_at": f"{reverse('api-v1:targets')}/…/versions/…",
    }
    return render(request, "opendata/home.html", context)


@require_safe
@door("opendata.read")
@kept
def bulk(request: HttpRequest, slug: str, table: str, kind: str) -> HttpResponse:
    """A table of one plan as a file."""
    plan = _plan(slug)
    return _file(request, plan, table, kind)


@require_safe
@door("opendata.read")
@kept
def whole(request: HttpRequest, table: str, kind: str) -> HttpResponse:
    """A table of all published plans as a file."""
    return _file(request, None, table, kind)


def _file(request: HttpRequest, plan: Plan | None, table: str, kind: str) -> HttpResponse:
    if table not in TABLES or kind not in files.KINDS:
        raise Http404
    told = TABLES[table]
    name = f"{plan.slug if plan else 'lo-trinh'}-{table}"
    title = f"{plan.short if plan else 'Lộ Trình'}: {told.words}"
    return files.sent(kind, name, title, told.record, told.made(plan, site_of(request)))


@require_safe
@door("opendata.read")
@kept
def series(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The figures of one target as a file."""
    target = get_object_or_404(publicity.targets().select_related("plan", "indicator"), pk=pk)
    if kind not in files.KINDS:
        raise Http404
    told = rows.figures(figures_of(target, target.plan), site_of(request))
    return files.sent(kind, f"muc-tieu-{pk}", target.indicator.name, FigureRecord, told)


@require_safe
@door("opendata.read")
@kept
def catalogue(request: HttpRequest) -> HttpResponse:
    """The catalogue (DCAT-AP, JSON-LD)."""
    told = json.dumps(catalogue_of(site_of(request)), ensure_ascii=False, indent=1)
    return HttpResponse(told, content_type="application/ld+json")


@require_safe
@door("opendata.read")
@kept
def feed(request: HttpRequest) -> HttpResponse:
    """What became public, of all plans (Atom)."""
    return plain(feeds.feed(site_of(request)), "application/atom+xml")


@require_safe
@door("opendata.read")
@kept
def plan_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """What became public, of one plan (Atom)."""
    return plain(feeds.feed(site_of(request), _plan(slug)), "application/atom+xml")


@require_safe
@door("opendata.read")
@kept
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """A plan as an IATI activity with results."""
    return plain(iati.activities([_plan(slug)], site_of(request)), "application/xml")


@require_safe
@door("opendata.read")
@kept
def statistics(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """The current figures of a plan as SDMX-CSV of a version."""
    if version not in sdmx.MEDIA:
        raise Http404
    targets = publicity.targets().filter(plan=_plan(slug))
    found = publicity.current(publicity.figures()).filter(indicator__in=targets.values("indicator"))
    told = rows.figures(found.order_by("indicator", "last", "id")[:MOST], site_of(request))
    answer = HttpResponse(sdmx.sdmx_csv(told, version), content_type=f"{sdmx.MEDIA[version]};charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-sdmx-{version}.csv"'
    return answer
