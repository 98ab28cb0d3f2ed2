"""The calendar feed: its secret address, and what a calendar program reads there."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from lotrinh.living.access.doors import account_in, door
from lotrinh.living.people.queries import person_of
from lotrinh.living.reporting.feeds import MEDIA, calendar_of, new_key, revoke_key, user_of
from lotrinh.living.reporting.models import FeedKey
from lotrinh.living.reporting.owed import owed_by
from lotrinh.living.reporting.rights import WRITE, covered


@require_http_methods(["GET", "POST"])
@door(WRITE)
def address(request: HttpRequest) -> HttpResponse:
    """Make the address of one's own feed, or close it. It is shown once: only its hash is kept."""
    user = account_in(request)
    url = ""
    if request.method == "POST":
        if request.POST.get("do") == "close":
            revoke_key(user)
        else:
            url = request.build_absolute_uri(reverse("reporting:feed", args=[new_key(user)]))
    context = {"url": url, "key": FeedKey.objects.filter(user=user).first()}
    answer = render(request, "reporting/feed.html", context)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_GET
@door("site.read")
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What the owner of the address owes. Who holds the address needs no account: a calendar program has none."""
    user = user_of(secret)
    if user is None:
        raise Http404
    owed = owed_by(covered(person_of(user), WRITE))[:500]
    site = request.build_absolute_uri("/").rstrip("/")
    answer = HttpResponse(calendar_of(owed, site, timezone.now()), content_type=MEDIA)
    answer.headers["Content-Disposition"] = 'inline; filename="bao-cao.ics"'
    answer.headers["Cache-Control"] = "private, max-age=900"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
