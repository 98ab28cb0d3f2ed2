"""Persons: whether a few words are the name of one.

Reads: `data/letterhead.toml` (family names).
"""

from __future__ import annotations

from functools import cache

from lotrinh.extraction.rules import lexicon

_FEWEST, _MOST = 2, 5  # words


@cache
def surnames() -> frozenset[str]:
    """Family names as they are printed."""
    return frozenset(lexicon("letterhead")["signatures"]["surnames"])


def is_person(words: str) -> bool:
    """Whether `words` are a person's name in small letters with capitals.

    >>> is_person("Trần Thị Bình"), is_person("Trần Hưng Đạo là đường lớn"), is_person("Chuyển đổi số")
    (True, False, False)
    """
    names = words.split()
    if not _FEWEST <= len(names) <= _MOST or names[0] not in surnames():
        return False
    return all(name.isalpha() and name[0].isupper() and not name[1:].isupper() for name in names)
