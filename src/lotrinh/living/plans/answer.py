"""The sentence that answers a plan's question, made from its rows; every number in it leads to those rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lotrinh.living.plans.addresses import plan_url
from lotrinh.living.plans.models import Plan
from lotrinh.living.plans.table import STATUSES, Table, status_words


@dataclass(frozen=True, slots=True)
class Part:
    """So many targets stand in a class; `url` shows them."""

    status: str
    count: int
    word: str
    url: str


@dataclass(frozen=True)
class Answer:
    """How many targets stand where. `total` counts each once: parts, steps of a path and ended ones are not in it.

    `good` of `worded`: met or exceeded, among those with an official word on the last period.
    """

    parts: Sequence[Part]
    total: int
    total_url: str
    unknown: Part | None
    newest: date | None
    parts_left_out: int
    ended: int
    good: int
    worded: int
    good_url: str
    worded_url: str


def answer_of(plan: Plan, table: Table) -> Answer:
    """The answer for all rows of the plan, whatever the filters of the table are."""
    parts = [_part(plan, status, table.counts[status]) for status in STATUSES if table.counts.get(status)]
    counted = [row for row in table.all if row.counted]
    words = [row.word for row in counted]
    days = [date.fromisoformat(row.told["latest_on"]) for row in table.all if row.told["latest_on"]]
    ended = sum(bool(row.told["ended"]) for row in table.all)
    return Answer(
        parts=[part for part in parts if part.status != "not_assessable"],
        total=len(counted),
        total_url=plan_url(plan, tinh=1),
        unknown=next((part for part in parts if part.status == "not_assessable"), None),
        newest=max(days, default=None),
        parts_left_out=len(table.all) - len(counted) - ended,
        ended=ended,
        good=words.count("met") + words.count("exceeded"),
        worded=len(words) - words.count(""),
        good_url=plan_url(plan, tu="dat", tinh=1),
        worded_url=plan_url(plan, tu="co", tinh=1),
    )


def _part(plan: Plan, status: str, count: int) -> Part:
    word = str(status_words(status))
    url = plan_url(plan, danhgia=status, tinh=1)
    return Part(status, count, word[:1].lower() + word[1:], url)


@dataclass(frozen=True)
class Counts:
    """The counts of one plan in the list: those with a verdict, and how many have none."""

    parts: Sequence[Part]
    unknown: int
    unknown_url: str
    total: int


def counts_of(plan: Plan, counts: Mapping[str, int]) -> Counts:
    """Class → count as the parts of a sentence."""
    known = [status for status in STATUSES if counts.get(status) and status != "not_assessable"]
    return Counts(
        parts=[_part(plan, status, counts[status]) for status in known],
        unknown=counts.get("not_assessable", 0),
        unknown_url=plan_url(plan, danhgia="not_assessable", tinh=1),
        total=sum(counts.values()),
    )
