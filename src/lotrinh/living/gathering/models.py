"""Snapshots: what a period said when it was locked, kept whole and never changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lotrinh.living.reporting.models import Period


class Snapshot(models.Model):
    """The state of a period at a moment: inputs, rules, versions and what came of them, as canonical JSON.

    `content` is what `snapshots.build` gives for `moment`; building it again must give the same text (`recompute`).
    A later locking adds a further snapshot; the earlier ones stay.
    """

    period = models.ForeignKey(Period, models.PROTECT, related_name="snapshots")
    number = models.PositiveIntegerField()
    moment = models.DateTimeField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    program = models.CharField(max_length=40)
    reason = models.TextField(blank=True)  # of a further locking
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["period", "-number"]
        constraints = [models.UniqueConstraint(fields=["period", "number"], name="snapshot_once")]

    def __str__(self) -> str:
        return f"{self.period}, bản chốt {self.number}"
