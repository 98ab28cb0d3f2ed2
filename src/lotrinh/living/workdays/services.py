"""Making days free or working days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.living.journal.services import record
from lotrinh.living.refusals import Refusal
from lotrinh.living.words import Words, words_of
from lotrinh.living.workdays.models import DayKind, SpecialDay

if TYPE_CHECKING:
    from lotrinh.living.people.models import User


class Refused(Refusal):
    """The day cannot be laid down; `words` says why."""


TWICE = Words(
    "Ngày {day} đã có quy định riêng ({ground}). Xóa dòng đó trước khi ghi dòng mới.",
    "{day} already has an exception ({ground}). Remove it before adding another.",
)


def set_day(day: date, kind: str, ground: str, area_code: str, *, by: User) -> SpecialDay:
    """Lay down what a day is; raises `Refused` where an exception stands."""
    with transaction.atomic():
        found = SpecialDay.objects.select_for_update().filter(day=day, area_code=area_code).first()
        if found:
            raise Refused(TWICE.filled(day=found, ground=found.ground))
        made = SpecialDay.objects.create(day=day, kind=DayKind(kind), ground=ground, area_code=area_code)
        words = words_of(DayKind(kind))
        record("specialday.set", by, made, kind_vi=words.vi.lower(), kind_en=words.en.lower(), ground=ground)
    return made


def remove_day(special: SpecialDay, *, by: User) -> None:
    """Take an exception back: the calendar holds again."""
    with transaction.atomic():
        record("specialday.removed", by, special, ground=special.ground)
        special.delete()
