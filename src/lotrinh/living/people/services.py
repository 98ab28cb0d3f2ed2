"""Acts on agencies, each with its journal row. Accounts: accounts_services.py; loading: loading.py."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.journal.services import record
from lotrinh.living.people.loading import load_vietnam, names_of
from lotrinh.living.people.models import (
    Agency,
    AgencyGroup,
    AgencyName,
    Confidence,
    Membership,
    Succession,
    User,
)
from lotrinh.living.people.naming import key
from lotrinh.living.people.resolution import resolve
from lotrinh.living.people.search import index_agencies
from lotrinh.living.places.models import Area
from lotrinh.living.refusals import Refusal
from lotrinh.living.seen import digest, held
from lotrinh.living.words import Words

__all__ = [
    "Conflict",
    "Refused",
    "add_agency",
    "add_name",
    "add_succession",
    "end_agency",
    "join_group",
    "leave_group",
    "load_vietnam",
    "resolve",
    "state_of",
]

DAY = timedelta(days=1)
CHANGED = Words(
    "Người khác vừa sửa cơ quan này. Trang đã tải lại bản mới nhất; hãy xem rồi làm lại nếu còn cần.",
    "Somebody else has just changed this agency. The page shows the newest state; look and try again.",
)


class Refused(Refusal):
    """An act that would leave something untrue. `words` say what and what to do."""


class Conflict(Refused):
    """Somebody else changed the agency after the form was opened."""


def state_of(agency: Agency) -> str:
    """A digest of what forms about an agency show; a form carries it back, so that a change in between is noticed."""
    return digest(
        (agency.name, agency.kind, agency.valid_from, agency.valid_to),
        list(agency.names.order_by("pk").values_list("name", "valid_to")),
        list(agency.successions.order_by("pk").values_list("pk", flat=True)),
        list(agency.memberships.order_by("pk").values_list("group_id", "valid_to")),
    )


@transaction.atomic
def add_agency(*, name: str, kind: str, area: Area | None, valid_from: date | None, by: User) -> Agency:
    """A new agency. Refused where one of the name and area exists on its first day."""
    name = " ".join(name.split())
    namesakes = Agency.objects.filter(folded=fold(name), area=area)
    if any(_overlaps(other, valid_from) for other in namesakes):
        raise Refused(
            Words(
                f"Đã có «{name}» trong thời gian này. Hãy mở cơ quan đó, hoặc ghi ngày kết thúc của nó trước.",
                f"“{name}” exists in these days already. Open that agency, or record its last day first.",
            )
        )
    agency = Agency.objects.create(name=name, kind=kind, area=area, valid_from=valid_from, folded=fold(name))
    AgencyName.objects.bulk_create(names_of(agency))
    record("agency.added", by, agency)
    index_agencies([agency.pk])
    return agency


@transaction.atomic
def add_name(agency: Agency, name: str, *, official_from: date | None, seen: str, by: User) -> Agency:
    """Another name. `official_from`: from that day it is the agency's own, and the former one ends the day before."""
    agency = _held(agency, seen)
    name = " ".join(name.split())
    folded = key(name).head
    before = agency.name
    own = agency.names.filter(official=True).order_by("-valid_from", "-pk").first()
    if official_from is None:
        if agency.names.filter(folded__in=[folded, fold(name)]).exists():
            raise Refused(Words(f"Cơ quan này đã có tên «{name}».", f"This agency has the name “{name}” already."))
        AgencyName.objects.create(agency=agency, name=name, folded=folded)
        record("agency.named", by, agency, name=name)
    else:
        if own and own.valid_from and own.valid_from >= official_from:
            raise Refused(
                Words(
                    f"Tên hiện nay có từ {own.valid_from:%d/%m/%Y}; tên mới phải có từ ngày sau đó.",
                    f"The present name dates from {own.valid_from:%d/%m/%Y}; a new one must begin later.",
                )
            )
        if own:
            own.valid_to = official_from - DAY
            own.save(update_fields=["valid_to"])
        AgencyName.objects.update_or_create(
            agency=agency,
            folded=folded,
            defaults={"name": name, "official": True, "valid_from": official_from, "valid_to": agency.valid_to},
        )
        agency.name, agency.folded = name, fold(name)
        agency.save(update_fields=["name", "folded"])
        record("agency.renamed", by, agency, before=before, on=official_from.isoformat())
    index_agencies([agency.pk])
    return agency


