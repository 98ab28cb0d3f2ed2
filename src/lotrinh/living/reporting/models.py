"""The records of the reporting cycle: a regime and its form, the periods, one request an agency, what it said.

A regime says what Article 7 of Decree 09/2019/NĐ-CP asks of one. Forms are rows over indicators that exist once: no
agency has a copy. Who answers is decided when a period is opened, on the day of its cut-off.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone

from lotrinh.core.period import Period as Span
from lotrinh.core.vietnamese.period_words import period_told
from lotrinh.living.documents.models import Document
from lotrinh.living.observations.models import Observation, Vintage
from lotrinh.living.people.models import Agency, AgencyGroup
from lotrinh.living.places.models import Area
from lotrinh.living.plans.models import Indicator, Plan
from lotrinh.living.words import Words


class RegimeKind(models.TextChoices):
    """The kinds of the decree."""

    PERIODIC = "periodic", Words("Định kỳ", "Periodic")
    THEMATIC = "thematic", Words("Chuyên đề", "Thematic")
    AD_HOC = "ad_hoc", Words("Đột xuất", "Ad hoc")


class Frequency(models.TextChoices):
    """How often a report is due."""

    MONTH = "month", Words("Hằng tháng", "Monthly")
    QUARTER = "quarter", Words("Hằng quý", "Quarterly")
    HALF = "half", Words("6 tháng", "Half-yearly")
    NINE_MONTHS = "nine_months", Words("9 tháng", "Nine months")
    YEAR = "year", Words("Hằng năm", "Yearly")
    ONCE = "once", Words("Một lần", "Once")


class Regime(models.Model):
    """A reporting regime between two days.

    `windows`: a key of data/windows.toml, which days a report covers; `own_window`: the province's own days, which
    then stand for it (data/windows.toml says the keys). `outline`: headings of the written part, in order.
    """

    name = models.CharField(max_length=200)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="regimes")
    kind = models.CharField(max_length=10, choices=RegimeKind.choices, default=RegimeKind.PERIODIC)
    frequency = models.CharField(max_length=12, choices=Frequency.choices)
    receiver = models.ForeignKey(Agency, models.PROTECT, related_name="regimes_received")
    windows = models.CharField(max_length=20, default="decree")
    own_window = models.JSONField(default=dict, blank=True)
    vintage = models.CharField(max_length=12, choices=Vintage.choices, default=Vintage.REPORTED)  # of its figures
    contents = models.TextField(blank=True)
    outline = models.JSONField(default=list, blank=True)
    way = models.CharField(max_length=300, blank=True)  # how reports are sent
    guidance = models.TextField(blank=True)
    ground = models.ForeignKey(Document, models.PROTECT, null=True, related_name="regimes")
    ground_text = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    opens_from = models.DateField(null=True)  # periods whose cut-off lies before it are not opened; None: all are
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def begins(self) -> date:
        """The day from which on the cut-offs of its periods count."""
        return max(self.valid_from, self.opens_from or self.valid_from)


class Level(models.Model):
    """A level of a regime: level 1 sends first. All levels share one cut-off, each has its own deadline."""

    regime = models.ForeignKey(Regime, models.CASCADE, related_name="levels")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    days = models.PositiveSmallIntegerField()  # working days after the cut-off; the decree asks for at least one

    class Meta:
        ordering = ["regime", "order"]
        constraints = [
            models.UniqueConstraint(fields=["regime", "order"], name="level_once"),
            models.CheckConstraint(condition=models.Q(days__gte=1), name="level_days_at_least_one"),
        ]


class Reporter(models.Model):
    """Who reports at a level: one agency, or all members of a group on the day of the cut-off.

    `receiver`: whom they send to where it is not the receiver of the regime (communes to their department).
    """

    level = models.ForeignKey(Level, models.CASCADE, related_name="reporters")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    group = models.ForeignKey(AgencyGroup, models.PROTECT, null=True, related_name="+")
    receiver = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["level", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agency=None, group__isnull=False) | models.Q(agency__isnull=False, group=None),
                name="reporter_one_of_two",
            )
        ]

    @property
    def name(self) -> str:
        """The agency's, or the group's."""
        return str(self.agency or self.group)


class FormRow(models.Model):
    """A line of the regime's data form, for the periods whose cut-off lies between two days.

    Everybody of `level` answers it (None: every level), or only `agency`. `own_area`: told for the reporter's own
    place (a commune), else for the place of the plan.
    """

    regime = models.ForeignKey(Regime, models.CASCADE, related_name="rows")
    order = models.PositiveIntegerField()
    heading = models.CharField(max_length=300, blank=True)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="form_rows")
    scope = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=80, blank=True)  # its figures are told in it; empty: the indicator's own
    change = models.CharField(max_length=10, default="level")  # as of Observation: a growth is told as "increase"
    level = models.ForeignKey(Level, models.PROTECT, null=True, related_name="rows")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="form_rows")
    own_area = models.BooleanField(default=False)
    required = models.BooleanField(default=True)
    evidence = models.BooleanField(default=False)  # a file must prove the figure
    guidance = models.CharField(max_length=500, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["regime", "order", "id"]


class Period(models.Model):
    """One period of a regime. `first`–`last`: the days of its name; `opens`–`cut_off`: the days its figures cover."""

    regime = models.ForeignKey(Regime, models.PROTECT, related_name="periods")
    period = models.CharField(max_length=40)  # as lotrinh.core.period prints it
    first = models.DateField()
    last = models.DateField()
    opens = models.DateField()
    cut_off = models.DateField(db_index=True)
    locked_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-cut_off", "regime"]
        constraints = [models.UniqueConstraint(fields=["regime", "period"], name="period_once")]

    def __str__(self) -> str:
        return f"{self.regime}, {period_told(Span.parse(self.period))}"


class State(models.TextChoices):
    """Where a report stands. data/transitions.toml says how it moves."""

    NOT_STARTED = "not_started", Words("Chưa làm", "Not started")
    DRAFT = "draft", Words("Đang soạn", "Draft")
    SUBMITTED = "submitted", Words("Đã gửi", "Submitted")
    RETURNED = "returned", Words("Trả lại", "Returned")
    ACCEPTED = "accepted", Words("Đã tiếp nhận", "Accepted")
    LOCKED = "locked", Words("Đã khóa", "Locked")
    REOPENED = "reopened", Words("Mở lại", "Reopened")


class Request(models.Model):
    """What one agency owes for one period, and how far it is.

    `agency`: who owed it on the day of the cut-off; after a reorganisation its successors act for it (access.rules).
    `delegated_to`: an agency that writes and sends it in its name. `version` counts changes, for two people at one.
    """

    period = models.ForeignKey(Period, models.PROTECT, related_name="requests")
    level = models.ForeignKey(Level, models.PROTECT, related_name="requests")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="report_requests")
    receiver = models.ForeignKey(Agency, models.PROTECT, related_name="reports_received")
    delegated_to = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="reports_delegated")
    due = models.DateField(db_index=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.NOT_STARTED, db_index=True)
    text = models.JSONField(default=dict)  # the written part: heading of the outline → text
    ground = models.CharField(max_length=300, blank=True)  # why this agency: "kế thừa …"
    submitted_at = models.DateTimeField(null=True)  # the last time
    first_submitted_at = models.DateTimeField(null=True)  # decides whether it was late
    accepted_at = models.DateTimeField(null=True)
    open_after_lock = models.BooleanField(default=False)  # reopened since its period was locked
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due", "id"]
        constraints = [models.UniqueConstraint(fields=["period", "agency"], name="request_once")]
        indexes = [models.Index(fields=["agency", "state", "due"], name="request_owed")]

    def __str__(self) -> str:
        return f"{self.period}: {self.agency}"

    @property
    def days_late(self) -> int:
        """Days after the due day on which it was first sent; 0 in time, or not sent."""
        if self.first_submitted_at is None:
            return 0
        return max(0, (timezone.localdate(self.first_submitted_at) - self.due).days)


class Entry(models.Model):
    """What a report says in one line of the form. No row: nothing was said; `value` None: said to be not known yet."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="entries")
    row = models.ForeignKey(FormRow, models.PROTECT, related_name="entries")
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    value = models.FloatField(null=True)
    vintage = models.CharField(max_length=12, choices=Vintage.choices, default=Vintage.REPORTED)
    note = models.TextField(blank=True)  # why it is not known; what the reader should know
    explanation = models.TextField(blank=True)  # where a check asked for one
    observation = models.ForeignKey(Observation, models.PROTECT, null=True, related_name="+")  # once accepted
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["request", "row__order"]
        constraints = [models.UniqueConstraint(fields=["request", "row"], name="entry_once")]


