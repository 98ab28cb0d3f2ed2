"""Syllables: what a Vietnamese word can be spelled like.

Written Vietnamese parts every syllable from the next by a blank, and a syllable has few forms: a beginning, a vowel
with one tone at most, an ending. Letters that make no syllable are a foreign word, an abbreviation or a slip.

Source: the spelling taught in schools; the older place of the tone ("hoà") is allowed beside the newer one ("hòa").
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = str.maketrans(dict.fromkeys("\u0300\u0301\u0303\u0309\u0323"))
_ACUTE, _DOT_BELOW = "\u0301", "\u0323"
_BEGINNING = (
    r"(?:(?:ngh|gh|k)(?=[eêiy])|(?:ng|c)(?![eêiy])|g(?![eêy])|gi(?=[aăâeêoôơuư])|qu(?=[aăâeêiyơoô])"
    r"|[bdđhlmnrstvx]|nh|kh|ph|th|tr|ch|p)?"
)
_VOWEL = (
    r"(?:"
    r"(?:ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|(?<=\w)iêu|(?<!\w)yêu|oai|oay|oao|oeo|uây|uôi|uyu|ươi|ươu|ia|ua|ưa|uya|uơ|uê|uy|oe|oa)"
    r"|(?:(?<=\w)iê|(?<!\w)yê|(?<=qu)yê|uyê|uô|ươ|ă|â|oă|uâ|oo)(?:ng|[cmnpt])"
    r"|(?:[aeêioôơuưy]|oa|oe|uê|uy)(?:ng|[cmnpt])?"
    r"|(?:[aêiy]|oa|uê|uy)(?:nh|ch)"
    r")"
)
_SYLLABLE = re.compile(_BEGINNING + _VOWEL)
_STOPS = ("c", "ch", "p", "t")


@lru_cache(maxsize=1 << 14)
def is_syllable(word: str) -> bool:
    """Whether `word`, in small letters, is spelled like one Vietnamese syllable.

    >>> [is_syllable(word) for word in ("nghiệp", "quyết", "giữ", "hoà", "hòa", "ủy")]
    [True, True, True, True, True, True]
    >>> [is_syllable(word) for word in ("cácsở", "kếhoạch", "gnhân", "việcthực", "ket", "fax")]
    [False, False, False, False, False, False]
    """
    marks = unicodedata.normalize("NFD", word)
    bare = marks.translate(_TONES)
    tones = len(marks) - len(bare)
    if tones > 1 or not _SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)):
        return False
    return not bare.endswith(_STOPS) or _ACUTE in marks or _DOT_BELOW in marks
