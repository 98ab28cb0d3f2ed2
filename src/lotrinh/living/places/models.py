"""Areas: provinces, districts, communes, each with the days between which it exists, and what became of it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models.functions import Coalesce

from lotrinh.living.words import Words

LONG_AGO = date(1, 1, 1)


class AreaKind(models.TextChoices):
    """Levels of administration."""

    NATION = "nation", Words("Cả nước", "Nation")
    PROVINCE = "province", Words("Tỉnh, thành phố", "Province")
    DISTRICT = "district", Words("Huyện, thị xã, thành phố thuộc tỉnh", "District")
    COMMUNE = "commune", Words("Xã, phường, thị trấn, đặc khu", "Commune")


class Area(models.Model):
    """A unit of administration. Names repeat (ten old districts gave theirs to communes): a code and days tell it."""

    name = models.CharField(max_length=120)  # in full: "Phường Kỳ Lừa"
    kind = models.CharField(max_length=10, choices=AreaKind.choices)
    code = models.CharField(max_length=12, blank=True)  # of the statistics office; old units may have none
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    valid_from = models.DateField(null=True)  # None: from before records begin
    valid_to = models.DateField(null=True)  # the last day; None: it exists
    folded = models.CharField(max_length=120, db_index=True)  # name without accents, for searching
    # How the program's own list calls it ("name|first day") once people have mended it; empty: as it is called here.
    listed_as = models.CharField(max_length=140, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            # An empty value counts as a value: both databases would else let the same unit in twice.
            models.UniqueConstraint(
                "name", "kind", Coalesce("parent", 0), Coalesce("valid_from", LONG_AGO), name="area_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class AreaChange(models.Model):
    """On a day an area became (part of) another, on a legal ground."""

    old = models.ForeignKey(Area, models.PROTECT, related_name="became")
    new = models.ForeignKey(Area, models.PROTECT, related_name="formed_from")
    on = models.DateField()
    ground = models.CharField(max_length=300)
    divided = models.BooleanField(default=False)  # only a part of the old one went there
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old", "new", "on"], name="area_change_once")]
