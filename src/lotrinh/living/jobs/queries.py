"""What the page of a job asks."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from lotrinh.living.jobs.kinds import title
from lotrinh.living.jobs.models import Job, State
from lotrinh.living.jobs.services import can_run_again
from lotrinh.living.words import Words, spoken

WAITS = Words("Đang chờ đến lượt", "Waiting for its turn")
STOPPING = Words("Đang dừng", "Stopping")


def progress(job: Job) -> dict[str, Any]:
    """How far the job is, in the reader's language: the JSON that the page asks for again and again."""
    return {
        "state": job.state,
        "word": str(State(job.state).label),
        "title": title(job),
        "step": _step(job),
        "done": job.done,
        "total": job.total,
        "ended": job.state not in (State.WAITING, State.RUNNING),
        "stopping": job.cancel_asked,
        "problem": spoken(job.problem) if job.problem else "",
        "again": can_run_again(job),
        "url": job.result.get("url", ""),
    }


def _step(job: Job) -> str:
    if job.state == State.WAITING:
        return str(WAITS)
    if job.state == State.RUNNING and job.cancel_asked:
        return str(STOPPING)
    return spoken(job.step) if job.step else ""


def asked_by(user_id: int) -> QuerySet[Job]:
    """What a person asked for, newest first."""
    return Job.objects.filter(asked_by_id=user_id)


def latest(about: str) -> Job | None:
    """The newest job about something ("document:12")."""
    return Job.objects.filter(about=about).first()
