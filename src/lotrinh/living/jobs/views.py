"""Pages of long work: how far it is, with a button to stop it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from lotrinh.living.access.doors import account_in, door, person_in
from lotrinh.living.access.rules import may
from lotrinh.living.jobs import queries, services
from lotrinh.living.jobs.models import Job


@require_GET
@door("internal.read")
def jobs(request: HttpRequest) -> HttpResponse:
    """What I asked for and how it went."""
    page = Paginator(queries.asked_by(account_in(request).pk), 50).get_page(request.GET.get("trang"))
    rows = [(job, queries.progress(job)) for job in page]
    return render(request, "jobs/jobs.html", {"rows": rows, "page": page})


@require_GET
@door("internal.read")
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """One job. Without JavaScript the page asks for itself again every two seconds while the job runs."""
    found = get_object_or_404(Job.objects.select_related("asked_by"), pk=pk)
    return render(
        request,
        "jobs/job.html",
        {"job": found, "progress": queries.progress(found), "may_stop": _may_stop(request, found)},
    )


@require_GET
@door("internal.read")
def progress(request: HttpRequest, pk: int) -> JsonResponse:
    """The same as JSON."""
    answer = JsonResponse(queries.progress(get_object_or_404(Job, pk=pk)))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_POST
@door("internal.read")
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop it: whoever asked, and those who may stop the work of others."""
    found = get_object_or_404(Job, pk=pk)
    if not _may_stop(request, found):
        raise PermissionDenied
    services.cancel(found, account_in(request))
    return redirect("jobs:job", pk=pk)


@require_POST
@door("internal.read")
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Run a failed or stopped job anew."""
    found = get_object_or_404(Job, pk=pk)
    if not _may_stop(request, found):
        raise PermissionDenied
    services.again(found, account_in(request))
    return redirect("jobs:job", pk=pk)


def _may_stop(request: HttpRequest, found: Job) -> bool:
    return found.asked_by_id == account_in(request).pk or may(person_in(request), "job.stop")
