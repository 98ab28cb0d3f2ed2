"""A clock that is set by hand: within `moved`, Django's clock stands where the story is, and so do all its stamps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
TICK = timedelta(milliseconds=10)


class Clock:
    """The time of the story; it runs a tick each time that somebody looks, so that no two moments are the same."""

    def __init__(self, day: date) -> None:
        self._moment = datetime.combine(day, time(7), ZONE)

    @property
    def day(self) -> date:
        """The day it is."""
        return self._moment.date()

    def now(self) -> datetime:
        """In place of django.utils.timezone.now; localdate, localtime and automatic stamps go by it."""
        self._moment += TICK
        return self._moment

    def go_to(self, day: date, hour: int) -> None:
        """Move on to an hour of a day; never back."""
        self._moment = max(self._moment, datetime.combine(day, time(hour), ZONE))


@contextmanager
def moved(day: date) -> Iterator[Clock]:
    """Let the story begin on a day; afterwards the machine's clock counts again."""
    clock = Clock(day)
    with patch("django.utils.timezone.now", clock.now):
        yield clock
