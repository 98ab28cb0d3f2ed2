"""Puts `request.person` beside `request.user`: the account with the roles that it holds today."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from lotrinh.living.access.rules import NOBODY
from lotrinh.living.people.queries import person_of


def person(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The middleware. A request without a session costs no query."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        request.person = person_of(user) if user.is_authenticated else NOBODY  # type: ignore[attr-defined]
        return answer(request)

    return middleware
