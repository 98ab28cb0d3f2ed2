"""Public pages: those that every visitor without an account is shown alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def same_for_visitors(view: View) -> View:
    """A view whose answer to visitors without an account the site may keep.

    It depends on nothing but the address, the language, the day (of the calendar, not the hour) and what acts of the
    journal can change. It writes nothing, tells nothing about work in progress (jobs, sessions, the moment) and makes
    no form that is sent, and it does not ask what the visitor's program accepts (or says so by `Vary`).
    Stands between `door` and the view. What the site does with it: lotrinh.web.kept_pages.
    """
    view.same_for_visitors = True  # type: ignore[attr-defined]
    return view
