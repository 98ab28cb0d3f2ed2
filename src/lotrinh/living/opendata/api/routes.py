"""The routes of version 1. Each takes its rows from portal.publicity and makes records of them."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import Q
from django.http import HttpRequest
from ninja import Query, Router, Schema

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.opendata import records, rows
from lotrinh.living.opendata.api import asked
from lotrinh.living.opendata.api.problems import Problem
from lotrinh.living.opendata.caching import site_of
from lotrinh.living.plans.models import Plan
from lotrinh.living.portal import changes, publicity


class Page(Schema):
    """A part of a list: how many there are in all, and where the next part is."""

    count: int
    page: int
    size: int
    next: str | None
    previous: str | None


class PlanPage(Page):
    """Plans."""

    items: list[records.PlanRecord]


class VersionPage(Page):
    """Versions."""

    items: list[records.VersionRecord]


class IndicatorPage(Page):
    """Indicators."""

    items: list[records.IndicatorRecord]


class TargetPage(Page):
    """Targets."""

    items: list[records.TargetRecord]


class RevisionPage(Page):
    """Revisions."""

    items: list[records.RevisionRecord]


class FigurePage(Page):
    """Figures."""

    items: list[records.FigureRecord]


class TaskPage(Page):
    """Tasks."""

    items: list[records.TaskRecord]


class AreaPage(Page):
    """Areas."""

    items: list[records.AreaRecord]


class AgencyPage(Page):
    """Agencies."""

    items: list[records.AgencyRecord]


class QuestionPage(Page):
    """Questions."""

    items: list[records.QuestionRecord]


class ChangePage(Page):
    """Changes."""

    items: list[records.ChangeRecord]


Paged = Annotated[asked.Paging, Query()]
ABSENT = {400: Problem, 404: Problem, 422: Problem}
WRONG = {400: Problem, 422: Problem}

router = Router()


@router.get("/plans", response={200: PlanPage, **WRONG}, url_name="plans", summary="Kế hoạch / Plans")
def plans(request: HttpRequest, paging: Paged) -> Any:
    """Published plans."""
    return asked.page_of(request, publicity.public_plans().order_by("id"), paging, rows.plans)


@router.get("/plans/{slug}", response={200: records.PlanRecord, **ABSENT}, url_name="plan", summary="Kế hoạch / Plan")
def plan(request: HttpRequest, slug: asked.Slug) -> Any:
    """One plan."""
    return rows.plans([_plan(slug)], site_of(request))[0]


@router.get(
    "/plans/{slug}/versions", response={200: VersionPage, **ABSENT}, url_name="versions", summary="Phiên bản / Versions"
)
def versions(request: HttpRequest, slug: asked.Slug, paging: Paged) -> Any:
    """The versions of a plan."""
    found = publicity.versions().filter(plan=_plan(slug)).select_related("plan", "document").order_by("number")
    return asked.page_of(request, found, paging, rows.versions)


@router.get(
    "/indicators", response={200: IndicatorPage, **WRONG}, url_name="indicators", summary="Chỉ tiêu / Indicators"
)
def indicators(request: HttpRequest, paging: Paged, q: asked.Text = "") -> Any:
    """Indicators, also by words of their name."""
    found = publicity.indicators().order_by("id")
    for word in fold(q).split():
        found = found.filter(folded__contains=word)
    return asked.page_of(request, found, paging, rows.indicators)


@router.get(
    "/indicators/{pk}", response={200: records.IndicatorRecord, **ABSENT}, url_name="indicator",
    summary="Chỉ tiêu / Indicator",
)  # fmt: skip
def indicator(request: HttpRequest, pk: asked.Id) -> Any:
    """One indicator."""
    return rows.indicators([_one(publicity.indicators(), pk)], site_of(request))[0]


@router.get("/targets", response={200: TargetPage, **WRONG}, url_name="targets", summary="Mục tiêu / Targets")
def targets(
    request: HttpRequest,
    paging: Paged,
    plan: asked.Text = "",
    indicator: asked.IdAsked = None,
    agency: asked.IdAsked = None,
    status: asked.Statuses | None = None,
    q: asked.Text = "",
) -> Any:
    """Targets with their verdicts: of a plan, an indicator, an agency, in a class, by words."""
    found = publicity.targets().order_by("id")
    if plan:
        found = found.filter(plan__slug=plan)
    if indicator is not None:
        found = found.filter(indicator=indicator)
    if agency is not None:
        found = found.filter(agency=agency)
    if status is not None:
        found = found.filter(pk__in=publicity.verdicts().filter(status=status).values("target"))
    for word in fold(q).split():
        found = found.filter(indicator__folded__contains=word)
    return asked.page_of(request, rows.targets_read(found), paging, rows.targets)


@router.get(
    "/targets/{pk}", response={200: records.TargetRecord, **ABSENT}, url_name="target", summary="Mục tiêu / Target"
)
def target(request: HttpRequest, pk: asked.Id) -> Any:
    """One target as it stands now."""
    return rows.targets([_one(rows.targets_read(publicity.targets()), pk)], site_of(request))[0]


@router.get(
    "/targets/{pk}/versions", response={200: RevisionPage, **ABSENT}, url_name="target_versions",
    summary="Các lần ban hành / Revisions",
)  # fmt: skip
def target_versions(request: HttpRequest, pk: asked.Id, paging: Paged) -> Any:
    """A target through the versions of its plan."""
    found = publicity.revisions().filter(target=_one(publicity.targets(), pk)).order_by("version__number")
    return asked.page_of(request, found, paging, rows.revisions)


@router.get(
    "/targets/{pk}/versions/{number}", response={200: records.RevisionRecord, **ABSENT}, url_name="target_version",
    summary="Một lần ban hành / A revision",
)  # fmt: skip
def target_version(request: HttpRequest, pk: asked.Id, number: asked.Number) -> Any:
    """A target as a version of its plan stated it: this address will always give the same."""
    found = publicity.revisions().filter(target=pk, version__number=number).first()
    if found is None:
        raise Plan.DoesNotExist
    return rows.revisions([found], site_of(request))[0]


@router.get("/figures", response={200: FigurePage, **WRONG}, url_name="figures", summary="Số liệu / Figures")
def figures(
    request: HttpRequest,
    paging: Paged,
    plan: asked.Text = "",
    indicator: asked.IdAsked = None,
    area: asked.Text = "",
    year: Annotated[int | None, Query(ge=1900, le=2200)] = None,
    vintage: asked.Vintages | None = None,
    known_since: asked.Day = None,
    history: bool = False,
) -> Any:
    """Figures: current ones, or with `history` also those that were corrected. `area`: an official code."""
    found = publicity.figures()
    found = (found if history else publicity.current(found)).order_by("id")
    if plan:
        found = found.filter(indicator__in=publicity.targets().filter(plan__slug=plan).values("indicator"))
    if indicator is not None:
        found = found.filter(indicator=indicator)
    if area:
        found = found.filter(area__code=area)
    if year is not None:
        found = found.filter(Q(last__year=year) | Q(first__year=year))
    if vintage is not None:
        found = found.filter(vintage=vintage)
    if known_since is not None:
        found = found.filter(known_on__gte=known_since)
    return asked.page_of(request, found, paging, rows.figures)


@router.get(
    "/figures/{pk}", response={200: records.FigureRecord, **ABSENT}, url_name="figure", summary="Số liệu / Figure"
)
def figure(request: HttpRequest, pk: asked.Id) -> Any:
    """One figure: this address will always give the same value; a correction is named in `superseded_by`."""
    return rows.figures([_one(publicity.figures(), pk)], site_of(request))[0]


@router.get("/tasks", response={200: TaskPage, **WRONG}, url_name="tasks", summary="Nhiệm vụ / Tasks")
def tasks(request: HttpRequest, paging: Paged, plan: asked.Text = "", q: asked.Text = "") -> Any:
    """Tasks of a plan, or of all, also by words as they are written."""
    found = publicity.tasks().order_by("id")
    if plan:
        found = found.filter(plan__slug=plan)
    if q:
        found = found.filter(text__icontains=q)
    return asked.page_of(request, rows.tasks_read(found), paging, rows.tasks)


@router.get("/tasks/{pk}", response={200: records.TaskRecord, **ABSENT}, url_name="task", summary="Nhiệm vụ / Task")
def task(request: HttpRequest, pk: asked.Id) -> Any:
    """One task."""
    return rows.tasks([_one(rows.tasks_read(publicity.tasks()), pk)], site_of(request))[0]


@router.get("/areas", response={200: AreaPage, **WRONG}, url_name="areas", summary="Địa bàn / Areas")
def areas(request: HttpRequest, paging: Paged, code: asked.Text = "", parent: asked.IdAsked = None) -> Any:
    """Units of administration of all times; names repeat, codes and days tell them apart."""
    found = publicity.areas().order_by("id")
    found = found.filter(code=code) if code else found
    found = found.filter(parent=parent) if parent is not None else found
    return asked.page_of(request, found, paging, rows.areas)


@router.get("/agencies", response={200: AgencyPage, **WRONG}, url_name="agencies", summary="Cơ quan / Agencies")
def agencies(request: HttpRequest, paging: Paged, q: asked.Text = "") -> Any:
    """Agencies of all times, also by words of their name."""
    found = publicity.agencies().order_by("id")
    for word in fold(q).split():
        found = found.filter(folded__contains=word)
    return asked.page_of(request, found, paging, rows.agencies)


@router.get("/questions", response={200: QuestionPage, **WRONG}, url_name="questions", summary="Hỏi đáp / Questions")
def questions(request: HttpRequest, paging: Paged, target: asked.IdAsked = None) -> Any:
    """Citizens' questions that were let through, with their answers."""
    found = publicity.questions().order_by("id")
    found = found.filter(target=target) if target is not None else found
    return asked.page_of(request, rows.questions_read(found), paging, rows.questions)


@router.get("/changes", response={200: ChangePage, **WRONG}, url_name="changes", summary="Điều mới / Changes")
def changed(request: HttpRequest, paging: Paged, since: asked.Day = None) -> Any:
    """What became public, the newest first, at most 200 since a day."""
    return asked.page_of(request, changes.events(since), paging, rows.change_records)


def _plan(slug: str) -> Plan:
    return publicity.public_plans().get(slug=slug)


def _one(found: Any, pk: int) -> Any:
    return found.get(pk=pk)
