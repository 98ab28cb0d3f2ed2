"""One spelling for the same Vietnamese word.

Three foldings, from the gentlest to the strongest:

* `nfc`: composed characters, as the rest of the program expects them.
* `shadow`: lower case, plain spaces, dashes and quotes, one tone placement, y for a lone i of common words ("tỉ lệ").
  Its length equals the input's, so an offset found in the shadow is an offset in the text.
* `fold`: the search key: no marks at all, đ as d, one space between words.

>>> shadow("Uỷ ban – HOÀ BÌNH")
'ủy ban - hòa bình'
>>> fold("Uỷ ban – HOÀ  BÌNH")
'uy ban hoa binh'
>>> sorted(["Đà Nẵng", "Dĩ An", "Ấp Bắc", "An Giang"], key=sort_key)
['An Giang', 'Ấp Bắc', 'Dĩ An', 'Đà Nẵng']
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# One character to one character, so that offsets survive.
_SINGLE = (
    ("\u00a0", " "), ("\u2009", " "), ("\u202f", " "), ("\t", " "), ("\u200b", " "), ("\ufeff", " "),
    ("–", "-"), ("—", "-"), ("−", "-"), ("‒", "-"), ("‐", "-"), ("‑", "-"), ("―", "-"),
    ("“", '"'), ("”", '"'), ("„", '"'), ("«", '"'), ("»", '"'), ("‘", "'"), ("’", "'"),
    ("ð", "đ"), ("ƣ", "ư"),  # Ƣ stands for Ư in much text copied from PDF files
)  # fmt: skip
# The tone mark moves to the first vowel (hoà → hòa). Real corpora hold both habits in equal parts.
_NEW_TONE = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
# Two passes, each of which skips from one letter to the next, take a quarter of the time of a single one with "|".
_OLD_TONE_O = re.compile("o[àáảãạèéẻẽẹ]")
_OLD_TONE_U = re.compile("u[ỳýỷỹỵ]")
# Words that many spell with i. The blank behind them makes them whole words, for nothing else ends so.
# Three passes, as above: each skips to its letter.
_WITH_I = (
    (re.compile("ỉ(?<=tỉ)(?= )"), "ỷ"),
    (re.compile("ì(?<=kì)(?= )"), "ỳ"),
    (re.compile("í(?:(?<=quí)|(?<=lí))(?= )"), "ý"),
)
_SLIPS = (("phấn đầu", "phấn đấu"),)  # slips of the pen that are no other word
# What tells a short lower-case text that is no shadow yet. A plain character begins every branch, or the engine would
# try each of them at every place.
_FOLDED = (*(written for written, _ in _SLIPS), *(char for char, _ in _SINGLE))
_UNFOLDED = re.compile(
    "|".join((_OLD_TONE_O.pattern, _OLD_TONE_U.pattern, *(vowel.pattern for vowel, _ in _WITH_I), *_FOLDED))
)
_SHORT = 1000  # characters


def nfc(text: str) -> str:
    r"""`text` in composed form (a no-op, and fast, when it already is).

    >>> len(nfc("o\u0302\u0309")), nfc("ổ") == "ổ"
    (1, True)
    """
    return unicodedata.normalize("NFC", text)  # gives composed text back as it is, after a quick check


SOFT_HYPHEN = "\u00ad"
_MEANT = re.compile("(?<=[0-9A-ZĐ])\u00ad(?=[0-9A-ZĐ])|(?<= )\u00ad(?= )")


def with_hyphens(text: str) -> str:
    r"""`text` with plain hyphens for the soft ones that are meant: converters of PDF files write all of them so.

    A soft one says where a word may be broken and is dropped elsewhere; between figures, capitals or blanks that would
    make "QĐ-UBND" one word and "2 - 3 %" a number of two figures. Its length equals the input's.

    >>> with_hyphens("1961/QĐ\u00adUBND, 2011\u00ad2020, 2 \u00ad 3%") == "1961/QĐ-UBND, 2011-2020, 2 - 3%"
    True
    >>> with_hyphens("mềm\u00admại") == "mềm\u00admại"
    True
    """
    return _MEANT.sub("-", text) if SOFT_HYPHEN in text else text


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    # A few characters (İ) grow when lowered; they keep their place as they are.
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)


def _new_tone(found: re.Match[str]) -> str:
    return _NEW_TONE[found[0]]


def shadow(text: str) -> str:
    """The spelling that rules see; ``len(shadow(text)) == len(text)``. `text` should be NFC.

    Patterns written for the shadow must be folded the same way: ``re.compile(shadow("hoàn thành"))``.

    >>> shadow("hoà") == shadow("HÒA"), len(shadow("İstanbul")) == len("İstanbul")
    (True, True)
    >>> shadow("Tỉ lệ xử lí quí I cùng kì") == shadow("Tỷ lệ xử lý quý I cùng kì")
    True
    """
    return _short_shadow(text) if len(text) < _SHORT else _folded(_lower(text))


@lru_cache(maxsize=4096)
def _short_shadow(text: str) -> str:
    """The shadow of a name or a title: most need no folding, and many are asked for again and again."""
    text = _lower(text)
    return text if _UNFOLDED.search(text) is None else _folded(text)


def _folded(text: str) -> str:
    """Lower-case `text` in the shadow's one spelling."""
    for old, new in _SINGLE:
        text = text.replace(old, new)
    for with_i, with_y in _WITH_I:
        text = with_i.sub(with_y, text)
    text = _OLD_TONE_U.sub(_new_tone, _OLD_TONE_O.sub(_new_tone, text))
    for written, meant in _SLIPS:
        text = text.replace(written, meant)
    return text


_MARKS = re.compile("[\u0300-\u036f]")
_NOT_WORD = re.compile(r"[\W_]+")


def unmark(text: str) -> str:
    """`text` without tone and vowel marks, đ as d; case is kept.

    >>> unmark("Đường Thanh Hoá")
    'Duong Thanh Hoa'
    """
    return _MARKS.sub("", unicodedata.normalize("NFD", text)).replace("đ", "d").replace("Đ", "D")


def fold(text: str) -> str:
    """Search key: lower case, no marks, words parted by one space.

    >>> fold("  Tỷ lệ hộ nghèo (đa chiều) ")
    'ty le ho ngheo da chieu'
    """
    return _NOT_WORD.sub(" ", unmark(text).lower()).strip()


_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_ORDER = {letter: f"{rank:02d}" for rank, letter in enumerate(_LETTERS)}
_TONE_ORDER = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def sort_key(text: str) -> tuple[str, str]:
    """Key of the Vietnamese dictionary order: letters first (a ă â b … d đ …), then tones.

    >>> sorted(["bạ", "bà", "bã", "ba", "bả", "bá"], key=sort_key)
    ['ba', 'bà', 'bả', 'bã', 'bá', 'bạ']
    """
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFC", text.lower()):
        tone, base = "0", []
        for part in unicodedata.normalize("NFD", char):
            if part in _TONE_ORDER:
                tone = _TONE_ORDER[part]
            else:
                base.append(part)
        letter = unicodedata.normalize("NFC", "".join(base))
        letters.append(_LETTER_ORDER.get(letter, f"~{letter}" if letter.isalnum() else letter))
        tones.append(tone)
    return "".join(letters), "".join(tones)
