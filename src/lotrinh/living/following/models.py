"""What of a task each agency owes and has done: one instance an agency and round, with its reports and their proofs."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lotrinh.core.period import Period as Span
from lotrinh.core.vietnamese.period_words import period_told
from lotrinh.living.people.models import Agency
from lotrinh.living.plans.models import Task
from lotrinh.living.words import Words


class Instance(models.Model):
    """One agency's piece of a task: of work given to many one an agency, of recurring work one a round.

    * `period`: of the round, as in docs/facts.md ("2025-Q1"); empty where there is one round only.
    * `due`: its last day, None without one. `child_plan`: what is owed is a plan that carries this one out.
    * `done_on`, `product`, `product_on`: the outcome that stands; `percent`, `told`: the newest word before it.
    * `carried_to`: the instance of the agency that answers since a reorganisation; this one owes nothing any more.
    * `version` counts changes, for two people at one instance.
    """

    task = models.ForeignKey(Task, models.PROTECT, related_name="instances")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="instances")
    period = models.CharField(max_length=40, blank=True)
    due = models.DateField(null=True)
    shared = models.BooleanField(default=False)  # the task was given to many at once
    child_plan = models.BooleanField(default=False)
    done_on = models.DateField(null=True)
    product = models.CharField(max_length=300, blank=True)
    product_on = models.DateField(null=True)
    percent = models.PositiveSmallIntegerField(null=True)
    told = models.TextField(blank=True)
    carried_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="carried_from")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["task", "due", "agency"]
        constraints = [models.UniqueConstraint(fields=["task", "agency", "period"], name="instance_once")]
        indexes = [models.Index(fields=["agency", "done_on", "due"], name="instance_owed")]

    def __str__(self) -> str:
        return f"{self.task} ({period_told(Span.parse(self.period))})" if self.period else str(self.task)


class ReportKind(models.TextChoices):
    """What a report says."""

    PROGRESS = "progress", Words("Tiến độ", "Progress")
    DONE = "done", Words("Đã xong", "Done")
    REOPENED = "reopened", Words("Chưa xong", "Not done after all")


class Standing(models.TextChoices):
    """Whether what a report says counts. A day long past, or one that turns late into on time, must be confirmed."""

    TAKEN = "taken", Words("đã ghi nhận", "taken")
    ASKED = "asked", Words("chờ xác nhận", "to be confirmed")
    CONFIRMED = "confirmed", Words("đã xác nhận", "confirmed")
    REFUSED = "refused", Words("không xác nhận", "refused")


class Report(models.Model):
    """What an agency said of an instance, or the focal agency for it. Never changed; a later one stands above it."""

    instance = models.ForeignKey(Instance, models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=8, choices=ReportKind.choices)
    text = models.TextField(blank=True)
    percent = models.PositiveSmallIntegerField(null=True)
    done_on = models.DateField(null=True)
    product = models.CharField(max_length=300, blank=True)  # number of the document that proves it
    product_on = models.DateField(null=True)
    standing = models.CharField(max_length=9, choices=Standing.choices, default=Standing.TAKEN)
    confirm_by = models.DateField(null=True)  # the last day for the word of the focal agency
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)  # of a refusal
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.instance)


class Proof(models.Model):
    """A file that proves a report. It lies under a name of chance; `name` is only ever shown and sent."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="proofs")
    file = models.FileField(upload_to="proofs/%Y/%m", max_length=255)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["report", "sha256"], name="proof_once")]
