"""Pages of following: what my agency owes, telling how far it is, confirming, scorecards, plans that agencies issue."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lotrinh.assessment.scorecards import share_told
from lotrinh.living.access.doors import account_in, door, person_in, require
from lotrinh.living.access.rules import Person, may
from lotrinh.living.following import queries, services
from lotrinh.living.following.forms import DoneForm, OpenForm, ProgressForm, RefuseForm
from lotrinh.living.following.models import Instance, Proof, Report, Standing
from lotrinh.living.observations.workbooks import Refused
from lotrinh.living.people.models import Agency
from lotrinh.living.plans.addresses import task_url
from lotrinh.living.plans.conflicts import Conflict
from lotrinh.living.plans.queries import plans_for
from lotrinh.living.uploads import as_it_came
from lotrinh.living.words import Words

PAGE = 100
TELL = "task.report"


@require_GET
@door("internal.read")
def mine(request: HttpRequest) -> HttpResponse:
    """What my agency owes of tasks; ?coquan= one agency, ?tinhtrang= a state; those without an agency see all."""
    person, today = person_in(request), timezone.localdate()
    own = own_agencies(person)
    asked = request.GET.get("coquan", "")
    chosen = Agency.objects.filter(pk=int(asked)).first() if asked.isascii() and asked.isdigit() else None
    everybody = asked == "moi" or (not own and chosen is None)
    agencies = None if everybody else [chosen.pk] if chosen else sorted(own)
    rows = queries.standing_for(person, today, agencies)
    counts = queries.counts_of(rows, today)
    state = request.GET.get("tinhtrang", "")
    state = state if state in queries.STATES else ""
    shown = rows.filter(queries.in_state(state, today)) if state else rows
    page = Paginator(queries.urgent_first(shown), PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": queries.rows_of(page, today),
        "counts": counts,
        "states": [(key, queries.STATE_WORDS[key], counts[key]) for key in queries.STATES if counts[key]],
        "state": state,
        "chosen": chosen,
        "everybody": everybody,
        "own": bool(own),
        "confirms": may(person, "task.confirm"),
    }
    return render(request, "following/mine.html", context)


@require_http_methods(["GET", "POST"])
@door(TELL)
def tell(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say how far a piece of a task is, or that it is done; the form says which by its button."""
    instance = _found(request, pk)
    require(request, TELL, [instance.agency_id])
    forms: dict[str, Any] = {"progress": ProgressForm(instance), "done": DoneForm(instance), "open": OpenForm(instance)}
    status = 200
    if request.method == "POST":
        act = request.POST.get("act", "")
        kind = type(forms[act]) if act in forms else ProgressForm
        form = forms[act if act in forms else "progress"] = kind(instance, request.POST, request.FILES)
        if form.is_valid():
            try:
                report = _told(request, instance, act, form.cleaned_data)
            except (Conflict, Refused) as problem:
                instance.refresh_from_db()
                form.add_error(None, str(problem.now if isinstance(problem, Conflict) else problem.words))
                form.data = _with(form.data, "seen", instance.version)
                status = 409
            else:
                messages.success(request, str(_thanks(report)))
                return redirect(f"{task_url(instance.task.plan, instance.task_id)}#phan-{instance.pk}")
        else:
            status = 422
    [row] = queries.rows_of([instance], timezone.localdate())
    reports = instance.reports.select_related("by", "decided_by").prefetch_related("proofs")[:PAGE]
    context = {"row": row, "instance": instance, "task": instance.task, "reports": reports, **{
        f"{name}_form": form for name, form in forms.items()
    }}  # fmt: skip
    return render(request, "following/tell.html", context, status=status)


@require_GET
@door("task.confirm")
def asked(request: HttpRequest) -> HttpResponse:
    """Reports that wait for the word of the focal agency."""
    require(request, "task.confirm")
    page = Paginator(queries.asked_reports(person_in(request)).prefetch_related("proofs"), PAGE).get_page(
        request.GET.get("trang")
    )
    return render(request, "following/asked.html", {"page": page, "today": timezone.localdate()})


