"""The places of a page that apps above fill (settings.PAGE_PANELS)."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def panels(context: dict[str, Any], place: str, subject: Any) -> SafeString:
    """`{% panels "task" task %}`: what the table of the site puts there."""
    request = context["request"]
    table: Any = import_string(settings.PAGE_PANELS)
    told = [panel(request, subject) for panel in table[place]]
    return SafeString("".join(render_to_string(one[0], one[1], request) for one in told if one is not None))
