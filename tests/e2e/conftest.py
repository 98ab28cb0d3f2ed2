"""What the story has at hand: a browser, the site that tools/e2e.py started, a look at every page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.looking import Gallery, write_index


@pytest.fixture(scope="session")
def address() -> str:
    """Where the site is."""
    return os.environ["LOTRINH_E2E"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        flags = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        running = playwright.chromium.launch(executable_path=os.environ["LOTRINH_CHROMIUM"], args=flags)
        yield running
        running.close()


@pytest.fixture(scope="session")
def seeds(shared: Path) -> Path:
    """The four documents that the project began with."""
    return shared / "corpus" / "seeds"


@pytest.fixture(scope="session")
def gallery() -> Iterator[Gallery]:
    """The pictures, and what is wrong with the pages; nothing may be wrong at the end."""
    made = Gallery(Path(os.environ["LOTRINH_E2E_FOLDER"]))
    yield made
    write_index(made)
