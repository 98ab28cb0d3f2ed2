"""The words of names: the nouns of quantity that head one, and those that name nothing by themselves.

Reads: `data/result_words.toml`. Writes: patterns and sets of words, each made once.
"""

from __future__ import annotations

import re
from functools import cache

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import spelled
from lotrinh.extraction.language.phrases import any_of, folded, words_of
from lotrinh.extraction.rules import lexicon

EDGE = " ,;:.)-+*\"'“”•"


@cache
def listed_words(kind: str) -> frozenset[str]:
    """The words of one kind, folded."""
    return folded(lexicon("result_words")[kind])


# "tổng hợp", "số liệu" and the like head no name.
_NO_HEADS = spelled("công ty|cục|liên đoàn|hợp|kết|thể|quan|rà soát|điều tra|duyệt|liệu|hóa|hiệu")


@cache
def head() -> re.Pattern[str]:
    """The pattern of a noun of quantity that heads a name: "tỷ lệ", "tổng", "sản lượng"."""
    return re.compile(rf"{words_of(lexicon('result_words')['heads'])}(?! (?:{_NO_HEADS})(?!\w))")


def is_headed(name: str, noun: str = "") -> bool:
    """Whether a name begins with a noun of quantity ("Số …", "Tổng công suất …"), or with the given `noun`."""
    words = shadow_of(name)
    return head().match(words) is not None or (noun != "" and words.startswith(f"{shadow_of(noun)} "))


@cache
def branch() -> re.Pattern[str]:
    """The pattern of a branch of the economy that names what is measured: "ngành xây dựng (tăng 5%)"."""
    return re.compile(rf"{spelled('ngành')} (?:{any_of(lexicon('result_words')['branches'])})(?!\w)")


@cache
def hollow() -> frozenset[str]:
    """The words that name nothing by themselves: subjects, "bình quân", "lũy kế"."""
    return listed_words("subjects") | listed_words("hollow")


def last_of(what: re.Pattern[str], shadow: str, start: int, end: int) -> re.Match[str] | None:
    """The last place in ``shadow[start:end]`` that fits."""
    found = list(what.finditer(shadow, start, end))
    return found[-1] if found else None
