"""Patterns written in ordinary spelling, compiled for the shadow text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lotrinh.core.vietnamese.text import shadow

_PLACEMENTS = ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ")
# Only the tone placement is folded: lower-casing a pattern's source would turn its \\W into \\w.
_TONES = tuple((pair, shadow(pair)) for pair in _PLACEMENTS)


def pattern(source: str) -> re.Pattern[str]:
    """`source` (lower case) compiled so that it meets the shadow's one spelling.

    >>> bool(pattern("kế hoạch|quý").fullmatch(shadow("Kế hoạch")))
    True
    """
    return re.compile(spelled(source))


def holds_any(text: str, phrases: Iterable[str]) -> bool:
    """Whether one of `phrases` stands in `text`: a look that spares most texts the patterns.

    >>> holds_any("phấn đấu đạt 8%", ("mục tiêu", "đạt"))
    True
    """
    for phrase in phrases:  # noqa: SIM110 - half the time of any() with a generator
        if phrase in text:
            return True
    return False


def spelled(source: str) -> str:
    """`source` with its tone marks where the shadow has them.

    >>> spelled("quý") == shadow("quý")
    True
    """
    for old, new in _TONES:
        source = source.replace(old, new)
    return source


def whole_words(fragments: Iterable[str]) -> str:
    """Pattern source that matches any of `fragments` (pattern sources themselves) as whole words.

    >>> pattern(whole_words(["mục tiêu(?! quốc gia)", "sẽ"])).search("chương trình mục tiêu quốc gia") is None
    True
    """
    listed = [spelled(fragment) for fragment in fragments]
    begun: dict[str, list[str]] = {}
    for fragment in listed:
        first = _FIRST_LETTER.match(fragment)
        if first is None or "|" in _GROUP.sub("", fragment):
            return rf"(?<!\w)(?:{'|'.join(listed)})(?!\w)"
        unwanted, letter = first.groups()
        begun.setdefault(letter, []).append(unwanted.replace(")", f"{letter})") + fragment[first.end() :])
    # A first letter and then a look before it: the engine skips quickly from letter to letter, slowly from
    # place to place.
    branches = (rf"{letter}(?<!\w{letter})(?:{'|'.join(rests)})" for letter, rests in begun.items())
    return rf"(?:{'|'.join(branches)})(?!\w)"


_FIRST_LETTER = re.compile(r"((?:\(\?<!\w[\w ]*\))*)(\w)(?![?*+{])")  # and what must not stand before it
_GROUP = re.compile(r"\([^()]*\)")
