"""Somebody else was faster: what the page must show and ask before anything is overwritten."""

from __future__ import annotations

from lotrinh.living.words import Words


class Conflict(Exception):  # noqa: N818 - a state that the page shows, not a fault
    """What was seen on the form is no longer what is here. `now`: how it stands, in words."""

    def __init__(self, now: Words) -> None:
        super().__init__(str(now))
        self.now = now
