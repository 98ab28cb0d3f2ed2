"""The journal: who did what, when, to what. Rows are added, never changed; each carries the hash of the one before."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Event(models.Model):
    """One act. `data`: what a reader needs to understand it (old and new values), no secret ever.

    `digest` is the SHA-256 of this row's content and of `previous`, the digest of the row before: a row that is
    changed, removed or slipped in later breaks the chain (`lotrinh verify`).
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    act = models.CharField(max_length=60)  # an id of data/acts.toml
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=200)  # as it was then; the program itself where nobody acted
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    subject_name = models.CharField(max_length=500)
    plan_id = models.BigIntegerField(null=True, db_index=True)  # the plan whose journal shows it; no key: rows stay
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-number"], name="event_subject"),
            models.Index(fields=["act", "-number"], name="event_act"),
            models.Index(fields=["actor", "-number"], name="event_actor"),
            models.Index(fields=["plan_id", "-number"], name="event_plan"),
        ]


class Renewal(models.Model):
    """One row: when what visitors see last changed without an act. See edition.py."""

    token = models.CharField(max_length=32)
