"""What every template knows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

import lotrinh


def site(request: HttpRequest) -> dict[str, Any]:
    """`person` (lotrinh.living.people.access.Person), the language, the program's version."""
    return {
        "person": getattr(request, "person", None),
        "language": get_language() or "vi",
        "version": lotrinh.__version__,
    }
