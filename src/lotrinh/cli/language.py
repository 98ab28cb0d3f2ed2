"""The texts of the command line, in Vietnamese and English (data/*.toml)."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from lotrinh.core.counting import filled

LANGUAGES = ("vi", "en")
FILES = ("texts.toml", "checking.toml", "site.toml")


@cache
def texts() -> dict[str, Any]:
    """Key parts → language → text with ``{placeholders}``."""
    data = files("lotrinh.cli") / "data"
    parts = [tomllib.loads((data / name).read_text(encoding="utf-8")) for name in FILES]
    return {key: entry for part in parts for key, entry in part.items()}


def text(key: str, language: str, **values: object) -> str:
    """One text ("read.short"). Raises KeyError for an unknown key: a missing text is a defect, not a blank."""
    entry: Any = texts()
    for part in key.split("."):
        entry = entry[part]
    told = str(entry[language]).strip("\n")
    return filled(told, **values) if values else told


def wanted_language(arguments: Sequence[str]) -> str:
    """The language asked for by `--lang` or LOTRINH_LANG, Vietnamese otherwise.

    Looked up before the arguments are parsed, because the help itself is in that language.
    """
    for position, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            candidate = argument.removeprefix("--lang=")
        elif argument == "--lang" and position + 1 < len(arguments):
            candidate = arguments[position + 1]
        else:
            continue
        if candidate in LANGUAGES:
            return candidate
    chosen = os.environ.get("LOTRINH_LANG", "vi")
    return chosen if chosen in LANGUAGES else "vi"
