"""The words that names of agencies are made of, as pattern sources the modules of this package share.

Reads: `data/agencies.toml`. Writes: constants.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.rules import lexicon


def spaced(phrases: Iterable[str]) -> set[str]:
    """The phrases, also with the blanks round their dashes that careless typing leaves out."""
    listed = set(phrases)
    return listed | {
        p.replace(f" {mark} ", dash)
        for mark in "-&"
        for p in listed
        if f" {mark} " in p
        for dash in (mark, f"{mark} ", f" {mark}")
    }


def joined(phrases: Iterable[str]) -> set[str]:
    """The phrases, also with "&" for "và", or with neither: "Sở Giáo dục & Đào tạo", "Sở Giáo dục Đào tạo"."""
    listed = set(phrases)
    return listed | {phrase.replace(_AND, joint) for phrase in listed if _AND in phrase for joint in (" & ", "&", " ")}


_AND = " và "


def words(phrases: Iterable[str]) -> str:
    """Pattern source for any of the phrases as whole words."""
    return rf"\b(?:{any_of(phrases)})(?!\w)"


DATA = lexicon("agencies")
FIELDS = any_of(joined(spaced(DATA["field"])))
HEADS = any_of(DATA["department"])
# The Latin letters that Vietnamese needs, those with tones too: a longer list makes every pattern slow to compile.
UPPER = "".join(c for c in map(chr, (*range(0x41, 0x1B1), *range(0x1EA0, 0x1EFA))) if c.isupper())
VERBS = [verb for verb in lexicon("task_words")["verb"] if " " in verb]  # one syllable may be half a name
DEEDS = [*lexicon("task_words")["verb"], *lexicon("task_words")["verb_too"]]
STOP = re.compile(rf" {words([*DATA['stop']['after'], *VERBS])}")
COMPLETE = re.compile(words(DATA["complete"]))
DEPARTMENT = re.compile(rf"\b(?:{HEADS}) ({FIELDS})(?!\w)")
FIELD = re.compile(rf"(?:{FIELDS})(?!\w)")
NAMED = re.compile(words(DATA["named"]))
