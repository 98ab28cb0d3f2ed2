"""English for the Vietnamese words of the lists of areas and agencies: data/english.toml.

Reads: a legal ground, a function, a note. Writes: the same in the reader's language. What is not in the table stays.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from django.utils.translation import get_language

from lotrinh.living.words import Words


@cache
def table() -> dict[str, Any]:
    """The file as it is written."""
    return tomllib.loads((files("lotrinh.living.places") / "data" / "english.toml").read_text(encoding="utf-8"))


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(table()["phrases"], key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


@lru_cache(maxsize=2_000)
def english(text: str) -> str:
    """The text with every phrase of the table in English.

    >>> english("toàn bộ"), english("Quyết định 29/QĐ-UBND"), english("")
    ('all', 'Decision 29/QĐ-UBND', '')
    """
    phrases: dict[str, str] = table()["phrases"]
    return _pattern().sub(lambda found: phrases[found[0]], text)


def both(text: str) -> Words:
    """The text in both languages."""
    return Words(text, english(text))


def said(text: str) -> str:
    """The text in the reader's language."""
    return english(text) if get_language() == "en" else text
