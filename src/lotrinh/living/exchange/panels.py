"""What the page of a document offers to those who exchange documents with other systems."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from lotrinh.living.access.doors import person_in
from lotrinh.living.access.rules import may


def of_document(request: HttpRequest, document: Any) -> tuple[str, dict[str, Any]] | None:
    """Export it as an electronic document."""
    return ("exchange/panel.html", {"document": document}) if may(person_in(request), "exchange.use") else None
