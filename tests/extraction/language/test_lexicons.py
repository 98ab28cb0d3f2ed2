"""The word lists of `data/*.toml`: every entry once, so that none is kept for nothing."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

LEXICONS = sorted(
    entry.name for entry in (files("lotrinh.extraction") / "data").iterdir() if entry.name.endswith(".toml")
)


def lists(value: Any, key: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every list of words with the key that leads to it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from lists(inner, f"{key}.{name}")
    elif isinstance(value, list) and value and all(isinstance(word, str) for word in value):
        yield key, value


@pytest.mark.parametrize("name", LEXICONS)
def test_no_word_stands_twice_in_a_list(name: str) -> None:
    data = tomllib.loads((files("lotrinh.extraction") / "data" / name).read_text(encoding="utf-8"))
    doubled = {
        key: [word for word, count in Counter(words).items() if count > 1]
        for key, words in lists(data)
        if len(set(words)) < len(words)
    }
    assert doubled == {}
