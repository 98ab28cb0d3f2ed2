"""Tesseract: where it is, whether it knows Vietnamese, one page at a time.

Reads: a picture in grey. Writes: Tesseract's table of words (TSV). The program runs beside this one with a bound on
its time and, on Linux, its memory; it is stopped at once when the reading is stopped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lotrinh.reading.ocr.picture import Picture

SETTING = "LOTRINH_TESSERACT"  # path of the program; "off": never recognise
LANGUAGE = "vie"
_USUAL_WINDOWS = Path("C:/Program Files/Tesseract-OCR/tesseract.exe")
_MEMORY = 2 << 30  # bytes
_POLL = 0.2  # seconds
_ASKED = 20.0  # seconds to answer what it is


class RecognitionError(Exception):
    """One page could not be recognised; `reason` is "timeout", "stopped" or "failed"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Engine:
    """An installed Tesseract that reads Vietnamese."""

    command: str
    version: str


def engine() -> Engine | None:
    """The engine to use; None when it is missing, lacks Vietnamese or is switched off."""
    chosen = os.environ.get(SETTING, "")
    if chosen == "off":
        return None
    return _found(chosen)


@cache
def _found(chosen: str) -> Engine | None:
    command = shutil.which(chosen or "tesseract") or (str(_USUAL_WINDOWS) if _USUAL_WINDOWS.exists() else "")
    if not command:
        return None
    try:
        version = _asked(command, "--version").split()[1]
        languages = _asked(command, "--list-langs").split()
    except (OSError, subprocess.SubprocessError, IndexError):
        return None
    return Engine(command, version) if LANGUAGE in languages else None


def _asked(command: str, question: str) -> str:
    answer = subprocess.run(  # noqa: S603 (the program the owner of the machine installed)
        [command, question], stdin=subprocess.DEVNULL, capture_output=True, timeout=_ASKED, check=False
    )
    return (answer.stdout + answer.stderr).decode("utf-8", "replace")


def recognise(tesseract: Engine, picture: Picture, seconds: float, stop: threading.Event, psm: int = 3) -> str:
    """The table of words on `picture`. Raises RecognitionError."""
    command = [
        tesseract.command, "stdin", "stdout", "-l", "osd" if psm == 0 else LANGUAGE, "--psm", str(psm),
        "--dpi", str(round(picture.dpi)), *([] if psm == 0 else ["tsv"]),
    ]  # fmt: skip
    return run_bounded(command, picture.pgm(), seconds, stop).decode("utf-8", "replace")


def run_bounded(command: list[str], data: bytes, seconds: float, stop: threading.Event, **setting: str) -> bytes:
    """What `command` prints when given `data`. One thread, bounded time and memory. Raises RecognitionError.

    `setting`: what its environment has besides that of this process.
    """
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"} | setting
    end = time.monotonic() + seconds
    with tempfile.TemporaryFile() as given:
        given.write(data)
        given.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603 (as above)
                command, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
            )
        except OSError as problem:
            raise RecognitionError("failed") from problem
        with process:
            try:
                _bound_memory(process.pid)
                printed = _printed(process, end, stop)
            finally:
                if process.poll() is None:
                    process.kill()
    if process.returncode != 0:
        raise RecognitionError("failed")
    return printed


def _printed(process: subprocess.Popen[bytes], end: float, stop: threading.Event) -> bytes:
    while True:
        try:
            return process.communicate(timeout=_POLL)[0]
        except subprocess.TimeoutExpired:
            if stop.is_set() or time.monotonic() > end:
                raise RecognitionError("stopped" if stop.is_set() else "timeout") from None


def _bound_memory(pid: int) -> None:
    if sys.platform == "linux":
        import resource

        try:
            resource.prlimit(pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        except (OSError, ValueError):  # it has ended already, or the system allows no bounds
            return
