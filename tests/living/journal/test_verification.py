"""The chain: what verification finds, and that two who write at once do not fork it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, transaction

from lotrinh.living.journal.models import Event
from lotrinh.living.journal.services import digest_of, record
from lotrinh.living.journal.verification import verify
from lotrinh.living.people.models import Agency
from tests.living.cast import Cast


@pytest.fixture
def unguarded(db: None) -> None:
    """The journal without its triggers, as for somebody who has the database itself."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER journal_no_update")
            cursor.execute("DROP TRIGGER journal_no_delete")
        else:
            cursor.execute("ALTER TABLE journal_event DISABLE TRIGGER journal_append_only")
    # the transaction of the test puts them back


def write(cast: Cast, count: int) -> None:
    for number in range(count):
        record("agency.named", cast.focal, cast.finance, name=f"Tên {number}")


def test_a_whole_journal(cast: Cast) -> None:
    assert verify().rows == 0
    write(cast, 5)
    outcome = verify()
    assert outcome.whole
    assert (outcome.rows, outcome.last) == (5, 5)
    assert outcome.digest == Event.objects.get(number=5).digest
    assert "nguyên vẹn: 5 dòng" in str(outcome)


@pytest.mark.parametrize(
    "change",
    [
        {"actor_name": "Người khác"},
        {"data": {"name": "Tên khác"}},
        {"subject_name": "x"},
        {"act": "agency.ended"},
        {"plan_id": 7},
        {"actor_id": None},
    ],
    ids=str,
)
def test_a_changed_row_is_found(cast: Cast, unguarded: None, change: dict[str, Any]) -> None:
    write(cast, 5)
    Event.objects.filter(number=3).update(**change)
    outcome = verify()
    assert (outcome.broken_at, outcome.rows) == (3, 2)
    assert "dòng 3 đã bị sửa" in str(outcome)


def test_a_row_changed_with_its_digest_breaks_the_next_one(cast: Cast, unguarded: None) -> None:
    write(cast, 5)
    forged = Event.objects.get(number=3)
    forged.actor_name = "Người khác"
    Event.objects.filter(number=3).update(actor_name="Người khác", digest=digest_of(forged))
    outcome = verify()
    assert outcome.broken_at == 4
    assert "không nối" in str(outcome)


def test_a_removed_row_is_found(cast: Cast, unguarded: None) -> None:
    write(cast, 5)
    Event.objects.filter(number=2).delete()
    outcome = verify()
    assert (outcome.broken_at, outcome.rows) == (2, 1)
    assert "thiếu dòng 2" in str(outcome)


def test_rows_cut_off_at_the_end_are_found_by_what_was_kept(cast: Cast, unguarded: None) -> None:
    write(cast, 5)
    kept = (verify().last, verify().digest)
    Event.objects.filter(number__gt=3).delete()
    assert verify().whole
    outcome = verify(kept)
    assert not outcome.whole
    assert "chỉ còn đến dòng 3" in str(outcome)
    write(cast, 2)
    assert "dòng 5 khác" in str(verify(kept))


def test_memory_is_bounded_and_queries_do_not_grow(cast: Cast, django_assert_num_queries: Any) -> None:
    write(cast, 30)
    with django_assert_num_queries(1):
        verify()


@pytest.mark.parametrize(
    "value", [1.0, 0.5, 1e20, -0.0, 1e-7, 2**60, None, "“đ”", [1.0, {"a": 2.0}], {"b": 1, "a": [None]}], ids=repr
)
def test_what_databases_give_back_has_the_same_digest(cast: Cast, value: Any) -> None:
    record("agency.named", cast.focal, cast.finance, name=value)
    assert verify().whole


def test_days_and_decimals_are_kept_as_text(cast: Cast) -> None:
    event = record("agency.named", cast.focal, cast.finance, name=date(2025, 3, 1), value=Decimal("1.50"))
    assert event.data == {"name": "2025-03-01", "value": "1.50"}
    with pytest.raises(ValueError, match="JSON"):
        record("agency.named", cast.focal, cast.finance, name=float("nan"))


@pytest.fixture
def database_of_threads(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database that threads share: on SQLite a copy in a file, as that of the tests lies in memory."""
    if connection.vendor != "sqlite":
        yield
        return
    path = str(tmp_path / "journal.sqlite3")
    file = sqlite3.connect(path)
    connection.connection.backup(file)
    # As every file that was opened once: the first change of the mode waits for nobody, four at a time fail.
    file.execute("PRAGMA journal_mode=WAL")
    file.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(connections.settings["default"], "NAME", path)
        yield


def test_many_writers_at_once_make_one_chain(database_of_threads: None) -> None:
    """Threads with a connection each."""
    agency = Agency(pk=1, name="Sở Thử", kind="other", folded="so thu")
    faults: list[BaseException] = []
    found: list[Any] = []

    def in_thread(work: Any) -> threading.Thread:
        def run() -> None:
            try:
                work()
            except BaseException as fault:
                faults.append(fault)
            finally:
                connections.close_all()

        thread = threading.Thread(target=run)
        thread.start()
        return thread

    def writing() -> None:
        for number in range(15):
            with transaction.atomic():
                record("agency.named", None, agency, name=str(number))

    threads = [in_thread(writing) for _ in range(4)]
    for thread in threads:
        thread.join(60)
    in_thread(lambda: found.append(verify())).join(60)
    assert faults == []
    assert found[0].whole
    assert found[0].rows == 60


def test_a_flush_after_a_committing_test_leaves_the_guard_up(transactional_db: None) -> None:
    agency = Agency.objects.create(name="Sở Thử", kind="other", folded="so thu")
    with transaction.atomic():
        event = record("agency.named", None, agency, name="x")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        event.delete()
