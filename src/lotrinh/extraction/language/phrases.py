"""Phrase lists compiled into one pattern, so that a lexicon of any size costs one pass over the text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from lotrinh.core.vietnamese.text import shadow


def any_of(phrases: Iterable[str]) -> str:
    """Source of a pattern that matches the longest of `phrases`, as the shadow text spells them.

    A trie: the engine decides letter by letter instead of trying each phrase in turn.

    >>> re.match(any_of(["cụm", "cụm công nghiệp"]), "cụm công nghiệp")[0]
    'cụm công nghiệp'
    """
    return _source(_trie(_folded(phrases)))


def backwards(phrases: Iterable[str]) -> str:
    """As `any_of`, for a text that is read backwards. Folded first: "oàv" would be spelled otherwise.

    >>> re.match(backwards(["vào", "đi vào"]), "nay đi vào"[::-1])[0][::-1]
    'đi vào'
    """
    return _source(_trie(phrase[::-1] for phrase in _folded(phrases)))


def words_of(phrases: Iterable[str]) -> str:
    """As `any_of`, where no word goes on before or behind the phrase. Quick to search for.

    >>> re.search(words_of(["cụm"]), "chùm, cụm")[0]
    'cụm'
    """
    branches = []
    for letter, rest in _trie(_folded(phrases)).items():
        first = re.escape(letter)  # and then a look before it: the engine skips quickly from letter to letter
        branches.append(rf"{first}(?<!\w{first}){_source(rest)}")
    return rf"(?:{'|'.join(branches)})(?!\w)"


def _folded(phrases: Iterable[str]) -> list[str]:
    return shadow("\n".join(phrases)).split("\n")  # in one go


def _trie(phrases: Iterable[str]) -> dict[str, Any]:
    trie: dict[str, Any] = {}
    for phrase in phrases:
        node = trie
        for letter in phrase:
            node = node.setdefault(letter, {})
        node[""] = {}
    return trie


def _source(node: dict[str, Any]) -> str:
    branches = []
    for letter, child in node.items():
        if letter:
            branches.append((letter if letter.isalnum() else re.escape(letter)) + _source(child))
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"
    if "" in node:
        return f"(?:{joined})?"
    return joined


def folded(phrases: Iterable[str]) -> frozenset[str]:
    """The phrases as the shadow text spells them."""
    return frozenset(shadow(phrase) for phrase in phrases)
