"""Asking for long work, taking it up, and ending it. A job that ran twice leaves one outcome (handle.finishing)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from lotrinh.living.jobs.handle import LEASE, JobProblem, told
from lotrinh.living.jobs.models import Job, State
from lotrinh.living.journal.services import record
from lotrinh.living.words import Words

if TYPE_CHECKING:
    from lotrinh.living.people.models import User

ATTEMPTS = 3
KEPT = timedelta(days=30)

GAVE_UP = Words(
    "Việc này đã bị ngắt {n} lần nên không tự chạy lại. Hãy thử lại; nếu vẫn ngắt, tệp có thể quá lớn cho máy chủ:"
    " hãy tách tệp hoặc báo quản trị viên.",
    "This work broke off {n:time|times} and is not taken up again by itself. Try again; if it breaks off again, the "
    "file may be too large for the server: split it or tell the administrator.",
)
FAULT = Words(
    "Máy chủ gặp lỗi khi làm việc này; chưa có gì được ghi. Hãy thử lại; nếu vẫn lỗi, báo quản trị viên số của việc.",
    "The server failed at this work; nothing was written. Try again; if it fails again, tell the administrator the"
    " number of this work.",
)


def ask(kind: str, arguments: dict[str, Any], by: User | None, about: str = "") -> Job:
    """Put a job into the queue. Called inside the transaction of the act that needs it, it is there with the act.

    `about`: what it works on, as "document:12", so that a page of that can find it.
    """
    return Job.objects.create(kind=kind, arguments=arguments, asked_by=by, about=about)


def claim(now: datetime | None = None) -> Job | None:
    """The oldest job that waits or whose worker died, now held by the caller; None: there is nothing to do.

    Looks without a lock first, so that an idle worker costs one small query.
    """
    now = now or timezone.now()
    free = Q(state=State.WAITING) | Q(state=State.RUNNING, lease_until__lt=now)
    if not Job.objects.filter(free).exists():
        return None
    with transaction.atomic():
        # Workers beside this one pass over the row that it looks at, where the database can do that.
        skip = connection.features.has_select_for_update_skip_locked
        for job in Job.objects.select_for_update(skip_locked=skip).filter(free).order_by("id")[:20]:
            if job.cancel_asked:
                _end(job, State.CANCELLED)
            elif job.attempts >= ATTEMPTS:
                given_up = GAVE_UP.filled(n=job.attempts)
                _end(job, State.FAILED, problem=told(given_up) | {"again": True})
            else:
                job.state, job.lease_until, job.started_at = State.RUNNING, now + LEASE, now
                job.attempts += 1
                job.save(update_fields=["state", "lease_until", "started_at", "attempts"])
                return job
    return None


def fail(job: Job, problem: JobProblem) -> None:
    """End the job with its sentence."""
    with transaction.atomic():
        held = _held(job)
        if held is not None:
            _end(held, State.FAILED, problem=told(problem.words) | {"again": problem.again})


def end_cancelled(job: Job) -> None:
    """The work noticed that a person stopped it."""
    with transaction.atomic():
        held = _held(job)
        if held is not None:
            _end(held, State.CANCELLED)


def put_back(job: Job, *, counted: bool) -> None:
    """Give the job back to the queue. `counted`: the attempt counts, as when the database went away."""
    with transaction.atomic():
        held = _held(job)
        if held is not None:
            held.state, held.lease_until = State.WAITING, None
            held.attempts -= 0 if counted else 1
            held.save(update_fields=["state", "lease_until", "attempts"])


def prolong(job: Job) -> bool:
    """The worker still lives. False: the job is no longer its own."""
    mine = Job.objects.filter(pk=job.pk, state=State.RUNNING, attempts=job.attempts)
    return bool(mine.update(lease_until=timezone.now() + LEASE))


def cancel(job: Job, by: User) -> Job:
    """Stop a job: at once when it waits, at its next step when it runs. An ended one stays as it is."""
    with transaction.atomic():
        job = Job.objects.select_for_update().get(pk=job.pk)
        if job.state not in (State.WAITING, State.RUNNING) or job.cancel_asked:
            return job
        job.cancel_asked = True
        job.save(update_fields=["cancel_asked"])
        if job.state == State.WAITING:
            _end(job, State.CANCELLED)
        record("job.stopped", by, job, kind=job.kind)
        return job


def again(job: Job, by: User) -> Job:
    """Run a failed or stopped job anew."""
    with transaction.atomic():
        job = Job.objects.select_for_update().get(pk=job.pk)
        if not can_run_again(job):
            return job
        Job.objects.filter(pk=job.pk).update(
            state=State.WAITING, attempts=0, cancel_asked=False, problem=None, ended_at=None, step={}, done=0, total=0
        )
        job.refresh_from_db()
        record("job.asked_again", by, job, kind=job.kind)
        return job


def can_run_again(job: Job) -> bool:
    """Whether asking again can help."""
    if job.state == State.CANCELLED:
        return True
    return job.state == State.FAILED and bool((job.problem or {}).get("again"))


def sweep(now: datetime | None = None) -> int:
    """Forget jobs that ended long ago; what they wrote stays. Returns how many."""
    ended = Job.objects.filter(ended_at__lt=(now or timezone.now()) - KEPT)
    return ended.delete()[0]


def _held(job: Job) -> Job | None:
    return Job.objects.select_for_update().filter(pk=job.pk, state=State.RUNNING, attempts=job.attempts).first()


def _end(job: Job, state: State, problem: dict[str, Any] | None = None) -> None:
    job.state, job.problem, job.ended_at, job.lease_until = state, problem, timezone.now(), None
    job.save(update_fields=["state", "problem", "ended_at", "lease_until"])
