"""Addresses that only take a form: whoever opens one (after signing in again, by typing it) is led to its page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def form_of(page: str) -> Callable[[View[P]], View[P]]:
    """A view that takes the form of `page` (name of an address with the same slug and pk); what is no POST goes there.

    Stands inside the door, so that nobody is led anywhere who may not send the form.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method == "POST":
                return view(request, *args, **kwargs)
            return redirect(reverse(page, kwargs={name: kwargs[name] for name in ("slug", "pk") if name in kwargs}))

        return answer

    return decorate
