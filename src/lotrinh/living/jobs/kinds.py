"""Kinds of long work: their names for people, and the functions that do them (settings.JOB_KINDS names the table)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from string import Formatter

from django.conf import settings
from django.utils.module_loading import import_string

from lotrinh.living.jobs.handle import Handle
from lotrinh.living.jobs.models import Job
from lotrinh.living.words import Words

Work = Callable[[Handle], None]


@cache
def titles() -> dict[str, Words]:
    """What each kind is called."""
    table = tomllib.loads((files("lotrinh.living.jobs") / "data" / "kinds.toml").read_text(encoding="utf-8"))
    return {kind: Words(entry["vi"], entry["en"]) for kind, entry in table.items()}


def title(job: Job) -> str:
    """What the job does, in the reader's language, with the names of what it works on."""
    told = titles().get(job.kind)
    if told is None:
        return job.kind
    places = {place for _, place, _, _ in Formatter().parse(str(told)) if place}
    return told.format(**{place: job.arguments.get(place, "") for place in places})


def kinds() -> Mapping[str, Work]:
    """The table of the site."""
    table: Mapping[str, Work] = import_string(settings.JOB_KINDS)
    return table


def chores() -> tuple[Callable[[], object], ...]:
    """What the worker does by itself every hour."""
    table: tuple[Callable[[], object], ...] = import_string(settings.JOB_CHORES)
    return table
