"""What a piece of long work holds while it runs: its arguments, its voice, and the one way to end well."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from lotrinh.living.jobs.models import Job, State
from lotrinh.living.words import Words

LEASE = timedelta(seconds=45)
QUIET = 0.4
"""Seconds between two notes of progress in the database, unless the words change."""


class Cancelled(Exception):  # noqa: N818 (not an error: a person asked for it)
    """A person stopped the job."""


class Interrupted(Exception):  # noqa: N818
    """The worker is to end; the job goes back to the queue."""


class Lost(Exception):  # noqa: N818
    """The lease ran out and another worker has the job: what this one did must not count."""


class JobProblem(Exception):  # noqa: N818
    """The job cannot be done, in words for whoever asked. `again`: whether asking again can help."""

    def __init__(self, words: Words, *, again: bool = True) -> None:
        super().__init__(words.vi)
        self.words = words
        self.again = again


def told(words: Words) -> dict[str, str]:
    """Words as the database keeps them."""
    return {"vi": words.vi, "en": words.en}


@dataclass
class Handle:
    """A job as its work sees it. `attempt` fences: a worker that lost its lease can neither report nor finish."""

    job_id: int
    attempt: int
    arguments: dict[str, Any]
    ending: Callable[[], bool] = lambda: False
    _said: tuple[Words, int] | None = field(default=None, repr=False)
    _at: float = field(default=0.0, repr=False)

    def step(self, words: Words, done: int = 0, total: int = 0) -> None:
        """Say what is being done (`done` of `total`; 0: not known) and prolong the lease.

        Cheap enough to be called often. Raises Cancelled, Interrupted or Lost.
        """
        if self.ending():
            raise Interrupted
        now = time.monotonic()
        said = self._said[0] if self._said else None
        if said == words and now - self._at < QUIET:
            return
        self._said, self._at = (words, done), now
        held = self._mine().update(step=told(words), done=done, total=total, lease_until=timezone.now() + LEASE)
        if not held:
            raise Lost
        if self._mine().filter(cancel_asked=True).exists():
            raise Cancelled

    @contextmanager
    def finishing(self, result: dict[str, Any]) -> Iterator[None]:
        """The transaction that writes the outcome and ends the job: both happen or neither does.

        `result` (JSON) may be filled inside the block; its `url` is where the outcome is seen.
        """
        with self._ending(State.DONE) as job:
            yield
            job.result = result

    @contextmanager
    def failing(self, problem: JobProblem) -> Iterator[None]:
        """The same for work that cannot be done: what is cleared away goes together with the job's end."""
        with self._ending(State.FAILED) as job:
            yield
            job.problem = told(problem.words) | {"again": problem.again}

    @contextmanager
    def _ending(self, state: State) -> Iterator[Job]:
        with transaction.atomic():
            job: Job | None = self._mine().select_for_update().first()
            if job is None:
                raise Lost
            if job.cancel_asked:
                raise Cancelled
            yield job
            job.state, job.ended_at, job.lease_until = state, timezone.now(), None
            job.save(update_fields=["state", "result", "problem", "ended_at", "lease_until"])

    def _mine(self) -> Any:
        return Job.objects.filter(pk=self.job_id, state=State.RUNNING, attempts=self.attempt)
