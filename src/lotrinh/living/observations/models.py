"""Observations: one figure each, with period, place, vintage, yardsticks, source. Never changed, only superseded."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lotrinh.living.documents.models import Document
from lotrinh.living.people.models import Agency
from lotrinh.living.places.models import Area
from lotrinh.living.plans.models import Indicator, Plan
from lotrinh.living.words import Words


class Vintage(models.TextChoices):
    """How final a figure is (lotrinh.assessment.observation.Vintage)."""

    ESTIMATE = "estimate", Words("ước tính", "estimate")
    PRELIMINARY = "preliminary", Words("sơ bộ", "preliminary")
    REPORTED = "reported", Words("báo cáo", "reported")
    OFFICIAL = "official", Words("chính thức", "official")


class Observation(models.Model):
    """One figure as told. `value` None: it was asked and there is none yet, which is not 0.

    `change`: "level", or "increase"/"decrease" where only a growth is told. `period` as in docs/facts.md.
    `known_on`: the day it became known (date of its document, else of entry); a view of the past leaves out later ones.
    `superseded_by`: the figure that corrected this one (same period and vintage); a later vintage does not supersede.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="observations")
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="observations")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="observations")  # who reported it
    scope = models.CharField(max_length=200, blank=True)
    period = models.CharField(max_length=40)
    first = models.DateField()
    last = models.DateField(db_index=True)
    vintage = models.CharField(max_length=12, choices=Vintage.choices, default=Vintage.REPORTED)
    change = models.CharField(max_length=10, default="level")
    comparator = models.CharField(max_length=6, default="eq")
    value = models.FloatField(null=True)
    high = models.FloatField(null=True)  # upper end, where a range is told
    unit = models.CharField(max_length=80, blank=True)
    note = models.TextField(blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="observations")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    quote = models.TextField(blank=True)
    batch = models.ForeignKey("Batch", models.PROTECT, null=True, related_name="observations")
    known_on = models.DateField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="supersedes")
    public = models.BooleanField(default=True)  # False: held back by an official (portal), seen inside only

    class Meta:
        ordering = ["indicator", "last", "id"]
        indexes = [
            models.Index(fields=["indicator", "area", "last"], name="observation_series"),
            # Every list of verdicts asks which indicators have a figure that is held back; few have one.
            models.Index(fields=["indicator"], condition=models.Q(public=False), name="observation_held"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} ({self.period})"


class Yardstick(models.Model):
    """What a figure was measured against in its sentence: share of a plan, growth to a year before."""

    observation = models.ForeignKey(Observation, models.CASCADE, related_name="yardsticks")
    base = models.CharField(max_length=20)  # plan | previous_year | … | year:2020
    change = models.CharField(max_length=10)
    value = models.FloatField()
    unit = models.CharField(max_length=80)
    plan_of = models.CharField(max_length=200, blank=True)


class Evidence(models.Model):
    """A file that proves a figure. It lies under a name of chance; `name` is only ever shown and sent."""

    observation = models.ForeignKey(Observation, models.PROTECT, related_name="evidence")
    file = models.FileField(upload_to="evidence/%Y/%m", max_length=255)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["observation", "sha256"], name="evidence_once")]


class Batch(models.Model):
    """Figures that came together: a pasted table, a CSV or a workbook. A dry run first, then explicitly applied.

    `table`: the cells as they came, so that the dry run can be made again; `said`: what the person said of them
    (vintage, names matched by hand); `version` counts changes, for two people at one batch.
    """

    class Kind(models.TextChoices):
        """How the figures came."""

        PASTE = "paste", Words("Bảng dán", "Pasted table")
        CSV = "csv", Words("Tệp CSV", "CSV file")
        XLSX = "xlsx", Words("Tệp Excel", "Excel file")

    class State(models.TextChoices):
        """Where a batch stands."""

        CHECKED = "checked", Words("Đã kiểm tra, chưa ghi", "Checked, not written")
        APPLIED = "applied", Words("Đã ghi", "Applied")
        DROPPED = "dropped", Words("Đã bỏ", "Dropped")

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="batches")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=255)
    table = models.JSONField(default=list)
    said = models.JSONField(default=dict)
    rows = models.JSONField()  # each: cells as they came, what they mean, the difference to what is here, problems
    state = models.CharField(max_length=8, choices=State.choices, default=State.CHECKED)
    version = models.PositiveIntegerField(default=1)
    applied_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name
