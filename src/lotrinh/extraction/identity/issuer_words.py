"""The words of issuers, compiled: how the names of bodies begin, what completes them, how they are spelled.

Reads: `data/letterhead.toml`, `data/agencies.toml`. Writes: words by their use, each made when first asked for.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from lotrinh.core.vietnamese.text import fold, shadow
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.references.kinds import kinds_by_words
from lotrinh.extraction.rules import lexicon

PARTY_COMMITTEES = folded(["tỉnh ủy", "thành ủy", "huyện ủy", "thị ủy", "quận ủy"])  # their place follows at once


@cache
def issuer_words() -> dict[str, Any]:
    """The words as the lexicon has them."""
    data: dict[str, Any] = lexicon("letterhead")["issuers"]
    return data


@cache
def first_words() -> frozenset[str]:
    """The first words of bodies, without marks."""
    return frozenset(name.split(" ", 1)[0] for name in (*body_openings(), *level_openings()))


@cache
def body_openings() -> frozenset[str]:
    """How the names of bodies begin, without marks so that scans are understood: one or two words each."""
    agencies = lexicon("agencies")
    phrases = [phrase for key in ("complete", "local", "named", "office") for phrase in agencies[key]]
    beginnings = {" ".join(fold(phrase).split()[:2]) for phrase in phrases}
    return frozenset(beginnings | {fold(head) for head in (*agencies["department"], *issuer_words()["more_heads"])})


@cache
def level_openings() -> tuple[str, ...]:
    """Levels that a shortened name begins with ("tinh "), without marks."""
    return tuple(f"{fold(level)} " for level in issuer_words()["levels"])


@cache
def lower_openings() -> tuple[str, ...]:
    """How a second body on a line begins."""
    return tuple(map(shadow, issuer_words()["below"]))


@cache
def kind_openings() -> tuple[str, ...]:
    """Kinds of documents that no body's name begins with ("QUY ĐỊNH VỀ …")."""
    return tuple(sorted({name for name in kinds_by_words() if " " in name} | {"hợp đồng"}))


@cache
def party_starts() -> tuple[str, ...]:
    """Committees of the Party that begin like places: "huyện ủy "."""
    return tuple(f"{committee} " for committee in PARTY_COMMITTEES)


@cache
def bare_heads() -> frozenset[str]:
    """Heads that are no names yet when a line ends behind them ("TẬP ĐOÀN ⏎ ĐIỆN LỰC VIỆT NAM")."""
    agencies = lexicon("agencies")
    names = {fold(head) for key in ("department", "named", "office") for head in agencies[key]} | {"thu tuong"}
    return frozenset(names - {fold(word) for word in issuer_words()["nameless"]})


@cache
def offices() -> tuple[str, ...]:
    """Offices of who signs for a body ("chủ tịch"), the longest first."""
    return tuple(sorted((shadow(office) for office in lexicon("agencies")["office"]), key=len, reverse=True))


@cache
def bodies_by_symbol() -> dict[str, tuple[str, str]]:
    """Bodies below a ministry by the symbol in their numbers: name, and the ministry's without marks."""
    return {one["symbol"]: (one["name"], fold(one["under"])) for one in issuer_words()["symbols"]}


@cache
def known_names() -> dict[str, str]:
    """Names that are complete in themselves, by their letters alone: scans lose marks and blanks."""
    names: list[str] = lexicon("agencies")["complete"]
    return {fold(name).replace(" ", ""): name for name in names if " " in name}


@cache
def proper_phrases() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Words that capitals are known of, the longest first: shadow, pattern, spelling."""
    phrases = sorted(issuer_words()["proper"], key=len, reverse=True)
    shaded = [(shadow(phrase), phrase) for phrase in phrases]
    return tuple((shade, re.compile(rf"(?<!\w){re.escape(shade)}(?!\w)"), phrase) for shade, phrase in shaded)
