"""Stored files that nothing holds any more."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site

from lotrinh.living import uploads
from lotrinh.living.documents import services
from tests.living.documents.samples import read


def laid(name: str, old: bool = True) -> Path:
    """A file in the store that no row knows."""
    path = Path(site.MEDIA_ROOT) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    if old:
        age(path)
    return path


def age(path: Path) -> None:
    """Let a file be two days old."""
    long_ago = time.time() - timedelta(days=2).total_seconds()
    os.utime(path, (long_ago, long_ago))


def test_a_file_with_a_row_stays(db: None) -> None:
    path = services.path_of(read())
    age(path)
    assert uploads.sweep() == 0
    assert path.exists()


@pytest.mark.parametrize("top", ["documents", "reports", "evidence", "templates", "reports-made", "proofs"])
def test_an_old_file_without_a_row_goes_whatever_it_was_for(db: None, top: str) -> None:
    orphan = laid(f"{top}/2026/01/{'0' * 32}")
    assert uploads.sweep() == 1
    assert not orphan.exists()


def test_a_young_file_may_belong_to_an_upload_that_is_going_on(db: None) -> None:
    assert laid("reports/2026/01/a", old=False).exists()
    assert uploads.sweep() == 0


def test_what_no_file_field_names_is_left_alone(db: None, settings: Any) -> None:
    kept = laid("theirs/notes.txt")
    assert uploads.sweep() == 0
    assert kept.exists()