class Step(models.Model):
    """A move of a report from one state to another: never changed. `content`: what was sent or accepted, as it was."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    transition = models.CharField(max_length=20)  # an id of data/transitions.toml
    before = models.CharField(max_length=12, choices=State.choices)
    after = models.CharField(max_length=12, choices=State.choices)
    reason = models.TextField(blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")  # in whose name
    late = models.BooleanField(default=False)
    content = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["request", "-number"]
        constraints = [models.UniqueConstraint(fields=["request", "number"], name="step_once")]


class Attachment(models.Model):
    """A file of a report: proof of a line (`row`), or its written part. Stored under a name of chance."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="attachments")
    row = models.ForeignKey(FormRow, models.PROTECT, null=True, related_name="attachments")
    file = models.FileField(upload_to="reports/%Y/%m", max_length=255)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["request", "row", "sha256"], name="attachment_once")]


class Upload(models.Model):
    """A workbook or a Word report that came back: a dry run first, then explicitly put into the draft.

    `rows`: each line as it came, what the draft holds, the difference, problems; `made_from`: version of the request.
    """

    class Kind(models.TextChoices):
        """What came."""

        WORKBOOK = "workbook", Words("Tệp Excel", "Workbook")
        WORD = "word", Words("Báo cáo Word", "Word report")
        PASTE = "paste", Words("Bảng dán", "Pasted table")

    class State(models.TextChoices):
        """Where it stands."""

        CHECKED = "checked", Words("Đã kiểm tra, chưa ghi", "Checked, not written")
        APPLIED = "applied", Words("Đã ghi", "Applied")
        DROPPED = "dropped", Words("Đã bỏ", "Dropped")

    request = models.ForeignKey(Request, models.PROTECT, related_name="uploads")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="reports/%Y/%m", max_length=255, blank=True)
    # Of a Word report; taken away again when it cannot be read.
    document = models.ForeignKey(Document, models.SET_NULL, null=True, related_name="report_uploads")
    rows = models.JSONField(default=list)
    texts = models.JSONField(default=dict)  # of the written part: heading → text
    made_from = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.CHECKED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]


class FeedKey(models.Model):
    """The secret address of a person's calendar feed. Only its hash is kept; a new one ends the one before."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feed_key")
    sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now=True)
