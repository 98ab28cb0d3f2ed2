"""Long work: what was asked, how far it is, how it ended."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lotrinh.living.words import Words


class State(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", Words("Đang chờ", "Waiting")
    RUNNING = "running", Words("Đang chạy", "Running")
    DONE = "done", Words("Xong", "Done")
    FAILED = "failed", Words("Không xong", "Failed")
    CANCELLED = "cancelled", Words("Đã dừng", "Stopped")


class Job(models.Model):
    """One piece of long work. A worker holds it while `lease_until` is ahead and prolongs it with every step.

    A worker that dies lets the lease run out; the job is then taken up again. Each kind of work writes its outcome in
    the same transaction that ends the job (jobs/services.py), so a job that ran twice leaves one outcome.
    """

    kind = models.CharField(max_length=40)  # an id of data/kinds.toml
    arguments = models.JSONField(default=dict)
    about = models.CharField(max_length=60, blank=True, db_index=True)  # what it works on: "document:12"
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    step = models.JSONField(default=dict)  # what it is doing now: {"vi": …, "en": …}
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)  # 0: not known yet
    cancel_asked = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    problem = models.JSONField(null=True)  # {"vi": …, "en": …}: what happened and what to do
    result = models.JSONField(default=dict)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="jobs")
    asked_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "lease_until"], name="job_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
