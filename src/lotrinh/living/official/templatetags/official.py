"""Filters of the pages of official reports."""

from __future__ import annotations

from django import template

from lotrinh.living.words import Words

register = template.Library()
_FINDINGS = {
    "changed": Words("Số liệu đã đổi", "Figures changed"),
    "gone": Words("Câu có số liệu không còn", "A sentence with figures is gone"),
    "added": Words("Câu có số liệu không có nguồn", "Figures without a source were added"),
}


@register.filter
def finding(kind: str) -> str:
    """What became of a sentence."""
    return str(_FINDINGS[kind])
