"""A published plan in a few numbers: how many targets stand where, in all, by sector and by agency.

Reads: kept verdicts as a visitor may see them. Writes: `Summary`. One query a plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.text import slugify

from lotrinh.assessment.verdict import rulebook
from lotrinh.core.vietnamese.text import fold
from lotrinh.living.access.rules import NOBODY
from lotrinh.living.plans.models import Plan
from lotrinh.living.plans.table import NO_AGENCY, NO_SECTION, STATUSES, TargetRow, rows_of, status_words
from lotrinh.living.words import Words

PLAIN = {
    "achieved": Words("đã đến mức đề ra", "the level has been reached"),
    "on_track": Words("đang tiến đúng hướng, đủ nhanh", "moving the right way, fast enough"),
    "slightly_behind": Words("đúng hướng nhưng chưa đủ nhanh", "moving the right way, not quite fast enough"),
    "behind": Words("giữ nhịp này sẽ không kịp hạn", "at this pace it will be missed"),
    "stagnant": Words("đứng yên hoặc đi ngược hướng", "standing still or moving away"),
    "not_assessable": Words("chưa đủ số liệu để nói", "too few figures to tell"),
}
"""What the classes of verdicts mean, for somebody who reads no tables; none repeats its own name."""


@dataclass(frozen=True, slots=True)
class Stand:
    """So many targets in a class."""

    status: str
    count: int
    word: Words
    plain: Words
    shape: str


@dataclass(frozen=True)
class Sector:
    """Targets that belong together: a section of the plan, or those of one agency."""

    key: str
    title: str
    rows: Sequence[TargetRow]

    @property
    def stands(self) -> list[Stand]:
        """The classes that have any, the best first; each target counts once."""
        counts = Counter(row.status for row in self.rows if row.counted)
        words = rulebook()["word"]
        return [
            Stand(status, counts[status], status_words(status), PLAIN[status], words[status]["shape"])
            for status in STATUSES
            if counts[status]
        ]

    @property
    def total(self) -> int:
        """How many count."""
        return sum(row.counted for row in self.rows)


@dataclass(frozen=True)
class Summary:
    """A plan as a visitor sees it. `good` of `worded`: met or exceeded among those with an official word."""

    plan: Plan
    whole: Sector
    as_of: date | None

    @cached_property
    def good(self) -> int:
        """Met or exceeded in the last period."""
        return sum(row.counted and row.word in ("met", "exceeded") for row in self.whole.rows)

    @cached_property
    def worded(self) -> int:
        """With an official word on the last period."""
        return sum(row.counted and bool(row.word) for row in self.whole.rows)

    @cached_property
    def newest(self) -> date | None:
        """The last day of the newest figure."""
        days = [row.told["latest_on"] for row in self.whole.rows if row.told["latest_on"]]
        return date.fromisoformat(max(days)) if days else None

    @cached_property
    def sectors(self) -> list[Sector]:
        """By section of the document, in its order."""
        return _grouped((row.section or str(NO_SECTION), row) for row in self.whole.rows)

    @cached_property
    def agencies(self) -> list[Sector]:
        """By the agency that a target names; empty where none names one."""
        if not any(row.agency for row in self.whole.rows):
            return []
        return _grouped((row.agency or str(NO_AGENCY), row) for row in self.whole.rows)

    def sector(self, key: str) -> Sector | None:
        """The section or agency of an address."""
        return next((one for one in (*self.sectors, *self.agencies) if one.key == key), None)


def summary_of(plan: Plan) -> Summary:
    """The numbers of a plan. One query."""
    rows, as_of = rows_of(plan, NOBODY)
    return Summary(plan, Sector("", plan.short, rows), as_of)


def _grouped(pairs: Iterable[tuple[str, TargetRow]]) -> list[Sector]:
    told: dict[str, list[TargetRow]] = {}
    for title, row in pairs:
        told.setdefault(title, []).append(row)
    taken: Counter[str] = Counter()
    found = []
    for title, rows in told.items():
        base = slugify(fold(title))[:80] or "muc"
        taken[base] += 1
        key = base if taken[base] == 1 else f"{base}-{taken[base]}"
        found.append(Sector(key, title, rows))
    return found


def sector_key(summary: Summary, section: str) -> str:
    """The address of a section."""
    title = section or str(NO_SECTION)
    return next((one.key for one in summary.sectors if one.title == title), "")
