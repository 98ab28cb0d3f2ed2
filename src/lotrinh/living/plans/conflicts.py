"""What stands in the way of an act, in words for the person who tried it."""

from __future__ import annotations

from lotrinh.living.refusals import Refusal
from lotrinh.living.words import Words


class Conflict(Exception):  # noqa: N818 - a state that the page shows, not a fault
    """What was seen on the form is no longer what is here. `now`: how it stands, in words."""

    def __init__(self, now: Words) -> None:
        super().__init__(str(now))
        self.now = now


class NotPublishable(Refusal):
    """What was accepted cannot enter a plan as it is; nothing was written."""
