"""Pages that belong to no app: the start, the language switch, health, errors."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from lotrinh.living.access.doors import door, person_in
from lotrinh.living.access.public import same_for_visitors
from lotrinh.living.access.rules import may, may_somewhere
from lotrinh.living.opendata.api.problems import problem
from lotrinh.web.home.pages import blocks_of, plans_of


@require_GET
@door("site.read")
@same_for_visitors
def home(request: HttpRequest) -> HttpResponse:
    """The start: what I owe and what waits for me, or the published plans."""
    person = person_in(request)
    blocks = blocks_of(person, timezone.localdate())
    context = {
        "blocks": blocks,
        "waiting": [block for block in blocks if block.total],
        "idle": [block for block in blocks if not block.total],
        "plans": partial(plans_of, person),  # called where they are not kept
        "internal": may(person, "internal.read"),
        "upload": may_somewhere(person, "document.upload"),
        "enter": may_somewhere(person, "observation.enter"),
    }
    return render(request, "web/home.html", context)


@csrf_exempt
@require_POST
@door("site.read")
def language(request: HttpRequest) -> HttpResponseBase:
    """Remember the language in a cookie and go back to the page.

    Without a token, so that a public page holds nothing of its visitor's and can be kept for all. What a token guards
    against is another site that sends the form in the visitor's name: such a request tells its origin and is refused;
    one that tells none could do no more than switch the words of the pages, which the reader sees and switches back.
    No account, session or record is touched, and the way back leads nowhere else.
    """
    origin = request.headers.get("Origin")
    if origin not in (None, *settings.CSRF_TRUSTED_ORIGINS) and urlsplit(origin).netloc != request.get_host():
        raise PermissionDenied
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = redirect(back if safe else "/")
    wanted = request.POST.get("language")
    if wanted in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            max_age=31_536_000,
            samesite="Lax",
            secure=settings.HTTPS,
            httponly=True,
        )
    return response


@require_GET
@door("site.read")
def health(request: HttpRequest) -> JsonResponse:
    """Whether the server reaches its database: for monitors and for the start of the demo."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ok": True})


def for_machines(request: HttpRequest) -> bool:
    """Whether the API was asked: it tells what is wrong in its own form."""
    return request.path.startswith("/api/")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that cannot be understood."""
    if for_machines(request):
        return problem(400)
    return render(request, "web/error.html", {"code": 400}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No permission."""
    return render(request, "web/error.html", {"code": 403}, status=403)


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is missing or old: cookies are off, or the page lay open for long."""
    return render(request, "web/error.html", {"code": 403, "token": True}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such page."""
    if for_machines(request):
        return problem(404)
    return render(request, "web/error.html", {"code": 404}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of the program. No template context that could fail again."""
    if for_machines(request):
        return problem(500)
    return render(request, "web/error.html", {"code": 500}, status=500)
