"""What every template knows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

import lotrinh
from lotrinh.living.access.rules import NOBODY
from lotrinh.web.menu import menu_for


def site(request: HttpRequest) -> dict[str, Any]:
    """`person` (lotrinh.living.access.rules.Person), the menu, the language, the program's version."""
    person = getattr(request, "person", NOBODY)
    return {
        "person": person,
        "menu": menu_for(person, request.path),
        "search_url": reverse("search:find"),
        "language": get_language() or "vi",
        "version": lotrinh.__version__,
    }
