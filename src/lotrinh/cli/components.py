"""Optional parts of the program: which are installed, what for, and the command that installs the others.

The parts are data: `data/components.toml`.
"""

from __future__ import annotations

import shutil
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any


@dataclass(frozen=True, slots=True)
class Component:
    """A part: `told` says what it is for ("vi", "en"), `install` is the command that installs it here."""

    id: str
    told: dict[str, str]
    installed: bool
    install: str


@cache
def _listed() -> tuple[dict[str, Any], ...]:
    data = files(__package__).joinpath("data", "components.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(data)["component"])


def components(platform: str = sys.platform) -> Iterator[Component]:
    """All parts in their order, looked for on this machine; commands as on `platform`."""
    for entry in _listed():
        commands = entry["install"]
        yield Component(
            entry["id"],
            {language: entry[language] for language in ("vi", "en")},
            _there(entry),
            commands.get(platform, commands["any"]),
        )


def _there(entry: dict[str, Any]) -> bool:
    programs = entry.get("programs", ())
    return (
        all(_importable(package) for package in entry.get("packages", ()))
        and (not programs or any(shutil.which(program) for program in programs))
        and (entry.get("test") != "tesseract" or _reads_vietnamese_scans())
    )


def _importable(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except (ImportError, ValueError):  # a package that is half there
        return False


def _reads_vietnamese_scans() -> bool:
    from lotrinh.reading.ocr.engine import engine

    return engine() is not None
