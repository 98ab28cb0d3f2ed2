"""Reading a stored file, beside this process, so that it can be stopped and bounded."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import msgspec

from lotrinh.living.documents.child import reading as read_here
from lotrinh.living.refusals import Refusal
from lotrinh.living.words import Words

LONGEST = 600.0  # seconds; of a scan for each page
RAISED = 1  # exit code of a Python process that ends with an exception
LAST_WORDS = 8_000  # bytes of the error stream
LOOK = 0.1  # seconds between two looks at the reading process

BROKE_OFF = Words(
    "{name}: đọc tệp bị ngắt giữa chừng (quá {minutes} phút hoặc hết bộ nhớ). Hãy tách tệp thành nhiều tệp nhỏ hơn.",
    "{name}: reading the file broke off (more than {minutes:minute|minutes}, or out of memory). Please split it.",
)


class RefusedFile(Refusal):
    """The file cannot be read, in words for its owner."""


@dataclass(frozen=True)
class Reading:
    """What was read: the text, its layout as documents/layout.py keeps it, the facts by docs/facts.md."""

    text: str
    layout: dict[str, Any]
    facts: dict[str, Any]


def read(source: Path | bytes, name: str) -> Reading:
    """Read in this process. Raises RefusedFile."""
    return _reading_of(read_here(source, name))


def read_apart(path: Path, name: str, tick: Callable[[int, int], None]) -> Reading:
    """Read in a process of its own, calling `tick` meanwhile; whatever `tick` raises ends the reading.

    `tick` is given the pages recognised and all pages to be recognised, 0 and 0 where the file is no scan.

    Raises RefusedFile, also when the process is killed or takes longer than `LONGEST`; RuntimeError with its last
    words when the program itself failed, which is no fault of the file's.
    """
    command = [sys.executable, "-m", "lotrinh.living.documents.child", str(path), name]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with TemporaryFile() as out, TemporaryFile() as told:
        process = subprocess.Popen(command, stdout=out, stderr=told, env=environment)  # noqa: S603
        try:
            until = time.monotonic() + LONGEST
            before = (0, 0)
            while process.poll() is None and time.monotonic() < until:
                pages = _pages_told(told)
                if pages != before:
                    before, until = pages, time.monotonic() + LONGEST
                tick(*pages)
                time.sleep(LOOK)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        out.seek(0)
        content = out.read()
        told.seek(max(0, os.fstat(told.fileno()).st_size - LAST_WORDS))
        last_words = told.read().decode("utf-8", "replace")
    if process.returncode == RAISED:
        raise RuntimeError(f"reading {name} failed:\n{last_words}")
    if process.returncode != 0:
        raise RefusedFile(BROKE_OFF.filled(name=name, minutes=round(LONGEST / 60)))
    return _reading_of(msgspec.json.decode(content))


def _pages_told(told: IO[bytes]) -> tuple[int, int]:
    """The last "DONE TOTAL" of the reading process; other lines are not for us."""
    if not hasattr(os, "pread"):  # Windows: without it the place where the other process writes would move
        return 0, 0
    size = os.fstat(told.fileno()).st_size
    lines = os.pread(told.fileno(), 200, max(0, size - 200)).split(b"\n") if size else []
    for line in reversed(lines[:-1]):
        done, _, total = line.partition(b" ")
        if done.isdigit() and total.isdigit():
            return int(done), int(total)
    return 0, 0


def _reading_of(told: dict[str, Any]) -> Reading:
    problem = told.get("problem")
    if problem:
        raise RefusedFile(Words(problem["vi"], problem["en"]))
    return Reading(told["text"], told["layout"], told["facts"])
