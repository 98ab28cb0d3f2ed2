"""Public pages are made once and kept until something that visitors see changes.

A page is kept for visitors without a session, if its view says that it is the same for all of them
(`same_for_visitors`) and the answer bears it out: status 200, no cookie, no token of a form. It is found by host,
language and full address, and holds for one edition of the journal and one day; the next act makes every kept page
worthless, in every process, because each request asks for the edition before it is answered. What is written past
the acts (a restored backup, a program of the administrator) is seen after `LONGEST` at the latest.

The pages lie in the memory of the process: a second one makes its own. Browsers may keep them too, but ask each time
and are told by the ETag that nothing changed.
"""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers

from lotrinh.living.access.doors import person_in
from lotrinh.living.journal.edition import edition
from lotrinh.web.middleware import Answer, language_of

LONGEST = 600.0  # seconds
_LONGEST_ADDRESS = 1_000  # characters; nobody types more, and each address takes a place
_OVERHEAD = 2_000  # bytes of memory that a page takes beside its body, about


@dataclass(frozen=True, slots=True)
class KeptPage:
    """An answer as it was made. `made`: seconds of the monotonic clock."""

    body: bytes
    headers: dict[str, str]
    etag: str
    made: float

    @classmethod
    def of(cls, response: HttpResponse) -> KeptPage:
        """From the answer of a view."""
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        patch_vary_headers(response, ("Cookie",))
        headers = dict(response.headers) | {"ETag": etag, "Cache-Control": "private, no-cache"}
        return cls(response.content, headers, etag, time.monotonic())

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page, or the word that the visitor's browser has it already."""
        full = HttpResponse(self.body, headers=self.headers)
        told = get_conditional_response(request, etag=self.etag, response=full)
        assert isinstance(told, HttpResponse)
        return told


class Shelf:
    """Pages of one state of the site, those asked for last, within a number of bytes."""

    def __init__(self, most_bytes: int) -> None:
        self._most, self._size = most_bytes, 0
        self._state: Hashable = None
        self._pages: OrderedDict[Hashable, KeptPage] = OrderedDict()
        self._lock = Lock()

    def find(self, state: Hashable, key: Hashable) -> KeptPage | None:
        """The page; None where there is none of this state. Pages of another state are thrown away."""
        with self._lock:
            if state != self._state:
                self._state, self._size = state, 0
                self._pages.clear()
            page = self._pages.get(key)
            if page is None or time.monotonic() - page.made > LONGEST:
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, state: Hashable, key: Hashable, page: KeptPage) -> None:
        """Keep a page, unless the state has changed while it was made."""
        with self._lock:
            if state != self._state:
                return
            before = self._pages.pop(key, None)
            self._size += _weight(page) - (_weight(before) if before else 0)
            self._pages[key] = page
            while self._size > self._most:
                self._size -= _weight(self._pages.popitem(last=False)[1])


def _weight(page: KeptPage) -> int:
    return len(page.body) + _OVERHEAD


def kept_pages(answer: Answer) -> Callable[[HttpRequest], HttpResponse]:
    """The middleware; stands before all that knows who asks. Not there where LOTRINH_PAGES_MB is 0."""
    if not settings.PAGES_MB:
        raise MiddlewareNotUsed
    shelf = Shelf(settings.PAGES_MB * 1024 * 1024)

    def middleware(request: HttpRequest) -> HttpResponse:
        address = request.get_full_path()
        if (
            request.method != "GET"
            or settings.SESSION_COOKIE_NAME in request.COOKIES
            or len(address) > _LONGEST_ADDRESS
        ):
            return answer(request)
        state = edition(), timezone.localdate()
        key = request.scheme, request.get_host(), language_of(request), address
        page = shelf.find(state, key)
        if page is None:
            response = answer(request)
            if not is_same_for_all(request, response):
                return response
            page = KeptPage.of(response)
            shelf.put(state, key, page)
        return page.answer(request)

    return middleware


def is_same_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the view promised it and nothing in the answer speaks against it."""
    view = getattr(request.resolver_match, "func", None)
    varies = {name.strip().lower() for name in response.headers.get("Vary", "").split(",")} - {"", "cookie"}
    return (
        getattr(view, "same_for_visitors", False)
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not varies  # on what the visitor's program asks for: a kept page is found without it
        and "Cache-Control" not in response.headers
        and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META  # a token was put into a form of the page
        and not person_in(request).signed_in
    )