@require_POST
@door("task.confirm")
def confirm(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Confirm a report."""
    require(request, "task.confirm")
    report = _report(request, pk)
    try:
        services.confirm(report, account_in(request))
    except Conflict as conflict:
        messages.error(request, str(conflict.now))
    else:
        messages.success(request, str(Words("Đã xác nhận.", "Confirmed.")))
    return redirect("following:asked")


@require_http_methods(["GET", "POST"])
@door("task.confirm")
def refuse(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Do not confirm a report, with the reason."""
    require(request, "task.confirm")
    report = _report(request, pk)
    form = RefuseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.refuse(report, form.cleaned_data["reason"], account_in(request))
        except Conflict as conflict:
            messages.error(request, str(conflict.now))
        else:
            messages.success(request, str(Words("Đã trả lời cơ quan báo cáo.", "The agency was answered.")))
        return redirect("following:asked")
    return render(request, "following/refuse.html", {"form": form, "report": report})


@require_GET
@door("internal.read")
def scores(request: HttpRequest) -> HttpResponse:
    """Scorecards of agencies, ?kehoach= of one plan. The denominator of every percentage is printed."""
    person, today = person_in(request), timezone.localdate()
    plans = list(plans_for(person))
    plan = next((one for one in plans if one.slug == request.GET.get("kehoach")), None)
    rows = queries.standing_for(person, today)
    cards = queries.cards(rows.filter(task__plan=plan) if plan else rows, today)
    language = "en" if get_language() == "en" else "vi"
    ids = dict(Agency.objects.filter(name__in=[card.owner for card in cards]).values_list("name", "pk"))
    told = [(card, ids.get(card.owner), share_told(card, card.on_time + card.late, language)) for card in cards]
    context = {"whole": told[0], "cards": told[1:], "plans": plans, "plan": plan, "today": today}
    return render(request, "following/scores.html", context)


@require_GET
@door("internal.read")
def child_plans(request: HttpRequest) -> HttpResponse:
    """Plans that agencies must issue: who has, by which document, who has not."""
    person, today = person_in(request), timezone.localdate()
    rows = queries.child_plans_of(queries.standing_for(person, today))
    counts = queries.counts_of(rows.order_by(), today)
    page = Paginator(rows, PAGE).get_page(request.GET.get("trang"))
    return render(
        request, "following/child_plans.html", {"page": page, "rows": queries.rows_of(page, today), "counts": counts}
    )


@require_GET
@door("internal.read")
def proof(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A file that proves a report. It is always saved, never shown."""
    found = get_object_or_404(Proof, pk=pk, report__instance__task__plan__in=plans_for(person_in(request)))
    return as_it_came(found.file, found.name)


def own_agencies(person: Person) -> set[int]:
    """Agencies whose work the person does or watches as one of its own: not of leaders and the focal agency as such."""
    return {agency for holding in person.holdings if holding.role == "reporter" for agency in holding.agencies}


def _found(request: HttpRequest, pk: int) -> Instance:
    rows = Instance.objects.filter(task__plan__in=plans_for(person_in(request)), carried_to=None)
    return get_object_or_404(rows.select_related("task__plan", "agency"), pk=pk)


def _report(request: HttpRequest, pk: int) -> Report:
    rows = Report.objects.filter(instance__task__plan__in=plans_for(person_in(request)))
    return get_object_or_404(rows.select_related("instance__task__plan", "instance__agency"), pk=pk)


def _told(request: HttpRequest, instance: Instance, act: str, told: dict[str, Any]) -> Report:
    by, seen = account_in(request), told["seen"]
    if act == "done":
        trusted = may(person_in(request), "task.confirm")
        return services.tell_done(
            instance, told["done_on"], told["product"], told["product_on"], told["text"], told["proofs"], by, seen,
            trusted=trusted,
        )  # fmt: skip
    if act == "open":
        return services.tell_open(instance, told["reason"], by, seen)
    return services.tell_progress(instance, told["percent"], told["text"], told["proofs"], by, seen)


def _with(data: Any, key: str, value: object) -> Any:
    changed = data.copy()
    changed[key] = value
    return changed


def _thanks(report: Report) -> Words:
    if report.standing == Standing.ASKED:
        return Words("Đã gửi; chờ cơ quan đầu mối xác nhận.", "Sent; the focal agency has to confirm it.")
    return Words("Đã ghi.", "Saved.")
