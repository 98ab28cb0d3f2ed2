"""What officials decide about publishing, what citizens ask, and the lines that maps are drawn with."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lotrinh.living.people.models import Agency
from lotrinh.living.places.models import Area
from lotrinh.living.plans.models import Target
from lotrinh.living.words import Words


class Release(models.Model):
    """An official held a thing back from the public, or released it. The flag itself stands with the thing."""

    class Kind(models.TextChoices):
        """What can be held back."""

        PLAN = "plan", Words("Kế hoạch", "Plan")
        TARGET = "target", Words("Mục tiêu", "Target")
        TASK = "task", Words("Nhiệm vụ", "Task")
        FIGURE = "figure", Words("Số liệu", "Figure")
        DIFFICULTY = "difficulty", Words("Khó khăn, vướng mắc", "Difficulty")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    subject = models.PositiveBigIntegerField()
    public = models.BooleanField()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "subject"], name="release_subject")]


class QuestionState(models.TextChoices):
    """Where a question stands; the steps between are data/questions.toml."""

    RECEIVED = "received", Words("Chờ kiểm duyệt", "Waiting for moderation")
    PUBLISHED = "published", Words("Đã hiện, chờ trả lời", "Shown, waiting for an answer")
    ANSWERED = "answered", Words("Đã trả lời", "Answered")
    REJECTED = "rejected", Words("Không đưa lên", "Not let through")
    HIDDEN = "hidden", Words("Đã gỡ", "Taken down")


class Question(models.Model):
    """What a citizen asks about a target. Nothing of it is shown before it was let through.

    `sender`: a digest of the caller's address and the day, against floods: it cannot be turned back into an address.
    """

    target = models.ForeignKey(Target, models.PROTECT, related_name="questions")
    text = models.TextField()
    name = models.CharField(max_length=80, blank=True)
    asked_on = models.DateField()
    since = models.DateField(null=True)  # in its state; None: since it was asked
    state = models.CharField(max_length=10, choices=QuestionState.choices, default=QuestionState.RECEIVED)
    reason = models.TextField(blank=True)  # of the last step that needs one
    sender = models.CharField(max_length=64)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["sender"], name="question_sender")]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"


class Reply(models.Model):
    """What the focal agency answers; a later one takes the place of an earlier one."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="replies")
    text = models.TextField()
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]


class Boundary(models.Model):
    """The outline of an area as the path of an SVG, in degrees east and (downward) north, times 1 000.

    `box`: west, north, east, south of the path, in its units.
    """

    area = models.OneToOneField(Area, models.CASCADE, related_name="boundary")
    path = models.TextField()
    box = models.JSONField()
    source = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now=True)
