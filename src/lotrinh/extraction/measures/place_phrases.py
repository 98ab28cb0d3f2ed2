"""Places among the words of an indicator: "Hà Nội có tối thiểu 200 công trình".

Reads: printed words. Writes: yes or no.
"""

from __future__ import annotations

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import folded

_PLACE = pattern(
    r"(?:(?:tỉnh|thành phố|tp\.?|huyện|thị xã|quận|xã|phường|vùng|khu vực|địa bàn|miền) )?[^\W\d_]+(?: [^\W\d_]+){0,4}"
)
_PLACE_NOUNS = folded(
    ["tỉnh", "thành", "phố", "tp", "tp.", "huyện", "thị", "xã", "quận", "phường", "trấn",
     "vùng", "khu", "vực", "cả", "nước", "toàn"]
)  # fmt: skip


def is_place(text: str, start: int, end: int) -> bool:
    """Whether a phrase is a place's name: every word with a capital, but for "tỉnh", "thành phố"."""
    phrase = text[start:end].strip(" ,:")
    if not phrase or not _PLACE.fullmatch(shadow_of(phrase)):
        return False
    words = phrase.split()
    return len(words) <= 7 and all(word[0].isupper() for word in words if shadow_of(word) not in _PLACE_NOUNS)
