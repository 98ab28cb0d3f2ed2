"""What every template knows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

import lotrinh
from lotrinh.living.access.rules import NOBODY
from lotrinh.living.notices.queries import unread_count
from lotrinh.web.menu import menu_for


def site(request: HttpRequest) -> dict[str, Any]:
    """`person` (lotrinh.living.access.rules.Person), the menu, notices not seen, the language, the version."""
    person = getattr(request, "person", NOBODY)
    return {
        "person": person,
        "menu": menu_for(person, request.path),
        "unread": lambda: unread_count(person),  # asked by pages that have the head of the site
        "search_url": reverse("search:find"),
        "language": get_language() or "vi",
        "version": lotrinh.__version__,
    }
