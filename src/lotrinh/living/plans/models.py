"""Plans over time: versions, indicators, targets with their revisions, tasks with those who answer for them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lotrinh.living.documents.models import Document
from lotrinh.living.people.models import Agency
from lotrinh.living.places.models import Area
from lotrinh.living.words import Words


class PlanKind(models.TextChoices):
    """A long plan, or the yearly plan under it."""

    LONG = "long", Words("Kế hoạch nhiều năm", "Long plan")
    YEARLY = "yearly", Words("Kế hoạch năm", "Yearly plan")


class Plan(models.Model):
    """What a document promises. Its versions say when which revision of it was in force."""

    title = models.TextField()
    short = models.CharField(max_length=120)  # for menus and breadcrumbs: "Kế hoạch 23/KH-UBND"
    slug = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(max_length=8, choices=PlanKind.choices, default=PlanKind.LONG)
    document = models.ForeignKey(Document, models.PROTECT, related_name="founds")
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="plans")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")  # of a yearly plan
    year_from = models.PositiveSmallIntegerField(null=True)
    year_to = models.PositiveSmallIntegerField(null=True)
    theme = models.TextField(blank=True)  # the motto of a yearly plan
    focal = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="gathers")  # as printed in the plan
    public = models.BooleanField(default=True)
    published_as: dict[int, str]  # on a plan just published: proposal → what it became

    class Meta:
        ordering = ["kind", "-year_to", "id"]

    def __str__(self) -> str:
        return self.short


class Version(models.Model):
    """A state of the plan, in force from a day until the next version's, on a document."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    effective_on = models.DateField()
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)
    published_as: dict[int, str]  # as of Plan

    class Meta:
        ordering = ["plan", "-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="version_once")]


class Direction(models.TextChoices):
    """What is better. Mandatory, proposed by a lexicon, confirmed by a person."""

    MORE = "more", Words("càng cao càng tốt", "more is better")
    LESS = "less", Words("càng thấp càng tốt", "less is better")
    HOLD = "hold", Words("giữ ổn định", "to be held")
    UNKNOWN = "", Words("chưa rõ", "not known")


class Accumulation(models.TextChoices):
    """How figures of an indicator add up over time and places."""

    FLOW = "flow", Words("cộng dồn trong kỳ", "flow")
    STOCK = "stock", Words("tại thời điểm", "stock")
    CUMULATIVE = "cumulative", Words("lũy kế", "cumulative")
    LATEST = "latest", Words("lấy số mới nhất", "latest")
    AVERAGE = "average", Words("bình quân", "average")
    RATIO = "ratio", Words("tỷ lệ có tử số và mẫu số", "ratio")


class Indicator(models.Model):
    """What is measured, once for all plans and places."""

    name = models.CharField(max_length=300)
    folded = models.CharField(max_length=300, db_index=True)
    unit = models.CharField(max_length=80, blank=True)
    direction = models.CharField(max_length=4, choices=Direction.choices, blank=True)
    direction_by = models.CharField(max_length=10, default="lexicon")  # text | lexicon | person
    accumulation = models.CharField(max_length=10, choices=Accumulation.choices)
    accumulation_by = models.CharField(max_length=10, default="lexicon")  # lexicon | person
    numerator = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    denominator = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    method = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["folded", "unit"], name="indicator_once")]

    def __str__(self) -> str:
        return self.name


class Target(models.Model):
    """What an indicator must reach under a plan. Its values stand in revisions; a target is never removed.

    `terms`: what a person laid down for judging it beyond its words (plans/terms.py), else empty.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="targets")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    order = models.PositiveIntegerField()
    section = models.CharField(max_length=300, blank=True)  # heading of the document: "II.1 Về kinh tế"
    scope = models.CharField(max_length=200, blank=True)  # part of the place or people, as printed
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="targets")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="targets")
    agency_text = models.CharField(max_length=300, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    counts = models.BooleanField(default=True)  # in "15/18"
    public = models.BooleanField(default=True)  # False: held back by an official (portal), seen inside only
    terms = models.JSONField(default=dict)

    class Meta:
        ordering = ["plan", "order"]

    def __str__(self) -> str:
        return self.indicator.name


class TargetState(models.TextChoices):
    """Whether a target stands."""

    IN_FORCE = "in_force", Words("Đang áp dụng", "In force")
    ADJUSTED = "adjusted", Words("Đã điều chỉnh", "Adjusted")
    REPLACED = "replaced", Words("Đã thay bằng mục tiêu khác", "Replaced")
    NO_LONGER_APPLICABLE = "no_longer", Words("Không còn áp dụng", "No longer applicable")


class TargetRevision(models.Model):
    """The values of a target from one version of the plan on, with their sentence. The newest up to a day holds.

    `slots`: the target by the contract of docs/facts.md, which the judge reads; the columns beside it are what tables
    sort and search by. `ground`: why a later revision differs, or why the target no longer applies.
    """

    target = models.ForeignKey(Target, models.PROTECT, related_name="revisions")
    version = models.ForeignKey(Version, models.PROTECT, related_name="revisions")
    state = models.CharField(max_length=10, choices=TargetState.choices, default=TargetState.IN_FORCE)
    slots = models.JSONField()
    due = models.DateField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    ground = models.TextField(blank=True)

    class Meta:
        ordering = ["target", "-version__number"]
        constraints = [models.UniqueConstraint(fields=["target", "version"], name="revision_once")]


class Milestone(models.Model):
    """What a target should have reached by the end of an earlier year: printed in a plan, or set by a person."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="milestones")
    year = models.PositiveSmallIntegerField()
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    ground = models.TextField()

    class Meta:
        ordering = ["year"]
        constraints = [models.UniqueConstraint(fields=["target", "year"], name="milestone_once")]


