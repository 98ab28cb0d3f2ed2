"""What apps above add to pages of apps below: the page names its place, this table says who fills it.

A panel is a function of the request and of what the page is about; it gives the name of a template and its context,
or None where it has nothing to say to that person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest

from lotrinh.living.difficulties import panels as difficulties
from lotrinh.living.exchange import panels as exchange
from lotrinh.living.following import panels as following
from lotrinh.living.portal import panels as portal

Panel = Callable[[HttpRequest, Any], tuple[str, dict[str, Any]] | None]

PANELS: Mapping[str, tuple[Panel, ...]] = {
    "task": (following.of_task, difficulties.of_task, portal.of_task),
    "target": (difficulties.of_target, portal.of_target),
    "figure": (portal.of_figure,),
    "difficulty": (portal.of_difficulty,),
    "document": (exchange.of_document,),
}
