"""Tasks: who does what by when; one task; everything that an agency answers for today."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from lotrinh.living.access.doors import account_in, door, person_in, require
from lotrinh.living.access.public import same_for_visitors
from lotrinh.living.access.rules import may
from lotrinh.living.documents.queries import sentence
from lotrinh.living.fields import day_in
from lotrinh.living.people.models import Agency
from lotrinh.living.plans import exports, services
from lotrinh.living.plans.answering import Answered, answered, duties_of, targets_of
from lotrinh.living.plans.columns import TASK_COLUMNS, task_values
from lotrinh.living.plans.conflicts import Conflict
from lotrinh.living.plans.doing import entered_on
from lotrinh.living.plans.forms import DoneForm, ReopenForm
from lotrinh.living.plans.held import seen_by
from lotrinh.living.plans.models import Plan, Task
from lotrinh.living.plans.queries import plan_in
from lotrinh.living.plans.returning import again, form_of
from lotrinh.living.plans.table import status_words
from lotrinh.living.plans.task_table import (
    TASK_GROUPS,
    TaskRow,
    by_month,
    grouped_tasks,
    state_words,
    task_rows,
    task_table,
)
from lotrinh.living.words import Words

PAGE = 200


@require_GET
@door("plan.read")
@same_for_visitors
def tasks(request: HttpRequest, slug: str) -> HttpResponse:
    """The tasks, most urgent first."""
    plan, today = plan_in(request, slug), timezone.localdate()
    table = task_table(plan, request.GET, today, person_in(request))
    page = Paginator(table.rows, PAGE).get_page(request.GET.get("trang"))
    who = _who(list(page.object_list), today)
    groups = [
        (title, [(row, [who[lead.pk] for lead in row.leads]) for row in rows])
        for title, rows in grouped_tasks(list(page.object_list), table.filters.group)
    ]
    context = {
        "plan": plan,
        "table": table,
        "page": page,
        "groups": groups,
        "group_names": TASK_GROUPS,
        "here": "tasks",
    }
    return render(request, "plans/tasks.html", context)


@require_GET
@door("plan.read")
@same_for_visitors
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The tasks by month of their last day."""
    plan = plan_in(request, slug)
    table = task_table(plan, request.GET, timezone.localdate(), person_in(request))
    months = by_month(table.rows[: 2 * PAGE])
    return render(request, "plans/calendar.html", {"plan": plan, "table": table, "months": months, "here": "tasks"})


