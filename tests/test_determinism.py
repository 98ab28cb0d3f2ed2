"""The same bytes in give the same bytes out: in every process, with every hash seed, however many files at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.places import ROOT

SAMPLES = sorted((ROOT / "src" / "lotrinh" / "samples").glob("*.txt"))
PLAN, *REPORTS = SAMPLES


def printed(seed: str, *arguments: str | Path) -> bytes:
    """Standard output of `lotrinh` in a process of its own."""
    environment = dict(os.environ, PYTHONHASHSEED=seed, PYTHONPATH=str(ROOT / "src"))
    command = [sys.executable, "-m", "lotrinh", *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, check=True).stdout


@pytest.mark.parametrize(
    "arguments",
    [("read", *SAMPLES, "--format", "jsonl"), ("judge", PLAN, "--results", *REPORTS, "--format", "json")],
    ids=["read", "judge"],
)
def test_hash_seed_changes_nothing(arguments: tuple[str | Path, ...]) -> None:
    first = printed("0", *arguments)
    assert len(first) > 1_000
    assert printed("4711", *arguments) == first


def test_number_of_processes_changes_nothing() -> None:
    files = [*SAMPLES, *SAMPLES]
    assert printed("0", "read", *files, "--jobs", "2") == printed("1", "read", *files, "--jobs", "1")
