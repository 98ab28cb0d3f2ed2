"""Word pairs: which words the lexicons know, and which two side by side.

Reads: the lexicons. Writes: words and pairs of them in the spelling of the shadow text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.rules import lexicon

_DATA = lexicon("lost_marks")
_SOURCES = ("agencies", "task_words", "deadlines", "kinds", "comparators", "mood_words", "result_words", "units")
_RUN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)+")
_SMALL = frozenset(map(shadow_of, _DATA["small"]))


@cache
def known_pairs() -> frozenset[str]:
    """The pairs of words in the lexicons, none with a word that goes with every other ("và", "của").

    >>> "phối hợp" in known_pairs()
    True
    """
    known = set(map(shadow_of, _DATA["phrases"]))
    for run in _runs():
        known.update(" ".join(pair) for pair in pairwise(run.split(" ")) if not _SMALL & set(pair))
    return frozenset(known)


@cache
def known_words() -> frozenset[str]:
    """The single words of the lexicons.

    >>> "hành" in known_words(), "nhành" in known_words()
    (True, False)
    """
    phrases = map(shadow_of, _DATA["phrases"])
    return _SMALL.union(*(run.split(" ") for run in (*_runs(), *phrases)))


def _runs() -> Iterator[str]:
    """The words that stand side by side in the lexicons."""
    for name in _SOURCES:
        for phrase in _strings(lexicon(name)):
            yield from _RUN.findall(shadow_of(phrase))


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        yield from data
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)
