"""Where the things that acts were done to have their pages: a table of the site (settings.JOURNAL_LINKS).

The journal stands below all apps, so it cannot know their addresses itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from django.conf import settings
from django.utils.module_loading import import_string

from lotrinh.living.journal.models import Event

Links = Mapping[str, Callable[[Collection[int]], Mapping[int, str]]]  # kind → (ids → their addresses)


def links_of(events: Iterable[Event]) -> dict[tuple[str, str], str]:
    """The addresses of the subjects of some events: at most one query for each kind among them."""
    table: Links = import_string(settings.JOURNAL_LINKS)
    wanted: dict[str, set[int]] = {}
    for event in events:
        if event.subject_kind in table and event.subject_id.isdigit():
            wanted.setdefault(event.subject_kind, set()).add(int(event.subject_id))
    found: dict[tuple[str, str], str] = {}
    for kind, ids in sorted(wanted.items()):
        found.update({(kind, str(pk)): url for pk, url in table[kind](sorted(ids)).items()})
    return found
