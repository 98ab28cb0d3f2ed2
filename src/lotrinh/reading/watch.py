"""Who watches a long reading: told how far it is, and able to stop it.

Reads: nothing. Writes: calls of the watcher. Readers call `tell` between the pages they recognise; a watcher
that raises an exception ends the reading with it, and what was done so far stays in the readers' caches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple


class Progress(NamedTuple):
    """`done` of `total` pages have been recognised."""

    done: int
    total: int


Watcher = Callable[[Progress], None]
_watcher: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Within it, readings of this thread tell `watcher` how far they are."""
    token = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(token)


def tell(done: int, total: int) -> None:
    """Tell the watcher, if there is one. Called at least every second while pages are recognised."""
    watcher = _watcher.get()
    if watcher is not None:
        watcher(Progress(done, total))
