"""Results that are kept for an edition: made once, and anew after an act, on another day, in the other language."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone, translation

from lotrinh.living.journal import keeping
from lotrinh.living.journal.keeping import kept
from lotrinh.living.journal.services import record
from tests.living.cast import Cast


@pytest.fixture(autouse=True)
def _empty(settings: Any) -> None:
    settings.PAGES_MB = 1
    keeping._results.clear()


def test_it_is_made_once_for_an_edition_a_day_and_a_language(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def counted() -> int:
        made.append(1)
        return len(made)

    def ask() -> int:
        return kept(counted, "question", 7)

    assert [ask(), ask()] == [1, 1]
    assert kept(lambda: "other", "question", 8) == "other"
    with translation.override("en"):
        assert ask() == 2
    with transaction.atomic():
        record("agency.added", cast.focal, cast.health)
    assert [ask(), ask()] == [3, 3]
    today = timezone.localdate()
    monkeypatch.setattr(timezone, "localdate", lambda *_: today + timedelta(days=1))
    assert ask() == 4


def test_it_is_bounded(cast: Cast) -> None:
    for number in range(keeping.MOST + 9):
        kept(lambda: None, number)
    assert len(keeping._results) == keeping.MOST


def test_nothing_is_kept_where_the_setting_is_0(cast: Cast, settings: Any) -> None:
    settings.PAGES_MB = 0
    kept(lambda: None, "question")
    assert not keeping._results
