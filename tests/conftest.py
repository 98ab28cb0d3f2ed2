"""What all tests share: bounded property tests, and the real documents when they are at hand."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tools import places

# "ci" gives every run the same examples, so that a red build can be repeated; "search" hunts for new ones.
settings.register_profile("ci", derandomize=True, max_examples=100, deadline=None, database=None)
settings.register_profile(
    "search", max_examples=5_000, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
# The story in a browser needs a running site: tools/e2e.py starts one and says where it is.
collect_ignore = [] if os.environ.get("LOTRINH_E2E") else ["e2e"]

# Scans are recognised only where a test asks for it: the program is not on every machine.
os.environ["LOTRINH_TESSERACT"] = "off"

settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_runtest_setup() -> None:
    """Answers remembered from an earlier test would hide a mutant, so under mutmut every test starts without them."""
    if "MUTANT_UNDER_TEST" not in os.environ:
        return
    for name, module in list(sys.modules.items()):
        if name.startswith("lotrinh."):
            for kept in list(vars(module).values()):
                forget = getattr(kept, "cache_clear", None)
                if forget is not None:
                    forget()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and annotations; the test is skipped where it is absent."""
    folder = places.shared()
    if folder is None:
        pytest.skip("no shared texts: set LOTRINH_SHARED or put them at ../shared")
    return folder


@pytest.fixture(scope="session")
def corpus(shared: Path) -> dict[str, Path]:
    """The real documents by file name."""
    return places.corpus_files(shared)
