"""A table of figures from its dry run to its end: checked, its rows chosen, applied in one transaction, or dropped.

The dry run writes no figure. Applying compares once more: what a person chose is written only if it is still what they
saw; otherwise the rows are shown anew and nothing is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.access.rules import Person
from lotrinh.living.journal.services import record
from lotrinh.living.observations.differences import CHANGES, NEW, PROBLEM, Row, compare, ground_of
from lotrinh.living.observations.grids import Grid
from lotrinh.living.observations.models import Batch, Observation
from lotrinh.living.observations.records import Told
from lotrinh.living.observations.services import refresh_plans, rows_told
from lotrinh.living.observations.tables import Read, read_table
from lotrinh.living.observations.writing import How, Outcome, insert, lock, replace_row
from lotrinh.living.people.models import User
from lotrinh.living.plans.models import Plan


class Moved(Exception):  # noqa: N818 - told to the person with the new state
    """What the person saw is not how things are: the batch ended, somebody changed it, or newer figures stand here."""

    def __init__(self, code: str, rows: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.rows = rows


@transaction.atomic
def check_table(*, plan: Plan, kind: str, name: str, grid: Grid, vintage: str, person: Person, by: User) -> Batch:
    """Read a table and keep its dry run. Raises Refused when it is no table of figures. No figure is written."""
    said = {"vintage": vintage, "names": {}}
    read = read_table(grid)
    rows = [row.kept() for row, _ in _compared(plan, read, said, person)]
    return Batch.objects.create(
        plan=plan, kind=kind, name=name[:255], table={"cells": grid.cells, "faults": grid.faults, "sheet": grid.sheet},
        said={**said, "remarks": [{"vi": one.vi, "en": one.en} for one in read.remarks]}, rows=rows, by=by,
    )  # fmt: skip


def _compared(plan: Plan, read: Read, said: Mapping[str, Any], person: Person) -> list[tuple[Row, Told | None]]:
    ground = ground_of(plan, person, said, read.entries, timezone.localdate())
    return compare(read.entries, ground)


def _again(batch: Batch, person: Person) -> list[tuple[Row, Told | None]]:
    """The dry run as it would come out now, with the choices that still mean the same."""
    table = batch.table
    read = read_table(Grid([list(row) for row in table["cells"]], dict(table["faults"]), table["sheet"]))
    before = {row.sign: row for row in rows_of(batch)}
    return [
        (replace(row, chosen=before.get(row.sign, row).chosen, reason=before.get(row.sign, row).reason), told)
        for row, told in _compared(batch.plan, read, batch.said, person)
    ]


def rows_of(batch: Batch) -> list[Row]:
    """The rows of a kept dry run."""
    return [
        Row(**{**kept, "problems": tuple(kept["problems"]), "doubts": tuple(kept["doubts"])}) for kept in batch.rows
    ]


def counts_of(rows: Sequence[Row]) -> Counter[str]:
    """Rows of each kind; "chosen_new", "chosen_changes" of those chosen, "doubtful_new" … of those with doubts."""
    counts = Counter(row.kind for row in rows)
    counts.update(f"chosen_{row.kind}" for row in rows if row.chosen)
    counts.update(f"doubtful_{row.kind}" for row in rows if not row.sure and row.kind in (NEW, CHANGES))
    return counts


@transaction.atomic
def name_indicators(batch: Batch, version: int, names: Mapping[str, int], person: Person) -> Batch:
    """Say which indicators the names of a table mean; the dry run is made again."""
    batch = _open(batch, version)
    batch.said = {**batch.said, "names": {**batch.said["names"], **{fold(name): pk for name, pk in names.items()}}}
    batch.rows = [row.kept() for row, _ in _again(batch, person)]
    return _save(batch)


@transaction.atomic
def choose(
    batch: Batch,
    version: int,
    shown: Collection[str],
    chosen: Collection[str],
    reasons: Mapping[str, str] | None = None,
) -> Batch:
    """Keep which of the shown rows (by cell) are to be written, and why. Rows with problems cannot be chosen."""
    said = reasons or {}
    batch = _open(batch, version)
    rows = [
        replace(row, chosen=row.cell in chosen, reason=said.get(row.cell, row.reason).strip()[:300])
        if row.cell in shown and row.kind in (NEW, CHANGES)
        else row
        for row in rows_of(batch)
    ]
    batch.rows = [row.kept() for row in rows]
    return _save(batch)


@transaction.atomic
def check_again(batch: Batch, person: Person) -> Batch:
    """Make the dry run anew because figures moved under it."""
    batch = _open(batch, None)
    batch.rows = [row.kept() for row, _ in _again(batch, person)]
    return _save(batch)


@transaction.atomic
def apply(batch: Batch, version: int, *, new: bool, changes: bool, person: Person, by: User) -> Counter[str]:
    """Write the rows: those chosen, all sure new ones where `new`, all sure changes where `changes`; all or nothing.

    Raises Moved when the batch ended, another version of it stands, a row is no longer what the person saw, or an
    implausible one is chosen without a reason.
    """
    batch = _open(batch, version)
    kept = {row.cell: row for row in rows_of(batch)}
    lock(row.indicator for row in kept.values() if row.indicator is not None)
    compared = _again(batch, person)
    wanted = {
        cell
        for cell, row in kept.items()
        if row.chosen or (row.sure and ((row.kind == NEW and new) or (row.kind == CHANGES and changes)))
    }
    unexplained = sum(kept[cell].asks_reason and not kept[cell].reason for cell in wanted)
    if unexplained:
        raise Moved("reason", unexplained)
    moved = sum(row.sign != kept[row.cell].sign for row, _ in compared if row.cell in wanted)
    if moved:
        raise Moved("figures", moved)
    held = Observation.objects.select_related("indicator").in_bulk([row.against for row, _ in compared if row.against])
    outcomes: dict[str, Outcome] = {}
    for row, told in compared:
        if row.cell not in wanted or told is None or row.kind == PROBLEM:
            continue
        if row.against is None:  # nothing stands there, and the lock keeps it so
            outcomes[row.cell] = Outcome(insert(told, by, batch), How.NEW)
        else:
            outcomes[row.cell] = replace_row(held[row.against], told, by, batch)
    if not outcomes:
        raise Moved("nothing")
    batch.rows = [
        replace(
            row, chosen=row.cell in outcomes, made=outcomes[row.cell].row.pk if row.cell in outcomes else None
        ).kept()
        for row in kept.values()
    ]
    batch.state, batch.applied_at = Batch.State.APPLIED, timezone.now()
    _save(batch)
    counts = Counter(str(outcome.how) for outcome in outcomes.values())
    record(
        "observations.applied", by, batch, plan=batch.plan_id, new=counts[How.NEW], replaced=counts[How.REPLACED],
        left=len(kept) - len(outcomes), rows=rows_told(outcomes.values()),
        reasons={row.cell: row.reason for row in kept.values() if row.cell in outcomes and row.reason},
    )  # fmt: skip
    refresh_plans((outcome.row for outcome in outcomes.values()), batch.plan)
    return counts


@transaction.atomic
def drop(batch: Batch, version: int, by: User) -> Batch:
    """End a batch without writing anything; its dry run stays readable."""
    batch = _open(batch, version)
    batch.state = Batch.State.DROPPED
    record("observations.dropped", by, batch, plan=batch.plan_id, rows=len(batch.rows))
    return _save(batch)


def _open(batch: Batch, version: int | None) -> Batch:
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.state != Batch.State.CHECKED:
        raise Moved(batch.state)
    if version is not None and batch.version != version:
        raise Moved("version")
    return batch


def _save(batch: Batch) -> Batch:
    batch.version += 1
    batch.save(update_fields=["rows", "said", "state", "applied_at", "version"])
    return batch
