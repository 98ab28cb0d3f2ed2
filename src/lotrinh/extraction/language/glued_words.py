"""Glued words: where a copy lost the blanks between words, as texts taken from web pages and PDF files do.

Reads: the text of a document, the pairs of words in the lexicons. Writes: where blanks are missing.

"Kếhoạch", "cácsở", "BộCông Thương" hide agencies, units and verbs from every rule. Vietnamese syllables have few forms,
so that letters which are none, and can be parted into such, have lost a blank. Texts that show no trace of it stay
untouched: "bôxit" and "vectơ" are no syllables either.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from lotrinh.core.vietnamese.syllables import is_syllable
from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.word_pairs import known_pairs, known_words

_WORD = re.compile(r"[^\W\d_]{4,40}")
_SAMPLE = 12_000  # characters looked through for traces
_FEWEST = 3  # traces, each another word
_MOST = 4  # syllables in one word
_SHORTEST = 4  # letters of a word that may be two
_LONGEST = 7  # letters of a syllable: "nghiêng"


def is_glued(text: str) -> bool:
    """Whether a text shows that blanks were lost: its beginning holds several words that are two.

    >>> is_glued("Căn cứ Nghịquyết của Hội đồngnhân dân, giao cácsở thực hiện."), is_glued("Quặng bôxit ở Lâm Đồng.")
    (True, False)
    """
    traces = {_trace(chunk) for chunk in set(text[:_SAMPLE].split()) if len(chunk) >= _SHORTEST}
    return len(traces - {""}) >= _FEWEST


def missing_blanks(line: str) -> list[int]:
    """Where blanks are missing in a line of a text that is glued, in order.

    >>> missing_blanks("BộCông Thương banhành kếhoạch")
    [2, 17, 24]
    """
    found = []
    for word in _WORD.finditer(line):
        if not word[0].isascii():
            found += [word.start() + at for at in _parted(word[0])]
    return found


@lru_cache(maxsize=1 << 14)
def _trace(chunk: str) -> str:
    """The glued word in what stands between two blanks, or nothing."""
    return next((word[0] for word in _WORD.finditer(chunk) if not word[0].isascii() and _parted(word[0])), "")


@lru_cache(maxsize=1 << 14)
def _parted(word: str) -> tuple[int, ...]:
    """Where a glued word is to be parted; empty when it is one word, or none that we know how to part."""
    small = word.lower()
    if len(small) != len(word) or is_syllable(small):
        return ()
    by_case = [at for at in range(1, len(word)) if word[at - 1].islower() and word[at].isupper()]
    if len(by_case) == 1 and is_syllable(small[: by_case[0]]) and is_syllable(small[by_case[0] :]):
        return (by_case[0],)
    cuts = _best(small, _MOST)
    parts = [shadow_of(small[start:end]) for start, end in pairwise([0, *cuts, len(small)])]
    # Else it may be one word with a letter that a scanner took for another: "trién".
    return cuts if len(small) > _LONGEST or all(part in known_words() for part in parts) else ()


def _best(word: str, most: int) -> tuple[int, ...]:
    """The best places to part `word` at, so that at most `most` syllables stand there; empty when there are none."""
    ways: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    for at in range(1, len(word)):
        if not is_syllable(word[:at]):
            continue
        rest = () if is_syllable(word[at:]) else _best(word[at:], most - 1) if most > 2 else None
        if rest is not None and (rest or is_syllable(word[at:])):
            cuts = (at, *(at + cut for cut in rest))
            ways.append((_plausible(word, cuts), cuts))
    return max(ways)[1] if ways else ()


def _plausible(word: str, cuts: tuple[int, ...]) -> tuple[int, ...]:
    """How likely the parts are meant: few of them, pairs and words that the lexicons know, then the first ones long."""
    ends = [0, *cuts, len(word)]
    parts = [shadow_of(word[start:end]) for start, end in pairwise(ends)]
    pairs = sum(f"{left} {right}" in known_pairs() for left, right in pairwise(parts))
    return -len(parts), pairs, sum(part in known_words() for part in parts), *cuts
