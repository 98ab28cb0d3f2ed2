"""What a growth says behind itself that it is of: "tăng 3,4% về số doanh nghiệp", "giảm 6% số vụ".

Reads: shadow text behind a printed value. Writes: those words, or where they end.
"""

from __future__ import annotations

from lotrinh.extraction.language.patterns import pattern

_ABOUT = " về "
_COUNTED = pattern(r" (?:số|vụ|lượt) [^,;.:()0-9]{1,40}?(?= so với| so cùng| cùng kỳ| và |[,;.()]|$)")
_COUNTED_FIRST = (" số ", " vụ ", " lượt ")
_ASIDE = pattern(r" về [^,;.:()0-9]{1,40}?(?= so với| so cùng| cùng kỳ| và |[,;.()]|$)")


def past_aside(shadow: str, at: int, end: int) -> int:
    """Past "về lượt người vận chuyển" after a growth: it says of what, where several were told."""
    aside = _ASIDE.match(shadow, at, end) if shadow.startswith(_ABOUT, at) else None
    return aside.end() if aside else at


def aside_at(shadow: str, at: int, end: int) -> str:
    """What a growth says it is of: "tăng 3,4% về số doanh nghiệp" → "số doanh nghiệp"; "" when it does not say."""
    aside = _ASIDE.match(shadow, at, end) if shadow.startswith(_ABOUT, at) else None
    return aside.group().strip().partition(" ")[2] if aside else ""


def counted_at(shadow: str, at: int, end: int) -> str:
    """The counted things that a growth in per cent is of: "giảm 6% số vụ so với cùng kỳ" → "số vụ"; "" when none."""
    found = _COUNTED.match(shadow, at, end) if shadow.startswith(_COUNTED_FIRST, at) else None
    return found.group().strip() if found else ""