class TargetLink(models.Model):
    """Two targets of different documents that speak of the same thing, or of which one carries out the other."""

    class Kind(models.TextChoices):
        """How the two stand to each other."""

        SAME = "same", Words("cùng một mục tiêu", "the same target")
        CARRIES_OUT = "carries_out", Words("cụ thể hóa", "carries out")
        YEAR_OF = "year_of", Words("mục tiêu năm của", "yearly step of")

    one = models.ForeignKey(Target, models.CASCADE, related_name="links")
    other = models.ForeignKey(Target, models.CASCADE, related_name="linked_by")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    conflict = models.TextField(blank=True)  # in words, where the values cannot both hold
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="target_link_once")]


class Task(models.Model):
    """An assigned piece of work. `slots`: the task by the contract of docs/facts.md (deadline as read and as written).

    `added`/`ended`: the versions of the plan between which it stands.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="tasks")
    added = models.ForeignKey(Version, models.PROTECT, related_name="tasks_added")
    ended = models.ForeignKey(Version, models.PROTECT, null=True, related_name="tasks_ended")
    ended_ground = models.TextField(blank=True)
    order = models.PositiveIntegerField()
    text = models.TextField()
    section = models.CharField(max_length=300, blank=True)
    slots = models.JSONField()
    due = models.DateField(null=True)
    due_kind = models.CharField(max_length=10, default="none")
    deliverable = models.TextField(blank=True)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    done_on = models.DateField(null=True)  # None: not done
    product = models.CharField(max_length=300, blank=True)  # number of the document that proves it
    public = models.BooleanField(default=True)  # False: held back by an official (portal), seen inside only
    serves = models.ManyToManyField(Target, related_name="tasks")

    class Meta:
        ordering = ["plan", "order"]
        indexes = [models.Index(fields=["plan", "due"], name="task_due")]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 120 else f"{self.text[:119]}…"


class Assignment(models.Model):
    """An agency in a task, as printed; `agency` or `group` is whom the words meant on the day of the document."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="assignments")
    lead = models.BooleanField()
    order = models.PositiveSmallIntegerField(default=0)
    printed = models.CharField(max_length=300)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="assignments")
    group = models.ForeignKey("people.AgencyGroup", models.PROTECT, null=True, related_name="assignments")

    class Meta:
        ordering = ["task", "-lead", "order"]


class Assessment(models.Model):
    """The verdict on a target, computed when something it rests on changed, so that pages only read it.

    Never the truth: it can be thrown away and computed again. `told`: the row of the table, per language, and its
    sparkline. `detail`: what the target's own page shows beside it (formulas, figures, chart); tables leave it unread.
    """

    target = models.OneToOneField(Target, models.CASCADE, related_name="assessment")
    as_of = models.DateField()
    status = models.CharField(max_length=20)
    word = models.CharField(max_length=20, blank=True)
    threat = models.PositiveSmallIntegerField(default=0)  # 0 = most threatened, for the order of the table
    latest = models.FloatField(null=True)
    counted = models.BooleanField(default=True)  # stands for itself in counts: no part, no step of a path, not ended
    told = models.JSONField()
    detail = models.JSONField(default=dict)
    computed_at = models.DateTimeField(auto_now=True)


class PersonVerdict(models.Model):
    """What a person says of a target, beside the computed verdict; a new row takes the place of the last."""

    target = models.ForeignKey(Target, models.PROTECT, related_name="person_verdicts")
    status = models.CharField(max_length=20, blank=True)
    word = models.CharField(max_length=20, blank=True)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
