"""Agencies of any province from a table that people keep themselves: all of it, or nothing with what is wrong where.

Reads: CSV (UTF-8, comma or semicolon) with the columns of `COLUMNS`. Writes: agencies, their names, successions.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO

from django.db import transaction
from django.db.models import Q

from lotrinh.core.vietnamese.text import fold, nfc
from lotrinh.living.journal.services import record
from lotrinh.living.people.loading import names_of
from lotrinh.living.people.models import Agency, AgencyKind, AgencyName, Confidence, Succession, User
from lotrinh.living.people.search import index_agencies
from lotrinh.living.places.models import Area
from lotrinh.living.words import Words

# Heading, folded → its field. What is needed: ten, loai. A succession needs ke thua, tu ngay ke thua, can cu.
COLUMNS = {
    "ten": "name", "loai": "kind", "dia ban": "area", "tu ngay": "begins", "den ngay": "ends", "ten khac": "others",
    "ke thua": "heir", "chuc nang": "function", "tu ngay ke thua": "on", "can cu": "ground",
}  # fmt: skip
KINDS = {
    "ubnd tinh": AgencyKind.PROVINCE, "so": AgencyKind.DEPARTMENT, "ubnd huyen": AgencyKind.DISTRICT,
    "ubnd xa": AgencyKind.COMMUNE, "trung uong": AgencyKind.CENTRAL, "khac": AgencyKind.OTHER,
}  # fmt: skip
WHOLE = "toàn bộ"


class WrongTable(Exception):  # noqa: N818 - what its owner has to mend, a line each
    """Nothing was written. `faults`: line and what is wrong there."""

    def __init__(self, faults: list[Words]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    told: Mapping[str, str]
    kind: AgencyKind
    area: Area | None
    begins: date | None
    ends: date | None
    on: date | None


@transaction.atomic
def load_table(content: str, by: User | None = None) -> int:
    """Write the agencies of a table that are not there yet, and their successions; returns the rows added.

    An agency of the same name, area and first day stays as it is. Raises WrongTable.
    """
    lines, faults = _lines(content)
    stored = {} if faults else {line.number: _agency(line) for line in lines}
    added = sum(made for _, made in stored.values())
    for line in lines if not faults else ():
        agency, _ = stored[line.number]
        added += _succession(line, agency, faults)
    if faults:
        raise WrongTable(faults)
    if added:
        first, _ = next(iter(stored.values()))
        record("agency.loaded", by, first.area or first, rows=added)
        index_agencies([agency.pk for agency, _ in stored.values()])
    return added


def _lines(content: str) -> tuple[list[_Line], list[Words]]:
    text = nfc(content.removeprefix("\ufeff"))
    head = text.split("\n", 1)[0]
    rows = csv.reader(StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ",")
    fields = [COLUMNS.get(fold(cell)) for cell in next(rows, [])]
    if "name" not in fields or "kind" not in fields:
        wanted = "tên, loại, địa bàn, từ ngày, đến ngày, tên khác, kế thừa, chức năng, từ ngày kế thừa, căn cứ"
        return [], [Words(f"Dòng đầu phải là các cột: {wanted}.", f"The first row names the columns: {wanted}.")]
    faults: list[Words] = []
    lines = []
    for number, row in enumerate(rows, start=2):
        told = {field: cell.strip() for field, cell in zip(fields, row, strict=False) if field}
        if any(told.values()):
            before = len(faults)
            line = _line(number, told, faults)
            if line is not None and len(faults) == before:
                lines.append(line)
    return lines, faults


def _line(number: int, told: Mapping[str, str], faults: list[Words]) -> _Line | None:
    def wrong(vi: str, en: str) -> None:
        faults.append(Words(f"Dòng {number}: {vi}", f"Line {number}: {en}"))

    kind = KINDS.get(fold(told.get("kind", "")))
    if not told.get("name"):
        wrong("thiếu tên.", "the name is missing.")
    if kind is None:
        known = "UBND tỉnh, sở, UBND huyện, UBND xã, trung ương, khác"
        wrong(f"loại phải là một trong: {known}.", f"the kind must be one of: {known}.")
    days: dict[str, date | None] = {}
    for field in ("begins", "ends", "on"):
        try:
            printed = told.get(field, "")
            days[field] = datetime.strptime(printed, "%d/%m/%Y").date() if printed else None
        except ValueError:
            wrong(
                f"«{told[field]}» không phải là ngày, viết như 01/03/2025.", f"“{told[field]}” is no day (01/03/2025)."
            )
    area = _area(told.get("area", ""), days.get("begins"))
    if told.get("area") and area is None:
        wrong(
            f"không có địa bàn «{told['area']}», hoặc có nhiều: dùng mã.",
            f"no one area “{told['area']}”: use its code.",
        )
    if told.get("heir") and (days.get("on") is None or not told.get("ground")):
        wrong("kế thừa cần có ngày và căn cứ.", "a succession needs its day and ground.")
    if kind is None:
        return None
    return _Line(number, told, kind, area, days.get("begins"), days.get("ends"), days.get("on"))


def _area(printed: str, day: date | None) -> Area | None:
    """By code, or by a name that one area bears on the day (today's where none is told)."""
    if not printed:
        return None
    at = Q(valid_to=None) if day is None else (Q(valid_to=None) | Q(valid_to__gte=day))
    found = list(Area.objects.filter(Q(code=printed) | Q(folded=fold(printed)), at)[:2])
    return found[0] if len(found) == 1 else None


def _agency(line: _Line) -> tuple[Agency, bool]:
    name = " ".join(line.told["name"].split())
    agency, made = Agency.objects.get_or_create(
        name=name, area=line.area, valid_from=line.begins,
        defaults={"kind": line.kind.value, "valid_to": line.ends, "folded": fold(name)},
    )  # fmt: skip
    if made:
        others = tuple(other.strip() for other in line.told.get("others", "").split("|") if other.strip())
        AgencyName.objects.bulk_create(names_of(agency, others))
    return agency, made


def _succession(line: _Line, agency: Agency, faults: list[Words]) -> int:
    if not line.told.get("heir") or line.on is None:
        return 0
    there = Q(valid_from=None) | Q(valid_from__lte=line.on)
    there &= Q(valid_to=None) | Q(valid_to__gte=line.on)
    heirs = list(Agency.objects.filter(there, folded=fold(line.told["heir"]), area=line.area)[:2])
    if len(heirs) != 1 or heirs[0] == agency:
        told, number = line.told["heir"], line.number
        vi = f"Dòng {number}: ngày {line.on:%d/%m/%Y} không có đúng một cơ quan «{told}» cùng địa bàn."
        faults.append(Words(vi, f"Line {number}: on {line.on} there is no one agency “{told}” of the same area."))
        return 0
    function = line.told.get("function") or WHOLE
    _, made = Succession.objects.get_or_create(
        old=agency, function=function, successor=heirs[0], on=line.on,
        defaults={"whole": function == WHOLE, "ground": line.told["ground"], "confidence": Confidence.CONFIRMED.value},
    )  # fmt: skip
    return int(made)