@transaction.atomic
def end_agency(agency: Agency, last_day: date, *, seen: str, by: User) -> Agency:
    """Record the last day of an agency; its work then goes to its successors."""
    agency = _held(agency, seen)
    if agency.valid_from and last_day < agency.valid_from:
        raise Refused(
            Words(
                f"Ngày cuối không thể trước ngày thành lập {agency.valid_from:%d/%m/%Y}.",
                f"The last day cannot be before the first one, {agency.valid_from:%d/%m/%Y}.",
            )
        )
    before = agency.valid_to
    agency.valid_to = last_day
    agency.save(update_fields=["valid_to"])
    agency.names.filter(official=True, valid_to=before).update(valid_to=last_day)
    record("agency.ended", by, agency, on=last_day.isoformat(), before=before.isoformat() if before else None)
    index_agencies([agency.pk])
    return agency


@transaction.atomic
def add_succession(
    agency: Agency,
    *,
    successor: Agency | None,
    successor_text: str = "",
    function: str,
    on: date | None,
    ground: str,
    confidence: str,
    seen: str,
    by: User,
) -> Succession:
    """From a day a function of `agency` is the successor's. An earlier "unknown" row is answered by it and goes."""
    agency = _held(agency, seen)
    if successor is not None:
        if successor.pk == agency.pk:
            raise Refused(Words("Một cơ quan không thể kế thừa chính nó.", "An agency cannot succeed itself."))
        if on is None:
            raise Refused(Words("Đơn vị kế thừa cần có ngày.", "A successor needs a day."))
        if not _overlaps(successor, on, on):
            raise Refused(
                Words(
                    f"«{successor.name}» không tồn tại ngày {on:%d/%m/%Y}. Hãy chọn cơ quan khác hoặc sửa ngày.",
                    f"“{successor.name}” does not exist on {on:%d/%m/%Y}. Choose another agency or mend the day.",
                )
            )
    if confidence != Confidence.UNKNOWN:
        agency.successions.filter(confidence=Confidence.UNKNOWN, on__isnull=True).delete()
    made = Succession.objects.create(
        old=agency,
        successor=successor,
        successor_text=successor_text,
        function=function,
        whole=function.strip().casefold() == "toàn bộ",
        on=on,
        ground=ground,
        confidence=confidence,
    )
    record(
        "agency.succeeded",
        by,
        agency,
        successor=successor.name if successor else successor_text,
        function=function,
        on=on.isoformat() if on else None,
        ground=ground,
    )
    index_agencies([agency.pk, *([successor.pk] if successor else [])])
    return made


@transaction.atomic
def join_group(agency: Agency, group: AgencyGroup, *, since: date | None, seen: str, by: User) -> Membership:
    """From a day the words of a group mean this agency too."""
    agency = _held(agency, seen)
    if agency.memberships.filter(group=group, valid_to__isnull=True).exists():
        raise Refused(
            Words(f"Cơ quan này đã thuộc nhóm «{group}».", f"This agency belongs to the group “{group}” already.")
        )
    made = Membership.objects.create(agency=agency, group=group, valid_from=since)
    record("agency.joined", by, agency, group=str(group), on=since.isoformat() if since else None)
    return made


@transaction.atomic
def leave_group(membership: Membership, last_day: date, *, seen: str, by: User) -> None:
    """The last day on which the words of a group mean this agency."""
    agency = _held(membership.agency, seen)
    membership.valid_to = last_day
    membership.save(update_fields=["valid_to"])
    record("agency.left", by, agency, group=str(membership.group), on=last_day.isoformat())


def _held(agency: Agency, seen: str) -> Agency:
    """The agency as it is now, held until the act ends; Conflict where it is no longer what the form showed."""
    return held(agency, seen, state_of, Conflict(CHANGED))


def _overlaps(agency: Agency, begins: date | None, ends: date | None = None) -> bool:
    """Whether an agency exists at some time between two days (None: open)."""
    over_before = agency.valid_to is not None and begins is not None and agency.valid_to < begins
    begins_after = ends is not None and agency.valid_from is not None and agency.valid_from > ends
    return not over_before and not begins_after
