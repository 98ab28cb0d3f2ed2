"""Clocks: what is owed by a day. Apps above tell theirs through one table (settings.NOTICE_CLOCKS)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from lotrinh.living.words import Words


@dataclass(frozen=True, slots=True)
class Clock:
    """Something that somebody owes by a day.

    * `kind`: a kind of data/rules.toml. `subject`: what it is, once over all clocks: "request:12".
    * `name`: what is owed, in a few words; `url`: its page.
    * `due`: the last day on which it is in time. `since`: the day from which it runs, None from ever.
    * `agencies`: ids of those who owe it on the day asked for. `receiver`: id of the agency that waits for it.
    * `done`: it was done; nobody is told any more.
    """

    kind: str
    subject: str
    name: Words
    url: str
    due: date
    agencies: frozenset[int]
    receiver: int | None = None
    done: bool = False
    since: date | None = None


NAMELESS = Words("", "")


class Clocks(Protocol):
    """`clocks(on, until)`: those of a kind as they stand on the day `on`, due by `until`, however long ago.

    `since`: nobody is told of what was due before it, it is only counted; such clocks may come without name and page.
    """

    def __call__(self, on: date, until: date, since: date | None = None, /) -> Iterable[Clock]:
        """The clocks of a kind."""
        ...


def clock_table() -> Mapping[str, Clocks]:
    """The table of the site: kind → function."""
    table: Any = import_string(settings.NOTICE_CLOCKS)
    assert isinstance(table, Mapping)
    return table


def clocks_on(on: date, until: date, since: date | None = None) -> list[Clock]:
    """All open clocks as they stand on a day, due by `until`, the earliest first; `since` as `Clocks` says."""
    found = [clock for kind in sorted(clock_table()) for clock in clock_table()[kind](on, until, since)]
    return sorted((clock for clock in found if not clock.done), key=lambda clock: (clock.due, clock.subject))
