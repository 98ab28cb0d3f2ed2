"""Doors: every view is behind one, which names the act of access.toml that it needs."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from lotrinh.living.access.rules import Person, may, may_somewhere

if TYPE_CHECKING:
    from lotrinh.living.people.models import User

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def door(act: str) -> Callable[[View[P]], View[P]]:
    """A view that only those may enter who may do `act` somewhere; a visitor without an account is asked to sign in.

    Where the act depends on an agency the view itself calls `require` with the agencies of what it touches.
    The tests find `view.act` and check every address against every role.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if may_somewhere(person_in(request), act):
                return view(request, *args, **kwargs)
            if not person_in(request).signed_in:
                return redirect_to_login(_back_to(request))
            raise PermissionDenied

        guarded.act = act  # type: ignore[attr-defined]
        return guarded

    return decorate


def may_open(person: Person, address: str) -> bool:
    """Whether the door at an address of this site lets the person in; its view may ask further."""
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return False
    act = getattr(found.func, "act", "")
    return not act or may_somewhere(person, act)


def _back_to(request: HttpRequest) -> str:
    """Where to go after signing in: the page itself, or of what was sent the page that sent it."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        parts = urlsplit(came_from)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return "/"


def person_in(request: HttpRequest) -> Person:
    """Whoever asks (people.middleware)."""
    person: Any = request.person  # type: ignore[attr-defined]
    assert isinstance(person, Person)
    return person


def account_in(request: HttpRequest) -> User:
    """The account of whoever asks, for views behind a door that a visitor cannot pass."""
    assert request.user.is_authenticated
    return request.user


def require(request: HttpRequest, act: str, agencies: Collection[int] = ()) -> None:
    """Raise PermissionDenied unless the person may do `act` on what belongs to `agencies`."""
    if not may(person_in(request), act, agencies):
        raise PermissionDenied
