"""Pages of notices: one's own, how one is told, who will be told what."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.access.doors import account_in, door, may_open, person_in, require
from lotrinh.living.access.rules import may_somewhere
from lotrinh.living.notices import queries, services
from lotrinh.living.notices.channels import channels
from lotrinh.living.notices.forms import PreferenceForm, PreviewForm
from lotrinh.living.notices.models import Preference
from lotrinh.living.notices.rules import kinds
from lotrinh.living.words import Words

PAGE = 100


@require_GET
@door("notice.own")
def own(request: HttpRequest) -> HttpResponse:
    """What I was told, unread first asked for by ?moi=1."""
    person = person_in(request)
    unread = request.GET.get("moi") == "1"
    page = Paginator(queries.notices_of(person, unread=unread), PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": [(notice, kinds().get(notice.kind, Words(notice.kind, notice.kind))) for notice in page],
        "unread": queries.unread_count(person),
        "only_unread": unread,
        "may_preview": may_somewhere(person, "notice.preview"),
    }
    return render(request, "notices/own.html", context)


@require_POST
@door("notice.own")
def seen(request: HttpRequest) -> HttpResponseBase:
    """Mark as seen: the notice `pk`, or all."""
    told = request.POST.get("pk", "")
    one = [int(told)] if told.isascii() and told.isdigit() and len(told) < 19 else None
    services.mark_seen(account_in(request), one)
    return redirect("notices:list")


@require_http_methods(["GET", "POST"])
@door("notice.own")
def settings(request: HttpRequest) -> HttpResponseBase:
    """How I am told."""
    person = account_in(request)
    row = Preference.objects.filter(person=person).first() or Preference(person=person)
    known = channels()
    initial = {"wanted": [name for name in known if name not in row.muted], "language": row.language}
    form = PreferenceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        muted = [name for name in known if name not in form.cleaned_data["wanted"]]
        services.set_preference(person, muted, form.cleaned_data["language"])
        messages.success(request, str(Words("Đã ghi cách nhận thông báo.", "Saved how you are told.")))
        return redirect("notices:settings")
    context = {
        "form": form,
        "address": person.email,
        "not_ready": [channel.words for channel in known.values() if not channel.ready()],
    }
    return render(request, "notices/settings.html", context)


@require_GET
@door("notice.preview")
def preview(request: HttpRequest) -> HttpResponse:
    """Who would be told what, when: ?tu= ?den= ?loai= ?ai=."""
    require(request, "notice.preview")
    today = timezone.localdate()
    first, last = PreviewForm(request.GET or None, today).span()
    asked = request.GET.copy()
    asked["tu"], asked["den"] = asked.get("tu") or first.isoformat(), asked.get("den") or last.isoformat()
    form = PreviewForm(asked, today)
    told = form.cleaned_data if form.is_valid() else {}
    rows = queries.preview(first, last, today)
    if told.get("loai"):
        rows = [row for row in rows if row.telling.kind == told["loai"]]
    if told.get("ai"):
        rows = [row for row in rows if any(fold(told["ai"]) in fold(name) for name in row.names)]
    page = Paginator(rows, PAGE).get_page(request.GET.get("trang"))
    context = {
        "form": form,
        "page": page,
        "rows": [(row, kinds().get(row.telling.kind), may_open(person_in(request), row.telling.url)) for row in page],
        "first": first,
        "last": last,
        "total": len(rows),
        "people": len({person for row in rows for person in row.telling.people}),
        "nobody": sum(not row.telling.people for row in rows),
    }
    return render(request, "notices/preview.html", context)
