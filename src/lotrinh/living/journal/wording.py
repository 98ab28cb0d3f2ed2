"""How a row of the journal is said: the act's sentence with its places filled, everything escaped."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from lotrinh.assessment.wording import number
from lotrinh.living.journal.models import Event
from lotrinh.living.journal.services import acts
from lotrinh.living.words import Words, spoken

LONG = 300  # characters of a value in a sentence; the whole of it stays in the row

_PLACE = re.compile(r"\{(\w+)(?::([^|}]*)\|([^}]*))?\}")  # "{count:line|lines}": see core/counting.py
_QUOTED = re.compile(f"[«“]?{_PLACE.pattern}[»”]?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@cache
def subjects() -> dict[str, Words]:
    """The kinds of things acts are done to, by name."""
    table = tomllib.loads((files("lotrinh.living.journal") / "data" / "subjects.toml").read_text(encoding="utf-8"))
    return {kind: Words(entry["vi"], entry["en"]) for kind, entry in table.items()}


def sentence(event: Event, url: str = "") -> SafeString:
    """What was done, in the reader's language, the subject linked where it has a page."""
    told = acts().get(event.act)
    if told is None:  # an act of a later or a removed part of the program
        told = {"vi": f"{event.act} {{subject}}", "en": f"{event.act} {{subject}}"}

    def filled(place: re.Match[str]) -> str:
        if place[1] != "subject":
            value = event.data.get(place[1])
            word = "" if place[3] is None else f" {place[2] if value == 1 else place[3]}"
            return conditional_escape(_said(value) + word)
        if not url:
            return format_html("<b>{}</b>", event.subject_name)
        return format_html('<a href="{}">{}</a>', url, event.subject_name)

    # The sentences are the program's own data; every value that fills a place is escaped above.
    return mark_safe(_PLACE.sub(filled, spoken(told)))  # noqa: S308


def act_in_general(act: str) -> str:
    """An act for the list of filters: its sentence with dots for its places."""
    told = spoken(acts().get(act, {"vi": act, "en": act}))
    return _QUOTED.sub(lambda place: "…" if place[3] is None else f"… {place[3]}", told)


def _said(value: Any) -> str:
    """A value as people read it: days and numbers as everywhere, nothing as a dash."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return str(Words("có", "yes") if value else Words("không", "no"))
    if isinstance(value, int | float):
        return number(float(value), get_language() or "vi")
    if isinstance(value, dict):
        return spoken(value) if "vi" in value else ", ".join(f"{key}: {_said(part)}" for key, part in value.items())
    if isinstance(value, list):
        return ", ".join(map(_said, value))
    told = str(value)
    if _DAY.fullmatch(told):
        return f"{date.fromisoformat(told):%d/%m/%Y}"
    return told if len(told) <= LONG else f"{told[:LONG].rstrip()}…"
