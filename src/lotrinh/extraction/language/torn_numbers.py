"""Torn numbers: figures that a copy of a PDF file broke with a blank, as in "tăng 1 7,7%" and "đạt 10, 8 tỷ".

Reads: the text of a document. Writes: the same text, the blank inside a number replaced by an invisible character.

Two numbers side by side are common in tables and lists, so a blank is taken for a tear only behind a word that
asks for one value, and where both parts together are a number that can be.
"""

from __future__ import annotations

import re

from lotrinh.extraction.rules import lexicon

INVISIBLE = "\u200b"
_UNIT = r"(?= ?(?:%|tỷ|tỉ|triệu|nghìn|ngàn|tấn|USD|ha|đồng|m2))"
_GAP = re.compile("[0-9],? [0-9]")  # in few texts at all, and quickly looked for
_INSIDE = frozenset("0123456789.,/")
_TORN = re.compile(
    r"[0-9](?:"
    r"(?P<hundred> [0-9]?|[0-9] )[0-9],[0-9]{1,3}(?![0-9])"  # "1 66,9", "10 3,3"
    r"|(?P<percent> )[0-9](?= ?%)"  # "9 8%"
    rf"|[0-9]{{0,2}},(?P<decimal> )[0-9]{{1,3}}{_UNIT}"  # "10, 8 tỷ"
    rf"|[0-9]{{0,2}}(?P<thousand> )[0-9]{{3}}{_UNIT}"  # "2 600 USD"
    r"|[0-9]{2}(?P<year> )[0-9](?![0-9/%]|[.,][0-9]))"  # "200 3"
)
_WORD = re.compile(r"[^\W\d_]+|[-–]|(?<=\()\Z")
_LONGEST_WORD = 12
_BEFORE_VALUE = frozenset(lexicon("torn_numbers")["before_value"])


def without_tears(text: str) -> str:
    """`text`, as long as before, with the blanks that tear a number made invisible.

    >>> without_tears("tăng 1 7,7%, năm 200 3").replace(INVISIBLE, "")
    'tăng 17,7%, năm 2003'
    >>> without_tears("quý 1 7,7%; các điểm 5, 6") == "quý 1 7,7%; các điểm 5, 6"
    True
    """
    parts, done = [], 0
    for gap in _GAP.finditer(text):
        start = gap.start()
        while start > 0 and text[start - 1] in _INSIDE:
            start -= 1
        found = _TORN.match(text, start)
        if found is None or not _asks(text[max(0, start - _LONGEST_WORD) : start], str(found.lastgroup)):
            continue
        at = text.index(" ", start)
        parts += [text[done:at], INVISIBLE]
        done = at + 1
    return "".join([*parts, text[done:]]) if parts else text


def _asks(before: str, kind: str) -> bool:
    """Whether what stands before a number asks for one value (for a year: a torn one)."""
    words = _WORD.findall(before.lower())
    if not words:
        return False
    return words[-1] == "năm" if kind == "year" else words[-1] in _BEFORE_VALUE
