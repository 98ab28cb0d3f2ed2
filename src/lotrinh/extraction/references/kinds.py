"""Kinds of documents: the words for them and the symbols in their numbers.

Reads: `data/kinds.toml`. Writes: look-ups by word and by symbol.
"""

from __future__ import annotations

from functools import cache

import msgspec

from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.rules import lexicon

LONGEST_KIND = 5  # words


class Kind(msgspec.Struct, frozen=True, gc=False):
    """A kind of document. `series`: "law" needs no number, "letter" has no symbol; `body`: it bears a title."""

    name: str
    symbols: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    series: str = ""
    body: bool = False


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds, in the order of the lexicon."""
    return tuple(msgspec.convert(entry, Kind) for entry in lexicon("kinds")["kind"])


@cache
def kinds_by_words() -> dict[str, Kind]:
    """Kinds by their name and short forms, as the shadow spells them.

    >>> kinds_by_words()["nghị quyết"].name, kinds_by_words()["kh"].name
    ('Nghị quyết', 'Kế hoạch')
    """
    return {shadow(word): kind for kind in kinds() for word in (*kind.aliases, kind.name)}


@cache
def kinds_by_symbol() -> dict[str, Kind]:
    """Kinds by the symbol in a number, in lower case; where two share one, the commoner kind has it.

    >>> kinds_by_symbol()["ttr"].name, kinds_by_symbol()["qđ"].name
    ('Tờ trình', 'Quyết định')
    """
    found: dict[str, Kind] = {}
    for kind in kinds():
        for symbol in kind.symbols:
            found.setdefault(symbol.lower(), kind)
    return found
