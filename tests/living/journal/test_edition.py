"""The edition of the public pages: another one after every act that visitors can see, the same one else."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from lotrinh.living.journal import edition as module
from lotrinh.living.journal.edition import UNSEEN, edition, renew
from lotrinh.living.journal.services import acts, record
from tests.living.cast import Cast


def act(cast: Cast, name: str) -> None:
    with transaction.atomic():
        record(name, cast.focal, cast.health)


def test_an_act_begins_another_edition(cast: Cast) -> None:
    act(cast, "agency.added")
    first = edition()
    assert edition() == first
    act(cast, "agency.added")
    assert edition() != first


def test_an_act_on_what_visitors_do_not_see_does_not(cast: Cast) -> None:
    act(cast, "agency.added")
    first = edition()
    for name in sorted(UNSEEN):
        act(cast, name)
        assert edition() == first, name
    act(cast, "review.decided")
    act(cast, "agency.added")
    act(cast, "review.decided")
    assert edition() != first


def test_the_unseen_acts_are_acts() -> None:
    assert set(acts()) >= UNSEEN


def test_an_act_that_does_not_happen_changes_nothing(cast: Cast) -> None:
    act(cast, "agency.added")
    first = edition()
    with transaction.atomic():
        record("agency.added", cast.focal, cast.health)
        transaction.set_rollback(True)
    assert edition() == first


def test_a_change_without_an_act_is_told_by_renew(cast: Cast) -> None:
    act(cast, "agency.added")
    first = edition()
    renew()
    second = edition()
    renew()
    assert len({first, second, edition()}) == 3


def test_another_journal_is_another_edition(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """A restored archive may end with an unseen act at a number where the journal before had another row."""
    act(cast, "agency.added")
    state = module._State(number=module._now().number, digest="0" * 64)
    monkeypatch.setattr(module._memory, "seen", (state, "before"))
    act(cast, "review.decided")
    assert edition() != "before"


def test_it_costs_one_query(cast: Cast) -> None:
    act(cast, "agency.added")
    edition()
    with CaptureQueriesContext(connection) as queries:
        edition()
    assert len(queries) == 1
