"""Text typed in the fonts of TCVN3, VNI, VISCII and VPS that reached us without them: pasted, saved, a web page.

Where a font is named, `legacy_fonts` goes by it. Here only the letters can tell: such text reads as Western
letters at random, and the commonest words of Vietnamese come out when it is decoded.

>>> converted("KÕ ho¹ch ph¸t triÓn cña tØnh vµ c¸c huyÖn ®­îc giao n¨m 2024 lµ viÖc cña nh©n d©n")
('Kế hoạch phát triển của tỉnh và các huyện được giao năm 2024 là việc của nhân dân', 'legacy_font')
>>> converted("Kế hoạch của tỉnh và các huyện, được giao năm 2024")[1]
''
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lotrinh.reading.legacy_fonts import ONLY_IN_UNICODE, to_unicode

ENCODINGS = ("tcvn3", "vni", "viscii", "vps")
# The commonest words that are written with marks.
_COMMON = re.compile(
    r"\b(?:của|và|các|được|là|không|tỉnh|ngày|năm|nhân|dân|việc|định|thực|hiện|kế|hoạch|số|về|từ|đến|có|với|những|"
    r"để|tổ|chức|phát|triển|quản|lý|huyện|xã|người|công|hội|nước|đồng|tỷ|bộ|sở)\b"
)
_WINDOW = 4096  # Unicode text shows a letter of its own within so many characters
_SAMPLE = 50_000
_LEAST_WORDS = 5
_CLEAR_SHARE = 0.05
_DOUBTFUL_SHARE = 0.02
_MIXED = 0.05  # of letters only Unicode has: more of them say that two spellings stand side by side
_WORD = re.compile(r"[^\s/-]+")


class Guess(NamedTuple):
    """An encoding (one of `ENCODINGS`, or "") and whether the letters leave no doubt of it."""

    encoding: str
    clear: bool


_NONE = Guess("", False)


def guess(text: str) -> Guess:
    """Which of the old encodings `text` is typed in. Costs next to nothing for text in Unicode."""
    quarter = len(text) // 4 + 1
    starts = range(0, len(text), quarter)
    if all(ONLY_IN_UNICODE.search(text, at, at + min(quarter, _WINDOW)) for at in starts) or text.isascii():
        return _NONE
    sample = text[:_SAMPLE]
    words = len(sample.split())
    before = len(_COMMON.findall(sample.lower()))
    found = []
    for encoding in ENCODINGS:
        decoded = to_unicode(sample, encoding, mixed=True)
        found.append((len(_COMMON.findall(decoded.lower())) - before, encoding, decoded))
    gained, encoding, decoded = max(found)
    if gained < max(_LEAST_WORDS, words * _DOUBTFUL_SHARE):
        return _NONE
    unicode_before, unicode_after = (len(ONLY_IN_UNICODE.findall(spelling)) for spelling in (sample, decoded))
    return Guess(encoding, gained >= words * _CLEAR_SHARE and unicode_before <= unicode_after * _MIXED)


def converted(text: str) -> tuple[str, str]:
    """`text` in Unicode, and the code of the notice that says so ("": there was nothing to do or to say)."""
    encoding, clear = guess(text)
    if not clear:
        return text, "legacy_font_doubtful" if encoding else ""
    return "\n".join(decode_line(line, encoding) for line in text.split("\n")), "legacy_font"


def decode_line(line: str, encoding: str) -> str:
    """A line in Unicode. Capitals with marks were drawn by capital fonts: "KÕ HO¹CH" stands for KẾ HOẠCH.

    >>> decode_line("KÕ HO¹CH", "tcvn3"), decode_line("UBND tØnh", "tcvn3")
    ('KẾ HOẠCH', 'UBND tỉnh')
    """
    decoded = to_unicode(line, encoding)
    if decoded == line or encoding != "tcvn3":
        return decoded  # the others store capitals with their marks
    if _all_capitals(line):
        return decoded.upper()
    # The table keeps every letter in its place, so that a word of the line is a word of what was decoded.
    return _WORD.sub(
        lambda word: word[0].upper() if _all_capitals(line[word.start() : word.end()]) else word[0], decoded
    )


def _all_capitals(typed: str) -> bool:
    """Whether all plain letters are capitals, and there are two of them at least."""
    plain = [letter for letter in typed if letter.isascii() and letter.isalpha()]
    return len(plain) > 1 and "".join(plain).isupper()
