"""The journal: written with the act, chained, not to be changed."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from lotrinh.living.journal.models import Event
from lotrinh.living.journal.services import FIRST, digest_of, record
from tests.living.cast import Cast


def test_rows_are_chained_and_their_digests_can_be_computed_again(cast: Cast) -> None:
    for _ in range(2):
        record("review.opened", cast.focal, cast.finance)
    first, second = Event.objects.order_by("number")
    assert (first.previous, second.previous) == (FIRST, first.digest)
    assert digest_of(Event.objects.get(pk=second.pk)) == second.digest


def test_an_act_that_fails_leaves_no_row(cast: Cast) -> None:
    def act_that_fails() -> None:
        with transaction.atomic():
            record("review.opened", cast.focal, cast.finance)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act_that_fails()
    assert not Event.objects.exists()


def test_rows_can_neither_be_changed_nor_removed(cast: Cast) -> None:
    event = record("review.opened", cast.focal, cast.finance)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(actor_name="somebody else")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        event.delete()


def test_an_act_that_no_sentence_tells_is_refused(cast: Cast) -> None:
    with pytest.raises(KeyError, match="acts"):
        record("no.such", cast.focal, cast.finance)
