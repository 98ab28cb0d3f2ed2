"""Fixtures of the living plan."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db.backends.sqlite3.base import DatabaseOperations
from django.test import Client

from tests.living.cast import Cast, make_cast
from tests.living.web.world import World, make_world


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast, in the test's database."""
    return make_cast()


@pytest.fixture
def focal(client: Client, cast: Cast) -> Client:
    """A browser in which the focal agency is signed in."""
    client.force_login(cast.focal)
    return client


@pytest.fixture
def world(cast: Cast) -> World:
    """One of everything, so that every address has something to show."""
    cache.clear()
    return make_world(cast)


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    """Uploaded files of a test lie in its own folder."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(scope="session", autouse=True)
def _journal_can_be_flushed() -> Iterator[None]:
    """Tests that commit (`transactional_db`, `live_server`) are followed by a flush, which deletes all rows.

    PostgreSQL truncates, which passes the triggers of the journal; SQLite deletes row by row, so that there the
    triggers are taken down for the flush and put up again after it, all in its one transaction.
    """
    guard = import_module("lotrinh.living.journal.migrations.0003_append_only").SQLITE
    verbs = ("update", "delete")
    plain = DatabaseOperations.sql_flush

    def flush(self: Any, style: Any, tables: Any, **options: Any) -> list[str]:
        statements = plain(self, style, tables, **options)
        if "journal_event" not in tables:
            return statements
        down = [f"DROP TRIGGER IF EXISTS journal_no_{verb}" for verb in verbs]
        up = [guard.format(verb=verb, VERB=verb.upper()) for verb in verbs]
        return [*down, *statements, *up]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", flush)
        yield
