"""Templates that officials edit in Word, and the reports made from them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lotrinh.living.documents.models import Document
from lotrinh.living.people.models import Agency
from lotrinh.living.plans.models import Plan
from lotrinh.living.reporting.models import Period


class Template(models.Model):
    """A Word template in place of the program's own, for one sort ("report", "letter"). The newest holds."""

    sort = models.CharField(max_length=10)
    file = models.FileField(upload_to="templates/%Y/%m", max_length=255)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    retired = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name


class Report(models.Model):
    """A report as it was made: what it says (`content`), its letterhead (`head`), and the Word file.

    `content` is the `Draft` it was printed from, so that every figure keeps its source and an edited file that comes
    back can be held against it. `returned`: findings on the edited file. A report is never changed, only made anew.
    """

    kind = models.CharField(max_length=12)  # of data/kinds.toml
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reports")
    period = models.ForeignKey(Period, models.PROTECT, null=True, related_name="reports")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="child_plans_made")  # of a child plan
    covers = models.CharField(max_length=40, blank=True)  # the period it tells of, as core.period prints it
    as_of = models.DateField()
    head = models.JSONField()
    content = models.JSONField()
    file = models.FileField(upload_to="reports-made/%Y/%m", max_length=255)
    pdf = models.FileField(upload_to="reports-made/%Y/%m", max_length=255, blank=True)
    sha256 = models.CharField(max_length=64)
    template = models.ForeignKey(Template, models.PROTECT, null=True, related_name="reports")
    edited = models.ForeignKey(Document, models.PROTECT, null=True, related_name="edits_of_reports")
    returned = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.head.get("summary", "")) or self.kind
