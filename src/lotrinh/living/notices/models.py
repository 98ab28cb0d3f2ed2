"""What people were told, what went out to them, and how they want to be told."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lotrinh.living.words import Words


class Notice(models.Model):
    """One person was told one thing, once: rule, subject and day tell it apart from every other.

    `words`: the text as it was told, {"vi": …, "en": …}. `day`: the day for which the rule asked to tell it.
    """

    rule = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    day = models.DateField()
    due = models.DateField(null=True)
    words = models.JSONField()
    url = models.CharField(max_length=300)
    at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [models.UniqueConstraint(fields=["rule", "subject", "person", "day"], name="notice_once")]
        indexes = [models.Index(fields=["person", "seen_at"], name="notice_unread")]

    def __str__(self) -> str:
        return str(Words(self.words["vi"], self.words["en"]))


class Delivery(models.Model):
    """A digest to one person by one channel for one day.

    The row is written before the digest goes out and never sent again from "sending": after a crash in between it is
    not known whether it arrived, and being told twice is worse than finding it in the application.
    """

    class State(models.TextChoices):
        """How far it got."""

        SENDING = "sending", Words("đang gửi", "sending")
        SENT = "sent", Words("đã gửi", "sent")
        FAILED = "failed", Words("gửi không được", "failed")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=40)
    day = models.DateField()
    notices = models.ManyToManyField(Notice, related_name="deliveries")
    state = models.CharField(max_length=8, choices=State.choices, default=State.SENDING)
    attempts = models.PositiveSmallIntegerField(default=1)
    problem = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["person", "channel", "day"], name="delivery_once")]


class Preference(models.Model):
    """How a person wants to be told: channels not wanted, language of digests. No row: all channels, Vietnamese."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_preference")
    muted = models.JSONField(default=list)
    language = models.CharField(max_length=2, default="vi")
