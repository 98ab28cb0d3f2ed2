"""Reasons: why a fact may be doubted, told in Vietnamese and English.

Reads: `data/reasons.toml`, `data/target_reasons.toml`, the reasons of numbers. Writes: nothing.

A fact's `reasons` are codes ("period_missing"), so that other programs can count on them; these are their words.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from lotrinh.core.vietnamese.numbers import REASONS as NUMBER_REASONS
from lotrinh.extraction.rules import lexicon


class Words(NamedTuple):
    """One reason, in both languages."""

    vi: str
    en: str


@cache
def reason_words() -> dict[str, Words]:
    """Every reason that a fact of any kind may carry, by its code.

    >>> reason_words()["period_missing"].en
    'The period of the figure is not known.'
    """
    told = {code: Words(*words) for code, words in NUMBER_REASONS.items()}
    for name in ("target_reasons", "reasons"):
        told |= {code: Words(entry["vi"], entry["en"]) for code, entry in lexicon(name).items()}
    return told
