"""Pages of the journal."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from lotrinh.living.access.doors import door, person_in, require
from lotrinh.living.access.rules import may
from lotrinh.living.journal import queries
from lotrinh.living.journal.models import Event
from lotrinh.living.journal.queries import Filter
from lotrinh.living.journal.services import acts, record
from lotrinh.living.journal.verification import verify
from lotrinh.living.journal.wording import act_in_general, subjects

VERIFIED_HERE = 100_000  # rows; more take longer than a page may: by command


@require_GET
@door("internal.read")
def journal(request: HttpRequest) -> HttpResponse:
    """Who did what: ?nguoi= person, ?viec= act, ?ke-hoach= plan, ?loai= kind, ?so= its id, ?truoc= rows before."""
    wanted = Filter(
        actor=_number(request, "nguoi"),
        act=_one_of(request, "viec", acts()),
        plan=_number(request, "ke-hoach"),
        kind=_one_of(request, "loai", subjects()),
        subject=str(_number(request, "so") or ""),
        before=_number(request, "truoc"),
    )
    narrowed = replace(wanted, before=None) != Filter()
    context = {
        "page": queries.page(wanted),
        "wanted": wanted,
        "narrowed": narrowed,
        "actors": queries.actors(),
        "acts": sorted(((act, act_in_general(act)) for act in acts()), key=lambda row: row[1]),
        "subjects": subjects().items(),
        "plan_name": queries.plan_name(wanted.plan) if wanted.plan else "",
        "subject_name": queries.subject_name(wanted.kind, wanted.subject) if wanted.kind and wanted.subject else "",
        "may_verify": may(person_in(request), "journal.verify"),
    }
    return render(request, "journal/journal.html", context)


@require_POST
@door("journal.verify")
def verified(request: HttpRequest) -> HttpResponse:
    """Compute the chain again and say what was found; that it was verified is an act, too."""
    require(request, "journal.verify")
    last = Event.objects.order_by("-number").first()
    too_long = last is not None and last.number > VERIFIED_HERE
    outcome = None if too_long else verify()
    if outcome is not None and outcome.whole and last is not None:
        with transaction.atomic():
            record("event.verified", request.user, last, rows=outcome.rows, digest=outcome.digest)  # type: ignore[arg-type]
    return render(request, "journal/verified.html", {"outcome": outcome, "rows": last.number if last else 0})


def _number(request: HttpRequest, name: str) -> int | None:
    told = request.GET.get(name, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) <= 18 else None


def _one_of(request: HttpRequest, name: str, known: object) -> str:
    told = request.GET.get(name, "")
    return told if told in known else ""  # type: ignore[operator]
