"""The whole of our reading of one document: file to text to facts, contradictions and JSON."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from lotrinh.output.json_output import encode
from lotrinh.papers import read_paper


def read_file(file: Path) -> int:
    """Read one file to JSON; the size of the JSON in bytes."""
    return len(encode(read_paper(file, file.name).facts))


def read_bytes(data: bytes) -> int:
    """Read one text that is already in memory; the size of the JSON in bytes."""
    return len(encode(read_paper(data, "text.txt").facts))


def read_all(files: Sequence[Path]) -> None:
    """Read the files one after the other in this process."""
    for file in files:
        read_file(file)


def read_with(pool: ProcessPoolExecutor, files: Sequence[Path]) -> None:
    """Read the files in the processes of `pool`; big ones first, so that none is left waiting at the end."""
    ordered = sorted(files, key=lambda file: -file.stat().st_size)
    for _ in pool.map(read_file, ordered, chunksize=1):
        pass
