"""One figure is written: new, the same as one that is here, or the correction of an earlier one.

Reads: the current figures of a key. Writes: `Observation` with `Yardstick`s; of the earlier row only `superseded_by`.
Callers hold a transaction and have locked the indicators (`lock`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.documents.models import HEAVY
from lotrinh.living.observations.models import Batch, Observation, Yardstick
from lotrinh.living.observations.records import Told, covers, key_of, key_of_told, measures_of, same_value
from lotrinh.living.people.models import User
from lotrinh.living.plans.models import Indicator


class How(StrEnum):
    """What became of a told figure."""

    NEW = "new"
    SAME = "same"  # it was here already; nothing written
    REPLACED = "replaced"  # it took the place of an earlier one
    LATE = "late"  # an older document than the figure that is here: kept in the history
    BESIDE = "beside"  # another source of the same day tells another value: both stand, as a contradiction


@dataclass(frozen=True, slots=True)
class Outcome:
    """The row that tells the figure, and the one that was current before, where there was one."""

    row: Observation
    how: How
    before: Observation | None = None


def lock(indicators: Iterable[int]) -> None:
    """Keep two people from deciding on figures of the same indicator at once. Call it before reading them."""
    list(Indicator.objects.select_for_update().filter(pk__in=set(indicators)).order_by("pk").values_list("pk"))


def current(told: Told) -> list[Observation]:
    """The figures of the same key that nothing has corrected yet, the oldest first."""
    rows = Observation.objects.filter(
        indicator=told.indicator, area=told.area, agency=told.agency, first=told.period.first, last=told.period.last,
        vintage=told.vintage, change=told.change, superseded_by=None,
    )  # fmt: skip
    scope = fold(told.scope)
    rows = rows.select_related("indicator", "document").defer(*HEAVY)
    return [row for row in rows.prefetch_related("yardsticks").order_by("known_on", "id") if fold(row.scope) == scope]


@dataclass(frozen=True, slots=True)
class Decided:
    """What is to become of a told figure. `told`: what is written; `before`: the figure that it meets."""

    told: Told
    how: How
    before: Observation | None = None


def decide(told: Told, held: Sequence[Observation]) -> Decided:
    """What becomes of a figure beside the current ones of its key, the oldest first. Nothing is written.

    The same value told again is one figure. Another value of a later day (or by hand) corrects the earlier; of an
    earlier day it goes into the history; of another document of the same day both stand.
    """
    assert told.document is None or told.known_on == (told.document.issued_on or told.known_on)
    for row in held:
        if same_value(told, row) and covers(measures_of(row), told.measures):
            return Decided(told, How.SAME, row)
    same = next((row for row in held if same_value(told, row)), None)
    if same is not None:  # the same value with more yardsticks: nothing that was told may be lost
        return Decided(replace(told, measures=(*measures_of(same), *told.measures)), How.REPLACED, same)
    corrected = next((row for row in reversed(held) if _corrects(told, row)), None)
    if corrected is not None:
        return Decided(told, How.REPLACED, corrected)
    later = next((row for row in held if row.known_on > told.known_on), None)
    if later is not None:
        return Decided(told, How.LATE, later)
    return Decided(told, How.BESIDE if held else How.NEW, held[-1] if held else None)


def write(told: Told, by: User | None, batch: Batch | None = None) -> Outcome:
    """Write one figure beside what is here (`decide`)."""
    decided = decide(told, current(told))
    before = decided.before
    if decided.how is How.SAME and before is not None:
        return Outcome(before, How.SAME, before)
    if decided.how is How.REPLACED and before is not None:
        return replace_row(before, decided.told, by, batch)
    made = insert(told, by, batch)
    if decided.how is How.LATE:
        made.superseded_by = before
        made.save(update_fields=["superseded_by"])
    return Outcome(made, decided.how, before)


def _corrects(told: Told, row: Observation) -> bool:
    if row.value is None:
        return True  # "no figure yet" is answered by whatever comes
    if told.known_on != row.known_on:
        return told.known_on > row.known_on
    return told.document is None


def replace_row(row: Observation, told: Told, by: User | None, batch: Batch | None = None) -> Outcome:
    """Write `told` as the correction of `row`, which must be current and of the same key."""
    assert row.superseded_by_id is None
    assert key_of(row) == key_of_told(told), "a correction tells the same thing anew"
    made = insert(told, by, batch)
    row.superseded_by = made
    row.save(update_fields=["superseded_by"])
    return Outcome(made, How.REPLACED, row)


def insert(told: Told, by: User | None, batch: Batch | None) -> Observation:
    """Write a figure whose key is known to be free."""
    row = row_of(told, by, batch)
    row.save(force_insert=True)
    Yardstick.objects.bulk_create(yardsticks_of(row, told))
    return row


def row_of(told: Told, by: User | None, batch: Batch | None) -> Observation:
    """The row of a figure, not written yet."""
    return Observation(
        indicator=told.indicator, area=told.area, agency=told.agency, scope=told.scope[:200], period=str(told.period),
        first=told.period.first, last=told.period.last, vintage=told.vintage, change=told.change,
        comparator=told.comparator, value=told.value, high=told.high, unit=told.unit[:80], note=told.note,
        document=told.document, start=told.start, end=told.end, quote=told.quote, batch=batch,
        known_on=told.known_on, entered_by=by,
    )  # fmt: skip


def yardsticks_of(row: Observation, told: Told) -> list[Yardstick]:
    """What a figure was measured against, as rows not written yet."""
    return [
        Yardstick(
            observation=row, base=one.base[:20], change=one.change[:10], value=one.value, unit=one.unit[:80],
            plan_of=one.plan_of[:200],
        )
        for one in told.measures
    ]  # fmt: skip