@require_GET
@door("plan.read")
def export(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Exactly the table of tasks that the address shows."""
    plan = plan_in(request, slug)
    table = task_table(plan, request.GET, timezone.localdate(), person_in(request))
    rows = [task_values(row, str(state_words(row.status.state))) for row in table.rows]
    return exports.file_of(kind, f"{plan.slug}-nhiem-vu", plan.short, TASK_COLUMNS, rows)


@require_GET
@door("plan.read")
@same_for_visitors
def task(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One task: who answers for it today and why, its deadline, its product, its source."""
    return _page(request, *_found(request, slug, pk))


@require_http_methods(["GET", "POST"])
@door("task.confirm")
@form_of("plans:task")
def done(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Record that the task was done, with the document that proves it."""
    plan, task = _found(request, slug, pk)
    require(request, "task.confirm")
    form = DoneForm(request.POST)
    if not form.is_valid():
        return _page(request, plan, task, done_form=form)
    told = form.cleaned_data
    try:
        services.mark_done(task, told["on"], told["product"], account_in(request), _seen(told))
    except Conflict as conflict:
        return _page(request, plan, _found(request, slug, pk)[1], done_form=_again(form, conflict, task))
    return _done(request, plan, task, Words("Đã ghi kết quả nhiệm vụ.", "The outcome is recorded."))


@require_http_methods(["GET", "POST"])
@door("task.confirm")
@form_of("plans:task")
def reopened(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Record that the task is not done after all."""
    plan, task = _found(request, slug, pk)
    require(request, "task.confirm")
    form = ReopenForm(request.POST)
    if not form.is_valid():
        return _page(request, plan, task, open_form=form)
    try:
        services.mark_open(task, form.cleaned_data["reason"], account_in(request), _seen(form.cleaned_data))
    except Conflict as conflict:
        return _page(request, plan, _found(request, slug, pk)[1], open_form=_again(form, conflict, task))
    return _done(request, plan, task, Words("Đã ghi nhiệm vụ chưa xong.", "The task is recorded as open."))


@require_GET
@door("plan.read")
@same_for_visitors
def agency_work(request: HttpRequest, agency: int) -> HttpResponse:
    """Everything that an agency answers for today, also what came to it from others, on what ground."""
    found = get_object_or_404(Agency.objects.select_related("area"), pk=agency)
    person, today = person_in(request), timezone.localdate()
    duties = duties_of(found, person, today)
    own = [duty for duty in duties if not duty.group]
    context = {
        "agency": found,
        "today": today,
        "own": own[:PAGE],
        "own_count": len(own),
        "late": sum(duty.row.state == "open_late" for duty in own),
        "soon": sum(duty.row.status.due_soon for duty in own),
        "inherited": sum(len(duty.answer.through) > 1 for duty in own),
        "shared": [duty for duty in duties if duty.group][:PAGE],
        "targets": [(one, status_words(one.status)) for one in targets_of(found, person, today)[:PAGE]],
    }
    return render(request, "plans/agency_work.html", context)


def _done(request: HttpRequest, plan: Plan, task: Task, words: Words) -> HttpResponseBase:
    messages.success(request, str(words))
    return redirect("plans:task", plan.slug, task.pk)


def _found(request: HttpRequest, slug: str, pk: int) -> tuple[Plan, Task]:
    plan = plan_in(request, slug)
    tasks = plan.tasks.filter(seen_by(person_in(request)))
    return plan, get_object_or_404(tasks.select_related("document", "added", "ended"), pk=pk)


def _seen(told: dict[str, Any]) -> date | None:
    """The day of completion that the form was made from."""
    return day_in(told.get("seen"))


def _again(form: forms.Form, conflict: Conflict, task: Task) -> forms.Form:
    task.refresh_from_db(fields=["done_on", "product"])
    return again(form, conflict, task.done_on.isoformat() if task.done_on else "")


def _who(rows: list[TaskRow], on: date) -> dict[int, Answered]:
    given = []
    for row in rows:
        for lead in row.leads:
            lead.task = row.task
            given.append(lead)
    return answered(given, on)


def _page(request: HttpRequest, plan: Plan, task: Task, **given: forms.Form) -> HttpResponse:
    today, person = timezone.localdate(), person_in(request)
    internal = may(person, "internal.read")
    [row] = task_rows(plan, [task], today)
    for one in (*row.leads, *row.partners):
        one.task = task
    who = answered([*row.leads, *row.partners], today)
    reports = may(person, "task.confirm")
    seen = {"seen": task.done_on.isoformat() if task.done_on else ""}
    context: dict[str, Any] = {
        "plan": plan,
        "task": task,
        "row": row,
        "state": state_words(row.status.state),
        "leads": [who[one.pk] for one in row.leads],
        "partners": [who[one.pk] for one in row.partners],
        "targets": task.serves.filter(seen_by(person_in(request))).select_related("indicator"),
        "source": sentence(task.document, task.start, task.end) if internal or task.document.public else None,
        "entered": entered_on(task),
        "reports": reports,
        "here": "tasks",
        "refused": given,
    }
    if reports:
        context["done_form"] = given.get("done_form") or DoneForm(
            initial={"on": task.done_on or today, "product": task.product, **seen}
        )
        context["open_form"] = given.get("open_form") or ReopenForm(initial=seen)
    for name, form in context.items():  # two forms on one page: each its own ids
        if isinstance(form, forms.Form):
            form.auto_id = f"{name.removesuffix('_form')}_%s"
    return render(request, "plans/task.html", context, status=422 if given else 200)
