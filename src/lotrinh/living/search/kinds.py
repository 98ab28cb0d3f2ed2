"""The kinds of things that can be found: data/kinds.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from lotrinh.living.words import Words


@cache
def kinds() -> dict[str, Words]:
    """Their names, in the order of the page of results."""
    table = tomllib.loads((files(__package__) / "data" / "kinds.toml").read_text(encoding="utf-8"))
    return {entry["id"]: Words(entry["vi"], entry["en"]) for entry in table["kind"]}
