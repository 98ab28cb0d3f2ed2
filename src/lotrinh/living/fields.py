"""What every app reads from forms and links: days as people here write them (05/11/2026)."""

from __future__ import annotations

from datetime import date

from django import forms

from lotrinh.living.words import Words


def day_field(label: Words, *, required: bool = True, help_text: Words | str = "") -> forms.DateField:
    """A day; browsers offer their calendar."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )


def day_in(told: str | None) -> date | None:
    """The day of a link or of a browser's calendar ("2026-11-05"); None for everything else."""
    try:
        return date.fromisoformat(told or "")
    except ValueError:
        return None
