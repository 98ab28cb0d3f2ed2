"""What was recognised, kept page by page, so that a reading that was stopped goes on where it was.

Reads and writes: files below the user's cache folder, readable by that user alone; they are removed a month after
they were last used. A folder that cannot be written keeps nothing, which costs only time.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

import msgspec

from lotrinh.reading.ocr.engine import LANGUAGE, Engine
from lotrinh.reading.ocr.words import Sight

SETTING = "LOTRINH_CACHE"
_FORM = "2"  # of what is kept; another one makes all kept pages unknown
_KEPT = 30 * 86_400.0  # seconds
_SEEN_AGAIN = 86_400.0  # a file is marked as used at most once a day
_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Sight)


def cache_folder() -> Path:
    """Where kept pages are: the folder named by the setting, else the user's own."""
    if chosen := os.environ.get(SETTING):
        return Path(chosen)
    if sys.platform == "win32":  # pragma: no cover
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "lotrinh/cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "lotrinh"


class Kept:
    """The kept pages of one file, by its bytes and the engine that reads it."""

    def __init__(self, data: bytes, tesseract: Engine) -> None:
        known = hashlib.sha256(data)
        known.update(f"\0{_FORM}\0{tesseract.version}\0{LANGUAGE}".encode())
        key = known.hexdigest()
        try:
            folder = cache_folder() / "ocr"
            _tidied(folder)
            self._folder: Path | None = folder / key[:2] / key
        except (OSError, RuntimeError):  # RuntimeError: the user has no home
            self._folder = None

    def page(self, number: int) -> Sight | None:
        """The page, if it is kept and whole."""
        if self._folder is None:
            return None
        path = self._folder / f"{number}.json"
        try:
            sight = _decoder.decode(path.read_bytes())
            if time.time() - path.stat().st_mtime > _SEEN_AGAIN:
                os.utime(path)
        except (OSError, msgspec.DecodeError):
            return None
        return sight

    def keep(self, number: int, sight: Sight) -> None:
        """Keep a page; it is there whole or not at all."""
        if self._folder is None:
            return
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            new = self._folder / f".{number}.{os.getpid()}"
            new.write_bytes(_encoder.encode(sight))
            new.replace(self._folder / f"{number}.json")


@cache
def _tidied(folder: Path) -> None:
    """Make the folder and remove what was not used for a month; once in a process."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    oldest = time.time() - _KEPT
    for document in folder.glob("*/*"):
        with suppress(OSError):
            for path in document.iterdir():
                if path.stat().st_mtime < oldest:
                    path.unlink()
            document.rmdir()  # fails, as it should, while something is kept
