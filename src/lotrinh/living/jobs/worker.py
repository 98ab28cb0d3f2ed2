"""The worker: takes jobs one after another until told to stop. Several may run; killing one loses nothing."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import timedelta

from django.db import InterfaceError, OperationalError, connection, connections
from django.utils import timezone

from lotrinh.living.jobs import services
from lotrinh.living.jobs.handle import LEASE, Cancelled, Handle, Interrupted, JobProblem, Lost
from lotrinh.living.jobs.kinds import Work, chores, kinds
from lotrinh.living.jobs.models import Job

log = logging.getLogger(__name__)

GONE = (OperationalError, InterfaceError)
IDLE = 0.5  # seconds between two looks into an empty queue
AFTER_TROUBLE = 2.0  # seconds before a database that went away is tried again
LONGEST = timedelta(hours=1)  # a job that says nothing for so long is no longer kept alive
SWEEP = timedelta(hours=1)  # between two rounds of chores


def run(stop: threading.Event, table: Mapping[str, Work] | None = None) -> None:
    """Work until `stop` is set. A job that runs then goes back to the queue at its next step.

    Outlives restarts of the database: it drops its connections and tries again.
    """
    work = kinds() if table is None else table
    swept = timezone.now() - SWEEP
    while not stop.is_set():
        job = None
        try:
            if timezone.now() - swept >= SWEEP:
                for chore in chores():
                    chore()
                swept = timezone.now()
            job = services.claim()
            if job is None:
                stop.wait(IDLE)
                continue
            with _kept_alive(job):
                do(job, work, stop)
        except GONE:
            log.exception("the database went away; trying again")
            connections.close_all()
            stop.wait(AFTER_TROUBLE)
            if job is not None:
                with suppress(*GONE):  # else its lease runs out and it is taken up then
                    services.put_back(job, counted=True)
    connections.close_all()


def run_waiting(table: Mapping[str, Work] | None = None) -> int:
    """Do what waits now, in this thread, and return how many jobs that were: for tests and one-shot commands."""
    work, count = kinds() if table is None else table, 0
    while (job := services.claim()) is not None:
        do(job, work, threading.Event())
        count += 1
    return count


def do(job: Job, table: Mapping[str, Work], stop: threading.Event) -> None:
    """Run one claimed job to its end, whatever that is. Only a database that went away is the caller's to handle."""
    handle = Handle(job.pk, job.attempts, job.arguments, stop.is_set)
    try:
        table[job.kind](handle)
    except Cancelled:
        services.end_cancelled(job)
    except Interrupted:
        services.put_back(job, counted=False)
    except Lost:
        log.warning("job %s was taken up by another worker", job.pk)
    except JobProblem as problem:
        services.fail(job, problem)
    except GONE:
        raise
    except Exception:
        log.exception("job %s (%s) failed", job.pk, job.kind)
        services.fail(job, JobProblem(services.FAULT))


@contextmanager
def _kept_alive(job: Job) -> Iterator[None]:
    """Prolong the lease beside work that is long between two steps."""
    over = threading.Event()

    def beat() -> None:
        until = timezone.now() + LONGEST
        try:
            while not over.wait(LEASE.total_seconds() / 3) and timezone.now() < until and services.prolong(job):
                pass
        except GONE:
            log.warning("the lease of job %s could not be prolonged", job.pk)
        finally:
            connection.close()

    thread = threading.Thread(target=beat, name=f"lease of job {job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
