"""Review: what was read from a document, proposal by proposal, and what people decided on each."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lotrinh.living.documents.models import Document
from lotrinh.living.words import Words


class Purpose(models.TextChoices):
    """What a document is reviewed for."""

    PLAN = "plan", Words("Kế hoạch mới", "New plan")
    AMENDMENT = "amendment", Words("Sửa đổi kế hoạch", "Amendment of a plan")
    REPORT = "report", Words("Báo cáo kết quả", "Results report")


class ReviewState(models.TextChoices):
    """Where a review stands."""

    OPEN = "open", Words("Đang rà soát", "Under review")
    PUBLISHED = "published", Words("Đã đưa vào kế hoạch", "Published")
    WITHDRAWN = "withdrawn", Words("Đã bỏ", "Withdrawn")


class Review(models.Model):
    """A document under review. `plan_id`: the plan that it amends or reports on (set for these, else on publishing)."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="reviews")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    plan = models.ForeignKey("plans.Plan", models.PROTECT, null=True, related_name="reviews")
    state = models.CharField(max_length=10, choices=ReviewState.choices, default=ReviewState.OPEN)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.document)


class Kind(models.TextChoices):
    """Kinds of facts."""

    TARGET = "target", Words("Chỉ tiêu", "Target")
    TASK = "task", Words("Nhiệm vụ", "Task")
    RESULT = "result", Words("Số liệu", "Result")
    CITATION = "citation", Words("Viện dẫn", "Citation")


class Standing(models.TextChoices):
    """What was decided on a proposal."""

    OPEN = "open", Words("Chưa xem", "Open")
    ACCEPTED = "accepted", Words("Chấp nhận", "Accepted")
    REJECTED = "rejected", Words("Bỏ", "Rejected")
    REPLACED = "replaced", Words("Đã gộp hoặc tách", "Merged or split")


class Proposal(models.Model):
    """One fact that may enter a plan. `slots`: its fields by the contract (docs/facts.md) without place and rule.

    `read`: the slots as the program read them, None for what a person added. `version` counts decisions: a form carries
    the version it was made from, so that of two people the second sees what the first did.
    """

    review = models.ForeignKey(Review, models.CASCADE, related_name="proposals")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    order = models.PositiveIntegerField()  # place in the document
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    slots = models.JSONField()
    read = models.JSONField(null=True)
    rule = models.CharField(max_length=80, blank=True)
    reasons = models.JSONField(default=list)
    duplicate = models.BooleanField(default=False)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, related_name="parts")  # "trong đó"
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.OPEN)
    version = models.PositiveIntegerField(default=1)
    made_from = models.ManyToManyField("self", symmetrical=False, related_name="made_into")  # merged or split
    published_as = models.CharField(max_length=60, blank=True)  # "target:12", "observation:40" …

    class Meta:
        ordering = ["start", "order"]
        indexes = [models.Index(fields=["review", "standing"], name="proposal_standing")]

    @property
    def corrected(self) -> bool:
        """Whether a person changed what was read."""
        return self.read is not None and self.slots != self.read


class Decision(models.Model):
    """One step of a review, so that it can be undone and learnt from. `before`/`after`: proposals as they stood."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="decisions")
    act = models.CharField(max_length=12)  # accept, edit, reject, reopen, merge, split, add, accept_all
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    before = models.JSONField()  # {proposal id: state, or null where it was made now}
    after = models.JSONField()
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]
