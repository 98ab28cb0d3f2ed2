"""Days that somebody with the power to do so made free or working days, against what the law's calendar says."""

from __future__ import annotations

from django.db import models

from lotrinh.living.words import Words


class DayKind(models.TextChoices):
    """What the day was made."""

    OFF = "off", Words("Ngày nghỉ", "Day off")
    WORK = "work", Words("Ngày làm việc", "Working day")


class SpecialDay(models.Model):
    """An exception from the calendar on one day, with the document that orders it.

    `area_code`: code of the area where it holds (places.Area.code); empty: everywhere.
    """

    day = models.DateField()
    kind = models.CharField(max_length=4, choices=DayKind.choices)
    ground = models.CharField(max_length=300)
    area_code = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["day", "area_code"]
        constraints = [models.UniqueConstraint(fields=["day", "area_code"], name="special_day_once")]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"
