"""Forms that come back: an address that only takes one leads to its page, one made from an old state is asked anew."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from lotrinh.living.plans.conflicts import Conflict
from lotrinh.living.words import Words

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


def again(form: forms.Form, conflict: Conflict, seen: object) -> forms.Form:
    """The form as typed, made from the state as it is now (`seen`), with a word on what happened meanwhile."""
    data = form.data.copy()  # type: ignore[attr-defined]
    data["seen"] = seen
    fresh = type(form)(data)
    fresh.is_valid()
    ask = Words("Gửi lại nếu vẫn muốn ghi.", "Send it again if you still want to.")
    fresh.add_error(None, f"{conflict.now} {ask}")
    return fresh
