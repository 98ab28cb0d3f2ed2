"""Acts on single areas: adding one, mending its name, code and days, recording what became of it. Each journalled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.journal.services import record
from lotrinh.living.places.models import Area, AreaChange
from lotrinh.living.places.queries import existing
from lotrinh.living.places.search import index_areas
from lotrinh.living.refusals import Refusal
from lotrinh.living.seen import digest, held
from lotrinh.living.words import Words

if TYPE_CHECKING:
    from lotrinh.living.people.models import User

DAY = timedelta(days=1)
CHANGED = Words(
    "Người khác vừa sửa đơn vị này. Trang đã tải lại bản mới nhất; hãy xem rồi làm lại nếu còn cần.",
    "Somebody else has just changed this unit. The page shows the newest state; look and try again.",
)


class Refused(Refusal):
    """An act that would leave something untrue. `words` say what and what to do."""


class Conflict(Refused):
    """Somebody else changed the area after the form was opened."""


def state_of(area: Area) -> str:
    """A digest of what forms about an area show; a form carries it back, so that a change in between is noticed."""
    return digest(
        (area.name, area.code, area.parent_id, area.valid_from, area.valid_to),
        list(area.became.order_by("pk").values_list("pk", flat=True)),
    )


def listed(name: str, valid_from: date | None) -> str:
    """How the list that comes with the program calls an area: by this it is found again after people mended it."""
    return f"{name}|{valid_from.isoformat() if valid_from else ''}"


@transaction.atomic
def add_area(
    *, name: str, kind: str, code: str, parent: Area, valid_from: date | None, valid_to: date | None, by: User
) -> Area:
    """A new area."""
    area = Area(kind=kind, parent=parent)
    _fill(area, name, code, valid_from, valid_to)
    area.save()
    record("area.added", by, area)
    index_areas([area.pk])
    return area


@transaction.atomic
def edit_area(
    area: Area, *, name: str, code: str, valid_from: date | None, valid_to: date | None, seen: str, by: User
) -> Area:
    """Mend an area's name, code or days; the journal keeps what stood there."""
    area = _held(area, seen)
    area.listed_as = area.listed_as or listed(area.name, area.valid_from)
    before = (area.name, area.code, area.valid_from, area.valid_to)
    _fill(area, name, code, valid_from, valid_to)
    area.save()
    if before != (area.name, area.code, area.valid_from, area.valid_to):
        record("area.edited", by, area, before=_told(*before), after=_told(area.name, area.code, valid_from, valid_to))
        index_areas([area.pk, *area.children.values_list("pk", flat=True)])
    return area


@transaction.atomic
def add_change(
    area: Area, *, new: Area, on: date, ground: str, divided: bool, note: str, seen: str, by: User
) -> AreaChange:
    """From a day the area, or a part of it, is (in) another. Without an end it ends on the day before."""
    area = _held(area, seen)
    if new.pk == area.pk:
        raise Refused(Words("Một đơn vị không thể kế thừa chính nó.", "A unit cannot succeed itself."))
    if new.kind != area.kind:
        raise Refused(
            Words(
                f"«{new.name}» không cùng cấp với «{area.name}». Hãy chọn đơn vị cùng cấp.",
                f"“{new.name}” is not of the level of “{area.name}”. Choose a unit of the same level.",
            )
        )
    if not Area.objects.filter(existing(on), pk=new.pk).exists():
        raise Refused(
            Words(
                f"«{new.name}» không tồn tại ngày {on:%d/%m/%Y}. Hãy sửa ngày, hoặc chọn đơn vị khác.",
                f"“{new.name}” does not exist on {on:%d/%m/%Y}. Mend the day or choose another unit.",
            )
        )
    if AreaChange.objects.filter(old=area, new=new, on=on).exists():
        raise Refused(Words("Lần sắp xếp này đã được ghi.", "This is recorded already."))
    if area.valid_to is None:
        _check_days(area.valid_from, on - DAY)
        area.valid_to = on - DAY
        area.save(update_fields=["valid_to"])
    made = AreaChange.objects.create(old=area, new=new, on=on, ground=ground, divided=divided, note=note)
    record("area.succeeded", by, area, successor=new.name, on=on.isoformat(), ground=ground)
    index_areas([area.pk, new.pk])
    return made


@transaction.atomic
def remove_change(change: AreaChange, *, seen: str, by: User) -> Area:
    """Take back what was recorded of an area by mistake; the journal keeps it. Its last day stays as it is."""
    area = _held(change.old, seen)
    successor, on, ground = change.new.name, change.on.isoformat(), change.ground
    change.delete()
    area.listed_as = area.listed_as or listed(area.name, area.valid_from)
    area.save(update_fields=["listed_as"])
    record("area.unsucceeded", by, area, successor=successor, on=on, ground=ground)
    return area


def _fill(area: Area, name: str, code: str, valid_from: date | None, valid_to: date | None) -> None:
    """Write the fields that forms show. Raises Refused."""
    _check_days(valid_from, valid_to)
    name = " ".join(name.split())
    others = Area.objects.exclude(pk=area.pk)
    if others.filter(name=name, kind=area.kind, parent=area.parent_id, valid_from=valid_from).exists():
        raise Refused(
            Words(
                f"Đã có «{name}» với cùng cấp, cùng nơi trực thuộc và ngày bắt đầu.",
                f"There is a “{name}” of the same level, place and first day already.",
            )
        )
    if code and (holder := _holder(others.filter(code=code, kind=area.kind), valid_from, valid_to)):
        raise Refused(
            Words(
                f"Mã {code} đang là của «{holder.name}». Hãy kiểm tra lại mã.",
                f"The code {code} belongs to “{holder.name}”. Please check it.",
            )
        )
    area.name, area.code, area.folded = name, code, fold(name)
    area.valid_from, area.valid_to = valid_from, valid_to


def _holder(others: Iterable[Area], valid_from: date | None, valid_to: date | None) -> Area | None:
    """Another area that exists at some time between the days."""
    first, last = valid_from or date.min, valid_to or date.max
    for other in others:
        if (other.valid_from or date.min) <= last and first <= (other.valid_to or date.max):
            return other
    return None


def _check_days(valid_from: date | None, valid_to: date | None) -> None:
    if valid_from and valid_to and valid_to < valid_from:
        raise Refused(
            Words(
                f"Ngày cuối {valid_to:%d/%m/%Y} không thể trước ngày đầu {valid_from:%d/%m/%Y}.",
                f"The last day, {valid_to:%d/%m/%Y}, cannot be before the first, {valid_from:%d/%m/%Y}.",
            )
        )


def _told(name: str, code: str, valid_from: date | None, valid_to: date | None) -> str:
    days = " – ".join(f"{day:%d/%m/%Y}" if day else "…" for day in (valid_from, valid_to))
    return ", ".join(part for part in (name, code, days) if part)


def _held(area: Area, seen: str) -> Area:
    """The area as it is now, held until the act ends; Conflict where it is no longer what the form showed."""
    return held(area, seen, state_of, Conflict(CHANGED))
