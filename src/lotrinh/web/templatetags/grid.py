"""Headers of the one table: a column that sorts is a link which keeps the filters of the address."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag(takes_context=True)
def column(context: dict[str, Any], key: str, vi: str, en: str, kind: str = "") -> SafeString:
    """`{% column "han" "Hạn" "Due" %}`: a header; a link that sorts by `key`: ?sap=han, and once more: ?sap=-han.

    `kind` "n": a column of numbers. Empty `key`: a header that does not sort.
    """
    words = en if get_language() == "en" else vi
    if not key:
        return format_html('<th scope="col"{}>{}</th>', SafeString(' class="n"') if kind == "n" else "", words)
    asked: QueryDict = context["request"].GET.copy()
    now = asked.get("sap", "")
    asked["sap"] = f"-{key}" if now == key else key
    asked.pop("trang", None)
    sort = {key: "ascending", f"-{key}": "descending"}.get(now)
    return format_html(
        '<th scope="col"{}{}><a href="?{}">{}</a></th>',
        SafeString(' class="n"') if kind == "n" else "",
        format_html(' aria-sort="{}"', sort) if sort else "",
        asked.urlencode(),
        words,
    )
