"""The table of targets: rows, filters, order and groups, all from the address, so that it can be kept and sent.

Reads: kept assessments. Writes: `Table`. What is shown, what is exported and what is printed are the same rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from lotrinh.assessment.states import Status
from lotrinh.assessment.verdict import rulebook
from lotrinh.core.vietnamese.text import fold, sort_key
from lotrinh.living.access.rules import Person
from lotrinh.living.people.models import Agency
from lotrinh.living.people.queries import Given, answers_for_all, told_shortly
from lotrinh.living.plans.held import told_without_figures, verdicts_for
from lotrinh.living.plans.models import Plan
from lotrinh.living.words import Words, spoken

STATUSES = tuple(status.value for status in Status)


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One row. `told`: its words per language and its numbers (plans/told.py); `now`: today's agency, where another."""

    id: int
    url: str
    name: str
    section: str
    agency: str
    agency_id: int | None
    status: str
    word: str
    threat: int
    order: int
    latest: float | None
    counted: bool
    told: Mapping[str, Any]
    now: str = ""

    @property
    def owner(self) -> str:
        """Whoever answers for it today, where that is another than the plan names."""
        return self.now or self.agency

    @property
    def words(self) -> Mapping[str, str]:
        """The row in the reader's language."""
        mine: Any = self.told
        return spoken(mine)  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for. Values that mean nothing here are left out, never an error."""

    statuses: tuple[str, ...] = ()
    section: str = ""
    agency: str = ""
    words: str = ""
    counted: bool = False
    official: str = ""
    sort: str = "threat"
    down: bool = False
    group: str = ""

    @property
    def active(self) -> bool:
        """Whether anything narrows the table."""
        return bool(self.statuses or self.section or self.agency or self.words or self.counted or self.official)


# Name in the address → its key, and the words of the column.
SORTS: dict[str, tuple[str, Callable[[TargetRow], Any]]] = {
    "nguy-co": ("threat", lambda row: (row.threat, row.order)),
    "thu-tu": ("order", lambda row: row.order),
    "ten": ("name", lambda row: sort_key(row.name)),
    "moi-nhat": ("latest", lambda row: (row.told["latest_on"] or "", row.order)),
    "han": ("due", lambda row: (row.told["due"] or "9999", row.order)),
    "co-quan": ("agency", lambda row: (not row.owner, sort_key(row.owner), row.order)),
}
GROUPS = {
    "muc": Words("Mục của văn bản", "Section of the document"),
    "co-quan": Words("Cơ quan", "Agency"),
    "danh-gia": Words("Đánh giá", "Verdict"),
}
# What the official words of the last period are counted by: the good ones, and all that were given.
OFFICIAL = {
    "dat": (frozenset({"met", "exceeded"}), Words("Đạt và vượt", "Met and exceeded")),
    "co": (frozenset({"met", "exceeded", "not_met"}), Words("Đã có từ chính thức", "With an official word")),
}
NO_AGENCY = Words("Không nêu cơ quan", "No agency named")
NO_SECTION = Words("Không nằm trong mục nào", "Under no heading")


def filters_of(query: QueryDict) -> Filters:
    """The filters of an address."""
    sort = query.get("sap", "nguy-co")
    down = sort.startswith("-")
    return Filters(
        statuses=tuple(status for status in STATUSES if status in query.getlist("danhgia")),
        section=query.get("muc", ""),
        agency=query.get("coquan", ""),
        words=query.get("tim", "").strip()[:100],
        counted=query.get("tinh") == "1",
        official=query.get("tu", "") if query.get("tu") in OFFICIAL else "",
        sort=sort.lstrip("-") if sort.lstrip("-") in SORTS else "nguy-co",
        down=down,
        group=query.get("nhom", "") if query.get("nhom") in GROUPS else "",
    )


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under one heading; `title` "" for a table that is not grouped."""

    title: str
    rows: Sequence[TargetRow]


