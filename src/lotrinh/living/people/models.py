"""Agencies with the days between which they exist, what became of them, groups of them, people and their roles."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Coalesce

from lotrinh.living.places.models import LONG_AGO, Area
from lotrinh.living.words import Words


class AgencyKind(models.TextChoices):
    """What sort of body it is."""

    PROVINCE = "province", Words("UBND, HĐND tỉnh", "Provincial authority")
    DEPARTMENT = "department", Words("Sở, ban, ngành của tỉnh", "Provincial department")
    DISTRICT = "district", Words("UBND huyện, thành phố", "District authority")
    COMMUNE = "commune", Words("UBND xã, phường", "Commune authority")
    CENTRAL = "central", Words("Cơ quan trung ương", "Central agency")
    OTHER = "other", Words("Cơ quan, tổ chức khác", "Other body")


class Agency(models.Model):
    """A body that answers for work. Its former and short names are rows of `AgencyName`."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=AgencyKind.choices)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="agencies")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)  # the last day; None: it exists
    folded = models.CharField(max_length=200, db_index=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint("name", Coalesce("area", 0), Coalesce("valid_from", LONG_AGO), name="agency_once")
        ]

    def __str__(self) -> str:
        return self.name


class AgencyName(models.Model):
    """A name under which documents speak of an agency: its own, short ("Sở KH&ĐT"), former, misspelt.

    `official`: the name by which it was set up, between the two days; the timeline of an agency shows these.
    """

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True)  # all spellings of a name have one: people/naming.py
    official = models.BooleanField(default=False)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "folded"], name="agency_name_once")]


class Confidence(models.TextChoices):
    """How sure a succession is."""

    CONFIRMED = "confirmed", Words("đã xác nhận", "confirmed")
    INFERRED = "inferred", Words("suy từ phân công của bộ", "inferred from the ministries")
    TO_VERIFY = "to_verify", Words("suy ra, cần kiểm tra", "inferred, to be verified")
    UNKNOWN = "unknown", Words("chưa rõ", "unknown")


class Succession(models.Model):
    """From a day, a function of an agency is another's, on a ground. `function` as the source words it.

    `successor` None: it ended without a known successor; `successor_text` then says what the source says.
    """

    old = models.ForeignKey(Agency, models.PROTECT, related_name="successions")
    function = models.CharField(max_length=300)
    whole = models.BooleanField(default=False)  # all functions, without exception
    successor = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="inherited")
    successor_text = models.CharField(max_length=300, blank=True)
    on = models.DateField(null=True)
    ground = models.CharField(max_length=300)
    confidence = models.CharField(max_length=10, choices=Confidence.choices)


class AgencyGroup(models.Model):
    """Words that name many agencies at once: "các sở, ban, ngành", "UBND các huyện biên giới".

    A group that never had a member is one that documents leave open: "các cơ quan liên quan".
    """

    name = models.CharField(max_length=200, unique=True)
    folded = models.CharField(max_length=200, db_index=True)

    def __str__(self) -> str:
        return self.name


class GroupName(models.Model):
    """A wording that means a group: "các sở, ngành" beside "các sở, ban, ngành"."""

    group = models.ForeignKey(AgencyGroup, models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, unique=True)  # people/naming.py


class Membership(models.Model):
    """An agency belongs to a group between two days."""

    group = models.ForeignKey(AgencyGroup, models.CASCADE, related_name="memberships")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="memberships")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)


class User(AbstractUser):
    """A person with an account. What they may do comes only from their roles (access.py), never from flags."""

    full_name = models.CharField(max_length=150, blank=True)
    title = models.CharField(max_length=150, blank=True)  # "Phó Chủ tịch UBND tỉnh"

    def __str__(self) -> str:
        return self.full_name or self.username


class RoleKind(models.TextChoices):
    """The roles of `access.py`."""

    ADMINISTRATOR = "administrator", Words("Quản trị", "Administrator")
    FOCAL = "focal", Words("Cơ quan đầu mối tổng hợp", "Focal agency")
    REPORTER = "reporter", Words("Cơ quan báo cáo", "Reporting agency")
    LEADER = "leader", Words("Lãnh đạo", "Leader")
    VIEWER = "viewer", Words("Người xem nội bộ", "Internal viewer")


class Role(models.Model):
    """A person holds a role at an agency between two days."""

    user = models.ForeignKey(User, models.PROTECT, related_name="roles")
    kind = models.CharField(max_length=15, choices=RoleKind.choices)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="roles")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
