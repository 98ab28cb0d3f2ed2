"""What the journal speaks of leads to its page."""

from __future__ import annotations

import pytest

from lotrinh.living.journal.wording import subjects
from lotrinh.web.journal_links import LINKS

KEPT = ("agency", "area", "difficulty", "indicator", "regime", "request")  # rows of these are never removed


def test_every_kind_with_a_page_has_a_name() -> None:
    assert LINKS.keys() <= subjects().keys()


@pytest.mark.parametrize("kind", LINKS)
def test_addresses_are_known_and_what_is_gone_has_none(db: None, kind: str) -> None:
    """Some kinds are never removed; of the rest the table looks which are there."""
    assert bool(LINKS[kind]([1, 2])) is (kind in KEPT)