@dataclass(frozen=True)
class Table:
    """The rows that the filters leave, and what there is to choose from."""

    rows: Sequence[TargetRow]
    all: Sequence[TargetRow]
    filters: Filters
    as_of: date | None
    sections: Sequence[str] = ()
    agencies: Sequence[str] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def groups(self) -> Sequence[RowGroup]:
        """The rows under their headings, in the order of the rows."""
        return grouped(self.rows, self.filters.group)


def table_of(plan: Plan, query: QueryDict, person: Person) -> Table:
    """The table of a plan as the address asks for it and the person may see it. One query."""
    rows, as_of = rows_of(plan, person)
    filters = filters_of(query)
    shown = [row for row in rows if _fits(row, filters)]
    shown.sort(key=SORTS[filters.sort][1], reverse=filters.down)
    return Table(
        rows=shown,
        all=rows,
        filters=filters,
        as_of=as_of,
        sections=list(dict.fromkeys(row.section for row in rows if row.section)),
        agencies=sorted({row.owner for row in rows if row.owner}, key=sort_key),
        counts=Counter(row.status for row in rows if row.counted),
    )


def rows_of(plan: Plan, person: Person) -> tuple[list[TargetRow], date | None]:
    """All rows in the document's order, and the day they were judged on."""
    # Values, not records: a page of forty rows would else make 120 objects to read a few fields of each.
    rows_kept = verdicts_for(person).filter(target__plan=plan).order_by("target__order").values_list(
        "target_id", "target__indicator__name", "target__section", "target__agency__name", "target__agency_text",
        "target__agency_id", "status", "word", "threat", "target__order", "latest", "counted", "told", "as_of", "held",
        "target__agency__valid_to",
    )  # fmt: skip
    kept = list(rows_kept)
    today = timezone.localdate()
    ended = {row[5] for row in kept if row[-1] is not None and row[-1] < today}
    followers = _followers(plan, ended, today) if ended else {}
    base = reverse("plans:target", args=[plan.slug, 0])[:-2]
    rows, day = [], None
    for pk, name, section, agency, agency_text, agency_id, *rest, as_of, held, _ in kept:
        if held:
            rest = ["not_assessable", "", 8_000, rest[3], None, rest[5], told_without_figures(rest[6])]
        now = followers.get(agency_id, "")
        rows.append(TargetRow(pk, f"{base}{pk}/", name, section, agency or agency_text, agency_id, *[*rest, now]))
        day = as_of
    return rows, day


def _followers(plan: Plan, ended: set[int], today: date) -> dict[int, str]:
    """Agencies that are no more → the names of those who answer for their work today. Two queries and some."""
    said = plan.document.issued_on or date(plan.year_from or today.year, 1, 1)
    agencies = list(Agency.objects.filter(pk__in=ended))
    answers = answers_for_all([Given(agency.name, agency, said, "") for agency in agencies], today)
    told = {}
    for agency, found in zip(agencies, answers, strict=True):
        names = str(told_shortly(found))
        if names != agency.name:
            told[agency.pk] = names
    return told


def _fits(row: TargetRow, filters: Filters) -> bool:
    if filters.statuses and row.status not in filters.statuses:
        return False
    if filters.section and row.section != filters.section:
        return False
    if filters.agency and filters.agency not in (row.agency, row.owner):
        return False
    if filters.counted and not row.counted:
        return False
    if filters.official and row.word not in OFFICIAL[filters.official][0]:
        return False
    return not filters.words or fold(filters.words) in fold(f"{row.name} {row.section} {row.agency} {row.now}")


def grouped(rows: Sequence[TargetRow], by: str) -> Sequence[RowGroup]:
    """Rows under headings; a group stands where its first row stands."""
    if not by:
        return [RowGroup("", rows)]
    told: dict[str, list[TargetRow]] = {}
    for row in rows:
        told.setdefault(_heading(row, by), []).append(row)
    return [RowGroup(title, own) for title, own in told.items()]


def _heading(row: TargetRow, by: str) -> str:
    if by == "muc":
        return row.section or str(NO_SECTION)
    if by == "co-quan":
        return row.owner or str(NO_AGENCY)
    return row.words["word"]


def status_words(status: str) -> Words:
    """The word of a class."""
    entry = rulebook()["word"][status]
    return Words(entry["vi"], entry["en"])
