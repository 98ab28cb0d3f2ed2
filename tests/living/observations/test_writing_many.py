"""Many figures at once become what they would become one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from lotrinh.core.period import Period
from lotrinh.living.observations.models import Observation
from lotrinh.living.observations.records import Measure, Told
from lotrinh.living.observations.writing import How, write
from lotrinh.living.observations.writing_many import write_all
from tests.living.observations.plans import World, document


def _told(world: World, value: float | None, **fields: Any) -> Told:
    fields = {"known_on": date(2025, 2, 1), "area": world.area, "agency": world.cast.health, **fields}
    return Told(indicator=fields.pop("indicator", world.beds), period=Period.year(2024), value=value,
                unit="giường bệnh/vạn dân", **fields)  # fmt: skip


def _sort(world: World) -> tuple[list[Told], list[Told]]:
    """What is here, and what comes: one of each fate, two of one key, one with more yardsticks."""
    early, late = (document(f"{day}.txt", "…", date(2025, 1, day)) for day in (10, 20))
    here = [
        _told(world, 33.0),
        _told(world, 34.0, vintage="estimate", document=late, known_on=date(2025, 1, 20)),
        _told(world, 35.0, scope="công lập", document=early, known_on=date(2025, 1, 10)),
        _told(world, 36.0, scope="tư nhân"),
        _told(world, None, indicator=world.income),
    ]
    coming = [
        _told(world, 33.0),  # the same
        _told(world, 33.5, vintage="estimate", document=early, known_on=date(2025, 1, 10)),  # late
        _told(world, 35.5, scope="Công lập", document=late, known_on=date(2025, 1, 20)),  # a correction
        _told(world, 36.0, scope="tư nhân", measures=(Measure("plan", "ratio", 105.0, "%"),)),  # more is known
        _told(world, 5.0, indicator=world.income),  # an answer
        _told(world, 7.0, indicator=world.revenue),
        _told(world, 8.0, indicator=world.revenue),  # of the same key, by hand: a correction of the one before
    ]
    return here, coming


def _state() -> list[tuple[Any, ...]]:
    rows = Observation.objects.prefetch_related("yardsticks").order_by("pk")
    place = {row.pk: number for number, row in enumerate(rows)}
    found = []
    for row in rows:
        yards = tuple((yard.base, yard.value) for yard in row.yardsticks.all())
        found.append((row.indicator_id, row.value, row.scope, row.vintage, place.get(row.superseded_by_id or 0), yards))
    return found


def _played(world: World, *, together: bool) -> tuple[list[How], list[tuple[Any, ...]]]:
    here, coming = _sort(world)
    for one in here:
        write(one, world.cast.focal)
    outcomes = write_all(coming, world.cast.focal) if together else [write(one, world.cast.focal) for one in coming]
    assert [outcome.row.value for outcome in outcomes] == [one.value for one in coming]
    return [outcome.how for outcome in outcomes], _state()


def test_together_or_one_by_one_is_the_same(world: World) -> None:
    told = []
    for together in (False, True):
        with transaction.atomic():
            told.append(_played(world, together=together))
            transaction.set_rollback(True)
    assert told[0] == told[1]
    assert told[0][0] == [How.SAME, How.LATE, How.REPLACED, How.REPLACED, How.REPLACED, How.NEW, How.REPLACED]


def test_statements_do_not_grow(world: World) -> None:
    def statements(count: int) -> int:
        told = [_told(world, float(n), scope=f"phần {n}") for n in range(count)]
        with transaction.atomic(), CaptureQueriesContext(connection) as captured:
            write_all([replace(one, note=str(count)) for one in told], None)
            transaction.set_rollback(True)
        return len(captured)

    assert statements(100) <= statements(2) + 4  # SQLite takes only so many values a statement
