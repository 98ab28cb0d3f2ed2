"""Torn words: syllables that a scan or a copy broke at a vowel with its mark, as in "ph ố", "h ợ p", "đ ơ n v ị".

Reads: the text of a document. Writes: the same text, the blanks inside a syllable replaced by an invisible character.

A vowel with a mark that stands alone is a word in few cases only ("ở", "ý"), and no word is made of consonants, so
both side by side are the parts of one; a lone letter before such a word may be a list's ("điểm c ở trên").
"""

from __future__ import annotations

import re

from lotrinh.extraction.language.torn_numbers import INVISIBLE

_VOWELS = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_MARKED = f"{_VOWELS}{_VOWELS.upper()}"
_LONE = re.compile(f"[{_MARKED}](?= |$|[,.;:)\n])")  # looked for first: in most texts none stands behind a blank
_ONSET = re.compile(
    r"(?:^|(?<=[\s(\"“]))(?P<onset>ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])$", re.IGNORECASE
)
_CODA = re.compile(r" (?:ng|nh|ch|[nmptciuoya])(?=[ ,.;:)\n]|$)")
_WORDS = frozenset("ởýôổủạàáứừêơ")
_LONGEST_ONSET = 4


def without_torn_words(text: str) -> str:
    """`text`, as long as before, with the blanks that tear a syllable made invisible.

    >>> without_torn_words("thành ph ố h ợ p tác, đ ơ n v ị").replace(INVISIBLE, "")
    'thành phố hợp tác, đơn vị'
    >>> without_torn_words("nêu tại điểm c ở trên") == "nêu tại điểm c ở trên"
    True
    """
    parts, done = [], 0
    for lone in _LONE.finditer(text):
        at = lone.start()
        if at < 2 or text[at - 1] != " " or at < done:
            continue
        onset = _ONSET.search(text, max(0, at - 1 - _LONGEST_ONSET), at - 1)
        if onset is None:
            continue
        coda = _CODA.match(text, at + 1)
        if coda is None and len(onset["onset"]) == 1 and lone.group().lower() in _WORDS:
            continue
        parts += [text[done : at - 1], INVISIBLE, text[at]]
        done = at + 1
        if coda is not None:
            parts += [INVISIBLE, text[at + 2 : coda.end()]]
            done = coda.end()
    return "".join([*parts, text[done:]]) if parts else text
