"""Words that Vietnamese spelling rules out, and the only thing they can be.

Reads: a word as recognised. Writes: the word as it must have been printed. On a coarse scan the tone above a
circumflex is lost first; a syllable that ends in c, ch, p or t always has one, nearly always sắc.
"""

from __future__ import annotations

import re
import unicodedata

_ACUTE, _BELOW = "\u0301", "\u0323"
# These have nặng in all but rare words.
_HEAVY = frozenset(("viêc", "nghiêp", "môt", "hiêp", "diêt", "đôc", "bâc", "lâp", "tâp"))
_STOPPED = re.compile(
    r"(?P<before>(?:ngh?|[ctpkg]h|tr|qu|gi|[bcdđghklmnpqrstvx])?[iuoy]{0,2})(?P<vowel>[êôơâă])(?P<after>[uiy]?(?:ch|[cpt]))",
    re.IGNORECASE,
)
_EDGES = re.compile(r"^(\W*)(.*?)(\W*)$", re.DOTALL)


def with_tone(word: str) -> str:
    """`word` with the tone that its syllable cannot be without; other words as they are.

    >>> [with_tone(word) for word in ("Têt", "(tôt", "BIÊT,", "thuôc", "việc", "tôi", "km", "Budapêst")]
    ['Tết', '(tốt', 'BIẾT,', 'thuốc', 'việc', 'tôi', 'km', 'Budapêst']
    """
    edges = _EDGES.match(word)
    if edges is None:
        return word
    found = _STOPPED.fullmatch(edges[2])
    if found is None:
        return word
    tone = _BELOW if edges[2].lower() in _HEAVY else _ACUTE
    vowel = unicodedata.normalize("NFC", found["vowel"] + tone)
    return f"{edges[1]}{found['before']}{vowel}{found['after']}{edges[3]}"
