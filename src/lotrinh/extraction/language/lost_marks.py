"""Lost marks: what a scanner's software drops from Vietnamese letters, put back where only one word can be meant.

Reads: the shadow text of a whole document, the lexicons. Writes: a shadow text of equal length.

"tô chức", "đây mạnh", "quan lý" stand in every scanned document, and no rule knows them. Two words in a row
that are no phrase of the lexicons become the only phrase there is with the same letters, when the scanner
can have lost (or mistaken) marks on the way from one to the other. Texts without such traces stay untouched;
the printed text is never changed, only what the rules see.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.core.vietnamese.text import unmark
from lotrinh.extraction.language.word_pairs import known_pairs
from lotrinh.extraction.rules import lexicon

_DATA = lexicon("lost_marks")
_TRACES = tuple(map(shadow_of, _DATA["traces"]))
_FEWEST_TRACES = 3
_SAMPLE = 50_000  # letters looked through for traces
_MOTTO = shadow_of("độc lập")
_LONGEST_LETTERHEAD = 1500
_ALONE = {shadow_of(wrong): shadow_of(right) for wrong, right in _DATA["alone"].items()}
_SPOILT = {shadow_of(wrong): shadow_of(right) for wrong, right in _DATA["pairs"].items()}
_WORD = re.compile(r"([^\W\d_]+)")
# "ngay 06 thang 6 nam 2024": between figures they can only be the words of a date.
_DATED = re.compile(
    r"(?<!\w)ng[aáả]y(?= [0-9]{1,2} ?(?:/|th[aáả]ng))"
    r"|(?<=[0-9] )th[aả]ng(?= [0-9]{1,2} n[aă]m)|(?<=[0-9] )nam(?= [12][0-9]{3})"
)
_DATE_WORDS = tuple(map(shadow_of, ("ngày", "tháng", "năm")))
_TONES = {"\u0301": "rising", "\u0309": "rising", "\u0303": "rising"}  # small hooks that look alike


def with_marks(shadow: str) -> str:
    """`shadow` with the marks that a scanner lost, as long as before; itself when it shows no trace of one.

    >>> text = "kiêm tra đây mạnh tô chức; ủy ban nhân dân thành phô"
    >>> with_marks(text)
    'kiểm tra đẩy mạnh tổ chức; ủy ban nhân dân thành phố'
    >>> with_marks("chi tiêu thường xuyên")
    'chi tiêu thường xuyên'
    """
    if sum(shadow.count(trace, 0, _SAMPLE) for trace in _TRACES) < _FEWEST_TRACES:
        return shadow
    motto = shadow.find(_MOTTO, 0, _LONGEST_LETTERHEAD)  # the letterhead above it is read by its letters
    for wrong, right in _SPOILT.items():
        shadow = shadow.replace(wrong, right)
    parts = _WORD.split(shadow[max(motto, 0) :])  # what parts the words, and the words
    parts[1::2] = _mended([_ALONE.get(word, word) for word in parts[1::2]], parts[2::2])
    return _DATED.sub(_date_word, shadow[: max(motto, 0)] + "".join(parts))


def _date_word(found: re.Match[str]) -> str:
    return next(word for word in _DATE_WORDS if unmark(word) == unmark(found[0]))


def _mended(words: list[str], gaps: list[str]) -> list[str]:
    """The words, those with lost marks replaced; a word that makes a known pair with another one stays.

    `gaps`: what stands behind each word.
    """
    known, _ = _phrases()
    last = len(words) - 1
    for at in range(last):
        first, second = words[at], words[at + 1]
        right = _right(f"{first} {second}")
        if right is None or gaps[at] != " ":
            continue
        left, behind = right.split(" ")
        if left != first and at and f"{words[at - 1]} {first}" in known:
            continue
        if behind != second and at + 1 < last and f"{second} {words[at + 2]}" in known:
            continue
        words[at : at + 2] = left, behind
    return words


@cache
def _phrases() -> tuple[frozenset[str], dict[str, str]]:
    """The pairs of words that are right, and by their bare letters those that only one pair of the lexicons has."""
    by_letters: dict[str, set[str]] = {}
    for pair in known_pairs():
        by_letters.setdefault(unmark(pair), set()).add(pair)
    right = map(shadow_of, _DATA["right"])
    only = {letters: next(iter(pairs)) for letters, pairs in by_letters.items() if len(pairs) == 1}
    return known_pairs() | frozenset(right), only


@lru_cache(maxsize=1 << 16)
def _right(pair: str) -> str | None:
    """What a pair of words must have been before a scanner lost its marks; None when it may be right."""
    known, by_letters = _phrases()
    right = None if pair in known else by_letters.get(unmark(pair))
    return right if right is not None and _may_be(pair, right) else None


def _may_be(printed: str, right: str) -> bool:
    """Whether every letter of `printed` is that of `right`, with marks lost or one small hook taken for another."""
    return len(printed) == len(right) and all(
        old == new or _marks(old) <= _marks(new) for old, new in zip(printed, right, strict=True)
    )


@cache
def _marks(letter: str) -> frozenset[str]:
    if letter == "đ":
        return frozenset("-")
    return frozenset(_TONES.get(mark, mark) for mark in unicodedata.normalize("NFD", letter)[1:])
