"""What every answer carries."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

Answer = Callable[[HttpRequest], HttpResponse]


def policy(identity_server: str = "") -> str:
    """Nothing from another host, no script or style written into a page: stored markup cannot run.

    Forms may lead to the administration's identity server, where there is one: browsers look at redirects, too.

    >>> policy("https://sso.example/realms/x").partition("form-action ")[2].partition(";")[0]
    "'self' https://sso.example"
    """
    parts = urlsplit(identity_server)
    elsewhere = f" {parts.scheme}://{parts.netloc}" if identity_server else ""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            f"form-action 'self'{elsewhere}",
            "manifest-src 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def content_security_policy(answer: Answer) -> Answer:
    """Add the policy to every answer that has none of its own (a picture or a file may have a stricter one)."""
    told = policy(settings.OIDC_SERVER)

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", told)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return response

    return middleware


def language(answer: Answer) -> Answer:
    """The reader's language: the one chosen on the site, Vietnamese else.

    Not what the browser asks for: an office computer set up in English does not make its reader an English one.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        with translation.override(language_of(request)):
            response = answer(request)
            response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response

    return middleware


def language_of(request: HttpRequest) -> str:
    """What the reader chose, if it is a language of ours."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def words_for_wrong_methods(answer: Answer) -> Answer:
    """An address that only takes a form, opened as a page: a page that says so, not a blank one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if (
            response.status_code != 405
            or request.method != "GET"
            or "text/html" not in request.headers.get("Accept", "")
        ):
            return response
        told = render(request, "web/error.html", {"code": 405}, status=405)
        told.headers["Allow"] = response.headers.get("Allow", "POST")
        return told

    return middleware


def no_null_characters(answer: Answer) -> Answer:
    """Refuse a request that holds the character 0: no keyboard types it, and PostgreSQL stores none."""

    def middleware(request: HttpRequest) -> HttpResponse:
        fields = (value for query in (request.GET, request.POST) for _, values in query.lists() for value in values)
        if "\0" in request.path or any("\0" in value for value in fields):
            raise BadRequest("null character")
        return answer(request)

    return middleware
