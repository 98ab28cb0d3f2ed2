"""Answers that are kept: an ETag that holds for one edition of the public data and one day, open to pages elsewhere.

The edition (journal/edition.py) is another one as soon as anything that visitors see has changed, so whoever asks again
is told 304 by one query, before anything is made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language

import lotrinh
from lotrinh.living.journal.edition import edition

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

SECONDS = 60


def etag_of(request: HttpRequest) -> str:
    """The tag of what this address gives now, in the reader's language."""
    told = (edition(), timezone.localdate().isoformat(), lotrinh.__version__, get_language(), request.get_full_path())
    return f'W/"{hashlib.sha256(repr(told).encode()).hexdigest()[:32]}"'


def kept(view: View[P]) -> View[P]:
    """A view of public data whose answer depends on the edition, the day, the language and the address alone."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        safe = request.method in ("GET", "HEAD")
        tag = etag_of(request) if safe else ""
        response: HttpResponseBase
        if safe and tag in parse_etags(request.headers.get("If-None-Match", "")):
            response = HttpResponseNotModified()
        else:
            response = view(request, *args, **kwargs)
        if safe and response.status_code in (200, 304):
            response["ETag"] = tag
            response["Cache-Control"] = f"public, max-age={SECONDS}"
            patch_vary_headers(response, ("Cookie",))
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return guarded


def site_of(request: HttpRequest) -> str:
    """The address of the site without a slash at the end: as told by its settings, else as it was asked by."""
    told: str = getattr(settings, "SITE_URL", "")
    return told or request.build_absolute_uri("/").rstrip("/")


def plain(content: bytes | str, kind: str) -> HttpResponse:
    """Content of a media type in UTF-8."""
    return HttpResponse(content, content_type=f"{kind}; charset=utf-8" if not kind.endswith("sheet") else kind)
